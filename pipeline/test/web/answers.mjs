// What the site's search and Pagefind answer: node answers.mjs SITE PAGEFIND QUESTIONS OUT. Two lines a question, the
// addresses of ten answers each.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const [site, peers, asked, out] = process.argv.slice(2);
const questions = fs.readFileSync(asked, "utf8").trim().split("\n");
fs.writeFileSync(path.join(site, "search.cjs"), fs.readFileSync(path.join(site, "assets/search.js")));
const Search = createRequire(import.meta.url)(path.join(site, "search.cjs"));
const engine = Search.index(async name => {
  const bytes = fs.readFileSync(path.join(site, name));
  return name.endsWith(".bin") ? zlib.gunzipSync(bytes) : bytes;
});
const types = { html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm" };
const server = http.createServer((request, response) => {
  const file = path.join(peers, decodeURIComponent(new URL(request.url, "http://x").pathname));
  const there = file.startsWith(peers) && fs.existsSync(file) && fs.statSync(file).isFile();
  response.writeHead(there ? 200 : 404, { "content-type": types[file.split(".").pop()] || "application/octet-stream" });
  response.end(there ? fs.readFileSync(file) : "");
});
await new Promise(done => server.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/search.html`);
const lines = [];
for (const question of questions) {
  const found = await engine.find(question);
  lines.push((await engine.documents(found.numbers.slice(0, 10))).map(each => each.path).join(" "));
  lines.push((await page.evaluate(async text => {
    const pagefind = await import("/pagefind/pagefind.js");
    const { results } = await pagefind.search(text);
    const data = await Promise.all(results.slice(0, 10).map(each => each.data()));
    return data.map(each => each.url.replace(/^.*\//, ""));
  }, question)).join(" "));
}
fs.writeFileSync(out, lines.join("\n") + "\n");
await browser.close();
server.close();
