# What a pack calls that is not there.
# expect: app:start/0, app.erl:3: nowhere:f/1 is not there
# expect-status: 1
printf -- '-module(app).\n-export([start/0]).\nstart() -> nowhere:f(1).\n' >app.erl
erlc app.erl
"$ROOT/scripts/packbeam" create app.avm app.beam
"$ROOT/scripts/packbeam" check app.avm
