"""What a .beam file that is not to be loaded holds: its chunks, its checksum
(OTP: erts/emulator/beam/beam_file.c).  A damaged file is no error."""
from atomvm.beam.chunk import parse_chunks
from atomvm.beam.module import file_checksum
from atomvm.beam.reader import Reader
from atomvm.error import LoadError


def is_padded(chunks, data):
    """Whether there is room for the padding of every chunk, which
    parse_chunks() does not ask of the last one."""
    size = Reader(data, '', '', 0, 4, len(data)).u32()
    for start, length in chunks.values():
        if ((start + length + 3) & ~3) > size + 8:
            return False
    return True


def chunk_of(data, name):
    """The bytes of a chunk, or None."""
    try:
        chunks = parse_chunks(data, '')
        if name not in chunks or not is_padded(chunks, data):
            return None
    except LoadError:
        return None
    start, size = chunks[name]
    end = start + size
    assert start >= 0
    assert end >= start
    return data[start:end]


def checksum_of(data):
    """The 16 bytes that module_info(md5) gives, or None if the file could not
    be loaded; instructions are not looked at."""
    try:
        return file_checksum(data)
    except LoadError:
        return None
