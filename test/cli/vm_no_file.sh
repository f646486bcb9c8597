# vm: untranslated nojit
# expect-error: atomvm: no file to run (there is no shell yet) (see atomvm --help)
# expect-status: 2
"$VM"
