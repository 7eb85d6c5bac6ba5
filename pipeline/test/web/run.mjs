// Browser tests of a rendered site: node run.mjs URL FOLDER [all]. One JSON object a figure on stdout; what is wrong on
// stderr, and exit code 1.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";
import { features } from "./features.mjs";

const [url, folder, all] = process.argv.slice(2);
const here = import.meta.dirname;
const axe = fs.readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");
const failures = [];
const fail = text => {
  failures.push(text);
  console.error(text);
};
const figure = (metric, value) => console.log(JSON.stringify({ metric, value }));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"] });
const seen = { executed: 0, third: new Set(), policy: 0 };

async function open(options = {}) {
  const context = await browser.newContext(options);
  await context.exposeBinding("itRan", (source, where) => {
    seen.executed++;
    fail("a vector ran: " + source.page.url() + " " + where);
  });
  await context.exposeBinding("itViolated", (source, what) => {
    seen.policy++;
    fail("the policy was violated: " + source.page.url() + " " + what);
  });
  await context.addInitScript(() => {
    for (const name of ["alert", "prompt", "confirm", "print", "msgbox"]) window[name] = () => window.itRan(name);
    document.addEventListener("securitypolicyviolation", event =>
      window.itViolated(event.violatedDirective + " " + event.blockedURI));
  });
  const page = await context.newPage();
  page.on("request", request => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      seen.third.add(request.url());
      fail("a request left the site: " + request.url());
    }
  });
  page.on("dialog", dialog => {
    seen.executed++;
    fail("a dialog: " + page.url());
    dialog.dismiss();
  });
  page.on("pageerror", error => fail(page.url() + " " + error));
  return page;
}

const files = (under, ending) => fs.existsSync(path.join(folder, under)) ? fs.readdirSync(path.join(folder, under))
  .filter(name => name.endsWith(ending)).map(name => under + "/" + name) : [];
// Addresses of the entries that have no page.
const tails = () => files("records/d", ".bin").flatMap(name => zlib.gunzipSync(fs.readFileSync(path.join(folder, name)))
  .toString().trim().split("\n").map(line => line.split(" ")[0]));
const kinds = ["skills", "servers", "plugins", "marketplaces", "agents", "commands", "hooks", "packs"];
const first = under => files(under, ".html").find(name => !/index|page-/.test(name));
const templates = ["index.html", "browse.html", "changes.html", "removed.html", "statistics.html", "status.html", "how.html",
  "verify.html", "trending.html", "learn/index.html", "learn/first-steps.html", "404.html", "search.html?q=forms", "api/search/index.html", "tags/index.html", "skills/index.html",
  first("skills"), first("servers"), first("owners"), first("categories"),
  "entry.html?e=" + tails()[0],
  "compare.html?a=" + first("skills").replace(".html", "")].filter(Boolean);

// Accessibility of every template, in both themes.
async function accessibility() {
  let wrong = 0;
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } });
    for (const each of templates) {
      await page.goto(url + each, { waitUntil: "load" });
      // A thousand lines are one line a thousand times, and take minutes.
      await page.evaluate(() => document.querySelectorAll(
        "main li:nth-child(n + 5), main section section:nth-child(n + 5), main tr:nth-child(n + 12), main td:nth-child(n + 6)")
        .forEach(node => node.remove()));
      await page.evaluate(axe);
      // The rules that can differ between themes are those of colours.
      const { violations } = await page.evaluate(dark => window.axe.run(dark ? { runOnly: ["color-contrast"] } : {}),
        colorScheme === "dark");
      for (const { id, nodes } of violations) {
        wrong += nodes.length;
        fail(`axe: ${each} ${colorScheme} ${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary || ""}`);
      }
    }
    await page.context().close();
  }
  figure("axe", wrong);
}

