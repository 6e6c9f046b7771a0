// The page as a person uses it: every room and button, every language, by mouse and keyboard, with files as they come.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { LANGUAGES, PICTURES, PROGRAM, drop, filesBelow, handed, judged, launch, open, pictured, program, sample, scratch, settled, spoken, unzipped } from "./page.mjs";

const NOVEMBER = "live-commerce-zh-CN-2026-11.xlsx";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test("every view in every language: nothing serious, nothing left in another language, nothing asked of the world", async () => {
  for (const lang of LANGUAGES) {
    const { page, asked, wrong } = await open(browser, { lang });
    assert.equal(await page.getAttribute("html", "lang"), lang);
    /** A view as it is shown; `own`: all of its words are the page's or of a workbook in its language. */
    const seen = async (what, own = true) => {
      await judged(page, `${lang} ${what}`);
      if (own) await spoken(page, lang, what);
      // In a narrow window tables may be moved, the page may not.
      await page.setViewportSize({ width: 420, height: 900 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 420, `${lang} ${what} is wider than its window`);
      await page.setViewportSize({ width: 1000, height: 900 });
      await pictured(page, `${what}-${lang}`);
    };
    const room = async (name) => {
      await page.click(`nav a[href='#${name}']`);
      await page.waitForSelector(`#${name}`, { state: "visible" });
    };
    await seen("start");
    await drop(page, [sample(`live-commerce-${lang}-2026-11.xlsx`)]);
    await settled(page);
    await seen("scores");
    await page.click("table button.link >> nth=0");
    await page.waitForSelector(".person dl");
    await page.waitForSelector(".person h3:focus");
    await seen("person");
    for (const summary of await page.$$(":is(.each, .outputs) > summary")) await summary.click();
    await page.click(".person .actions button:last-child");
    await seen("files");
    await drop(page, [sample("errors/E505.xlsx")]);
    await settled(page);
    await page.click(".file[open] button[aria-expanded]");
    await page.waitForSelector(".grid td.error a");
    await page.click(".file[open] .head button.link");
    await page.waitForSelector("pre.explained");
    await seen("problems", false);
    await room("new");
    await seen("new");
    await page.setInputFiles("#adopt-file", { name: "KPI.txt", mimeType: "text/plain", buffer: Buffer.from("1234") });
    await page.click("#adopt-form button");
    await page.waitForSelector("#new-said .problems");
    await seen("refused-table");
    await room("rule");
    await page.click("#rule-examples button >> nth=0");
    await page.fill("#rule-value", "91%");
    await page.waitForSelector("#rule-told svg .asked");
    await seen("rule");
    await page.fill("#rule-target", "95%");
    await page.fill("#rule-sentence", "abc 100");
    await page.waitForSelector("#rule-told .problems");
    await seen("refused-rule");
    await room("code");
    await page.fill("#code-typed", "ｅ５２０");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#code-told pre.explained");
    await seen("code", lang !== "en");
    await page.fill("#code-typed", "E999");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#code-told pre.of");
    await seen("no-code");
    assert.deepEqual([asked, wrong], [[], []]);
    await page.context().close();
  }
});

test("the language changes everything that is open", async () => {
  const { page } = await open(browser);
  await drop(page, [sample("errors/E212.xlsx")]);
  await settled(page);
  const headline = () => page.textContent(".problems .headline");
  assert.match(await headline(), /看不懂考核周期/);
  await page.selectOption("#language", "en");
  await page.waitForFunction(() => /period/i.test(document.querySelector(".problems .headline").textContent));
  assert.equal(await page.textContent("nav a"), "Check and score");
  await page.selectOption("#language", "zh-TW");
  await page.waitForFunction(() => /看不懂考核週期/.test(document.querySelector(".problems .headline").textContent));
});

test("a refused rule is mended in the page, and the saved workbook differs in that cell alone", async () => {
  const { page } = await open(browser);
  await drop(page, [sample("errors/E501.xlsx")]);
  await settled(page);
  await page.click(".problems .offer button >> nth=0");
  // In the bench with what stands beside the cell, once the workbook has been asked for it.
  await page.waitForSelector("#rule-told mark.refused");
  assert.equal(await page.inputValue("#rule-target"), "90%");
  assert.match(await page.textContent("#rule-of"), /考核指标!G2/);
  await page.fill("#rule-sentence", "每低1%扣2分，扣完为止");
  await page.waitForSelector("#rule-told .reading");
  await page.evaluate(() => { document.getElementById("said").textContent = ""; });
  await page.click("#rule-of button.main");
  assert.match(await settled(page), /1 个已计分/);
  const { name, bytes } = await handed(page, ".file .of button");
  assert.equal(name, "E501.xlsx");
  const [before, after] = [unzipped(readFileSync(sample("errors/E501.xlsx"))), unzipped(bytes)];
  assert.deepEqual([...before.keys()].sort(), [...after.keys()].sort());
  const changed = [...before].filter(([path, own]) => !own.equals(after.get(path))).map(([path]) => path);
  assert.equal(changed.length, 1);
  assert.match(changed[0], /worksheets/);
  assert.match(after.get(changed[0]).toString(), /每低1%扣2分，扣完为止/);
});

test("an offered sentence is one click away, in the list and in the bench", async () => {
  const { page, context } = await open(browser);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await page.click("nav a >> nth=2");
  // The sentence last: what is refused below is then told with the target beside it.
  await page.fill("#rule-target", "95%");
  await page.fill("#rule-sentence", "低1%扣2分");
  await page.waitForSelector("#rule-told mark.refused");
  const sentence = await page.textContent("#rule-told .offer .sentence");
  await page.click("#rule-told .offer button");
  await page.waitForSelector("#rule-told .reading");
  assert.equal(await page.inputValue("#rule-sentence"), sentence);
});

test("an offered sentence is copied by one click, and put into the workbook by one", async () => {
  const { page, context } = await open(browser);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await drop(page, [sample("errors/E507.xlsx")]);
  await settled(page);
  const sentence = await page.textContent(".problems .offer .sentence");
  await page.click(".problems .offer button:text-is(\"复制\")");
  await page.waitForSelector(".problems .offer button:text-is(\"已复制\")");
  await page.evaluate(() => { location.hash = "#rule"; });
  await page.focus("#rule-sentence");
  await page.keyboard.press("Control+V");
  assert.equal(await page.inputValue("#rule-sentence"), sentence);
  await page.evaluate(() => {
    location.hash = "#score";
    document.getElementById("said").textContent = "";
  });
  await page.click(".problems .offer button:text-is(\"改进工作簿\")");
  await settled(page);
  assert.match(await page.textContent(".file .of"), /这个文件已在这里改过/);
});

test("every button does what it says", async () => {
  const { page } = await open(browser);
  const file = sample(NOVEMBER);
  const { out, issues } = { out: scratch(), issues: join(scratch(), "问题.xlsx") };
  program(["run", file, "-o", out, "--quiet"]);
  program(["check", sample("errors/E212.xlsx"), "--issues", issues, "--lang", "zh-CN", "--quiet"]);
  await page.evaluate(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  await drop(page, [file]);
  await settled(page);
  await page.click("table button.link >> nth=0");
  await page.waitForSelector(".person dl");
  const own = await handed(page, ".person .actions button >> nth=0");
  await page.click(".outputs > summary");
  const fromProgram = [...filesBelow(out)];
  const same = ({ name, bytes }) => assert.ok(fromProgram.some(([path, other]) => path.endsWith(`/${name}`) && other.equals(bytes)), name);
  same(own);
  // One by one: each is the file that stands in the zip.
  for (let at = 0; at < 3; at++) same(await handed(page, `.outputs button >> nth=${at}`));
  await page.click(".person .actions button >> nth=1");
  await page.click("#batch .actions button:has-text(\"打印\")");
  assert.equal(await page.evaluate(() => window.printed), 2);
  await page.click("#batch .actions button:has-text(\"清空\")");
  assert.equal(await page.$$eval("#files *, #batch *", (all) => all.length), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "pick");
  await drop(page, [sample("errors/E212.xlsx")]);
  await settled(page);
  const list = await handed(page, ".file .actions button:has-text(\"下载问题清单\")");
  assert.equal(list.name, "E212_问题.xlsx");
  assert.ok(list.bytes.equals(readFileSync(issues)), "the list of problems is the program's");
  await drop(page, [sample("errors/E501.xlsx")]);
  await settled(page);
  await page.click("button:text-is(\"自己改这句话……\") >> nth=0");
  await page.waitForSelector("#rule-of button.main");
  await page.click("#rule-of button:not(.main)");
  assert.equal(await page.isVisible("#rule-of"), false);
});

test("two inputs of one period and look-alike names are told as the program tells them", async () => {
  const { page } = await open(browser);
  const folder = scratch();
  const written = (name, department) => {
    program(["new", "customer-service", "--sample", "-o", join(folder, name), "--period", "2026-11", "--department", department, "--lang", "zh-CN"]);
    return join(folder, name);
  };
  const files = [written("甲.xlsx", "Sales"), written("乙.xlsx", "ＳＡＬＥＳ"), written("丙.xlsx", "A:B"), written("丁.xlsx", "A/B")];
  await drop(page, files);
  await settled(page);
  const said = JSON.parse(program(["run", ...files, "-o", scratch(), "--json", "--quiet", "--lang", "zh-CN"])).files;
  const twice = said.filter(({ problems }) => problems.some(({ code }) => code === "E701"));
  assert.equal(twice.length, 2);
  for (const one of twice) {
    const { headline } = one.problems.find(({ code }) => code === "E701");
    assert.ok((await page.$$eval(".headline", (all) => all.map((own) => own.textContent))).includes(headline));
  }
  const folders = new Set([...unzipped((await handed(page, "#batch button.main")).bytes).keys()].map((path) => path.split("/")[0]));
  assert.deepEqual([...folders].sort(), ["A_B", "A_B~2"]);
});

test("a new workbook, and next month's, score as they are", async () => {
  const { page } = await open(browser);
  await page.click("nav a >> nth=1");
  await page.fill("#new-period", "2026-11");
  await page.fill("#new-department", "第三工作室");
  await page.check("#new-sample");
  const made = await handed(page, "#new-form button");
  assert.equal(made.name, "第三工作室_2026-11.xlsx");
  await page.setInputFiles("#next-file", { name: made.name, mimeType: "application/octet-stream", buffer: made.bytes });
  const next = await handed(page, "#next-form button");
  assert.equal(next.name, "第三工作室_2026-12.xlsx");
  await drop(page, [made]);
  assert.match(await settled(page), /1 个已计分/);
  const out = join(scratch(), "新.xlsx");
  program(["new", "--sample", "--period", "2026-11", "--department", "第三工作室", "--lang", "zh-CN", "-o", out]);
  assert.ok(made.bytes.equals(readFileSync(out)), "as the program writes it");
});

test("an office's own table becomes the workbook that the program makes of it", async () => {
  const { page } = await open(browser);
  const file = join(scratch(), "主播.txt");
  writeFileSync(file, "一、主播\n绩效考核指标\n销售额达成率：实际销售额与目标的比例，权重60%。\n投诉次数：每月被投诉的次数，权重40%。\n");
  await page.click("nav a >> nth=1");
  await page.setInputFiles("#adopt-file", file);
  await page.fill("#adopt-period", "2026-11");
  await page.fill("#adopt-department", "直播部");
  const made = await handed(page, "#adopt-form button");
  assert.match(await page.textContent("#new-said"), /找到 1 个岗位、2 个指标/);
  const out = join(scratch(), "新.xlsx");
  program(["adopt", file, "--period", "2026-11", "--department", "直播部", "-o", out, "--quiet"]);
  assert.ok(made.bytes.equals(readFileSync(out)), "as the program makes it");
  await page.setInputFiles("#adopt-file", { name: "空.txt", mimeType: "text/plain", buffer: Buffer.from("没有指标") });
  await page.click("#adopt-form button");
  await page.waitForSelector("#new-said .problems");
  const folder = scratch();
  writeFileSync(join(folder, "空.txt"), "没有指标");
  const { stderr, status } = spawnSync(PROGRAM, ["adopt", "空.txt", "--period", "2026-11", "-o", "空.xlsx", "--lang", "zh-CN"], { cwd: folder, encoding: "utf8" });
  assert.equal(status, 1);
  const plain = (words) => words.replace(/[\s:：]/g, "");
  assert.equal(plain(await page.textContent("#new-said .problems")), plain(stderr));
});

test("it prints what it shows, without what is to be clicked", async () => {
  const { page } = await open(browser);
  await drop(page, [sample(NOVEMBER)]);
  await settled(page);
  await page.click("table button.link >> nth=0");
  await page.waitForSelector(".person dl");
  await page.emulateMedia({ media: "print" });
  for (const selector of ["nav", "#drop", ".actions >> nth=0", "footer"]) assert.equal(await page.isVisible(selector), false, selector);
  assert.ok(await page.isVisible(".person dl"));
  await pictured(page, "print");
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.length > 10_000);
});

test("every view prints in every language", async () => {
  for (const lang of LANGUAGES) {
    const { page } = await open(browser, { lang, width: 794 });
    await page.emulateMedia({ media: "print" });
    for (const [name, file] of [["scores", `live-commerce-${lang}-2026-11.xlsx`], ["problems", "errors/E505.xlsx"]]) {
      await page.evaluate(() => scorebook.room.clear());
      await drop(page, [sample(file)]);
      await settled(page);
      if (name === "scores") {
        await page.evaluate(() => document.querySelector("table button.link").click());
        await page.waitForSelector(".person dl");
      }
      await pictured(page, `print-${name}-${lang}`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.ok(pdf.length > 10_000);
      if (PICTURES) writeFileSync(join(PICTURES, `print-${name}-${lang}.pdf`), pdf);
    }
    for (const room of ["rule", "code"]) {
      await page.evaluate((room) => { location.hash = `#${room}`; }, room);
      if (room === "rule") {
        await page.evaluate(() => document.querySelector("#rule-examples button").click());
        await page.waitForSelector("#rule-told svg");
      } else {
        await page.evaluate(() => { document.getElementById("code-typed").value = "E212"; document.querySelector("#code-form button").click(); });
        await page.waitForSelector("#code-told pre.explained");
      }
      await pictured(page, `print-${room}-${lang}`);
    }
    await page.context().close();
  }
});
