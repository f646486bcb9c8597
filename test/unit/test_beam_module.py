"""Loading whole files: OTP's own, and by hand what OTP 25 does not emit."""
import hashlib
import struct
import zlib

import pytest

from atomvm.beam import flow, module, opcode
from atomvm.error import LoadError
from atomvm.term import etf
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, list_items
from beam_builder import (ExportHooks, compile_erl, form, number, one_function,
                          otp_file, otp_path, run_erl, words)

RETURN = [('return',)]


@pytest.fixture(autouse=True)
def export_hooks(monkeypatch):
    monkeypatch.setattr(etf.HOOKS, 'hooks', ExportHooks())


@pytest.fixture
def quick_md5(monkeypatch):
    """RMD5 takes seconds for a large file when it is not translated."""
    monkeypatch.setattr(module, 'RMD5', hashlib.md5)


def load(data, name='x.beam'):
    return module.load_file(data, name)


def error(data):
    with pytest.raises(LoadError) as info:
        load(data)
    assert info.value.filename == 'x.beam'
    return info.value


def replaced(builder, name, data):
    """The file with another chunk in place of (or added to) its own."""
    chunks = [(n, d) for n, d in builder.chunks() if n != name]
    return form(chunks + [(name, data)])


# ------------------------------------------------------------- OTP's files

@pytest.mark.parametrize('library, name', [
    ('stdlib', 'lists'), ('stdlib', 'gb_trees'), ('stdlib', 'file_sorter'),
    ('kernel', 'inet_parse'), ('compiler', 'sys_core_fold')])
def test_files_of_otp_load(quick_md5, library, name):
    data = otp_file(library, name)
    f = load(data)
    result = flow.analyse(f)
    assert f.w_name is mk_atom(name)
    assert len(result.functions) == f.function_count
    assert f.label_count >= len(result.functions) * 2
    assert f.instrs[-1].op == opcode.OP_INT_CODE_END
    for instr in f.instrs[:-1]:
        assert ord(data[instr.offset]) == instr.op


def test_instructions_and_tables_are_those_of_beam_disasm():
    path = otp_path('stdlib', 'orddict')
    f = load(otp_file('stdlib', 'orddict'))
    text = run_erl(
        '{beam_file,_,E,_,_,Fs} = beam_disasm:file("%s"), '
        'io:format("~%sw~n", [E]), '
        '[io:format("~%sw~n", [{N,A,L,length(Is)}]) '
        '|| {function,N,A,L,Is} <- Fs]' % (path, 't', 't'))
    lines = text.strip().splitlines()
    exports = lines[0]
    for ref in f.exports:
        assert '{%s,%d,%d}' % (ref.w_name.name, ref.arity,
                               ref.label) in exports
    assert exports.count('{') == len(f.exports)
    assert len(lines) - 1 == len(f.functions)
    for line, function in zip(lines[1:], f.functions):
        last = function.last
        assert line == '{%s,%d,%d,%d}' % (
            function.w_name.name, function.arity, function.entry_label,
            last - function.first)


@pytest.mark.parametrize('name', ['orddict', 'erl_bits'])
def test_md5_is_that_of_beam_lib(name):
    text = run_erl('{ok,{_,M}} = beam_lib:md5("%s"), io:format("~w", [M])' %
                   otp_path('stdlib', name))
    wanted = ''.join([chr(int(n)) for n in text[2:-2].split(',')])
    assert load(otp_file('stdlib', name)).md5 == wanted


SOURCE = '''
-module(sample).
-vsn(7).
-export([f/1, g/0]).
f(X) -> Y = g(), fun(Z) -> {X, Y, Z, "text", 1.5, 123456789012345678901} end.
g() ->
    self() ! [a, <<"bytes">>, #{k => v}].
'''


def test_tables_of_a_compiled_module(tmpdir):
    f = load(compile_erl(tmpdir, 'sample', SOURCE))
    assert [(e.w_name.name, e.arity) for e in f.exports
            if e.w_name.name != 'module_info'] == [('g', 0), ('f', 1)]
    assert [(x.w_name.name, x.arity) for x in f.locals] == [('-f/1-fun-0-', 3)]
    fun = f.funs[0]
    assert (fun.w_name.name, fun.arity, fun.nfree, fun.index) == (
        '-f/1-fun-0-', 3, 2, 0)
    assert fun.label == f.locals[0].label
    assert ('erlang', 'self', 0) in [
        (i.w_module.name, i.w_name.name, i.arity) for i in f.imports]
    assert len(list_items(f.attributes)) == 1
    assert len(list_items(f.compile_info)) == 3
    assert f.lines.names == ['sample.erl', str(tmpdir.join('sample.erl'))]
    positions = [f.lines.position(i) for i in range(f.lines.count())]
    assert positions[0] == (0, 0)
    assert (1, 5) in positions and (1, 7) in positions
    assert 3 <= f.max_x < 10


