/* The compare page: boxes chosen, a table shown, the choice kept in the address. */
"use strict";
(function () {
  const data = window.peaceplansData, form = document.getElementById("pp-compare");
  const shown = document.getElementById("pp-compared");
  if (!data || !form || !shown) return;
  const suffix = /\.html$/.test(location.pathname) ? ".html" : "/";

  function make(name, text, children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    (children || []).forEach((child) => made.append(child));
    return made;
  }
  function to(address, text) {
    const link = make("a", text), [path, mark] = address.split("#");
    link.href = (suffix === "/" ? "../" : "") + path + suffix + (mark ? "#" + mark : "");
    return link;
  }
  function chosen(name) {
    return Array.from(form.querySelectorAll(`input[name=${name}]:checked`), (box) => box.value);
  }
  function restore() {
    const asked = new URLSearchParams(location.hash.slice(1));
    ["text", "issue"].forEach((name) => {
      const values = (asked.get(name + "s") || "").split(",");
      form.querySelectorAll(`input[name=${name}]`).forEach((box) => {
        box.checked = values.includes(box.value);
      });
    });
  }
  function keep(texts, issues) {
    const told = new URLSearchParams();
    if (texts.length) told.set("texts", texts.join(","));
    if (issues.length) told.set("issues", issues.join(","));
    history.replaceState(null, "", "#" + told.toString().replace(/%2C/g, ","));
  }
  function cellOf(text, issue) {
    const box = make("td");
    const points = text.points.filter((point) => point.issues.includes(issue));
    points.forEach((point) => {
      box.append(make("p", "", [to(point.address, point.number + " " + point.heading), ": " +
        (point.unread ? "not read" : point.summary)]));
    });
    if (!points.length) box.textContent = text.whole ? "nothing on it" : "nothing known on it";
    return box;
  }
  function valueRows(texts, issue) {
    const cells = [];
    texts.forEach((text) => text.values.forEach((value) => {
      if (value.issue === issue && !cells.includes(value.cell)) cells.push(value.cell);
    }));
    return cells.map((cell) => {
      const head = make("th", cell);
      head.scope = "row";
      return make("tr", "", [head].concat(texts.map((text) => {
        const found = text.values.filter((value) => value.cell === cell);
        const box = make("td", found.length ? "" : text.whole ? "not set" : "not known");
        found.forEach((value) => box.append(make("p", "", [value.value + " ", to(value.address, value.number)])));
        return box;
      })));
    });
  }
  function show() {
    const ids = chosen("text"), wanted = chosen("issue");
    keep(ids, wanted);
    shown.replaceChildren();
    if (ids.length < 2) {
      shown.append(make("p", "Choose two texts at least."));
      return;
    }
    const texts = ids.map((id) => data.texts[id]);
    const issues = (wanted.length ? wanted : Object.keys(data.issues)).filter((issue) =>
      wanted.length || texts.some((text) => text.points.some((point) => point.issues.includes(issue))));
    issues.forEach((issue) => {
      const head = make("tr", "", [make("td")].concat(texts.map((text) => {
        const cell = make("th", text.title + " (" + text.date + ")");
        cell.scope = "col";
        return cell;
      })));
      const name = make("th", "points");
      name.scope = "row";
      const rows = [make("tr", "", [name].concat(texts.map((text) => cellOf(text, issue))))];
      const table = make("table", "", [make("caption", data.issues[issue]), make("thead", "", [head]),
        make("tbody", "", rows.concat(valueRows(texts, issue)))]);
      table.className = "pp-table";
      const box = make("div", "", [table]);
      box.className = "pp-scroll";
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", data.issues[issue]);
      shown.append(box);
    });
  }
  form.hidden = false;
  restore();
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => { restore(); show(); });
  show();
})();
