"""Days of uncertain dates: the first and the last that a date may mean."""

from __future__ import annotations

import re
from functools import cache

from peaceplans.values.notation import Misspelt, moment

DAY = re.compile(r"(\d{4}-\d\d-\d\d)[~?%]?")


@cache
def ends(date: str) -> tuple[str, str]:
    """The first and the last day (ISO) that an EDTF date may mean.

    Days, and intervals between days, are most of what there is; reading them needs no library,
    which would take longer to import than a whole question takes to answer.
    """
    parts = [DAY.fullmatch(part) for part in date.split("/")]
    if len(parts) <= 2 and parts[0] and parts[-1] and parts[0][1] <= parts[-1][1]:
        return parts[0][1], parts[-1][1]
    read = moment(date)
    return read.earliest, read.latest


def latest(date: str) -> str:
    """The last day that a date may mean."""
    return ends(date)[1]


def earliest(date: str) -> str:
    """The first day that a date may mean."""
    return ends(date)[0]


def came(date: str, at: str) -> bool:
    """Whether a date has surely come by a day: one that may still lie ahead has not."""
    return latest(date) <= at


def day_of(text: str) -> str:
    """The day that a question is asked at: the last of a month or year.

    Raises ValueError for what is no date.
    """
    try:
        return moment(text).latest
    except Misspelt:
        raise ValueError(f"{text!r} is no date such as 2026-01-10") from None
