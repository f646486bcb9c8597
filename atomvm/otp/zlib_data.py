"""Natives of zlib that pack and unpack; see zlib_nif.py.

A call takes and makes a few kilobytes; zlib.erl calls again.
"""
from atomvm.bif.gateway import Any, Int, bif
from atomvm.foreign import zlib_stream
from atomvm.foreign.zlib_stream import DEFLATE, INFLATE, NONE
from atomvm.otp.zlib_nif import (
    EOS_CUT, EOS_ERROR, EOS_RESET, W_ALREADY_INITIALIZED, W_DATA_ERROR,
    checked, failed, in_state, reason_of, word32, zlib_of)
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, cons
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.iodata import iodata_bytes
from atomvm.term.tuple import tuple2, tuple3

W_CONTINUE = mk_atom('continue')
W_FINISHED = mk_atom('finished')
W_NEED_DICTIONARY = mk_atom('need_dictionary')
W_NOT_SUPPORTED = mk_atom('not_supported')

MAX_ROOM = 1 << 24              # of the output of a call
PACKED = 6                      # log2 of the bytes that are a unit of work


def _run(w_zlib, limit, room, flush):
    """What the calls for data return."""
    if limit <= 0 or room <= 0 or room > MAX_ROOM:
        raise badarg()
    stream = w_zlib.stream
    code = stream.run(limit, room, flush)
    made = len(stream.output)
    spend((stream.consumed + made) >> PACKED)
    if code < 0 and code != zlib_stream.Z_BUF_ERROR:
        raise failed(reason_of(code))
    if code == zlib_stream.Z_STREAM_END:
        w_zlib.at_end = True
    w_output = cons(mk_binary(stream.output), NIL) if made > 0 else NIL
    stream.output = ''
    if stream.queued == 0 and made < room:
        return tuple2(W_FINISHED, w_output)
    if stream.consumed == 0 and made == 0:
        raise failed(W_DATA_ERROR)      # no progress
    if code == zlib_stream.Z_NEED_DICT:
        return tuple3(W_NEED_DICTIONARY, word32(stream.adler()), w_output)
    return tuple2(W_CONTINUE, w_output)


# ------------------------------------------------------------ packing

def _new(w_ref, process):
    w_zlib = zlib_of(w_ref, process)
    if w_zlib.closed or w_zlib.stream.state != NONE:
        raise failed(W_ALREADY_INITIALIZED)
    w_zlib.at_end = False
    return w_zlib


@bif('zlib', 'deflateInit_nif', 6, args=[Any, Int, Int, Int, Int, Int],
     process=True, host=True)
def deflate_init_nif_6(process, w_ref, level, method, bits, memory, strategy):
    return checked(_new(w_ref, process).stream.deflate_init(
        level, method, bits, memory, strategy))


@bif('zlib', 'deflateSetDictionary_nif', 2, process=True, host=True)
def deflate_set_dictionary_nif_2(process, w_ref, w_data):
    stream = in_state(w_ref, process, DEFLATE).stream
    checked(stream.set_dictionary(iodata_bytes(w_data)))
    return word32(stream.adler())


@bif('zlib', 'deflateReset_nif', 1, process=True, host=True)
def deflate_reset_nif_1(process, w_ref):
    return checked(in_state(w_ref, process, DEFLATE).stream.reset())


@bif('zlib', 'deflateEnd_nif', 1, process=True, host=True)
def deflate_end_nif_1(process, w_ref):
    stream = in_state(w_ref, process, DEFLATE).stream
    code = stream.end()
    if stream.queued > 0:
        code = zlib_stream.Z_DATA_ERROR
    return checked(code)


@bif('zlib', 'deflateParams_nif', 3, args=[Any, Int, Int], process=True,
     host=True)
def deflate_params_nif_3(process, w_ref, level, strategy):
    stream = in_state(w_ref, process, DEFLATE).stream
    return checked(stream.params(level, strategy))


@bif('zlib', 'deflate_nif', 4, args=[Any, Int, Int, Int], process=True,
     host=True)
def deflate_nif_4(process, w_ref, limit, room, flush):
    return _run(in_state(w_ref, process, DEFLATE), limit, room, flush)


# ------------------------------------------------------------ unpacking

@bif('zlib', 'inflateInit_nif', 3, args=[Any, Int, Int], process=True,
     host=True)
def inflate_init_nif_3(process, w_ref, bits, behavior):
    w_zlib = _new(w_ref, process)
    if not EOS_ERROR <= behavior <= EOS_CUT:
        raise badarg()
    w_zlib.behavior = behavior
    return checked(w_zlib.stream.inflate_init(bits))


@bif('zlib', 'inflateSetDictionary_nif', 2, process=True, host=True)
def inflate_set_dictionary_nif_2(process, w_ref, w_data):
    stream = in_state(w_ref, process, INFLATE).stream
    return checked(stream.set_dictionary(iodata_bytes(w_data)))


@bif('zlib', 'inflateGetDictionary_nif', 1, process=True, host=True)
def inflate_get_dictionary_nif_1(process, w_ref):
    dictionary = in_state(w_ref, process, INFLATE).stream.get_dictionary()
    if dictionary is None:
        return W_NOT_SUPPORTED
    return mk_binary(dictionary)


@bif('zlib', 'inflateReset_nif', 1, process=True, host=True)
def inflate_reset_nif_1(process, w_ref):
    w_zlib = in_state(w_ref, process, INFLATE)
    w_zlib.at_end = False
    return checked(w_zlib.stream.reset())


@bif('zlib', 'inflateEnd_nif', 1, process=True, host=True)
def inflate_end_nif_1(process, w_ref):
    w_zlib = in_state(w_ref, process, INFLATE)
    code = w_zlib.stream.end()
    if w_zlib.stream.queued > 0 or not w_zlib.at_end:
        code = zlib_stream.Z_DATA_ERROR
    return checked(code)


@bif('zlib', 'inflate_nif', 4, args=[Any, Int, Int, Int], process=True,
     host=True)
def inflate_nif_4(process, w_ref, limit, room, flush):
    w_zlib = in_state(w_ref, process, INFLATE)
    stream = w_zlib.stream
    if w_zlib.at_end and stream.queued > 0:
        if w_zlib.behavior == EOS_ERROR:
            raise failed(W_DATA_ERROR)
        if w_zlib.behavior == EOS_RESET:
            w_zlib.at_end = False
            checked(stream.restart())
        else:
            stream.clear_queue()
    return _run(w_zlib, limit, room, flush)
