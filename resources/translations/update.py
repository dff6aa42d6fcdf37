#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the catalogues of translations up to date with the texts of ui/: runs lupdate, then gives classes their
namespace, which lupdate does not see in `namespace a::b`. What has been translated stays. Run it from anywhere."""
import os
import pathlib
import re
import shutil
import subprocess

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


def main():
    ours = classes()
    for catalogue in sorted(HERE.glob("*.ts")):
        plain = catalogue.read_text(encoding="utf-8").replace(f"<name>{SPACE}", "<name>")
        catalogue.write_text(plain, encoding="utf-8")
        subprocess.run([TOOL, "-silent", "-locations", "none", "-no-obsolete", ROOT / "ui", "-ts", catalogue],
                       check=True, stderr=subprocess.DEVNULL)
        text = catalogue.read_text(encoding="utf-8")
        whole = re.sub(r"<name>(\w+)", lambda m: f"<name>{SPACE if m[1] in ours else ''}{m[1]}", text)
        catalogue.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
