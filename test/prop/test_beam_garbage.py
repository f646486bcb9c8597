"""Damaged and truncated .beam files: they load or give a LoadError that names
the file, and nothing else happens."""
import hashlib
import os
import struct
import zlib

import pytest
from hypothesis import given, settings, HealthCheck
from hypothesis import strategies as st

from atomvm.beam import chunk, flow, module, opcode
from atomvm.error import LoadError
from atomvm.term import etf
from beam_builder import Builder, ExportHooks, compile_erl, form, otp_file

SETTINGS = dict(deadline=None, suppress_health_check=[HealthCheck.too_slow],
                max_examples=int(os.environ.get('ATOMVM_TEST_EXAMPLES', 50)))


def setup_module(mod):
    mod.saved_hooks = etf.HOOKS.hooks
    etf.HOOKS.hooks = ExportHooks()
    # a hundred times slower when it is not translated, and nothing to break
    mod.saved_md5 = module.RMD5
    module.RMD5 = hashlib.md5


def teardown_module(mod):
    etf.HOOKS.hooks = mod.saved_hooks
    module.RMD5 = mod.saved_md5


def without_debug_info(data):
    chunks = chunk.parse_chunks(data, '')
    return form([(name, data[at:at + size])
                 for name, (at, size) in sorted(chunks.items())
                 if name not in ('Dbgi', 'Docs')])


SOURCE = '''
-module(sample).
-export([loop/1, caught/1, bits/1, maps/2, floats/2, funs/1]).
loop(S) ->
    receive {From, X} -> From ! {X, S}, loop([X | S]); stop -> S
    after 1000 -> loop(S) end.
caught(F) ->
    try F() of {ok, X} -> X; error -> catch F()
    catch throw:T:Stack -> {T, Stack}; _:_ -> oops
    after put(done, true) end.
bits(<<N:8, S:N/binary, "end", R/bits>>) -> {S, <<R/bits, N:16/little, 7>>};
bits(_) -> none.
maps(#{a := A} = M, K) -> M#{a := A + 1, K => [A | K], b => 12345678901234567890}.
floats(X, Y) when is_float(X) -> X * 2.5 + Y / 3.0 - 1.
funs(L) -> [fun(Y) -> {X, Y, <<"text">>, {a, [b, c]}} end || X <- L].
'''


@pytest.fixture(scope='module')
def samples(tmpdir_factory):
    return [without_debug_info(compile_erl(
        tmpdir_factory.mktemp('garbage'), 'sample', SOURCE)),
        without_debug_info(otp_file('stdlib', 'erl_bits'))]


def loads(data):
    """True if it loads, False after a LoadError."""
    try:
        flow.analyse(module.load_file(data, 'g.beam'))
        return True
    except LoadError as e:
        assert e.filename == 'g.beam'
        assert e.message and '\n' not in e.text()
        assert e.offset <= max(len(data), 1) or e.chunk == 'LitT'
        return False


def test_samples_load(samples):
    for data in samples:
        assert loads(data)


@settings(**SETTINGS)
@given(data=st.data())
def test_changed_bytes(samples, data):
    sample = data.draw(st.sampled_from(samples))
    changed = list(sample)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(sample) - 1))
        changed[at] = chr(data.draw(st.integers(0, 255)))
    loads(''.join(changed))


@settings(**SETTINGS)
@given(data=st.data())
def test_changed_code(samples, data):
    """Most of the bytes above are no code; and the checks of later stages are
    reached more often when single operands change."""
    sample = data.draw(st.sampled_from(samples))
    at, size = chunk.parse_chunks(sample, '')['Code']
    changed = list(sample)
    for _ in range(data.draw(st.integers(1, 3))):
        k = data.draw(st.integers(at + 20, at + size - 1))
        changed[k] = chr(data.draw(st.one_of(
            st.integers(0, 255),
            st.just(ord(sample[k]) ^ 0x10), st.just(ord(sample[k]) ^ 0x01))))
    loads(''.join(changed))


@settings(**SETTINGS)
@given(data=st.data())
def test_truncated(samples, data):
    sample = data.draw(st.sampled_from(samples))
    n = data.draw(st.integers(0, len(sample) - 1))
    assert not loads(sample[:n])


