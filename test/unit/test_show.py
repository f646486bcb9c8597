"""Terms as text, as erl's ~w, ~p and erlang:display/1 print them."""
import random
import subprocess

import pytest
from terms import Bits, ask_erl, term, value_at

from atomvm.beam.code import FunEntry
from atomvm.beam.export import named_export
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, cons, int_list
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.show import atom_str, display_str, show, to_str
from atomvm.term.tuple import mk_tuple

DEPTH = 3000
FUN = FunEntry(mk_atom('my mod'), mk_atom('f'), 0, 0, 3, 3, 77, '')


@pytest.mark.parametrize('value, pretty, plain, displayed', [
    ('Foo', "'Foo'", "'Foo'", "'Foo'"), ('end', "'end'", "'end'", 'end'),
    ('a@b', 'a@b', 'a@b', "'a@b'"), ('', "''", "''", "''"),
    ("a'\\\n", "'a\\'\\\\\\n'", "'a\\'\\\\\\n'", "'a\\'\\\\\\n'"),
    ('a\x1b\x7f\x01', "'a\\e\\d\\001'", "'a\\e\\d\\001'", "'a\\033\x7f\\001'"),
    ('\xc3\xa9', '\xc3\xa9', '\xc3\xa9', '\xc3\xa9'),
    ('\xd0\x80', "'\xd0\x80'", "'\xd0\x80'", "'\xd0\x80'"),
    (1.5, '1.5', '1.5', '1.500000e+00'),
    ([97, 98], '"ab"', '[97,98]', '"ab"'),
    ([34, 92, 10, 9], '"\\"\\\\\\n\\t"', '[34,92,10,9]', '"\\"\\\\n\t"'),
    ([233], '"\xc3\xa9"', '[233]', '"\xe9"'),
    ([27], '"\\e"', '[27]', '[27]'), ([127], '[127]', '[127]', '[127]'),
    ([256], '[256]', '[256]', '[256]'),
    ([[97], 98], '["a",98]', '[[97],98]', '["a",98]'),
    (Bits('ab'), '<<"ab">>', '<<97,98>>', '<<"ab">>'),
    (Bits('a"'), '<<"a\\"">>', '<<97,34>>', '<<"a\\"">>'),
    (Bits('\xe9'), '<<"\xc3\xa9">>', '<<233>>', '<<233>>'),
    (Bits('a\xa0', 11, 3), '<<97,5:3>>', '<<97,5:3>>', '<<97,5:3>>'),
    (Bits(''), '<<>>', '<<>>', '<<>>'),
    ({'a': [97]}, '#{a => "a"}', '#{a => [97]}', '#{a=>"a"}'),
    ({}, '#{}', '#{}', '#{}'), ((), '{}', '{}', '{}'),
    ((1, (2, [])), '{1,{2,[]}}', '{1,{2,[]}}', '{1,{2,[]}}'),
    (cons(mk_int(1), mk_atom('a')), '[1|a]', '[1|a]', '[1|a]'),
    (W_Pid(9, 2, None), '<0.9.2>', '<0.9.2>', '<0.9.2>'),
    (W_Port(4), '#Port<0.4>', '#Port<0.4>', '#Port<0.4>'),
    (W_Ref(3, 2, 1), '#Ref<0.3.2.1>', '#Ref<0.3.2.1>', '#Ref<0.3.2.1>'),
    (W_Fun(FUN, [], None),) + ("#Fun<'my mod'.3.77>",) * 3,
    (W_ExportFun(named_export('lists', 'A', 2)),) + ("fun lists:'A'/2",) * 3,
])
def test_styles(value, pretty, plain, displayed):
    w_term = term(value)
    assert show(w_term) == to_str(w_term, True) == pretty
    assert to_str(w_term, False) == plain
    assert display_str(w_term) == displayed


def calls_of(terms):
    return ['{erlang,hd,[[%s]]}' % to_str(w_term, False) for w_term in terms]


def sample():
    rng = random.Random(8)
    terms = [term(value_at(rng)) for _ in range(1000)]
    terms += [term([code]) for code in range(256)]
    terms += [term(Bits(chr(code))) for code in range(256)]
    terms += [mk_atom(unichr(code).encode('utf-8')) for code in range(300)]
    terms += [mk_atom(u'a%s'.encode('utf-8') % unichr(code).encode('utf-8'))
              for code in range(300)]
    return terms


def test_random_terms_as_erl():
    terms = sample()
    calls = calls_of(terms)
    for form, ours in (('~tw', [to_str(w, False) for w in terms]),
                       ('~0tp', [show(w) for w in terms])):
        theirs = ask_erl(calls, form)
        wrong = [item for item in zip(theirs, ours) if item[0] != item[1]]
        assert not wrong, wrong[:5]


def test_display_as_erl(tmpdir):
    terms = sample()
    with open(str(tmpdir.join('terms')), 'w') as f:
        f.write('%% coding: utf-8\n' + ''.join(
            [to_str(w, False) + '.\n' for w in terms]))
    out = subprocess.check_output(
        ['erl', '-noshell', '-noinput', '-eval',
         '{ok, Ts} = file:consult("terms"), '
         '[erlang:display(T) || T <- Ts], halt().'], cwd=str(tmpdir))
    ours = [display_str(w) for w in terms]
    theirs = out.split('\r\n')[:-1]
    assert len(theirs) == len(ours)
    wrong = [item for item in zip(theirs, ours) if item[0] != item[1]]
    assert not wrong, wrong[:5]


def test_atoms():
    assert atom_str(mk_atom('a b')) == "'a b'"


@pytest.mark.parametrize('build, start', [
    (lambda w: mk_tuple([w]), '{{{'), (lambda w: cons(w, NIL), '[[['),
    (lambda w: cons(NIL, w), '[[],[],'),
    (lambda w: mk_map_from_pairs([NIL], [w]), '#{[] => #{[]'),
])
def test_deep_terms(build, start):
    w_term = mk_int(1)
    for _ in range(DEPTH):
        w_term = build(w_term)
    for text in (show(w_term), to_str(w_term, False)):
        assert text.startswith(start)
        assert '1' in text and len(text) > 2 * DEPTH


def test_long_lists():
    assert len(to_str(int_list(range(DEPTH)), False)) == sum(
        [len(str(n)) + 1 for n in range(DEPTH)]) + 1
