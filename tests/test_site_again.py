"""A site built again: the same bytes, only what differs, and as whole as a new one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import htpy as h
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceplans.catalogs.loading import catalog
from peaceplans.site import everything
from peaceplans.site.build import build
from peaceplans.site.context import Site
from peaceplans.site.rendering import rendered

TEXTS = st.text(max_size=12)
TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | TEXTS.map(rendered),
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.lists(below, max_size=4).map(tuple),
        st.builds(lambda name, text: h.p(title=text)[name], below, TEXTS),
        below.map(lambda node: h.fragment[node]),
        below.map(lambda node: h.div(".pp-box", hidden=True)[node, h.br, node]),
    ),
    max_leaves=20,
)


def held(top: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()}


@given(tree=TREES)
def test_nodes_are_rendered_as_htpy_does(tree: Any) -> None:
    """Reading elements directly gives the same text."""
    assert rendered(tree) == str(h.fragment[tree])


def test_several_processes_make_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """And in the same order as one alone."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    several = everything.laid_out(Site(catalog(None)))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert everything.laid_out(Site(catalog(None))) == several


def test_two_pages_at_one_place_are_refused() -> None:
    """Whichever kinds they are of."""
    with pytest.raises(ValueError, match=r"two pages at compare\.md"):
        everything.laid_out(Site(catalog(None)), (everything.compare, everything.compare))


def test_a_rebuild_is_as_a_new_build(drafts: Path, tmp_path: Path) -> None:
    """Byte for byte, search and all; what did not change is not written."""
    site, new = tmp_path / "one", tmp_path / "two"
    assert build(site, catalog=str(drafts))
    assert build(site, catalog=str(drafts)) == []
    own = drafts / "draft.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace("700000", "650000"), encoding="utf-8")
    changed = build(site, catalog=str(drafts))
    assert "points/draft/1.html" in changed
    assert "points/us-28/19.html" not in changed
    build(new, catalog=str(drafts))
    assert held(site) == held(new)
    found = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    pages = {each["location"].partition("#")[0] for each in found}
    assert {"points/us-28/19.html", "points/draft/1.html"} <= pages


def test_what_somebody_changed_is_made_again(drafts: Path, tmp_path: Path) -> None:
    """A page whose file is not as it was left, one that is gone, and a record that is not ours."""
    site = tmp_path / "site"
    build(site, catalog=str(drafts))
    whole = held(site)
    (site / "points/us-28/19.html").write_text("mine", encoding="utf-8")
    (site / "points/us-28/18.html").unlink()
    assert set(build(site, catalog=str(drafts))) == {"points/us-28/18.html", "points/us-28/19.html"}
    assert held(site) == whole
    for script in (site / "assets/inline").iterdir():
        script.unlink()
    build(site, catalog=str(drafts))
    assert held(site) == whole
    (site / ".peaceplans-pages").write_text("{}[", encoding="utf-8")
    build(site, catalog=str(drafts))
    assert held(site) == whole


def test_another_frame_makes_every_page_again(drafts: Path, tmp_path: Path) -> None:
    """A site of another name, and a text that is gone: pages, search and files beside them."""
    site, new = tmp_path / "one", tmp_path / "two"
    build(site, catalog=str(drafts))
    build(site, name="Ours")
    build(new, name="Ours")
    assert held(site) == held(new)
    assert not (site / "points/draft/1.html").exists()
