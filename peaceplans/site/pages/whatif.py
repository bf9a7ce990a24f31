"""The page on which readers put a package together, and what the options of texts come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import htpy as h

from peaceplans.ledger.grounds import Ground
from peaceplans.ledger.packages import WhatIf
from peaceplans.model.plan import Option, Plan
from peaceplans.reports.answers import Telling
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.files import as_script
from peaceplans.site.page import PAGE, Page, Part, link, table, when
from peaceplans.site.pages.whatif_data import data_of, options_of

PATH, DATA, SCRIPT = "what-if.md", "what-if-data.js", "assets/peaceplans/whatif.js"

MEANING = (
    ("Meets", "the party's stated position accepts the answer, and all its conditions are met."),
    ("Violates", "the party's stated position rules the answer out."),
    ("Open", "the party stated nothing that decides, or set conditions that are not all met."),
)


def what_ifs(site: Site) -> Iterator[Page]:
    """The page with its data, then a page for each text that offers options."""
    options = options_of(site)
    by_text: dict[str, list[str]] = {}
    for ref in options:
        by_text.setdefault(ref.partition("#")[0], []).append(ref)
    yield _builder(site, options, by_text)
    for id, refs in by_text.items():
        yield _text(site, site.catalog.plans[id], {ref: options[ref] for ref in refs})


def _builder(
    site: Site, options: Mapping[str, WhatIf], by_text: Mapping[str, Sequence[str]]
) -> Page:
    return Page(
        PATH,
        "What if",
        [
            h.p(".pp-said")[
                "Put a package of answers together and see whose stated positions it meets, whose "
                f"it violates and what it leaves open, by the statements up to {site.at}. "
                "Questions are only counted: there are no weights and no scores. A newer answer "
                "takes the place of an older one, and a refusal of a point that names no answer "
                "decides no question here; it stands on the page of the point. The address of "
                "the page leads to the same package again."
            ],
            _meanings(),
            h.p(id="pp-unscripted")[
                "Putting a package together needs scripts. Without them there are the options "
                "of the texts below, and what every party said on each of ",
                link("issues/index.md", "the issues"),
                ".",
            ],
            h.form(".pp-tools.pp-whatif", id="pp-whatif", hidden=True, aria_label="The package"),
            h.div(id="pp-held"),
            h.script(src=f"{PAGE}{DATA}", defer=True),
            h.script(src=f"{PAGE}{SCRIPT}", defer=True),
        ],
        (Part("The options of texts", "options-of-texts", _options(site, options, by_text)),),
        files={DATA: as_script("peaceplansPackages", data_of(site, options))},
        described="Choose answers and options, and see whose stated positions they meet.",
    )


def _meanings() -> h.Element:
    return h.ul[[h.li[h.strong[name], ": ", meaning] for name, meaning in MEANING]]


def _options(
    site: Site, options: Mapping[str, WhatIf], by_text: Mapping[str, Sequence[str]]
) -> h.Node:
    """For every option how many questions it meets, violates and leaves open, by party."""
    if not options:
        return h.p["No text about this war offers options."]
    rows = []
    for id, refs in by_text.items():
        plan = site.catalog.plans[id]
        for ref in refs:
            option = _option(plan, ref)
            title = f"{plan.title}, point {_number(ref)}: {option.id}"
            package = options[ref]
            heard = _spoke(package)
            rows.append(
                (
                    link(f"{_page(id)}#{_anchor(ref)}", title),
                    site.words.parties(option.proposed_by) if option.proposed_by else "–",
                    *(
                        _counts(site, heard, kind)
                        for kind in (package.meets, package.violates, package.open)
                    ),
                )
            )
    columns = ("option", "proposed by", "meets", "violates", "leaves open")
    return [
        h.p[
            "Every option that a text offers, taken alone: for each party that stated anything on "
            "it, on how many questions. The links lead to the questions, verdicts and statements."
        ],
        table(columns, rows, caption="Options and stated positions"),
    ]


def _spoke(package: WhatIf) -> list[str]:
    """The parties that stated anything on a question of a package."""
    verdicts = package.verdicts
    return [p for p in package.parties if any(verdicts[p, c].grounds for c in package.chosen)]


def _counts(site: Site, parties: Sequence[str], kind: Callable[[str], tuple[str, ...]]) -> h.Node:
    counted = [(party, len(kind(party))) for party in parties]
    made = [f"{site.words.title('parties', party)} {count}" for party, count in counted if count]
    return ", ".join(made) or "–"


def _text(site: Site, plan: Plan, options: Mapping[str, WhatIf]) -> Page:
    return Page(
        _page(plan.id),
        f"What if: the options of {plan.title}",
        [
            h.p(".pp-path")[link(PATH, "What if"), " · ", told.text(site, plan)],
            h.p[
                "Each option taken alone, held against what every party has stated up to "
                f"{site.at}. Verdicts on public statements; questions are only counted."
            ],
            _meanings(),
        ],
        tuple(_held(site, plan, ref, package) for ref, package in options.items()),
        short=f"Options of {plan.title}",
        described=f"Whose stated positions the options of {plan.title} meet.",
    )


def _held(site: Site, plan: Plan, ref: str, package: WhatIf) -> Part:
    option = _option(plan, ref)
    title = f"Point {_number(ref)}, option {option.id}"
    by = f"Proposed by {site.words.parties(option.proposed_by)}: " if option.proposed_by else ""
    heard = _spoke(package)
    silent = [party for party in package.parties if party not in heard]
    counts = [
        (
            told.party(site, party),
            *(str(len(kind(party))) for kind in (package.meets, package.violates, package.open)),
        )
        for party in heard
    ]
    columns = ("party", "meets", "violates", "leaves open")
    return Part(
        title,
        _anchor(ref),
        [
            h.p[
                f"{by}{option.summary} ",
                link(places.point(plan, ref.partition("#")[2]), "The option in the text"),
            ],
            told.backed(site, option.evidence, option.sources, plan),
            when(not package.chosen, h.p["It sets no answer to any question in the data."]),
            table(columns, counts, caption=f"{title}: questions, by party") if counts else None,
            _verdicts(site, title, package, heard) if heard else None,
            when(
                package.chosen and silent,
                h.p[f"Nothing stated on any of it: {site.words.parties(silent)}."],
            ),
        ],
    )


def _verdicts(site: Site, title: str, package: WhatIf, heard: Sequence[str]) -> h.Node:
    """A row for each question, a column for each party that stated anything."""
    telling = Telling(site.words)
    rows: list[tuple[h.Node, ...]] = []
    for cell, value in package.chosen.items():
        parameter = telling.parameter(cell)
        rows.append(
            (
                [
                    link(places.parameter(parameter.id, parameter.issue), site.words.cell(cell))
                    if parameter.issue in site.catalog.issues
                    else site.words.cell(cell),
                    ": ",
                    site.words.setting(value, parameter),
                ],
                *(
                    [
                        h.strong[telling.verdict(package.verdicts[party, cell])],
                        [
                            [h.br, _ground(site, telling, ground)]
                            for ground in package.verdicts[party, cell].grounds
                        ],
                    ]
                    for party in heard
                ),
            )
        )
    columns = ("question and answer", *(site.words.title("parties", party) for party in heard))
    return table(columns, rows, caption=f"{title}: verdicts and what they rest on")


def _ground(site: Site, telling: Telling, ground: Ground) -> h.Node:
    if ground.entry is not None:
        return told.entry(site, ground.entry)
    return told.ref(site, ground.place or "", told.titled(site, telling.ground(ground)))


def _option(plan: Plan, ref: str) -> Option:
    number, _, name = ref.partition("#")[2].partition("/")
    return next(option for option in plan[number].options if option.id == name)


def _number(ref: str) -> str:
    return ref.partition("#")[2].partition("/")[0]


def _anchor(ref: str) -> str:
    return places.anchor(ref.partition("#")[2])


def _page(id: str) -> str:
    return f"what-if/{id}.md"
