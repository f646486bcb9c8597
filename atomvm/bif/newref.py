"""Numbers of references that stand for something of the VM: tables, compiled
match specifications, arrays of counters (OTP calls them magic references).

Their first word is the largest one, which references of make_ref/0 never get.
"""
from atomvm.term.pid import MAX_FIRST_WORD

HI = (1 << 28) - 1


class MagicWords(object):
    """Counts through the other two words."""

    def __init__(self):
        self.mid = 0
        self.lo = 0

    def step(self):
        self.lo += 1
        if self.lo > MAX_FIRST_WORD:
            self.lo = 0
            self.mid += 1


WORDS = MagicWords()