@settings(**SETTINGS)
@given(data=st.data())
def test_chunks_cut_short(samples, data):
    """The container is right, one chunk is not."""
    sample = data.draw(st.sampled_from(samples))
    chunks = chunk.parse_chunks(sample, '')
    name = data.draw(st.sampled_from(sorted(chunks)))
    parts = []
    for other, (at, size) in sorted(chunks.items()):
        text = sample[at:at + size]
        if other == name:
            text = text[:data.draw(st.integers(0, size))]
        parts.append((other, text))
    loads(form(parts))


@settings(**SETTINGS)
@given(data=st.data())
def test_changed_literals(samples, data):
    """LitT is compressed: change it inside."""
    sample = data.draw(st.sampled_from(samples))
    chunks = chunk.parse_chunks(sample, '')
    at, size = chunks['LitT']
    raw = list(zlib.decompress(sample[at + 4:at + size]))
    for _ in range(data.draw(st.integers(1, 4))):
        k = data.draw(st.integers(0, len(raw) - 1))
        raw[k] = chr(data.draw(st.integers(0, 255)))
    raw = ''.join(raw)
    literals = struct.pack('>I', len(raw)) + zlib.compress(raw)
    loads(form([(name, literals if name == 'LitT' else sample[a:a + n])
                for name, (a, n) in sorted(chunks.items())]))


@settings(**dict(SETTINGS, max_examples=15))
@given(data=st.data())
def test_chunks_in_another_order(samples, data):
    """That is allowed; of two chunks of one name the last counts."""
    sample = data.draw(st.sampled_from(samples))
    chunks = [(name, sample[at:at + size]) for name, (at, size)
              in sorted(chunk.parse_chunks(sample, '').items())]
    assert loads(form(data.draw(st.permutations(chunks))))
    assert loads(form([(name, '') for name, _ in chunks] + chunks))


@pytest.mark.parametrize('size,text', [
    (2 ** 31 - 1, 'x'), (64 * 1024 * 1024, '\0' * 4096),
    (5, '\0' * (8 * 1024 * 1024)), (100, '\0' * 99)])
def test_literal_bombs(samples, size, text):
    """A size that the data can not have, or data that are larger than it."""
    parts = [(name, samples[0][at:at + n]) for name, (at, n)
             in sorted(chunk.parse_chunks(samples[0], '').items())
             if name != 'LitT']
    bomb = struct.pack('>I', size) + zlib.compress(text)
    assert not loads(form(parts + [('LitT', bomb)]))


@settings(**SETTINGS)
@given(st.binary(max_size=300))
def test_noise(data):
    assert not loads(data)
    loads('FOR1' + struct.pack('>I', len(data) + 4) + 'BEAM' + data)


OPERANDS = st.one_of(
    st.integers(0, 40), st.sampled_from(['a', 'b', None]),
    st.tuples(st.sampled_from('xyf'), st.integers(0, 12)),
    st.tuples(st.just('i'), st.integers(-2 ** 80, 2 ** 80)),
    st.tuples(st.just('fr'), st.integers(0, 17)))


@st.composite
def instruction(draw):
    """An instruction of the right arity, more often right than not."""
    info = draw(st.sampled_from(opcode.INFOS[4:]))
    operands = []
    for letter in info.letters:
        likely = {'s': 'x', 'd': 'x', 'S': 'x', 'f': 'f', 'j': 'f', 'y': 'y',
                  'm': 'f'}.get(letter)
        if letter[0] == '[':
            operands.append(draw(st.lists(OPERANDS, max_size=6)))
        elif likely and draw(st.integers(0, 9)):
            operands.append((likely, draw(st.integers(0, 8))))
        elif letter == 'a':
            operands.append('a')
        elif letter == 'l':
            operands.append(('fr', draw(st.integers(0, 3))))
        else:
            operands.append(draw(OPERANDS))
    return tuple([info.name] + operands)


@settings(**SETTINGS)
@given(st.lists(st.one_of(
    instruction(), st.builds(lambda n: ('label', n), st.integers(3, 8))),
    max_size=12))
def test_random_code(body):
    builder = Builder()
    builder.imported('erlang', 'node', 1)
    builder.imported('erlang', '+', 2)
    builder.labels = 9
    builder.function('f', 1, 1, [('allocate', 4, 1)] + body +
                     [('deallocate', 4), ('return',)])
    loads(builder.data())
