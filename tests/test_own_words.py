"""Every text in ``plans/`` is in our own words: no eight in a row stand in a published wording."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
PUBLISHED = Path(__file__).parent / "data" / "published-wordings.txt"
OURS = "seven ferrymen of Zaporizhzhia share the lantern's light evenly, 50:50"
NAME_OF_EIGHT_WORDS = "Treaty on the Non-Proliferation of Nuclear Weapons"  # nobody's wording
QUOTED_IN_A_SOURCE = {"publisher", "title", "url"}


def load_tool(name: str) -> ModuleType:
    """Import a script of ``tools/``, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool("wording_hashes")


def texts(node: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield place and text of every string in a document; points are named by their number.

    Left out is what a source record quotes by nature: its title, publisher and address.
    """
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, list):
        for index, item in enumerate(node):
            label = item.get("number", index) if isinstance(item, dict) else index
            yield from texts(item, f"{place}[{label}]")
    elif isinstance(node, dict):
        for key, value in node.items():
            if not ("publisher" in node and key in QUOTED_IN_A_SOURCE):
                yield from texts(value, f"{place}.{key}" if place else str(key))


def load(file: Path) -> object:
    """Read a YAML file; its name stands in the error if that fails."""
    with file.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


def copies(folder: Path, published: Collection[str]) -> list[str]:
    """Describe every text in the folder's YAML files that holds a published run."""
    found = []
    for file in sorted(folder.rglob("*.yaml")):
        name = file.relative_to(folder.parent).as_posix()
        for place, text in texts(load(file)):
            shared = [" ".join(run) for run in tool.runs(text) if tool.digest(run) in published]
            if shared:
                more = f" and {len(shared) - 1} more" if shared[1:] else ""
                found.append(f"{name}: {place}: “{shared[0]}”{more} in: {text.strip()}")
    return found


def digests(text: str) -> frozenset[str]:
    """Hash a text of ours as if it were published."""
    return frozenset(tool.digest(run) for run in tool.runs(text))


def test_no_text_of_ours_repeats_a_published_wording() -> None:
    """No string of a data file shares eight words in a row with a published wording."""
    found = copies(PLANS, tool.read_digests(PUBLISHED) - digests(NAME_OF_EIGHT_WORDS))
    assert not found, "say it in our own words:\n" + "\n".join(found)


def test_there_are_texts_to_check() -> None:
    """The data files hold runs of eight words, so that the test above can find something."""
    every = (text for file in sorted(PLANS.rglob("*.yaml")) for _, text in texts(load(file)))
    assert any(any(tool.runs(text)) for text in every)


def test_the_file_holds_as_many_runs_as_its_header_says() -> None:
    """The hashes are complete and each is one: nothing was lost on the way."""
    count = re.search(r"# (\d+) different runs", PUBLISHED.read_text(encoding="utf-8"))
    assert count is not None
    published = tool.read_digests(PUBLISHED)
    assert len(published) == int(count[1]) > 3000
    assert all(re.fullmatch("[0-9a-f]{16}", line) for line in published)


def test_the_file_was_written_with_the_present_idea_of_a_word() -> None:
    """The hash of a known run is in the file: both sides cut words alike."""
    assert digests(tool.CANARY) <= tool.read_digests(PUBLISHED), "regenerate the file"


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        OURS.upper(),
        OURS.replace("'", "\u2019").replace(", 50:50", " \u2013 “50/50”"),
        f"The summary says that {OURS}, and more.",
    ],
)
def test_a_copy_is_caught_however_it_is_printed(tmp_path: Path, text: str) -> None:
    """Capitals, quotation marks, dashes and words around it do not hide a copy."""
    document = {"provisions": [{"summary": text, "number": "14"}]}
    (tmp_path / "copy.yaml").write_text(yaml.safe_dump(document, width=40), encoding="utf-8")
    (finding,) = copies(tmp_path, digests(OURS))
    assert "copy.yaml: provisions[14].summary: “seven ferrymen of" in finding
    assert text in finding


def test_seven_words_in_a_row_are_free(tmp_path: Path) -> None:
    """Only a run of eight counts."""
    seven = " ".join(OURS.split()[:7])
    (tmp_path / "short.yaml").write_text(f"note: {seven} burns low\n", encoding="utf-8")
    assert copies(tmp_path, digests(OURS)) == []


def test_only_the_title_of_a_source_may_quote(tmp_path: Path) -> None:
    """The title of a source is quoted by nature, that of a plan is ours."""
    record = {"publisher": "Own Words Weekly", "title": OURS, "note": "what it is"}
    document = {"sources": {"ours": record}, "title": OURS}
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    (finding,) = copies(tmp_path, digests(OURS))
    assert "sources.yaml: title: " in finding


def test_the_same_wordings_give_the_same_file(tmp_path: Path) -> None:
    """The file depends on the wordings and not on their order or capitals."""
    wordings = tmp_path / "wordings" / "some-plan"
    wordings.mkdir(parents=True)
    (wordings / "b.txt").write_text(OURS, encoding="utf-8")
    (wordings / "a.txt").write_text(OURS.upper(), encoding="utf-8")
    outputs = [tmp_path / "one", tmp_path / "two"]
    for output in outputs:
        assert tool.main([str(tmp_path / "wordings"), str(output)]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert tool.read_digests(outputs[0]) == digests(OURS) | digests(tool.CANARY)
    assert "from 2 files" in outputs[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [None, b"caf\xe9"])
def test_input_that_cannot_be_hashed_ends_with_code_2(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """No wordings, or none that are text, is told with the path and ends with 2."""
    if content is not None:
        (tmp_path / "latin.txt").write_bytes(content)
    with pytest.raises(SystemExit) as end:
        tool.main([str(tmp_path), str(tmp_path / "out")])
    assert end.value.code == 2
    assert str(tmp_path) in capsys.readouterr().err