def test_compressed_file(tmpdir):
    data = compile_erl(tmpdir, 'sample', SOURCE, '+compressed')
    assert data[:2] == '\x1f\x8b'
    assert load(data).w_name.name == 'sample'


def test_types_of_otp_25():
    f = load(otp_file('stdlib', 'base64'))
    assert f.types[0].union == 0x1fff
    assert not f.types[0].has_lo
    bounds = [(t.lo, t.hi) for t in f.types if t.has_lo and t.has_hi]
    assert bounds and all([lo <= hi for lo, hi in bounds])
    assert [t for t in f.types if t.has_lo and t.union == 1 << 6]


# ---------------------------------------------------- what OTP 25 has not

def test_smallest_module():
    f = load(one_function(RETURN).data())
    assert (f.w_name.name, f.function_count, f.label_count) == ('m', 1, 3)
    assert (f.attributes, f.compile_info, f.meta) == (NIL, NIL, NIL)
    assert f.lines.count() == 0 and f.lines.names == ['m.erl']
    assert (f.max_x, f.n_fregs, f.types) == (4, 0, [])


def test_atoms_of_otp_28_have_long_lengths():
    builder = one_function(RETURN)
    long_name = '\xc3\xa9' * 255
    builder.atom(long_name)
    builder.long_atoms = True
    f = load(builder.data())
    assert f.w_name.name == 'm'
    assert mk_atom(long_name) in f.atoms


def test_atoms_in_latin1():
    builder = one_function(RETURN)
    builder.atom('caf\xe9')
    chunks = [('Atom' if n == 'AtU8' else n, d) for n, d in builder.chunks()]
    f = load(form(chunks))
    assert mk_atom('caf\xc3\xa9') in f.atoms


@pytest.mark.parametrize('name', [
    '\xff', '\xc3', '\xc0\x80', '\xed\xa0\x80', '\xf4\x90\x80\x80', 'a\x80',
    '\xe2\x82'])
def test_atoms_that_are_not_utf8_are_refused(name):
    builder = one_function(RETURN)
    builder.atom(name)
    e = error(builder.data())
    assert (e.chunk, e.message) == ('AtU8', 'bad name of an atom')


def test_atom_of_more_than_255_characters_is_refused():
    builder = one_function(RETURN)
    builder.atom('x' * 256)
    builder.long_atoms = True
    assert error(builder.data()).chunk == 'AtU8'


def with_literals(*terms):
    builder = one_function([('move', ('literal', len(terms) - 1), ('x', 0)),
                            ('return',)])
    builder.literals = list(terms)
    return builder


def test_literals_compressed_and_plain():
    builder = with_literals('\x83a\x05', '\x83b\x00\x00\x01\x00')
    raw = zlib.decompress(dict(builder.chunks())['LitT'][4:])
    for data in [builder.data(),
                 replaced(builder, 'LitT', words(0) + raw)]:
        f = load(data)
        assert [w.intval for w in f.literals] == [5, 256]
        assert f.instrs[3].args[0].w_value is f.literals[1]


def test_damaged_literals_are_refused():
    builder = with_literals('\x83a\x05')
    good = dict(builder.chunks())['LitT']
    raw = zlib.decompress(good[4:])
    for bad in [words(0x7fffffff) + good[4:], words(1 << 20) + good[4:],
                words(len(raw) - 1) + good[4:], good[:4] + good[6:],
                good[:-3], words(0) + raw[:-1],
                words(0) + words(0x7fffffff) + raw[4:],
                words(0) + words(1, 0x7fffffff) + raw[8:],
                words(0) + raw[:8] + '\x82a\x05',
                words(0) + words(1, 1) + '\x83a\x05', words(0)]:
        assert error(replaced(builder, 'LitT', bad)).chunk == 'LitT'


def test_types_of_otp_26_and_27():
    table = (words(2, 4) + struct.pack('>H', 0x1fff) +
             struct.pack('>Hqq', 0x6000 | 0x40, -5, 1 << 40) +
             struct.pack('>HqB', 0x2000 | 0x8000 | 0x42, 7, 15) +
             struct.pack('>Hq', 0x4000 | 0x10, -1))
    for version in [2, 3]:
        f = load(replaced(one_function(RETURN), 'Type',
                          words(version) + table[4:]))
        assert [(t.union, t.lo, t.hi, t.has_lo, t.has_hi) for t in f.types] == [
            (0x1fff, 0, 0, False, False), (0x40, -5, 1 << 40, True, True),
            (0x42, 7, 0, True, False), (0x10, 0, -1, False, True)]


def test_types_of_an_unknown_version_are_ignored():
    builder = one_function([('move', ('typed', ('x', 0), 9), ('x', 1)),
                            ('return',)])
    f = load(replaced(builder, 'Type', words(99) + 'anything'))
    assert f.types == []
    assert f.instrs[3].args[0].type_index == -1


