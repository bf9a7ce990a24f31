/* The page of packages: answers chosen, verdicts shown that the data holds, the choice kept in the
   address. Nothing is judged here: a verdict is looked up, and so is the state of each condition. */
"use strict";
(function () {
  const data = window.peaceplansPackages, form = document.getElementById("pp-whatif");
  const shown = document.getElementById("pp-held");
  if (!data || !form || !shown) return;
  const suffix = /\.html$/.test(location.pathname) ? ".html" : "/";
  const states = { m: "met", n: "not met", o: "open" }, kinds = ["meets", "violates", "open"];
  const boxes = [], selects = [], summaries = [];
  let status, wrong = [];

  function make(name, text, children, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    (children || []).forEach((child) => made.append(child));
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }
  function to(address, text) {
    if (!address) return text;
    const link = make("a", text), [path, mark] = address.split("#");
    link.href = (suffix === "/" ? "../" : "") + path + suffix + (mark ? "#" + mark : "");
    return link;
  }
  function table(caption, columns, rows) {
    const heads = columns.map((name) => make("th", name, [], { scope: "col" }));
    const made = make("table", "", [make("caption", caption), make("thead", "", [make("tr", "", heads)]),
      make("tbody", "", rows)], { class: "pp-table" });
    return make("div", "", [made], { class: "pp-scroll", tabindex: "0", role: "region", "aria-label": caption });
  }
  function row(cells, attributes) {
    return make("tr", "", cells.map((cell, number) => {
      const box = number ? make("td") : make("th", "", [], { scope: "row" });
      box.append(...[].concat(cell));
      return box;
    }), attributes);
  }
  function counted(count, name) {
    return count + " " + name + (count === 1 ? "" : "s");
  }

  function build() {
    const byText = new Map();
    data.options.forEach((option, number) => {
      const [ref, text, place, by, summary, , answers] = option;
      const box = make("input", "", [], { type: "checkbox", name: "option", value: ref });
      boxes[number] = box;
      if (!byText.has(text)) byText.set(text, []);
      byText.get(text).push(make("label", "", [box, " Point " + place.replace("/", ", option ") + (by ? ", proposed by " + by : "") + ": " + summary +
        (answers.length ? "" : " (sets no answer in the data)")], { class: "pp-choice" }));
    });
    if (byText.size) form.append(make("p", "", [make("strong", "Options of texts, with all that they set")]));
    byText.forEach((labels, text) => {
      form.append(make("details", "", [make("summary", data.texts[text][0]),
        make("div", "", labels, { role: "group", "aria-label": "Options of " + data.texts[text][0] })]));
      summaries.push([form.lastChild, () => labels.filter((label) => label.control.checked).length]);
    });
    if (data.issues.length) form.append(make("p", "", [make("strong", "Single answers, by issue")]));
    data.issues.forEach((issue, at) => {
      const own = [];
      const rows = data.questions.map((question, number) => {
        if (question.issue !== at) return null;
        const choice = make("select", "", [make("option", "not chosen", [], { value: "" })], {
          name: question.cell, id: "pp-question-" + number });
        question.answers.forEach(([key, said]) => choice.append(make("option", said, [], { value: key })));
        Array.from(choice.options).forEach((each) => { each.disabled = each.value === "unknown"; });
        selects[number] = choice;
        own.push(choice);
        return make("p", "", [make("label", question.title, [], { for: choice.id }), choice],
          { class: "pp-question" });
      }).filter(Boolean);
      const held = make("details", "", [make("summary", issue)].concat(rows));
      form.append(held);
      summaries.push([held, () => own.filter((choice) => choice.value).length]);
    });
    summaries.forEach((each) => each.push(each[0].firstChild.textContent));
    const clear = make("button", "Choose nothing", [], { type: "button" });
    clear.addEventListener("click", () => { choose([], new Map()); wrong = []; show(); });
    status = make("p", "", [], { role: "status" });
    form.append(status, make("p", "", [clear]));
  }

  function choose(options, answers) {
    boxes.forEach((box, number) => { box.checked = options.includes(number); });
    selects.forEach((choice, number) => { choice.selectedIndex = answers.has(number) ? answers.get(number) + 1 : 0; });
  }
  function restore() {
    const asked = new URLSearchParams(location.hash.slice(1)), options = [], answers = new Map();
    wrong = [];
    asked.forEach((value, name) => {
      if (name === "option") {
        const number = data.options.findIndex((option) => option[0] === value);
        if (number >= 0) options.push(number); else wrong.push(value);
      } else if (name === "answer") {
        const mark = value.indexOf("="), cell = value.slice(0, mark), key = value.slice(mark + 1);
        const number = data.questions.findIndex((question) => mark > 0 && question.cell === cell);
        const at = number < 0 ? -1 : data.questions[number].answers.findIndex((answer) => answer[0] === key);
        if (at >= 0) answers.set(number, at); else wrong.push(value);
      } else {
        wrong.push(name + (value ? "=" + value : ""));
      }
    });
    choose(options, answers);
    summaries.forEach(([box, count]) => { if (count()) box.open = true; });
  }
  function keep(options, answers) {
    const told = new URLSearchParams();
    options.forEach((number) => told.append("option", data.options[number][0]));
    answers.forEach((at, number) => {
      const question = data.questions[number];
      told.append("answer", question.cell + "=" + question.answers[at][0]);
    });
    const text = told.toString().replace(/%2F/g, "/").replace(/%3D/g, "=").replace(/%2C/g, ",");
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  /* Options in their order, then single answers: the last counts, and the data tells which differ. */
  function packed(options, answers) {
    const chosen = new Map(), by = new Map(), clashes = new Set();
    function take(number, at, who) {
      const held = chosen.get(number), all = data.questions[number].answers;
      if (held !== undefined && all[held][2] !== all[at][2]) clashes.add(number);
      chosen.set(number, at);
      by.set(number, who);
    }
    options.forEach((option) => data.options[option][6].forEach(([number, at]) => take(number, at, option)));
    answers.forEach((at, number) => take(number, at, -1));
    return { chosen, by, clashes };
  }
  function judged(party, chosen) {
    return Array.from(chosen, ([number, at]) => {
      const verdict = data.verdicts[data.questions[number].answers[at][4][party]];
      const [told, kind, grounds, conditions] = verdict || ["not stated", 2, [], []];
      const given = conditions.map((each) => {
        const [asked, title, wanted, held] = data.conditions[each];
        return [title, wanted, asked >= 0 && chosen.has(asked) ? held[chosen.get(asked)] : "o"];
      });
      const all = given.every(([, , state]) => state === "m");
      return { number, at, told, grounds, given, held: kind === 0 && !all ? 2 : kind };
    });
  }
  function question(number) {
    return to(data.questions[number].at, data.questions[number].title);
  }
  function nameOf(option) {
    return data.texts[data.options[option][1]][0] + " " + data.options[option][2];
  }

  function tellPackage(chosen, by) {
    return table("The package", ["question", "answer", "chosen", "texts that set it"], Array.from(chosen, ([number, at]) => {
      const [, said, , set] = data.questions[number].answers[at], links = [], who = by.get(number);
      set.forEach((each) => {
        const [text, place, address] = data.places[each];
        links.push(links.length ? ", " : "", to(address, data.texts[text][0] + " " + place));
      });
      return row([question(number), said, who < 0 ? "as a single answer" : to(data.options[who][5], nameOf(who)),
        links.length ? links : "none"]);
    }));
  }
  function tellExclusions(options, clashes) {
    const told = data.exclusions.filter(([one, two]) => options.includes(one) && options.includes(two))
      .map(([one, two]) => nameOf(one) + " and " + nameOf(two) + " are options of one point and exclude each other.");
    clashes.forEach((number) => told.push(data.questions[number].title + " is chosen twice; the last counts."));
    if (!told.length) return [];
    return [make("h2", "What excludes what"),
      make("ul", "", told.map((text) => make("li", text)), { id: "pp-exclusions" })];
  }
  function tellParty(party, verdicts) {
    const rows = verdicts.map((each) => {
      const rests = each.grounds.map((ground) => {
        const [told, address, sources, said] = data.grounds[ground];
        return make("div", "", [to(address, told), sources ? "; " + sources : ""].concat(said ? [make("br"), said] : []));
      });
      const verdict = [make("strong", kinds[each.held]), ": " + each.told];
      if (each.given.length) {
        verdict.push(make("ul", "", each.given.map(([title, wanted, state]) =>
          make("li", title + (wanted ? ": " + wanted : "") + " (" + states[state] + ")"))));
      }
      return row([[question(each.number), ": " + data.questions[each.number].answers[each.at][1]], verdict,
        rests.length ? rests : "nothing stated"],
      { "data-cell": data.questions[each.number].cell, "data-held": kinds[each.held] });
    });
    const [id, title, address] = data.parties[party];
    return make("section", "", [make("h3", "", [to(address, title)]),
      table(title + ": verdicts and what they rest on", ["question and answer", "verdict", "rests on"], rows)],
    { "data-party": id });
  }
  function tellTexts(chosen) {
    const found = new Map();
    chosen.forEach((at, number) => data.questions[number].answers[at][5].forEach(([text, same, other]) => {
      const held = found.get(text) || [0, 0, 0];
      found.set(text, [held[0] + same, held[1] + other, held[2] + 1]);
    }));
    if (!found.size) return [];
    const rows = Array.from(found.keys()).sort((one, two) => one - two).map((text) => {
      const [same, other, told] = found.get(text), [title, address] = data.texts[text];
      return row([to(address, title), String(same), String(other), String(chosen.size - told)],
        { "data-text": address.split("/").pop() });
    });
    return [make("h2", "Existing texts"),
      make("p", "How texts answer what the package answers, by their date. Each option of a text counts."),
      table("Existing texts", ["text", "same answer", "another", "none"], rows)];
  }

  function show() {
    const options = [], answers = new Map();
    boxes.forEach((box, number) => { if (box.checked) options.push(number); });
    selects.forEach((choice, number) => { if (choice.selectedIndex > 0) answers.set(number, choice.selectedIndex - 1); });
    keep(options, answers);
    summaries.forEach(([box, count, title]) => {
      box.firstChild.textContent = title + (count() ? " (" + count() + " chosen)" : "");
    });
    const { chosen, by, clashes } = packed(options, answers);
    const faults = wrong.length ? " The address also names what is not offered here, and was left out: " + wrong.join("; ") + "." : "";
    status.textContent = (options.length || answers.size ? "Chosen: " + counted(options.length, "option") + " and " +
      counted(answers.size, "single answer") + ", which answer " + counted(chosen.size, "question") + ". The result is below."
      : "Nothing is chosen yet.") + faults;
    shown.replaceChildren();
    if (!options.length && !answers.size) return;
    if (chosen.size) shown.append(make("h2", "The package"), tellPackage(chosen, by));
    shown.append(...tellExclusions(options, clashes));
    if (!chosen.size) return;
    const all = data.parties.map((_, party) => judged(party, chosen));
    const heard = all.map((_, party) => party).filter((party) => all[party].some((each) => each.grounds.length));
    const silent = data.parties.filter((_, party) => !heard.includes(party)).map((party) => party[1]);
    shown.append(make("h2", "Held against stated positions"));
    if (heard.length) {
      shown.append(table("Questions, by party", ["party"].concat(kinds), heard.map((party) =>
        row([to(data.parties[party][2], data.parties[party][1])].concat(kinds.map((_, kind) =>
          String(all[party].filter((each) => each.held === kind).length))), { "data-counts": data.parties[party][0] }))));
      heard.forEach((party) => shown.append(tellParty(party, all[party])));
    }
    if (silent.length) shown.append(make("p", "Nothing stated on any of it: " + silent.join(", ") + "."));
    shown.append(...tellTexts(chosen));
  }

  build();
  form.hidden = false;
  document.getElementById("pp-unscripted").hidden = true;
  restore();
  form.addEventListener("change", () => { wrong = []; show(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => { restore(); show(); });
  show();
})();
