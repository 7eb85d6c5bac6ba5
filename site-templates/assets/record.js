// Entries that stand in blocks of records (discovery.site.Records): found by their address, and shown by entry.html.
// Whatever comes from the index is put into the page with textContent only.
"use strict";
const Records = (() => {
  const packed = async path => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(answer.status + " " + path);
    return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
  };
  function mark(text) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash >>> 0;
  }

  // FOLDER/NAME → its record, or null; root: the way to the site's root.
  async function load(address, directories, root = "") {
    if (!directories || !/^[a-z]+\/[a-z0-9-]+$/.test(address)) return null;
    const lines = await packed(root + "records/d/" + mark(address) % directories + ".bin");
    const line = lines.split("\n").find(each => each.startsWith(address + " "));
    if (!line) return null;
    const block = JSON.parse(await packed(root + "records/b/" + line.slice(address.length + 1) + ".bin"));
    return block.find(each => each.page === "entry.html?e=" + address) || null;
  }
  return { load };
})();
(async () => {
  // An entry that lost its page keeps its address.
  const lost = document.getElementById("lost");
  if (lost) {
    const [, address] = location.pathname.match(/([a-z]+\/[a-z0-9-]+)(?:\.html)?$/) || [];
    const { directories, root } = lost.dataset;
    if (address && await Records.load(address, +directories, root).catch(() => null)) {
      location.replace(root + "entry.html?e=" + address);
    }
  }
  const page = document.getElementById("record");
  if (!page) return;
  const state = document.getElementById("state");
  const said = page.dataset;
  const make = (name, kind, text) => {
    const node = document.createElement(name);
    if (kind) node.className = kind;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const section = (heading, ...nodes) => {
    const node = make("section");
    node.append(make("h2", "", heading), ...nodes);
    page.append(node);
  };
  const list = (rows, value) => {
    const node = make("dl", "asks");
    for (const row of rows.split("|")) {
      const [key, label] = row.split("=");
      const text = value(key);
      if (text !== undefined && text !== "") node.append(make("dt", "", label), make("dd", "", text));
    }
    return node;
  };
  let entry;
  try {
    entry = await Records.load(new URLSearchParams(location.search).get("e") || "", +said.directories);
  } catch {
    state.textContent = state.dataset.failed;
    return;
  }
  if (!entry) {
    state.textContent = state.dataset.none;
    return;
  }
  const title = entry.title || entry.name || entry.slug;
  const what = make("p", "what");
  what.append(make("span", "kind " + entry.kind, entry.kind), " ", make("b", "num", entry.message), " ", said.of);
  document.title = title + " · " + entry.kind;
  document.querySelector("h1").textContent = title;
  page.append(what, make("p", "lede", entry.description || said.undescribed));
  for (const { how, text } of entry.install) {
    const block = make("pre", "copy");
    block.append(make("code", "", text));
    section(said.install, make("p", "", how), block);
  }
  const join = key => [].concat(entry[key] === undefined ? [] : entry[key]).join(", ");
  const asks = list(said.asks, join);
  section(said.does, asks.children.length ? asks : make("p", "", said.nothing));
  const findings = make("ul", "findings");
  for (const { rule, severity, line, excerpt } of entry.findings) {
    const item = make("li");
    const head = make("p");
    head.append(make("span", "tag " + severity, severity), " ", rule);
    const block = make("pre");
    block.append(make("code", "", line + "  " + excerpt));
    block.tabIndex = 0;
    item.append(head, block);
    findings.append(item);
  }
  section(said.safety, entry.findings.length ? findings : make("p", "", said.safe));
  const parts = make("table", "parts");
  for (const { name, value, weight, evidence } of entry.parts) {
    const row = make("tr");
    const head = make("th", "", name);
    head.scope = "row";
    row.append(head, make("td", "num", value === undefined ? said.unknown : Math.round(value / 100)),
      make("td", "num", "× " + weight), make("td", "", evidence));
    parts.append(row);
  }
  section(said.score, parts);
  const facts = list(said.facts, join);
  section(said.from, facts);
  if (/^[\w.-]+\/[\w.-]+$/.test(entry.place)) {
    const link = make("a", "", "https://github.com/" + entry.place);
    link.href = link.textContent;
    link.rel = "nofollow noopener ugc";
    const line = make("p");
    line.append(link);
    facts.after(line);
  }
  state.remove();
})();
