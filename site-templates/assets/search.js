// Search over static files: see discovery.site.SearchIndex for the format, discovery.site.Terms for the terms.
// Whatever comes from the index is put into the page with textContent only.
"use strict";
const Search = (() => {
  const LONGEST = 32;
  const STEP = 20;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

  // The same as Terms.java, rule by rule.
  function runs(text) {
    const folded = text.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "");
    const found = [];
    for (const word of folded.match(/[\p{L}\p{Nd}]+/gu) || []) {
      let run = [];
      for (const point of word) {
        if (run.length && UNSPACED.test(point) !== UNSPACED.test(run[0])) {
          found.push(run.slice(0, LONGEST).join(""));
          run = [];
        }
        run.push(point);
      }
      found.push(run.slice(0, LONGEST).join(""));
    }
    return found;
  }

  // A question's terms: of a run without spaces only the pairs, they say more than the single characters.
  function terms(text) {
    return runs(text).flatMap(run => {
      const points = [...run];
      if (!UNSPACED.test(run) || points.length === 1) return [run];
      return points.slice(1).map((point, i) => points[i] + point);
    });
  }

  const key = text => runs(text).join(" ");

  const shard = term => [...term].slice(0, 2)
    .map(point => /[a-z0-9]/.test(point) ? point : "-" + point.codePointAt(0).toString(16)).join("");

  function sums(differences) {
    let last = 0;
    return differences.map(difference => last += difference);
  }

  // get: path → promise of the file's JSON. Results are document numbers, which are ranks.
  function index(get) {
    let table;

    async function postings(term, prefix) {
      const name = shard(term);
      const found = new Map();
      if (!(await contents()).shards.includes(name)) return found;
      const all = (await get("search/terms/" + name + ".json")).terms;
      const matching = prefix ? Object.keys(all).filter(each => each.startsWith(term))
        : Object.hasOwn(all, term) ? [term] : [];
      for (const each of matching) {
        const [names, elsewhere] = all[each];
        for (const number of sums(names)) found.set(number, true);
        for (const number of sums(elsewhere)) if (!found.has(number)) found.set(number, false);
      }
      return found;
    }

    async function exact(text) {
      const whole = key(text);
      const name = shard(whole);
      if (!whole || !(await contents()).shards.includes(name)) return [];
      const names = (await get("search/terms/" + name + ".json")).names;
      return Object.hasOwn(names, whole) ? sums(names[whole]) : [];
    }

    const contents = () => table || (table = get("search/index.json"));

    // Exact names first, then those with every word in the name, then all others with every word; each by rank.
    async function find(text, kind) {
      const words = terms(text);
      if (!words.length) return [];
      const last = words.length - 1;
      const open = !/[^\p{L}\p{Nd}\p{M}]$/u.test(text);
      const [whole, ...lists] = await Promise.all([
        exact(text),
        ...words.map((word, i) => postings(word, i === last && open && [...word].length > 1))]);
      lists.sort((a, b) => a.size - b.size);
      const named = [];
      const others = [];
      const first = new Set(whole);
      for (const number of lists[0].keys()) {
        if (first.has(number) || !lists.every(list => list.has(number))) continue;
        (lists.every(list => list.get(number)) ? named : others).push(number);
      }
      const byRank = (a, b) => a - b;
      let all = [...whole, ...named.sort(byRank), ...others.sort(byRank)];
      if (kind) {
        const wanted = (await contents()).kinds.findIndex(each => each[0] === kind);
        const kinds = (await get("search/kinds.json")).kinds;
        all = all.filter(number => kinds.charCodeAt(number) - 48 === wanted);
      }
      return all;
    }

    async function documents(numbers) {
      const { block, kinds } = await contents();
      return Promise.all(numbers.map(async number => {
        const { docs } = await get("search/docs/" + Math.floor(number / block) + ".json");
        const [kind, file, name, summary, score, stars, place, notes] = docs[number % block];
        return { kind: kinds[kind][0], path: kinds[kind][1] + "/" + file + ".html", name, summary, score, stars, place,
          copy: (notes & 1) > 0, archived: (notes & 2) > 0, alarm: (notes & 4) > 0 };
      }));
    }

    return { find, documents };
  }

  function page() {
    const form = document.getElementById("search");
    const field = form.elements.q;
    const kind = form.elements.kind;
    const state = document.getElementById("state");
    const hits = document.getElementById("hits");
    const more = document.getElementById("more");
    const lists = document.getElementById("lists");
    const seq = form.dataset.seq;
    const files = new Map();
    let asked = 0;
    let numbers = [];

    const { find, documents } = index(path => {
      if (!files.has(path)) {
        files.set(path, fetch(path + "?" + seq).then(async answer => {
          if (!answer.ok) throw new Error(answer.status + " " + path);
          const json = await answer.json();
          if (String(json.seq) !== seq) throw new RangeError("another build");
          return json;
        }).catch(error => {
          files.delete(path);
          throw error;
        }));
      }
      return files.get(path);
    });

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

    function item(hit) {
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
      meta.append(make("bdi", "", hit.place));
      if (hit.stars !== null) meta.append(" ", make("span", "", "★ " + hit.stars.toLocaleString("en")));
      const score = make("p", "score");
      score.append(make("b", "", hit.score), bar(hit.score));
      const line = make("li");
      line.append(what, summary, meta, score);
      return line;
    }

    function say(text, done) {
      state.textContent = text;
      lists.hidden = done;
    }

    async function show(call, from) {
      const found = await documents(numbers.slice(from, from + STEP));
      if (call !== asked) return;
      const lines = found.map(item);
      if (from) hits.append(...lines); else hits.replaceChildren(...lines);
      more.hidden = from + STEP >= numbers.length;
    }

    async function run() {
      const call = ++asked;
      const text = field.value;
      const query = new URLSearchParams();
      if (text) query.set("q", text);
      if (kind.value) query.set("kind", kind.value);
      history.replaceState(null, "", query.size ? "?" + query : location.pathname);
      try {
        const found = await find(text, kind.value);
        if (call !== asked) return;
        numbers = found;
        await show(call, 0);
        if (call !== asked) return;
        const { one, many, none } = state.dataset;
        const count = numbers.length;
        say(!text.trim() ? "" : !count ? none : count === 1 ? one : many.replace("#", count.toLocaleString("en")),
          count > 0);
      } catch (error) {
        if (call !== asked) return;
        numbers = [];
        hits.replaceChildren();
        more.hidden = true;
        say(error instanceof RangeError ? state.dataset.old : state.dataset.failed, false);
      }
    }

    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(run, 150);
    });
    kind.addEventListener("change", run);
    form.addEventListener("submit", event => {
      event.preventDefault();
      clearTimeout(waiting);
      run();
    });
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

    const given = new URLSearchParams(location.search);
    field.value = given.get("q") || "";
    kind.value = given.get("kind") || "";
    if (kind.selectedIndex < 0) kind.value = "";
    run();
    if (!field.value) field.focus();
  }

  return { terms, key, shard, index, page };
})();
if (typeof document === "undefined") module.exports = Search; else Search.page();
