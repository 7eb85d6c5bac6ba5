// Search over static files: see discovery.site.SearchIndex and Shards for the format, Terms for the terms.
"use strict";
const Search = (() => {
  const LONGEST = 32;
  const NAME_WORDS = 6;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
  const STOP = new Set(("a about all an and any are as at be by can do for from get have help how i if in into is it " +
    "its like make me my need of on or our so some something that the their them then there these they this to use " +
    "user using want was we what when where which will with you your").split(" "));
  // What a term of each level is worth: 1 to 3 stand in the text, 4 to 7 in the name.
  const WORTH = [0, 1, 1.5, 2.1, 2.5, 3, 3.6, 4.2];
  const NAMED = 4;
  // A whole beginning is worth this share of a word that was finished.
  const BEGUN = 0.5;
  // So many words are tried for a beginning.
  const MANY = 3;
  // How much the best of all entries gains on the last of all.
  const PRIOR = 0.35;
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

  function singular(term) {
    if (term.length < 4 || !term.endsWith("s") || /(ss|us|is)$/.test(term)) return term;
    if (term.length > 4 && term.endsWith("ies")) return term.slice(0, -3) + "y";
    return term.slice(0, /(xes|ches|shes|sses)$/.test(term) ? -2 : -1);
  }

  // A question's terms: of a run without spaces only the pairs, they say more than the single characters.
  function terms(text) {
    return runs(text).flatMap(run => {
      const points = [...run];
      if (!UNSPACED.test(run)) return [singular(run)];
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
      read.shards = read.shards.split("\n");
      return read;
    });

    const shard = (number, seq) => once("search/t/" + number + ".bin", bytes => {
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
        const mask = bytes[at++];
        const all = mask & 1 ? varint() : 0;
        const levels = new Map();
        for (let level = 7; level > 0; level--) {
          if (!(mask >> level & 1)) continue;
          let number = 0;
          for (let left = varint(); left > 0; left--) levels.set(number += varint(), level);
        }
        return { all: all || levels.size, levels };
      } };
    });

    // The shard in which a term would stand.
    async function place(term) {
      const { shards, seq } = await table();
      let low = 0;
      let high = shards.length;
      while (low < high) {
        const middle = low + high >> 1;
        if (shards[middle] <= term) low = middle + 1; else high = middle;
      }
      return low ? shard(low - 1, seq) : { terms: [], of: () => ({ all: 0, levels: new Map() }) };
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

    // A word as it may be meant: { word, found: [[term, share, postings]], instead }.
    async function meant(word, open) {
      const here = await place(word);
      const known = here.of(word);
      const found = known.all ? [[word, 1, known]] : [];
      if (open && word.length > 1) {
        const begins = term => term !== word && term.startsWith(word) && !term.includes(" ");
        let begun = here.terms.filter(begins).map(term => [term, here.of(term)]);
        if (!known.all && begun.length < MANY) {
          const often = (await near(word[0])).filter(([term]) => begins(term)).sort((a, b) => b[1] - a[1]).slice(0, MANY);
          begun = begun.concat(await Promise.all(often.filter(([term]) => !begun.some(each => each[0] === term))
            .map(async ([term]) => [term, await postings(term)])));
        }
        begun.sort((a, b) => b[1].all - a[1].all);
        for (const [term, own] of begun.slice(0, MANY)) found.push([term, BEGUN, own]);
      }
      if (found.length || word.length < 4) return { word, found };
      const most = word.length < 7 ? 1 : 2;
      let best;
      for (const first of new Set([word[0], word[1]])) {
        for (const [term, entries] of await near(first)) {
          const apart = distance(word, term, most);
          if (apart <= most && (!best || apart < best.apart || apart === best.apart && entries > best.entries)) {
            best = { term, apart, entries };
          }
        }
      }
      return best ? { word, found: [[best.term, 1, await postings(best.term)]], instead: best.term } : { word, found };
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

    // Exact names first, then by the worth of the words that match; of alike ones the better entry first. Trust and
    // popularity order matches, they make none.
    async function find(text, filters = {}, sort = "") {
      const { total } = await table();
      const asked = [...new Set(terms(text))];
      const said = asked.filter(term => !STOP.has(term));
      const words = said.length ? said : asked;
      const open = /[\p{L}\p{Nd}\p{M}]$/u.test(text);
      const last = terms(text).at(-1);
      const name = key(text);
      const count = name.split(" ").length;
      const exact = count > 1 && count <= NAME_WORDS ? postings(name) : null;
      const [tests, whole, ...groups] = await Promise.all([
        sieve(filters), exact, ...words.map(word => meant(word, open && word === last))]);

      const worth = new Map();
      // What a beginning stands for is worth no more than the word itself, where that is one.
      const weights = groups.map(({ found }) => found.length
        ? found[0][1] === 1 ? idf(total, found[0][2].all) : Math.max(...found.map(each => idf(total, each[2].all)))
        : idf(total, 0));
      const sum = weights.reduce((a, b) => a + b, 0);
      groups.forEach((group, i) => {
        const best = new Map();
        for (const [, share, { all, levels }] of group.found) {
          const weight = share * Math.min(weights[i], idf(total, all));
          for (const [number, level] of levels) {
            const gain = weight * WORTH[level];
            if (gain > (best.get(number) || 0)) best.set(number, gain);
          }
        }
        for (const [number, gain] of best) {
          const hit = worth.get(number) || { gain: 0, covered: 0 };
          hit.gain += gain;
          hit.covered += weights[i];
          worth.set(number, hit);
        }
      });
      let numbers = words.length ? [...worth.keys()]
        : Object.values(filters).some(Boolean) || sort
          ? tests.levels ? [...tests.levels.keys()] : Array.from({ length: total }, (_, i) => i) : [];
      const first = new Set(whole ? whole.levels.keys() : []);
      if (words.length === 1 && count === 1) {
        for (const [term, share, { levels }] of groups[0].found) {
          if (share === 1) for (const [number, level] of levels) if (level === 7) first.add(number);
        }
      }
      for (const number of first) if (!worth.has(number)) numbers.push(number);
      numbers = numbers.filter(number => tests.every(test => test(number)));
      const points = new Map(numbers.map(number => {
        const hit = worth.get(number);
        const value = hit ? hit.gain * (hit.covered / sum) * (1 + PRIOR * (1 - number / total)) : 0;
        return [number, (first.has(number) ? 1e6 : 0) + value];
      }));
      const better = (a, b) => points.get(b) - points.get(a) || a - b;
      numbers.sort(better);
      if (sort === "score") numbers.sort((a, b) => a - b);
      if (sort === "stars" || sort === "new" || sort === "updated") {
        const value = await column(sort);
        numbers.sort((a, b) => value(b) - value(a) || a - b);
      }
      if (sort === "name") {
        const named = new Map((await documents(numbers.slice(0, 200))).map((each, i) => [numbers[i], each.name]));
        numbers = [...named.keys()].sort((a, b) => named.get(a).localeCompare(named.get(b), "en") || a - b);
      }
      const instead = groups.filter(group => group.instead).map(group => [group.word, group.instead]);
      return { numbers, instead, why: number => ({
        exact: first.has(number),
        name: matched(groups, number, level => level >= NAMED),
        text: matched(groups, number, level => level < NAMED) }) };
    }

    const matched = (groups, number, test) => groups.flatMap(group => group.found
      .filter(([, , { levels }]) => levels.has(number) && test(levels.get(number))).map(([term]) => term).slice(0, 1));

    const idf = (total, all) => Math.log(1 + (total - all + 0.5) / (all + 0.5));

    async function documents(numbers) {
      const { block, kinds } = await table();
      return Promise.all(numbers.map(async number => {
        const docs = await once("search/d/" + Math.floor(number / block) + ".bin",
          bytes => JSON.parse(utf8.decode(bytes)));
        const [kind, file, name, summary, score, stars, place, notes] = docs[number % block];
        return { kind: kinds[kind][0], path: kinds[kind][1] + "/" + file + ".html", name, summary, score, stars, place,
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
