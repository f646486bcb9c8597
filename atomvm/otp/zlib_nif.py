"""Natives of zlib about streams (OTP: erts/emulator/nifs/common/zlib_nif.c;
zlib.erl).  A stream is a reference that one process may use."""
from rpython.rlib.rarithmetic import r_ulonglong

from atomvm.bif.gateway import Any, Int, bif
from atomvm.bif.newref import HI, WORDS
from atomvm.bif.wide import from_unsigned
from atomvm.error import ERROR, ErlangError
from atomvm.foreign import zlib_stream
from atomvm.foreign.zlib_stream import NONE, Stream
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import mk_int
from atomvm.term.pid import W_ExternalPid, W_Pid, W_Ref
from atomvm.term.tuple import tuple2


W_NOT_INITIALIZED = mk_atom('not_initialized')
W_ALREADY_INITIALIZED = mk_atom('already_initialized')
W_OTHER_PROCESS = mk_atom('not_on_controlling_process')
W_STREAM_ERROR = mk_atom('stream_error')
W_DATA_ERROR = mk_atom('data_error')
W_MEM_ERROR = mk_atom('mem_error')
W_BUF_ERROR = mk_atom('buf_error')
W_UNKNOWN_ERROR = mk_atom('unknown_error')
W_EMPTY = mk_atom('empty')

DEFAULT_SIZE = 4000             # of inflateChunk's output

# What happens with input behind the end of the data (zlib.erl).
EOS_ERROR, EOS_RESET, EOS_CUT = range(3)


class W_Zlib(W_Ref):
    """owner: the pid that may use it; stash: a term or None; at_end: the data
    that was unpacked has ended."""
    _attrs_ = __slots__ = ('stream', 'owner', 'stash', 'closed', 'room',
                           'at_end', 'behavior')
    _immutable_fields_ = ['stream']

    def __init__(self, w_owner):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.stream = Stream()
        self.owner = w_owner
        self.stash = None
        self.closed = False
        self.room = DEFAULT_SIZE
        self.at_end = False
        self.behavior = EOS_CUT


def failed(w_reason):
    raise ErlangError(ERROR, w_reason)


def zlib_of(w_ref, process):
    """The W_Zlib that w_ref is; the process has to own it."""
    if not isinstance(w_ref, W_Zlib):
        raise badarg()
    if w_ref.owner.process is not process:
        raise failed(W_OTHER_PROCESS)
    return w_ref


def in_state(w_ref, process, state):
    w_zlib = zlib_of(w_ref, process)
    if w_zlib.stream.state != state:
        raise failed(W_NOT_INITIALIZED)
    return w_zlib


def in_use(w_ref, process):
    w_zlib = zlib_of(w_ref, process)
    if w_zlib.stream.state == NONE:
        raise failed(W_NOT_INITIALIZED)
    return w_zlib


def reason_of(code):
    if code == zlib_stream.Z_STREAM_ERROR:
        return W_STREAM_ERROR
    if code == zlib_stream.Z_DATA_ERROR:
        return W_DATA_ERROR
    if code == zlib_stream.Z_MEM_ERROR:
        return W_MEM_ERROR
    if code == zlib_stream.Z_BUF_ERROR:
        return W_BUF_ERROR
    return W_UNKNOWN_ERROR


def checked(code):
    if code != zlib_stream.Z_OK:
        raise failed(reason_of(code))
    return atoms.ok


def word32(value):
    return from_unsigned(r_ulonglong(value))


# ------------------------------------------------------------ streams

@bif('zlib', 'open_nif', 0, process=True, host=True)
def open_nif_0(process):
    return W_Zlib(process.w_pid)


@bif('zlib', 'close_nif', 1, process=True, host=True)
def close_nif_1(process, w_ref):
    w_zlib = zlib_of(w_ref, process)
    if w_zlib.closed:
        raise failed(W_NOT_INITIALIZED)
    w_zlib.closed = True
    w_zlib.stash = None
    if w_zlib.stream.state != NONE:
        w_zlib.stream.end()
    w_zlib.stream.clear()
    return atoms.ok


@bif('zlib', 'set_controller_nif', 2, process=True, host=True)
def set_controller_nif_2(process, w_ref, w_pid):
    w_zlib = zlib_of(w_ref, process)
    if not isinstance(w_pid, W_Pid) or isinstance(w_pid, W_ExternalPid):
        raise badarg()
    w_zlib.owner = w_pid
    return atoms.ok


@bif('zlib', 'getStash_nif', 1, process=True, host=True)
def get_stash_nif_1(process, w_ref):
    w_stash = zlib_of(w_ref, process).stash
    if w_stash is None:
        return W_EMPTY
    return tuple2(atoms.ok, w_stash)


@bif('zlib', 'clearStash_nif', 1, process=True, host=True)
def clear_stash_nif_1(process, w_ref):
    w_zlib = zlib_of(w_ref, process)
    if w_zlib.stash is None:
        raise failed(W_NOT_INITIALIZED)
    w_zlib.stash = None
    return atoms.ok


@bif('zlib', 'setStash_nif', 2, process=True, host=True)
def set_stash_nif_2(process, w_ref, w_term):
    w_zlib = zlib_of(w_ref, process)
    if w_zlib.stash is not None:
        raise failed(W_ALREADY_INITIALIZED)
    w_zlib.stash = w_term
    return atoms.ok


@bif('zlib', 'getBufSize_nif', 1, process=True, host=True)
def get_buf_size_nif_1(process, w_ref):
    return mk_int(zlib_of(w_ref, process).room)


@bif('zlib', 'setBufSize_nif', 2, args=[Any, Int], process=True, host=True)
def set_buf_size_nif_2(process, w_ref, size):
    zlib_of(w_ref, process).room = size
    return atoms.ok


@bif('zlib', 'crc32_nif', 1, process=True, host=True)
def crc32_nif_1(process, w_ref):
    """Of the raw data of streams without a header."""
    return word32(in_use(w_ref, process).stream.crc)


@bif('zlib', 'enqueue_nif', 2, process=True, host=True)
def enqueue_nif_2(process, w_ref, w_binaries):
    stream = in_use(w_ref, process).stream
    while isinstance(w_binaries, W_Cons):
        w_bits = w_binaries.head()
        if not isinstance(w_bits, W_Bits) or w_bits.nbits & 7 != 0:
            raise badarg()
        if w_bits.off & 7 == 0:
            stream.put(w_bits.data, w_bits.off >> 3, w_bits.nbits >> 3)
        else:
            stream.put(bits_bytes(w_bits), 0, w_bits.nbits >> 3)
        w_binaries = w_binaries.tl
    if w_binaries is not NIL:
        raise badarg()
    return atoms.ok
