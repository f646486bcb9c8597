# erlang:halt/1 with a status and with a slogan.
# vm: nojit linux32
# expect: 3
# expect: 1
# expect-error: slogan
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> case init:get_plain_arguments() of ["s"] -> halt("slogan"); [] -> halt(3) end.' >m.erl
erlc m.erl
export ERL_CRASH_DUMP_SECONDS=0
"$VM" m.beam || echo $?
"$VM" m.beam s || echo $?
