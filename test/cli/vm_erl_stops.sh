# The exit status of halt and init:stop.
# vm: nojit linux32
# expect: 0
# expect: 3
# expect: 4
# expect: 1
# expect-error: why
export ERL_CRASH_DUMP_SECONDS=0
"$VM" -noshell -s erlang halt; echo $?
"$VM" -noshell -eval 'halt(3)'; echo $?
"$VM" -noshell -eval 'init:stop(4)'; echo $?
"$VM" -noshell -eval 'init:stop("why")'; echo $?
