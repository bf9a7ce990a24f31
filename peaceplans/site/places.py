"""Where each thing has its page: addresses that stay."""

from __future__ import annotations

import re

from peaceplans.model.plan import Plan


def text(plan: str) -> str:
    """The page of a text."""
    return f"texts/{plan}.md"


def point(plan: Plan | str, number: str) -> str:
    """The page of a point: the one of the top-level point that it belongs to, at its anchor.

    `14/zone` is the option of a point.
    """
    id = plan if isinstance(plan, str) else plan.id
    top = number.partition("/")[0].partition(".")[0]
    page = f"points/{id}/{top}.md"
    return page if number == top else f"{page}#{anchor(number)}"


def ref(point_ref: str) -> str:
    """The page of what `us-28#21.d` names; of the whole text where no number follows."""
    plan, mark, number = point_ref.partition("#")
    return point(plan, number) if mark else text(plan)


def anchor(name: str) -> str:
    """A name as an anchor of a page."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in name.lower())
    return kept if kept[:1].isalpha() else f"p{kept}"


def issue(id: str) -> str:
    """The page of an issue."""
    return f"issues/{id}.md"


def parameter(id: str, issue_id: str) -> str:
    """Where a parameter is shown: on the page of its issue."""
    return f"issues/{issue_id}.md#{anchor(id)}"


def party(id: str) -> str:
    """The page of a party."""
    return f"parties/{id}.md"


def stand(party_id: str, issue_id: str) -> str:
    """The page of what a party said on an issue."""
    return f"parties/{party_id}--{issue_id}.md"


def entry(id: str, party_id: str, issue_id: str) -> str:
    """Where a statement is shown: on the page of its first party on its issue."""
    return f"{stand(party_id, issue_id)}#{anchor(id)}"


def event(id: str) -> str:
    """Where an event is shown: on the page of the year that its id names, if it names one."""
    year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", id)
    return f"events/{year[0]}.md#{anchor(id)}" if year else f"events.md#{anchor(id)}"


def comparison(old: str, new: str) -> str:
    """The page of a comparison."""
    return f"comparisons/{old}--{new}.md"


def change(old: str, new: str, fingerprint: str) -> str:
    """Where a change is shown: on the page of its comparison."""
    return f"{comparison(old, new)}#c{fingerprint}"


def source(id: str) -> str:
    """Where a source is shown: on the page of its first two letters."""
    return f"sources/{anchor(id[:2])}.md#{anchor(id)}"


def rule(id: str) -> str:
    """Where a rule of change is shown."""
    return f"rules-of-change.md#{anchor(id)}"
