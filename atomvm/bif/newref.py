"""Numbers of references that stand for something of the VM: tables, compiled
match specifications, arrays of counters (OTP calls them magic references).

Their first word is the largest one, which references of make_ref/0 never get.
"""
HI = (1 << 28) - 1
LIMIT = 1 << 28


class MagicWords(object):
    """Counts through the other two words of 28 bits."""

    def __init__(self):
        self.mid = 0
        self.lo = 0

    def step(self):
        self.lo += 1
        if self.lo == LIMIT:
            self.lo = 0
            self.mid += 1


WORDS = MagicWords()
