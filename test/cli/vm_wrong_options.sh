# What the VM does not know it names.
# vm: nojit linux32
# expect: 2
# expect: 2
# expect: 2
# expect: 2
# expect: 2
# expect-error: atomvm: --hal: there is no nonesuch
# expect-error: atomvm: unknown option --foo (see atomvm --help)
# expect-error: atomvm: no file to run (there is no shell yet) (see atomvm --help)
# expect-error: atomvm: -s needs -noshell (there is no shell yet) (see atomvm --help)
# expect-error: atomvm: x.txt is no .beam or .avm file (see atomvm --help)
"$VM" --hal nonesuch x.beam; echo $?
"$VM" --foo; echo $?
"$VM"; echo $?
"$VM" -s m; echo $?
"$VM" x.txt; echo $?
