"""Translation target of the VM: options in, entry point out.

scripts/build translates it; run as a program (scripts/run --untranslated) it
is the VM under CPython.  It picks what the VM's own modules do not know: the
modules of libs/ that the binary carries, fixes to RPython, JIT parameters.
"""
import os
import sys

# rpython/tool/udir.py asks Mercurial for a name otherwise, and complains.
os.environ.setdefault('PYPY_USESSION_BASENAME', 'atomvm')

from atomvm import config
from atomvm.beam.export import EXPORTS
from atomvm.proc.path import PATH
from atomvm.term.atom import TABLE
from cross import pack
from rpython.rlib import jit

# The lower threshold shortens the warm-up.  Retracing, which RPython leaves off,
# gives ways round a loop that do not fit it loops of their own: it needs the
# fixes of cross/jitpatch.py.
JIT_PARAMETERS = 'threshold=200,retrace_limit=5'

if config.BOARD:
    from cross import image
    vm_modules = pack.vm_modules()
    for name in pack.ON_BOARDS:
        PATH.embedded[name] = image.constant(
            image.make(vm_modules[name], name))
    from atomvm.board import entry_point
    from hal import api, board
    from hal.sim.device import SimDevices
    from hal.sim.firmware import Sim
    if __name__ == '__main__':      # under CPython: PACK.avm...
        api.CURRENT.install(Sim(sys.argv[1:]))
        api.CURRENT.offer('sim', SimDevices())
    else:
        api.CURRENT.install(board.Board())
    TABLE.freeze()
    EXPORTS.freeze()
else:
    PATH.embedded.update(pack.read_libs())
    from atomvm import main
    from hal.api import CURRENT
    from hal.posix.device import PosixDevices
    from hal.posix.system import System
    from hal.sim.device import SimDevices
    CURRENT.offer('posix', PosixDevices(System()))
    CURRENT.offer('sim', SimDevices())

    def entry_point(argv):
        jit.set_user_param(None, JIT_PARAMETERS)
        return main.entry_point(argv)


def target(driver, args):
    # set-up code: imported here because these load much of RPython (jitpatch
    # even libffi's header, which gcc -m32 does not find)
    driver.exe_name = 'atomvm'
    if driver.config.translation.jit:
        from cross import jitpatch, loopstate
        jitpatch.install()
        loopstate.install()
    driver.config.translation.taggedpointers = config.TAGGED
    from cross import gcparam
    gcparam.install()
    return entry_point, None


def jitpolicy(driver):
    from rpython.jit.codewriter.policy import JitPolicy
    return JitPolicy()


if __name__ == '__main__':
    sys.exit(entry_point(sys.argv))
