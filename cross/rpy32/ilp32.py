"""The platform whose C compiler RPython asks for sizes of types and values of
constants: gcc -m32, whose programs run on the machine that translates.

What is asked is the same for all ILP32 targets except the alignment of
doubles: with align8 it is 8 bytes, as the ARM and Xtensa ABIs say.  time_t has
64 bits, as in C libraries for boards, and so for dates after 2038.
"""
from cross.known import holds
from rpython.translator import platform
from rpython.translator.platform.linux import BaseLinux


class Ilp32(BaseLinux):
    name = 'ilp32'
    cflags = ('-O2', '-fomit-frame-pointer', '-Wall', '-Wno-unused',
              '-Wno-address')
    link_flags = ()
    extra_libs = ('-lm',)
    shared_only = ()

    def __init__(self, cc=None, align8=False):
        # Part of cc, for the answers are kept under a key that cc is part of.
        # The defines: cross/target/linux32.mk has the same.
        BaseLinux.__init__(self, (cc or 'gcc -m32') +
                           ' -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64' +
                           (' -malign-double' if align8 else ''))

    def _libs(self, libraries):
        """No libraries: what is asked is in headers, and the machine has no
        32-bit files of, say, zlib."""
        return []


def install(align8=False):
    # translator/platform/__init__.py: globals that are read when needed
    if holds('translator/platform/__init__.py', 'host_factory, host, platform',
             all(hasattr(platform, name)
                 for name in ('host_factory', 'host', 'platform'))):
        platform.host_factory = lambda cc=None: Ilp32(cc, align8)
        platform.host = platform.platform = Ilp32(align8=align8)
