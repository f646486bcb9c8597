"""Terms for tests: made from Python values, at random, and asked of erl.

erl is started once for a batch of calls, which go to it as text through a
file; what it prints for each is compared with what show.py makes of ours.
"""
import os
import shutil
import subprocess
import tempfile

from rpython.rlib.rbigint import rbigint

from atomvm.error import ErlangError
from atomvm.term import show
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.cons import NIL, list_from
from atomvm.term.map import EMPTY_MAP
from atomvm.term.number import W_Float, mk_big
from atomvm.term.tuple import mk_tuple

SCRIPT = r'''
    {ok, Calls} = file:consult("calls"),
    Show = fun({M, F, A}) ->
        R = try apply(M, F, A) catch error:Reason -> {error, Reason} end,
        io_lib:format(format, [R])
    end,
    ok = file:write_file("results", unicode:characters_to_binary(
        [[Show(C), $\n] || C <- Calls])),
    halt().
'''


class Bits(object):
    """A bit string of nbits bits, its window starting at bit off."""

    def __init__(self, data, nbits=None, off=0):
        self.data = data
        self.nbits = len(data) * 8 if nbits is None else nbits
        self.off = off


def integer(value):
    return mk_big(rbigint.fromlong(long(value)))


def term(value):
    """The term of a Python value: int, float, str (an atom), list, tuple,
    dict, Bits, or a term."""
    if isinstance(value, (int, long)) and not isinstance(value, bool):
        return integer(value)
    if isinstance(value, float):
        return W_Float(value)
    if isinstance(value, str):
        return mk_atom(value)
    if isinstance(value, list):
        return list_from([term(item) for item in value])
    if isinstance(value, tuple):
        return mk_tuple([term(item) for item in value])
    if isinstance(value, dict):
        w_map = EMPTY_MAP
        for key, item in value.items():
            w_map = w_map.put(term(key), term(item))
        return w_map
    if isinstance(value, Bits):
        return _window(value)
    return value


def _window(bits):
    """The bits, moved so that they start at bit off of a longer string."""
    number = int(bits.data.encode('hex') or '0', 16)
    number >>= len(bits.data) * 8 - bits.nbits
    number |= 0b1011 << bits.nbits          # what is around must not matter
    size = (bits.off + bits.nbits + 7) // 8 + 1
    number <<= size * 8 - bits.off - bits.nbits
    number |= 0x55 & ((1 << (size * 8 - bits.off - bits.nbits)) - 1)
    number &= (1 << size * 8) - 1
    return W_Bits(('%%0%dx' % (size * 2) % number).decode('hex'), bits.off,
                  bits.nbits)


def integer_at(rng):
    """An int near a boundary or anywhere, of either sign."""
    size = rng.choice([1, 3, 8, 27, 28, 31, 32, 53, 54, 59, 60, 62, 63, 64, 65,
                       100, 128, 192, 300])
    value = rng.choice([rng.getrandbits(size), 1 << size,
                        (1 << size) + rng.randrange(-2, 3)])
    return rng.choice([-1, 1]) * value


def float_at(rng):
    """A finite float of any size."""
    kind = rng.randrange(5)
    if kind == 0:
        return rng.choice([0.0, -0.0, 1.0, -1.0, 0.5, 5e-324, 1.7e308,
                           9007199254740992.0, 2.0 ** 63, -2.0 ** 64])
    if kind == 1:
        return float(rng.randrange(-1000, 1000)) / 4
    if kind == 2:
        return rng.choice([-1, 1]) * float(rng.getrandbits(70))
    return rng.choice([-1, 1]) * rng.random() * 10.0 ** rng.randrange(-30, 30)


def value_at(rng, depth=3):
    """A Python value for term(), any kind that erl can read."""
    kind = rng.randrange(12 if depth > 0 else 7)
    if kind <= 1:
        return integer_at(rng)
    if kind == 2:
        return rng.randrange(0, 256)
    if kind == 3:
        return float_at(rng)
    if kind == 4:
        return rng.choice(['a', 'b', 'ab', 'A b', '', '\xc3\xa9', '\xd0\x80',
                           'true', 'z_Z@9', 'a\n\'\\'])
    if kind == 5:
        data = ''.join([chr(rng.randrange(256))
                        for _ in range(rng.randrange(0, 20))])
        nbits = max(0, len(data) * 8 - rng.choice([0, 0, 3, 7]))
        return Bits(data, nbits, rng.choice([0, 0, 5]))
    if kind == 6:
        return [rng.randrange(0, 256) for _ in range(rng.randrange(0, 10))]
    items = [value_at(rng, depth - 1) for _ in range(rng.randrange(0, 5))]
    if kind == 7:
        return tuple(items)
    if kind == 8 and items:
        return list_from([term(item) for item in items[1:]], term(items[0]))
    if kind == 9:
        w_map = EMPTY_MAP
        for item in items:
            w_map = w_map.put(term(item), term(value_at(rng, depth - 1)))
        return w_map
    return items


def text(w_term):
    """How ~w shows it."""
    return show.to_str(w_term, False)


def outcome(func, *args):
    """text() of what func gives, or of {error, Reason}."""
    try:
        w_result = func(*args)
    except ErlangError as e:
        return '{error,%s}' % text(e.w_reason)
    return text(w_result)


def call(module, name, args):
    """Source of a call; args are Python values or terms."""
    return '{%s,%s,[%s]}' % (text(mk_atom(module)), text(mk_atom(name)),
                             ','.join([text(term(arg)) for arg in args]))


def ask_erl(calls, format='~tw'):
    """What erl prints for each call, in one run: list of str."""
    folder = tempfile.mkdtemp()
    try:
        with open(os.path.join(folder, 'calls'), 'w') as f:
            f.write('%% coding: utf-8\n' + ''.join([c + '.\n' for c in calls]))
        script = SCRIPT.replace('format,', '"%s",' % format)
        subprocess.check_call(
            ['erl', '-noshell', '-noinput', '-eval', script], cwd=folder)
        with open(os.path.join(folder, 'results')) as f:
            results = f.read().split('\n')[:-1]
    finally:
        shutil.rmtree(folder)
    assert len(results) == len(calls)
    return results


def check_calls(calls, ours, format='~tw'):
    """erl and we must agree on every call."""
    wrong = [(source, theirs, our) for source, theirs, our
             in zip(calls, ask_erl(calls, format), ours) if theirs != our]
    assert not wrong, '%d differ: %s' % (len(wrong), '\n'.join(
        ['%s\n  erl %s\n  we  %s' % item for item in wrong[:10]]))
