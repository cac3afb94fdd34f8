"use strict";
(() => {
  const form = document.getElementById("filter");
  const cards = [...document.querySelectorAll(".dispute")];

  /* A target in something folded is unfolded first. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let folded = false;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) {
      folded = folded || !box.open;
      box.open = true;
    }
    const card = target.closest(".dispute");
    if (card && card.hidden && form) { form.reset(); filter(); folded = true; }
    if (folded) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  const filter = () => {
    const words = form.elements["f-text"].value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = form.elements["f-kind"].value;
    const level = form.elements["f-level"].value;
    const stance = form.elements["f-stance"].value;
    const active = Boolean(words.length || kind || level || stance);
    let shown = 0;
    for (const { card, text } of texts) {
      const fits = words.every((word) => text.includes(word)) &&
        (!kind || card.dataset.kind === kind) && (!level || card.dataset.level === level) &&
        (!stance || card.dataset.stances.split(" ").includes(stance));
      card.hidden = !fits;
      shown += fits;
      const entry = entries.get(card.id);
      if (entry) entry.hidden = !fits;
    }
    for (const story of document.querySelectorAll(".story")) {
      const inner = [...story.querySelectorAll(".dispute")];
      const none = active && inner.every((card) => card.hidden);
      story.hidden = none;
      const entry = document.querySelector('.entry[data-entry="' + story.dataset.story + '"]');
      if (entry) entry.hidden = none;
      const possible = story.querySelector(".possible");
      if (possible && active) possible.open = inner.some((card) => !card.hidden && possible.contains(card));
    }
    form.elements["f-reset"].hidden = !active;
    form.elements.tally.value = active ? shown + " of " + total : total;
  };

  const possible = cards.filter((card) => card.dataset.level === "all").length;
  const total = cards.length + " disputes" + (possible ? ", " + possible + " merely possible" : "");
  let texts = [];
  const entries = new Map([...document.querySelectorAll("[data-for]")].map((item) => [item.dataset.for, item]));
  if (form) {
    texts = cards.map((card) => ({ card, text: card.textContent.toLowerCase() }));
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }
  reveal();
})();
