#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one scenario: a real engine, a scripted model, a real sender; then looks until Penstock shows what it must, and
looks again after the engine has stopped. Ends with 0, 1 (with both sides of the first difference), or 77 (skipped)."""
import argparse
import os
import pathlib
import subprocess
import sys
import time

sys.dont_write_bytecode = True

from engine import Engine  # noqa: E402
from expectations import Seen  # noqa: E402
from model_stub import ModelStub  # noqa: E402
from prepare import REASON, SKIPPED  # noqa: E402
from scenarios import SCENARIOS  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 20  # seconds until what was acknowledged must be visible


def send(scenario, engine, stub, runtime):
    program = {"python": runtime / "python/bin/python", "node": runtime / "node/node_modules/.bin/node"}
    kind, sender, *arguments = scenario.command
    here = HERE if kind == "python" else runtime / "node"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("OTEL_", "LANGSMITH_"))}
    environment = inherited | {
        "PENSTOCK_OTLP_HTTP": engine.ready["otlp_http"], "PENSTOCK_OTLP_GRPC": engine.ready["otlp_grpc"],
        "OPENAI_BASE_URL": stub.url, "OPENAI_API_KEY": "sk-the-stub-does-not-look", "PYTHONDONTWRITEBYTECODE": "1",
        "NO_PROXY": "127.0.0.1", "LANGSMITH_TRACING": "false"}
    done = subprocess.run([program[kind], here / sender, *arguments], env=environment, timeout=180,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0 or stub.unexpected:
        raise AssertionError(f"the sender failed ({done.returncode}) {stub.unexpected}\n{done.stdout}")


def look_until(check, engine):
    """The fold trails the acknowledgement by a bounded lag: looks again until the check holds or patience ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            check(Seen(engine))
            return
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def play(scenario, penstockctl, runtime):
    engine, stub = Engine(penstockctl), ModelStub(scenario.script)
    try:
        send(scenario, engine, stub, runtime)
        look_until(scenario.check, engine)
        stopped = engine.stop()
        if stopped != 0:
            raise AssertionError(f"serve ended with {stopped} after SIGTERM\n{engine.said()}")
        scenario.check(Seen(engine))
    finally:
        stub.close()
        engine.remove()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("scenario", choices=sorted(SCENARIOS))
    options.add_argument("--penstockctl", type=pathlib.Path, required=True)
    options.add_argument("--runtime", type=pathlib.Path, required=True)
    given = options.parse_args()
    reason = given.runtime / REASON
    if reason.exists():
        print(f"SKIPPED: {reason.read_text()}")
        return SKIPPED
    try:
        play(SCENARIOS[given.scenario], given.penstockctl.resolve(), given.runtime.resolve())
    except AssertionError as error:
        print(f"FAIL!  : {given.scenario}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
