// What people ask of a directory of extensions, in 45 points; those that are here, each with a test that can fail. Not
// here: 9 (a basket), 16 (an alternative that somebody vouches for),
// 23 (pictures for link previews).
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const json = ({ read }, name) => JSON.parse(read(name));
const has = (text, ...words) => words.every(word => text.includes(word));
const entry = context => context.read(context.first("skills"));
async function search({ page, url }, query) {
  await page.goto(url + "search.html?" + query, { waitUntil: "networkidle" });
  return page.locator("#hits > li").allInnerTexts();
}
export const features = [
  [1, "results while one types", async context => {
    await search(context, "");
    await context.page.locator("#q").pressSequentially("forms");
    await context.page.waitForSelector("#hits > li");
    return true;
  }],
  [2, "typing errors are forgiven, and it says so", async context => {
    const hits = await search(context, "q=formz");
    return hits.length > 0 && (await context.page.locator("#said").innerText()).includes("formz");
  }],
  [3, "what is meant is found where no word is the same, and it says so", async context => {
    await search(context, "q=talk+to+my+team+chat");
    const slack = context.page.locator("#hits > li", { hasText: "Slack" });
    await slack.waitFor();
    const { width } = await context.page.evaluate(() => ({ width: document.documentElement.scrollWidth - innerWidth }));
    await context.page.keyboard.press("/");
    await context.page.keyboard.press("ArrowDown");
    return width <= 0 && /meaning: \w+ ~ (slack|channels)/.test(await slack.innerText())
      && !(await slack.innerText()).includes("in its text")
      && (await context.page.locator("#state").innerText()).includes("by meaning")
      && await context.page.evaluate(() => document.activeElement.closest("#hits") !== null);
  }],
  [4, "filters", async context => (await search(context, "q=forms&kind=plugin")).every(text => text.includes("plugin"))],
  [5, "sort orders", async context => {
    const names = (await search(context, "owner=acme&sort=name")).map(text => text.split("\n")[0]);
    return names.length > 1 && await context.page.locator("select[name=sort] option").count() === 6;
  }],
  [6, "the score explained by its parts", context => has(entry(context), "id=\"score\"", "how.html#score")],
  [7, "why a result is where it is", async context => /in its (name|text)|its name/.test((await search(context, "q=forms"))[0])],
  [8, "install commands with a button to copy", context => has(context.read("skills/pdf-forms.html"), "<pre class=\"copy\">", "npx skills add")],
  [10, "what changed on which night", context => has(context.read("skills/pdf-forms.html"), "What changed when")],
  [11, "the difference between two versions", context => has(context.read("skills/pdf-forms.html"), "/compare/")],
  [12, "content changed, version did not", context => has(context.read("skills/pdf-forms.html"), "same version")],
  [13, "safety findings with their line", context => has(context.read("skills/evil.html"), "class=\"findings\"")],
  [14, "who published it, where that is known", context => has(context.read("servers/published.html"), "controls this GitHub account")],
  [15, "what is about the same", context => has(context.read("skills/pdf-forms.html"), "About the same")],
  [17, "packs", context => context.files("packs", ".html").length > 0],
  [18, "entries side by side", async ({ page, url }) => {
    await page.goto(url + "compare.html", { waitUntil: "networkidle" });
    if (await page.locator("#versus").isVisible() || !(await page.locator("#state").textContent())) return false;
    await page.goto(url + "compare.html?a=skills/pdf-forms&b=skills/evil", { waitUntil: "networkidle" });
    return await page.locator("#versus th[scope=col]").count() === 2;
  }],
  [19, "feeds of what is new, updated, removed, by category and owner", context =>
    ["feed.xml", "feeds/added.xml", "feeds/changed.xml", "feeds/removed.xml"].every(name => has(context.read(name), "<feed"))
    && context.files("feeds", ".xml").some(name => name.includes("categories-"))
    && context.files("feeds", ".xml").some(name => name.includes("owners-"))],
  [20, "everything as JSON", context => json(context, "api/index.json").kinds
    .every(kind => json(context, kind.list).total === kind.entries)],
  [21, "a signed index, and how to check it by hand", context => has(context.read("verify.html"), "gpg --verify", "sha256sum")],
  [22, "badges", context => has(context.read("badges/skills/pdf-forms.svg"), "<svg", ">82<")
    && json(context, "api/skills/pdf-forms.json").schemaVersion === 1],
  [24, "sitemap and robots", context => has(context.read("sitemap.xml"), "sitemap-1.xml") && has(context.read("robots.txt"), "sitemap.xml")],
  [25, "data for search engines", context => JSON.parse(context.read("skills/pdf-forms.html")
    .match(/ld\+json">(.*?)<\/script>/)[1])["@type"] === "SoftwareSourceCode"],
  [26, "the browser's own search field", context => has(context.read("opensearch.xml"), "{searchTerms}")],
  [27, "keys", async context => {
    const { page } = context;
    await search(context, "q=forms");
    await page.locator("h1").click();
    await page.keyboard.press("/");
    const field = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("ArrowDown");
    const first = await page.evaluate(() => document.activeElement.closest("#hits") && document.activeElement.href);
    await page.keyboard.press("ArrowDown");
    const second = await page.evaluate(() => document.activeElement.href);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    const back = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(first);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(context.url + "skills/pdf-forms.html", { waitUntil: "networkidle" });
    await page.keyboard.press("c");
    const copied = await page.waitForFunction(() => navigator.clipboard.readText());
    await page.keyboard.press("?");
    await page.waitForURL(context.url + "how.html#keys");
    return field === "q" && first && second !== first && back === "q"
      && (await copied.jsonValue()).startsWith("npx skills add ");
  }],
  [28, "a dark theme", context => {
    const style = context.read("assets/style.css");
    return has(style, "prefers-color-scheme: dark");
  }],
  [29, "all sentences in one file", context => !has(entry(context), "{{#msg}}")],
  [30, "a way past the navigation, and landmarks", async ({ page, url }) => {
    await page.goto(url);
    return await page.locator("a.skip").count() === 1 && await page.locator("main").count() === 1;
  }],
  [31, "works without scripts", async ({ bare, url }) => {
    await bare.goto(url + "skills/index.html");
    await bare.locator(".items .what a").first().click();
    return await bare.locator("h1").count() === 1 && await bare.locator("#score").isVisible();
  }],
  [32, "can be installed, and what was visited can be read without a network", async ({ browser, folder, read }) => {
    // A server of its own, because it will go away.
    const types = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml" };
    const server = http.createServer((request, response) => {
      const file = path.join(folder, new URL(request.url, "http://x").pathname);
      response.writeHead(fs.existsSync(file) ? 200 : 404, { "content-type": types[file.split(".").pop()] || "application/octet-stream" });
      response.end(fs.existsSync(file) ? fs.readFileSync(file) : "");
    });
    await new Promise(done => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${server.address().port}/`;
    const page = await (await browser.newContext()).newPage();
    await page.goto(url + "index.html");
    await page.evaluate(async () => {
      await navigator.serviceWorker.register("sw.js");
      await navigator.serviceWorker.ready;
    });
    // The worker takes over from the next page on.
    await page.goto(url + "skills/pdf-forms.html", { waitUntil: "networkidle" });
    await page.goto(url + "search.html?q=forms", { waitUntil: "networkidle" });
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    await page.goto(url + "skills/pdf-forms.html");
    const heading = await page.locator("h1").innerText();
    const styled = await page.evaluate(() => getComputedStyle(document.querySelector(".entry")).display === "grid");
    await page.goto(url + "search.html?q=forms");
    const hits = await page.waitForSelector("#hits > li").then(() => true);
    const other = await page.goto(url + "skills/evil.html").then(() => true, () => false);
    await page.context().close();
    return heading === "pdf-forms" && styled && hits && !other && JSON.parse(read("site.webmanifest")).display === "standalone";
  }],
  [33, "an address holds the state", async context => {
    const { page, url } = context;
    await search(context, "q=forms&kind=skill&sort=score");
    return page.url().startsWith(url + "search.html?") && await page.locator("select[name=kind]").inputValue() === "skill"
      && await page.locator("#q").inputValue() === "forms";
  }],
  [34, "plots", context => has(context.read("statistics.html"), "<svg", "class=\"bars\"")],
  [35, "forms to report and to claim", context => has(context.read("skills/pdf-forms.html"), "issues/new?title=", "I maintain it")],
  [36, "why something is not listed", context => has(context.read("removed.html"), "Why is mine not listed?")],
  [37, "what is no longer kept up says so", context => has(context.read("skills/unlicensed.html"), "archived")],
  [38, "copies stand with their original, and can be disputed", context =>
    has(context.read("skills/pdf-forms.html"), "Copies", "It is no copy")],
  [39, "licences, and a filter for them", async context => {
    await search(context, "licence=MIT");
    return await context.page.locator("#hits > li").count() > 0 && has(context.read("licences/mit.html"), "MIT");
  }],
  [40, "owners' pages", context => has(context.read("owners/acme.html"), "<h1")],
  [41, "what is new and what was updated", context => has(context.read("index.html"), "Newly found", "Since the last build")
    && has(context.read("trending.html"), "New and well made", "Worked on")],
  [42, "when it was last verified", async ({ page, url }) => {
    await page.goto(url + "skills/pdf-forms.html", { waitUntil: "networkidle" });
    return /^\d{4}-\d\d-\d\d$/.test(await page.locator("#verified").innerText());
  }],
  [43, "a status page and its file", context =>
    json(context, "health.json").sources.length > 0
    && has(context.read("status.html"), "Sources", "Last builds", "Incidents", "Ninety days", "The next one is due")],
  [44, "what a maintainer could mend", context => has(context.read("owners/acme.html"), "For the maintainer")],
  [45, "one order in the site and in clients", async context => {
    const hits = await search(context, "q=pdf%20forms");
    return hits[0].includes("pdf-forms");
  }],
];
