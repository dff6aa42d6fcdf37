#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a test run with one honest line: `N passed, N failed` (and `, N skipped` if any).

Reads what ctest left in a build directory. A Qt Test program counts with its test functions (data rows one by one,
initTestCase and cleanupTestCase not counted when they pass); any other ctest entry counts as one. A program that
died, hung or could not start is at least one failure, whatever it had printed before. Under CI=true a skip fails.
"""
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)
FRAME = re.compile(r"^PASS\s+: \S+::(?:initTestCase|cleanupTestCase)\(\)", re.MULTILINE)
FAILED = re.compile(r"^(?:FAIL!|XPASS)\s+: .*(?:\n   Loc: .*)?", re.MULTILINE)
SKIPPED = re.compile(r"^SKIP\s+: (.*)|^SKIPPED: (.*)", re.MULTILINE)
START = re.compile(r"^\d+/\d+ Testing: (.+)$", re.MULTILINE)


def outputs(build):
    """What each test printed, by its name; from the log, because ctest shortens what stands in its XML."""
    log = (build / "Testing/Temporary/LastTest.log").read_text(errors="replace")
    starts = list(START.finditer(log))
    ends = [match.start() for match in starts[1:]] + [len(log)]
    return {match.group(1): log[match.end():end] for match, end in zip(starts, ends)}


def count(case, output):
    """(passed, failed, skipped) of one ctest entry."""
    status = case.get("status")
    skipped_whole = case.find("skipped")
    if skipped_whole is not None and "SKIP_RETURN_CODE" in skipped_whole.get("message", ""):
        return 0, 0, 1
    passed = failed = skipped = 0
    totals = TOTALS.findall(output)
    for numbers in totals:
        passed, failed, skipped = (a + int(b) for a, b in zip((passed, failed, skipped), numbers))
    if totals:
        passed -= len(FRAME.findall(output))
    elif status == "run":
        passed = 1
    if status != "run" and failed == 0:
        failed = 1
    return passed, failed, skipped


def main():
    build = pathlib.Path(sys.argv[1])
    report = build / "test-results.xml"
    if not report.exists():
        print("no test ran: ctest left no report")
        print("0 passed, 1 failed")
        return 1
    said = outputs(build)
    sums = [0, 0, 0]
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = case.get("name")
        output = said.get(name, "")
        numbers = count(case, output)
        sums = [a + b for a, b in zip(sums, numbers)]
        if numbers[1]:
            print(f"failed: {name} ({case.get('status')})")
            for line in FAILED.findall(output):
                print("    " + line.replace("\n", "\n    "))
        for reason in SKIPPED.findall(output):
            print(f"skipped: {name}: {reason[0] or reason[1]}")
    passed, failed, skipped = sums
    strict = os.environ.get("CI", "") not in ("", "0", "false")
    if strict and skipped:
        print("a skipped test fails in CI: what was skipped was not checked")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    nothing = passed + failed == 0
    return 1 if failed or nothing or (strict and skipped) else 0


if __name__ == "__main__":
    sys.exit(main())
