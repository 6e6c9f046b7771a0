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
  // Only where a workbook has it.
  const paid = people.some((person) => person.pay);
  const rows = people.map((person) => make("tr", {},
    make("td", { class: "number" }, String(person.rank ?? dash)),
    make("td", {}, button(person.name, () => desk.person(file, person, way), { class: "link" })),
    make("td", {}, person.id),
    make("td", {}, person.roles.map((role) => role.role).join(" / ")),
    make("td", { class: "number total" }, person.total ?? dash, person.vetoed && ` ${text("vetoed")}`, person.calibrated && ` ${text("calibrated")}`),
    make("td", {}, chip(person.grade, results.grades)),
    make("td", { class: "number" }, person.coefficient ?? dash),
    paid && make("td", { class: "number" }, person.pay?.amount ?? dash)));
  const heads = [["rank", true], ["name"], ["id"], ["role"], ["total", true], ["grade"], ["coefficient", true], ...(paid ? [["pay", true]] : [])];
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

/** The KPIs of a person, as far as there are columns for them: dimensions, targets, and points where they are signed. */
function kpiTable(person, kpis, measured) {
  const low = (score) => score !== null && Number(score) < 60;
  const signed = person.roles.some((role) => role.start !== undefined);
  const dimensions = kpis.some((kpi) => kpi.dimension);
  const several = person.roles.length > 1;
  const heads = [several && ["role"], dimensions && ["dimension"], ["kpi"], ["target", true], ["value", true], [signed ? "points" : "score", true],
    !signed && ["effective", true], !signed && ["weighted", true]].filter(Boolean);
  // A word that stands above already is not said again, but for those who hear the table.
  const once = (word, before) => (word && word === before ? make("span", { class: "unseen" }, word) : word ?? "");
  const row = (kpi, at) => {
    const before = kpis[at - 1];
    const { target, value, is_own: own } = measured[at] ?? {};
    const shown = kpi.score === null ? text(`status-${kpi.status}`) : make("span", { class: !signed && low(kpi.score) && "low" }, signed ? withSign(kpi.score) : kpi.score);
    return make("tr", {},
      several && make("td", {}, once(kpi.role, before?.role)),
      dimensions && make("td", {}, once(kpi.dimension, before?.role === kpi.role ? before?.dimension : undefined)),
      make("td", {}, kpi.name, own && make("span", { class: "own" }, text("own-goal"))),
      make("td", { class: "number" }, target || dash),
      make("td", { class: "number" }, value || dash),
      make("td", { class: "number" }, shown),
      !signed && make("td", { class: "number" }, kpi.effective_weight === null ? dash : share(kpi.effective_weight)),
      !signed && make("td", { class: "number" }, kpi.weighted ?? dash));
  };
  const line = (id, value, kind) => make("tr", { class: kind }, make("td", { colspan: heads.length - 1 }, text(`column-${id}`)), make("td", { class: "number" }, value ?? dash));
  const adjusted = Number(person.adjustment) !== 0;
  return make("table", {}, make("caption", {}, text(signed ? "kpis-signed" : "kpis")),
    make("thead", {}, make("tr", {}, heads.map(([id, number]) => make("th", { scope: "col", class: number && "number" }, text(`column-${id}`))))),
    make("tbody", {}, signed && person.roles.length === 1 && line("start", person.roles[0].start), kpis.map(row),
      adjusted && line("adjustment", withSign(person.adjustment)), line("total", person.total, "total")));
}

/** A number of points with its sign; nothing is no plus. */
function withSign(points) {
  return Number(points) > 0 ? `+${points}` : points;
}

/** One person: figures, KPIs, radar, and how it came about. */
function personView(file, person, steps, measured) {
  const { results } = file.told;
  const kpis = person.roles.flatMap((role) => role.kpis.map((kpi) => ({ ...kpi, role: role.role })));
  const signed = person.roles.some((role) => role.start !== undefined);
  // Only where there is no doubt whose it is: E1 and E1_2 begin alike.
  const all = file.outputs.filter(({ path }) => path.split("/").pop().startsWith(`${person.id}_${person.name}_`));
  const own = all.length === 1 ? all[0] : undefined;
  const heading = make("h3", { tabindex: "-1" }, `${person.name} ${person.id}`);
  const table = kpiTable(person, kpis, measured);
  const sections = (steps?.sections ?? []).map((section) => [make("h4", {}, section.title),
    make("dl", { class: "way" }, section.steps.flatMap((step, at, all) => [
      make("dt", {}, at && all[at - 1].label === step.label ? make("span", { class: "unseen" }, step.label) : step.label), make("dd", {}, step.text)]))]);
  const view = make("section", { class: "person", "aria-label": `${person.name} ${person.id}` }, heading,
    make("p", { class: "figures" }, make("b", {}, person.total ?? dash), chip(person.grade, results.grades),
      make("span", {}, `${text("column-coefficient")} ${person.coefficient ?? dash}`),
      person.pay && make("span", {}, `${text("column-pay")} ${person.pay.amount ?? dash}`),
      make("span", {}, text("ranked", { rank: person.rank ?? dash, of: results.people.length }))),
    make("div", { class: "actions" }, own && button(text("person-download"), () => hand(own.path.split("/").pop(), own.blob)),
      button(text("print"), () => window.print()),
      button(text("close"), () => view.remove())),
    // Signed points have no 100 to be compared with.
    signed ? table : make("div", { class: "beside" }, table, make("figure", {}, radar(kpis), make("figcaption", {}, text("radar-note")))),
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
