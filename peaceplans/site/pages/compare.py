"""The page on which readers choose texts and issues, and the data that its script works on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.reports.plan_report import parameter_of
from peaceplans.reports.words import Words
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.files import as_script
from peaceplans.site.page import PAGE, Page, link

DATA, SCRIPT = "compare-data.js", "assets/peaceplans/compare.js"


def compare(site: Site) -> Iterator[Page]:
    """The page, with all texts as data beside it."""
    yield Page(
        "compare.md",
        "Compare",
        [
            h.p(".pp-said")[
                "Choose two or more texts and any issues: what each has on them, side by side. "
                "The address of the page then leads to the same choice again."
            ],
            h.noscript[
                h.p[
                    "This page needs scripts. Without them there are ",
                    link("comparisons/index.md", "the listed comparisons"),
                    " and ",
                    link("synopsis.md", "the texts side by side"),
                    ".",
                ]
            ],
            h.form(".pp-tools", id="pp-compare", hidden=True)[
                h.fieldset[
                    h.legend["Texts"],
                    [
                        _choice("text", plan.id, f"{plan.title} ({plan.date})")
                        for plan in site.plans
                    ],
                ],
                h.fieldset[
                    h.legend["Issues (all, if none is chosen)"],
                    [_choice("issue", id, site.words.title("issues", id)) for id in site.issues],
                ],
            ],
            h.div(id="pp-compared", aria_live="polite"),
            h.script(src=f"{PAGE}{DATA}", defer=True),
            h.script(src=f"{PAGE}{SCRIPT}", defer=True),
        ],
        files={DATA: as_script("peaceplansData", _data(site))},
        described="Any texts and issues side by side.",
    )


def _choice(kind: str, id: str, title: str) -> h.Element:
    return h.label(".pp-choice")[h.input(type="checkbox", name=kind, value=id), " ", title]


def _data(site: Site) -> dict[str, Any]:
    return {
        "issues": {id: site.words.title("issues", id) for id in site.issues},
        "texts": {plan.id: _text(plan) for plan in site.plans},
    }


def _text(plan: Plan) -> dict[str, Any]:
    words = Words(plan.registry)
    points, values = [], []
    for point in plan.walk():
        points.append(
            {
                "number": point.number,
                "heading": point.heading or "",
                "summary": point.summary,
                "issues": list(point.issues),
                "address": _address(plan, point.number),
                "unread": point.known == "none",
            }
        )
        holders = [("", point.commitments), *((o.id, o.commitments) for o in point.options)]
        for option, commitments in holders:
            for commitment in commitments:
                for cell, setting in commitment.sets.items():
                    parameter = parameter_of(words, cell)
                    said = words.setting(setting, parameter)
                    values.append(
                        {
                            "cell": words.cell(cell),
                            "issue": parameter.issue if parameter else "",
                            "value": f"{said} (option {option})" if option else said,
                            "number": point.number,
                            "address": _address(plan, point.number),
                        }
                    )
    return {
        "title": plan.title,
        "date": plan.date,
        "whole": plan.known == "all",
        "points": points,
        "values": values,
    }


def _address(plan: Plan, number: str) -> str:
    """Where a point is, as seen from this page; addresses that end in folders have no `.html`."""
    path, mark, anchor = places.point(plan, number).partition("#")
    return f"{path.removesuffix('.md')}{mark}{anchor}"
