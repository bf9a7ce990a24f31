"""Changes that a team has accepted, each by itself and with a reason."""

from __future__ import annotations

from typing import Any

import attrs

from peaceplans.model import terms as t
from peaceplans.values.record import Record


def _line() -> Any:
    return attrs.field(default=0, eq=False, repr=False)


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Acceptance(Record):
    """One change that is accepted, by its fingerprint, with the reason.

    It holds for the text `plan` (None: whichever has that change) up to and including the day
    `until`. `change` says what was accepted, for readers; nothing is decided by it.
    """

    fingerprint: t.Fingerprint
    reason: str
    plan: t.Slug | None = None
    until: t.Day | None = None
    change: str | None = None
    line: int = _line()

    def is_over(self, today: str) -> bool:
        """Whether it no longer holds on that day."""
        return self.until is not None and self.until < today
