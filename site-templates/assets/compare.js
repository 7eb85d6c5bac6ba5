// Entries beside each other, from their JSON; what is in it is put into the page with textContent only.
"use strict";
(async () => {
  const table = document.getElementById("versus");
  const state = document.getElementById("state");
  const asked = new URLSearchParams(location.search);
  const paths = [...asked.getAll("a"), ...asked.getAll("b"), ...asked.getAll("with")]
    .filter(path => /^[a-z]+\/[a-z0-9-]+$/.test(path)).slice(0, 4);
  if (!paths.length) {
    table.parentElement.hidden = true;
    state.textContent = state.dataset.none;
    return;
  }
  const cell = (name, text) => {
    const node = document.createElement(name);
    node.textContent = text;
    return node;
  };
  try {
    const entries = await Promise.all(paths.map(async path => {
      const answer = await fetch("api/" + path + ".json");
      const entry = answer.ok ? await answer.json() : await Records.load(path, +table.dataset.directories);
      if (!entry) throw new Error(answer.status + " " + path);
      return entry;
    }));
    const words = key => entries.map(entry => {
      const value = entry[key];
      if (value === undefined) return "–";
      if (key === "score") return (value / 100).toFixed(0);
      if (key === "findings") return value.map(each => each.severity + " " + each.rule).join(", ") || "–";
      return Array.isArray(value) ? value.join(", ") : String(value);
    });
    const head = document.createElement("tr");
    head.append(cell("td", ""));
    entries.forEach(entry => {
      const name = cell("th", "");
      name.scope = "col";
      const link = cell("a", entry.title || entry.name || entry.slug);
      link.href = /^[a-z]+\/[a-z0-9-]+\.html$|^entry\.html\?e=[a-z]+\/[a-z0-9-]+$/.test(entry.page) ? entry.page : "search.html";
      name.append(link);
      head.append(name);
    });
    table.append(head);
    for (const row of table.dataset.rows.split("|")) {
      const [key, label] = row.split("=");
      const line = document.createElement("tr");
      const name = cell("th", label);
      name.scope = "row";
      line.append(name, ...words(key).map(text => cell("td", text)));
      table.append(line);
    }
  } catch {
    state.textContent = state.dataset.failed;
  }
})();
