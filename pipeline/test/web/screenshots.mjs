// Pictures of a rendered site: node screenshots.mjs SITE OUT.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { chromium } from "playwright-core";

const [site, out] = process.argv.slice(2);
const types = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml" };
const server = http.createServer((request, response) => {
  const file = path.join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
  const there = file.startsWith(site) && fs.existsSync(file) && fs.statSync(file).isFile();
  response.writeHead(there ? 200 : 404, { "content-type": types[file.split(".").pop()] || "application/octet-stream" });
  response.end(there ? fs.readFileSync(file) : "");
});
await new Promise(done => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${server.address().port}/`;
const entry = fs.readdirSync(path.join(site, "skills")).find(name => name.includes("pdf")) || "index.html";
const pages = { home: "index.html", search: "search.html?q=pdf", entry: "skills/" + entry, statistics: "statistics.html",
  status: "status.html" };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"] });
fs.mkdirSync(out, { recursive: true });
for (const [device, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } })) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    for (const [name, address] of Object.entries(pages)) {
      await page.goto(url + address, { waitUntil: "networkidle" });
      await page.screenshot({ path: path.join(out, `${name}-${device}-${colorScheme}.png`) });
    }
    await context.close();
  }
}
await browser.close();
server.close();
