"""What the `minimal` set of features leaves out, for boards with 512 KB of flash
memory or less (a leaf; atomvm.config.MINIMAL says whether it applies).

Modules come as images only (packbeam create --for BOARD): there is no loader of
.beam files.  What is left is what OTP's lists, maps, string, proplists, queue,
gen_server, gen_statem, supervisor, io and io_lib call, and what AtomVM has but
ets and checksums.
"""

# Files of atomvm/bif, with all natives in them; they are not imported, so that
# their atoms are not there, either
FILES = ['beamfile', 'checksum', 'code_purge', 'counters', 'crashdump', 'dist',
         'ets', 'ets_info', 'ets_options', 'ets_replace', 'ets_select',
         'ets_store', 'ets_table', 'ets_tree', 'ets_update', 'matchcode',
         'matchloop', 'matchshape', 'matchspec', 'matchtrace', 'packet',
         'packet_http']

# and some of the others
NATIVES = '''
    atomvm:add_avm_pack_binary/2 atomvm:add_avm_pack_file/2
    atomvm:close_avm_pack/2 atomvm:get_start_beam/1
    binary:compile_pattern/1 binary:decode_unsigned/2 binary:encode_unsigned/2
    binary:longest_common_prefix/1 binary:longest_common_suffix/1
    binary:referenced_byte_size/1
    code:get_object_code/1 code:is_sticky/1 code:which/1
    erlang:check_old_code/1 erlang:delete_module/1 erlang:display_string/1
    erlang:external_size/1
    erlang:external_size/2 erlang:finish_loading/1
    erlang:has_prepared_code_on_load/1 erlang:iolist_to_iovec/1
    erlang:load_module/2 erlang:list_to_pid/1 erlang:list_to_port/1
    erlang:list_to_ref/1 erlang:monitor_node/2 erlang:monitor_node/3
    erlang:nodes/0 erlang:nodes/1 erlang:nodes/2 erlang:phash/2
    erlang:prepare_loading/2 erlang:process_info/1 erlang:resume_process/1
    erlang:setnode/2 erlang:statistics/1 erlang:suspend_process/1
    erlang:suspend_process/2 erlang:system_flag/2 erlang:term_to_iovec/1
    erlang:term_to_iovec/2 erts_debug:copy_shared/2 erts_debug:display/1
    erts_debug:flat_size/1 erts_debug:same/2
    erts_internal:is_system_process/1 erts_internal:map_hashmap_children/1
    erts_internal:suspend_process/2 erts_internal:spawn_system_process/3
    math:acos/1 math:acosh/1 math:asin/1 math:asinh/1 math:atan/1 math:atan2/2
    math:atanh/1 math:cosh/1 math:erf/1 math:erfc/1 math:fmod/2 math:log10/1
    math:log2/1 math:sinh/1 math:tan/1 math:tanh/1
    ets:info/1 ets:info/2 persistent_term:info/0 persistent_term:get/0
'''.split()


def left_out(module, name, arity):
    """Is this native one of those?"""
    return '%s:%s/%d' % (module, name, arity) in NATIVES
