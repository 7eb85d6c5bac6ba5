// What a search costs in Chromium, counted at the server: node measure.mjs FOLDER QUESTIONS
// [PAGEFIND]. One JSON object a figure.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const [own, asked, peers] = process.argv.slice(2);
let folder = own;
const questions = fs.readFileSync(asked, "utf8").split("\n").map(line => line.trim())
  .filter(line => line && !line.startsWith("#")).filter((_, i) => i % 4 === 0);
const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", json: "application/json",
  svg: "image/svg+xml", webmanifest: "application/manifest+json" };
let bytes = 0;
// What is fetched from the moment on when a page searches by meaning, too, is counted by meaning.mjs.
let meant = false;
// As GitHub Pages: text types as gzip, everything else as it is.
const server = http.createServer((request, response) => {
  const file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (!file.startsWith(folder) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
    response.writeHead(404);
    response.end();
    return;
  }
  const type = types[file.split(".").pop()];
  const body = type ? zlib.gzipSync(fs.readFileSync(file), { level: 6 }) : fs.readFileSync(file);
  meant = meant || /\/(assets\/meaning\.js|search\/m\/)/.test(request.url);
  if (!meant) bytes += body.length;
  response.writeHead(200, { "content-type": type || "application/octet-stream", "cache-control": "max-age=600",
    ...(type ? { "content-encoding": "gzip" } : {}), "content-length": body.length });
  response.end(body);
});
await new Promise(done => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"] });
const figure = (metric, value) => console.log(JSON.stringify({ metric, value }));
const middle = (list, share) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)];

async function fresh() {
  const context = await browser.newContext();
  return context.newPage();
}

const cold = [];
for (const question of questions.slice(0, 12)) {
  const page = await fresh();
  bytes = 0;
  meant = false;
  await page.goto(url + "search.html?q=" + encodeURIComponent(question), { waitUntil: "networkidle" });
  if (await page.locator("#hits > li").count()) cold.push(bytes);
  await page.context().close();
}
figure("cold_bytes", middle(cold, 0.5));

if (peers) {
  folder = peers;
  meant = false;
  const theirs = [];
  for (const question of questions.slice(0, 6)) {
    const page = await fresh();
    bytes = 0;
    await page.goto(url + "search.html", { waitUntil: "networkidle" });
    await page.evaluate(async text => {
      const pagefind = await import("/pagefind/pagefind.js");
      const { results } = await pagefind.search(text);
      return Promise.all(results.slice(0, 10).map(each => each.data()));
    }, question);
    theirs.push(bytes);
    await page.context().close();
  }
  figure("pagefind_cold_bytes", middle(theirs, 0.5));
  folder = own;
}

// Later: one visitor, one question after the other, the way the page was left.
const page = await fresh();
await page.goto(url + "search.html?q=pdf", { waitUntil: "networkidle" });
const later = [];
for (const question of questions) {
  bytes = 0;
  meant = false;
  await page.locator("#q").fill(question);
  await page.waitForTimeout(120);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(150);
  later.push(bytes);
}
figure("query_bytes_p50", middle(later, 0.5));
figure("query_bytes_p95", middle(later, 0.95));

// A phone: a quarter of the processor, fast 3G; the word's shard is there already.
const client = await page.context().newCDPSession(page);
await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
await client.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200000,
  uploadThroughput: 93750 });
const keys = [];
for (const question of questions.slice(0, 15)) {
  await page.locator("#q").fill(question);
  await page.waitForTimeout(1500);
  keys.push(await page.evaluate(async text => {
    const field = document.getElementById("q");
    const hits = document.getElementById("hits");
    field.value = "";
    field.dispatchEvent(new Event("input"));
    await new Promise(done => setTimeout(done, 500));
    const started = performance.now();
    const shown = new Promise(done => new MutationObserver((_, seen) => {
      if (hits.children.length) {
        seen.disconnect();
        done(performance.now() - started);
      }
    }).observe(hits, { childList: true }));
    field.value = text;
    field.dispatchEvent(new Event("input"));
    return Promise.race([shown, new Promise(done => setTimeout(() => done(5000), 5000))]);
  }, question));
}
figure("keystroke_ms_p50", Math.round(middle(keys, 0.5)));
await browser.close();
server.close();
