"""Settings of the host's garbage collector (incminimark).

A nursery that fits the caches is best for a program whose data dies young; one
whose lists and continuations live longer wants a large one (map and fold over
a million elements: half the time with 64 MB as with 16 MB).  So there are 64 MB
of address space, of which 4 MB are used at first: whenever an eighth of what is
in use survives a minor collection, twice as much is used from then on.  Pages
that were never used take no memory.  The first major collection comes at
256 MB.  $PYPY_GC_NURSERY (the most that is used) and $PYPY_GC_MIN still win.
"""
from cross.known import is_known
from rpython.memory.gc import env
from rpython.memory.gc.incminimark import IncrementalMiniMarkGC

MEGABYTE = 1024 * 1024
NURSERY_SIZE = 64 * MEGABYTE
FIRST_USED = 4 * MEGABYTE
SURVIVING_SHIFT = 3
MIN_HEAP = 256 * MEGABYTE
# RPython's default for $PYPY_GC_MIN is that many nurseries.
DEFAULT_MIN_NURSERIES = 8

INCMINIMARK = 'memory/gc/incminimark.py'


def install():
    # memory/gc/incminimark.py asks this when $PYPY_GC_NURSERY is not set
    if is_known('memory/gc/env.py', 'estimate_best_nursery_size',
                env.estimate_best_nursery_size, '98965958f6ac'):
        env.estimate_best_nursery_size = lambda: NURSERY_SIZE
    _use_nursery_by_need()


def _use_nursery_by_need():
    stock_allocate = IncrementalMiniMarkGC.allocate_nursery.im_func
    stock_collect = IncrementalMiniMarkGC._minor_collection.im_func
    known = is_known(INCMINIMARK, 'IncrementalMiniMarkGC.allocate_nursery',
                     stock_allocate, 'bff1b13460a6')
    if not is_known(INCMINIMARK, 'IncrementalMiniMarkGC._minor_collection',
                    stock_collect, '72727051c905') or not known:
        return

    def use(self):
        # with pinned objects there is a barrier before the end: leave it
        if (self.nursery_used < self.nursery_size and
                self.nursery_top == self.nursery + self.nursery_size):
            self.nursery_top = self.nursery + self.nursery_used

    def allocate_nursery(self):
        if self.min_heap_size == self.nursery_size * DEFAULT_MIN_NURSERIES:
            self.min_heap_size = float(MIN_HEAP)
        stock_allocate(self)
        self.nursery_used = min(FIRST_USED, self.nursery_size)
        use(self)

    def _minor_collection(self):
        stock_collect(self)
        if (self.nursery_surviving_size >
                self.nursery_used >> SURVIVING_SHIFT and
                self.nursery_used < self.nursery_size):
            self.nursery_used = min(self.nursery_used * 2, self.nursery_size)
        use(self)

    IncrementalMiniMarkGC.allocate_nursery = allocate_nursery
    IncrementalMiniMarkGC._minor_collection = _minor_collection
