"""Peace plans as structured provisions: load, compare and cite them.

>>> import peaceplans
>>> plan = peaceplans.load("us-28")
>>> plan["6"].commitments[0].sets["armed-forces-ceiling"].value
600000
"""

from __future__ import annotations

from peaceplans._version import VERSION as __version__

TYPE_CHECKING = False  # the name that type checkers take for True; typing is slow to import

if TYPE_CHECKING:
    from peaceplans.alignment import Alignment as Alignment
    from peaceplans.alignment import Link as Link
    from peaceplans.alignment import align as align
    from peaceplans.catalogs.loading import NotFound as NotFound
    from peaceplans.catalogs.loading import catalog as catalog
    from peaceplans.catalogs.loading import load as load
    from peaceplans.catalogs.store import Catalog as Catalog
    from peaceplans.comparison.change import Alternative as Alternative
    from peaceplans.comparison.change import Change as Change
    from peaceplans.comparison.change import PlanDiff as PlanDiff
    from peaceplans.comparison.compare import diff as diff
    from peaceplans.extent import Extent as Extent
    from peaceplans.extent import corpus as corpus
    from peaceplans.finding import Hit as Hit
    from peaceplans.finding import search as search
    from peaceplans.impact import Effect as Effect
    from peaceplans.impact import Effects as Effects
    from peaceplans.impact import effects as effects
    from peaceplans.ledger.accord import agreement as agreement
    from peaceplans.ledger.chronicle import timeline as timeline
    from peaceplans.ledger.coverage import coverage as coverage
    from peaceplans.ledger.findings import CellGap as CellGap
    from peaceplans.ledger.gaps import Gaps as Gaps
    from peaceplans.ledger.gaps import gap as gap
    from peaceplans.ledger.grid import Matrix as Matrix
    from peaceplans.ledger.grid import MatrixCell as MatrixCell
    from peaceplans.ledger.grid import matrix as matrix
    from peaceplans.ledger.grounds import Ground as Ground
    from peaceplans.ledger.grounds import Ledger as Ledger
    from peaceplans.ledger.packages import WhatIf as WhatIf
    from peaceplans.ledger.packages import what_if as what_if
    from peaceplans.ledger.stands import Stand as Stand
    from peaceplans.ledger.stands import Stands as Stands
    from peaceplans.ledger.stands import positions as positions
    from peaceplans.ledger.stands import shifts as shifts
    from peaceplans.ledger.verdicts import Verdict as Verdict
    from peaceplans.model.entries import Code as Code
    from peaceplans.model.entries import Issue as Issue
    from peaceplans.model.entries import Party as Party
    from peaceplans.model.entries import Place as Place
    from peaceplans.model.entries import Source as Source
    from peaceplans.model.entries import Trigger as Trigger
    from peaceplans.model.parameter import Parameter as Parameter
    from peaceplans.model.plan import Commitment as Commitment
    from peaceplans.model.plan import Condition as Condition
    from peaceplans.model.plan import Happenings as Happenings
    from peaceplans.model.plan import Implementation as Implementation
    from peaceplans.model.plan import Option as Option
    from peaceplans.model.plan import Plan as Plan
    from peaceplans.model.plan import Provision as Provision
    from peaceplans.model.plan import Reading as Reading
    from peaceplans.model.plan import Timing as Timing
    from peaceplans.model.position import Event as Event
    from peaceplans.model.position import Fact as Fact
    from peaceplans.model.position import Package as Package
    from peaceplans.model.position import Position as Position
    from peaceplans.model.registry import Registry as Registry
    from peaceplans.parallels import Precedents as Precedents
    from peaceplans.parallels import precedents as precedents
    from peaceplans.patching import BaseMismatch as BaseMismatch
    from peaceplans.patching import apply as apply
    from peaceplans.reading.diagnostics import Diagnostic as Diagnostic
    from peaceplans.reading.diagnostics import Invalid as Invalid
    from peaceplans.sequencing import Sequence as Sequence
    from peaceplans.sequencing import sequence as sequence
    from peaceplans.synoptic import Synopsis as Synopsis
    from peaceplans.synoptic import synopsis as synopsis
    from peaceplans.threeway import ThreeWay as ThreeWay
    from peaceplans.threeway import diff3 as diff3
    from peaceplans.tracing.life import trace as trace
    from peaceplans.tracing.steps import Trace as Trace
    from peaceplans.values.answers import Answers as Answers
    from peaceplans.values.setting import Between as Between
    from peaceplans.values.setting import Moment as Moment
    from peaceplans.values.setting import Setting as Setting
    from peaceplans.values.setting import Shares as Shares

