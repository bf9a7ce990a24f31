/* Tables that can be sorted by a column and filtered by words. Without scripts they are tables. */
"use strict";
document.querySelectorAll("table[data-sortable]").forEach((table) => {
  const body = table.tBodies[0], rows = Array.from(body.rows);
  const plain = (row, at) => (row.cells[at] ? row.cells[at].textContent.trim() : "");
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  Array.from(table.tHead.rows[0].cells).forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      Array.from(table.tHead.rows[0].cells).forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = rows.slice().sort((a, b) => order.compare(plain(a, at), plain(b, at)));
      body.append(...(down ? sorted.reverse() : sorted));
    });
  });
  if (rows.length < 8) return;
  const label = document.createElement("label"), box = document.createElement("input");
  label.className = "pp-tools";
  box.type = "search";
  label.append("Only rows with ", box);
  table.parentElement.before(label);
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    });
  });
});
