// One person: the figures, every line of them down to the total, the radar, and the way to the score.
import { make, button, hand } from "./dom.js";
import { text } from "./texts.js";
import { radar, width } from "./pictures.js";
import { chip, dash, share, withSign } from "./figures.js";

const isSigned = (person) => person.roles.some((role) => role.start !== undefined);

/** What the person's KPIs give, line by line, so that the last column adds up downwards. */
function kpiTable(person, sums, measured) {
  const signed = isSigned(person);
  const several = person.roles.length > 1;
  const heads = [["kpi"], ["target", true], ["value", true], [signed ? "points" : "score", true], ...(signed ? [] : [["effective", true], ["weighted", true]])];
  const wide = heads.length;
  /** A line of words with a figure at its end. */
  const line = (kind, words, amount) => make("tr", { class: kind }, make("th", { scope: "row", colspan: wide - 1 }, words), make("td", { class: "number" }, amount ?? dash));
  let before = 0;
  const bodies = person.roles.map((role, at) => {
    const own = measured.slice(before, before + role.kpis.length);
    before += role.kpis.length;
    const sum = sums.roles[at];
    return make("tbody", {},
      several && line("group held", [role.role, make("span", { class: "quiet" }, ` ${text("days", { days: role.days })}`)], sum.sum),
      role.start !== undefined && line("", text("column-start"), role.start),
      role.kpis.map((kpi, index) => [
        kpi.dimension && kpi.dimension !== role.kpis[index - 1]?.dimension && dimensionLine(role, index, sum, wide, signed),
        kpiLine(kpi, own[index] ?? {}, signed)]));
  });
  const lines = sums.lines.map(({ label, text: words, amount }) => line("", [label, make("span", { class: "quiet" }, ` ${words}`)], withSign(amount)));
  const subtotal = (several || lines.length > 0) && line("subtotal", text(several ? "sum-joint" : signed ? "sum-signed" : "sum-kpis"), sums.subtotal);
  return make("table", { class: "lines" }, make("caption", {}, text(signed ? "kpis-signed" : "kpis")),
    make("thead", {}, make("tr", {}, heads.map(([id, number]) => make("th", { scope: "col", class: number && "number whole" }, text(`column-${id}`))))),
    bodies, make("tbody", {}, subtotal, lines, line("total", text("column-total"), person.total)));
}

/** The head of a dimension; its weight and subtotal stand where it first begins. */
function dimensionLine(role, index, sum, wide, signed) {
  const name = role.kpis[index].dimension;
  const first = role.kpis.findIndex((kpi) => kpi.dimension === name) === index;
  const own = first ? sum.dimensions.find((one) => one.name === name) : undefined;
  const weight = !signed && make("td", { class: "number" }, own?.weight ? share(own.weight) : "");
  const points = own?.sum && signed ? withSign(own.sum) : own?.sum;
  return make("tr", { class: "group" }, make("th", { scope: "row", colspan: wide - (signed ? 1 : 2) }, name), weight, make("td", { class: "number" }, own ? points ?? dash : ""));
}

function kpiLine(kpi, { target, value, is_own: own }, signed) {
  const low = !signed && kpi.score !== null && Number(kpi.score) < 60;
  const shown = kpi.score === null ? text(`status-${kpi.status}`) : make("span", { class: low && "low" }, signed ? withSign(kpi.score) : kpi.score);
  return make("tr", {},
    make("th", { scope: "row" }, kpi.name, own && make("span", { class: "own" }, text("own-goal"))),
    [target, value].map((words) => make("td", { class: `number${(words ?? "").length > 16 ? "" : " whole"}` }, words || dash)),
    make("td", { class: "number" }, shown),
    !signed && make("td", { class: "number" }, kpi.effective_weight === null ? dash : share(kpi.effective_weight)),
    !signed && make("td", { class: "number" }, kpi.weighted ?? dash));
}

/** The steps of `why`; a label that stands above already is not said again, but for those who hear it. */
function wayView(steps) {
  return (steps?.sections ?? []).map((section) => [make("h4", {}, section.title),
    make("dl", { class: "way" }, section.steps.flatMap((step, at, all) => [
      make("dt", {}, at && all[at - 1].label === step.label ? make("span", { class: "unseen" }, step.label) : step.label), make("dd", {}, step.text)]))]);
}

/** One person: figures, KPIs, radar, and how it came about. */
function personView(file, person, steps, measured) {
  const { results, sums } = file.told;
  const kpis = person.roles.flatMap((role) => role.kpis);
  // Only where there is no doubt whose it is: E1 and E1_2 begin alike.
  const all = file.outputs.filter(({ path }) => path.split("/").pop().startsWith(`${person.id}_${person.name}_`));
  const own = all.length === 1 ? all[0] : undefined;
  // Many KPIs, or long names, take the whole line; else their picture stands beside them.
  const roomy = kpis.length <= 8 && kpis.every((kpi) => width(kpi.name) <= 24);
  const heading = make("h3", { tabindex: "-1" }, `${person.name} ${person.id}`);
  const table = kpiTable(person, sums[results.people.findIndex((one) => one.id === person.id)], measured);
  const view = make("section", { class: "person", "aria-label": `${person.name} ${person.id}` }, heading,
    make("p", { class: "figures" }, make("b", {}, person.total ?? dash), chip(person.grade, results.grades),
      make("span", {}, `${text("column-coefficient")} ${person.coefficient ?? dash}`),
      person.pay && make("span", {}, `${text("column-pay")} ${person.pay.amount ?? dash}`),
      make("span", {}, text("ranked", { rank: person.rank ?? dash, of: results.people.length }))),
    make("div", { class: "actions" }, own && button(text("person-download"), () => hand(own.path.split("/").pop(), own.blob)),
      button(text("print"), () => window.print()),
      button(text("close"), () => {
        view.remove();
        view.dispatchEvent(new Event("close"));
      })),
    // Signed points have no 100 to be compared with.
    isSigned(person) ? table : make("div", { class: roomy && "beside" }, table, make("figure", {}, radar(kpis), make("figcaption", {}, text("radar-note")))),
    make("h3", {}, text("way")), wayView(steps));
  return { view, heading };
}

export { personView };
