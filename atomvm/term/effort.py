"""What natives that may take long have done: units of work of about as much
time as a call takes.  Where they come to a slice the process that runs gives
way to others behind the native (see bif.gateway; OTP: BUMP_REDS).

Not on boards: what fits in there takes no time.
"""
from atomvm import config
from atomvm.error import Yield

UNLIMITED = 0x7fffffff
# Logarithms of what is one unit of work:
FEW = 4         # list cells
COPIED = 13     # bits that are copied
DIGITS = 7      # digits of a number that each meet as many others
SEARCHED = 7    # bytes that are searched
ENCODED = 5     # bytes of the external term format, or hashed by MD5


class Effort(object):
    """units: those since the slice began; limit: UNLIMITED while no scheduler
    runs (unit tests call natives, too)."""

    def __init__(self):
        self.units = 0
        self.limit = UNLIMITED


EFFORT = Effort()


def spend(units):
    """So many units of work are done."""
    if not config.BOARD:
        EFFORT.units += units


def rested(w_result):
    """The result of a native; raises Yield where it was a slice's work."""
    if not config.BOARD and EFFORT.units >= EFFORT.limit:
        raise Yield(w_result)
    return w_result
