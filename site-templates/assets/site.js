// Small comforts for every page; without this file everything still works.
"use strict";
(() => {
  // `/` goes to the search field, unless somebody is typing.
  document.addEventListener("keydown", event => {
    const typing = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    const field = document.getElementById("q");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  // A button to copy what is meant to be copied.
  if (!navigator.clipboard) return;
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
})();
