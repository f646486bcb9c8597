"""What a process holds, in words of OTP's heaps, and max_heap_size (hosts).

There is one heap for all: what a process holds is found by a walk from its
continuations, registers, messages and dictionary.  Terms that it shares with
others count for each.  OTP: erts/emulator/beam/erl_gc.c.
"""
from rpython.rlib import jit

from atomvm import config
from atomvm.proc.logger import log_error
from atomvm.proc.process import EXITED, INSPECT
from atomvm.proc.scheduler import SWITCHES
from atomvm.proc.signal import exit_process
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_from
from atomvm.term.map import W_Map
from atomvm.term.number import W_Int, mk_int
from atomvm.term.size import walked_words
from atomvm.term.tuple import tuple2

MIN_HEAP = 233
UNLIMITED = 0x7fffffff
MESSAGE_WORDS = 4
AT_ONCE = 2 * SWITCHES  # more than can have been started between two looks

W_SIZE = mk_atom('size')
W_KILL = mk_atom('kill')
W_ERROR_LOGGER = mk_atom('error_logger')
GC_INFO = [mk_atom(name) for name in [
    'old_heap_block_size', 'heap_block_size', 'mbuf_size', 'recent_size',
    'stack_size', 'old_heap_size', 'heap_size', 'bin_vheap_size',
    'bin_vheap_block_size', 'bin_old_vheap_size',
    'bin_old_vheap_block_size']]

REPORT = ('     Process:            ~p ~n'
          '     Context:            maximum heap size reached~n'
          '     Max Heap Size:      ~p~n     Total Heap Size:    ~p~n'
          '     Kill:               ~p~n     Error Logger:       ~p~n'
          '     Message Queue Len:  ~p~n     GC Info:            ~p~n')


def held_words(process, most=UNLIMITED):
    """Words of the heap and stack of a process; the walk ends where they are
    more than most."""
    todo = []
    words = INSPECT.inspector.roots(process, todo)
    message = process.first.next
    while message is not None:
        words += MESSAGE_WORDS
        todo.append(message.w_value)
        message = message.next
    if process.dictionary is not None:
        for w_key, w_value in process.dictionary.iteritems():
            words += 3
            todo.append(w_key)
            todo.append(w_value)
    return words + walked_words(todo, most)


def heap_words(process):
    """What a process holds, at least OTP's smallest heap; a board has no code to
    walk through that."""
    if config.BOARD:
        return MIN_HEAP
    return max(held_words(process), MIN_HEAP)


def stack_words(process):
    return INSPECT.inspector.roots(process, [])


def gc_info(process):
    """[{Item, Words}] of process_info's garbage_collection_info."""
    stack = stack_words(process)
    heap = max(held_words(process) - stack, 0)
    block = max(heap, MIN_HEAP)
    vheap = process.settings.min_bin_vheap_size
    sizes = [0, block, 0, 0, stack, 0, heap, 0, vheap, 0, vheap]
    return list_from([tuple2(GC_INFO[i], mk_int(sizes[i]))
                      for i in range(len(GC_INFO))])


# ---------------------------------------------------------- max_heap_size

class Watched(object):
    """Processes with a max_heap_size, some of which may have ended; at: the
    next one to look at."""

    def __init__(self):
        self.processes = []
        self.at = 0


WATCHED = Watched()


def watch(process):
    """Its max_heap_size has been set for the first time."""
    WATCHED.processes.append(process)


def look_at_watched():
    """Between two slices: a few of those that wait after each slice."""
    processes = WATCHED.processes
    for _ in range(min(AT_ONCE, len(processes))):
        at = WATCHED.at
        if at >= len(processes):
            at = 0
        process = processes[at]
        WATCHED.at = at + 1
        if process.state != EXITED and \
                process.settings.w_max_heap_size is not None:
            is_too_big(process)
        elif len(processes) > 0:
            last = processes.pop()
            if at < len(processes):
                processes[at] = last


def _flag(w_limit, w_key):
    """A flag of max_heap_size as it was given; true where it is not there."""
    if isinstance(w_limit, W_Map):
        w_value = w_limit.get(w_key)
        if w_value is not None:
            return w_value
    return atoms.true


@jit.dont_look_inside
def is_too_big(process):
    """Whether its max_heap_size has ended a process, which does not run now.
    It is walked through again when it has made a call for each four words that
    it had."""
    settings = process.settings
    if process.reductions < settings.next_walk:
        return False
    w_limit = settings.w_max_heap_size
    w_size = w_limit
    if isinstance(w_limit, W_Map):
        w_size = w_limit.get(W_SIZE)
    if not isinstance(w_size, W_Int) or w_size.intval == 0:
        return False
    words = held_words(process, w_size.intval)
    settings.next_walk = process.reductions + words // 4
    if words <= w_size.intval:
        return False
    w_kill = _flag(w_limit, W_KILL)
    w_log = _flag(w_limit, W_ERROR_LOGGER)
    if w_log is atoms.true:
        log_error(process, REPORT, [
            process.w_pid, w_size, mk_int(words), w_kill, w_log,
            mk_int(process.queued), gc_info(process)])
    if w_kill is not atoms.true:
        return False
    exit_process(process, atoms.killed)
    return True
