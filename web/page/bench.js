// The rule bench: a sentence, how it is understood, what it gives, and what to write instead.
import { make, button, byId } from "./dom.js";
import { text, currentLanguage } from "./texts.js";
import { curve } from "./pictures.js";

const FIELDS = ["sentence", "unit", "target", "full", "value"];

class Bench {
  #ask;
  #of;
  #asked = 0;
  #timer;
  /** Asked to put a sentence into the workbook that it came from. */
  onUse = () => {};

  constructor(ask) {
    this.#ask = ask;
    byId("rule-form").addEventListener("submit", (event) => event.preventDefault());
    byId("rule-form").addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.run(), 150);
    });
  }

  /** Begins with a KPI's sentence; `of`: the workbook and cell that it goes back to. */
  open(values, of) {
    for (const field of FIELDS) byId(`rule-${field}`).value = values[field] ?? "";
    byId("rule-deductions").checked = values.deductions ?? false;
    this.#of = of;
    location.hash = "#rule";
    byId("rule-sentence").focus();
    return this.run();
  }

  retell() {
    byId("rule-examples").replaceChildren(...[1, 2, 3].map((at) => button(text(`rule-example-${at}`), () =>
      this.open({ sentence: text(`rule-example-${at}`), target: text(`rule-example-${at}-target`), unit: text(`rule-example-${at}-unit`) }), { class: "link" })));
    return this.run();
  }

  async run() {
    this.#showOf();
    const asked = Object.fromEntries(FIELDS.map((field) => [field, byId(`rule-${field}`).value]));
    asked.deductions = byId("rule-deductions").checked;
    const number = ++this.#asked;
    if (!asked.sentence.trim()) return byId("rule-told").replaceChildren();
    const told = await this.#ask("rule", { asked, lang: currentLanguage() });
    // Only the last keystroke counts.
    if (!told || number !== this.#asked) return;
    byId("rule-told").replaceChildren(onPaper(asked), ...(told.refused ? this.#refused(asked, told.refused) : this.#read(asked, told)));
  }

  #showOf() {
    const of = this.#of;
    byId("rule-of").hidden = !of;
    if (!of) return;
    byId("rule-of").replaceChildren(
      text("rule-of", { file: of.file.told.file, place: `${of.sheet}!${of.cell}`, kpi: of.kpi ? ` · ${of.role} · ${of.kpi}` : "" }), " ",
      button(text("rule-put-back"), async () => {
        const put = await this.onUse(of, byId("rule-sentence").value);
        if (put) this.#of = undefined;
      }, { class: "main" }), " ",
      button(text("rule-let-go"), () => { this.#of = undefined; this.#showOf(); }));
  }

  #read(asked, told) {
    const percent = asked.unit ? /%|％/.test(asked.unit) : /[%％]\s*$/.test(asked.target);
    const veto = (row) => (row.veto ? ` ${text("vetoed")}` : "");
    const value = asked.value.trim();
    const at = told.points && !told.points.veto ? valueOf(value, percent) : undefined;
    return [
      make("h3", {}, text("rule-reading")),
      make("ul", { class: "reading" }, told.reading.map((line) => make("li", {}, line))),
      told.quoted.length > 0 && [make("p", { class: "quiet" }, text("rule-quoted")), marked(asked.sentence, told.quoted.map((one) => [...one.span, "quoted"]))],
      told.remarks.map((remark) => make("p", { class: "quiet" }, `${remark.code} ${remark.headline}`)),
      told.points && make("p", { class: "of" }, `${value} → `, make("strong", {}, text("rule-points", { points: told.points.points })), veto(told.points)),
      told.curve.length > 1 && make("figure", {}, curve(told.curve, { percent, unit: percent ? "" : asked.unit, asked: at === undefined ? undefined : [at, Number(told.points.points)] }), make("figcaption", {}, text("rule-curve"))),
      told.table.length > 0 && make("table", {}, make("caption", {}, text("rule-table")),
        make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "number" }, text("value")), make("th", { scope: "col", class: "number" }, text("points")), make("th", { scope: "col" }, text("column-way")))),
        make("tbody", {}, told.table.map((row) => make("tr", {}, make("td", { class: "number" }, row.value), make("td", { class: "number" }, row.points ?? "—"), make("td", {}, row.way))))),
    ].flat(2).filter(Boolean);
  }

  #refused(asked, refused) {
    const spans = refused.filter((one) => one.span).map((one) => [...one.span, "refused"]);
    return [
      spans.length > 0 && marked(asked.sentence, spans),
      make("ol", { class: "problems" }, refused.map(({ problem }) => make("li", { class: problem.severity },
        make("p", { class: "head" }, make("span", { class: "severity" }, text("severity-error"), " "), `${problem.code} `, make("span", { class: "headline" }, problem.headline)),
        problem.hint && make("p", { class: "hint" }, problem.hint),
        problem.offers.map((sentence) => make("p", { class: "offer" }, make("span", { class: "sentence" }, sentence),
          button(text("take-it"), () => {
            byId("rule-sentence").value = sentence;
            byId("rule-sentence").focus();
            this.run();
          }, { class: "small", "aria-label": `${text("take-it")}: ${sentence}` })))))),
    ].filter(Boolean);
  }
}

/** What was asked: on paper the fields are left out. */
function onPaper({ sentence, unit, target, full }) {
  const beside = [["rule-unit", unit], ["rule-target", target], ["rule-full", full]].filter(([, value]) => value?.trim());
  return make("p", { class: "of paper" }, sentence, beside.length > 0 && make("span", { class: "quiet" }, beside.map(([id, value]) => `　${text(id)} ${value}`).join("")));
}

/** A sentence with pieces of it marked; spans are letters, counted from 0. */
function marked(sentence, spans) {
  const letters = [...sentence];
  const pieces = [];
  let from = 0;
  for (const [start, end, look] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start < from) continue;
    pieces.push(letters.slice(from, start).join(""), make("mark", { class: look }, letters.slice(start, end).join("") || "‸"));
    from = end;
  }
  pieces.push(letters.slice(from).join(""));
  return make("p", { class: "marked" }, pieces);
}

/** Where a typed value lies on the picture, if it is a plain number there. */
function valueOf(typed, percent) {
  const found = /^([+-]?\d+(?:\.\d+)?)\s*([%％]?)/.exec(typed);
  if (!found) return undefined;
  if (percent && !found[2]) return undefined;
  return percent ? Number(found[1]) / 100 : found[2] ? undefined : Number(found[1]);
}

export { Bench };
