# SPDX-License-Identifier: GPL-3.0-or-later
"""The vocabulary in which a scenario says what Penstock must show, and one look at what it does show."""
import collections
import os
import pathlib
import re

GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"

# What a healthy sender causes; any other loss is a finding.
ORDINARY = {"received", "stored", "metric_points"}


class Seen:
    """One look through the command line. Compare with the plain equalities below: a failure names both sides."""

    def __init__(self, engine):
        self.agents = {row["name"]: row for row in engine.rows("agents")}
        self.steps = engine.rows("steps")
        self.delegations = engine.rows("delegations")
        self.traces = engine.rows("traces")
        self.losses = engine.rows("losses")
        self._engine = engine

    def agents_are(self, expected):
        """{name: (runs, input tokens, output tokens, cost in micro-USD)}, and nobody else."""
        same("agents (runs, input, output, cost in micro-USD)", expected, {
            name: (row["runs"], row["input_tokens"], row["output_tokens"], row["cost_micro_usd"])
            for name, row in self.agents.items()})

    def deployment_is(self, name):
        same("deployments", {name}, {row["deployment"] for row in self.agents.values()})

    def kinds_are(self, **expected):
        same("step kinds", expected, dict(collections.Counter(row["kind"] for row in self.steps)))

    def every_parent_is_here(self):
        same("steps only known from their children", [], [row["span_id"] for row in self.steps if row["missing"]])
        same("steps still open", [], [row["name"] for row in self.steps if row["running"]])

    def usage_counts_once(self, tokens_in, tokens_out):
        """Leaf calls, agents and traces tell the same sums."""
        leaves = [row for row in self.steps if row["usage_role"] == "leaf"]
        for what, rows in (("leaf steps", leaves), ("agents", self.agents.values()), ("traces", self.traces)):
            same(f"tokens summed over {what}", (tokens_in, tokens_out),
                 (sum(row["input_tokens"] or 0 for row in rows), sum(row["output_tokens"] or 0 for row in rows)))
        same("cost summed over traces and agents", sum(row["cost_micro_usd"] for row in self.agents.values()),
             sum(row["cost_micro_usd"] for row in self.traces))

    def cost_comes_from(self, source):
        same("where the cost of leaf calls comes from", {source},
             {row["cost_source"] for row in self.steps if row["usage_role"] == "leaf"})

    def delegations_are(self, *expected):
        """(from, to, strongest evidence, mode, how often), and no others."""
        same("delegations", sorted(expected), sorted(
            (row["from"], row["to"], row["evidence"], row["mode"], row["count"]) for row in self.delegations))

    def reads_like(self, golden):
        """Cascades, graph and exchanges read like golden/NAME.txt. PENSTOCK_WRITE_GOLDENS=1 writes that anew."""
        cascades = {without_moment(self._engine.text("cascade", row["trace_id"])) for row in self.traces}
        edges = sorted(self._engine.rows("delegations", "--all"), key=lambda row: (row["from"], row["to"]))
        graph = [f"{row['from']} -> {row['to']}: {row['evidence']}, {row['mode']}, {row['count']}" for row in edges]
        exchanges = [without_moment(self._engine.text("exchanges", row["from"], row["to"])) for row in edges]
        text = "\n".join(sorted(cascades) + ["graph", *graph, "", "exchanges", *exchanges])
        path = GOLDEN / f"{golden}.txt"
        if os.environ.get("PENSTOCK_WRITE_GOLDENS") == "1":
            path.write_text(text)
        same("cascades, graph and exchanges", path.read_text(), text)

    def nothing_was_lost(self):
        same("losses", [], [row for row in self.losses if row["kind"] not in ORDINARY])

    def count_of(self, kind):
        return sum(row["count"] for row in self.losses if row["kind"] == kind)

    def step(self, name):
        found = [row for row in self.steps if row["name"] == name]
        same(f"steps named {name}", 1, len(found))
        return found[0]


def without_moment(text):
    """What is another in every run goes: ids, how long things took, and so where the critical path runs."""
    text = re.sub(r"^[* ] ", "", text, flags=re.MULTILINE)
    text = re.sub(r"\b[0-9a-f]{32}\b", "ID", text)
    text = re.sub(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z(?:  [0-9a-f]{8} [0-9a-f]{16})?", "TIME", text)
    return re.sub(r",? ?\b[0-9][0-9.,]* (?:ns|us|\u00b5s|ms|s|min)\b", "", text)


def same(what, expected, seen):
    if expected != seen:
        raise AssertionError(f"{what}:\n  expected {expected}\n  seen     {seen}")
