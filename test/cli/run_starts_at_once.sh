# Looking at what changed takes no time that a person notices.
# vm: nojit
# expect: at once
printf '%s\n' '-module(quick).' '-export([start/0]).' 'start() -> ok.' >quick.erl
"$ROOT/scripts/run" quick.erl >/dev/null 2>&1
TIMEFORMAT=%R
spent=$({ time "$ROOT/scripts/run" quick.erl >/dev/null 2>&1; } 2>&1)
case $spent in
0.[0-4]*) echo 'at once' ;;
*) echo "after $spent s" ;;
esac