def test_register_with_a_type_that_there_is_not():
    builder = one_function([('move', ('typed', ('x', 0), 9), ('x', 1)),
                            ('return',)])
    e = error(replaced(builder, 'Type', words(3, 1) + '\x1f\xff'))
    assert (e.chunk, e.message) == ('Code', 'there is no type 9')


def line_chunk(*parts):
    return words(0, 0, 3) + ''.join(parts)


def test_lines_in_several_files():
    items = (number(1, 10) + number(2, 1) + number(1, 70000) + number(2, 0) +
             number(1, 3000))
    builder = one_function([('line', 2), ('return',)])
    f = load(replaced(builder, 'Line', line_chunk(
        words(3, 2), items, '\x00\x05a.hrl', '\x00\x00')))
    assert [f.lines.position(i) for i in range(4)] == [
        (0, 0), (0, 10), (1, 70000), (0, 3000)]
    assert f.lines.names == ['m.erl', 'a.hrl', 'm.erl']


def test_damaged_lines_are_refused():
    builder = one_function(RETURN)
    for bad in [line_chunk(words(0x7fffffff, 0)),
                line_chunk(words(0, 0x7fffffff)),
                line_chunk(words(1, 0), number(2, 1)),
                line_chunk(words(1, 0), number(3, 1)),
                line_chunk(words(1, 0), number(1, -1)),
                line_chunk(words(1, 0), number(1, 2 ** 70)),
                line_chunk(words(0, 1), '\x00\x05abc'), '']:
        assert error(replaced(builder, 'Line', bad)).chunk == 'Line'


def test_lines_of_another_version_are_ignored():
    builder = one_function([('line', 99), ('return',)])
    f = load(replaced(builder, 'Line', words(1) + 'anything'))
    assert f.lines.count() == 0


# ------------------------------------------------------- too new, too old

def test_newer_instruction_set():
    builder = one_function(RETURN)
    code = builder.code_chunk()
    e = error(replaced(builder, 'Code', code[:4] + words(1) + code[8:]))
    assert e.chunk == 'Code'
    assert e.message.startswith('compiled for a newer OTP')


def test_newer_opcode_in_the_header():
    builder = one_function(RETURN)
    builder.max_opcode = 186
    e = error(builder.data())
    code = builder.data().index('Code') + 8
    assert e.text() == (
        'x.beam: chunk Code: offset %d: compiled for a newer OTP: its opcode '
        '186 is unknown' % (code + 8))


def test_unknown_and_forgotten_opcodes_in_the_code():
    data = one_function(RETURN).data()
    at = data.index('\x13\x03')         # return, int_code_end
    for byte, text in [('\xba', 'newer'), ('\x00', 'no opcode 0'),
                       ('\x1b', 'very old OTP: opcode 27 (m_plus)')]:
        e = error(data[:at] + byte + data[at + 1:])
        assert (e.chunk, e.offset) == ('Code', at)
        assert text in e.message


@pytest.mark.parametrize('name', ['AtU8', 'Code', 'ImpT', 'ExpT'])
def test_missing_chunk(name):
    chunks = [c for c in one_function(RETURN).chunks() if c[0] != name]
    e = error(form(chunks))
    assert e.chunk == name or name == 'AtU8' and e.chunk == 'Atom'
    assert e.message == 'the chunk is missing'


@pytest.mark.parametrize('name', ['AtU8', 'ImpT', 'ExpT', 'LocT', 'FunT'])
def test_counts_ask_for_no_memory(name):
    for count in [0x7fffffff, -0x80000000, 100000]:
        e = error(replaced(one_function(RETURN), name, words(count)))
        assert e.chunk == name


def test_damaged_tables_are_refused():
    for name, data in [
            ('ImpT', words(1, 9, 1, 1)), ('ImpT', words(1, 1, 0, 1)),
            ('ImpT', words(1, 1, 1, 256)), ('ExpT', words(1, 2, 1, 99)),
            ('ExpT', words(1, 2, 1, 1)), ('ExpT', words(1, 2, 0, 2)),
            ('ExpT', words(1, 1, 1, 2)), ('LocT', words(1, 2, 1, -1)),
            ('FunT', words(1, 2, 1, 2, 0, 2, 0)),
            ('FunT', words(1, 2, 1, 7, 0, 0, 0)),
            ('Attr', '\x82j'), ('CInf', '\x83'), ('Meta', 'x')]:
        assert error(replaced(one_function(RETURN), name, data)).chunk == name


def test_message_is_one_line_whatever_a_function_is_called():
    builder = one_function(RETURN)
    name = builder.atom('bad\nname')
    e = error(replaced(builder, 'ExpT', words(1, name, 1, 1)))
    assert e.message == 'bad?name/1 is not at label 1'


def test_debug_info_and_unknown_chunks_are_not_looked_at():
    builder = one_function(RETURN)
    builder.extra = [('Dbgi', 'garbage'), ('Docs', ''), ('Zzzz', '\xff')]
    assert load(builder.data()).w_name.name == 'm'
