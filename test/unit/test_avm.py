"""Packs: what cross/pack.py and packfile.py make is read; damage is told."""
import os
import struct
import subprocess

import pytest
from beam_builder import otp_file
from rpython.rtyper.lltypesystem import lltype

from atomvm.beam import avm
from atomvm.beam.code import HALVES
from atomvm.beam.module import load_file
from atomvm.error import LoadError
from atomvm.proc.codepath import CodePath
from atomvm.proc.packpath import PackPath
from cross import pack, packfile
from hal.api import StrMemory


def make(*entries):
    """A pack of (name, flags, data)."""
    return (avm.MAGIC + ''.join(pack.entry(*e) for e in entries) + pack.END)


def create(*paths):
    """A pack of files (py.path)."""
    return packfile.packed(packfile.read_inputs([str(p) for p in paths]))


def opened(data):
    return avm.Pack('slot', StrMemory(data))


def items(data):
    found = opened(data)
    result = []
    item = found.next_item()
    while item is not None:
        result.append((item.name, item.flags, found.data(item)))
        item = found.next_item()
    return result


def test_the_header_is_that_of_atomvm():
    assert avm.MAGIC == '#!/usr/bin/env AtomVM\n\0\0'
    assert len(avm.MAGIC) == 24


def test_entries_are_those_of_the_format():
    data = make(('a.beam', 3, 'FOR1xyz'))
    size, flags, reserved = struct.unpack('>III', data[24:36])
    assert size == 12 + 8 + 8 and flags == 3 and reserved == 0
    assert data[36:44] == 'a.beam\0\0'
    assert data[-16:] == '\0' * 12 + 'end\0'


def test_beams_keep_their_padding_and_files_their_length():
    assert items(make(('a.beam', avm.FLAG_BEAM, 'abcde'),
                      ('x/priv/f', avm.FLAG_FILE, 'abcde'))) == [
        ('a.beam', 2, 'abcde\0\0\0'), ('x/priv/f', 4, 'abcde')]


def test_find_and_start():
    found = opened(make(('a.beam', 2, 'AAAA'), ('b.beam', 3, 'BBBB'),
                        ('c.beam', 3, 'CCCC')))
    assert found.find('c.beam').flags == 3
    assert found.find('d.beam') is None
    assert found.find_start().name == 'b.beam'
    found.check()


@pytest.mark.parametrize('at, value, message', [
    (24, 0x7fffffff, 'bad size of an entry: 2147483647'),
    (24, 8, 'bad size of an entry: 8'), (24, 29, 'bad size of an entry: 29'),
    (24, 0xffffffff, 'bad number in the pack'),
    (36 + 12, 100, 'bad length of a file: 100')])
def test_a_damaged_pack_is_refused(at, value, message):
    data = make(('x/priv/f', 4, 'abcd'))
    data = data[:at] + struct.pack('>I', value) + data[at + 4:]
    with pytest.raises(LoadError) as e:
        opened(data).check()
    assert e.value.text() == 'slot: offset %d: %s' % (at, message)


def test_a_name_without_an_end_is_refused():
    data = avm.MAGIC + struct.pack('>III', 16, 2, 0) + 'abcd' + pack.END
    with pytest.raises(LoadError):
        opened(data).check()


def test_every_cut_is_refused():
    data = make(('a.beam', 2, 'AAAA'), ('b.beam', 3, 'BBBB'))
    for n in range(24, len(data)):
        with pytest.raises(LoadError):
            opened(data[:n]).check()


def test_states_of_a_slot():
    assert avm.state_of(StrMemory('\xff' * 64)) == avm.EMPTY
    assert avm.state_of(StrMemory('\0' * 64)) == avm.EMPTY
    assert avm.state_of(StrMemory('\xff' * 8 + 'x' * 56)) == avm.OTHER
    assert avm.state_of(StrMemory('FOR1' * 16)) == avm.OTHER
    assert avm.state_of(StrMemory('')) == avm.OTHER
    assert avm.state_of(StrMemory(make())) == avm.PACK


# ------------------------------------------------------------ cross/pack.py

def test_literals_are_unpacked_and_the_module_stays_the_same():
    beam = otp_file('stdlib', 'lists')
    slim = pack.slim(beam, 'lists.beam')
    names = [name for name, _ in pack.chunks(slim, 'lists.beam')]
    assert 'LitU' in names and 'LitT' not in names and 'Dbgi' not in names
    whole, small = load_file(beam, 'lists.beam'), load_file(slim, 'lists.beam')
    assert len(whole.literals) == len(small.literals) > 0
    assert [i.op for i in whole.instrs] == [i.op for i in small.instrs]


def test_the_first_module_with_start_is_marked(tmpdir):
    starter = pack.slim(otp_file('kernel', 'heart'), 'x')
    assert pack.exports_start(starter, 'x')
    assert not pack.exports_start(pack.slim(otp_file('stdlib', 'queue'), 'x'),
                                  'x')


