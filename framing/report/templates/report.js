// Sorting, filtering, opening evidence. The page is complete without this script.
(() => {
  "use strict";
  const root = document.documentElement;
  const words = document.body.dataset;
  const collator = new Intl.Collator(root.lang, { numeric: true });

  const keyOf = (row, column) => row.cells[column]?.dataset.sort;
  const compare = (a, b, isNumber) => (isNumber ? Number(a) - Number(b) : collator.compare(a, b));

  function sortBy(head, column) {
    const descending = head.getAttribute("aria-sort") === "ascending";
    const body = head.closest("table").tBodies[0];
    const isNumber = head.classList.contains("n");
    // A cell without a value (not estimable) stays at the end in both directions.
    const order = [...body.rows].sort((r, s) => {
      const a = keyOf(r, column), b = keyOf(s, column);
      if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
      return (descending ? -1 : 1) * compare(a, b, isNumber);
    });
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    body.append(...order);
  }

  for (const table of document.querySelectorAll("main table[id]")) {
    if (table.tBodies[0].rows.length < 3) continue;
    [...table.tHead.querySelector("tr.heads").cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.sort;
      button.append(...head.childNodes);
      button.addEventListener("click", () => sortBy(head, column));
      head.append(button);
    });
  }

  function addFilter(scroll) {
    const rows = [...scroll.querySelectorAll("tbody tr:not(.part)")];
    if (rows.length < 12) return;
    const label = document.createElement("label");
    const input = document.createElement("input");
    const output = document.createElement("output");
    input.type = "search";
    label.className = "filter";
    label.append(words.filter, input, output);
    input.addEventListener("input", () => {
      const wanted = input.value.toLocaleLowerCase(root.lang);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !row.textContent.toLocaleLowerCase(root.lang).includes(wanted);
        shown += !row.hidden;
      }
      output.textContent = `${words.shown} ${shown}`;
    });
    scroll.before(label);
  }
  document.querySelectorAll("main .scroll").forEach(addFilter);

  // Browsers that do not open a closed <details> for a link into it are helped here.
  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    for (const old of document.querySelectorAll("tbody.hit")) old.classList.remove("hit");
    if (target.id.startsWith("ev-")) {
      // A wide anchor stands for all parts whose own anchors begin like it; behind -- stands the voice they end in.
      const [wide, voice] = target.id.split("--");
      const ends = voice ? `[id$="-${CSS.escape(voice)}"]` : "";
      for (const part of document.querySelectorAll(`tbody[id^="${CSS.escape(wide)}-"]${ends}`)) part.classList.add("hit");
      target.closest("tbody")?.classList.add("hit");
    }
    target.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", () => { for (const box of document.querySelectorAll("details.fold")) box.open = true; });
  openTarget();
})();
