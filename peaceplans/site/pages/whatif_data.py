"""What the page of packages lets readers choose, and every verdict that its script may show.

All verdicts are found here, by the library. A condition of a verdict depends on what else is
chosen: for it, each answer that can be chosen to what it asks is tried in advance.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from peaceplans.ledger.grounds import Ground, Ledger
from peaceplans.ledger.packages import WhatIf, what_if
from peaceplans.ledger.verdicts import ACCEPTED, ACCEPTED_IF, REJECTED, Judge, Verdict
from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Plan
from peaceplans.model.position import Package
from peaceplans.reports.answers import Telling
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.text_cells import SILENT, State, TextAnswers
from peaceplans.values.answers import INFINITE, Answers, Divisions, Line, MemberSets
from peaceplans.values.notation import Misspelt, setting
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Setting
from peaceplans.values.spelling import spell

MEETS, VIOLATES, OPEN = 0, 1, 2
"""What a verdict comes to; `MEETS` only where all its conditions are met."""

STATES = {"met": "m", "not met": "n", "open": "o"}
"""How the data shortens the state of a condition."""


def texts_judged(site: Site) -> tuple[Plan, ...]:
    """The texts about the war that the ledger is about."""
    return tuple(Ledger.of(site.catalog).plans.values())


def options_of(site: Site) -> dict[str, WhatIf]:
    """Every option of a text by its reference, as a package of its own.

    Left out are those with questions that only their own text defines: nobody answered these.
    """
    found = {}
    for plan in texts_judged(site):
        for point in plan.walk():
            for option in point.options:
                cells = {cell for each in option.commitments for cell in each.sets}
                if all(_parameter(site, cell) for cell in cells):
                    ref = f"{plan.id}#{point.number}/{option.id}"
                    found[ref] = what_if(options=[ref], at=site.at, catalog=site.catalog)
    return found


def data_of(site: Site, options: Mapping[str, WhatIf]) -> dict[str, Any]:
    """Everything that the script needs, as plain values that refer to each other by number."""
    return _Offer(site, options).told()


def _parameter(site: Site, cell: str) -> Parameter | None:
    return site.catalog.parameters.get(cell.partition("[")[0])


class _Offer:
    """The questions and answers on offer, and the tables that the data consists of."""

    def __init__(self, site: Site, options: Mapping[str, WhatIf]) -> None:
        self.site, self.options = site, options
        self.ledger = Ledger.of(site.catalog)
        self.judge = Judge(self.ledger, site.at)
        self.telling = Telling(site.words)
        self.values: dict[str, dict[str, Setting]] = {}
        self.set_by: dict[tuple[str, str], dict[str, None]] = {}
        self._collect()
        order = {id: number for number, id in enumerate(site.catalog.parameters)}
        self.cells = sorted(self.values, key=lambda c: (order[c.partition("[")[0]], c))
        self.asked = {cell: number for number, cell in enumerate(self.cells)}
        self.verdicts = _Table()
        self.grounds = _Table()
        self.conditions = _Table()
        self.places = _Table()
        self.texts = {id: number for number, id in enumerate(site.catalog.plans)}

    def _collect(self) -> None:
        """What a text sets or a party answered, and what the options set."""
        for plan in texts_judged(self.site):
            answers = TextAnswers(plan)
            for cell in answers.cells:
                for value, point, _ in answers.base.get(cell, ()):
                    self._offer(cell, value, f"{plan.id}#{point.number}")
                for place, (value, _, _) in answers.options.get(cell, {}).items():
                    self._offer(cell, value, f"{plan.id}#{place}")
        for package in self.options.values():
            for cell, value in package.chosen.items():
                self._offer(cell, value)
        for cell in self.ledger.cells:
            for party in self.ledger.parties:
                for ground in self.ledger.standing(party, cell, self.site.at).grounds:
                    for asked, stated in _answers(ground, cell):
                        if parameter := _parameter(self.site, asked):
                            for value in _within(parameter.scale, stated):
                                self._offer(asked, value)
        for cell, values in self.values.items():
            parameter = _parameter(self.site, cell)
            assert parameter is not None
            self.values[cell] = _in_order(parameter.scale, values)

    def _offer(self, cell: str, value: Setting, place: str | None = None) -> None:
        if (key := self._key(cell, value)) is None:
            return
        if place is not None:
            self.set_by.setdefault((cell, key), {})[place] = None
        values = self.values.setdefault(cell, {})
        if key not in values:
            values[key] = attrs.evolve(value, evidence=None, sources=(), note=None)

    def _key(self, cell: str, value: Setting) -> str | None:
        """A value as addresses name it: as the data files spell it. None if it has no spelling."""
        parameter = _parameter(self.site, cell)
        if parameter is None:
            return None
        bare = attrs.evolve(value, evidence=None, sources=(), note=None)
        spelt = spell(parameter.scale, bare)
        try:
            if setting(parameter.scale, spelt) != bare:
                return None
        except Misspelt:
            return None
        return spelt if isinstance(spelt, str) else json.dumps(spelt, separators=(",", ":"))

    def told(self) -> dict[str, Any]:
        """The data as it is written."""
        issues: dict[str, int] = {}
        near = self._near()
        questions = [self._question(cell, issues, near) for cell in self.cells]
        listed = {ref: number for number, ref in enumerate(self.options)}
        options = [self._option(ref, package) for ref, package in self.options.items()]
        together = what_if(options=self.options, at=self.site.at, catalog=self.site.catalog)
        words = self.site.words
        return {
            "at": self.site.at,
            "parties": [
                [id, words.title("parties", id), address(places.party(id))]
                if id in self.site.catalog.parties
                else [id, id, ""]
                for id in self.ledger.parties
            ],
            "issues": [words.title("issues", id) for id in issues],
            "texts": [[plan.title, address(places.text(plan.id))] for plan in self.site.plans],
            "options": options,
            "exclusions": [[listed[each.one], listed[each.two]] for each in together.exclusions],
            "questions": questions,
            "verdicts": self.verdicts.rows,
            "grounds": self.grounds.rows,
            "conditions": self.conditions.rows,
            "places": self.places.rows,
        }

    def _option(self, ref: str, package: WhatIf) -> list[Any]:
        """Reference, text, place, who proposed it, what it says, address, and pairs of a question
        and an answer to it.
        """
        id, _, place = ref.partition("#")
        number, _, name = place.partition("/")
        option = next(o for o in self.site.catalog.plans[id][number].options if o.id == name)
        chosen = []
        for cell, value in package.chosen.items():
            key = self._key(cell, value)
            if key is not None:
                chosen.append([self.asked[cell], list(self.values[cell]).index(key)])
        where = address(places.point(id, place))
        by = self.site.words.parties(option.proposed_by) if option.proposed_by else ""
        return [ref, self.texts[id], place, by, option.summary, where, chosen]

    def _near(self) -> dict[tuple[str, str], list[list[int]]]:
        """Question and answer → texts with how often they answer so, and how often otherwise.

        One package holds one answer to every question; there are as many as a question has answers.
        """
        found: dict[tuple[str, str], list[list[int]]] = {}
        for number in range(max(map(len, self.values.values()), default=0)):
            keys = {c: list(v)[number] for c, v in self.values.items() if number < len(v)}
            spelt = {
                cell: spell(self.telling.parameter(cell).scale, self.values[cell][key])
                for cell, key in keys.items()
            }
            package = what_if(spelt, at=self.site.at, catalog=self.site.catalog)
            for text in package.nearest:
                for place, cells in enumerate((text.same, text.other)):
                    for told in cells:
                        cell = told.partition(" (option ")[0]
                        rows = found.setdefault((cell, keys[cell]), [])
                        if not rows or rows[-1][0] != self.texts[text.plan]:
                            rows.append([self.texts[text.plan], 0, 0])
                        rows[-1][1 + place] += 1
        return {key: sorted(rows) for key, rows in found.items()}

    def _question(
        self, cell: str, issues: dict[str, int], near: Mapping[tuple[str, str], list[list[int]]]
    ) -> dict[str, Any]:
        parameter = _parameter(self.site, cell)
        assert parameter is not None
        alike: dict[Any, int] = {}
        answers = []
        for key, value in self.values[cell].items():
            # Two answers to one question clash where these differ, as in `what_if`.
            group = alike.setdefault((value.value, value.unit, value.only), len(alike))
            by = [self._place(ref) for ref in self.set_by.get((cell, key), ())]
            verdicts = {
                str(number): self._verdict(party, cell, value)
                for number, party in enumerate(self.ledger.parties)
                if value.is_unknown or self.ledger.standing(party, cell, self.site.at).grounds
            }
            said = self.site.words.setting(value, parameter)
            answers.append([key, said, group, by, verdicts, near.get((cell, key), [])])
        known = parameter.issue in self.site.catalog.issues
        return {
            "cell": cell,
            "title": self.site.words.cell(cell),
            "issue": issues.setdefault(parameter.issue, len(issues)),
            "at": address(places.parameter(parameter.id, parameter.issue)) if known else "",
            "answers": answers,
        }

    def _place(self, ref: str) -> int:
        id, _, place = ref.partition("#")
        return self.places.number([self.texts[id], place, address(places.point(id, place))])

    def _verdict(self, party: str, cell: str, value: Setting) -> int:
        """A verdict by number: its words, what it comes to, grounds and conditions."""
        found = self.judge.on_setting(party, cell, value, lambda _: SILENT)
        kinds = {ACCEPTED: MEETS, ACCEPTED_IF: MEETS, REJECTED: VIOLATES}
        return self.verdicts.number(
            [
                self.telling.verdict(found._replace(given=())),
                kinds.get(found.kind, OPEN),
                [self._ground(ground) for ground in found.grounds],
                list(self._conditions(found, value)),
            ]
        )

    def _ground(self, ground: Ground) -> int:
        """What a verdict rests on, by number: its name, address, sources, what was said."""
        entry = ground.entry
        if entry is None:
            return self.grounds.number(
                [self.telling.ground(ground), address(places.ref(ground.place or "")), "", ""]
            )
        known = entry.parties[0] in self.site.catalog.parties
        where = places.entry(entry.id, entry.parties[0], entry.issue) if known else ""
        name, _, sources = self.telling.entry(entry, id_=False).partition("; ")
        return self.grounds.number([name, address(where), sources, entry.statement.strip()])

    def _conditions(self, found: Verdict, value: Setting) -> Iterator[int]:
        """What the answer is accepted with only: how it stands under each answer on offer."""
        package = _package(found, value, self.telling.parameter(found.cell).scale)
        for number, given in enumerate(found.given):
            states = ""
            for other in self.values.get(given.cell, {}).values():
                tried = self.judge.on_setting(
                    found.party, found.cell, value, _only(given.cell, other)
                )
                states += STATES[tried.given[number].state]
            asked = self.asked.get(given.cell, -1)
            wanted = (
                self.telling.answers(package.given[given.cell], self.telling.parameter(given.cell))
                if package is not None
                else ""
            )
            title = self.site.words.cell(given.cell)
            yield self.conditions.number([asked, title, wanted, states])


class _Table:
    """Rows that are written once, and referred to by their number."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, row: list[Any]) -> int:
        """The number of a row, which is added if it is new."""
        key = json.dumps(row)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(row)
        return self._numbers[key]


