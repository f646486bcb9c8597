"""The atoms that Python code needs, as module attributes: atoms.badarg.

A name that is a Python keyword or not an identifier gets a trailing
underscore or an entry in SPECIAL.  Indexes are computed.
"""
from atomvm.term.atom import mk_atom

NAMES = '''
    true false undefined ok error exit throw normal kill killed noproc noconnection
    badarg badarith badmatch case_clause if_clause function_clause undef badfun badarity
    badmap badkey badrecord try_clause system_limit timeout_value nocatch noproc
    nonode nohost file line module function arity env name type external local
    process port infinity high low max links monitors user init
    unicode latin1 utf8 big little native all none error_info start main
    timeout running waiting exiting garbage_collecting message_queue_len
    trap_exit priority group_leader registered_name dictionary messages
    current_function initial_call status heap_size memory reductions
    stack_size total_heap_size min_heap_size fullsweep_after suspending
    erlang lists maps binary unicode_util io io_lib code code_server error_handler
    undefined_function undefined_lambda pending_purge_lambda second millisecond microsecond nanosecond native
    perf_counter seconds milli_seconds micro_seconds nano_seconds
    apply spawn link monitor nolink flush info noconnect nosuspend
    badsig async_dist save_calls sensitive
    new_uniq new_index uniq index pid
    erl_erts_errors erl_stdlib_errors erl_kernel_errors try_clause
    logger error_logger gl time emulator tag log
    value refc set ordered_set bag duplicate_bag public protected private
    named_table keypos heir compressed write_concurrency read_concurrency
    decentralized_counters auto size owner id node protection fixed safe_fixed
    safe_fixed_monotonic_time stats position table_type already_exists access
    const andalso orelse warning default handle ignore min max count
    trace table cause self wordsize not_owner data element
    integer string get_tail ensure_at_least ensure_exactly skip
    iterator deterministic minor_version safe used utf16 utf32 incomplete
    scope trim trim_all append bm ac nomatch
    short compact decimals scientific
'''.split()

SPECIAL = {
    'global_': 'global',
    'handle_undefined_function': '$handle_undefined_function',
    'DOWN': 'DOWN', 'EXIT_': 'EXIT', 'and_': 'and', 'or_': 'or',
    'not_': 'not', 'empty': '',
    'end_of_table': '$end_of_table', 'ets_transfer': 'ETS-TRANSFER',
    'equal_exactly': '=:=',
    'whole_object': '$_', 'all_variables': '$$', 'wildcard': '_',
}

for _name in NAMES:
    globals()[_name] = mk_atom(_name)
for _name, _text in SPECIAL.items():
    globals()[_name] = mk_atom(_text)


def from_bool(flag):
    """The atom true or false."""
    if flag:
        return true
    return false
