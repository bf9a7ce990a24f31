"""The comparisons: their list, and a page for each pair of texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import htpy as h

from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.rules import LEVELS, RULES, UNREAD
from peaceplans.impact import effects
from peaceplans.model.plan import Plan
from peaceplans.reports.citation import of_change, of_comparison, order_doubt
from peaceplans.reports.diff_report import Show, diff_report
from peaceplans.reports.effects_report import effects_sections
from peaceplans.reports.report import Section
from peaceplans.reports.rows import by_issue, folded, together
from peaceplans.reports.sentences import MARKS
from peaceplans.reports.words import Words
from peaceplans.site import citing, places, told
from peaceplans.site.context import Site
from peaceplans.site.files import as_csv
from peaceplans.site.fitting import fitted
from peaceplans.site.page import Page, Part, lines, link, table

LARGEST = 70_000
"""Bytes of a page, above which parts of it move to pages of their own."""

MOST = 88_000
"""Bytes of a page above which issues move that are told last."""

ASIDE = {
    "correspondence": "points",
    "effects": "parties",
    "editorial": "wording",
    "structural": "arrangement",
    "not-known": "not-known",
    "standing": "standing",
}
"""Parts that may stand on a page of their own, in the order in which they move, and its name."""

KNOWN = {"all": "every point", "part": "in part"}
"""How far a text is known, in words."""

Group = list[Change]
"""Changes that one row tells."""


def comparisons(site: Site) -> Iterator[Page]:
    """The list of comparisons, then a page for each."""
    yield _list(site)
    for old, new in site.comparisons:
        yield from _Comparison(site, site.diff(old, new)).pages()


def _list(site: Site) -> Page:
    rows: list[tuple[h.Node, ...]] = [
        (
            [
                link(places.comparison(old.id, new.id), f"{old.title} → {new.title}"),
                h.p(".pp-note")[told.dated(old.date), " → ", told.dated(new.date)],
            ],
            *(str(len(site.diff(old, new).at(level))) for level in LEVELS),
        )
        for old, new in site.comparisons
    ]
    columns = ("comparison", *LEVELS)
    return Page(
        "comparisons/index.md",
        "Comparisons",
        [
            h.p[
                "Each text with the next one about the same conflict, and the text that most "
                "others are held against with every other. Counted field by field; any other "
                "pair: ",
                h.code["peaceplans diff OLD NEW"],
                ".",
            ],
            h.ul[(h.li[h.strong[level], f": {meaning}"] for level, meaning in LEVELS.items())],
            table(columns, rows, caption="All comparisons", sortable=True, classes="pp-lookup"),
        ],
        short="All comparisons",
        described="Every comparison of two texts, with counts of changes by how much they matter.",
    )


class _Comparison:
    """Makes the page of one comparison, and others beside it where that would be too large."""

    def __init__(self, site: Site, diff: PlanDiff) -> None:
        self.site, self.diff = site, diff
        self.registry = diff.new.registry.over(diff.old.registry)
        self.words = Words(self.registry)
        self.anchored: set[str] = set()
        self.command = f"peaceplans diff {diff.old.id} {diff.new.id}"

    def pages(self) -> Iterator[Page]:
        """The page; what makes it too large moves to pages of its own, linked from its place."""
        yield from fitted(self._page(), ASIDE, largest=LARGEST, split="substantive", most=MOST)

    def _page(self) -> Page:
        """The texts, what changed, what that means for the parties, which points correspond."""
        old, new = self.diff.old, self.diff.new
        version = self.site.catalog.version
        report = diff_report(self.diff, version=version, command=self.command)
        title = f"{old.title} → {new.title}"
        return Page(
            places.comparison(old.id, new.id),
            title,
            [
                self._texts(),
                order_doubt(old, new) and h.p(".pp-note")[order_doubt(old, new)],
                [h.p[lines(self._titled(paragraph.strip()))] for paragraph in report.paragraphs],
                self._citing(),
                self._again(),
                h.p(".pp-note")[lines(report.closing[0])],
            ],
            tuple(self._parts(report.sections)),
            files={
                self._citations(): as_csv(("address", "rule", "level", "citation"), self._cited())
            },
            short=title,
            described=f"What changed from {old.title} ({old.date}) to {new.title} ({new.date}).",
        )

    def _texts(self) -> h.Node:
        rows = [
            (
                name,
                told.text(self.site, plan),
                told.dated(plan.date),
                plan.status,
                KNOWN.get(plan.known, plan.known),
                told.grounds(self.site, plan),
            )
            for name, plan in (("earlier", self.diff.old), ("later", self.diff.new))
        ]
        columns = ("", "text", "date", "status", "known", "evidence")
        return table(columns, rows, caption="The two texts")

    def _titled(self, paragraph: str) -> str:
        """A paragraph of the report with the title of a text where its id opens it."""
        for plan in (self.diff.old, self.diff.new):
            if paragraph.startswith(f"{plan.id}: "):
                return f"{plan.title}{paragraph.removeprefix(plan.id)}"
        return paragraph

    def _again(self) -> h.Node:
        return h.p(".pp-note")[
            "The same from the command line: ",
            h.code[self.command],
            "; with ",
            h.code["--all"],
            " also wording and provenance, with ",
            h.code[f"--parties --at {self.site.at}" if self.site.speakers else "--parties"],
            " what it means for the parties.",
        ]

    def _citing(self) -> h.Node:
        """How to cite the comparison and each of its changes."""
        old, new = self.diff.old.id, self.diff.new.id
        place = places.comparison(old, new)
        folder = place.rpartition("/")[0]
        version = self.site.catalog.version
        return [
            h.p(".pp-note")[
                "Each change has an address of its own, behind its ¶. ",
                link(f"{folder}/{self._citations()}", "A citation of each, as CSV", download=True),
                ".",
            ]
            if self.diff.changes
            else None,
            citing.cited(of_comparison(self.diff, version=version, address=citing.address(place))),
        ]

    def _citations(self) -> str:
        return f"{self.diff.old.id}--{self.diff.new.id}--citations.csv"

    def _cited(self) -> Iterator[tuple[str, ...]]:
        """Each change with its address and a sentence to cite it by."""
        version = self.site.catalog.version
        for change in self.diff.changes:
            place = places.change(self.diff.old.id, self.diff.new.id, change.fingerprint)
            address = citing.address(place)
            ((_, _, said),) = together([change], self.words)
            told_so = of_change(self.diff, change, said, version=version, address=address)
            yield address, change.rule, change.level, told_so

    def _parts(self, sections: Iterable[Section]) -> Iterator[Part]:
        for section in sections:
            if section.title == "In brief":
                yield Part(section.title, "in-brief", [self._reading(), told.content(section)])
        yield Part("Changes by issue", "counts", self._counts())
        yield from self._changes()
        yield self._effects()
        yield Part("How the points correspond", "correspondence", self._correspondence())

    def _reading(self) -> h.Node:
        """How the numbers of points are to be read."""
        return h.p(".pp-note")[
            f"Before the arrow the point of {self.diff.old.title}, after it that of "
            f"{self.diff.new.title}; – where it has none. What follows a slash is an option of "
            "that point."
        ]

    def _counts(self) -> h.Node:
        report = diff_report(self.diff, version="", command="", show=Show(stat=True))
        return [told.content(section) for section in report.sections[:1]]

    def _changes(self) -> Iterator[Part]:
        read = [change for change in self.diff.changes if change.rule not in UNREAD]
        standing = [change for change in read if RULES[change.rule].looks_at == "status"]
        found: dict[str, list[Change]] = {level: [] for level in LEVELS}
        for change in read:
            if RULES[change.rule].looks_at != "status":
                found[change.level].append(change)
        substantive, structural, editorial = found.values()
        unread = [change for change in self.diff.changes if change.rule in UNREAD]
        if substantive:
            signs = ", ".join(f"{sign} {meaning}" for sign, meaning in MARKS.items())
            yield Part(
                "What changed",
                "substantive",
                h.p[
                    f"{_sentence(LEVELS['substantive'])} Signs: {signs}. Points of the earlier "
                    "text stand left of the arrow, of the later one right of it."
                ],
                tuple(self._issues(substantive)),
            )
        if standing:
            yield Part("Standing in the negotiation", "standing", self._table(standing))
        if unread:
            yield Part(
                "What is not known",
                "not-known",
                [
                    h.p[
                        "Parts of a text that were not read: nothing here may be called dropped "
                        "or kept."
                    ],
                    self._table(unread),
                ],
            )
        if structural:
            yield Part("How it is arranged", "structural", self._table(structural))
        if editorial:
            yield Part(
                "Wording and provenance",
                "editorial",
                [
                    h.p[_sentence(LEVELS["editorial"])],
                    h.details[
                        h.summary[f"{len(editorial)} editorial changes"], self._table(editorial)
                    ],
                ],
            )

    def _issues(self, changes: list[Change]) -> Iterator[Part]:
        for issue, group in by_issue(changes).items():
            title = self.words.title("issues", issue) if issue else "The text as a whole"
            content = [issue and h.p["Issue: ", told.issue(self.site, issue)], self._table(group)]
            yield Part(title, places.anchor(f"on-{issue or 'the-text'}"), content)

    def _table(self, changes: list[Change]) -> h.Node:
        """A row for what can be said in one line, with an anchor for each change that it tells."""
        shown = folded(changes)
        # What a list leaves out because other lines tell it keeps its anchor, on such a line.
        kept = {id(change) for change in shown}
        hidden = [change for change in changes if id(change) not in kept]
        groups = list(self._told(shown))
        also: dict[int, list[Change]] = {}
        for change in hidden:
            also.setdefault(_host(change, groups), []).append(change)
        rows = []
        explained: set[str] = set()
        for number, (group, (sign, said)) in enumerate(groups):
            rules = dict.fromkeys(change.rule for change in group)
            rows.append(
                (
                    [self._here([*group, *also.get(number, ())]), f" {sign} {MARKS[sign]}"],
                    self._points(group),
                    lines(said),
                    # Linked once in a table, which is enough and keeps pages small.
                    told.joined(
                        rule if rule in explained else link(places.rule(rule), rule)
                        for rule in rules
                    ),
                )
            )
            explained.update(rules)
        columns = ("sign", "points", "what", "rule")
        return [
            self._anchors(also.get(-1, ())),
            rows and table(columns, rows, caption="Changes", head=False),
        ]

    def _told(self, changes: list[Change]) -> Iterator[tuple[Group, tuple[str, str]]]:
        """The changes that share a row, with its sign and sentence."""
        for groups, *said in together(changes, self.words):
            yield [change for group in groups for change in group], (said[0], said[1])

    def _here(self, changes: Sequence[Change]) -> h.Node:
        """The address of the first of changes, and the anchors of all."""
        first, *others = changes
        name = f"c{first.fingerprint}"
        own = name not in self.anchored
        self.anchored.add(name)
        return [citing.here(name, "change", own=own), self._anchors(others)]

    def _anchors(self, changes: Iterable[Change]) -> h.Node:
        made = []
        for change in changes:
            name = f"c{change.fingerprint}"
            if name not in self.anchored:
                self.anchored.add(name)
                made.append(h.span(id=name))
        return made

    def _points(self, changes: Sequence[Change]) -> h.Node:
        """The points of the earlier and of the later text that changes are about."""
        sides = dict.fromkeys((c.old, c.new) for c in changes if c.old or c.new)
        if not sides:
            whole = [link(places.text(plan.id), plan.id) for plan in (self.diff.old, self.diff.new)]
            return told.joined(whole, " → ")
        return told.joined(
            ([self._numbers(self.diff.old, a), " → ", self._numbers(self.diff.new, b)])
            for a, b in sides
        )

    def _numbers(self, plan: Plan, numbers: Iterable[str]) -> h.Node:
        linked = [told.ref(self.site, f"{plan.id}#{number}", number) for number in numbers]
        return told.joined(linked) if linked else "–"

    def _correspondence(self) -> h.Node:
        rows = [
            (
                self._numbers(self.diff.old, found.old),
                self._numbers(self.diff.new, found.new),
                found.relation,
                found.confidence,
                lines(found.why),
            )
            for found in self.diff.alignment.links
        ]
        columns = ("earlier", "later", "relation", "how surely", "why")
        caption = f"Points of {self.diff.old.title} and {self.diff.new.title} that correspond"
        return table(columns, rows, caption=caption, head=False)

    def _effects(self) -> Part:
        """What the changes mean for the parties by their stated positions."""
        title = "What it means for the parties"
        if self.diff.old.conflict != self.diff.new.conflict:
            about = "The texts are about different conflicts: no position is held against them."
            return Part(title, "effects", h.p[about])
        found = effects(self.diff, at=self.site.at, catalog=self.site.catalog)
        if not found.parties:
            return Part(
                title, "effects", h.p["The data has no statement of a party on this conflict."]
            )
        above: list[Part] = []
        for section in effects_sections(found, self.site.catalog.registry):
            part = Part(
                section.title, places.anchor(f"effects-{section.title}"), told.content(section)
            )
            if section.depth > 1 and above:
                above[-1] = above[-1]._replace(parts=(*above[-1].parts, part))
            else:
                above.append(part)
        about = (
            "Public statements held against what either text sets. Where a party is not known to "
            "have stated anything, nothing is told of it."
        )
        return Part(title, "effects", h.p[about], tuple(above))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _host(change: Change, groups: Sequence[tuple[Group, object]]) -> int:
    """The row that tells a change which has none of its own: that of a value which its duty sets,
    or of the same duty, or of the same points; -1 if there is none.
    """
    cells = set(getattr(change.after or change.before, "sets", None) or ())
    tests = (
        lambda other: other.subject in cells,
        lambda other: other.pair is not None and other.pair == change.pair,
        lambda other: (other.old, other.new) == (change.old, change.new),
    )
    for test in tests:
        for number, (group, _) in enumerate(groups):
            if any(map(test, group)):
                return number
    return -1
