// Puts the page together.
import { byId } from "./dom.js";
import { text, speak, preferredLanguage } from "./texts.js";
import { Engine } from "./engine.js";
import { Room } from "./score.js";
import { Bench } from "./bench.js";
import { beginRooms, retellTemplates, retellCode } from "./rooms.js";

const ROOMS = ["score", "new", "rule", "code"];

function showRoom() {
  const asked = location.hash.slice(1);
  const room = ROOMS.includes(asked) ? asked : "score";
  for (const one of ROOMS) byId(one).hidden = one !== room;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${room}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** What was chosen last time, where the browser keeps such things for a page from a folder. */
const kept = {
  get: () => { try { return localStorage.getItem("scorebook-language"); } catch { return null; } },
  set: (tag) => { try { localStorage.setItem("scorebook-language", tag); } catch { /* chosen anew next time */ } },
};

const engine = new Engine();
const room = new Room(engine);
const ask = (what, about) => room.ask(what, about);
const bench = new Bench(ask);

room.onTryRule = async (file, problem, sentence) => {
  const rules = (await ask("rules", { number: file.number })) ?? [];
  const own = rules.find((rule) => rule.sheet === problem.sheet && rule.cell === problem.cell);
  const of = { file, sheet: problem.sheet, cell: problem.cell, role: own?.role, kpi: own?.kpi };
  bench.open({ ...own, sentence: sentence ?? own?.sentence ?? "" }, of);
};
bench.onUse = async (of, sentence) => {
  const file = await room.home(of);
  const put = file && (await room.mend(file, of.sheet, of.cell, sentence));
  location.hash = "#score";
  return put;
};

addEventListener("hashchange", showRoom);
byId("language").addEventListener("change", async (event) => {
  kept.set(event.target.value);
  speak(event.target.value);
  await room.retell();
  await Promise.all([bench.retell(), retellTemplates(ask), retellCode(ask)]);
});

const tag = kept.get() ?? preferredLanguage();
speak(tag);
byId("language").value = document.documentElement.lang;
showRoom();
beginRooms(ask);

/** When the program is ready; the tests wait for it. */
const ready = engine.start().then(
  async () => {
    const { version } = await engine.ask("about");
    byId("version").textContent = version;
    await Promise.all([retellTemplates(ask), bench.retell()]);
    document.documentElement.dataset.ready = "yes";
  },
  (error) => {
    byId("trouble").textContent = text("no-start", { words: error.message });
    byId("trouble").hidden = false;
  },
);
globalThis.scorebook = { ready, engine, room };
