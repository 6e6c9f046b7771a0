// A file's problems: as a list, each with what it offers, and in the grid of its sheets.
import { make, button, copy, hand } from "./dom.js";
import { text, currentLanguage } from "./texts.js";

/** How many of each severity. */
function counts(problems) {
  const of = (severity) => problems.filter((problem) => problem.severity === severity).length;
  return text("counts", { errors: of("error"), warnings: of("warning"), notes: of("note") });
}

/** The list and the grid of an open file. `desk` does what is asked: explain, try, mend. */
function problemsView(file, desk) {
  const { problems } = file.told;
  if (!problems.length) return make("p", { class: "quiet" }, text("no-problems"));
  const inCells = problems.some((problem) => problem.cell);
  const grids = make("div", { class: "grid" });
  const list = make("ol", { class: "problems" }, problems.map((problem, at) => item(file, problem, at, desk)));
  const showGrid = button(text("grid-show"), async () => {
    if (!grids.childElementCount) {
      const sheets = await desk.ask("grid", { number: file.number });
      if (sheets) grids.append(...sheets.map((sheet) => gridView(file, sheet)));
    } else grids.hidden = !grids.hidden;
    const shown = grids.childElementCount > 0 && !grids.hidden;
    showGrid.setAttribute("aria-expanded", String(shown));
    showGrid.textContent = text(shown ? "grid-hide" : "grid-show");
  }, { "aria-expanded": "false" });
  const asWorkbook = button(text("issues-download"), async () => {
    const bytes = await desk.ask("issues", { number: file.number, lang: currentLanguage() });
    if (bytes) hand(text("issues-name", { file: stem(file.told.file) }), bytes);
  });
  return make("div", {}, make("h3", {}, text("problems")), make("p", { class: "quiet" }, counts(problems)),
    make("div", { class: "actions" }, inCells && showGrid, asWorkbook), grids, list);
}

const stem = (name) => name.replace(/\.[^.]*$/, "");
const anchor = (file, at) => `p-${file.number}-${at}`;

function item(file, problem, at, desk) {
  const explained = make("div");
  const code = button(problem.code, async () => {
    if (explained.childElementCount) return explained.replaceChildren();
    const said = await desk.ask("explain", { code: problem.code, lang: currentLanguage() });
    if (said) explained.replaceChildren(make("pre", { class: "explained" }, said.text));
  }, { class: "link", title: text("explain-it") });
  const isRule = problem.cell && /^E5/.test(problem.code);
  return make("li", { id: anchor(file, at), class: problem.severity, tabindex: "-1" },
    make("p", { class: "head" },
      make("span", { class: "severity" }, text(`severity-${problem.severity}`), " "), code, " ",
      problem.place && make("span", { class: "place" }, problem.place, " "),
      make("span", { class: "headline" }, problem.headline)),
    problem.excerpt.length > 0 && excerpt(problem),
    problem.hint && make("p", { class: "hint" }, problem.hint),
    problem.offers.map((sentence) => offer(file, problem, sentence, isRule, desk)),
    isRule && make("p", { class: "offer" }, button(text("try-own"), () => desk.tryRule(file, problem), { class: "small" })),
    explained);
}

/** What stands in the row, the cell itself marked. */
function excerpt(problem) {
  const here = problem.cell?.replace(/\d+$/, "");
  return make("p", { class: "excerpt" }, problem.excerpt.map(([column, shown]) => {
    const letters = columnName(column);
    return make("span", { class: letters === here ? "here" : undefined }, make("b", {}, letters), shown || " ");
  }));
}

function columnName(index) {
  let name = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A sentence or name to copy; a rule's can be tried and put into the workbook. */
function offer(file, problem, sentence, isRule, desk) {
  const copied = button(text("copy"), async () => {
    copied.textContent = text((await copy(sentence)) ? "copied" : "not-copied");
    setTimeout(() => { copied.textContent = text("copy"); }, 2500);
  }, { class: "small", "aria-label": `${text("copy")}: ${sentence}` });
  return make("p", { class: "offer" },
    make("span", { class: "sentence" }, sentence), copied,
    isRule && button(text("try-it"), () => desk.tryRule(file, problem, sentence), { class: "small" }),
    isRule && button(text("use-it"), () => desk.mend(file, problem.sheet, problem.cell, sentence), { class: "small" }));
}

/** A sheet with its faulty cells coloured; each leads to what is said of it. */
function gridView(file, { sheet, columns, rows }) {
  const { problems } = file.told;
  let before = 0;
  const body = rows.flatMap((row) => {
    const gap = row.number > before + 1;
    before = row.number;
    const cells = row.cells.map((cell) => {
      if (typeof cell === "string") return make("td", { title: cell.length > 20 ? cell : undefined }, cell);
      const said = cell.problems.map((at) => problems[at].headline).join("\n");
      return make("td", { class: cell.worst },
        make("a", { href: `#${anchor(file, cell.problems[0])}`, title: said, onclick: (event) => go(event, file, cell.problems) },
          cell.shown || text("blank-cell")));
    });
    const line = make("tr", {}, make("th", { scope: "row" }, String(row.number)), cells);
    return gap ? [make("tr", { class: "gap" }, make("th", { scope: "row" }, "⋮"), make("td", { colspan: columns.length }, " ")), line] : [line];
  });
  return make("div", {}, make("h4", {}, sheet),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": text("grid-of", { sheet }) },
      make("table", {},
        make("thead", {}, make("tr", {}, make("td", {}), columns.map((name) => make("th", { scope: "col" }, name)))),
        make("tbody", {}, body))));
}

function go(event, file, problems) {
  event.preventDefault();
  document.querySelectorAll(".problems > li.shown").forEach((one) => one.classList.remove("shown"));
  const items = problems.map((at) => document.getElementById(anchor(file, at)));
  items.forEach((one) => one?.classList.add("shown"));
  items[0]?.scrollIntoView({ block: "center" });
  items[0]?.focus({ preventScroll: true });
}

export { problemsView, counts, stem };
