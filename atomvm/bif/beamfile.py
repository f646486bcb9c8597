"""Natives of erts_internal that look into the bytes of a .beam file, for
code:get_chunk/2 and code:module_md5/1.

OTP: erts/preloaded/src/erts_internal.erl, erts/emulator/beam/beam_bif_load.c;
as in OTP, a file that is damaged is no error.
"""
from atomvm.beam.chunk import parse_chunks
from atomvm.beam.module import file_checksum
from atomvm.beam.reader import Reader
from atomvm.bif.chars import bits_bytes
from atomvm.bif.gateway import bif, Any, Binary
from atomvm.error import LoadError
from atomvm.term import atoms
from atomvm.term.binary import mk_binary
from atomvm.term.cons import list_items
from atomvm.term.fault import badarg
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


def is_padded(chunks, data):
    """Whether there is room for the padding of every chunk, which
    parse_chunks() does not ask of the last one."""
    size = Reader(data, '', '', 0, NAME_SIZE, len(data)).u32()
    for start, length in chunks.values():
        if ((start + length + 3) & ~3) > size + 2 * NAME_SIZE:
            return False
    return True


@bif('erts_internal', 'beamfile_chunk', 2, args=[Binary, Any])
def beamfile_chunk_2(w_file, w_name):
    """The bytes of a chunk; undefined if it or the file is none."""
    name = chunk_name(w_name)
    data = bits_bytes(w_file)
    try:
        chunks = parse_chunks(data, '')
        if name not in chunks or not is_padded(chunks, data):
            return atoms.undefined
    except LoadError:
        return atoms.undefined
    start, size = chunks[name]
    end = start + size
    assert start >= 0
    assert end >= start
    return mk_binary(data[start:end])


@bif('erts_internal', 'beamfile_module_md5', 1, args=[Binary])
def beamfile_module_md5_1(w_file):
    """The checksum that module_info(md5) gives, or undefined if the file is
    none that could be loaded, its instructions apart."""
    try:
        return mk_binary(file_checksum(bits_bytes(w_file)))
    except LoadError:
        return atoms.undefined
