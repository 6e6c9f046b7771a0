// Pictures of figures as SVG. What they show stands in a table or a sentence beside them too.
import { draw } from "./dom.js";
import { text } from "./texts.js";

/** Which of five looks a grade has: by its position from the top, the last two framed. */
function gradeLook(at, of) {
  if (at === of - 1) return "g4";
  if (at === of - 2) return "g3";
  return `g${Math.min(at, 2)}`;
}

/** People per grade as columns. */
function distribution(grades) {
  const [wide, high, foot] = [Math.max(240, grades.length * 84), 180, 34];
  const most = Math.max(1, ...grades.map((one) => one.count));
  const columns = grades.map((one, at) => {
    const tall = ((high - foot - 24) * one.count) / most;
    const left = (wide / grades.length) * (at + 0.5) - 26;
    return [
      draw("rect", { class: gradeLook(at, grades.length), x: left, y: high - foot - tall, width: 52, height: tall }),
      draw("text", { x: left + 26, y: high - foot - tall - 6, "text-anchor": "middle" }, text("people", { count: one.count })),
      draw("text", { class: "strong", x: left + 26, y: high - 14, "text-anchor": "middle" }, one.grade),
    ];
  });
  const label = grades.map((one) => `${one.grade}: ${one.count}`).join(", ");
  return draw("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, role: "img", "aria-label": `${text("distribution")}: ${label}` },
    draw("line", { class: "axis", x1: 0, y1: high - foot, x2: wide, y2: high - foot }), columns);
}

/** How wide a letter is, a Latin one being 1. */
const broad = (letter) => (/[\u2e80-\uffef]/.test(letter) ? 2 : 1);
const width = (words) => [...words].reduce((sum, letter) => sum + broad(letter), 0);

