"""Dates, 64-bit counters, persistent terms, the environment, numbers at the
start of a list, sizes of terms; outcomes as erl's."""
import time

from atomvm.bif import (counters, erlang_misc, erlang_time, erts_debug,
                        os_env, persistent_term, string_number)
from atomvm.bif.localtime import local_seconds, local_time
from atomvm.proc import output
from atomvm.term.atom import mk_atom
from atomvm.term.show import show
from rpython.rlib.rarithmetic import r_longlong
from bif_calls import Caller, check


def test_posix_time_is_a_date():
    check('''
    erlang:posixtime_to_universaltime(0) -> {{1970,1,1},{0,0,0}}
    erlang:posixtime_to_universaltime(-1) -> {{1969,12,31},{23,59,59}}
    erlang:posixtime_to_universaltime(951782400) -> {{2000,2,29},{0,0,0}}
    erlang:posixtime_to_universaltime(100000000000) -> {{5138,11,16},{9,46,40}}
    erlang:posixtime_to_universaltime(-12219292800) -> {{1582,10,15},{0,0,0}}
    erlang:posixtime_to_universaltime(-100000000000) -> {{-1199,2,15},{14,13,20}}
    erlang:posixtime_to_universaltime(9223372036854775807) -> {{292277026596,12,4},{15,30,7}}
    erlang:posixtime_to_universaltime(100000000000000000000000) -> error:badarg
    erlang:posixtime_to_universaltime(a) -> error:badarg
    ''')


def test_dates_are_posix_time():
    check('''
    erlang:universaltime_to_posixtime({{1970,1,1},{0,0,0}}) -> 0
    erlang:universaltime_to_posixtime({{1900,2,20},{12,0,0}}) -> -2204625600
    erlang:universaltime_to_posixtime({{1600,2,28},{12,0,0}}) -> -11671041600
    erlang:universaltime_to_posixtime({{20000,1,1},{12,0,0}}) -> 568971864000
    erlang:universaltime_to_posixtime({{2000,2,29},{0,0,0}}) -> 951782400
    erlang:universaltime_to_posixtime({{2000,2,30},{12,0,0}}) -> error:badarg
    erlang:universaltime_to_posixtime({{1900,2,29},{12,0,0}}) -> error:badarg
    erlang:universaltime_to_posixtime({{1,1,1},{12,0,0}}) -> error:badarg
    erlang:universaltime_to_posixtime({{2000,13,1},{12,0,0}}) -> error:badarg
    erlang:universaltime_to_posixtime({{2000,1,1},{24,0,0}}) -> error:badarg
    erlang:universaltime_to_posixtime({{2000,1,1},{0,0,60}}) -> error:badarg
    erlang:universaltime_to_posixtime({{2000,1,1},{0,0,1.0}}) -> error:badarg
    erlang:universaltime_to_posixtime({2000,1,1}) -> error:badarg
    erlang:universaltime_to_posixtime(a) -> error:badarg
    ''')


def test_days_agree_with_posix_time_for_every_month():
    for month in range(0, 12 * 500):
        year, month = 1700 + month // 12, month % 12 + 1
        text = '{{%d,%d,1},{0,0,0}}' % (year, month)
        caller = Caller()
        seconds = caller.value('erlang:universaltime_to_posixtime(%s)' % text)
        got = caller.call('erlang', 'posixtime_to_universaltime', [seconds])
        assert show(got) == text


def test_local_time_in_a_zone_with_summer_time(monkeypatch):
    monkeypatch.setenv('TZ', 'CET-1CEST,M3.5.0,M10.5.0/3')
    time.tzset()
    try:
        assert local_time(r_longlong(0)) == [1970, 1, 1, 1, 0, 0]
        assert local_time(r_longlong(1593597600)) == [2020, 7, 1, 12, 0, 0]
        ok, seconds = local_seconds([2020, 7, 1, 12, 0, 0], -1)
        assert ok and seconds == 1593597600
        check('''
        erlang:universaltime_to_localtime({{2020,7,1},{10,0,0}}) -> {{2020,7,1},{12,0,0}}
        erlang:localtime_to_universaltime({{2020,7,1},{12,0,0}}) -> {{2020,7,1},{10,0,0}}
        erlang:localtime_to_universaltime({{2020,10,25},{2,30,0}}, true) -> {{2020,10,25},{0,30,0}}
        erlang:localtime_to_universaltime({{2020,10,25},{2,30,0}}, false) -> {{2020,10,25},{1,30,0}}
        erlang:localtime_to_universaltime({{1970,1,1},{0,59,59}}, undefined) -> {{1969,12,31},{23,59,59}}
        ''')
    finally:
        monkeypatch.undo()
        time.tzset()