# Public name → module: resolved when first used, so that importing the package costs nothing.
_WHERE = {
    "apply": "peaceplans.patching",
    "BaseMismatch": "peaceplans.patching",
    "search": "peaceplans.finding",
    "Hit": "peaceplans.finding",
    "precedents": "peaceplans.parallels",
    "Precedents": "peaceplans.parallels",
    "corpus": "peaceplans.extent",
    "Extent": "peaceplans.extent",
    "Fact": "peaceplans.model.position",
    "Code": "peaceplans.model.entries",
    "Implementation": "peaceplans.model.plan",
    "agreement": "peaceplans.ledger.accord",
    "gap": "peaceplans.ledger.gaps",
    "Gaps": "peaceplans.ledger.gaps",
    "CellGap": "peaceplans.ledger.findings",
    "matrix": "peaceplans.ledger.grid",
    "Matrix": "peaceplans.ledger.grid",
    "MatrixCell": "peaceplans.ledger.grid",
    "positions": "peaceplans.ledger.stands",
    "shifts": "peaceplans.ledger.stands",
    "Stand": "peaceplans.ledger.stands",
    "Stands": "peaceplans.ledger.stands",
    "timeline": "peaceplans.ledger.chronicle",
    "coverage": "peaceplans.ledger.coverage",
    "what_if": "peaceplans.ledger.packages",
    "WhatIf": "peaceplans.ledger.packages",
    "Verdict": "peaceplans.ledger.verdicts",
    "Ledger": "peaceplans.ledger.grounds",
    "Ground": "peaceplans.ledger.grounds",
    "effects": "peaceplans.impact",
    "Effects": "peaceplans.impact",
    "Effect": "peaceplans.impact",
    "sequence": "peaceplans.sequencing",
    "synopsis": "peaceplans.synoptic",
    "Synopsis": "peaceplans.synoptic",
    "trace": "peaceplans.tracing.life",
    "Trace": "peaceplans.tracing.steps",
    "diff3": "peaceplans.threeway",
    "ThreeWay": "peaceplans.threeway",
    "Sequence": "peaceplans.sequencing",
    "Package": "peaceplans.model.position",
    "Alignment": "peaceplans.alignment",
    "Link": "peaceplans.alignment",
    "align": "peaceplans.alignment",
    "NotFound": "peaceplans.catalogs.loading",
    "catalog": "peaceplans.catalogs.loading",
    "load": "peaceplans.catalogs.loading",
    "Catalog": "peaceplans.catalogs.store",
    "Alternative": "peaceplans.comparison.change",
    "Change": "peaceplans.comparison.change",
    "PlanDiff": "peaceplans.comparison.change",
    "diff": "peaceplans.comparison.compare",
    "Commitment": "peaceplans.model.plan",
    "Condition": "peaceplans.model.plan",
    "Happenings": "peaceplans.model.plan",
    "Option": "peaceplans.model.plan",
    "Plan": "peaceplans.model.plan",
    "Provision": "peaceplans.model.plan",
    "Reading": "peaceplans.model.plan",
    "Timing": "peaceplans.model.plan",
    "Event": "peaceplans.model.position",
    "Position": "peaceplans.model.position",
    "Issue": "peaceplans.model.entries",
    "Parameter": "peaceplans.model.parameter",
    "Party": "peaceplans.model.entries",
    "Place": "peaceplans.model.entries",
    "Registry": "peaceplans.model.registry",
    "Source": "peaceplans.model.entries",
    "Trigger": "peaceplans.model.entries",
    "Diagnostic": "peaceplans.reading.diagnostics",
    "Invalid": "peaceplans.reading.diagnostics",
    "Answers": "peaceplans.values.answers",
    "Between": "peaceplans.values.setting",
    "Moment": "peaceplans.values.setting",
    "Setting": "peaceplans.values.setting",
    "Shares": "peaceplans.values.setting",
}

__all__ = [
    "Alignment",
    "Alternative",
    "Answers",
    "BaseMismatch",
    "Between",
    "Catalog",
    "CellGap",
    "Change",
    "Code",
    "Commitment",
    "Condition",
    "Diagnostic",
    "Effect",
    "Effects",
    "Event",
    "Extent",
    "Fact",
    "Gaps",
    "Ground",
    "Happenings",
    "Hit",
    "Implementation",
    "Invalid",
    "Issue",
    "Ledger",
    "Link",
    "Matrix",
    "MatrixCell",
    "Moment",
    "NotFound",
    "Option",
    "Package",
    "Parameter",
    "Party",
    "Place",
    "Plan",
    "PlanDiff",
    "Position",
    "Precedents",
    "Provision",
    "Reading",
    "Registry",
    "Sequence",
    "Setting",
    "Shares",
    "Source",
    "Stand",
    "Stands",
    "Synopsis",
    "ThreeWay",
    "Timing",
    "Trace",
    "Trigger",
    "Verdict",
    "WhatIf",
    "__version__",
    "agreement",
    "align",
    "apply",
    "catalog",
    "corpus",
    "coverage",
    "diff",
    "diff3",
    "effects",
    "gap",
    "load",
    "matrix",
    "positions",
    "precedents",
    "search",
    "sequence",
    "shifts",
    "synopsis",
    "timeline",
    "trace",
    "what_if",
]


def __getattr__(name: str) -> object:
    if name in _WHERE:
        from importlib import import_module

        value = getattr(import_module(_WHERE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'peaceplans' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
