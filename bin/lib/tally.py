"""Counts the tests in a JUnit file: one line `passed N`, and a line for each other test.

usage: tally.py REPORT STATUS FILTER

STATUS is the exit status of the run that wrote the report. A run that failed without a failed
test counts as one failure, and so does a run without any test, unless a FILTER left none: nothing
may fail unseen.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree

PYTEST_RAN_NO_TEST = 5


def main(report: Path, status: int, is_filtered: bool) -> None:
    passed, failed, skipped = 0, [], []
    for case in cases(report):
        name = f"{case.get('classname', '')} {case.get('name', '')}".replace("`", "").strip()
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif (skip := case.find("skipped")) is not None:
            skipped.append(f"{name} ({skip.get('message') or (skip.text or '').strip()})")
        else:
            passed += 1

    ran_no_test = not (passed or failed or skipped) and status in (0, PYTEST_RAN_NO_TEST)
    if ran_no_test and not is_filtered:
        failed.append("the run had no test")
    if status != 0 and not failed and not ran_no_test:
        failed.append(f"the run ended with status {status}")

    print("passed", passed)
    for name in failed:
        print("failed", name)
    for name in skipped:
        print("skipped", name)


def cases(report: Path) -> list[ElementTree.Element]:
    """The test cases of a report; none if the run ended before it wrote one."""
    try:
        return list(ElementTree.parse(report).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return []


main(Path(sys.argv[1]), int(sys.argv[2]), is_filtered=sys.argv[3] != "")
