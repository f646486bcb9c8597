# What erl prints when a function of -s fails.
# vm: nojit linux32
# expect: {"init terminating in do_boot",{foo,[{m,f,0,[{file,"m.erl"},{line,3}]},{init,start_em,1,[]},{init,do_boot,3,[]}]}}
# expect: 1
# expect: {"init terminating in do_boot",{{nocatch,x},[{m,t,0,[{file,"m.erl"},{line,4}]},{init,start_em,1,[]},{init,do_boot,3,[]}]}}
# expect: {"init terminating in do_boot",why}
# expect: {"init terminating in do_boot",{undef,[{nosuch,start,[],[]},{init,start_em,1,[]},{init,do_boot,3,[]}]}}
# expect: {"init terminating in do_boot",{{badmatch,{error,{1,erl_parse,["syntax error before: ","bar"]}}},[{init,start_it,1,[]},{init,start_em,1,[]},{init,do_boot,3,[]}]}}
# expect-error: init terminating in do_boot ({foo,[{m,f,0,[{_},{_}]},{init,start_em,1,[]},{init,do_boot,3,[]}]})
# expect-error: init terminating in do_boot ({{nocatch,x},[{m,t,0,[{_},{_}]},{init,start_em,1,[]},{init,do_boot,3,[]}]})
# expect-error: init terminating in do_boot (why)
# expect-error: init terminating in do_boot ({undef,[{nosuch,start,[],[]},{init,start_em,1,[]},{init,do_boot,3,[]}]})
# expect-error: init terminating in do_boot ({{badmatch,{error,{1,erl_parse,[_]}}},[{init,start_it,1,[]},{init,start_em,1,[]},{init,do_boot,3,[]}]})
export ERL_CRASH_DUMP_SECONDS=0
printf '%s\n' '-module(m).' '-export([f/0, t/0, e/0]).' 'f() -> error(foo).' \
    't() -> throw(x).' 'e() -> exit(why).' >m.erl
erlc m.erl
"$VM" -noshell -s m f; echo $?
"$VM" -noshell -s m t
"$VM" -noshell -s m e
"$VM" -noshell -s nosuch
"$VM" -noshell -eval 'foo bar'
true