def test_local_time_takes_what_otp_takes():
    check('''
    erlang:universaltime_to_localtime({{2020,2,30},{12,0,0}}) -> error:badarg
    erlang:universaltime_to_localtime({{1901,12,31},{0,0,0}}) -> error:badarg
    erlang:localtime_to_universaltime({{1901,12,31},{0,0,0}}) -> error:badarg
    erlang:localtime_to_universaltime({{2020,7,1},{12,0,0}}, foo) -> error:badarg
    erlang:localtime_to_universaltime({{2147483648,1,1},{1,1,1}}) -> error:badarg
    ''')


def test_now_is_now():
    caller = Caller()
    before = int(time.time())
    seconds = caller.call('erlang', 'universaltime_to_posixtime',
                          [caller.value('erlang:universaltime()')]).intval
    assert before <= seconds <= time.time()
    fields = time.localtime()
    assert show(caller.value('erlang:date()')) == '{%d,%d,%d}' % fields[:3]
    assert show(caller.value('erlang:localtime()').get(0)) == \
        '{%d,%d,%d}' % fields[:3]
    assert caller.value('erlang:time()').get(0).intval == fields[3]


def test_atomics():
    check('''
    atomics:put(A = erts_internal:atomics_new(3, 1), 1, 5) -> ok
    atomics:add_get(A, 1, 3) -> 8
    atomics:exchange(A, 1, 2) -> 8
    atomics:compare_exchange(A, 1, 2, 9) -> ok
    atomics:compare_exchange(A, 1, 2, 9) -> 9
    atomics:add_get(A, 2, -1) -> -1
    atomics:get(A, 2) -> -1
    atomics:put(A, 1, 9223372036854775807) -> ok
    atomics:add_get(A, 1, 1) -> -9223372036854775808
    atomics:put(A, 1, 9223372036854775808) -> error:badarg
    atomics:put(A, 4, 1) -> error:badarg
    atomics:put(A, 0, 1) -> error:badarg
    atomics:put(A, 3, 1.0) -> error:badarg
    atomics:add(A, 3, 18446744073709551615) -> ok
    atomics:get(A, 3) -> -1
    atomics:add(A, 3, 18446744073709551616) -> error:badarg
    atomics:info(A) -> #{max => 9223372036854775807,memory => 64,min => -9223372036854775808,size => 3}
    atomics:info(x) -> error:badarg
    atomics:put(U = erts_internal:atomics_new(1, 0), 1, 18446744073709551615) -> ok
    atomics:add_get(U, 1, 1) -> 0
    atomics:add_get(U, 1, -1) -> 18446744073709551615
    atomics:put(U, 1, -1) -> error:badarg
    atomics:put(U, 1, 0) -> ok
    atomics:add_get(U, 1, -9223372036854775808) -> 9223372036854775808
    atomics:add(U, 1, -9223372036854775809) -> error:badarg
    erts_internal:atomics_new(0, 1) -> error:badarg
    erts_internal:atomics_new(1, x) -> error:badarg
    erts_internal:atomics_new(1180591620717411303424, 0) -> error:system_limit
    ''')


def test_counters():
    check('''
    erts_internal:counters_put(C = erts_internal:counters_new(2), 1, 7) -> ok
    erts_internal:counters_add(C, 1, 2) -> ok
    erts_internal:counters_get(C, 1) -> 9
    erts_internal:counters_get(C, 3) -> error:badarg
    erts_internal:counters_get(erts_internal:atomics_new(1, 1), 1) -> error:badarg
    atomics:get(C, 1) -> error:badarg
    erts_internal:counters_info(C) -> #{memory => 160,size => 2}
    erts_internal:counters_new(a) -> error:badarg
    ''')


def test_persistent_terms():
    check('''
    persistent_term:get({t, 1}) -> error:badarg
    persistent_term:get({t, 1}, d) -> d
    persistent_term:put({t, 1}, bar) -> ok
    persistent_term:get({t, 1}) -> bar
    persistent_term:get({t, 1.0}, none) -> none
    persistent_term:erase({t, 1}) -> true
    persistent_term:erase({t, 1}) -> false
    ''')


