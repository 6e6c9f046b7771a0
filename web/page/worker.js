// Runs in the worker, behind the glue that wasm-bindgen writes (`wasm_bindgen`). The program has no way out but what is posted here.
"use strict";
let session;

// Asked by the program: a panic's words, and how far the drawing of a workbook's outputs has come.
globalThis.sayLastWords = (words) => postMessage({ lastWords: words });
globalThis.tellDrawn = (drawn, of) => postMessage({ progress: { step: "draw", drawn, of } });

const whole = (bytes) => bytes.buffer;

const answers = {
  start({ module }) {
    wasm_bindgen.initSync({ module });
    return { version: wasm_bindgen.version(), most: wasm_bindgen.most_bytes() };
  },

  /** Reads all files, then scores them in the order of work; each is told when it is done. */
  async batch({ files, lang }) {
    session?.free();
    session = new wasm_bindgen.Session();
    const most = wasm_bindgen.most_bytes();
    const numbers = [];
    for (const [at, file] of files.entries()) {
      postMessage({ progress: { step: "read", file: at, of: files.length } });
      const isEarlier = /\.(zip|json)$/i.test(file.name);
      if (!isEarlier && file.blob.size > most) numbers.push(session.add_too_large(file.name));
      else numbers.push(session.add(file.name, new Uint8Array(await file.blob.arrayBuffer())));
    }
    const order = [...session.survey()];
    for (const [done, number] of order.entries()) {
      postMessage({ progress: { step: "work", file: numbers.indexOf(number), done, of: order.length } });
      session.work(number);
    }
    return numbers.map((number) => ({ number, ...outcome(number, lang) }));
  },

  about: () => ({ version: wasm_bindgen.version() }),
  told: ({ number, lang }) => ({ told: JSON.parse(session.told(number, lang)) }),
  grid: ({ number }) => JSON.parse(session.grid(number)),
  rules: ({ number }) => JSON.parse(session.rules(number)),
  why: ({ number, id, lang }) => JSON.parse(session.why(number, id, lang) ?? "null"),
  measured: ({ number, id }) => JSON.parse(session.measured(number, id)),
  issues: ({ number, lang }) => session.issues(number, lang),
  zip: () => session.zip(),
  amended({ number, sheet, cell, sentence, lang }) {
    try {
      return { bytes: session.amended(number, sheet, cell, sentence, lang) };
    } catch (refused) {
      if (typeof refused !== "string") throw refused;
      return { problem: JSON.parse(refused) };
    }
  },
  rule: ({ asked, lang }) => JSON.parse(wasm_bindgen.try_rule(JSON.stringify(asked), lang)),
  explain: ({ code, lang }) => JSON.parse(wasm_bindgen.explain(code, lang)),
  templates: ({ lang }) => JSON.parse(wasm_bindgen.templates(lang)),
  form: ({ template, lang, period, department, filled }) => wasm_bindgen.form(template, lang, period, department, filled),
  /** The next period's workbook from the last one's bytes, beside whatever is open. */
  async next({ file, period, lang }) {
    const own = new wasm_bindgen.Session();
    try {
      const number = own.add(file.name, new Uint8Array(await file.blob.arrayBuffer()));
      const told = JSON.parse(own.told(number, lang));
      const at = period || following(told.period);
      const late = !told.period || at > told.period;
      return { told, period: at, bytes: at && late ? own.next_form(number, at) : undefined, late };
    } finally {
      own.free();
    }
  },
  /** A department workbook of an office's own tables. */
  async adopt({ files, department, role, period, lang }) {
    const own = new wasm_bindgen.Adoption();
    try {
      for (const file of files) own.add(file.name, new Uint8Array(await file.blob.arrayBuffer()));
      const told = JSON.parse(own.run(department, role, period, lang));
      return { told, bytes: told.counts && own.bytes() };
    } finally {
      own.free();
    }
  },
  /** Only asked by the tests: how a crash is told can't be seen otherwise. */
  breakDown: () => wasm_bindgen.break_down(),
};

function outcome(number, lang) {
  const told = JSON.parse(session.told(number, lang));
  const outputs = told.outputs.map(({ path }) => ({ path, blob: new Blob([session.output(number, path)]) }));
  return { told, outputs };
}

/** The month after one. */
function following(period) {
  const found = /^(\d{4})-(\d{2})$/.exec(period ?? "");
  if (!found) return undefined;
  const [year, month] = [Number(found[1]), Number(found[2])];
  return month === 12 ? `${year + 1}-01` : `${found[1]}-${String(month + 1).padStart(2, "0")}`;
}

onmessage = async ({ data }) => {
  const { question, what } = data;
  try {
    const answer = await answers[what](data);
    const transfer = answer instanceof Uint8Array ? [whole(answer)] : answer?.bytes instanceof Uint8Array ? [whole(answer.bytes)] : [];
    postMessage({ question, answer }, transfer);
  } catch (error) {
    // What the program refuses is said; a trap is the end of this worker.
    if (typeof error === "string") postMessage({ question, refused: error, own: true });
    else if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) postMessage({ question, crashed: String(error) });
    else postMessage({ question, refused: String(error) });
  }
};
