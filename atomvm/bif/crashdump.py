"""Crash dumps in OTP's format, which OTP's crashdump_viewer opens.

Written where the VM ends in a way that somebody has to look into:
erlang:halt("slogan"), no memory.  ERL_CRASH_DUMP names the file,
ERL_CRASH_DUMP_SECONDS=0 asks for none, ERL_CRASH_DUMP_BYTES limits its size.
Hosts only.

OTP: erts/emulator/beam/break.c, erl_process_dump.c; "How to Interpret the
Erlang Crash Dumps" in the ERTS User's Guide.  Terms other than immediate ones
are written as a whole in the external format (type E of the heap).
"""
import os

from rpython.rlib.rarithmetic import intmask

from atomvm.bif.ets_info import kind_of, memory_of, protection_of
from atomvm.bif.ets_table import REGISTRY
from atomvm.bif.info import (
    links_list, monitored_by_list, monitors_list)
from atomvm.bif.localtime import local_time
from atomvm.bif.process import dictionary_list
from atomvm.bif.statistics import TYPES, bytes_of, total_bytes
from atomvm.bif.system import system_version
from atomvm.proc import erlroot, output
from atomvm.proc.clock import CLOCK, SECOND
from atomvm.proc.codeserver import MODULES
from atomvm.proc.heap import heap_words
from atomvm.proc.process import INSPECT, MAX, RUNNABLE, SUSPENDED
from atomvm.proc.registry import NODE, PORTS, PROCESSES
from atomvm.proc.scheduler import SCHEDULER
from atomvm.term.atom import TABLE, W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.etf_encode import encode
from atomvm.term.number import W_Int
from atomvm.term.pid import W_Pid
from atomvm.term.show import show
from atomvm.term.tuple import W_Tuple

DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct',
          'Nov', 'Dec']
QUEUES = ['Max', 'High', 'Normal', 'Low']      # MAX - 0, - 1 ...
WORD = 8            # bytes: what the viewer takes a word of this dump for
MODE = 0640


class NoSpace(Exception):
    """The dump is as large as it may be, or can not be written."""


class Dump(object):
    """The file; limit: bytes, or -1."""

    def __init__(self, fd, limit):
        self.fd = fd
        self.left = limit
        self.limited = limit >= 0
        self.pieces = []
        self.size = 0
        self.address = 0            # of the last heap term
        self.heap = []              # lines of proc_heap of this process

    def line(self, text):
        self.pieces.append(text)
        self.pieces.append('\n')
        self.size += len(text) + 1
        if self.size > 8192:
            self.flush()

    def flush(self):
        data = ''.join(self.pieces)
        self.pieces = []
        self.size = 0
        full = self.limited and len(data) > self.left
        if full:
            stop = self.left
            assert stop >= 0
            data = data[:stop] + '\n=abort:CRASH DUMP SIZE LIMIT REACHED\n'
        self.left -= len(data)
        start = 0
        while start < len(data):
            start += os.write(self.fd, data[start:])
        if full:
            raise NoSpace()

    def term(self, w_term):
        """How a term is written; it may leave something on the heap."""
        if isinstance(w_term, W_Int):
            return 'I' + str(w_term.intval)
        if isinstance(w_term, W_Atom):
            return 'A' + hexadecimal(len(w_term.name)) + ':' + w_term.name
        if w_term is NIL or w_term is None:     # (a register without value)
            return 'N'
        if isinstance(w_term, W_Pid):
            return 'P' + show(w_term)
        data = encode(w_term, 2)
        self.address += WORD
        name = hexadecimal(self.address)
        self.heap.append(name + ':E' + hexadecimal(len(data)) + ':' +
                         base64(data))
        return 'H' + name


def hexadecimal(n):
    digits = ''
    while True:
        digits = '0123456789ABCDEF'[n & 15] + digits
        n >>= 4
        if n == 0:
            return digits


