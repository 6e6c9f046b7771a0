// The page gives what the program gives, to the last byte: files, problems in every language, the way to a score.
import assert from "node:assert/strict";
import { cpSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { batch, drop, filesBelow, handed, launch, open, program, sample, scratch, settled, unzipped, zipped } from "./page.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const ALL = "#batch button.main";

/** Both sides' files are the same; the page's has one beside them for next month. */
function same(fromPage, fromProgram, departments) {
  const facts = [...fromPage.keys()].filter((path) => path.endsWith(".facts.json"));
  assert.equal(facts.length, departments);
  facts.forEach((path) => fromPage.delete(path));
  assert.deepEqual([...fromPage.keys()].sort(), [...fromProgram.keys()].sort());
  const other = [...fromPage].filter(([path, bytes]) => !bytes.equals(fromProgram.get(path))).map(([path]) => path);
  assert.deepEqual(other, []);
}

test("every file of three departments is the program's", async () => {
  const files = ["customer-service-zh-CN-2026-11.xlsx", "live-commerce-en-2026-11.xlsx", "live-commerce-zh-TW-2026-11.xlsx"].map(sample);
  const out = scratch();
  program(["run", ...files, "-o", out, "--quiet"]);
  const { page, asked, wrong } = await open(browser);
  await drop(page, files);
  await settled(page);
  const { bytes } = await handed(page, ALL);
  same(unzipped(bytes), filesBelow(out), 3);
  assert.deepEqual([asked, wrong], [[], []]);
});

test("a department over an archive's months is the program's, from the zip of the archive", async () => {
  const [archive, archiveZip, out, october] = [join(scratch(), "archive"), join(scratch(), "档案"), scratch(), scratch()];
  program(["run", sample("live-commerce-zh-CN-2026-10.xlsx"), "-o", october, "--archive", archive, "--quiet"]);
  const zip = zipped(archive, archiveZip);
  cpSync(archive, `${archive}-2`, { recursive: true });
  program(["run", sample("live-commerce-zh-CN-2026-11.xlsx"), "-o", out, "--archive", `${archive}-2`, "--quiet"]);
  const { page } = await open(browser);
  await drop(page, [zip, sample("live-commerce-zh-CN-2026-11.xlsx")]);
  await settled(page);
  const { bytes } = await handed(page, ALL);
  const [fromPage, fromProgram] = [unzipped(bytes), filesBelow(out)];
  assert.match(fromProgram.get("直播电商部/2026-11/manifest.json").toString(), /"2026-10\/r1"|"period": "2026-10"/);
  same(fromPage, fromProgram, 1);
});

test("results that the page gave last month are enough for growth this month", async () => {
  const archive = join(scratch(), "archive");
  const months = ["live-commerce-zh-CN-2026-10.xlsx", "live-commerce-zh-CN-2026-11.xlsx"].map(sample);
  const out = scratch();
  program(["run", ...months, "-o", out, "--archive", archive, "--quiet"]);
  const first = await open(browser);
  await drop(first.page, [months[0]]);
  await settled(first.page);
  const october = await handed(first.page, ALL);
  const { page } = await open(browser);
  await drop(page, [{ name: october.name, bytes: october.bytes }, months[1]]);
  await settled(page);
  const results = (files) => files.get("直播电商部/2026-11/results.json").toString();
  const november = unzipped((await handed(page, ALL)).bytes);
  assert.equal(results(november), results(filesBelow(out)));
  // Both months in one drop say the same.
  const both = await open(browser);
  await drop(both.page, [...months].reverse());
  await settled(both.page);
  assert.equal(results(unzipped((await handed(both.page, ALL)).bytes)), results(filesBelow(out)));
});

test("every faulty sample has the program's problems, in three languages", async () => {
  const folder = sample("errors");
  const files = readdirSync(folder).sort().filter((name) => /\.(xlsx|xlsm|xls|ods|xlsb|et)$/.test(name)).map((name) => join(folder, name));
  const { page } = await open(browser);
  const said = new Map();
  for (const lang of ["zh-CN", "zh-TW", "en"]) {
    const checked = JSON.parse(program(["check", ...files, "--json", "--quiet", "--lang", lang])).files;
    said.set(lang, new Map(checked.map(({ file, problems }) => [basename(file), problems])));
  }
  const wrong = [];
  for (const file of files) {
    const [{ number }] = await batch(page, [file], "zh-CN");
    for (const lang of said.keys()) {
      const told = await page.evaluate((about) => scorebook.engine.ask("told", about), { number, lang });
      const problems = told.told.problems.map(({ offers: _offers, excerpt: _excerpt, ...problem }) => problem);
      const expected = said.get(lang).get(basename(file));
      if (JSON.stringify(problems) !== JSON.stringify(expected)) wrong.push([basename(file), lang, problems, expected]);
    }
  }
  assert.ok(files.length > 100);
  assert.deepEqual(wrong, []);
});

test("everybody's way to the score is the program's", async () => {
  const file = sample("customer-service-zh-CN-2026-11.xlsx");
  const { page } = await open(browser);
  const [{ number, told }] = await batch(page, [file], "zh-CN");
  assert.ok(told.results.people.length > 3);
  const langs = ["zh-CN", "zh-TW", "en"];
  for (const [at, { id }] of told.results.people.entries()) {
    const lang = langs[at % langs.length];
    const way = await page.evaluate((about) => scorebook.engine.ask("why", about), { number, id, lang });
    assert.deepEqual(way, JSON.parse(program(["why", file, "--id", id, "--json", "--lang", lang])));
  }
});

test("a rule is understood as the program understands it", async () => {
  const { page } = await open(browser);
  for (const [sentence, target, unit] of [["每低1%扣2分，扣完为止", "95%", "%"], ["每低1%扣2～3分", "95%", "%"], ["每次投诉扣5分（含转交的投诉）", "0", "次"], ["看情况", "", ""]]) {
    const args = ["rule", sentence, "--json", "--lang", "zh-CN", ...(target ? ["--target", target] : []), ...(unit ? ["--unit", unit] : [])];
    const said = JSON.parse(program(args));
    const told = await page.evaluate((asked) => scorebook.engine.ask("rule", { asked, lang: "zh-CN" }), { sentence, target, unit });
    if (told.refused) {
      const problems = told.refused.map(({ problem, span }) => [problem.code, problem.headline, problem.hint, span]);
      assert.deepEqual(problems, said.problems.map((one) => [one.code, one.headline, one.hint, one.span]));
    } else {
      assert.equal(told.reading.join("\n"), said.reading);
      assert.deepEqual(told.quoted, said.explained);
      assert.deepEqual(told.table.map(({ way: _way, ...row }) => row), said.table);
    }
  }
});
