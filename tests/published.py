"""What is published of the two texts, written down from the fact sheets and not from the data.

The tests hold the data and the comparison against it: which points there are, and which point
of the one text stands where a point of the other stood.
"""

from __future__ import annotations


def _below(point: str, letters: str) -> list[str]:
    return [f"{point}.{letter}" for letter in letters.split()]


US_28 = [
    *map(str, range(1, 29)),
    *_below("10", "a b c d"),
    *_below("12", "a b c d e f"),
    *_below("13", "a b c"),
    *_below("14", "i ii iii iv v vi"),
    *_below("20", "a b c"),
    *_below("21", "a b c d"),
    *_below("24", "a b c d"),
]
"""28 points, 24 lettered sub-points under six of them, six unlettered clauses under point 14."""

UA_US_20 = [
    *map(str, range(1, 21)),
    *_below("2", "i ii iii"),
    *_below("5", "a b b.i b.ii c d"),
    *_below("7", "i ii"),
    *_below("8", "a b c f wg use"),  # d and e are inferred from the 28 points, in no text read
    *_below("9", "a claims"),
    *_below("13", "i ii"),
    *_below("14", "a b c d"),
    *_below("16", "i ii iii"),
    *_below("17", "i ii iii"),
    *_below("19", "i ii iii"),
]
"""20 points and the sub-points that were seen in at least one text."""

UA_US_20_TERMS = ["ratification", "entry-into-force", "referendum", "simultaneity"]
"""Clauses of the framework that stand in no numbered point."""

CONCORDANCE = {
    "1": {"1"},
    "2": {"2"},
    "3": {"5"},
    "4": {"6"},
    "5.a": {"10"},
    "5.b": {"10"},
    "5.c": {"10"},
    "5.d": set(),
    "6": {"16"},
    "7": {"11"},
    "8": {"12"},
    "9": {"12", "14"},
    "10": set(),
    "11": {"18"},
    "12": {"19"},
    "13": {"20"},
    "14": {"21"},
    "15": {"22"},
    "16": {"23"},
    "17": {"24"},
    "18": {"25"},
    "19": {"27"},
    "20": {"28"},
}
"""Point of the framework → points of the draft that stood where it stands, row by row."""

TAKEN_OUT = "5.c"
"""The clause on compensating the United States, taken out of the framework."""

NEW = ["5.d", "10"]
"""Points of the framework that had no counterpart."""

WITHOUT_COUNTERPART = [
    "3", "4", "7", "8", "9", "13", "13.a", "13.b", "13.c",
    "14.i", "14.ii", "14.iii", "14.iv", "14.v", "14.vi",
    "15", "17", "20.b", "20.c", "26",
]  # fmt: skip
"""Items of the draft that are in no list of the framework: out, or said to be elsewhere."""

NOT_ESTABLISHED = ["12.d", "12.e", "24.c", "24.d"]
"""Items of the draft of which nobody knows whether the framework has them."""
