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
    from peaceplans.model.entries import Issue as Issue
    from peaceplans.model.entries import Party as Party
    from peaceplans.model.entries import Place as Place
    from peaceplans.model.entries import Source as Source
    from peaceplans.model.entries import Trigger as Trigger
    from peaceplans.model.parameter import Parameter as Parameter
    from peaceplans.model.plan import Commitment as Commitment
    from peaceplans.model.plan import Condition as Condition
    from peaceplans.model.plan import Happenings as Happenings
    from peaceplans.model.plan import Option as Option
    from peaceplans.model.plan import Plan as Plan
    from peaceplans.model.plan import Provision as Provision
    from peaceplans.model.plan import Reading as Reading
    from peaceplans.model.plan import Timing as Timing
    from peaceplans.model.position import Event as Event
    from peaceplans.model.position import Position as Position
    from peaceplans.model.registry import Registry as Registry
    from peaceplans.reading.diagnostics import Diagnostic as Diagnostic
    from peaceplans.reading.diagnostics import Invalid as Invalid
    from peaceplans.values.answers import Answers as Answers
    from peaceplans.values.setting import Between as Between
    from peaceplans.values.setting import Moment as Moment
    from peaceplans.values.setting import Setting as Setting
    from peaceplans.values.setting import Shares as Shares

# Public name → module: resolved when first used, so that importing the package costs nothing.
_WHERE = {
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
    "Between",
    "Catalog",
    "Change",
    "Commitment",
    "Condition",
    "Diagnostic",
    "Event",
    "Happenings",
    "Invalid",
    "Issue",
    "Link",
    "Moment",
    "NotFound",
    "Option",
    "Parameter",
    "Party",
    "Place",
    "Plan",
    "PlanDiff",
    "Position",
    "Provision",
    "Reading",
    "Registry",
    "Setting",
    "Shares",
    "Source",
    "Timing",
    "Trigger",
    "__version__",
    "align",
    "catalog",
    "diff",
    "load",
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
