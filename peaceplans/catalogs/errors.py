"""What cannot be found."""

from __future__ import annotations


class NotFound(LookupError):
    """No plan, point, entry, file or revision of that name; the message names the nearest."""