def base64(data):
    pieces = []
    for i in range(0, len(data), 3):
        word = 0
        for k in range(3):
            word <<= 8
            if i + k < len(data):
                word |= ord(data[i + k])
        for k in range(4):
            if i + k > len(data):
                pieces.append('=')
            else:
                pieces.append(DIGITS[(word >> (18 - 6 * k)) & 63])
    return ''.join(pieces)


# ------------------------------------------------------------------ writing

def write_dump(slogan):
    """Write a dump; says so on standard error."""
    if erlroot.getenv('ERL_CRASH_DUMP_SECONDS') == '0':
        return
    path = erlroot.getenv('ERL_CRASH_DUMP')
    if path == '':
        path = 'erl_crash.dump'
    limit = -1
    try:
        limit = int(erlroot.getenv('ERL_CRASH_DUMP_BYTES'))
    except ValueError:
        pass
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
    except OSError:
        return
    output.write(2, '\nCrash dump is being written to: ' + path + '...')
    try:
        dump = Dump(fd, limit)
        _everything(dump, slogan)
        dump.flush()
        output.write(2, 'done\n')
    except NoSpace:
        pass
    except OSError:
        pass
    os.close(fd)


def _everything(dump, slogan):
    _general(dump, slogan)
    _memory(dump)
    for port in PORTS.by_number.values():
        dump.line('=port:' + show(port.identity()))
        dump.line('State: CONNECTED')
    for table in REGISTRY.all():
        _table(dump, table)
    dump.line("=node:'" + NODE.w_name.name + "'")
    dump.line('=no_distribution')
    _modules(dump)
    process = PROCESSES.oldest
    while process is not None:
        _process(dump, process)
        process = process.newer
    process = PROCESSES.oldest
    while process is not None:
        _process_data(dump, process)
        process = process.newer
    dump.line('=atoms')
    for index in range(TABLE.count()):
        dump.line(show(mk_atom(TABLE.name(index))))
    dump.line('=end')


def _general(dump, slogan):
    dump.line('=erl_crash_dump:0.5')
    dump.line(date())
    dump.line('Slogan: ' + slogan)
    dump.line('System version: ' + system_version().strip())
    dump.line('Taints: ')
    dump.line('Atoms: ' + str(TABLE.count()))
    dump.line('Calling Thread: scheduler:1')
    dump.line('=scheduler:1')
    dump.line('Scheduler Sleep Info Flags: ')
    dump.line('Scheduler Sleep Info Aux Work: ')
    dump.line('Current Port: ')
    for i in range(len(QUEUES)):
        dump.line('Run Queue ' + QUEUES[i] + ' Length: ' +
                  str(SCHEDULER.queue_length(MAX - i)))
    dump.line('Run Queue Port Length: 0')
    dump.line('Run Queue Flags: ')
    current = SCHEDULER.current
    if current is not None:
        dump.line('Current Process: ' + show(current.w_pid))
        dump.line('Current Process State: Running')


