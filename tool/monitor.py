"""atomvm monitor: a board's console.

What comes is printed as it comes; at the end of a line, what trace.py knows about
it. What is typed goes to the board; Ctrl-] ends.
"""
import datetime
import os
import select
import sys
import termios
import tty

import serial

from tool import port, trace
from tool.common import ToolError, number, options_of, say, usage_error

END = '\x1d'            # Ctrl-]
RETRY = 0.25            # seconds between attempts to open a port that has gone
LONGEST = 4096          # bytes of a line that are looked at
PIECE = 4096            # bytes at most of a read


class Output(object):
    """Prints the console's bytes.  decoder: a trace.Decoder; stamped: each line
    begins with the time; log: a file that gets the same, or None; raw: lines end
    in a carriage return, too, as a raw terminal wants them."""

    def __init__(self, out, decoder, stamped=False, log=None, raw=False):
        self.out = out
        self.decoder = decoder
        self.stamped = stamped
        self.log = log
        self.raw = raw
        self.line = ''

    def write(self, text):
        if self.log:
            self.log.write(text)
            self.log.flush()
        self.out.write(text.replace('\n', '\r\n') if self.raw else text)

    def add(self, data):
        for piece in data.replace('\r', '').splitlines(True):
            if self.stamped and not self.line:
                self.write(datetime.datetime.now().strftime('%H:%M:%S.%f')[:-3] + ' ')
            self.write(piece)
            self.line = (self.line + piece)[:LONGEST]
            if piece.endswith('\n'):
                line, self.line = self.line.rstrip('\n'), ''
                for note in self.decoder.notes(line):
                    self.write('    ^ %s\n' % note)
        self.out.flush()

    def remark(self, text):
        """A line of our own."""
        self.write('%s-- %s\n' % ('\n' if self.line else '', text))
        self.line = ''
        self.out.flush()


class Monitor(object):
    """A console at a port, and a keyboard (a file descriptor)."""

    def __init__(self, path, baud, output, keyboard):
        self.path = path
        self.baud = baud
        self.output = output
        self.keyboard = keyboard
        self.line = port.open_port(path, baud)

    def run(self):
        """Until Ctrl-] is typed."""
        try:
            while self.step():
                pass
        finally:
            if self.line is not None:
                self.line.close()

    def step(self):
        """Wait for the next bytes; False at the end."""
        fds = [] if self.keyboard is None else [self.keyboard]
        if self.line is None:
            ready = select.select(fds, [], [], RETRY)[0]
        else:
            ready = select.select(fds + [self.line.fileno()], [], [])[0]
        if self.keyboard is not None and self.keyboard in ready:
            if not self.typed(os.read(self.keyboard, PIECE)):
                return False
        if self.line is None:
            self.reopen()
        elif self.line.fileno() in ready:
            self.arrived()
        return True

    def typed(self, keys):
        if not keys:
            self.keyboard = None        # no more will come
            return True
        text, end, _ = keys.partition(END)
        if text and self.line is not None:
            try:
                self.line.write(text)
            except (serial.SerialException, EnvironmentError):
                self.lost()
        return not end

    def arrived(self):
        try:
            data = os.read(self.line.fileno(), PIECE)
        except EnvironmentError:
            data = ''
        if data:
            self.output.add(data)
        else:
            self.lost()

    def lost(self):
        self.line.close()
        self.line = None
        self.output.remark('the device has gone; waiting for it')

    def reopen(self):
        try:
            self.line = port.open_port(self.path, self.baud)
        except ToolError:
            return
        self.output.remark('the device is back')


class RawKeyboard(object):
    """Each key at once, and Ctrl-C for the board, too; where standard input is
    a terminal."""

    def __init__(self):
        self.is_terminal = sys.stdin.isatty()

    def __enter__(self):
        if self.is_terminal:
            self.before = termios.tcgetattr(0)
            tty.setraw(0)
        return self

    def __exit__(self, kind, value, traceback):
        if self.is_terminal:
            termios.tcsetattr(0, termios.TCSADRAIN, self.before)


def open_log(path):
    try:
        return open(path, 'a') if path else None
    except EnvironmentError as e:
        raise ToolError(str(e))


def main(words):
    options, rest = options_of('monitor', words, {'p': 'port=', 'b': 'baud=', 't': 'time'}, [
        'port=', 'baud=', 'time', 'pack=', 'elf=', 'log='])
    if rest:
        raise usage_error('monitor', "too many arguments: '%s'" % rest[0])
    baud = number('monitor', options, 'baud', 115200)
    decoder = trace.Decoder(options['pack'].split(',') if 'pack' in options else (),
                            options.get('elf'))
    log = open_log(options.get('log'))
    path = options.get('port') or port.find()
    keys = RawKeyboard()
    output = Output(sys.stdout, decoder, 'time' in options, log, keys.is_terminal)
    monitor = Monitor(path, baud, output, 0)
    say('-- %s at %d baud; Ctrl-] ends' % (path, baud))
    with keys:
        monitor.run()
    say('')
