"""The gate as outputs of a step: `name=value` lines for the file that GITHUB_OUTPUT names."""

from __future__ import annotations

from peaceplans.gating import Gate


def render(gate: Gate) -> str:
    """One line for each output. No value holds text of a plan."""
    values = {
        "failed": str(gate.failed).lower(),
        "stopped": len(gate.stopped),
        "accepted": len(gate.accepted),
        "outdated": len(gate.over) + len(gate.stale),
        "texts": len(gate.compared),
        **gate.counts(),
    }
    return "".join(f"{name}={value}\n" for name, value in values.items())
