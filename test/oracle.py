"""Runs compiled Erlang programs on `erl` and on our VM and compares what they print.

Shared by test/lang and test/otp.  Each *_tests.erl exports start/0; `-s NAME start -s erlang halt` runs it, on erl (the
oracle) and on the VM; standard output and exit status must be equal, byte for byte.  Standard error is not compared.
"""
import difflib
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import threading

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SUFFIX = "_tests"
LIMIT = 60
LIMIT_UNTRANSLATED = 120
ORACLE_WORKERS = 2
VERSIONS = 3
#: Reports of crashed processes would go to standard output, with the time.
QUIET = ["-kernel", "logger_level", "none"]


def names(folder):
    """The programs of a folder, without their suffix, sorted; those about crypto only where the VM has it, see docs/build.md."""
    files = glob.glob(os.path.join(folder, "*" + SUFFIX + ".erl"))
    found = sorted(os.path.basename(f)[:-len(SUFFIX + ".erl")] for f in files)
    return [name for name in found if os.environ.get("ATOMVM_CRYPTO") == "1" or not name.startswith("crypto_")]


def says(folder, name, word):
    """Whether a line of the head of the source is `%% WORD`."""
    with open(os.path.join(folder, name + SUFFIX + ".erl")) as f:
        return any(f.readline().strip() == "%% " + word for _ in range(3))


def short_names(folder):
    """Those that are quick enough for the untranslated VM."""
    return [name for name in names(folder) if says(folder, name, "untranslated")]


def names32(folder):
    """Those that need no library that the VM with 32-bit words is not linked with."""
    return [name for name in names(folder) if not says(folder, name, "needs a foreign library")]


class Run(object):
    """One finished program: what it printed (bytes), and its exit status (None: it ran into the time limit)."""

    def __init__(self, out, err, status):
        self.out = out
        self.err = err
        self.status = status


def run(argv, limit):
    env = dict(os.environ, LC_ALL="C.UTF-8", ERL_CRASH_DUMP_SECONDS="0", HOME=ROOT)
    with open(os.devnull) as null:
        child = subprocess.Popen(argv, stdin=null, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=env,
                                 preexec_fn=os.setsid)
    late = []

    def stop():
        late.append(True)
        os.killpg(child.pid, signal.SIGKILL)
    timer = threading.Timer(limit, stop)
    timer.start()
    try:
        out, err = child.communicate()
    finally:
        timer.cancel()
    return Run(out, err, None if late else child.returncode)


class Programs(object):
    """The programs of one folder: compiled once, each run on erl at most once, two of them at a time ahead of the tests."""

    def __init__(self, folder, wanted):
        self.folder = folder
        self.wanted = wanted
        self.beams = tempfile.mkdtemp(prefix="atomvm-lang-")
        self.expected = {}
        self.locks = dict((name, threading.Lock()) for name in wanted)
        self.compile()
        self.queue = list(reversed(wanted))
        for _ in range(ORACLE_WORKERS):
            worker = threading.Thread(target=self.work)
            worker.daemon = True
            worker.start()

    def compile(self):
        # Relative names: they end up in the stack traces that the programs print.
        sources = [name + SUFFIX + ".erl" for name in self.wanted]
        child = subprocess.Popen(["erlc", "-o", self.beams] + sources, cwd=self.folder,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        out = child.communicate()[0]
        assert child.returncode == 0, "erlc failed:\n" + out
        if self.wanted:
            self.compile_versions()

    def compile_versions(self):
        """Modules that the programs load while they run: FOLDER/*_versions/*.erl, each with VERSION defined as 1, 2
        and 3, into the folders v1, v2 and v3 beside the programs."""
        sources = glob.glob(os.path.join(self.folder, "*_versions", "*.erl"))
        for version in range(1, VERSIONS + 1) if sources else []:
            beams = os.path.join(self.beams, "v%d" % version)
            os.mkdir(beams)
            subprocess.check_call(["erlc", "-DVERSION=%d" % version, "-o", beams] + sources)

    def arguments(self, name):
        return QUIET + ["-pa", self.beams, "-noshell", "-s", name + SUFFIX, "start", "-s", "erlang", "halt"]

    def work(self):
        while self.queue:
            try:
                name = self.queue.pop()
            except IndexError:
                return
            self.oracle(name)

    def oracle(self, name):
        with self.locks[name]:
            if name not in self.expected:
                self.expected[name] = run(["erl"] + self.arguments(name), LIMIT)
            return self.expected[name]

    def check(self, vm, name, limit=LIMIT):
        """Fail with a unified diff if vm (a path or an argument list) does not print what erl prints."""
        if isinstance(vm, str):
            vm = [vm]
        actual = run(vm + self.arguments(name), limit)
        expected = self.oracle(name)
        assert expected.status is not None, "erl itself took more than %d s" % LIMIT
        if actual.status is None:
            pytest.fail("no end after %d s; so far:\n%s" % (limit, difference(expected.out, actual.out)))
        if actual.out != expected.out or actual.status != expected.status:
            pytest.fail("erl ended with status %s, the VM with %s\n%s\nstandard error of the VM:\n%s" % (
                expected.status, actual.status, difference(expected.out, actual.out), tail(actual.err)))

    def remove(self):
        del self.queue[:]
        shutil.rmtree(self.beams, ignore_errors=True)


def difference(expected, actual, limit=60):
    lines = list(difflib.unified_diff(expected.splitlines(), actual.splitlines(), "erl", "vm", lineterm="", n=1))
    if len(lines) > limit:
        lines = lines[:limit] + ["... and %d more lines" % (len(lines) - limit)]
    return "\n".join(line if len(line) < 400 else line[:400] + "..." for line in lines)


def tail(text, limit=4000):
    return text if len(text) < limit else "..." + text[-limit:]


def selected(session, folder):
    """The names that the selected tests of a folder are about, so that only those are compiled and run."""
    found = set()
    for item in session.items:
        if os.path.dirname(str(item.fspath)) == folder and hasattr(item, "callspec"):
            found.add(item.callspec.params.get("name"))
    return sorted(found & set(names(folder)))
