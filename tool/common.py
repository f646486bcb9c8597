"""What the verbs share: errors, options, progress, programs."""
import getopt
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BAR = 30            # characters
STDERR = 2          # file descriptor


class ToolError(Exception):
    """What stops a verb: one line (or, for a choice, a few), and an exit status."""

    def __init__(self, message, status=1):
        Exception.__init__(self, message)
        self.status = status


def usage_error(verb, message):
    return ToolError('%s: %s (see scripts/atomvm --help)' % (verb, message), 2)


def options_of(verb, words, short, names):
    """({long name without dashes: value}, the other words).  short: {letter: name};
    a name ends in = where a value follows, as getopt has it."""
    letters = ''.join(k + (':' if v.endswith('=') else '') for k, v in short.items())
    try:
        pairs, rest = getopt.gnu_getopt(words, letters, names)
    except getopt.GetoptError as e:
        raise usage_error(verb, str(e))
    full = dict(('-' + k, '--' + v.rstrip('=')) for k, v in short.items())
    return dict((full.get(k, k)[2:], v) for k, v in pairs), rest


def number(verb, options, name, default):
    """The positive number that an option gives."""
    text = options.get(name, str(default))
    if not text.isdigit() or int(text) == 0:
        raise usage_error(verb, "--%s wants a number, not '%s'" % (name, text))
    return int(text)


def say(text):
    """A line for the user: on standard error, for standard output is the
    program's."""
    sys.stderr.write(text + '\n')


def which(name):
    """The path of a program, or None."""
    for folder in os.environ.get('PATH', os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def call(words, folder=None, env=None):
    """Run a program, with its output on standard error; ToolError where it
    is not there or fails."""
    if which(words[0]) is None and not os.path.isabs(words[0]):
        raise ToolError('%s is not on the path' % words[0])
    status = subprocess.call(words, cwd=folder, stdout=STDERR,
                             env=dict(os.environ, **(env or {})))
    if status != 0:
        raise ToolError('%s failed (status %d)' % (os.path.basename(words[0]), status))


def script(name):
    """The path of one of the scripts."""
    return os.path.join(ROOT, 'scripts', name)


class Progress(object):
    """How far something slow is: a bar on terminals, else a line when it
    begins and one when it has ended.  total: of the bytes, or whatever it counts."""

    def __init__(self, what, total, stream=None):
        self.what = what
        self.total = total
        self.done = 0
        self.stream = stream or sys.stderr
        self.is_terminal = self.stream.isatty()
        self.shown = -1
        if self.is_terminal:
            self.add(0)
        else:
            self.stream.write('%s ...\n' % what)

    def add(self, n):
        self.done += n
        percent = 100 * self.done // max(self.total, 1)
        if self.is_terminal and percent != self.shown:
            self.shown = percent
            bar = ('#' * (BAR * percent // 100)).ljust(BAR, '.')
            self.stream.write('\r%s [%s] %3d %%' % (self.what, bar, percent))
            self.stream.flush()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if self.is_terminal:
            self.stream.write('\n')
        elif kind is None:
            self.stream.write('%s: done\n' % self.what)
