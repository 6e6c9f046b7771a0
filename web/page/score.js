// The main room: files in, problems and scores out, everything to take away.
import { make, button, hand, byId } from "./dom.js";
import { text, currentLanguage } from "./texts.js";
import { Crashed, Cancelled } from "./engine.js";
import { problemsView, counts } from "./problems.js";
import { scoresView } from "./scores.js";
import { personView } from "./person.js";

/** Bytes of a zip that is taken in. */
const ZIP_BYTES = 400 * 1024 * 1024;
const ENDINGS = /\.(xlsx|xlsm|xls|ods|xlsb|et|wps|zip|json)$/i;
/** Hidden files, and those that Excel and WPS lay beside an open workbook. */
const PASSED_OVER = /^(\.|~)/;

class Room {
  #engine;
  #inputs = [];
  #files = [];
  #next = [];
  #running = false;
  #zip;
  #person;
  /** Asked with (file, problem, sentence) when a rule is to be tried. */
  onTryRule = () => {};

  constructor(engine) {
    this.#engine = engine;
    engine.onProgress = (progress) => this.#progress(progress);
    const drop = byId("drop");
    // Anywhere in the window, so that a near miss does not leave the page for the workbook.
    addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.take(await dropped(event.dataTransfer));
    });
    byId("pick").addEventListener("change", (event) => {
      const files = [...event.target.files];
      event.target.value = "";
      this.take(files);
    });
    byId("cancel").addEventListener("click", () => this.#engine.cancel());
  }

  get files() {
    return this.#files;
  }

  /** Takes files in beside those that are there: one of the same name is the newer one. While a batch runs they wait for its end. */
  async take(files) {
    const taken = files.map((file) => (file.trouble ? file : { name: file.name, blob: file }));
    if (!taken.length) return;
    location.hash = "#score";
    this.#next.push(taken);
    if (this.#running) return this.#say(text("queued", { count: taken.length }));
    await this.#work();
  }

  /** Works until nothing waits. */
  async #work() {
    this.#running = true;
    try {
      while (this.#next.length) await this.#runAll();
    } finally {
      this.#running = false;
      byId("working").hidden = true;
      byId("score").setAttribute("aria-busy", "false");
    }
  }

  async #runAll() {
    let replaced = 0;
    for (const one of this.#next.splice(0).flatMap((taken) => {
      // Two of one name in one drop are two workbooks of two folders.
      const names = new Set(taken.map((file) => file.name));
      const before = this.#inputs.length;
      this.#inputs = this.#inputs.filter((input) => !names.has(input.name));
      replaced += before - this.#inputs.length;
      return taken;
    })) this.#inputs.push(one);
    byId("working").hidden = false;
    byId("score").setAttribute("aria-busy", "true");
    this.#say(replaced ? text("replaced", { count: replaced }) : "");
    this.#trouble("");
    this.#person = undefined;
    const outcome = await this.#batch();
    if (!outcome) return;
    this.#files = outcome;
    this.#zip = this.#files.some((file) => file.outputs.length) ? await this.ask("zip") : undefined;
    this.render();
    this.#say(summary(this.#files));
  }

  /** Works on all files; one that breaks the program down is left out, and told, and the others are worked on. */
  async #batch() {
    const broken = new Map();
    for (;;) {
      const asked = this.#inputs.filter((input) => !input.trouble && !broken.has(input));
      this.#at = undefined;
      this.#names = asked.map((input) => input.name);
      try {
        const answers = await this.#engine.ask("batch", { files: asked.map(({ name, blob }) => ({ name, blob })), lang: currentLanguage() });
        const of = new Map(asked.map((input, at) => [input, answers[at]]));
        return this.#inputs.map((input) => ({ input, outputs: [], ...(of.get(input) ?? { told: unread(input, broken.get(input)) }) }));
      } catch (error) {
        if (error instanceof Cancelled) {
          this.#next = [];
          // What was there before stays; the files that were not worked on are forgotten.
          this.#inputs = this.#files.map((file) => file.input);
          this.#say(text("cancelled"));
          await this.#again();
          return undefined;
        }
        const culprit = this.#at === undefined ? undefined : asked[this.#at];
        if (error instanceof Crashed) this.#trouble(text("crashed", { file: culprit?.name ?? "", words: error.message }));
        else if (!culprit) {
          this.#trouble(text("failed", { words: error.message }));
          return undefined;
        }
        if (!culprit) {
          this.#inputs = [];
          return [];
        }
        // What the program itself says is no matter of reading the file.
        const words = error.own ? text("failed", { words: error.message }) : text("file-unread", { words: error.message });
        broken.set(culprit, error instanceof Crashed ? text("file-crashed") : words);
      }
    }
  }
  #at;
  #names = [];

  /** The session is gone with its worker; what is shown is kept, and made anew where there is something. */
  async #again() {
    const inputs = this.#inputs;
    if (!inputs.length) return;
    const outcome = await this.#batch();
    if (outcome) {
      this.#files = outcome;
      this.render();
    }
  }

  #progress({ step, file, of, done, drawn }) {
    const bar = byId("progress");
    if (step !== "draw") this.#at = file;
    const name = this.#names[this.#at] ?? "";
    // Reading is a fifth of the work.
    if (step === "read") bar.value = (0.2 * file) / of;
    if (step === "work") this.#share = [done, of];
    if (step !== "read") {
      const [before, all] = this.#share;
      bar.value = 0.2 + (0.8 * (before + (step === "draw" ? drawn / (of + 1) : 0))) / all;
    }
    byId("doing").textContent = text(`doing-${step}`, { file: name, drawn, of });
  }
  #share = [0, 1];

  /** What the program answers, or nothing where it broke down: that is told. */
  async ask(what, about) {
    try {
      return await this.#engine.ask(what, about);
    } catch (error) {
      if (error instanceof Cancelled) return undefined;
      if (error instanceof Crashed) {
        this.#trouble(text("crashed", { file: "", words: error.message }));
        await this.#again();
      } else this.#trouble(text("failed", { words: error.message }));
      return undefined;
    }
  }

  #say(words) {
    byId("said").textContent = words;
  }

  #trouble(words) {
    byId("trouble").textContent = words;
    byId("trouble").hidden = !words;
  }

  /** Everything again in another language. */
  async retell() {
    for (const file of this.#files.filter((file) => file.number !== undefined)) {
      const answer = await this.ask("told", { number: file.number, lang: currentLanguage() });
      if (answer) file.told = answer.told;
    }
    this.#trouble("");
    this.render();
    this.#say(this.#files.length ? summary(this.#files) : "");
    if (this.#person) await this.#showPerson(...this.#person);
  }

  render() {
    this.#renderBatch();
    const open = this.#files.filter((file) => file.told.status !== "earlier" || file.told.problems.length);
    byId("files").replaceChildren(...open.map((file) => this.#fileView(file, open.length === 1)));
  }

  #renderBatch() {
    if (!this.#files.length) return byId("batch").replaceChildren();
    const heads = ["file", "department", "period", "people", "outcome"];
    const rows = this.#files.map(({ told }) => make("tr", {},
      make("td", {}, told.file), make("td", {}, told.department ?? ""), make("td", {}, told.period ?? ""),
      make("td", { class: "number" }, told.people ? String(told.people) : ""),
      make("td", {}, make("span", { class: `status ${told.status}` }, text(`outcome-${told.status}`, { counts: counts(told.problems) })))));
    byId("batch").replaceChildren(
      make("table", {}, make("caption", {}, text("batch-caption")),
        make("thead", {}, make("tr", {}, heads.map((id) => make("th", { scope: "col", class: id === "people" && "number" }, text(`column-${id}`))))),
        make("tbody", {}, rows)),
      make("div", { class: "actions" },
        this.#zip && button(text("zip-download"), () => hand(zipName(this.#files), new Blob([this.#zip], { type: "application/zip" })), { class: "main" }),
        button(text("clear"), () => this.clear()),
        button(text("print"), () => window.print())),
      this.#zip ? make("p", { class: "quiet screen" }, text("zip-what")) : "");
  }

  #fileView(file, alone) {
    const { told } = file;
    const desk = {
      ask: (what, about) => this.ask(what, about),
      tryRule: (of, problem, sentence) => this.onTryRule(of, problem, sentence),
      mend: (of, sheet, cell, sentence) => this.mend(of, sheet, cell, sentence),
      person: (of, person, place) => this.person(of, person, place),
    };
    const name = told.department ? `${told.department} ${told.period ?? ""}` : told.file;
    return make("details", { class: "file", open: alone || told.status === "problems" },
      make("summary", {}, name, make("span", { class: "quiet" }, told.department ? ` ${told.file}` : "", ` · ${counts(told.problems)}`)),
      file.input.mended && make("p", { class: "of" }, text("mended", { cells: file.input.mended.join(text("between")) }), " ",
        button(text("mended-download"), () => hand(told.file, file.input.blob), { class: "small" })),
      told.said && make("p", {}, told.said),
      told.results ? [scoresView(file, desk), problemsView(file, desk)] : !told.said && problemsView(file, desk));
  }

  /** Opens a person, and goes there; closed, one is where one was. */
  async person(file, person, place) {
    const from = document.activeElement;
    const { view, heading } = await this.#showPerson(file, person, place);
    view.addEventListener("close", () => { if (from?.isConnected) from.focus(); });
    heading.focus();
  }

  async #showPerson(file, person, place) {
    const steps = await this.ask("why", { number: file.number, id: person.id, lang: currentLanguage() });
    // After the table was drawn anew the place is another one.
    const there = place?.isConnected ? place : undefined;
    const measured = await this.ask("measured", { number: file.number, id: person.id });
    const { view, heading } = personView(file, person, steps, measured ?? []);
    if (there) there.replaceChildren(view);
    else byId("files").append(view);
    this.#person = [file, person, there];
    view.addEventListener("close", () => { this.#person = undefined; });
    return { view, heading };
  }

  /** Puts a sentence into a cell of a workbook and checks it again. */
  async mend(file, sheet, cell, sentence) {
    if (!this.#inputs.includes(file.input)) {
      this.#trouble(text("rule-gone", { file: file.told.file }));
      return false;
    }
    const answer = await this.ask("amended", { number: file.number, sheet, cell, sentence, lang: currentLanguage() });
    if (!answer) return false;
    if (answer.problem) {
      this.#trouble(`${answer.problem.code} ${answer.problem.headline}\n${answer.problem.hint ?? ""}`);
      return false;
    }
    const mended = [...(file.input.mended ?? []).filter((one) => one !== `${sheet}!${cell}`), `${sheet}!${cell}`];
    const blob = new Blob([answer.bytes]);
    const input = { name: file.input.name, blob, mended };
    // Others may have been dropped meanwhile.
    const place = this.#inputs.indexOf(file.input);
    if (place < 0) return false;
    this.#inputs.splice(place, 1, input);
    this.#next.push([]);
    if (!this.#running) await this.#work();
    return true;
  }

  /** The file that a sentence goes back to: the very one, or the newer one of its name where its cell is the same KPI's. */
  async home(of) {
    const same = this.#files.find((one) => one.input === of.file.input);
    const named = this.#files.filter((one) => one.told.file === of.file.told.file);
    const file = same ?? (named.length === 1 ? named[0] : undefined);
    const rules = file && !same ? await this.ask("rules", { number: file.number }) : [];
    const own = rules?.find((rule) => rule.sheet === of.sheet && rule.cell === of.cell);
    if (same || (own && own.kpi === of.kpi && own.role === of.role)) return file;
    this.#trouble(text("rule-gone", { file: of.file.told.file }));
    return undefined;
  }

  clear() {
    this.#inputs = [];
    this.#files = [];
    this.#zip = undefined;
    this.#person = undefined;
    this.#trouble("");
    this.#say("");
    this.render();
    byId("pick").focus();
  }
}

/** What there is to say of an input that the program never read. */
function unread(input, words) {
  return { file: input.name, status: "failed", problems: [], people: 0, outputs: [], said: words ?? text(input.trouble) };
}

function summary(files) {
  const of = (status) => files.filter((file) => file.told.status === status).length;
  return text("summary", { files: files.length, clean: of("clean"), problems: of("problems") + of("failed") });
}

function zipName(files) {
  const periods = [...new Set(files.filter((file) => file.outputs.length).map((file) => file.told.period))].sort();
  const departments = [...new Set(files.filter((file) => file.outputs.length).map((file) => file.told.department))];
  const of = departments.length === 1 ? `${departments[0]}_` : "";
  return `${text("zip-name")}_${of}${periods.join("_")}.zip`.replace(/[\\/:*?"<>|]/g, "_");
}

/** The files of a drop, folders with everything in them; what can't be taken says why. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files].map(judged);
  const found = [];
  for (const entry of entries) await search(entry, found, true);
  return found.map(judged);
}

async function search(entry, found, asked) {
  if (entry.isFile) {
    if (asked || (ENDINGS.test(entry.name) && !/\.json$/i.test(entry.name) && !PASSED_OVER.test(entry.name))) {
      found.push(await new Promise((done, fail) => entry.file(done, fail)));
    }
    return;
  }
  if (PASSED_OVER.test(entry.name)) return;
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    inside.push(...some);
  }
  // An archive holds copies of inputs, each of which would stand against its original.
  if (inside.some((one) => one.name === "archive.json")) {
    found.push({ name: entry.name, trouble: "archive-unzipped" });
    return;
  }
  inside.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const one of inside) await search(one, found, false);
}

function judged(file) {
  if (file.trouble) return file;
  return /\.zip$/i.test(file.name) && file.size > ZIP_BYTES ? { name: file.name, trouble: "zip-too-large" } : file;
}

export { Room };
