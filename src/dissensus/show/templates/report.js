"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.getElementById("filter");
  const cards = all(".dispute");

  /* The parts of a story as tabs: one is shown. What has been printed or has no scripts shows all. */
  const choose = (tab) => {
    for (const other of tab.tablist) {
      const chosen = other === tab;
      other.link.setAttribute("aria-selected", chosen);
      other.link.tabIndex = chosen ? 0 : -1;
      other.panel.classList.toggle("off", !chosen);
    }
  };
  const tabs = new Map();
  for (const story of all(".story")) {
    const list = story.querySelector(".parts ul");
    if (!list) continue;
    const tablist = [];
    for (const link of all("a", list)) {
      const heading = document.getElementById(link.hash.slice(1));
      const tab = { link, tablist, panel: heading.closest(".panel") };
      link.id = "tab-" + heading.id;
      tab.panel.id = "panel-" + heading.id;
      link.parentElement.setAttribute("role", "presentation");
      link.setAttribute("role", "tab");
      link.setAttribute("aria-controls", tab.panel.id);
      tab.panel.setAttribute("role", "tabpanel");
      tab.panel.setAttribute("aria-labelledby", link.id);
      tabs.set(tab.panel, tab);
      tablist.push(tab);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        choose(tab);
        history.replaceState(null, "", link.hash);
      });
      link.addEventListener("keydown", (event) => {
        const last = tablist.length - 1, at = tablist.indexOf(tab);
        const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at ? at - 1 : last, Home: 0, End: last }[event.key];
        if (event.key === " ") { event.preventDefault(); link.click(); }
        if (to === undefined) return;
        event.preventDefault();
        choose(tablist[to]);
        tablist[to].link.focus();
      });
    }
    list.setAttribute("role", "tablist");
    story.classList.add("tabbed");
    choose(tablist[0]);
  }

  /* A target in something folded, or under another tab, is unfolded first. */
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1)); // ids are plain letters and digits
    if (!target) return;
    let folded = false;
    const inside = target.matches(".paper, #contents") ? target.querySelector("details") || target : target;
    for (let box = inside.closest("details"); box; box = box.parentElement.closest("details")) {
      folded = folded || !box.open;
      box.open = true;
    }
    const tab = tabs.get(target.closest(".panel"));
    if (tab && tab.panel.classList.contains("off")) { choose(tab); folded = true; }
    const card = target.closest(".dispute, .story");
    if (card && card.hidden && form) { form.reset(); filter(); folded = true; }
    if (folded) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash && !link.matches("[role=tab]")) setTimeout(reveal);
  });

  const filter = () => {
    const words = form.elements["f-text"].value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = form.elements["f-kind"].value;
    const level = form.elements["f-level"].value;
    const stance = form.elements["f-stance"].value;
    const active = Boolean(words.length || kind || level || stance);
    let shown = 0, perhaps = 0;
    for (const { card, text } of texts) {
      const fits = words.every((word) => text.includes(word)) &&
        (!kind || card.dataset.kind === kind) && (!level || card.dataset.level === level) &&
        (!stance || card.dataset.stances.split(" ").includes(stance));
      card.hidden = !fits;
      if (card.dataset.level === "all") perhaps += fits; else shown += fits;
      const entry = entries.get(card.id);
      if (entry) entry.hidden = !fits;
    }
    for (const { story, inner, entry, possible, panel } of stories) {
      const none = active && inner.every((card) => card.hidden);
      story.hidden = none;
      if (entry) entry.hidden = none;
      if (none || !active) continue;
      if (possible) possible.open = inner.some((card) => !card.hidden && possible.contains(card));
      if (panel && panel.classList.contains("off")) choose(tabs.get(panel));
    }
    form.elements["f-reset"].hidden = !active;
    form.elements.tally.value = active ? tell(shown + " of " + number, perhaps + " of " + possible) : tell(number, possible);
    for (const id of ["f-none", "c-none"]) document.getElementById(id).hidden = shown + perhaps > 0;
  };

  const possible = cards.filter((card) => card.dataset.level === "all").length;
  const number = cards.length - possible;
  const tell = (plain, perhaps) => plain + (number === 1 ? " dispute" : " disputes") + (possible ? " and " + perhaps + " merely possible" : "");
  const listed = new Map(all(".entry").map((entry) => [entry.dataset.entry, entry]));
  const stories = all(".story").map((story) => {
    const inner = all(".dispute", story);
    const panel = inner.length ? inner[0].closest(".panel") : null;
    return { story, inner, panel, entry: listed.get(story.dataset.story), possible: story.querySelector(".possible") };
  });
  let texts = [];
  const entries = new Map(all("[data-for]").map((item) => [item.dataset.for, item]));
  if (form) {
    texts = cards.map((card) => ({ card, text: card.textContent.toLowerCase() }));
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  /* The list of stories: which are shown, and in which order. */
  const pick = document.getElementById("pick");
  if (pick) {
    const body = document.querySelector(".storylist tbody");
    const rows = all("tr", body);
    const orders = { newest: (row) => row.dataset.newest, disputes: (row) => +row.dataset.disputes, origins: (row) => +row.dataset.origins };
    const list = () => {
      const words = pick.elements["p-text"].value.toLowerCase().split(/\s+/).filter(Boolean);
      const has = pick.elements["p-has"].value, from = pick.elements["p-from"].value;
      const key = orders[pick.elements["p-sort"].value];
      let shown = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.dataset.text.includes(word)) && (!from || row.dataset.last >= from) &&
          (has !== "disputes" || +row.dataset.disputes > 0) && (has !== "several" || +row.dataset.origins > 1);
        row.hidden = !fits;
        shown += fits;
      }
      const sorted = key ? [...rows].sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0)) : rows;
      body.append(...sorted);
      const active = Boolean(words.length || has || from || key);
      pick.elements["p-reset"].hidden = !active;
      pick.elements["p-tally"].value = shown === rows.length ? shown + " stories" : shown + " of " + rows.length + " stories";
      document.getElementById("p-none").hidden = shown > 0;
    };
    pick.hidden = false;
    pick.addEventListener("input", list);
    pick.addEventListener("submit", (event) => event.preventDefault());
    pick.addEventListener("reset", () => setTimeout(list));
    list();
  }

  /* On a narrow screen long contents, the list of stories and the filters begin folded; paper has all but the reasons. */
  const contents = document.getElementById("contents");
  const long = number > 12;
  if (contents && long && matchMedia("(max-width: 63.99rem)").matches) contents.open = false;
  if (matchMedia("(max-width: 44rem)").matches) for (const box of all(".filters, .listbox")) box.open = false;
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open], .why, .course)");
    for (const box of opened) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of opened) box.open = false;
  });
  reveal();
})();
