"""What a hurried reader looks up from the front page: each answer is one link away."""

from __future__ import annotations

import re

import pytest
from small import plan as read
from small import point

from peaceplans.catalogs.loading import catalog
from peaceplans.catalogs.store import Catalog
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.site.context import Site
from peaceplans.site.layout import body
from peaceplans.site.pages.front import front
from peaceplans.site.pages.issues import issues
from peaceplans.site.pages.texts import texts

PLANT = "issues/zaporizhzhia-npp.md"


@pytest.fixture(scope="module")
def site() -> Site:
    """The built-in data."""
    return Site(catalog())


def test_an_issue_is_looked_up_in_one_row(site: Site) -> None:
    """Its row leads to what either text says of it, and to what parties said."""
    (page,) = front(site)
    (row,) = re.findall(rf'<tr><th scope="row"><a href="page:{PLANT}">.*?</tr>', body(page))
    assert re.findall(r'href="page:([^"]+)"', row) == [
        PLANT,
        "points/us-28/19.md",
        "points/ua-us-20/12.md",
        f"{PLANT}#statements",
    ]


def test_an_issue_begins_with_parties_and_texts(site: Site) -> None:
    """Who stands where and what texts say come before the questions; every statement has a date."""
    page = next(page for page in issues(site) if page.path == PLANT)
    assert [part.id for part in page.parts][:3] == ["now", "points-of-texts", "statements"]
    said = body(page._replace(parts=(page.parts[2],)))
    count = sum(
        entry.issue == "zaporizhzhia-npp" and entry.stance != NOTHING_FOUND
        for entry in site.catalog.positions
    )
    assert said.count("In full</a>") == count
    assert said.count("pp-backed") >= count


def test_whose_text_it_is_stays_unknown() -> None:
    """A text without recorded authors is not told as one by nobody."""
    plan = read(point("status: agreed"))
    page = next(iter(texts(Site(Catalog({plan.id: plan}, plan.registry, "0")))))
    assert "authors not recorded" in body(page)
