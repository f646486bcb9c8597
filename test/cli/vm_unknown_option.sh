# vm: untranslated nojit linux32
# expect-error: atomvm: unknown option --frobnicate (see atomvm --help)
# expect-status: 2
"$VM" --frobnicate x.beam
