"""Natives of erts_internal that look into the bytes of a .beam file, for
code:get_chunk/2 and code:module_md5/1.

OTP: erts/preloaded/src/erts_internal.erl, erts/emulator/beam/beam_bif_load.c;
as in OTP, a file that is damaged is no error.
"""
from atomvm.bif.gateway import bif, Any, Binary
from atomvm.proc.beamdata import checksum_of, chunk_of
from atomvm.term import atoms
from atomvm.term.binary import mk_binary
from atomvm.term.cons import list_items
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import W_Int

NAME_SIZE = 4


def chunk_name(w_name):
    """The four bytes of a list of four bytes; badarg for other terms."""
    items = list_items(w_name)
    if items is None or len(items) != NAME_SIZE:
        raise badarg()
    name = ''
    for w_byte in items:
        if not isinstance(w_byte, W_Int) or not 0 <= w_byte.intval <= 255:
            raise badarg()
        name += chr(w_byte.intval)
    return name


@bif('erts_internal', 'beamfile_chunk', 2, args=[Binary, Any])
def beamfile_chunk_2(w_file, w_name):
    """The bytes of a chunk; undefined if it or the file is none."""
    return binary_or_undefined(chunk_of(bits_bytes(w_file),
                                        chunk_name(w_name)))


@bif('erts_internal', 'beamfile_module_md5', 1, args=[Binary])
def beamfile_module_md5_1(w_file):
    return binary_or_undefined(checksum_of(bits_bytes(w_file)))


def binary_or_undefined(data):
    return atoms.undefined if data is None else mk_binary(data)