def date():
    """The time, as ctime(3) has it."""
    seconds = CLOCK.system_ns() // SECOND
    fields = local_time(seconds)
    if fields is None:
        return ''
    days = (seconds // 86400 + 3) % 7       # 1970 began on a Thursday
    return (DAYS[intmask(days)] + ' ' + MONTHS[fields[1] - 1] + ' ' +
            two(fields[2], ' ') + ' ' + two(fields[3], '0') + ':' +
            two(fields[4], '0') + ':' + two(fields[5], '0') + ' ' +
            str(fields[0]))


def two(n, fill):
    text = str(n)
    return text if len(text) > 1 else fill + text


def _memory(dump):
    dump.line('=memory')
    total = total_bytes()
    for w_type in TYPES:
        dump.line(w_type.name + ': ' + str(bytes_of(w_type, total)))


def _table(dump, table):
    dump.line('=ets:' + show(table.owner.w_pid))
    dump.line('Slot: ' + str(table.w_ref.lo))
    dump.line('Table: ' + table.w_name.name)
    dump.line('Name: ' + table.w_name.name)
    dump.line('Objects: ' + str(table.store.size))
    dump.line('Words: ' + show(memory_of(table)))
    dump.line('Type: ' + kind_of(table).name)
    dump.line('Protection: ' + protection_of(table).name)


def _modules(dump):
    dump.line('=loaded_modules')
    modules = MODULES.loaded()
    total = 0
    for module in modules:
        total += _code_bytes(module)
    dump.line('Current code: ' + str(total))
    dump.line('Old code: 0')
    for module in modules:
        dump.line('=mod:' + show(module.w_name))
        dump.line('Current size: ' + str(_code_bytes(module)))


def _code_bytes(module):
    return len(module.current.code.ops) * WORD


# ---------------------------------------------------------------- processes

def _state(process):
    if process is SCHEDULER.current:
        return 'Running'
    if process.state == RUNNABLE:
        return 'Scheduled'
    if process.state == SUSPENDED:
        return 'Suspended'
    return 'Waiting'


def _process(dump, process):
    dump.line('=proc:' + show(process.w_pid))
    dump.line('State: ' + _state(process))
    if process.w_name is not None:
        dump.line('Name: ' + show(process.w_name))
    dump.line('Spawned as: ' + show(process.w_initial_module) + ':' +
              show(process.w_initial_name) + '/' +
              str(process.initial_arity))
    w_parent = process.w_parent
    dump.line('Spawned by: ' + ('[]' if w_parent is None else show(w_parent)))
    dump.line('Message queue length: ' + str(process.queued))
    dump.line('Number of heap fragments: 0')
    dump.line('Heap fragment data: 0')
    relations = _relations(process)
    if relations != '':
        dump.line('Link list: [' + relations + ']')
    words = heap_words(process)
    dump.line('Reductions: ' + str(process.reductions))
    dump.line('Stack+heap: ' + str(words))
    for name in ['OldHeap', 'Heap unused', 'OldHeap unused']:
        dump.line(name + ': 0')
    dump.line('Memory: ' + str(words * WORD))
    frames = INSPECT.inspector.frames(process)
    if len(frames) > 0:
        dump.line('Program counter: ' + frames[0].text)
    dump.line('Internal State: ')


def _relations(process):
    texts = []
    w_list = links_list(process)
    while isinstance(w_list, W_Cons):
        texts.append(show(w_list.head()))
        w_list = w_list.tl
    w_list = monitors_list(process)
    while isinstance(w_list, W_Cons):
        w_pair = w_list.head()
        assert isinstance(w_pair, W_Tuple)
        w_whom = w_pair.get(1)
        if isinstance(w_whom, W_Pid):
            texts.append('{to,' + show(w_whom) + ',#Ref<0.0.0.0>}')
        w_list = w_list.tl
    w_list = monitored_by_list(process)
    while isinstance(w_list, W_Cons):
        texts.append('{from,' + show(w_list.head()) + ',#Ref<0.0.0.0>}')
        w_list = w_list.tl
    return ', '.join(texts)


def _process_data(dump, process):
    """Messages, dictionary, stack, and the heap with what they refer to."""
    name = show(process.w_pid)
    dump.heap = []
    message = process.first.next
    if message is not None:
        dump.line('=proc_messages:' + name)
    while message is not None:
        dump.line(dump.term(message.w_value) + ':N')
        message = message.next
    w_list = dictionary_list(process)
    if w_list is not NIL:
        dump.line('=proc_dictionary:' + name)
    while isinstance(w_list, W_Cons):
        dump.line(dump.term(w_list.head()))
        w_list = w_list.tl
    dump.line('=proc_stack:' + name)
    for frame in INSPECT.inspector.frames(process):
        dump.address += WORD
        dump.line('0x' + hexadecimal(dump.address) + ':SReturn addr ' +
                  frame.text)
        for i in range(len(frame.terms)):
            dump.line('y' + str(i) + ':' + dump.term(frame.terms[i]))
    dump.line('=proc_heap:' + name)
    for text in dump.heap:
        dump.line(text)
