# vm: untranslated nojit linux32
# expect-error: atomvm: junk.beam: ...
# expect-status: 1
printf 'this is no BEAM file at all' >junk.beam
"$VM" junk.beam