def test_environment():
    check('''
    os:putenv("AVM_T", "x=y") -> true
    os:getenv("AVM_T") -> "x=y"
    os:putenv("AVM_T", [1024]) -> true
    os:getenv("AVM_T") -> [1024]
    os:putenv("AVM_T", "") -> true
    os:getenv("AVM_T") -> []
    os:unsetenv("AVM_T") -> true
    os:unsetenv("AVM_T") -> true
    os:getenv("AVM_T") -> false
    os:getenv([]) -> false
    os:getenv("A=B") -> error:badarg
    os:getenv(foo) -> error:badarg
    os:putenv("A=B", "c") -> error:badarg
    os:putenv("A", [0]) -> error:badarg
    os:putenv("A", foo) -> error:badarg
    os:putenv("A", [55296]) -> error:badarg
    os:set_signal(sighup, handle) -> ok
    os:set_signal(sighup, default) -> ok
    os:set_signal(sighup, foo) -> error:badarg
    os:set_signal(foo, default) -> error:badarg
    ''')


def test_all_of_the_environment():
    caller = Caller()
    caller.value('os:putenv("AVM_T", "z")')
    assert '{"AVM_T","z"}' in show(caller.value('os:env()'))
    caller.value('os:unsetenv("AVM_T")')


def test_integer_at_the_start_of_a_list():
    check('''
    string:list_to_integer("12abc") -> {12,"abc"}
    string:list_to_integer("+12") -> {12,[]}
    string:list_to_integer("-0") -> {0,[]}
    string:list_to_integer("123456789012345678901234567890x") -> {123456789012345678901234567890,"x"}
    string:list_to_integer([49,50|a]) -> {12,a}
    string:list_to_integer([49,1000]) -> {1,[1000]}
    string:list_to_integer("") -> {error,no_integer}
    string:list_to_integer("-") -> {error,no_integer}
    string:list_to_integer("++1") -> {error,no_integer}
    string:list_to_integer([a]) -> {error,no_integer}
    string:list_to_integer(foo) -> {error,not_a_list}
    ''')


def test_float_at_the_start_of_a_list():
    check('''
    string:list_to_float("1.5e3x") -> {1.5e3,"x"}
    string:list_to_float("1,5") -> {1.5,[]}
    string:list_to_float("-1.0E-2a") -> {-0.01,"a"}
    string:list_to_float("1.5e") -> {1.5,"e"}
    string:list_to_float("1.5e+") -> {1.5,"e+"}
    string:list_to_float("-1.5e-3.7") -> {-0.0015,".7"}
    string:list_to_float("1.0e-400") -> {0.0,[]}
    string:list_to_float([49,46,49|a]) -> {1.1,a}
    string:list_to_float("1") -> {error,no_float}
    string:list_to_float("1.") -> {error,no_float}
    string:list_to_float(".5") -> {error,no_float}
    string:list_to_float("1e5") -> {error,no_float}
    string:list_to_float("1.0e400") -> {error,no_float}
    string:list_to_float("") -> {error,no_float}
    string:list_to_float(foo) -> {error,not_a_list}
    ''')


def test_sizes_of_terms():
    check('''
    erts_debug:flat_size([]) -> 0
    erts_debug:flat_size({}) -> 0
    erts_debug:flat_size({a, [1, 2], 1.0}) -> 10
    erts_debug:flat_size("abc") -> 6
    erts_debug:flat_size(#{a => 1}) -> 6
    erts_debug:flat_size(#{}) -> 3
    erts_debug:flat_size(<<1,2,3>>) -> 3
    erts_debug:flat_size(18446744073709551616) -> 3
    erts_debug:flat_size(Self) -> 0
    erts_debug:same(1, 1) -> true
    erts_debug:same({a}, {a}) -> false
    ''')


def test_kinds_of_terms():
    check('''
    erts_internal:term_type(1) -> fixnum
    erts_internal:term_type(1180591620717411303424) -> bignum
    erts_internal:term_type(1.0) -> hfloat
    erts_internal:term_type([]) -> nil
    erts_internal:term_type([1]) -> list
    erts_internal:term_type(<<1>>) -> heap_binary
    erts_internal:term_type(#{}) -> flatmap
    erts_internal:term_type(Self) -> pid
    ''')


def test_what_is_built_in():
    check('''
    erlang:is_builtin(erlang, apply, 2) -> true
    erlang:is_builtin(erlang, date, 0) -> true
    erlang:is_builtin(erlang, nope, 1) -> false
    erlang:is_builtin(erlang, 1, 2) -> error:badarg
    erlang:is_builtin(a, a, -1) -> error:badarg
    ''')


def test_text_is_displayed(monkeypatch):
    written = []
    monkeypatch.setattr(output, 'write',
                        lambda fd, data: written.append((fd, data)))
    check('''
    erlang:display_string("abc") -> true
    erlang:display_string([1024]) -> true
    erlang:display_string(<<120>>) -> true
    erlang:display_nl() -> true
    erlang:display_string(foo) -> error:badarg
    ''')
    assert written == [(1, 'abc'), (1, '\xd0\x80'), (1, 'x'), (1, '\r\n')]
