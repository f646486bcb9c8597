# A project, made and run.
# expect: Hello, world!
"$ROOT/scripts/atomvm" new first
cd first
rm rebar.config     # erlc does
"$ROOT/scripts/atomvm" run --untranslated
