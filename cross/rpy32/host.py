"""Makes a 64-bit CPython 2.7 look like a 32-bit one to RPython 0.2.1.

RPython takes the word size of the target from the Python that translates.
Only a handful of places matter, and each patch names its place.  install()
runs before anything imports rpython, install_late() after the platform is
set (importing some of these modules asks the C compiler).
"""
import inspect
import struct
import sys
import textwrap
import types

MAXINT32 = 2 ** 31 - 1


def fits(value):
    return -MAXINT32 - 1 <= value <= MAXINT32


class Struct32(types.ModuleType):
    """The struct module with 32-bit native 'l', 'L' and 'P'."""

    native = {'l': 'i', 'L': 'I', 'P': 'I'}

    def __init__(self):
        types.ModuleType.__init__(self, 'struct')
        self.error = struct.error

    def translate(self, fmt):
        if fmt[:1] in '<>!=':
            return fmt
        return ''.join([self.native.get(c, c) for c in fmt])

    def pack(self, fmt, *args):
        return struct.pack(self.translate(fmt), *args)

    def unpack(self, fmt, data):
        return struct.unpack(self.translate(fmt), data)

    def calcsize(self, fmt):
        return struct.calcsize(self.translate(fmt))


def install():
    for name in sys.modules:
        if name.startswith('rpython.') and sys.modules[name] is not None:
            raise RuntimeError('rpy32.host.install() came too late: %s' % name)
    # rlib/rarithmetic.py: LONG_BIT comes from struct.pack('P'), and is checked
    # against sys.maxint.  That stays 32-bit for the whole process: rclass.py,
    # rint.py, bookkeeper.py, primitive.py, translationoption.py read it.
    sys.maxint = MAXINT32
    sys.modules['struct'] = Struct32()
    try:
        from rpython.rlib import rarithmetic
    finally:
        sys.modules['struct'] = struct
    assert rarithmetic.LONG_BIT == 32
    assert not rarithmetic.is_emulated_long
    _patch_ovfcheck(rarithmetic)


def install_late():
    _patch_detect_cpu()
    _patch_flowspace()
    _patch_bookkeeper()
    _patch_lltype()
    _patch_ll2ctypes()
    _patch_rstruct()


def _patch_ovfcheck(rarithmetic):
    """int is 64-bit here, so "did it overflow" is not "is it a long"."""
    from cross.known import is_known
    if not is_known('rlib/rarithmetic.py', 'ovfcheck', rarithmetic.ovfcheck,
                    '59acfefcd342'):
        return

    def ovfcheck(r):
        if not is_valid_int(r):
            raise OverflowError('signed integer expression did overflow')
        return r

    # The function stays the same object: the flow space knows it by identity.
    new = types.FunctionType(ovfcheck.func_code, rarithmetic.__dict__)
    rarithmetic.ovfcheck.func_code = new.func_code


def _patch_detect_cpu():
    """Do not run machine code of the host to learn whether unaligned access
    is allowed (rlib/rawstorage.py asks): for these targets it is not."""
    from cross.known import is_known
    from rpython.jit.backend import detect_cpu
    if is_known('jit/backend/detect_cpu.py', 'autodetect',
                detect_cpu.autodetect, '95829c07a80a'):
        detect_cpu.autodetect = lambda: detect_cpu.MODEL_ARM


def _patch_flowspace():
    """Constant folding stops at results of type long; here a result of more
    than 32 bits is an int."""
    from cross.known import is_known
    from rpython.flowspace.operation import PureOperation
    stock = PureOperation.constfold.im_func
    if not is_known('flowspace/operation.py', 'PureOperation.constfold', stock,
                    '93bbef20b897'):
        return

    def constfold(self):
        result = stock(self)
        if (result is not None and self.can_overflow
                and type(result.value) is int and not fits(result.value)):
            return None
        return result

    PureOperation.constfold = constfold


def _patch_bookkeeper():
    """Refuse an int constant that does not fit as a 32-bit Python would, which
    shows it as a prebuilt long."""
    from cross.known import is_known
    from rpython.annotator.bookkeeper import Bookkeeper
    stock = Bookkeeper.immutablevalue.im_func
    if not is_known('annotator/bookkeeper.py', 'Bookkeeper.immutablevalue',
                    stock, 'eab0abd38d95'):
        return

    def immutablevalue(self, x):
        if type(x) is int and not fits(x):
            x = long(x)
        return stock(self, x)

    Bookkeeper.immutablevalue = immutablevalue


def _patch_lltype():
    """typeOf(int) is Signed whatever its value: look at the value."""
    from cross.known import is_known
    from rpython.rtyper.lltypesystem import lltype
    if not is_known('rtyper/lltypesystem/lltype.py', 'typeOf', lltype.typeOf,
                    'd74b4ad5bca7'):
        return
    source = textwrap.dedent(inspect.getsource(lltype.typeOf))
    source = source.replace('if tp is int:',
                            'if tp is int and -maxint-1 <= val <= maxint:')
    source = source.replace('if tp is long:', 'if tp is long or tp is int:')
    scope = {}
    exec source in lltype.__dict__, scope
    lltype.typeOf.func_code = scope['typeOf'].func_code


def _patch_ll2ctypes():
    """Signed, Unsigned, long and size_t have 32 bits."""
    import ctypes
    from cross.known import is_known
    from rpython.rtyper.lltypesystem import ll2ctypes, lltype, rffi
    stock = ll2ctypes._setup_ctypes_cache
    if not is_known('rtyper/lltypesystem/ll2ctypes.py', '_setup_ctypes_cache',
                    stock, 'feb76a6d2034'):
        return

    def _setup_ctypes_cache():
        stock()
        ll2ctypes._ctypes_cache.update({
            lltype.Signed: ctypes.c_int32,
            lltype.Unsigned: ctypes.c_uint32,
            rffi.LONG: ctypes.c_int32,
            rffi.ULONG: ctypes.c_uint32,
            rffi.SIZE_T: ctypes.c_uint32,
        })

    ll2ctypes._setup_ctypes_cache = _setup_ctypes_cache


def _patch_rstruct():
    """native_int_size is calcsize('l') of the Python that translates."""
    from cross.known import holds
    from rpython.rlib.rstruct import standardfmttable
    if holds('rlib/rstruct/standardfmttable.py', 'native_int_size',
             getattr(standardfmttable, 'native_int_size', 0) in (4, 8)):
        standardfmttable.native_int_size = 4
