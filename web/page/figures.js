// How figures are shown: their digits are the program's, none is computed here.
import { make } from "./dom.js";
import { gradeLook } from "./pictures.js";

const dash = "—";

function chip(grade, grades) {
  if (grade === null) return dash;
  const at = grades.findIndex((one) => one.grade === grade);
  return make("span", { class: `chip ${gradeLook(at < 0 ? 2 : at, grades.length)}` }, grade);
}

/** A number of points with its sign; nothing is no plus. */
function withSign(points) {
  return Number(points) > 0 ? `+${points}` : points;
}

/** A share as percent, digits moved and none lost. */
function share(decimal) {
  const [whole, parts = ""] = decimal.split(".");
  const digits = parts.padEnd(2, "0");
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, "$1");
  const rest = digits.slice(2).replace(/0+$/, "");
  return `${moved}${rest && `.${rest}`}%`;
}

export { chip, dash, share, withSign };