/** What a name is without what stands in brackets behind it. */
const bare = (name) => name.split(/[（(\[【]/)[0].trim() || name;

/** A text cut to a width. */
function cut(words, most) {
  if (width(words) <= most) return words;
  let kept = "";
  for (const letter of words) {
    if (width(kept + letter) > most - 1) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** A name on at most two lines of a width, parted between words where there are any. */
function lines(name, most) {
  const whole = bare(name);
  if (width(whole) <= most) return [whole];
  let first = "";
  for (const word of whole.match(/[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/g) ?? []) {
    if (width((first + word).trimEnd()) > most) break;
    first += word;
  }
  return first ? [first.trimEnd(), cut(whole.slice(first.length).trimStart(), most)] : [cut(whole, most)];
}

/** A person's scores around a circle; fewer than three as bars. */
function radar(kpis) {
  const scored = kpis.filter((kpi) => kpi.score !== null);
  const label = `${text("radar")}: ${scored.map((kpi) => `${kpi.name} ${kpi.score}`).join(", ")}`;
  const most = Math.max(120, ...scored.map((kpi) => Math.ceil(Number(kpi.score) / 20) * 20));
  if (scored.length < 3) return bars(scored, most, label);
  const [wide, high, radius] = [420, 330, 100];
  const at = (index, share) => {
    const turn = (index / scored.length) * 2 * Math.PI - Math.PI / 2;
    return [wide / 2 + Math.cos(turn) * radius * share, high / 2 + Math.sin(turn) * radius * share];
  };
  const ring = (share) => scored.map((_, index) => at(index, share).map((n) => n.toFixed(1)).join(",")).join(" ");
  const value = (kpi) => Math.max(0, Number(kpi.score)) / most;
  const points = scored.map((kpi, index) => at(index, value(kpi)));
  const rings = [];
  for (let level = 40; level <= most; level += 40) rings.push(draw("polygon", { class: "grid-line", points: ring(level / most) }));
  const names = scored.map((kpi, index) => {
    const [x, y] = at(index, 1.14);
    const anchor = Math.abs(x - wide / 2) < 12 ? "middle" : x > wide / 2 ? "start" : "end";
    const own = lines(kpi.name, anchor === "middle" && scored.length <= 8 ? 24 : 14).map((line) => ({ line }));
    // Over eight there is no room for the figures.
    if (scored.length <= 8) own.push({ line: kpi.score, look: "strong" });
    // Those above the circle end where they would begin, those beside it are centred.
    const up = y < high / 2 - radius ? own.length - 1 : y > high / 2 + radius ? -0.6 : (own.length - 1) / 2;
    return draw("text", { "text-anchor": anchor }, own.map(({ line, look }, row) => draw("tspan", { class: look, x, y: y + 4 + (row - up) * 15 }, line)));
  });
  return draw("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, role: "img", "aria-label": label },
    rings,
    scored.map((_, index) => draw("line", { class: "grid-line", x1: wide / 2, y1: high / 2, x2: at(index, 1)[0], y2: at(index, 1)[1] })),
    draw("polygon", { class: "reference", points: ring(100 / most) }),
    draw("polygon", { class: "area", points: points.map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" ") }),
    draw("polygon", { class: "main", points: points.map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" ") }),
    points.map(([cx, cy]) => draw("circle", { class: "dot", cx, cy, r: 3.5 })),
    names);
}

function bars(kpis, most, label) {
  const [wide, line] = [460, 34];
  const high = kpis.length * line + 10;
  return draw("svg", { viewBox: `0 0 ${wide} ${Math.max(high, 20)}`, width: wide, role: "img", "aria-label": label },
    kpis.map((kpi, at) => [
      draw("text", { x: 130, y: at * line + 22, "text-anchor": "end" }, cut(bare(kpi.name), 18)),
      draw("rect", { class: "g1", x: 140, y: at * line + 8, width: (260 * Math.max(0, Number(kpi.score))) / most, height: 20 }),
      draw("text", { class: "strong", x: 148 + (260 * Math.max(0, Number(kpi.score))) / most, y: at * line + 22 }, kpi.score),
    ]),
    draw("line", { class: "reference", x1: 140 + 26000 / most, y1: 0, x2: 140 + 26000 / most, y2: high }));
}

/** Round figures between two numbers, for an axis. */
function ticks(low, high, wanted) {
  const span = high - low || 1;
  const rough = span / wanted;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * size).find((n) => n >= rough) ?? rough;
  const found = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9; at += step) found.push(Math.abs(at) < step * 1e-9 ? 0 : at);
  return found;
}

/** Points by value. `asked`: the value that was asked for, as the curve has it. */
function curve(points, { percent, unit, asked }) {
  const numbers = points.map(([value, points]) => [Number(value), Number(points)]);
  const [wide, high, left, foot, top] = [640, 260, 48, 40, 14];
  const values = numbers.map(([value]) => value);
  const given = numbers.map(([, points]) => points);
  const [low, last] = [Math.min(...values), Math.max(...values)];
  const [least, most] = [Math.min(0, ...given), Math.max(10, ...given) * 1.05];
  const x = (value) => left + ((value - low) / (last - low || 1)) * (wide - left - 16);
  const y = (points) => high - foot - ((points - least) / (most - least || 1)) * (high - foot - top);
  const written = (value) => (percent ? `${Number((value * 100).toFixed(4))}%` : String(Number(value.toFixed(6))));
  const path = numbers.map(([value, points], at) => `${at ? "L" : "M"}${x(value).toFixed(1)} ${y(points).toFixed(1)}`).join("");
  const label = text("curve-label", { from: written(low), to: written(last), least: Math.min(...given), most: Math.max(...given) });
  return draw("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, role: "img", "aria-label": label },
    ticks(least, most, 5).map((at) => [
      draw("line", { class: "grid-line", x1: left, y1: y(at), x2: wide - 16, y2: y(at) }),
      draw("text", { class: "muted", x: left - 6, y: y(at) + 4, "text-anchor": "end" }, String(Number(at.toFixed(4)))),
    ]),
    ticks(low, last, 7).map((at) => draw("text", { class: "muted", x: x(at), y: high - foot + 18, "text-anchor": "middle" }, written(at))),
    draw("line", { class: "axis", x1: left, y1: y(least), x2: wide - 16, y2: y(least) }),
    draw("path", { class: "main", d: path }),
    asked && draw("circle", { class: "asked", cx: x(asked[0]), cy: y(asked[1]), r: 5.5 }),
    draw("text", { class: "muted", x: 4, y: 11 }, text("points")),
    draw("text", { class: "muted", x: wide - 16, y: high - 6, "text-anchor": "end" }, unit ? `${text("value")} (${unit})` : text("value")));
}

export { distribution, radar, curve, gradeLook, width };
