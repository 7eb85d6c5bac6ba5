// The search page. Whatever comes from the index is put into the page with textContent only.
"use strict";
(() => {
  const STEP = 10;
  const REST = 500;
  const FILTERS = ["kind", "category", "client", "licence", "safety", "fresh", "owner", "tag", "source", "copies"];
  const form = document.getElementById("search");
  const field = form.elements.q;
  const state = document.getElementById("state");
  const said = document.getElementById("said");
  const hits = document.getElementById("hits");
  const more = document.getElementById("more");
  const lists = document.getElementById("lists");
  const panel = document.getElementById("filters");
  const seq = form.dataset.seq;
  let asked = 0;
  let result = { numbers: [] };
  let waiting;
  let resting;
  let deeper;

  const get = async path => {
    const answer = await fetch(path + "?" + seq);
    if (!answer.ok) throw new Error(answer.status + " " + path);
    if (!path.endsWith(".bin")) return new Uint8Array(await answer.arrayBuffer());
    const plain = answer.body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  };
  const engine = Search.index(get);

  const make = (name, kind, text) => {
    const node = document.createElement(name);
    if (kind) node.className = kind;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  function bar(score) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const rect = document.createElementNS(space, "rect");
    svg.setAttribute("class", "bar");
    svg.setAttribute("aria-hidden", "true");
    rect.setAttribute("width", score + "%");
    svg.append(rect);
    return svg;
  }

  function because({ exact, name, text, meaning }, hit) {
    const parts = [];
    if (exact) parts.push(state.dataset.exact);
    else if (name.length) parts.push(state.dataset.inname + " " + name.join(", "));
    if (text.length) parts.push(state.dataset.intext + " " + text.join(", "));
    if (meaning) parts.push(state.dataset.meaning + " " + meaning(hit));
    parts.push(state.dataset.score + " " + hit.score);
    return parts.join(" · ");
  }

  function item(hit, why) {
    const what = make("p", "what");
    const link = make("a");
    link.href = hit.path;
    link.append(make("bdi", "", hit.name));
    what.append(link, " ", make("span", "kind " + hit.kind, hit.kind));
    for (const note of ["copy", "archived", "alarm"]) {
      if (hit[note]) what.append(" ", make("span", note === "alarm" ? "tag high" : "tag", state.dataset[note]));
    }
    const summary = make("p", "sum", hit.summary);
    summary.dir = "auto";
    const meta = make("p", "meta");
    if (hit.place) meta.append(make("bdi", "", hit.place));
    if (hit.stars !== null) meta.append(" ", make("span", "", "★ " + hit.stars.toLocaleString("en")));
    meta.append(" ", make("span", "because", because(why, hit)));
    const score = make("p", "score");
    score.append(make("b", "", hit.score), bar(hit.score));
    const line = make("li");
    line.append(what, summary, meta, score);
    return line;
  }

  const filters = () => Object.fromEntries(FILTERS.map(name => [name, form.elements[name].value.trim()]));

  function say(text, done) {
    state.textContent = text;
    lists.hidden = done;
  }

  async function show(call, from) {
    const numbers = result.numbers.slice(from, from + STEP);
    const found = await engine.documents(numbers);
    if (call !== asked) return;
    const lines = found.map((hit, i) => item(hit, result.why(numbers[i])));
    if (from) hits.append(...lines); else hits.replaceChildren(...lines);
    more.hidden = from + STEP >= result.numbers.length;
  }

  // How many results each choice leaves, once somebody looks at the choices.
  async function count(call) {
    if (!panel.open) return;
    const sums = await engine.counts(result.numbers);
    if (call !== asked) return;
    for (const [name, values] of Object.entries(sums)) {
      for (const option of form.elements[name].options) {
        if (!option.value) continue;
        option.textContent = option.dataset.label + " (" + (values[option.value] || 0).toLocaleString("en") + ")";
      }
    }
  }

  // What words leave open, meaning may find: once somebody rests who asked with several words, and reads no result yet.
  async function deepen(call) {
    const { meaning } = form.dataset;
    if (!meaning || form.elements.sort.value || result.words.length < 2) return;
    const { meanings } = await import(new URL(meaning, document.baseURI));
    deeper = deeper || meanings(get, (await engine.table()).seq);
    const found = await deeper(result);
    if (!found || call !== asked || hits.contains(document.activeElement) || hits.children.length > STEP) return;
    result = found;
    await show(call, 0);
    told(state.dataset.meant);
  }

  function told(many) {
    const { one, none } = state.dataset;
    const count = result.numbers.length;
    const asks = field.value.trim() || Object.values(filters()).some(Boolean) || form.elements.sort.value;
    say(!asks ? "" : !count ? none : count === 1 ? one : many.replace("#", count.toLocaleString("en")), count > 0);
  }

  async function run() {
    const call = ++asked;
    const text = field.value;
    const wanted = filters();
    const sort = form.elements.sort.value;
    const query = new URLSearchParams();
    if (text) query.set("q", text);
    for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
    if (sort) query.set("sort", sort);
    history.replaceState(null, "", query.size ? "?" + query : location.pathname);
    try {
      const found = await engine.find(text, wanted, sort);
      if (call !== asked) return;
      result = found;
      await show(call, 0);
      if (call !== asked) return;
      said.textContent = found.instead.map(([word, instead]) => state.dataset.instead
        .replace("#", word).replace("#", instead)).join(" ");
      told(state.dataset.many);
    } catch (error) {
      if (call !== asked) return;
      result = { numbers: [] };
      hits.replaceChildren();
      more.hidden = true;
      say(error instanceof RangeError ? state.dataset.old : state.dataset.failed, false);
      return;
    }
    await count(call).catch(() => {});
    clearTimeout(resting);
    resting = setTimeout(() => deepen(call).then(() => count(call)).catch(() => {}), REST);
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 80);
  });
  form.addEventListener("change", run);
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(waiting);
    run();
  });
  form.addEventListener("reset", () => setTimeout(run));
  panel.addEventListener("toggle", () => count(asked).catch(() => {}));
  more.addEventListener("click", async () => {
    const shown = hits.children.length;
    try {
      await show(asked, shown);
      const next = hits.children[shown];
      if (next) next.querySelector("a").focus();
    } catch {
      say(state.dataset.failed, false);
    }
  });

  // From the field into the results, and through them.
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, select, textarea");
    const step = event.key === "ArrowDown" || event.key === "j" && !typing ? 1
      : event.key === "ArrowUp" || event.key === "k" && !typing ? -1 : 0;
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    const links = [...hits.querySelectorAll(".what a")];
    const at = links.indexOf(document.activeElement);
    if (!links.length || typing && typing !== field) return;
    event.preventDefault();
    if (at === 0 && step < 0) field.focus(); else if (at >= 0 || step > 0) links[Math.min(at + step, links.length - 1)].focus();
  });

  async function start() {
    const given = new URLSearchParams(location.search);
    for (const option of form.querySelectorAll("option")) option.dataset.label = option.textContent;
    if (given.get("licence") || panel.open) await licences();
    field.value = given.get("q") || "";
    for (const name of [...FILTERS, "sort"]) {
      const control = form.elements[name];
      control.value = given.get(name) || "";
      if (control.selectedIndex < 0) control.value = "";
    }
    if (FILTERS.some(name => given.get(name))) panel.open = true;
    await run();
    if (!field.value) field.focus({ preventScroll: true });
  }

  // The frequent licences are named by the table alone.
  async function licences() {
    const select = form.elements.licence;
    if (select.options.length > 2) return;
    const { licences: names } = await engine.table();
    for (const name of names) {
      const option = make("option", "", name);
      option.value = name;
      option.dataset.label = name;
      select.append(option);
    }
  }
  panel.addEventListener("toggle", () => licences().then(() => count(asked)).catch(() => {}));
  start();
})();
