// A small client of the static search: node client.mjs SITE WORD… prints the entries that have all of the words.
import { gunzipSync } from "node:zlib";
const [site, ...words] = process.argv.slice(2);
const get = async path => {
  const answer = await fetch(site + path);
  if (!answer.ok) throw new Error(answer.status + " " + path);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return path.endsWith(".bin") ? gunzipSync(bytes) : bytes;
};
const table = JSON.parse(await get("search/table.json"));
async function postings(term) {
  const drawer = /[a-z0-9]/.test(term[0]) ? term[0] : "_";
  const starts = (await get(`search/s/${drawer}.bin`)).toString().split("\n");
  const shard = await get(`search/t/${drawer}${Math.max(0, starts.findLastIndex(start => start <= term))}.bin`);
  let at = 0;
  const number = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const octet = shard[at++];
      value += (octet & 127) * scale;
      if (octet < 128) return value;
    }
  };
  number(); // the build
  const lengths = new Map();
  for (let left = number(), last = ""; left > 0; left--) {
    last = last.slice(0, number());
    const length = number();
    last += shard.toString("utf8", at, at += length);
    lengths.set(last, number());
  }
  for (const [known, length] of lengths) if (known === term) break; else at += length;
  const found = new Set();
  if (!lengths.has(term)) return found;
  const mask = number();
  if (mask & 1) number(); // how many have it, where not all are listed
  for (let level = 20; level > 0; level--) {
    if (mask >> level & 1) for (let left = number(), entry = 0; left > 0; left--) found.add(entry += number());
  }
  return found;
}
const lists = await Promise.all(words.map(word => postings(word.toLowerCase())));
const all = [...lists[0]].filter(entry => lists.every(list => list.has(entry))).sort((a, b) => a - b).slice(0, 10);
for (const entry of all) {
  const block = JSON.parse(await get(`search/d/${Math.floor(entry / table.block)}.bin`));
  const [kind, file, name] = block[entry % table.block];
  console.log(name + "\t" + site + table.kinds[kind][1] + "/" + file + ".html");
}
