// Texts in the page's language. They stand in web/texts; problems, readings and steps come from the program in the same language.
const TEXTS = JSON.parse(document.getElementById("texts").textContent);
const LANGUAGES = Object.keys(TEXTS);
let language = "zh-CN";

/** The language that the browser asks for, as far as there is one. */
function preferredLanguage() {
  for (const tag of navigator.languages ?? [navigator.language]) {
    const lower = tag.toLowerCase();
    if (/^zh-(tw|hk|mo|hant)/.test(lower)) return "zh-TW";
    if (lower.startsWith("zh")) return "zh-CN";
    if (lower.startsWith("en")) return "en";
  }
  return "zh-CN";
}

/** A text, its `{name}`s filled in. */
function text(id, values = {}) {
  const pattern = TEXTS[language][id];
  if (pattern === undefined) throw new Error(`no text ${id}`);
  return pattern.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

function currentLanguage() {
  return language;
}

/** Changes the language of everything that stands in the page from the beginning. */
function speak(tag) {
  language = LANGUAGES.includes(tag) ? tag : "zh-CN";
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", text(element.dataset.label));
  document.title = text("title-bar");
}

export { text, speak, currentLanguage, preferredLanguage };
