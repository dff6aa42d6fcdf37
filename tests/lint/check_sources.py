#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what no compiler checks: who may include whom, where outside libraries may appear, lengths, licence lines.

The arrows are those of DESIGN.md section 4. Reads the files git knows (and new ones it does not ignore), prints
`file:line: sentence` for each finding and ends with 1 when there is one.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Direct arrows; what may be included is everything that can be reached.
ARROWS = {
    "base": [],
    "model": ["base"],
    "query": ["model"],
    "pricing": ["model"],
    "net": ["base", "model"],  # the OTLP service interface speaks in model terms
    "dialect": ["model"],
    "store": ["query", "model"],
    "fleet": ["pricing", "query"],
    "fields": ["fleet", "query"],
    "detect": ["fleet"],
    "alarm": ["detect"],
    "ingest": ["dialect", "net"],
    "gate": ["alarm", "net", "store"],
    "replay": ["gate", "store"],
    "session": ["fields", "replay", "ingest", "net", "store"],
}

# Outside headers and the only folders that may include them.
CONFINED = [
    (re.compile(r"^sqlite3\.h$"), "sqlite3.h", {"core/store", "tests/bench", "tests/core/store"}),
    (re.compile(r"^(boost/(asio|beast)|grpc(pp)?/)|\.grpc\.pb\.h$"), "Asio, Beast and gRPC",
     {"core/net", "tests"}),
    (re.compile(r"^openssl/(ssl|tls1)"), "OpenSSL's TLS", {"core/net", "tests"}),
]
QT = re.compile(r"^(Q[A-Z]\w*|Qt[A-Z]\w*/.*)$")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
SPDX = "SPDX-License-Identifier: "
MAX_FILE = 400
MAX_FUNCTION = 120
OUR_WORDS = {".cpp", ".h", ".py", ".mjs", ".cmake", ".sh"}


def reachable(folder):
    seen, todo = {folder}, [folder]
    while todo:
        for below in ARROWS.get(todo.pop(), []):
            if below not in seen:
                seen.add(below)
                todo.append(below)
    return seen


ALLOWED = {folder: reachable(folder) for folder in ARROWS}
# The screens see the core through these, and through the headers that session's own headers hand on (the snapshot).
UI_SEES = {"session", "fields", "model", "query", "base"}
READ_A_SNAPSHOT = {"core/alarm/alarm_groups.h", "core/detect/rules.h", "core/detect/authority.h"}


def files():
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                            capture_output=True, text=True).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def handed_on_by_session():
    """Headers that core/session/*.h include: a snapshot is made of them; and those of pure functions that read one."""
    found = set(READ_A_SNAPSHOT)
    for header in (ROOT / "core/session").glob("*.h"):
        found |= {match.group(1) for match in map(INCLUDE.match, header.read_text().split("\n")) if match}
    return found


def include_findings(place, target, handed_on):
    """Sentences about one include of `target` in the file `place` (relative path)."""
    top, folder = place.parts[0], place.parts[1] if len(place.parts) > 2 else ""
    if top == "core" and QT.match(target):
        yield f"core knows no Qt, but this includes {target}"
    for pattern, what, allowed in CONFINED:
        if pattern.search(target) and not any(place.is_relative_to(where) for where in allowed):
            yield f"{what} may be included only in {', '.join(sorted(allowed))}"
    parts = target.split("/")
    if parts[0] == "core" and len(parts) > 2:
        if top == "core" and parts[1] not in ALLOWED.get(folder, set()):
            yield f"core/{folder} must not include core/{parts[1]} (allowed: {', '.join(sorted(ALLOWED.get(folder, [])))})"
        if top == "ui" and parts[1] not in UI_SEES and target not in handed_on:
            yield f"ui sees the core through session, fields, model and query only, not core/{parts[1]}"
    if parts[0] in ("ui", "app") and top == "core":
        yield f"core must not include {parts[0]}"
    if parts[0] == "app" and top == "ui":
        yield "ui must not include app"


def long_functions(lines):
    """(first line, length) of bodies that close at column 0 or at one level of class indentation, too long."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{" or (line.endswith(") {") or line.endswith("const {")) and not line.startswith(" "):
            start = number
        elif line.startswith("}") and start is not None:
            if number - start + 1 > MAX_FUNCTION:
                yield start, number - start + 1
            start = None


def findings(path, handed_on):
    place = path.relative_to(ROOT)
    lines = path.read_text(errors="replace").split("\n")
    if SPDX not in "\n".join(lines[:3]):
        yield 1, "the SPDX licence line is missing"
    if path.suffix not in (".cpp", ".h"):
        return
    if len(lines) - 1 > MAX_FILE:
        yield 1, f"{len(lines) - 1} lines; a file has at most {MAX_FILE}"
    for start, length in long_functions(lines):
        yield start, f"a function of {length} lines; at most {MAX_FUNCTION}"
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if match:
            for sentence in include_findings(place, match.group(1), handed_on):
                yield number, sentence


def main():
    found = 0
    handed_on = handed_on_by_session()
    for path in files():
        if path.suffix not in OUR_WORDS and path.name not in ("CMakeLists.txt", "dev"):
            continue
        if path.name == "package-lock.json" or path.relative_to(ROOT).parts[0] == "build":
            continue
        for number, sentence in findings(path, handed_on):
            found += 1
            print(f"{path.relative_to(ROOT)}:{number}: {sentence}")
    if found:
        print(f"{found} findings in the sources")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
