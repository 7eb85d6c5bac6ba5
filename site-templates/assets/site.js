// Small comforts for every page; without this file everything still works.
"use strict";
(() => {
  const root = document.currentScript.dataset.root;
  // `/` goes to the search field, `c` copies the first command, `?` shows the keys, unless somebody is typing.
  document.addEventListener("keydown", event => {
    const typing = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (event.key === "/") {
      const field = document.getElementById("q");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "c") {
      const button = document.querySelector("button.copied");
      if (button) button.click();
    } else if (event.key === "?") {
      location.href = root + "how.html#keys";
    }
  });
  // A button to copy what is meant to be copied.
  if (navigator.clipboard) {
    for (const block of document.querySelectorAll("pre.copy")) {
      const text = block.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copied";
      button.textContent = "Copy";
      button.addEventListener("click", () => navigator.clipboard.writeText(text).then(
        () => { button.textContent = "Copied"; },
        () => { button.textContent = "Not copied"; }));
      block.classList.add("with");
      block.append(button);
    }
  }
  // The comparison needs scripts anyway: with one, it takes the likest along.
  const versus = document.querySelector("a.versus");
  if (versus) {
    for (const link of [...versus.closest("section").querySelectorAll(".short a")].slice(0, 3)) {
      versus.href += "&with=" + link.getAttribute("href").replace(/^(\.\.\/)*|\.html$/g, "");
    }
  }
  // When its sources last answered changes every night, so it stands in one file and not on every page.
  const verified = document.getElementById("verified");
  if (verified) {
    fetch(root + "health.json").then(answer => answer.json()).then(({ sources }) => {
      const own = verified.dataset.sources.split(" ");
      const days = sources.filter(each => own.includes(each.id) && each.day).map(each => each.day).sort();
      if (days.length) verified.textContent = days.at(-1);
    }).catch(() => {});
  }
  // What was visited can be read again without a network.
  if ("serviceWorker" in navigator && location.protocol === "https:") {
    navigator.serviceWorker.register(root + "sw.js").catch(() => {});
  }
})();
