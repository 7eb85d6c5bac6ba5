// Search by meaning over static files, for what words leave open: see discovery.site.MeaningFiles for the format,
// discovery.search.Distilled for what is near, discovery.search.Ranking for the order.
const FAR = 0.05;
const WEIGHT = 0.25;
const FOUND = 0.5;
const UNKNOWN = 0.75;
const MOST = 150;
const SENTENCE = 3;
const NAMED = 0.28;
const OFFERED = 4;
const FIRST = 10;
const utf8 = new TextDecoder();

function reader(bytes, seq) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const octet = bytes[at++];
      value += (octet & 127) * scale;
      if (octet < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    return utf8.decode(bytes.subarray(at, at += length));
  };
  const code = dims => {
    const from = at;
    at += dims / 2;
    return Int8Array.from({ length: dims }, (_, i) => (bytes[from + (i >> 1)] >> i % 2 * 4 & 15) - 8);
  };
  if (number() !== seq) throw new RangeError("another build");
  return { number, text, code, more: () => at < bytes.length };
}

function cosine(code, sum) {
  let product = 0;
  let own = 0;
  let other = 0;
  for (let i = 0; i < sum.length; i++) {
    product += code[i] * sum[i];
    own += code[i] * code[i];
    other += sum[i] * sum[i];
  }
  return own && other ? product / (Math.sqrt(own) * Math.sqrt(other)) : 0;
}

const product = (one, other) => one.reduce((sum, value, i) => sum + value * other[i], 0);

// get: as Search.index has it. Gives what puts the answers of words in the order of words and meaning.
export function meanings(get, seq) {
  const kept = new Map();
  const file = (name, read) => {
    if (!kept.has(name)) {
      kept.set(name, get("search/m/" + name + ".bin").then(bytes => read(reader(bytes, seq))).catch(error => {
        kept.delete(name);
        throw error;
      }));
    }
    return kept.get(name);
  };

  const head = () => file("head", from => {
    const all = { dims: from.number(), files: from.number(), loaded: from.number(), clusters: [] };
    while (from.more()) all.clusters.push({ name: "c" + all.clusters.length, size: from.number(), centre: from.code(all.dims) });
    return all;
  });

  async function word(text, { files, dims }) {
    let hash = 0;
    for (let i = 0; i < text.length; i++) hash = Math.imul(31, hash) + text.charCodeAt(i) | 0;
    const known = await file("w" + (hash >>> 0) % files, from => {
      const all = new Map();
      while (from.more()) all.set(from.text(), { weight: from.number(), code: from.code(dims) });
      return all;
    });
    return { text, ...known.get(text) };
  }

  // The nearest clusters: [number, { code, about }], until there are enough entries.
  async function entries(sum, { clusters, loaded, dims }) {
    const near = clusters.map(each => [each, cosine(each.centre, sum)]).sort((a, b) => b[1] - a[1]);
    let all = 0;
    const taken = near.filter(([{ size }], i) => (all += size) <= loaded || i === 0);
    return (await Promise.all(taken.map(([{ name }]) => file(name, from => {
      const about = from.text().split(" ");
      let number = 0;
      const numbers = Array.from({ length: from.number() }, () => number += from.number());
      return numbers.map(each => [each, { code: from.code(dims), about }]);
    })))).flat();
  }

  // Things of a name that the question may be about, the nearest first. Who names one looks for no other, and where an
  // entry has all words, nothing is left open.
  async function named(meant, sum, best, { numbers, why }, { dims }) {
    const answers = ({ name, text }) => [...meant].every(word => name.includes(word) || text.includes(word));
    if (meant.size < SENTENCE || best <= FAR || numbers.some(number => answers(why(number)))) return [];
    const things = await file("named", from => {
      const sure = from.number();
      const all = [];
      while (from.more()) {
        all.push({ about: [from.text()], weight: from.number(), sure, code: from.code(dims),
          numbers: Array.from({ length: from.number() }, from.number) });
      }
      return all;
    });
    if (things.some(({ about }) => meant.has(about[0]))) return [];
    return things.map(each => ({ ...each, near: cosine(each.code, sum) * each.weight / each.sure }))
      .filter(({ near }) => near > 0 && near >= NAMED * best).sort((a, b) => b.near - a.near).slice(0, OFFERED);
  }

  // Each thing that is not among the first gets a place there for its best entry, as discovery.search.Offering.
  function offered(numbers, things) {
    const first = numbers.slice(0, FIRST - things.length);
    const offers = new Map();
    for (const thing of things) {
      const best = numbers.find(number => thing.numbers.includes(number));
      if (best !== undefined && !offers.has(best) && !first.some(number => thing.numbers.includes(number))) {
        offers.set(best, thing);
      }
    }
    return offers;
  }

  // found: what Search found by words. Null where nothing is known of the meaning of these words.
  return async found => {
    const all = await head();
    const meant = new Set(found.words.map(each => (found.instead.find(([typed]) => typed === each) || [each]).at(-1)));
    const words = (await Promise.all([...meant].map(each => word(each, all)))).filter(each => each.code);
    if (!words.length) return null;
    const sum = new Array(all.dims).fill(0);
    for (const { weight, code } of words) code.forEach((value, i) => sum[i] += weight * value);
    const near = new Map(await entries(sum, all));
    let best = 0;
    for (const each of near.values()) best = Math.max(best, each.cosine = cosine(each.code, sum));
    const isNear = number => near.has(number) && near.get(number).cosine > 0 && near.get(number).cosine >= FOUND * best;
    const nearest = [...near].filter(([number]) => isNear(number) && found.wanted(number))
      .sort((a, b) => b[1].cosine - a[1].cosine || a[0] - b[0]).slice(0, MOST);
    const cosines = new Map(nearest.map(([number, each]) => [number, each.cosine]));
    const things = await named(meant, sum, best, found, all);
    for (const number of [...found.numbers, ...things.flatMap(({ numbers }) => numbers.filter(found.wanted))]) {
      if (!cosines.has(number)) cosines.set(number, near.has(number) ? near.get(number).cosine : UNKNOWN * best);
    }
    let most = 0;
    for (const each of cosines.values()) most = Math.max(most, each);
    if (most <= FAR) return null;
    const share = number => Math.min(1, Math.max(0, (cosines.get(number) - FAR) / (most - FAR)));
    const points = new Map([...cosines.keys()].map(number => [number,
      found.value(number) + WEIGHT * (share(number) - found.share(number))]));
    const ranked = [...points.keys()].sort((a, b) => points.get(b) - points.get(a) || a - b);
    const offers = offered(ranked, things);
    const numbers = ranked.filter(number => !offers.has(number));
    numbers.splice(FIRST - offers.size, 0, ...offers.keys());
    // The word of the question that is nearest to the entry, and its thing's name, or what its cluster is about, if it can be, in
    // the entry's own words.
    const reason = number => ({ name, summary }) => {
      const { code, about } = offers.get(number) || near.get(number);
      const own = (name + " " + summary).toLowerCase();
      const others = about.filter(each => !meant.has(each));
      const [{ text }] = [...words].sort((a, b) => b.weight * product(b.code, code) - a.weight * product(a.code, code));
      return text + " ~ " + (others.find(each => own.includes(each)) || others[0] || text);
    };
    return { ...found, numbers, why: number => ({ ...found.why(number),
      meaning: (offers.has(number) || isNear(number)) && reason(number) }) };
  };
}
