// A file's scores: everybody in a table, the grades as a picture, each role's KPIs, and every workbook by itself.
import { make, button, hand } from "./dom.js";
import { text } from "./texts.js";
import { distribution } from "./pictures.js";
import { chip, dash, withSign } from "./figures.js";

function scoresView(file, desk) {
  const { results, sums } = file.told;
  if (!results) return undefined;
  const all = results.people.map((person, at) => ({ person, sum: sums[at] }));
  const people = all.sort((a, b) => (a.person.rank ?? 1e9) - (b.person.rank ?? 1e9));
  const way = make("div");
  // Only where a workbook has it.
  const paid = results.people.some((person) => person.pay);
  const moved = sums.some((sum) => sum.lines.length);
  const columns = [["rank", true], ["name"], ["id"], ["role"], ...(moved ? [["subtotal", true], ["moved", true]] : []), ["total", true], ["grade"], ["coefficient", true], ...(paid ? [["pay", true]] : [])];
  const rows = people.map(({ person, sum }) => make("tr", {},
    make("td", { class: "number" }, String(person.rank ?? dash)),
    make("td", {}, button(person.name, () => desk.person(file, person, way), { class: "link" }), decided(person)),
    make("td", {}, person.id),
    make("td", {}, person.roles.map((role) => role.role).join(" / ")),
    moved && [make("td", { class: "number" }, sum.subtotal ?? dash), make("td", { class: "number" }, sum.moved === null ? dash : withSign(sum.moved))],
    make("td", { class: "number total" }, person.total ?? dash),
    make("td", {}, chip(person.grade, results.grades)),
    make("td", { class: "number" }, person.coefficient ?? dash),
    paid && make("td", { class: "number" }, person.pay?.amount ?? dash)));
  return make("div", {}, make("h3", {}, text("scores")),
    make("figure", {}, distribution(results.grades), make("figcaption", {}, text("distribution"))),
    make("div", { class: "wide" }, table(text("scores-caption"), columns.map(([id, number]) => [text(`column-${id}`), number && "number whole"]), rows)),
    way, rolesView(people), outputsView(file));
}

/** That a total was decided, beside the name. */
function decided(person) {
  const words = person.vetoed ? "vetoed" : person.calibrated ? "calibrated" : undefined;
  return words && make("span", { class: "own" }, text(words));
}

function table(caption, heads, rows) {
  return make("table", {}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, heads.map(([words, look]) => make("th", { scope: "col", class: look }, words)))),
    make("tbody", {}, rows));
}

/** Every role with what each KPI gives each of its people, the subtotals of its dimensions, and what leads to the total. */
function rolesView(people) {
  const names = [...new Set(people.flatMap(({ person }) => person.roles.map((role) => role.role)))];
  return names.map((name) => {
    const held = people.flatMap(({ person, sum }) => person.roles.flatMap((role, at) => (role.role === name ? [{ person, role, only: person.roles.length === 1, sum, own: sum.roles[at] }] : [])));
    const [{ role: first, own }] = held;
    const signed = first.start !== undefined;
    const moved = held.some(({ only, sum }) => only && sum.lines.length);
    const points = (number) => (number === null ? dash : signed ? withSign(number) : number);
    const heads = [[text("column-name")], [text("column-id")], ...(signed ? [[text("column-start"), "number whole"]] : []), ...first.kpis.map((kpi) => [kpi.name, "number"]),
      ...own.dimensions.map((one) => [text("subtotal-of", { name: one.name }), "number"]), ...(moved ? [[text("column-subtotal"), "number"], [text("column-moved"), "number"]] : []), [text("column-total"), "number whole"]];
    const number = (shown, kind = "") => make("td", { class: `number ${kind}` }, shown);
    const rows = held.map(({ person, role, only, sum, own }) => make("tr", {},
      make("th", { scope: "row" }, person.name, only && decided(person)), make("td", {}, person.id), signed && number(role.start),
      role.kpis.map((kpi) => number(kpi.weighted === null ? text(`status-${kpi.status}`) : points(kpi.weighted))),
      own.dimensions.map((one) => number(points(one.sum), "sum")),
      moved && [number(own.sum ?? dash, "sum"), number(only && sum.moved !== null ? withSign(sum.moved) : dash)],
      number(role.total ?? dash, "total")));
    return make("details", { class: "each" }, make("summary", {}, text("role-table", { role: name, count: held.length })),
      make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": name }, table(text(signed ? "role-caption-signed" : "role-caption"), heads, rows)));
  });
}

/** Every workbook of the results by itself. */
function outputsView(file) {
  if (!file.outputs.length) return undefined;
  const link = ({ path, blob }) => make("li", {}, button(path, () => hand(path.split("/").pop(), blob), { class: "link" }));
  return make("details", { class: "outputs" }, make("summary", {}, text("outputs", { count: file.outputs.length })),
    make("ul", {}, file.outputs.map(link)));
}

export { scoresView };
