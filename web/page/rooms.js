// The small rooms: a new workbook, next month's, and what a code means.
import { make, hand, byId } from "./dom.js";
import { text, currentLanguage } from "./texts.js";
import { stem } from "./problems.js";

async function retellTemplates(ask) {
  const chosen = byId("new-template").value;
  const all = (await ask("templates", { lang: currentLanguage() })) ?? [];
  byId("new-template").replaceChildren(...all.map(({ name, title }) => make("option", { value: name }, title)));
  if (chosen) byId("new-template").value = chosen;
}

function beginRooms(ask) {
  const now = new Date();
  byId("new-period").value = byId("adopt-period").value = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
  // The browser's own words beside a file field would be in the browser's language.
  for (const id of ["next-file", "adopt-file"]) {
    byId(id).addEventListener("change", () => { byId(`${id}-chosen`).textContent = [...byId(id).files].map((file) => file.name).join(text("between")); });
  }
  const said = (...what) => byId("new-said").replaceChildren(...what);
  byId("new-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [template, period, department] = ["new-template", "new-period", "new-department"].map((id) => byId(id).value.trim());
    const bytes = await ask("form", { template, period, department, filled: byId("new-sample").checked, lang: currentLanguage() });
    if (!bytes) return;
    const name = `${department || byId("new-template").selectedOptions[0].textContent.split(/[（(：:，,]/)[0]}_${period}.xlsx`.replace(/[\\/:*?"<>|]/g, "_");
    hand(name, bytes);
    said(make("p", {}, text("new-made", { name })));
  });
  byId("next-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = byId("next-file").files;
    if (!file) return;
    const answer = await ask("next", { file: { name: file.name, blob: file }, period: byId("next-period").value.trim(), lang: currentLanguage() });
    if (!answer) return;
    const { told, period, bytes, late } = answer;
    if (!bytes) {
      const errors = told.problems.filter((problem) => problem.severity === "error");
      return said(make("p", {}, late ? text("next-refused", { file: file.name }) : text("next-not-after", { period, last: told.period })),
        refusals(errors.map((problem) => ({ problem }))));
    }
    const name = `${told.department ?? stem(file.name)}_${period}.xlsx`.replace(/[\\/:*?"<>|]/g, "_");
    hand(name, bytes);
    said(make("p", {}, text("new-made", { name })));
  });
  byId("adopt-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...byId("adopt-file").files].map((file) => ({ name: file.name, blob: file }));
    const [department, role, period] = ["department", "role", "period"].map((id) => byId(`adopt-${id}`).value.trim());
    const answer = await ask("adopt", { files, department, role, period, lang: currentLanguage() });
    if (!answer) return;
    const { told, bytes } = answer;
    if (!bytes) {
      return said(refusals(told.problems));
    }
    const name = `${department || stem(files[0].name)}_${period}.xlsx`.replace(/[\\/:*?"<>|]/g, "_");
    hand(name, bytes);
    said(make("p", {}, text("new-made", { name })), make("p", {}, text("adopt-found", told.counts)), make("p", { class: "quiet" }, text("adopt-next")));
  });
  byId("code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    retellCode(ask);
  });
}

/** Why nothing was made; `file` where there are several. */
function refusals(problems) {
  return make("ol", { class: "problems" }, problems.map(({ file, problem }) => make("li", { class: problem.severity },
    make("p", { class: "head" }, make("span", { class: "severity" }, text(`severity-${problem.severity}`), " "), `${problem.code} `,
      make("span", { class: "place" }, file && `${file} `, problem.place && `${problem.place} `), problem.headline),
    problem.hint && make("p", { class: "hint" }, problem.hint))));
}

async function retellCode(ask) {
  const code = byId("code-typed").value.trim();
  if (!code) return byId("code-told").replaceChildren();
  const told = await ask("explain", { code, lang: currentLanguage() });
  if (told) byId("code-told").replaceChildren(make("pre", { class: told.known ? "explained" : "of" }, told.text));
}

export { beginRooms, retellTemplates, retellCode };
