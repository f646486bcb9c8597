"""Makes messages of the records in hal.event's ring.  Natives of devices install
a handler for each kind of record; the scheduler calls deliver()."""
from hal.api import KINDS
from hal.event import EVENTS


class Handler(object):

    def event(self, number, value):
        """What a record of its kind says: see hal/api.py."""


class Handlers(object):
    """By kind of record."""

    def __init__(self):
        self.by_kind = [Handler() for _ in range(KINDS)]


HANDLERS = Handlers()


def are_there():
    return not EVENTS.is_empty()


def deliver():
    """Hand all records to their handlers."""
    while EVENTS.take():
        HANDLERS.by_kind[EVENTS.kind].event(EVENTS.number, EVENTS.value)
