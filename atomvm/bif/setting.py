"""Settings of a process that spawn_opt, process_flag and system_flag share.

OTP: erts/emulator/beam/bif.c (process_flag_aux), erl_gc.c.  Heaps do not
belong to processes here, so most of them are only remembered.
"""
from atomvm import config
from atomvm.proc.process import HIGH, LOW, MAX, NORMAL
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.map import W_Map, mk_map_from_pairs
from atomvm.term.number import W_Int, mk_int

W_MIN_BIN_VHEAP_SIZE = mk_atom('min_bin_vheap_size')
W_MAX_HEAP_SIZE = mk_atom('max_heap_size')
W_MESSAGE_QUEUE_DATA = mk_atom('message_queue_data')
W_OFF_HEAP = mk_atom('off_heap')
W_ON_HEAP = mk_atom('on_heap')
W_SIZE = mk_atom('size')
W_SCHEDULER = mk_atom('scheduler')
W_KILL = mk_atom('kill')
W_ERROR_LOGGER = mk_atom('error_logger')

MIN_HEAP = 233
MIN_BIN_VHEAP = 46422
LARGE_HEAP = 833026      # words; from then on it grows by a fifth

PRIORITIES = [atoms.low, atoms.normal, atoms.high, atoms.max]


def parse_priority(w_value):
    """LOW to MAX, or -1."""
    if w_value is atoms.normal:
        return NORMAL
    if w_value is atoms.low:
        return LOW
    if w_value is atoms.high:
        return HIGH
    if w_value is atoms.max:
        return MAX
    return -1


def size_of(w_value):
    """The int of a non-negative small integer, or -1."""
    if isinstance(w_value, W_Int) and w_value.intval >= 0:
        return w_value.intval
    return -1


def heap_size(size):
    """The size in words that OTP has a heap of at least size words in
    (erl_gc.c, erts_init_gc: from 233 on Fibonacci numbers and one more each,
    then a fifth more at a time)."""
    smaller = MIN_HEAP
    words = 376
    if config.BOARD:
        return size
    if size <= smaller:
        return smaller
    while words < size:
        if words < LARGE_HEAP:
            following = smaller + words + 1
            smaller = words
            words = following
        else:
            words += words // 5
    return words


def bin_vheap_size(size):
    return heap_size(max(size, MIN_BIN_VHEAP))


def parse_setting(settings, w_key, w_value):
    """Set what {Key, Value} of spawn_opt says; False where it is wrong."""
    if w_key is W_MAX_HEAP_SIZE:
        if not is_max_heap_size(w_value):
            return False
        settings.w_max_heap_size = w_value
        return True
    if w_key is W_MESSAGE_QUEUE_DATA:
        settings.off_heap = w_value is W_OFF_HEAP
        return w_value is W_OFF_HEAP or w_value is W_ON_HEAP
    size = size_of(w_value)
    if size < 0:
        return False
    if w_key is atoms.min_heap_size:
        settings.min_heap_size = heap_size(size)
    elif w_key is W_MIN_BIN_VHEAP_SIZE:
        settings.min_bin_vheap_size = bin_vheap_size(size)
    elif w_key is atoms.fullsweep_after:
        settings.fullsweep_after = size
    else:
        return False
    return True


def _is_limit(w_value, least):
    """No limit (0), or one of at least so many words."""
    size = size_of(w_value)
    return size == 0 or size >= least


def is_max_heap_size(w_value, least=MIN_HEAP):
    """A size in words, or a map of size, kill, error_logger; least is the
    smallest size that is enough for the process."""
    if not isinstance(w_value, W_Map):
        return _is_limit(w_value, least)
    keys, values = w_value.sorted_items()
    has_size = False
    for i in range(len(keys)):
        w_key = keys[i]
        if w_key is W_SIZE:
            has_size = _is_limit(values[i], least)
            if not has_size:
                return False
        elif w_key is W_KILL or w_key is W_ERROR_LOGGER:
            if values[i] is not atoms.true and values[i] is not atoms.false:
                return False
    return has_size


def max_heap_size_map(w_value):
    """What process_info shows: w_value as given to process_flag, or None."""
    w_size = w_value
    w_kill = atoms.true
    w_log = atoms.true
    if w_value is None:
        w_size = mk_int(0)
    elif isinstance(w_value, W_Map):
        w_size = w_value.get(W_SIZE)
        w_kill = w_value.get(W_KILL)
        w_log = w_value.get(W_ERROR_LOGGER)
        if w_kill is None:
            w_kill = atoms.true
        if w_log is None:
            w_log = atoms.true
    return mk_map_from_pairs([W_ERROR_LOGGER, W_KILL, W_SIZE],
                             [w_log, w_kill, w_size])
