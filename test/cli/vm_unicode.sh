# Encodings as erl -noshell has them: ISO 8859-1 until the program says else.
# vm: nojit linux32
# expect: \x{100} 'h\x{100}' é
# expect: Ā 'hĀ' é
printf '%s\n' '-module(m).' '-export([start/0]).' 'start() ->' \
    'io:format("~ts ~tw ", [[256], list_to_atom([$h, 256])]), io:put_chars(<<195, 169>>), io:setopts([{encoding, unicode}]),' \
    'io:format("~n~ts ~tw ~ts~n", [[256], list_to_atom([$h, 256]), [233]]), ok.' >m.erl
erlc m.erl
"$VM" m.beam | sed "s/$(printf '\351')/é/"
