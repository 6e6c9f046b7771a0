import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const p = await b.newPage({ viewport: { width: 1000, height: 1200 } });
for (const f of process.argv.slice(2)) {
  await p.setContent(`<body style="margin:0"></body>`);
  const { readFileSync } = await import("node:fs");
  const src = "data:image/png;base64," + readFileSync(`/tmp/pics/${f}.png`).toString("base64");
  const [w, h] = await p.evaluate(async (src) => { const i = new Image(); i.style.display = "block"; i.src = src; await i.decode(); document.body.append(i); return [i.naturalWidth, i.naturalHeight]; }, src);
  for (let y = 0, n = 0; y < h; y += 1250, n++) await p.screenshot({ path: `/tmp/cut/${f}-${n}.png`, fullPage: true, clip: { x: 0, y, width: w, height: Math.min(1300, h - y) } });
}
await b.close();
