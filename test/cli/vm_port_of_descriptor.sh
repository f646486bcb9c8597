# A port on {fd, 0, 1} writes behind what has been printed (erl leaves the order open).
# vm: untranslated nojit
# expect: before
# expect: to descriptor 1
# expect: after
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() ->' 'io:format("before~n"), P = open_port({fd, 0, 1}, [out]), port_command(P, "to descriptor 1\n"), port_close(P),' \
    'io:format("after~n"), ok.' >m.erl
erlc m.erl
"$VM" m.beam