def test_a_pack_in_a_pack(tmpdir):
    beam = tmpdir.join('queue.beam')
    beam.write(otp_file('stdlib', 'queue'), 'wb')
    inner = tmpdir.join('inner.avm')
    inner.write(create(beam), 'wb')
    text = tmpdir.join('text')
    text.write('hello')
    names = [name for name, _, _ in items(create(inner, text))]
    assert names == ['queue.beam', str(text)]


def test_modules_of_devices_are_needed_where_they_are_called(tmpdir, monkeypatch):
    libs = tmpdir.mkdir('libs')
    for name, calls in [('gpio', 'avm_params'), ('avm_params', 'lists'), ('spi', 'lists')]:
        tmpdir.join(name + '.erl').write('-module(%s).\n-export([f/0]).\nf() -> %s:f().\n' % (name, calls))
    tmpdir.join('app.erl').write('-module(app).\n-export([start/0]).\nstart() -> gpio:f().\n')
    subprocess.check_call(['erlc', '-o', str(libs)] + [str(tmpdir.join(name + '.erl')) for name in
                                                      ('gpio', 'avm_params', 'spi')])
    subprocess.check_call(['erlc', '-o', str(tmpdir), str(tmpdir.join('app.erl'))])
    monkeypatch.setenv('ATOMVM_LIBS', str(libs))
    found = [os.path.basename(path) for path in pack.needed([str(tmpdir.join('app.beam'))])]
    assert found[:2] == ['gpio.beam', 'avm_params.beam'] and 'lists.beam' in found and 'spi.beam' not in found


def test_modules_that_are_needed(tmpdir):
    beam = tmpdir.join('queue.beam')
    beam.write(otp_file('stdlib', 'queue'), 'wb')
    found = [os.path.basename(path) for path in pack.needed([str(beam)])]
    assert 'lists.beam' in found and 'erlang.beam' not in found


def test_what_is_no_beam_file_is_refused(tmpdir):
    beam = tmpdir.join('x.beam')
    beam.write('hello')
    with pytest.raises(pack.PackError):
        create(beam)


def test_atom_tables_in_both_forms():
    assert pack.atom_names('\0\0\0\2\3foo\2ab') == ['foo', 'ab']
    assert pack.atom_names('\xff\xff\xff\xfe\x30foo\x20ab') == ['foo', 'ab']


# ----------------------------------------------------------- proc/packpath.py

def test_modules_are_found_in_the_order_of_the_slots():
    words = lltype.malloc(HALVES.TO, 1, flavor='raw', immortal=True)
    path = PackPath()
    path.embedded['mine'] = words
    path.packs.append(avm.Pack('app', StrMemory(make(('a.beam', 2, 'AAAA')))))
    path.packs.append(avm.Pack('libs', StrMemory(
        make(('a.beam', 2, 'BBBB'), ('mine.beam', 2, 'CCCC')))))
    assert path.find_module_file('a') == 'app/a.beam'
    assert path.read_file('app/a.beam') == 'AAAA'
    assert path.read_file('libs/a.beam') == 'BBBB'
    assert path.find_module_file('mine') == 'preloaded:mine'
    assert path.find_embedded('preloaded:mine') == words
    assert not path.find_embedded('libs/a.beam')
    pack_, item = path.find_item('libs/a.beam')
    assert pack_.where == 'libs' and item.name == 'a.beam'
    assert path.find_item('preloaded:mine') == (None, None)
    assert path.is_sticky('preloaded:mine') and not path.is_sticky('app/a.beam')
    assert path.find_module_file('none') == ''
    with pytest.raises(LoadError):
        path.read_file('app/none.beam')


# ----------------------------------------------------------- proc/codepath.py

def test_packs_on_hosts(tmpdir):
    first, second = tmpdir.join('first.avm'), tmpdir.join('second.avm')
    first.write(make(('a.beam', 2, 'AAAA'), ('b.beam', 2, 'BBBB')), 'wb')
    second.write(make(('b.beam', 2, 'CCCC'), ('c.beam', 3, 'DDDD'),
                      ('d.beam', 2, 'FOR1....BEAMAvmI')), 'wb')
    path = CodePath()
    assert path.open_pack(str(first)).find_start() is None
    assert path.open_pack(str(second)).find_start().name == 'c.beam'
    assert path.find_module_file('b') == str(first) + '/b.beam'
    assert path.read_file(path.find_module_file('b')) == 'BBBB'
    assert path.read_file(path.find_module_file('c')) == 'DDDD'
    assert path.find_module_file('queue').endswith('/ebin/queue.beam')
    with pytest.raises(LoadError) as e:
        path.read_file(path.find_module_file('d'))
    assert 'made for boards' in e.value.text()
    with pytest.raises(LoadError):
        path.read_file(str(first) + '/c.beam')
    tmpdir.join('text.avm').write('text')
    with pytest.raises(LoadError) as e:
        path.open_pack(str(tmpdir.join('text.avm')))
    assert 'not a pack' in e.value.text()
    assert len(path.packs) == 2
