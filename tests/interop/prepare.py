#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the runtimes of the interop tests in a build directory: a Python venv from requirements.txt (npm is in it), and
Node with its packages from js/package-lock.json. Done once per content of these files; ends with 77 (skipped) and the reason where a
registry cannot be reached."""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
REASON = "reason-for-skipping"


def fingerprint(*paths):
    return hashlib.sha256(b"\0".join((HERE / path).read_bytes() for path in paths)).hexdigest()


class Unreachable(Exception):
    pass


def run(command, what, **more):
    """Runs a registry's client; what it says goes to our output, its failure means the registry did not deliver."""
    try:
        subprocess.run(command, check=True, timeout=900, **more)
    except (OSError, subprocess.SubprocessError) as error:
        raise Unreachable(f"{what} could not be installed ({error})") from error


def once(folder, mark, make):
    """Calls make(folder) unless the folder was finished for the same inputs before."""
    stamp = folder / "finished-for"
    if stamp.exists() and stamp.read_text() == mark:
        return
    begun = time.monotonic()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    make(folder)
    stamp.write_text(mark)
    print(f"{folder.name} installed in {time.monotonic() - begun:.0f} s", flush=True)


def make_python(folder):
    run([sys.executable, "-m", "venv", folder], "a Python venv (package python3-venv)")
    run([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r",
         HERE / "requirements.txt"], "the Python senders from PyPI")


def make_node(folder):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "js" / name, folder)
    # npm itself comes out of the venv: Debian's package of it would bring more than three hundred others.
    path = f"{folder.parent / 'python/bin'}{os.pathsep}{os.environ['PATH']}"
    run([folder.parent / "python/bin/npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], "Node and the JavaScript senders from npm", cwd=folder,
        env=os.environ | {"PATH": path})
    run([folder / "node_modules/.bin/node", "--version"], "Node from the npm package node")


def main():
    runtime = pathlib.Path(sys.argv[1])
    runtime.mkdir(parents=True, exist_ok=True)
    reason = runtime / REASON
    reason.unlink(missing_ok=True)
    try:
        once(runtime / "python", fingerprint("requirements.txt"), make_python)
        once(runtime / "node", fingerprint("js/package.json", "js/package-lock.json"), make_node)
        for sender in (HERE / "js").glob("*.mjs"):  # Node looks for packages from where a file lies
            shutil.copy(sender, runtime / "node")
    except Unreachable as error:
        reason.write_text(str(error))
        print(f"SKIPPED: {error}")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
