#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the catalogues of translations up to date with the texts of ui/: runs lupdate, then gives classes their
namespace, which lupdate does not always see in `namespace a::b`. What has been translated stays. Run it from anywhere.
With --check it only says what is missing."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SPACE = "penstock::ui::"
TOOL = shutil.which("lupdate", path=os.environ["PATH"] + ":/usr/lib/qt6/bin")


def classes():
    """Those with Q_OBJECT: their texts go by the whole name. Others (Q_DECLARE_TR_FUNCTIONS) go by the name given."""
    found = set()
    for header in (ROOT / "ui").rglob("*.h"):
        found |= set(re.findall(r"class (\w+)[^;{]*\{\s*Q_OBJECT", header.read_text(encoding="utf-8")))
    return found


MESSAGE = re.compile(r"    <message>.*?</message>\n", re.S)


def messages(text):
    """Every message with the name of its class (or the context given), without namespaces."""
    for name, inside in re.findall(r"<context>\s*<name>(.*?)</name>(.*?)</context>", text, re.S):
        for message in MESSAGE.findall(inside):
            source = re.search(r"<source>(.*?)</source>", message, re.S)[1]
            yield name.rsplit("::", 1)[-1], source, message


def joined(text, before, ours):
    """lupdate finds some classes under two names: one context each, one message a source; what was translated stays."""
    known = {(name, source): message for name, source, message in messages(before)
             if 'type="unfinished"' not in message}
    contexts = {}
    for name, source, message in messages(text):
        whole = SPACE + name if name in ours else name
        contexts.setdefault(whole, {})[source] = known.get((name, source), message)
    blocks = (f"<context>\n    <name>{name}</name>\n{''.join(found.values())}</context>\n"
              for name, found in sorted(contexts.items()))
    return text[: text.index("<context>")] + "".join(blocks) + "</TS>\n"


def unfinished(text):
    return [source for _, source, message in messages(text) if 'type="unfinished"' in message]


def main():
    """With --check nothing is written: 1 when a catalogue is out of date or a text has no translation."""
    check = "--check" in sys.argv[1:]
    ours = classes()
    wrong = 0
    for catalogue in sorted(HERE.glob("*.ts")):
        before = catalogue.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            fresh = pathlib.Path(folder, catalogue.name)
            fresh.write_text(before, encoding="utf-8")
            subprocess.run([TOOL, "-silent", "-locations", "none", "-no-obsolete", "-I", ROOT, ROOT / "ui", ROOT / "app/desktop/step_exporter.cpp", "-ts",
                            fresh], check=True, stderr=subprocess.DEVNULL)
            after = joined(fresh.read_text(encoding="utf-8"), before, ours)
        if not check:
            catalogue.write_text(after, encoding="utf-8")
            continue
        wrong += after != before
        if after != before:
            print(f"{catalogue.name}: run resources/translations/update.py")
        for source in unfinished(after):
            print(f"{catalogue.name}: no translation of: {source}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
