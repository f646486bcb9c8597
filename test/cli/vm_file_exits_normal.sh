# exit(normal) of the first process is a normal end; a signal is not.
# vm: nojit linux32
# expect: 0
# expect: 1
# expect-error: exception exit: gone
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> case init:get_plain_arguments() of' \
    '  [] -> exit(normal);' \
    '  _ -> spawn_link(fun() -> exit(gone) end), receive after infinity -> ok end end.' >m.erl
erlc m.erl
"$VM" m.beam; echo $?
"$VM" m.beam x; echo $?
