// The program in its worker. What it is asked is answered in order; a crash ends the worker only, and a new one is made.

class Crashed extends Error {}
class Cancelled extends Error {}

/** Bytes from letters, five for four, as the packer writes them. */
function ofLetters(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  for (let from = 0, to = 0; from < text.length; from += 5) {
    let word = 0;
    for (let at = from; at < from + 5; at++) {
      // What is missing at the end counts as the last letter.
      const code = at < text.length ? text.charCodeAt(at) : 124;
      word = word * 85 + (code === 33 ? 20 : code - 40);
    }
    for (let shift = 24; shift >= 0 && to < bytes.length; shift -= 8) bytes[to++] = (word >>> shift) & 255;
  }
  return bytes;
}

class Engine {
  #module;
  #worker;
  #waiting = new Map();
  #questions = 0;
  #lastWords = "";
  /** Asked with what the worker tells on its way. */
  onProgress = () => {};

  /** Unpacks and compiles the program, once. */
  async start() {
    const bytes = ofLetters(byId("program").textContent.trim());
    byId("program").textContent = "";
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    // Compiled from bytes: nothing is fetched.
    this.#module = await WebAssembly.compile(await new Response(plain).arrayBuffer());
    await this.#begin();
  }

  async #begin() {
    const url = URL.createObjectURL(new Blob([byId("worker").textContent], { type: "text/javascript" }));
    this.#worker = new Worker(url);
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(new Crashed(this.#lastWords || event.message || "?"));
    };
    await this.ask("start", { module: this.#module });
    URL.revokeObjectURL(url);
  }

  #hear(data) {
    if (data.progress) return this.onProgress(data.progress);
    if (data.lastWords !== undefined) {
      this.#lastWords = data.lastWords;
      return;
    }
    const waiting = this.#waiting.get(data.question);
    if (!waiting) return;
    if (data.crashed !== undefined) return this.#fail(new Crashed(this.#lastWords || data.crashed));
    this.#waiting.delete(data.question);
    if (data.refused !== undefined) waiting.fail(Object.assign(new Error(data.refused), { own: data.own }));
    else waiting.done(data.answer);
  }

  #fail(error) {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#lastWords = "";
    this.#worker?.terminate();
    this.#worker = undefined;
    all.forEach((waiting) => waiting.fail(error));
  }

  /** What the worker answers. */
  async ask(what, about = {}, transfer = []) {
    if (!this.#worker && what !== "start") await this.#begin();
    return new Promise((done, fail) => {
      const question = ++this.#questions;
      this.#waiting.set(question, { done, fail });
      this.#worker.postMessage({ ...about, question, what }, transfer);
    });
  }

  /** Ends what is being done. */
  cancel() {
    this.#fail(new Cancelled("cancelled"));
  }
}

import { byId } from "./dom.js";
export { Engine, Crashed, Cancelled };