// Every vector as names, descriptions, tags, authors and addresses: on entries' own pages, in lists and in the search.
async function vectors() {
  const page = await open();
  const entries = kinds.flatMap(kind => files(kind, ".html"));
  const visited = all ? entries : entries.filter((_, i) => i % 12 === 0);
  const lists = ["owners", "tags", "categories", "licences", "sources"].flatMap(under => files(under, ".html").slice(0, 4));
  for (const each of [...visited, ...lists, "changes.html", "removed.html", "status.html", "feed.xml"]) {
    await page.goto(url + each, { waitUntil: "load" });
  }
  for (const text of ["alert", "script", "javascript", "onerror", "<svg onload=alert(1)>", "\"><img src=x onerror=alert(1)>"]) {
    await page.goto(url + "search.html?q=" + encodeURIComponent(text), { waitUntil: "networkidle" });
    const names = await page.locator("#hits img, #hits script, #hits iframe, #hits svg a").count();
    if (names) fail("markup among results of " + text);
  }
  // Those without a page of their own, shown by a script.
  const tail = tails();
  for (const address of all ? tail : tail.filter((_, i) => i % 6 === 0)) {
    await page.goto(url + "entry.html?e=" + address, { waitUntil: "networkidle" });
    if (!await page.locator("#record section").count()) fail("no record of " + address);
    if (await page.locator("#record img, #record script, #record iframe, #record svg").count()) fail("markup in " + address);
  }
  await page.goto(url + tail[0] + ".html", { waitUntil: "networkidle" });
  await page.waitForSelector("#record section").catch(() => fail(tail[0] + ".html does not lead to its record"));
  figure("behind", tail.length);
  await page.context().close();
  const used = fs.existsSync(path.join(folder, "vectors")) ? +fs.readFileSync(path.join(folder, "vectors"), "utf8") : 0;
  figure("xss_vectors", used);
  figure("xss_visited", visited.length);
  figure("xss_executed", seen.executed);
  figure("third_party_requests", seen.third.size);
  figure("csp_violations", seen.policy);
}

async function listed() {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  const bare = await open({ javaScriptEnabled: false });
  const read = name => fs.readFileSync(path.join(folder, name), "utf8");
  let there = 0;
  for (const [number, words, test] of features) {
    try {
      const holds = await test({ page, bare, browser, folder, url, read, first, files });
      if (holds) there++; else fail(`feature ${number} is not there: ${words}`);
    } catch (error) {
      fail(`feature ${number}: ${words}: ${String(error).split("\n")[0]}`);
    }
  }
  figure("features", there);
  await page.context().close();
}

function markup() {
  const run = spawnSync(process.env.JAVA || "java", ["-Xss4m", "-jar", path.join(here, "node_modules/vnu-jar/build/dist/vnu.jar"),
    "--errors-only", "--skip-non-html", "--format", "json", ...(all ? [folder]
      : templates.map(each => path.join(folder, each.replace(/\?.*/, ""))))], { encoding: "utf8", maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(run.stderr || "{\"messages\":[]}");
  for (const { url: file, message, extract } of messages.slice(0, 10)) fail(`vnu: ${file}: ${message} ${extract || ""}`);
  figure("nu_errors", messages.length);
}

function links() {
  let dead = 0;
  const known = new Map();
  const there = name => {
    if (!known.has(name)) known.set(name, fs.existsSync(path.join(folder, name)));
    return known.get(name);
  };
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".html")) continue;
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    for (const [, link] of text.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      if (/^(https?:|#|data:)/.test(link) || name === "404.html") continue;
      const target = path.join(path.dirname(name), decodeURIComponent(link.replace(/&amp;/g, "&").replace(/[?#].*/, "")));
      if (!there(target)) {
        dead++;
        if (dead < 10) fail(`dead link: ${name} → ${link}`);
      }
    }
  }
  figure("dead_links", dead);
}

try {
  await listed();
  await accessibility();
  await vectors();
  markup();
  links();
} finally {
  await browser.close();
}
process.exit(failures.length ? 1 : 0);
