"""scripts/atomvm: projects and devices, from the command line (CPython 2.7).  A
module a verb: new, run, flash, monitor, size; main.py finds the verb.

common.py    errors, options, progress bars       port.py   serial ports
project.py   builds projects, and packs of them   trace.py  crashes to file and line
stm32boot.py the ROM boot loader of STM32, over a serial line
"""
