"""A hierarchical timer wheel: putting a timer in and taking it out cost the
same however many there are.

Level 0 has 32 slots of a tick each (2 ** 18 ns, about a quarter of a
millisecond), each level above slots 32 times as long.  A timer is at the level
of the highest digit, to the base 32, in which its tick differs from the
present one, in the slot of that digit.  When a slot's time begins its timers
move down; those of level 0 fire at their deadlines, to the nanosecond, and
those of one slot in the order in which they were put in.

The idea is Varghese and Lauck's (scheme 7 of "Hashed and Hierarchical Timing
Wheels", 1987).  OTP: erts/emulator/beam/time.c.
"""
from rpython.rlib.rarithmetic import intmask, r_longlong, r_uint

from atomvm.proc.clock import NEVER
from atomvm.proc.registry import RefTarget

TICK = 18           # logarithm of a tick in ns
DIGIT = 5           # logarithm of the slots of a level
SLOTS = 1 << DIGIT
LEVELS = 10         # the last has room for all ticks that there are


class Timer(RefTarget):
    """deadline: monotonic ns; before, next: its neighbours in the ring of its
    slot, slot: that one, None while it is in no wheel."""

    def __init__(self, deadline):
        self.deadline = deadline
        self.before = None
        self.next = None
        self.slot = None

    def fire(self):
        raise NotImplementedError


class Slot(Timer):
    """A ring of timers, of which it is the end itself."""

    def __init__(self, level, index):
        Timer.__init__(self, r_longlong(0))
        self.before = self
        self.next = self
        self.level = level
        self.index = index

    def is_empty(self):
        return self.next is self


class Level(object):
    """slots: those that have timers, else None; used: a bit for each of
    them."""

    def __init__(self, number):
        self.number = number
        self.slots = [None] * SLOTS
        self.used = r_uint(0)

    def slot(self, index):
        slot = self.slots[index]
        if slot is None:
            slot = Slot(self.number, index)
            self.slots[index] = slot
            self.used |= r_uint(1) << index
        return slot

    def forget(self, index):
        """The last timer of a slot has gone."""
        self.slots[index] = None
        self.used &= ~(r_uint(1) << index)

    def first(self):
        """Index of the first slot with timers; there is one."""
        used = self.used
        index = 0
        while used & r_uint(1) == r_uint(0):
            used >>= 1
            index += 1
        return index


class Wheel(object):
    """now: the tick up to which all has been looked at; due: nothing fires, and
    nothing moves, before that time (ns); levels are made when they are needed;
    count: timers in it."""

    def __init__(self):
        self.empty()

    def empty(self):
        self.levels = [None] * LEVELS
        self.now = r_longlong(0)
        self.due = NEVER
        self.count = 0

    def insert(self, timer):
        """Put in a timer that is in no wheel."""
        self.count += 1
        self.place(timer)

    def place(self, timer):
        tick = timer.deadline >> TICK
        if tick < self.now:
            tick = self.now
        differs = tick ^ self.now
        number = 0
        while differs >= SLOTS:
            differs >>= DIGIT
            number += 1
        level = self.levels[number]
        if level is None:
            level = Level(number)
            self.levels[number] = level
        rest = tick >> (DIGIT * number)
        index = intmask(rest) & (SLOTS - 1)
        slot = level.slot(index)
        last = slot.before
        timer.before = last
        timer.next = slot
        timer.slot = slot
        last.next = timer
        slot.before = timer
        due = timer.deadline
        if number > 0:
            due = rest << (DIGIT * number + TICK)
        if due < self.due:
            self.due = due

    def remove(self, timer):
        """Take a timer out; nothing happens where it is not in."""
        if timer.slot is not None:
            self.count -= 1
            self.unlink(timer)

    def unlink(self, timer):
        slot = timer.slot
        timer.slot = None
        timer.before.next = timer.next
        timer.next.before = timer.before
        timer.before = None
        timer.next = None
        if slot.is_empty():
            self.levels[slot.level].forget(slot.index)

    def expired(self, now):
        """A timer whose deadline is not after now (ns), taken out, or None
        where there are no more."""
        tick = now >> TICK
        while self.due <= now:
            level = self.lowest()
            if level < 0:
                self.due = NEVER
                break
            index = self.levels[level].first()
            shift = DIGIT * level
            above = self.now >> (shift + DIGIT)
            start = ((above << DIGIT) | r_longlong(index)) << shift
            if start > tick:
                self.due = start << TICK
                break
            if start > self.now:
                self.now = start
            slot = self.levels[level].slots[index]
            if level > 0:
                self.move_down(slot)
                continue
            timer = self.first_due(slot, now)
            if timer is not None:
                self.remove(timer)
                return timer
        if tick > self.now:
            self.now = tick     # every slot with timers begins later, or now
        return None

    def lowest(self):
        """The lowest level that has timers, or -1."""
        for number in range(LEVELS):
            level = self.levels[number]
            if level is not None and level.used != r_uint(0):
                return number
        return -1

    def move_down(self, slot):
        """The time of a slot above level 0 has begun."""
        timer = slot.next
        while timer is not slot:
            following = timer.next
            self.unlink(timer)
            self.place(timer)
            timer = following

    def first_due(self, slot, now):
        """The first timer of a slot of level 0 that has to fire; where there is
        none, due becomes the time of the next."""
        due = NEVER
        timer = slot.next
        while timer is not slot:
            if timer.deadline <= now:
                return timer
            if timer.deadline < due:
                due = timer.deadline
            timer = timer.next
        self.due = due
        return None
