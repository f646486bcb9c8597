# A process that ends with an error is reported on standard output, as by erl;
# -kernel logger_level none turns it off.
# vm: nojit linux32
# expect: =ERROR REPORT==== ...
# expect: Error in process <...
# expect: {{badmatch,2},[{m,g,1,[{file,"m.erl"},{line,4}]}]}
# expect:
# expect: done
# expect: done
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> spawn(fun() -> g(2) end), spawn(fun() -> exit(x) end), receive after 300 -> io:format("done~n") end.' \
    'g(X) -> X = 1, ok.' >m.erl
sed -i.old 's/X = 1, ok/1 = X, ok/' m.erl
erlc m.erl
"$VM" -noshell -s m -s init stop
"$VM" -noshell -kernel logger_level none -s m -s init stop
