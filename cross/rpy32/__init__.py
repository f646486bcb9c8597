"""32-bit targets with the stock 64-bit CPython 2.7 and RPython 0.2.1.

host.py makes RPython believe that words have 32 bits, ilp32.py asks an
ILP32 C compiler for the sizes of C types, tagged.py makes tagged pointers work
with the shadow stack.  cross/check.py --32 annotates and rtypes the VM that way.
"""
