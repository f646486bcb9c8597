"""What the `minimal` set of features leaves out, for boards with 512 KB of flash
memory or less (a leaf; atomvm.config.MINIMAL says whether it applies).

Modules come as images only (packbeam create --for BOARD): there is no loader of
.beam files.  What is left is what OTP's lists, maps, string, proplists, queue,
gen_server, gen_statem, supervisor, io and io_lib call, and what AtomVM has but
ets and checksums.
"""

# Files of atomvm/bif, all natives in them
FILES = ['beamfile', 'checksum', 'code_purge', 'counters', 'dist', 'erts_debug',
         'ets', 'ets_info', 'ets_options', 'ets_replace', 'ets_select',
         'ets_update', 'matchspec', 'packet', 'statistics']
KEPT = ['erlang:memory/1', 'erts_internal:term_type/1',
        'erts_debug:flat_size/1', 'io:printable_range/0',
        'file:native_name_encoding/0', 'error_logger:warning_map/0',
        'net_kernel:dflag_unicode_io/1']

# and some of the others
NATIVES = '''
    binary:compile_pattern/1 binary:decode_unsigned/2 binary:encode_unsigned/2
    binary:longest_common_prefix/1 binary:longest_common_suffix/1
    binary:referenced_byte_size/1
    code:get_object_code/1 code:is_sticky/1 code:which/1
    erlang:check_old_code/1 erlang:delete_module/1 erlang:display_string/1
    erlang:dt_append_vm_tag_data/1 erlang:dt_get_tag/0 erlang:dt_get_tag_data/0
    erlang:dt_prepend_vm_tag_data/1 erlang:dt_put_tag/1
    erlang:dt_restore_tag/1 erlang:dt_spread_tag/1 erlang:external_size/1
    erlang:external_size/2 erlang:finish_loading/1
    erlang:has_prepared_code_on_load/1 erlang:iolist_to_iovec/1
    erlang:load_module/2 erlang:list_to_pid/1 erlang:list_to_port/1
    erlang:list_to_ref/1 erlang:phash/2 erlang:prepare_loading/2
    erlang:process_info/1 erlang:resume_process/1 erlang:setnode/2
    erlang:suspend_process/1 erlang:suspend_process/2 erlang:system_flag/2
    erlang:term_to_iovec/1 erlang:term_to_iovec/2 erlang:trace_delivered/1
    erts_internal:map_hashmap_children/1 erts_internal:suspend_process/2
    erts_internal:spawn_system_process/3 erts_internal:system_check/1
    math:acosh/1 math:asinh/1 math:atanh/1 math:cosh/1 math:erf/1 math:erfc/1
    math:sinh/1 math:tanh/1
    persistent_term:info/0 persistent_term:get/0
'''.split()


def left_out(file_name, module, name, arity):
    """Is this native, of atomvm/bif/FILE_NAME.py, one of those?"""
    key = '%s:%s/%d' % (module, name, arity)
    return key in NATIVES or file_name in FILES and key not in KEPT
