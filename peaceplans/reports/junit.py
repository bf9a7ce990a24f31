"""The gate as JUnit XML, which most build servers show as tests: a suite for each text."""

from __future__ import annotations

from xml.etree.ElementTree import indent, tostring

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from peaceplans.gating import Compared, Gate
from peaceplans.reports.findings import ACCEPTED, STOPPED, Told, told
from peaceplans.reports.safe import in_a_log, printable


def render(gate: Gate) -> str:
    """One case for each text, which passes as it was compared, and one for each finding: what is
    stopped fails, what is accepted is skipped with the reason.
    """
    document = JUnitXml("peaceplans")
    found = told(gate)
    for compared in gate.compared:
        suite = TestSuite(compared.id)
        suite.add_testcase(_compared(compared))
        for each in found:
            if each.finding.text == compared.id and each.state in (STOPPED, ACCEPTED):
                suite.add_testcase(_case(each))
        document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]  # has no types
    indent(document._elem)
    text = tostring(document._elem, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{in_a_log(text)}\n'


def _compared(compared: Compared) -> TestCase:
    changes = len(compared.diff.changes) if compared.diff else 0
    return TestCase(f"compared: {changes} changes", compared.id)


def _case(each: Told) -> TestCase:
    finding = each.finding
    case = TestCase(f"{finding.rule} {each.where} [{finding.fingerprint}]", finding.text)
    if each.state == ACCEPTED:
        case.result = [Skipped(f"accepted: {each.reason}")]
    else:
        failure = Failure(each.text, finding.rule)
        failure.text = f"{printable(each.file)}:{each.line}\n{each.accept}"
        case.result = [failure]
    return case
