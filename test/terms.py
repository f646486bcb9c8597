"""Terms for tests: made from Python values and back, at random, and asked of
erl.

check_calls() starts erl once for a batch of calls, which go to it as text
through a file; what it prints for each is compared with what show.py makes of
ours.  agree() asks a running erl (erl_server.py), and compares the terms.
"""
import os
import shutil
import subprocess
import tempfile

from rpython.rlib.rbigint import rbigint

import wire
from wire import Bits, Export, Fun, Improper, Map, Pid, Port, Ref

from atomvm.beam.code import FunEntry
from atomvm.beam.export import get_export
from atomvm.bif.gateway import REGISTRY
from atomvm.error import ErlangError
from atomvm.term import show
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_padded_str
from atomvm.term.cons import NIL, W_Cons, list_from
from atomvm.term.etf import HOOKS, home_of
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.map import EMPTY_MAP
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int, mk_big
from atomvm.term.pid import (NODE, W_ExternalPort, W_ExternalRef, W_Pid,
                             W_Port, W_Ref)
from atomvm.term.tuple import W_Tuple, mk_tuple

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


def integer(value):
    return mk_big(rbigint.fromlong(long(value)))


def term(value):
    """The term of a Python value: int, float, str (an atom), list, tuple,
    dict, what wire.py has, or a term."""
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
        value = Map(value.items())
    if type(value) in TERM_OF:
        return TERM_OF[type(value)](value)
    return value


def improper(value):
    return list_from([term(item) for item in value.items], term(value.tail))


def map_(value):
    w_map = EMPTY_MAP
    for key, item in value.pairs:
        w_map = w_map.put(term(key), term(item))
    return w_map


def pid(value):
    home = home_of(mk_atom(value.node), value.creation)
    if home is NODE:
        return HOOKS.hooks.pid(value.number, value.serial)
    return HOOKS.hooks.external_pid(home, value.number, value.serial)


def port(value):
    home = home_of(mk_atom(value.node), value.creation)
    if home is NODE:
        return W_Port(value.number)
    return W_ExternalPort(home, value.number >> 32, value.number & 0xffffffff)


def ref(value):
    home = home_of(mk_atom(value.node), value.creation)
    if home is NODE:
        lo, mid, hi = value.words + [0] * (3 - len(value.words))
        return W_Ref(hi, mid, lo)
    return W_ExternalRef(home, value.words)


def export(value):
    return W_ExportFun(get_export(mk_atom(value.module), mk_atom(value.name),
                                  value.arity))


def fun(value):
    entry = FunEntry(mk_atom(value.module), NIL, value.arity, len(value.free),
                     value.index, value.old_index, value.old_uniq, value.uniq)
    return W_Fun(entry, [term(item) for item in value.free], pid(value.pid))


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


TERM_OF = {Improper: improper, Map: map_, Bits: _window, Pid: pid, Port: port,
           Ref: ref, Export: export, Fun: fun}


def value(w_term):
    """The Python value of a term, as wire.decode() would make it."""
    if isinstance(w_term, W_Int):
        return w_term.intval
    if isinstance(w_term, W_Big):
        return w_term.num.tolong()
    if isinstance(w_term, W_Float):
        return w_term.floatval
    if isinstance(w_term, W_Atom):
        return w_term.name
    if isinstance(w_term, W_Cons):
        items = []
        while isinstance(w_term, W_Cons):
            items.append(value(w_term.head()))
            w_term = w_term.tl
        return items if w_term is NIL else Improper(items, value(w_term))
    if isinstance(w_term, W_Tuple):
        return tuple([value(w_item) for w_item in w_term.items()])
    if isinstance(w_term, W_Map):
        keys, values = w_term.items()
        return Map([(value(keys[i]), value(values[i]))
                    for i in range(len(keys))])
    if isinstance(w_term, W_Bits):
        return Bits(to_padded_str(w_term), w_term.nbits)
    return value_of_rare(w_term)


def value_of_rare(w_term):
    if w_term is NIL:
        return []
    if isinstance(w_term, W_Fun):
        entry = w_term.entry
        return Fun(entry.w_module.name, entry.arity, entry.md5, entry.index,
                   entry.old_index, entry.uniq, value(w_term.w_pid),
                   [value(w_item) for w_item in w_term.free])
    if isinstance(w_term, W_ExportFun):
        export = w_term.export
        return Export(export.w_module.name, export.w_name.name, export.arity)
    home = w_term.home()
    node = home.w_name.name
    if isinstance(w_term, W_Pid):
        return Pid(node, w_term.number, w_term.serial, home.creation)
    if isinstance(w_term, W_Port):
        return Port(node, w_term.high() << 32 | w_term.number, home.creation)
    return Ref(node, home.creation,
               [w_term.word(i) for i in range(w_term.size())])


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


# ------------------------------------------------- calls of a running erl

CLASSES = ['error', 'exit', 'throw']


def native(module, name, args):
    """What a native of the VM gives for values: as ErlServer.ask()."""
    bif = REGISTRY[module, name, len(args)]
    terms = [term(arg) for arg in args]
    try:
        if len(terms) > 3:
            w_result = bif.calln(None, terms)
        else:
            w_result = getattr(bif, 'call%d' % len(terms))(None, *terms)
    except ErlangError as e:
        return 'error', CLASSES[e.cls], value(e.w_reason)
    return 'ok', value(w_result)


def agree(erl, calls):
    """erl and the natives of the VM must give the same for each call (module,
    name, list of values)."""
    compare_outcomes(calls, erl.ask(calls), [native(*item) for item in calls])


def compare_outcomes(calls, theirs, ours):
    wrong = [item for item in zip(calls, theirs, ours)
             if wire.encode(item[1]) != wire.encode(item[2])]
    assert not wrong, '%d of %d differ:\n%s' % (
        len(wrong), len(calls),
        '\n'.join(['%r\n  erl %r\n  we  %r' % item for item in wrong[:5]]))
