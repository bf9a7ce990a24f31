"""The JSON Schemas: as the model has them, and at one with the reader on real files."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from peaceplans import Plan, catalog
from peaceplans.reading.document import parse, read
from peaceplans.reading.fix import skeleton
from peaceplans.reading.schema import files, plan_schema, registry_schema, statements_schema
from peaceplans.reading.write import to_yaml
from peaceplans.testing import plans
from peaceplans.vocabulary import MODALITY, VOCABULARIES

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "plans" / "schema"
TEXTS = sorted((ROOT / "plans" / "texts").glob("*.yaml"))
REGISTRIES = sorted((ROOT / "plans" / "registry").rglob("*.yaml"))
CASES = [p for p in sorted((ROOT / "tests" / "cases").glob("*.yaml")) if p.stem != "positions"]

Change = Callable[[Any], None]


def committed(name: str) -> Any:
    """A committed schema."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return schema


PLAN_SCHEMA, REGISTRY_SCHEMA = committed("plan"), committed("registry")
PLAN = Draft202012Validator(PLAN_SCHEMA)
REGISTRY = Draft202012Validator(REGISTRY_SCHEMA)


def test_the_committed_schemas_are_up_to_date() -> None:
    """They are what the model gives; `python -m tools.schemas` writes them."""
    made = files(catalog().registry)
    assert {path.name for path in SCHEMAS.iterdir()} == set(made)
    for name, text in made.items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text


def test_schemas_are_the_same_each_time() -> None:
    """Nothing in them depends on the run."""
    assert json.dumps(plan_schema()) == json.dumps(plan_schema())
    assert json.dumps(registry_schema()) == json.dumps(registry_schema())


@pytest.mark.parametrize("path", [*TEXTS, *CASES], ids=lambda path: path.stem)
def test_plan_files_validate(path: Path) -> None:
    """The built-in plans and the worked cases, with and without known ids."""
    data = read(path).data
    assert [error.message for error in PLAN.iter_errors(data)] == []
    assert list(Draft202012Validator(plan_schema()).iter_errors(data)) == []


@pytest.mark.parametrize("path", REGISTRIES, ids=lambda path: path.stem)
def test_registry_files_validate(path: Path) -> None:
    """The built-in registries."""
    assert [error.message for error in REGISTRY.iter_errors(read(path).data)] == []


def test_the_skeleton_validates() -> None:
    """What `peaceplans new` writes."""
    text = skeleton("my-plan", "My plan", "2026-01")
    assert list(PLAN.iter_errors(parse(text.encode(), "new.yaml").data)) == []


@given(plans())
def test_every_valid_plan_validates(plan: Plan) -> None:
    """No plan that reads without a fault is underlined in an editor."""
    data = parse(to_yaml(plan).encode(), "plan.yaml").data
    assert [error.message for error in Draft202012Validator(plan_schema()).iter_errors(data)] == []


def sets(parameter: str, value: object) -> Change:
    """Set a parameter of the registry in the first commitment of point 6."""

    def change(data: Any) -> None:
        data["provisions"][5]["commitments"][0]["sets"] = {parameter: value}

    return change


def put(key: str, value: object) -> Change:
    """Give point 6 another value of a key."""

    def change(data: Any) -> None:
        data["provisions"][5][key] = value

    return change


def us_28(change: Change) -> Any:
    """The data of the 28 points with a change."""
    data = copy.deepcopy(read(ROOT / "plans" / "texts" / "us-28.yaml").data)
    assert data["provisions"][5]["number"] == "6"
    change(data)
    return data


FINE = {
    "number": sets("armed-forces-ceiling", 600000),
    "words": sets("frozen-assets-to-reconstruction", "100 billion"),
    "unit": sets("frozen-assets-to-reconstruction", "90 billion eur"),
    "range": sets("guarantee-duration", {"between": [15, 20]}),
    "blank": sets("armed-forces-ceiling", "unspecified"),
    "long": sets(
        "armed-forces-ceiling",
        {"value": 800000, "bound": "at-most", "only": ["peacetime"], "examples": [5, 10]},
    ),
    "key": sets("control", {"kherson": "line-of-contact"}),
    "keys": sets("recognition", {"not-named": {"five-regions": {"value": "de-facto"}}}),
    "members": sets("guarantors", ["united-states", "nato"]),
    "shares": sets("znpp-power-shares", {"russia": 50, "rest": 50}),
    "date": sets("eu-accession-date", "2027-01"),
    "own parameter": sets("of-the-file-itself", {"anything": [1]}),
    "condition in words": put("condition", "once all agree"),
    "condition on a point": put("condition", {"after": ["signature", "#11"]}),
    "condition on any": put("condition", {"when": {"any-of": ["signature", "ceasefire"]}}),
    "own party": put("between", ["a-party-of-the-file-itself"]),
}

