// What the tests of the page share: the page, the program, browsers, and doing what a person does.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(here, "../..");
export const PAGE = resolve(process.env.SCOREBOOK_PAGE ?? join(ROOT, "target/web/scorebook.html"));
export const PROGRAM = resolve(process.env.SCOREBOOK ?? join(ROOT, "target/release/scorebook"));
/** Pictures of the views go here, where somebody wants to look at them. */
export const PICTURES = process.env.SCOREBOOK_PICTURES;
/** A machine that builds beside the tests is slow. */
export const PATIENCE = 120_000;
export const LANGUAGES = ["zh-CN", "zh-TW", "en"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const sample = (name) => join(ROOT, "samples", name);
export const scratch = () => mkdtempSync(join(tmpdir(), "scorebook-page-"));

/** What the program writes to standard output; it may end with the problems of its input. */
export function program(args, options = {}) {
  try {
    return execFileSync(PROGRAM, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28, ...options });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
}

/** The files below a folder by their paths. */
export function filesBelow(folder) {
  const found = new Map();
  const search = (at) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) search(path);
      else found.set(relative(folder, path), readFileSync(path));
    }
  };
  search(folder);
  return found;
}

/** The files of a zip by their paths: another program unpacks it. */
export function unzipped(bytes) {
  const folder = scratch();
  execFileSync("python3", ["-c", "import sys, io, zipfile; zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).extractall(sys.argv[1])", folder], { input: bytes });
  return filesBelow(folder);
}

/** A workbook of these sheets: names and rows of texts. */
export function workbook(sheets) {
  const written = `
import sys, io, json, zipfile
from xml.sax.saxutils import escape
sheets = json.load(sys.stdin)
kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
links = "http://schemas.openxmlformats.org/package/2006/relationships"
out = io.BytesIO()
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
    book.writestr("_rels/.rels", f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    tabs = "".join(f'<sheet name="{escape(name)}" sheetId="{at + 1}" r:id="r{at}"/>' for at, (name, _) in enumerate(sheets))
    book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{tabs}</sheets></workbook>')
    own = "".join(f'<Relationship Id="r{at}" Type="{kind}/worksheet" Target="{at}.xml"/>' for at in range(len(sheets)))
    book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{links}">{own}</Relationships>')
    for at, (_, rows) in enumerate(sheets):
        cell = lambda text: f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        data = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
        book.writestr(f"xl/{at}.xml", f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>')
sys.stdout.buffer.write(out.getvalue())`;
  return execFileSync("python3", ["-c", written], { input: JSON.stringify(sheets), maxBuffer: 1 << 26 });
}

/** A folder as a zip, packed by another program. */
export function zipped(folder, out) {
  execFileSync("python3", ["-c", "import sys, shutil; shutil.make_archive(sys.argv[1], 'zip', sys.argv[2])", out, folder]);
  return `${out}.zip`;
}

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** The page, opened from its folder. Whatever it asks the world for is kept in `asked`, whatever goes wrong in `wrong`. */
export async function open(browser, { lang = "zh-CN", width = 1000 } = {}) {
  const context = await browser.newContext({ locale: lang, acceptDownloads: true, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const asked = [];
  const wrong = [];
  page.on("request", (request) => {
    if (!/^(file|blob):/.test(request.url())) asked.push(request.url());
  });
  page.on("websocket", (socket) => asked.push(socket.url()));
  page.on("pageerror", (error) => wrong.push(error.stack));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  const begun = performance.now();
  await page.goto(`file://${PAGE}`);
  await page.evaluate(() => scorebook.ready);
  return { page, asked, wrong, ready: performance.now() - begun, context };
}

/** Drops files as a person does, in one drop: paths, or `{name, bytes}`. */
export async function drop(page, files) {
  const given = files.map((file) => (typeof file === "string" ? { name: basename(file), bytes: readFileSync(file) } : file));
  const data = given.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString("base64") }));
  await page.evaluate((data) => {
    const transfer = new DataTransfer();
    for (const { name, text } of data) transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    document.getElementById("said").textContent = "";
    const about = { dataTransfer: transfer, bubbles: true, cancelable: true };
    document.getElementById("drop").dispatchEvent(new DragEvent("dragover", about));
    document.getElementById("drop").dispatchEvent(new DragEvent("drop", about));
  }, data);
}

/** Waits until everything that was dropped is worked on. */
export async function settled(page) {
  await page.waitForFunction(() => document.getElementById("said").textContent && document.getElementById("working").hidden);
  return page.textContent("#said");
}

/** The file that a click hands over. */
export async function handed(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What the worker says of files, one batch. */
export const batch = (page, files, lang) => page.evaluate(async ({ files, lang }) => {
  const given = files.map(({ name, text }) => ({ name, blob: new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]) }));
  const answers = await scorebook.engine.ask("batch", { files: given, lang });
  return answers.map(({ number, told }) => ({ number, told }));
}, { files: files.map((path) => ({ name: basename(path), text: readFileSync(path).toString("base64") })), lang });

/** That axe finds nothing serious in what is shown. */
export async function judged(page, what) {
  // As an extension would run it: the page's policy forbids scripts that are not its own.
  await page.evaluate(`${axe};0`);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(serious.map(({ id, nodes }) => [what, id, nodes[0].html]), []);
}

/** Letters that are only written in another language than the page's. */
const FOREIGN = {
  "zh-CN": /[這問題評標對時說發級績數據單崗實際權總維匯門種無為與錯誤備註個們開關閉還過進運選擇檔]/u,
  "zh-TW": /[这问题评标对时说发级绩数据单岗实际权总维汇门种无为与错误备注个们开关闭还过进运选择档]/u,
  en: /\p{Script=Han}/u,
};

/** That every line of what is shown, and what is told to those who hear it, is in the page's language. */
export async function spoken(page, lang, what) {
  const said = await page.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label], [title], [placeholder]")].filter((one) => one.checkVisibility());
    return [...document.querySelector("header nav").innerText.split("\n"), ...document.querySelector("main").innerText.split("\n"),
      ...named.flatMap((one) => ["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""))];
  });
  assert.deepEqual(said.filter((line) => FOREIGN[lang].test(line)), [], `${what}, ${lang}`);
}

/** Keeps a picture where somebody wants to look at it. */
export async function pictured(page, name) {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