def address(path: str) -> str:
    """Where a page is, as seen from the top; addresses that end in folders have no `.html`."""
    page, mark, anchor = path.partition("#")
    return f"{page.removesuffix('.md')}{mark}{anchor}"


def _only(cell: str, value: Setting) -> Any:
    def look(asked: str) -> State:
        return value if asked == cell else SILENT

    return look


def _package(found: Verdict, value: Setting, scale: Scale) -> Package | None:
    """The package that a verdict with conditions rests on."""
    cells = [given.cell for given in found.given]
    for ground in found.grounds:
        for package in ground.packages:
            held = package.accepts.get(found.cell)
            if held is not None and list(package.given) == cells and held.holds(scale, value):
                return package
    return None


def _answers(ground: Ground, cell: str) -> Iterator[tuple[str, Answers]]:
    """What a ground says of a question, and of those that it makes conditions."""
    for told in (ground.requires, ground.accepts, ground.rejects):
        if cell in told:
            yield cell, told[cell]
    for package in ground.packages:
        if cell in package.accepts:
            yield cell, package.accepts[cell]
            yield from package.given.items()


def _within(scale: Scale, answers: Answers) -> Iterator[Setting]:
    """The values that a set of answers names: choices, ends of spans, members, whole divisions."""
    shape, raw = answers.shape, list[Any]()
    if isinstance(shape, Line):
        ends = dict.fromkeys(end for span in shape.spans for end in span if abs(end) != INFINITE)
        raw = [date.fromordinal(int(e)).isoformat() if scale.kind == "date" else e for e in ends]
        raw += sorted(shape.named)
    elif isinstance(shape, MemberSets):
        raw = [sorted(shape.includes)] if shape.includes else []
    elif isinstance(shape, Divisions):
        whole = all(low == high for _, low, high in shape.spans)
        if whole and sum(low for _, low, _ in shape.spans) == 100:
            raw = [{name: float(low) for name, low, _ in shape.spans}]
    else:
        raw = sorted(shape.allowed, key=str)
    only = {"only": list(answers.only)} if answers.only else {}
    for each in raw:
        try:
            yield setting(scale, {"value": each, **only} if only else each)
        except Misspelt:
            continue


def _in_order(scale: Scale, values: dict[str, Setting]) -> dict[str, Setting]:
    """Choices in the order of the registry and numbers by size, all else as it was found."""

    def place(item: tuple[str, Setting]) -> tuple[int, float]:
        value = item[1].value
        if isinstance(value, (int, float)):
            return 0, value
        if isinstance(value, str) and value in scale.choices:
            return 0, scale.choices.index(value)
        return 1, 0

    return dict(sorted(values.items(), key=place))