BROKEN = {
    "a misspelt key": put("hedding", "Forces"),
    "a number without quotes": put("number", 6.1),
    "a number with a capital": put("number", "21.D"),
    "no summary": lambda data: data["provisions"][5].pop("summary"),
    "an unknown term": put("status", "almost-agreed"),
    "a text for a list": put("issues", "armed-forces-size"),
    "no truth value": put("open_list", "no"),
    "no id": put("issues", ["Armed Forces"]),
    "no reference": put("derives_from", ["us-28 point 6"]),
    "an unread date": lambda data: data.update(date="20 November 2025"),
    "a value of no choice": sets("nato-accession", "perhaps"),
    "no number": sets("armed-forces-ceiling", "many"),
    "a truth value for a number": sets("armed-forces-ceiling", True),
    "a list for a number": sets("armed-forces-ceiling", [600000]),
    "no key": sets("control", "russia"),
    "a key too many": sets("control", {"kherson": {"crimea": "russia"}}),
    "no member": sets("returned", ["tanks"]),
    "a share of more than all": sets("znpp-power-shares", {"russia": 150}),
    "a misspelt qualifier": sets("armed-forces-ceiling", {"value": 5, "bond": "exactly"}),
    "no bound": sets("armed-forces-ceiling", {"value": 5, "bound": "maximal"}),
    "a strange unit": sets("armed-forces-ceiling", {"value": 5, "unit": "tanks"}),
}


@pytest.mark.parametrize("name", FINE)
def test_what_a_plan_may_say_passes(name: str) -> None:
    """Every notation of values, keys of parameters, conditions, ids of the file itself."""
    assert [error.message for error in PLAN.iter_errors(us_28(FINE[name]))] == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plan_does_not_validate(name: str) -> None:
    """An editor shows the fault before the file is ever read."""
    assert list(PLAN.iter_errors(us_28(BROKEN[name])))


@pytest.mark.parametrize(
    "data",
    [
        {"partys": {}},
        {"parties": {"ukraine": {"title": "Ukraine"}}},
        {"parties": {"ukraine": {"title": "Ukraine", "kind": "country"}}},
        {"parties": {"Ukraine": {"title": "Ukraine", "kind": "state"}}},
        {"parameters": {"x": {"issue": "territory", "title": "X", "kind": "number"}}},
        {"sources": {"x": {"publisher": "X", "kind": "digest", "seen": "maybe"}}},
    ],
)
def test_a_broken_registry_does_not_validate(data: object) -> None:
    """Misspelt registries, missing keys, unknown terms, ids that are none."""
    assert list(REGISTRY.iter_errors(data))


class TestCompletion:
    """What an editor can offer."""

    def test_terms_of_every_vocabulary(self) -> None:
        """Each vocabulary stands in the schema of the files that use it, with its meanings."""
        of_statements = [
            statements_schema(catalog().registry, key) for key in ("positions", "events")
        ]
        schemas = [PLAN_SCHEMA, REGISTRY_SCHEMA, *of_statements]
        text = json.dumps(schemas, ensure_ascii=False)
        for vocabulary in VOCABULARIES:
            assert json.dumps(list(vocabulary), ensure_ascii=False) in text
        modality = PLAN_SCHEMA["$defs"]["modality"]
        assert modality["enum"] == list(MODALITY)
        assert all(meaning in modality["description"] for meaning in MODALITY.values())

    def test_keys_in_the_order_of_the_files(self) -> None:
        """`define` first, then as the class has its fields; each with what it is."""
        assert list(PLAN_SCHEMA["properties"])[:4] == ["define", "id", "title", "date"]
        point = PLAN_SCHEMA["$defs"]["Provision"]
        assert point["required"] == ["number", "summary"]
        assert point["additionalProperties"] is False
        assert "from" in PLAN_SCHEMA["$defs"]["Omission"]["properties"]

    def test_ids_and_parameters_of_the_registry(self) -> None:
        """Parties, places, issues and triggers by id; each parameter with its question."""
        definitions = PLAN_SCHEMA["$defs"]
        for name in ("parties", "places", "issues", "triggers"):
            assert definitions[f"id-of-{name}"]["anyOf"][0]["enum"] == list(
                getattr(catalog(), name, None) or getattr(catalog().registry, name)
            )
        known = definitions["Sets"]["properties"]
        assert list(known) == list(catalog().parameters)
        assert "How many personnel" in known["armed-forces-ceiling"]["description"]
