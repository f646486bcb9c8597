"""term_to_binary, binary_to_term and relatives (OTP:
erts/emulator/beam/external.c, bif.tab), and what the codec in term/ needs of
processes and code (etf.Hooks).

Pids of this node that are gone are those of an ended process, as pids of other
nodes are.
"""
from rpython.rlib import rzlib

from atomvm import config
from atomvm.beam.code import FunEntry
from atomvm.beam.export import EXPORTS, get_export
from atomvm.bif.cause import badarg_because
from atomvm.bif.gateway import Any, Binary, bif
from atomvm.proc.codeserver import find_fun
from atomvm.proc.registry import dead_process, find_pid
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.bits import to_str
from atomvm.term.cons import NIL, W_Cons, cons
from atomvm.term.etf import HOOKS, Hooks, decode
from atomvm.term.etf_encode import Encoder, encode, external_size
from atomvm.term.fault import badarg
from atomvm.term.fun import W_ExportFun
from atomvm.term.number import W_Int, mk_int
from atomvm.term.pid import W_ExternalPid
from atomvm.term.tuple import W_Tuple, tuple2

W_BADOPT = mk_atom('badopt')
DEFAULT_LEVEL = 6       # of `compressed` without a number: zlib's own default


NOBODY = dead_process(0, 0)     # whom pids of other nodes stand for


class VmHooks(Hooks):
    """The hooks of a running VM."""
    _attrs_ = ()

    def pid(self, number, serial):
        return find_pid(number, serial)

    def external_pid(self, home, number, serial):
        return W_ExternalPid(home, number, serial, NOBODY)

    def export(self, w_module, w_name, arity, safe):
        if safe and EXPORTS.find(w_module, w_name, arity) is None:
            return None
        return W_ExportFun(get_export(w_module, w_name, arity))

    def fun(self, w_module, arity, md5, index, old_index, uniq, nfree):
        entry = find_fun(w_module, index, uniq, nfree)
        if entry is None:
            entry = FunEntry(w_module, NIL, arity, nfree, index, old_index,
                             uniq, md5)
        return entry

    def inflate(self, data, size):
        if config.BOARD:
            return '', -1       # no zlib there
        try:
            stream = rzlib.inflateInit()
        except (rzlib.RZlibError, ValueError):
            return '', -1
        try:
            # a byte more, to see the end of the stream
            text, finished, left = rzlib.decompress(
                stream, data, rzlib.Z_SYNC_FLUSH, size + 1)
        except rzlib.RZlibError:
            text, finished, left = '', False, 0
        rzlib.inflateEnd(stream)
        if not finished or len(text) != size:
            return '', -1
        return text, len(data) - left


HOOKS.hooks = VmHooks()


def deflate(text, level):
    """A zlib stream; MemoryError if zlib has no memory."""
    if config.BOARD:
        return text + text      # no zlib there: as if it did not get shorter
    try:
        stream = rzlib.deflateInit(level)
    except (rzlib.RZlibError, ValueError):
        raise MemoryError
    try:
        result = rzlib.compress(stream, text, rzlib.Z_FINISH)
    except rzlib.RZlibError:
        result = ''
    rzlib.deflateEnd(stream)
    return result


class Options(object):
    """Of term_to_binary/2 and term_to_iovec/2."""

    def __init__(self, w_list):
        self.level = 0
        self.minor = 1
        while isinstance(w_list, W_Cons):
            if not self.option(w_list.head()):
                raise badarg()
            w_list = w_list.tl
        if w_list is not NIL:
            raise badarg()

    def option(self, w_option):
        """False: unknown or out of range."""
        if w_option is atoms.compressed:
            self.level = DEFAULT_LEVEL
            return True
        if w_option is atoms.deterministic:
            return True
        if not isinstance(w_option, W_Tuple) or w_option.arity() != 2:
            return False
        w_number = w_option.get(1)
        if not isinstance(w_number, W_Int):
            return False
        number = w_number.intval
        if w_option.get(0) is atoms.compressed:
            self.level = number
            return 0 <= number <= 9
        if w_option.get(0) is atoms.minor_version:
            self.minor = number
            return 0 <= number <= 2
        return False

    def encode(self, w_value):
        if self.level == 0:
            return encode(w_value, self.minor)
        encoder = Encoder(self.minor)
        text = encoder.run(w_value)
        size = len(text)
        packed = deflate(text, self.level)
        if packed == '' or len(packed) + 5 >= size + encoder.spare:
            return '\x83' + text
        return ('\x83P' + chr((size >> 24) & 255) + chr((size >> 16) & 255) +
                chr((size >> 8) & 255) + chr(size & 255) + packed)


@bif('erlang', 'term_to_binary', 1)
def term_to_binary_1(w_value):
    return mk_binary(encode(w_value, 1))


@bif('erlang', 'term_to_binary', 2)
def term_to_binary_2(w_value, w_options):
    return mk_binary(Options(w_options).encode(w_value))


@bif('erlang', 'term_to_iovec', 1)
def term_to_iovec_1(w_value):
    return cons(mk_binary(encode(w_value, 1)), NIL)


@bif('erlang', 'term_to_iovec', 2)
def term_to_iovec_2(w_value, w_options):
    return cons(mk_binary(Options(w_options).encode(w_value)), NIL)


@bif('erlang', 'external_size', 1)
def external_size_1(w_value):
    return mk_int(external_size(w_value, 1))


@bif('erlang', 'external_size', 2)
def external_size_2(w_value, w_options):
    """Its one option is {minor_version, 0 or 1}."""
    minor = 1
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if (not isinstance(w_option, W_Tuple) or w_option.arity() != 2
                or w_option.get(0) is not atoms.minor_version):
            raise badarg()
        w_minor = w_option.get(1)
        if not isinstance(w_minor, W_Int) or not 0 <= w_minor.intval <= 1:
            raise badarg()
        minor = w_minor.intval
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    return mk_int(external_size(w_value, minor))


@bif('erlang', 'binary_to_term', 1, args=[Binary])
def binary_to_term_1(w_bits):
    w_value, _ = decode(to_str(w_bits), False)
    return w_value


@bif('erlang', 'binary_to_term', 2, args=[Any, Any])
def binary_to_term_2(w_bits, w_options):
    safe = False
    used = False
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if w_option is atoms.safe:
            safe = True
        elif w_option is atoms.used:
            used = True
        else:
            raise badarg_because(W_BADOPT, atoms.erl_erts_errors)
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg_because(W_BADOPT, atoms.erl_erts_errors)
    if not isinstance(w_bits, W_Bits) or w_bits.nbits & 7 != 0:
        raise badarg()
    w_value, size = decode(to_str(w_bits), safe)
    if used:
        return tuple2(w_value, mk_int(size))
    return w_value
