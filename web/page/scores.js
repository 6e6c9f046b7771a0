// A file's scores: everybody in a table, the grades as a picture, and one person's way to the score.
import { make, button, hand } from "./dom.js";
import { text, currentLanguage } from "./texts.js";
import { distribution, radar, gradeLook } from "./pictures.js";

const dash = "—";

function chip(grade, grades) {
  if (grade === null) return dash;
  const at = grades.findIndex((one) => one.grade === grade);
  return make("span", { class: `chip ${gradeLook(at < 0 ? 2 : at, grades.length)}` }, grade);
}

function scoresView(file, desk) {
  const { results } = file.told;
  if (!results) return undefined;
  const people = [...results.people].sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9));
  const way = make("div");
  const rows = people.map((person) => make("tr", {},
    make("td", { class: "number" }, String(person.rank ?? dash)),
    make("td", {}, button(person.name, () => desk.person(file, person, way), { class: "link" })),
    make("td", {}, person.id),
    make("td", {}, person.roles.map((role) => role.role).join(" / ")),
    make("td", { class: "number total" }, person.total ?? dash, person.vetoed && ` ${text("vetoed")}`, person.calibrated && ` ${text("calibrated")}`),
    make("td", {}, chip(person.grade, results.grades)),
    make("td", { class: "number" }, person.coefficient ?? dash)));
  const heads = [["rank", true], ["name"], ["id"], ["role"], ["total", true], ["grade"], ["coefficient", true]];
  return make("div", {}, make("h3", {}, text("scores")),
    make("figure", {}, distribution(results.grades), make("figcaption", {}, text("distribution"))),
    make("table", {}, make("caption", {}, text("scores-caption")),
      make("thead", {}, make("tr", {}, heads.map(([id, number]) => make("th", { scope: "col", class: number && "number" }, text(`column-${id}`))))),
      make("tbody", {}, rows)),
    way, outputsView(file));
}

/** Every workbook of the results by itself. */
function outputsView(file) {
  if (!file.outputs.length) return undefined;
  const link = ({ path, blob }) => make("li", {}, button(path, () => hand(path.split("/").pop(), blob), { class: "link" }));
  return make("details", { class: "outputs" }, make("summary", {}, text("outputs", { count: file.outputs.length })),
    make("ul", {}, file.outputs.map(link)));
}

/** One person: figures, KPIs, radar, and how it came about. */
function personView(file, person, steps) {
  const { results } = file.told;
  const kpis = person.roles.flatMap((role) => role.kpis.map((kpi) => ({ ...kpi, role: role.role })));
  // Only where there is no doubt whose it is: E1 and E1_2 begin alike.
  const all = file.outputs.filter(({ path }) => path.split("/").pop().startsWith(`${person.id}_${person.name}_`));
  const own = all.length === 1 ? all[0] : undefined;
  const low = (score) => score !== null && Number(score) < 60;
  const heading = make("h3", { tabindex: "-1" }, `${person.name} ${person.id}`);
  const table = make("table", {}, make("caption", {}, text("kpis")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, text("column-kpi")),
      ["score", "effective", "weighted"].map((id) => make("th", { scope: "col", class: "number" }, text(`column-${id}`))))),
    make("tbody", {}, kpis.map((kpi) => make("tr", {},
      make("td", {}, kpi.name),
      make("td", { class: "number" }, kpi.score === null ? text(`status-${kpi.status}`) : make("span", { class: low(kpi.score) && "low" }, kpi.score)),
      make("td", { class: "number" }, kpi.effective_weight === null ? dash : share(kpi.effective_weight)),
      make("td", { class: "number" }, kpi.weighted ?? dash))),
      make("tr", { class: "total" }, make("td", { colspan: 3 }, text("column-total")), make("td", { class: "number" }, person.total ?? dash))));
  const sections = (steps?.sections ?? []).map((section) => [make("h4", {}, section.title),
    make("dl", { class: "way" }, section.steps.flatMap((step, at, all) => [
      make("dt", {}, at && all[at - 1].label === step.label ? make("span", { class: "unseen" }, step.label) : step.label), make("dd", {}, step.text)]))]);
  const view = make("section", { class: "person", "aria-label": `${person.name} ${person.id}` }, heading,
    make("p", { class: "figures" }, make("b", {}, person.total ?? dash), chip(person.grade, results.grades),
      make("span", {}, `${text("column-coefficient")} ${person.coefficient ?? dash}`),
      make("span", {}, text("ranked", { rank: person.rank ?? dash, of: results.people.length }))),
    make("div", { class: "actions" }, own && button(text("person-download"), () => hand(own.path.split("/").pop(), own.blob)),
      button(text("print"), () => window.print()),
      button(text("close"), () => view.remove())),
    make("div", { class: "beside" }, table, make("figure", {}, radar(kpis), make("figcaption", {}, text("radar-note")))),
    make("h3", {}, text("way")), sections);
  return { view, heading };
}

/** A share as percent, digits moved and none lost. */
function share(decimal) {
  const [whole, parts = ""] = decimal.split(".");
  const digits = parts.padEnd(2, "0");
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, "$1");
  const rest = digits.slice(2).replace(/0+$/, "");
  return `${moved}${rest && `.${rest}`}%`;
}

export { scoresView, personView, currentLanguage };
