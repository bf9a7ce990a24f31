"""A plan that tries to be more than text, wherever a plan may hold text."""

from __future__ import annotations

EVIL = "<script>document.title = 'caught'</script><img src=x onerror=alert(1)>"
DRAFT = """\
id: draft
title: "Draft {evil}"
date: "2026-01-31"
status: proposed
known: all
evidence: single
sources: [ours]
define:
  sources:
    ours: {{publisher: "Paper {evil}", kind: press-report, seen: read, title: "{evil}", url: "https://example.org/\\"{evil}"}}
  parameters:
    fence-height:
      title: "Height {evil}"
      question: "How high {evil}"
      issue: territory
      kind: quantity
      unit: km
provisions:
- number: "1"
  heading: "{evil}"
  summary: "{evil}"
  issues: [territory]
  note: "{evil}"
  commitments:
  - parties: [ukraine]
    modality: obligation
    action: "{evil} ](javascript:alert(1))"
    sets:
      armed-forces-ceiling: 700000
      fence-height: 1 km
      withdrawal: {{donetsk-rest: both-equally}}
- number: "2"
  heading: "{evil}"
  summary: "{evil}"
  issues: [territory]
  derives_from: [us-28#21]
  options:
  - id: high
    proposed_by: [ukraine]
    summary: "{evil}"
    note: "{evil}"
    commitments:
    - parties: [russia]
      modality: obligation
      action: "{evil}"
      sets: {{fence-height: 4 km, control: {{crimea: ukraine}}}}
"""


def draft() -> str:
    """The plan as a file."""
    return DRAFT.format(evil=EVIL.replace('"', '\\"'))
