// By keyboard alone, and for those who hear the page: what comes in which order, where one is, and what each thing is called.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LANGUAGES, drop, launch, open, sample, settled } from "./page.mjs";

const NOVEMBER = "live-commerce-zh-CN-2026-11.xlsx";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test("everything is reached by the keyboard", async () => {
  const { page } = await open(browser);
  const reached = [];
  for (let at = 0; at < 8; at++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.hash));
  }
  assert.deepEqual(reached.slice(0, 6), ["language", "#score", "#new", "#rule", "#code", "pick"]);
  await page.focus("nav a[href='#rule']");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#rule-sentence", { state: "visible" });
  await page.focus("#rule-sentence");
  await page.keyboard.type("每次投诉扣5分");
  await page.waitForSelector("#rule-told .reading");
});

/** Goes on by Tab until something is reached, and does what follows there. */
async function reach(page, selector, most = 60) {
  for (let at = 0; at < most; at++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  assert.fail(`${selector} is not reached`);
}

test("a person is opened, read and closed by the keyboard, and one is where one was", async () => {
  const { page } = await open(browser);
  await drop(page, [sample(NOVEMBER)]);
  await settled(page);
  await page.focus("#pick");
  await reach(page, "table button.link");
  const name = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".person h3:focus");
  assert.match(await page.textContent(".person h3"), new RegExp(name));
  await reach(page, ".person .actions button:last-child");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".person", { state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
  await reach(page, ".each > summary");
  await page.keyboard.press("Enter");
  assert.equal(await page.$eval(".each", (one) => one.open), true);
  // A wide table is moved by the arrows.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "region");
});

test("another language leaves one where one is, with a person open", async () => {
  const { page } = await open(browser);
  await drop(page, [sample(NOVEMBER)]);
  await settled(page);
  await page.click("table button.link >> nth=0");
  await page.waitForSelector(".person h3:focus");
  await page.focus("#language");
  await page.selectOption("#language", "en");
  await page.waitForFunction(() => /How the score came about/.test(document.querySelector(".person")?.textContent));
  assert.equal(await page.evaluate(() => document.activeElement.id), "language");
});

test("a problem is led to from its cell, and a refused rule is mended by the keyboard", async () => {
  const { page } = await open(browser);
  await drop(page, [sample("errors/E501.xlsx")]);
  await settled(page);
  await page.focus("#pick");
  await reach(page, ".file button[aria-expanded]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".grid td.error a");
  await reach(page, ".grid td.error a");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".problems > li.shown:focus");
  await reach(page, ".problems .offer button");
  assert.match(await page.evaluate(() => document.activeElement.closest("p").textContent), /试一试|自己改/);
});

test("in every view what is reached has a name, stands in the order in which it is seen, and shows that it is reached", async () => {
  for (const lang of LANGUAGES) {
    const { page } = await open(browser, { lang });
    await drop(page, [sample(`live-commerce-${lang}-2026-11.xlsx`)]);
    await settled(page);
    await page.click("table button.link >> nth=0");
    await page.waitForSelector(".person h3:focus");
    for (const room of ["score", "new", "rule", "code"]) {
      await page.evaluate((room) => { location.hash = `#${room}`; }, room);
      await page.waitForSelector(`#${room}`, { state: "visible" });
      await page.focus("#language");
      const seen = [];
      for (let at = 0; at < 120; at++) {
        await page.keyboard.press("Tab");
        const one = await page.evaluate(() => {
          const own = document.activeElement;
          if (own === document.body) return null;
          // A file field is shown by the label before it.
          const shown = own.matches("input[type=file]") ? own.labels[0] : own;
          const { top, left, height } = shown.getBoundingClientRect();
          return { what: own.outerHTML.slice(0, 80), top: Math.round(top + scrollY + height / 2), left, ring: getComputedStyle(shown).outlineStyle };
        });
        if (!one) break;
        seen.push(one);
      }
      assert.ok(seen.length > 5);
      assert.deepEqual(seen.filter(({ ring }) => ring === "none"), [], room);
      const back = seen.filter((one, at) => at && (one.top < seen[at - 1].top - 30));
      assert.deepEqual(back, [], `${lang} ${room}`);
      const { nodes } = await (await page.context().newCDPSession(page)).send("Accessibility.getFullAXTree");
      const roles = ["button", "link", "textbox", "combobox", "checkbox", "progressbar", "region"];
      const nameless = nodes.filter(({ ignored, role, name }) => !ignored && roles.includes(role?.value) && !name?.value?.trim());
      assert.deepEqual(nameless.map(({ role }) => role.value), [], `${lang} ${room}`);
    }
    await page.context().close();
  }
});
