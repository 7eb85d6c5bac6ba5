// What the site's search finds by words, and with what it knows of meaning: node meaning.mjs SITE QUESTIONS OUT. Two
// lines a question: the addresses of what is found, in order. One JSON object a figure on stdout.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import zlib from "node:zlib";

const MOST = 3000;
const [site, asked, out] = process.argv.slice(2);
const questions = fs.readFileSync(asked, "utf8").trim().split("\n");
fs.copyFileSync(path.join(site, "assets/search.js"), path.join(site, "search.cjs"));
fs.copyFileSync(path.join(site, "assets/meaning.js"), path.join(site, "meaning.mjs"));
const Search = createRequire(import.meta.url)(path.join(site, "search.cjs"));
const { meanings } = await import(path.join(site, "meaning.mjs"));
const code = zlib.gzipSync(fs.readFileSync(path.join(site, "assets/meaning.js")), { level: 6 }).length;
let bytes = 0;
const get = async name => {
  const read = fs.readFileSync(path.join(site, name));
  bytes += read.length;
  return name.endsWith(".bin") ? zlib.gunzipSync(read) : read;
};
const { total, seq, block, kinds } = JSON.parse(fs.readFileSync(path.join(site, "search/table.json"), "utf8"));
const addresses = [];
for (let i = 0; i * block < total; i++) {
  for (const [kind, file] of JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(site, `search/d/${i}.bin`))))) {
    addresses.push(kinds[kind][1] + "/" + file + ".html");
  }
}

// As the page does: of a single word, the words are the meaning.
async function ask(question, engine, deepen) {
  const words = await engine.find(question);
  await engine.documents(words.numbers.slice(0, 10));
  bytes = 0;
  const found = words.words.length > 1 && await deepen(words);
  if (found) await engine.documents(found.numbers.slice(0, 10));
  return { words, found: found || words, meant: Boolean(found), bytes };
}

const lines = [];
const first = [];
const later = [];
const stays = Search.index(get);
const known = meanings(get, seq);
for (const question of questions) {
  const { words, found, meant, bytes } = await ask(question, Search.index(get), meanings(get, seq));
  for (const { numbers } of [words, found]) lines.push(numbers.slice(0, MOST).map(number => addresses[number]).join(" "));
  if (meant) first.push(bytes + code);
  const again = await ask(question, stays, known);
  if (again.meant) later.push(again.bytes);
}
fs.writeFileSync(out, lines.join("\n") + "\n");
const middle = (list, share) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)];
const figure = (metric, value) => console.log(JSON.stringify({ metric, value }));
figure("meaning_first_bytes_p50", middle(first, 0.5));
figure("meaning_first_bytes_p95", middle(first, 0.95));
figure("meaning_later_bytes_p50", middle(later, 0.5));
figure("meaning_later_bytes_p95", middle(later, 0.95));
