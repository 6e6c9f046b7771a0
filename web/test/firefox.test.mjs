// The same page in Firefox: it opens from a folder, scores a department, and gives the very files that Chromium gives.
import assert from "node:assert/strict";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { PAGE, PATIENCE, drop, filesBelow, program, sample, scratch, unzipped } from "./page.mjs";

test("Firefox gives the same files, and asks nothing of the world", async () => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true, protocolTimeout: PATIENCE });
  try {
    const page = await browser.newPage();
    const asked = [];
    page.on("request", (request) => { if (!/^(file|blob|about|data):/.test(request.url())) asked.push(request.url()); });
    await page.goto(`file://${PAGE}`);
    await page.evaluate(() => scorebook.ready);
    await page.select("#language", "zh-CN");
    const files = ["customer-service-zh-CN-2026-11.xlsx", "live-commerce-zh-CN-2026-11.xlsx"].map(sample);
    await drop(page, files);
    await page.waitForFunction(() => /2 个已计分/.test(document.getElementById("said").textContent), { timeout: PATIENCE });
    const zip = await page.evaluate(async () => {
      const bytes = await scorebook.room.ask("zip");
      let text = "";
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return btoa(text);
    });
    const fromPage = unzipped(Buffer.from(zip, "base64"));
    const out = scratch();
    program(["run", ...files, "-o", out, "--quiet"]);
    const fromProgram = filesBelow(out);
    const other = [...fromProgram].filter(([path, bytes]) => !fromPage.get(path)?.equals(bytes)).map(([path]) => path);
    assert.deepEqual(other, []);
    await page.evaluate(() => scorebook.room.ask("breakDown"));
    assert.match(await page.$eval("#trouble", (element) => element.textContent), /已经重新启动/);
    assert.deepEqual(asked, []);
    await page.click("nav a[href='#rule']");
    await page.click("#rule-examples button");
    await page.waitForSelector("#rule-told svg");
  } finally {
    await browser.close();
  }
});
