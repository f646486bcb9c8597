"""A ring buffer of records of fixed size: what interrupts, and descriptors that
became readable, have to say to the scheduler, which alone makes messages of it
(atomvm/proc/event.py).  One writer and one reader need no lock.
"""

SIZE = 64       # records; a power of two


class Ring(object):
    """head: of the oldest record, tail: behind the youngest; both only grow
    (modulo 2 * SIZE).  lost: records that found no room.

    kind (a constant of hal.api), number, value: of the record that take()
    took."""

    def __init__(self):
        self.kinds = [0] * SIZE
        self.numbers = [0] * SIZE
        self.values = [0] * SIZE
        self.head = 0
        self.tail = 0
        self.lost = 0
        self.kind = 0
        self.number = 0
        self.value = 0

    def put(self, kind, number, value):
        if (self.tail - self.head) & (2 * SIZE - 1) == SIZE:
            self.lost += 1
            return
        at = self.tail & (SIZE - 1)
        self.kinds[at] = kind
        self.numbers[at] = number
        self.values[at] = value
        self.tail = (self.tail + 1) & (2 * SIZE - 1)

    def is_empty(self):
        return self.head == self.tail

    def take(self):
        """Take the oldest record; False if there is none."""
        if self.head == self.tail:
            return False
        at = self.head & (SIZE - 1)
        self.kind = self.kinds[at]
        self.number = self.numbers[at]
        self.value = self.values[at]
        self.head = (self.head + 1) & (2 * SIZE - 1)
        return True


EVENTS = Ring()
