"""Terms that come from the external format only: pids, ports and references
of other nodes, and funs of modules that are not loaded."""
import pytest
from bif_calls import Caller, check
from terms import term, value
import wire
from wire import LOCAL, Fun, Pid, Port, Ref

from atomvm import main         # all natives
from atomvm.error import ErlangError
from atomvm.proc.registry import RefTable, RefTarget
from atomvm.term.compare import compare
from atomvm.term.etf import decode
from atomvm.term.etf_encode import encode, external_size
from atomvm.term.pid import W_ExternalRef, W_Ref
from atomvm.term.show import show

FAR = [Pid('a@b', 1, 2, 3), Pid('a@b', 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1),
       Port('a@b', 5, 1), Port('a@b', 2 ** 64 - 1, 0),
       Ref('a@b', 7, [1]), Ref('a@b', 7, [2 ** 32 - 1] * 5),
       Pid(LOCAL, 1, 2, 9)]
HERE = [Pid(LOCAL, 32767, 8191, 0), Port(LOCAL, 2 ** 28 - 1, 0),
        Ref(LOCAL, 0, [2 ** 18 - 1, 2 ** 32 - 1, 2 ** 32 - 1])]
MD5 = '0123456789abcdef'
FUN = Fun('not_loaded', 2, MD5, 3, 4, 5, FAR[0], ['x', 1.5])


def read(data, safe=False):
    return decode('\x83' + data, safe)[0]


@pytest.mark.parametrize('item', FAR + HERE + [FUN])
def test_comes_back_as_it_went(item):
    data = wire.encode(item)
    w_term = read(data)
    assert wire.encode(value(w_term)) == data
    assert wire.encode(value(read(encode(w_term, 2)[1:]))) == data
    assert compare(w_term, read(data)) == 0


@pytest.mark.parametrize('item', [
    Pid(LOCAL, 32768, 0, 0), Pid(LOCAL, 0, 8192, 0), Port(LOCAL, 2 ** 28, 0),
    Ref(LOCAL, 0, [2 ** 18, 0, 0]), Ref(LOCAL, 0, [0] * 4)])
def test_what_this_node_can_not_have_made(item):
    with pytest.raises(ErlangError):
        read(wire.encode(item))


def test_names_and_creations_tell_apart():
    terms = [term(Pid('a@a', 2, 1, 9)), term(Pid('a@b', 2, 1, 3)),
             term(Pid('a@b', 2, 1, 4)), term(Pid(LOCAL, 2, 1, 0)),
             term(Pid('a@a', 0, 2, 0))]
    for i, w_a in enumerate(terms):
        for j, w_b in enumerate(terms):
            assert compare(w_a, w_b) == cmp(i, j)


def test_shown_with_the_number_of_the_node():
    w_pid = term(FAR[0])
    node = w_pid.home().w_name.index
    assert show(w_pid) == '<%d.1.2>' % node
    assert show(term(FAR[3])) == '#Port<%d.18446744073709551615>' % node
    assert show(term(Ref('a@b', 7, [1, 2, 3, 4]))) == \
        '#Ref<%d.4.3.2.1>' % node
    assert show(term(FAR[6])) == '<0.1.2>'


def test_node_and_type_tests():
    caller = Caller()
    caller.variables.update(P=term(FAR[0]), Q=term(FAR[2]), R=term(FAR[4]))
    check('''
    erlang:node(P) -> a@b
    erlang:node(Q) -> a@b
    erlang:node(R) -> a@b
    erlang:is_pid(P) -> true
    erlang:is_port(Q) -> true
    erlang:is_reference(R) -> true
    ''', caller)


def test_reference_of_another_node_is_no_monitor_of_ours():
    table = RefTable()
    table.put(W_Ref(3, 2, 1), RefTarget())
    home = term(FAR[0]).home()
    assert table.find(W_ExternalRef(home, [1, 2, 3])) is None


def test_fun_that_is_not_loaded():
    caller = Caller()
    caller.variables['F'] = read(wire.encode(FUN))
    check('''
    erlang:fun_info(F, module) -> {module,not_loaded}
    erlang:fun_info(F, name) -> {name,[]}
    erlang:fun_info(F, arity) -> {arity,2}
    erlang:fun_info(F, index) -> {index,4}
    erlang:fun_info(F, new_index) -> {new_index,3}
    erlang:fun_info(F, uniq) -> {uniq,5}
    erlang:fun_info(F, env) -> {env,[x,1.5]}
    ''', caller)
    assert show(caller.variables['F']) == '#Fun<not_loaded.4.5>'


def test_sizes_of_funs_in_funs():
    item = FUN
    for _ in range(3):
        item = Fun('m', 1, MD5, 0, 0, 0, FAR[0], [item, [FUN]])
    w_term = term(item)
    data = encode(w_term, 2)
    assert wire.encode(value(w_term)) == wire.encode(value(read(data[1:])))
    # OTP reckons with five bytes for each old index and old uniq
    assert external_size(w_term, 1) == len(encode(w_term, 1)) + 7 * 6


@pytest.mark.parametrize('text', ['1', '1.', '.5', ' 1.5', '1.5 ', '1.0e400',
                                  'inf', 'nan', '0x1p3', ''])
def test_old_floats_are_written_with_a_point(text):
    with pytest.raises(ErlangError):
        read('c' + text.ljust(31, '\x00'))
    assert value(read('c' + '-1.5e3'.ljust(31, '\x00'))) == -1500.0


def test_arity_of_a_fun_that_nobody_can_have():
    data = wire.encode(wire.Export('a', 'b', 300))
    assert value(read(data)).arity == 300
    for end in ('b\xff\xff\xff\xff', 'j', 'n\x09\x00' + '\x01' * 9):
        with pytest.raises(ErlangError):
            read('qw\x01aw\x01b' + end)


def test_option_of_external_size():
    check('''
    erlang:external_size(1, [{minor_version, 0}]) -> 3
    erlang:external_size(1, [{minor_version, 2}]) -> error:badarg
    erlang:external_size(1, [compressed]) -> error:badarg
    erlang:external_size(1, [deterministic]) -> error:badarg
    erlang:external_size(1.5, [{minor_version, 0}]) -> 33
    erlang:external_size(1, a) -> error:badarg
    ''')
