"""Exceptions of the virtual machine (a leaf: all may import it).

ErlangError is the only exception that BIFs raise and the interpreter catches;
LoadError says what is wrong with a file.  atomvm.term.fault has the raisers.
"""

# Classes of Erlang exceptions (OTP: erts/emulator/beam/error.h, EXTAG_*).
ERROR = 0
EXIT = 1
THROW = 2


class ErlangError(Exception):
    """An Erlang exception on its way.

    cls      ERROR, EXIT or THROW
    w_reason the reason (a term)
    w_trace  None, or the stack trace that it already has (a raw trace of the
             interpreter or a list of terms given to erlang:raise/3)
    w_args   None, or the arguments (an Erlang list) that the first entry of
             the stack trace shows instead of an arity
    w_info   None, or the map that erlang:error/3 puts under error_info
    export   None, or the native that raised it where it was called through a
             fun or apply (an Export of atomvm.beam.code)
    by_will  erlang:error/1 or the like, called that way, raised it
    """

    def __init__(self, cls, w_reason, w_trace=None, w_args=None, w_info=None):
        self.cls = cls
        self.w_reason = w_reason
        self.w_trace = w_trace
        self.w_args = w_args
        self.w_info = w_info
        self.export = None
        self.by_will = False


class Trap(Exception):
    """Raised by a BIF: go on with this function and these arguments instead.

    export       an Export (atomvm.beam.code)
    arguments    list of its arguments (terms)
    wants_place  the interpreter adds where it was raised (a raw trace)
    """

    def __init__(self, export, arguments, wants_place=False):
        self.export = export
        self.arguments = arguments
        self.wants_place = wants_place


class Yield(Exception):
    """Raised by a native that took long and gives w_result: go on behind it
    after others have had their turn."""

    def __init__(self, w_result):
        self.w_result = w_result


class ProcessGone(Exception):
    """Raised by a BIF when the running process has ended (exit signal to
    itself, halt): the interpreter leaves it without running handlers."""


class LoadError(Exception):
    """A file that can not be used: one line, naming file, chunk and offset."""

    def __init__(self, filename, chunk, offset, message):
        self.filename = filename
        self.chunk = chunk          # '' where the file as a whole is wrong
        self.offset = offset        # in bytes, from the start of the file
        self.message = message

    def text(self):
        where = self.filename
        if self.chunk:
            where += ': chunk ' + self.chunk
        if self.offset >= 0:
            where += ': offset ' + str(self.offset)
        return where + ': ' + self.message
