# A pack that is pruned by function, with OTP's own modules in it.
# vm: nojit linux32 jit
# expect: never
# expect: [{a,1},{b,2}] 1.50
# expect-error: Return value: ok
cat >main.erl <<'EOF'
-module(main).
-export([start/0, unused/0]).
start() ->
    io:format("~p ~.2f~n", [lists:sort(maps:to_list(#{b => 2, a => 1})), 1.5]).
unused() -> never:f().
EOF
printf -- '-module(never).\n-export([f/0]).\nf() -> ok.\n' >never.erl
erlc main.erl never.erl
"$ROOT/scripts/packbeam" create --needed --functions --report main.avm main.beam \
    never.beam >report
grep -o 'dropped modules:.* never' report | grep -o 'never'
rm -- *.beam
"$VM" main.avm
