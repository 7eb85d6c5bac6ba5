// Search over static files: see discovery.site.SearchIndex and Shards for the format, Terms for the terms.
"use strict";
const Search = (() => {
  const LONGEST = 32;
  const NAME_WORDS = 6;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
  // The words of discovery.search.Words that say how one asks.
  const STOP = new Set(("a about an and any are as at be by can could do does for from get give has have help helps how " +
    "i if in into is it its let lets like looking make me my need of on one or our out please should so some something " +
    "that the their them there these this those to up use using want way we what when where which who will with " +
    "without would you your").split(" "));
  // As discovery.search.Plan: so many entries are looked at for words, so many words of a question are read.
  const BUDGET = 6000;
  const WORDS = 24;
  // As discovery.search.Weights, where nothing is known of the meaning.
  const WEIGHT = { words: 1, name: 0.30, inName: 0.15 };
  // The first levels of a term of the name.
  const NAMED = 13;
  const utf8 = new TextDecoder();

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
      if (!UNSPACED.test(run)) return [run];
      return points.length === 1 ? [run] : points.slice(1).map((point, i) => points[i] + point);
    });
  }

  const key = text => runs(text).join(" ");

  // Changes of one letter, and two neighbours that changed places, each count one; more than `most` is most + 1.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let two = [];
    let one = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      for (let j = 1; j <= b.length; j++) {
        now[j] = Math.min(one[j] + 1, now[j - 1] + 1, one[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], two[j - 2] + 1);
      }
      two = one;
      one = now;
    }
    return one[b.length];
  }

  // get: path → promise of the file's bytes, unpacked.
  function index(get) {
    const kept = new Map();
    const once = (path, read) => {
      if (!kept.has(path)) {
        kept.set(path, get(path).then(read).catch(error => {
          kept.delete(path);
          throw error;
        }));
      }
      return kept.get(path);
    };

    const table = () => once("search/table.json", bytes => {
      const read = JSON.parse(utf8.decode(bytes));
      read.frequent = new Map(read.frequent.split("\n").map(line => line.split(" ")).map(([term, all]) => [term, +all]));
      return read;
    });

    const shard = (name, seq) => once("search/t/" + name + ".bin", bytes => {
      let at = 0;
      const varint = () => {
        let value = 0;
        for (let scale = 1; ; scale *= 128) {
          const octet = bytes[at++];
          value += (octet & 127) * scale;
          if (octet < 128) return value;
        }
      };
      if (varint() !== seq) throw new RangeError("another build");
      const found = new Map();
      let last = "";
      for (let left = varint(); left > 0; left--) {
        const shared = varint();
        const length = varint();
        last = last.slice(0, shared) + utf8.decode(bytes.subarray(at, at + length));
        at += length;
        found.set(last, varint());
      }
      for (const [term, length] of found) {
        found.set(term, at);
        at += length;
      }
      // The postings of a term: how many entries have it, and their levels by their numbers.
      return { terms: [...found.keys()], of: term => {
        if (!found.has(term)) return { all: 0, levels: new Map() };
        at = found.get(term);
        const mask = varint();
        const all = mask & 1 ? varint() : 0;
        const levels = new Map();
        for (let level = 20; level > 0; level--) {
          if (!(mask >> level & 1)) continue;
          let number = 0;
          for (let left = varint(); left > 0; left--) levels.set(number += varint(), level);
        }
        return { all: all || levels.size, levels };
      } };
    });

    // The shard in which a term would stand.
    async function place(term) {
      const { seq, drawers } = await table();
      const drawer = /[a-z0-9]/.test(term[0]) ? term[0] : "_";
      if (!drawers.includes(drawer)) return { terms: [], of: () => ({ all: 0, levels: new Map() }) };
      const starts = await once("search/s/" + drawer + ".bin", bytes => utf8.decode(bytes).split("\n"));
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = low + high >> 1;
        if (starts[middle] <= term) low = middle + 1; else high = middle;
      }
      return shard(drawer + Math.max(0, low - 1), seq);
    }

    const postings = async term => (await place(term)).of(term);

    // The frequent terms that begin with a character: [term, entries].
    async function near(first) {
      const { near } = await table();
      if (!first || !near.includes(first)) return [];
      return once("search/n/" + first + ".bin", bytes => utf8.decode(bytes).trim().split("\n").map(line => {
        const space = line.indexOf(" ");
        return [line.slice(0, space), +line.slice(space + 1)];
      }));
    }

    // How many entries have a term; the frequent ones are known without a look at their shard.
    const entries = async term => (await table()).frequent.get(term) || (await postings(term)).all;

    // What somebody meant who typed a word that the index does not know, as discovery.search.Spelling: at most two.
    async function guess(word, last) {
      const often = async (test, order) => (await near(word[0])).filter(([term]) => test(term)).sort(order);
      const complete = async () => {
        const begun = new Map(await often(term => term.startsWith(word)));
        const here = await place(word);
        for (const term of here.terms) {
          if (term.startsWith(word) && !term.includes(" ") && !begun.has(term)) begun.set(term, here.of(term).all);
        }
        return [...begun].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 2).map(([term]) => term);
      };
      const points = [...word];
      if (points.length < 4 || /^[0-9]+$/.test(word)) return last && points.length > 1 ? complete() : [];
      const most = points.length < 8 ? 1 : 2;
      const found = [];
      for (const first of new Set([points[0], points[1]])) {
        for (const [term, all] of await near(first)) {
          const apart = distance(word, term, most);
          if (apart <= most) found.push({ term, apart, other: term[0] === word[0] ? 0 : 1, all });
        }
      }
      if (!found.length) return last ? complete() : [];
      found.sort((a, b) => a.apart - b.apart || a.other - b.other || b.all - a.all || (a.term < b.term ? -1 : 1));
      return found.filter(each => each.apart === found[0].apart && each.all * 2 >= found[0].all).slice(0, 2)
        .map(each => each.term);
    }

    // Which words are looked up, the rarest first, as discovery.search.Plan.
    async function plan(text) {
      const all = [...new Set(terms(text))].slice(0, WORDS);
      const telling = all.filter(word => !STOP.has(word));
      const words = telling.length ? telling : all;
      const open = /[\p{L}\p{Nd}]$/u.test(text);
      const instead = [];
      const asked = new Set();
      await Promise.all(words.map(async word => {
        return await entries(word) ? [word] : guess(word, open && word === all.at(-1));
      })).then(meant => meant.forEach((list, i) => {
        list.forEach(term => asked.add(term));
        if (list.length && list[0] !== words[i]) instead.push([words[i], list[0]]);
      }));
      const known = (await Promise.all([...asked].map(async term => ({ term, all: await entries(term) }))))
        .filter(each => each.all).sort((a, b) => a.all - b.all || (a.term < b.term ? -1 : 1));
      let sum = 0;
      const looked = known.filter(({ all }, i) => (sum += all) <= BUDGET || i === 0);
      await Promise.all(looked.map(async each => each.levels = (await postings(each.term)).levels));
      return { asked, looked, instead, words };
    }

    async function column(name) {
      const { total } = await table();
      const bytes = await once("search/c/" + name + ".bin", each => each);
      const planes = bytes.length / total;
      return number => {
        let value = 0;
        for (let plane = planes - 1; plane >= 0; plane--) value = value * 256 + bytes[plane * total + number];
        return value;
      };
    }

    // filters: { kind, category, client, licence, safety, fresh, owner, tag, source } as words.
    async function sieve(filters) {
      const all = await table();
      const tests = [];
      const lists = { kind: all.kinds.map(each => each[0]), category: all.categories, client: all.clients,
        licence: ["", "other", ...all.licences], safety: all.safety, fresh: all.fresh };
      for (const [name, list] of Object.entries(lists)) {
        if (!filters[name]) continue;
        const value = await column(name);
        const place = list.indexOf(filters[name]);
        if (place < 0) tests.push(() => false);
        else if (name === "category" || name === "client") tests.push(number => value(number) >> place & 1);
        else if (name === "fresh") tests.push(number => value(number) > 0 && value(number) <= place);
        else if (name === "safety") tests.push(number => value(number) > 0 && value(number) <= place);
        else tests.push(number => value(number) === place);
      }
      for (const [name, mark] of [["owner", "@"], ["tag", "#"], ["source", "+"]]) {
        if (!filters[name]) continue;
        const { levels } = await postings(mark + key(filters[name]));
        tests.push(number => levels.has(number));
        tests.levels = levels;
      }
      return tests;
    }

    // What is thought of an entry without a question; its samples are given.
    function prior({ prior, step }, number) {
      const at = number / step;
      const low = prior[Math.floor(at)];
      const high = prior[Math.ceil(at)];
      return (low + ((high === undefined ? low : high) - low) * (at % 1)) / 100000;
    }

    // As discovery.search.Ranking: words, name and what is thought of the entry are summed. Trust and popularity order
    // matches, they make none. Copies are left out unless they are asked for.
    async function find(text, filters = {}, sort = "") {
      const all = await table();
      const { total, originals, worths } = all;
      const name = key(text);
      const spaces = name.split(" ").length;
      const [tests, { asked, looked, instead, words }, whole] = await Promise.all([sieve(filters), plan(text),
        name && spaces <= NAME_WORDS ? postings(spaces > 1 ? name : name + " ") : null]);
      const exact = new Set(whole ? whole.levels.keys() : []);
      const wanted = number => (filters.copies || number < originals) && tests.every(test => test(number));

      const hits = new Map();
      for (const { term, all: having, levels } of looked) {
        const idf = Math.max(1e-6, Math.log((total - having + 0.5) / (having + 0.5)));
        const telling = asked.has(term) ? 1 : 0;
        for (const [number, level] of levels) {
          const hit = hits.get(number) || { words: 0, named: 0 };
          hit.words += idf * worths[level - 1] / 10000;
          if (level >= NAMED) hit.named += telling;
          hits.set(number, hit);
        }
      }
      for (const number of exact) if (!hits.has(number)) hits.set(number, { words: 0, named: 0 });
      let numbers = [...hits.keys()].filter(wanted);
      if (!name && (sort || Object.values(filters).some(Boolean))) {
        numbers = (tests.levels ? [...tests.levels.keys()] : Array.from({ length: total }, (_, i) => i)).filter(wanted)
          .sort((a, b) => a - b);
      }
      let most = 0;
      for (const number of numbers) most = Math.max(most, hits.has(number) ? hits.get(number).words : 0);
      const hit = number => hits.get(number) || { words: 0, named: 0 };
      const share = number => most ? hit(number).words / most : 0;
      const value = number => WEIGHT.words * share(number) + prior(all, number)
        + (exact.has(number) ? WEIGHT.name + WEIGHT.inName : asked.size ? WEIGHT.inName * hit(number).named / asked.size : 0);
      const points = new Map(numbers.map(number => [number, value(number)]));
      numbers.sort((a, b) => points.get(b) - points.get(a) || a - b);
      if (sort === "score" || sort === "stars" || sort === "new" || sort === "updated") {
        const value = await column(sort);
        numbers.sort((a, b) => value(b) - value(a) || a - b);
      }
      if (sort === "name") {
        const named = new Map((await documents(numbers.slice(0, 200))).map((each, i) => [numbers[i], each.name]));
        numbers = [...named.keys()].sort((a, b) => named.get(a).localeCompare(named.get(b), "en") || a - b);
      }
      const has = (number, test) => looked.filter(({ levels }) => levels.has(number) && test(levels.get(number)))
        .map(({ term }) => term);
      return { numbers, instead, words, wanted, share, value, why: number => ({ exact: exact.has(number),
        name: has(number, level => level >= NAMED), text: has(number, level => level < NAMED) }) };
    }

    async function documents(numbers) {
      const { block, kinds } = await table();
      return Promise.all(numbers.map(async number => {
        const docs = await once("search/d/" + Math.floor(number / block) + ".bin",
          bytes => JSON.parse(utf8.decode(bytes)));
        const [kind, file, name, summary, score, stars, place, notes] = docs[number % block];
        const folder = kinds[kind][1] + "/" + file;
        return { kind: kinds[kind][0], path: notes & 8 ? "entry.html?e=" + folder : folder + ".html", name, summary, score, stars, place,
          copy: (notes & 1) > 0, archived: (notes & 2) > 0, alarm: (notes & 4) > 0 };
      }));
    }

    // How many of the numbers have each value: { kind: { skill: 3, … }, … }.
    async function counts(numbers) {
      const all = await table();
      const lists = { kind: all.kinds.map(each => each[0]), licence: ["", "other", ...all.licences],
        safety: all.safety, fresh: all.fresh, category: all.categories, client: all.clients };
      const sums = {};
      for (const [name, list] of Object.entries(lists)) {
        const value = await column(name);
        const many = name === "category" || name === "client";
        sums[name] = {};
        for (const number of numbers) {
          const own = value(number);
          list.forEach((word, place) => {
            const has = many ? own >> place & 1
              : name === "fresh" || name === "safety" ? own > 0 && own <= place : own === place;
            if (has) sums[name][word] = (sums[name][word] || 0) + 1;
          });
        }
      }
      return sums;
    }

    return { find, documents, counts, table };
  }

  return { terms, key, index, STOP };
})();
if (typeof module !== "undefined") module.exports = Search;
