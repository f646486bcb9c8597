"""The container: chunks, sizes, gzip."""
import gzip
import io

import pytest

from atomvm.beam import chunk
from atomvm.error import LoadError
from beam_builder import form, words


def error(function, *args):
    with pytest.raises(LoadError) as info:
        function(*args)
    return info.value


def zipped(data):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode='wb') as f:
        f.write(data)
    return out.getvalue()


def test_chunks_are_found_with_their_padding():
    data = form([('Aaaa', 'x'), ('Bbbb', ''), ('Cccc', '12345')])
    chunks = chunk.parse_chunks(data, 'f')
    assert chunks == {'Aaaa': (20, 1), 'Bbbb': (32, 0), 'Cccc': (40, 5)}
    assert data[40:45] == '12345'


def test_bytes_behind_the_form_are_ignored():
    data = form([('Aaaa', 'x')]) + 'more'
    assert chunk.parse_chunks(data, 'f').keys() == ['Aaaa']


def test_other_files_are_refused():
    assert error(chunk.parse_chunks, '', 'f').message.startswith('not a')
    assert error(chunk.parse_chunks, 'x' * 40, 'f').offset == 0
    data = form([('Aaaa', 'x')])
    assert error(chunk.parse_chunks, data[:8] + 'XXXX' + data[12:],
                 'f').offset == 8


def test_truncated_file():
    data = form([('Aaaa', 'xyzw')])
    e = error(chunk.parse_chunks, data[:-1], 'f.beam')
    assert e.text() == ('f.beam: offset 4: the file is truncated: 16 bytes '
                        'expected, 15 there')


def test_chunk_that_is_larger_than_the_file():
    data = form([('Aaaa', 'x')])
    data = data[:16] + words(6) + data[20:]
    e = error(chunk.parse_chunks, data, 'f')
    assert (e.chunk, e.offset) == ('Aaaa', 16)
    assert 'truncated' in e.message
    data = data[:16] + '\xff\xff\xff\xff' + data[20:]
    assert error(chunk.parse_chunks, data, 'f').chunk == 'Aaaa'


def test_compressed_file_is_inflated():
    data = form([('Aaaa', 'x' * 100000)])
    assert chunk.plain(zipped(data), 'f') == data
    assert chunk.plain(data, 'f') is data


def test_damaged_compressed_file_is_refused():
    data = zipped(form([('Aaaa', 'x' * 1000)]))
    for damaged in [data[:-9], data[:20], data[:30] + '\xff\xff' + data[32:]]:
        assert 'gzip' in error(chunk.plain, damaged, 'f').message


def test_inflating_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr(chunk, 'MAX_INFLATED', 1000)
    assert chunk.plain(zipped('FOR1' + 'x' * 996), 'f')
    assert 'gzip' in error(chunk.plain, zipped('x' * 1001), 'f').message


def test_message_is_one_line_whatever_the_chunk_is_called():
    e = error(chunk.parse_chunks, form([('\n\xff%A', '')])[:-4] + words(9), 'f')
    assert e.text() == ('f: chunk ??%A: offset 16: the chunk is truncated: 9 '
                        'bytes expected, 0 there')
