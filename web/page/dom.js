// Elements without markup in strings: what comes from a file is always text.

/** An element; `about` are its attributes, `class` and handlers (`onclick`) among them. */
function make(name, about = {}, ...children) {
  return fill(document.createElement(name), about, children);
}

/** The same of a picture. */
function draw(name, about = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), about, children);
}

function fill(element, about, children) {
  for (const [key, value] of Object.entries(about)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(9).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

function button(label, act, about = {}) {
  return make("button", { type: "button", ...about, onclick: act }, label);
}

/** Gives a file to the person: its name, and a Blob or bytes. */
function hand(name, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: kindOf(name) }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function kindOf(name) {
  if (name.endsWith(".zip")) return "application/zip";
  if (name.endsWith(".json")) return "application/json";
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/** Copies a text; a page from a folder has no clipboard of its own in some browsers, so an old way stands behind it. */
async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const area = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
    area.value = value;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

const byId = (id) => document.getElementById(id);

export { make, draw, button, hand, copy, byId };
