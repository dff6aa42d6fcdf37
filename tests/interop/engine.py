# SPDX-License-Identifier: GPL-3.0-or-later
"""A real `penstockctl serve` on free ports with a data directory of its own, and what its command line shows of it."""
import json
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile


class Engine:
    def __init__(self, penstockctl):
        self._penstockctl = penstockctl
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="penstock-interop-"))
        self._data = self._folder / "data"
        self._errors = (self._folder / "stderr").open("w+")
        self._process = subprocess.Popen(
            [penstockctl, "serve", "--data-dir", self._data, "--otlp-http-port", "0", "--otlp-grpc-port", "0"],
            stdout=subprocess.PIPE, stderr=self._errors, text=True)
        self.ready = self._read_ready()

    def _read_ready(self):
        if not select.select([self._process.stdout], [], [], 30)[0]:
            raise AssertionError("penstockctl serve did not become ready within 30 s\n" + self.said())
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError("penstockctl serve ended instead of becoming ready\n" + self.said())
        return json.loads(line)

    def said(self):
        self._errors.flush()
        return "penstockctl said: " + pathlib.Path(self._errors.name).read_text()

    def text(self, verb, *options):
        done = subprocess.run([self._penstockctl, verb, "--data-dir", self._data, *options],
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise AssertionError(f"penstockctl {verb} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def rows(self, verb, *options):
        return [json.loads(line) for line in self.text(verb, "--json", *options).splitlines() if line]

    def stop(self):
        """Ends serve as a person would (SIGTERM) and answers its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=30)

    def remove(self):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()
        shutil.rmtree(self._folder, ignore_errors=True)
