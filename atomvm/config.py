"""Choices that are fixed when the VM is translated (a leaf: all may import it).

targetatomvm.py and cross/ set them through the environment, before anything
else of atomvm is imported; untranslated runs use the values of a host.
"""
import os
import sys

# Small integers are tagged pointers (builds without JIT for boards).
TAGGED = os.environ.get('ATOMVM_TAGGED', '') == '1'

# For boards: no operating system, modules come from packs in flash memory.
BOARD = os.environ.get('ATOMVM_BOARD', '') == '1'

# For boards with little flash memory: see feature.py.
MINIMAL = BOARD and os.environ.get('ATOMVM_MINIMAL', '') == '1'

# Translated with the JIT (or untranslated, for its tests).
JIT = not TAGGED and os.environ.get('ATOMVM_JIT', '1') == '1'

# A list cell with an unboxed small integer for a head: worth it only where
# traces remove the boxes that reading it makes.
INT_CONS = JIT

# Linked with PCRE2.  Not with 32-bit words: hosts have such libraries for their own
# word size only (cross/rpy32 sets sys.maxint).
FOREIGN = not BOARD and sys.maxint > 0x7fffffff

# Linked with libcrypto as well: a build of its own, for now, because the library
# costs every start of the VM 1.6 MB.
CRYPTO = FOREIGN and os.environ.get('ATOMVM_CRYPTO', '') == '1'

# What there are natives for besides the VM's own: on a host all that hal has; on
# a board what its .ini says, for they take flash memory.
ALL_CAPABILITIES = ['gpio', 'i2c', 'spi', 'uart', 'adc', 'pwm', 'power',
                    'watchdog', 'sim']
if BOARD:
    CAPABILITIES = os.environ.get('ATOMVM_CAPABILITIES', '').split()
else:
    CAPABILITIES = ALL_CAPABILITIES
DEVICES = len(CAPABILITIES) > 0

VERSION = '0.1.0'
