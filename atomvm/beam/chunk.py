"""The container of .beam files: IFF, form BEAM (OTP: beam_lib(3)), possibly
gzip-compressed as a whole (erlc +compressed)."""
from rpython.rlib import rzlib

from atomvm import config
from atomvm.beam.reader import Reader, printable
from atomvm.error import LoadError

# No .beam file or literal table comes near: what a damaged or hostile file
# can make us ask for.
MAX_INFLATED = 64 * 1024 * 1024

# zlib can not do better than 1032:1 (its own technical notes).
MAX_RATIO = 1040

WBITS_ZLIB = rzlib.MAX_WBITS
WBITS_GZIP = rzlib.MAX_WBITS + 16


def inflate(data, wbits, limit):
    """Decompressed data (str), of at most limit bytes, or None if it is
    damaged, incomplete or longer."""
    if config.BOARD:
        return None     # no zlib there: packs hold what is not compressed
    try:
        stream = rzlib.inflateInit(wbits)
    except (rzlib.RZlibError, ValueError):
        return None
    try:
        # a byte more, to see the end of the stream
        result, finished, _ = rzlib.decompress(
            stream, data, rzlib.Z_SYNC_FLUSH, limit + 1)
    except rzlib.RZlibError:
        result = None
        finished = False
    rzlib.inflateEnd(stream)
    if not finished or result is None or len(result) > limit:
        return None
    return result


def plain(data, filename):
    """The bytes of a .beam file without gzip compression around them."""
    if len(data) > 2 and data[0] == '\x1f' and data[1] == '\x8b':
        inflated = inflate(data, WBITS_GZIP, MAX_INFLATED)
        if inflated is None:
            raise LoadError(filename, '', 0, 'damaged gzip data')
        return inflated
    return data


def parse_chunks(data, filename):
    """Chunk name -> (offset of its data, size), of a file without gzip
    compression (see plain()).  LoadError where sizes do not fit."""
    if len(data) < 12:
        raise LoadError(filename, '', 0, 'not a .beam file: too short')
    reader = Reader(data, filename, '', 0, 0, len(data))
    if reader.take(4) != 'FOR1':
        raise LoadError(filename, '', 0, 'not a .beam file')
    size = reader.u32()
    if size < 4 or size > reader.left():
        raise LoadError(filename, '', 4, 'the file is truncated: ' +
                        str(size) + ' bytes expected, ' +
                        str(reader.left()) + ' there')
    end = reader.pos + size
    if reader.take(4) != 'BEAM':
        raise LoadError(filename, '', 8, 'not a .beam file')
    reader.end = end
    chunks = {}
    while not reader.at_end():
        name = reader.take(4)
        reader.chunk = printable(name)
        at = reader.pos
        size = reader.u32()
        if size > reader.left():
            raise reader.error(at, 'the chunk is truncated: ' + str(size) +
                               ' bytes expected, ' + str(reader.left()) +
                               ' there')
        chunks[name] = (reader.pos, size)
        reader.pos += size
        padding = (4 - size & 3) & 3
        if padding > reader.left():
            padding = reader.left()
        reader.pos += padding
        reader.chunk = ''
    return chunks
