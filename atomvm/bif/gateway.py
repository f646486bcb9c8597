"""Declares natives: @bif(module, name, arity, args=[...]).

The decorator makes a W_Bif whose function checks and unwraps the arguments,
and registers it.  Kinds of arguments (what the function gets):

    Any      the term          Int     a machine word; other terms: badarg
    Integer  W_Int or W_Big    Number  W_Int, W_Big or W_Float
    Atom     W_Atom            Bool    a Python bool
    Tuple    W_Tuple           Cons    W_Cons
    List     NIL or W_Cons     Binary  W_Bits of whole bytes
    Bits     W_Bits            Map     W_Map (else {badmap, X})
    Pid      W_Pid             Ref     W_Ref
    Fun      W_AnyFun          Port    W_Port

Options: process=True passes the running Process first; inline=True lets the
JIT look inside (small functions only); pure=True lets it fold calls on
constants; guard=True: allowed in guards; host=True: left out of firmware;
board=True: in firmware only;
since="26": first OTP release that has it.

@nif is the same for devices: needs="i2c" leaves it out of firmware of boards
that do not have the capability.
"""
import py

from rpython.rlib import jit

from atomvm import config, feature
from atomvm.beam.export import EXPORTS, named_export
from atomvm.term.atom import W_Atom
from atomvm.term.atoms import true, false
from atomvm.term.base import W_Term
from atomvm.term.binary import W_Bits
from atomvm.term.cons import W_Cons, W_Nil
from atomvm.term.effort import rested
from atomvm.term.fault import badarg, badmap, undef
from atomvm.term.fun import W_AnyFun
from atomvm.term.map import W_Map
from atomvm.term.number import W_Int, W_Big, W_Float
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import W_Tuple


class W_Bif(object):
    """A native function: fn, which checks and unwraps the arguments.  callN
    is defined for its own arity, N up to 3; above that calln takes the list
    of arguments.

    A class for each arity with a function in a field, and not one for each
    native: a class costs firmware 70 bytes.  This one stands for natives that an
    image wants and this VM does not have."""
    _immutable_fields_ = ['raises', 'in_erlang', 'guard']
    guard = False       # instructions for guards call it (told on hosts only)
    raises = False      # it raises its caller's exception, not one of its own
    in_erlang = False   # see IN_ERLANG

    def call0(self, process):
        raise undef()

    def call1(self, process, w_0):
        raise undef()

    def call2(self, process, w_0, w_1):
        raise undef()

    def call3(self, process, w_0, w_1, w_2):
        raise undef()

    def calln(self, process, args):
        raise undef()


class W_Bif0(W_Bif):
    _immutable_fields_ = ['fn']

    def __init__(self, fn):
        self.fn = fn

    def call0(self, process):
        return self.fn(process)


class W_Bif1(W_Bif):
    _immutable_fields_ = ['fn']

    def __init__(self, fn):
        self.fn = fn

    def call1(self, process, w_0):
        return self.fn(process, w_0)


class W_Bif2(W_Bif):
    _immutable_fields_ = ['fn']

    def __init__(self, fn):
        self.fn = fn

    def call2(self, process, w_0, w_1):
        return self.fn(process, w_0, w_1)


class W_Bif3(W_Bif):
    _immutable_fields_ = ['fn']

    def __init__(self, fn):
        self.fn = fn

    def call3(self, process, w_0, w_1, w_2):
        return self.fn(process, w_0, w_1, w_2)


class W_BifN(W_Bif):
    _immutable_fields_ = ['fn']

    def __init__(self, fn):
        self.fn = fn

    def calln(self, process, args):
        return self.fn(process, args)


EXPORTS.missing = W_Bif()
BY_ARITY = [W_Bif0, W_Bif1, W_Bif2, W_Bif3]


class Kind(object):
    """How an argument is checked and unwrapped: source lines, with {w} for
    the term and {v} for the result."""

    def __init__(self, *lines):
        self.lines = lines


def _instance(cls):
    return Kind('if not isinstance({w}, %s): raise badarg()' % cls, '{v} = {w}')


Any = Kind('{v} = {w}')
Int = Kind('if not isinstance({w}, W_Int): raise badarg()', '{v} = {w}.intval')
Integer = Kind('if not (isinstance({w}, W_Int) or isinstance({w}, W_Big)):'
               ' raise badarg()', '{v} = {w}')
Number = Kind('if not (isinstance({w}, W_Int) or isinstance({w}, W_Float)'
              ' or isinstance({w}, W_Big)): raise badarg()', '{v} = {w}')
Bool = Kind('if {w} is not true and {w} is not false: raise badarg()',
            '{v} = {w} is true')
List = Kind('if not (isinstance({w}, W_Cons) or isinstance({w}, W_Nil)):'
            ' raise badarg()', '{v} = {w}')
Binary = Kind('if not isinstance({w}, W_Bits) or {w}.nbits & 7 != 0:'
              ' raise badarg()', '{v} = {w}')
Map = Kind('if not isinstance({w}, W_Map): raise badmap({w})', '{v} = {w}')
Atom = _instance('W_Atom')
Tuple = _instance('W_Tuple')
Cons = _instance('W_Cons')
Bits = _instance('W_Bits')
Pid = _instance('W_Pid')
Port = _instance('W_Port')
Ref = _instance('W_Ref')
Fun = _instance('W_AnyFun')

RAISERS = [('error', 1), ('error', 2), ('error', 3), ('exit', 1), ('throw', 1),
           ('raise', 3)]

# In OTP these are functions of erlang.erl that call a native or raise.  Where
# one is called last, its caller is not in the stack trace.
IN_ERLANG = [
    'alias/0', 'atom_to_binary/1', 'binary_to_atom/1',
    'binary_to_existing_atom/1', 'check_process_code/2', 'garbage_collect/1',
    'garbage_collect/2', 'group_leader/2', 'halt/1', 'load_module/2',
    'localtime_to_universaltime/1', 'memory/1', 'prepare_loading/2',
    'process_flag/3', 'send_nosuspend/2', 'send_nosuspend/3', 'spawn/1',
    'spawn/2', 'spawn/4', 'spawn_link/1', 'spawn_link/2', 'spawn_link/4',
    'spawn_monitor/1', 'spawn_monitor/2', 'spawn_monitor/3',
    'spawn_monitor/4', 'spawn_opt/2', 'spawn_opt/3', 'spawn_opt/5',
    'spawn_request/1', 'spawn_request/2', 'spawn_request/3',
    'spawn_request/4', 'spawn_request/5', 'suspend_process/1',
    'suspend_process/2']

# No guard may have it, but the compiler uses the same instruction.
BIF_INSTRUCTION = ('erlang', 'get', 1)

REGISTRY = {}       # (module, name, arity) -> W_Bif
DECLARED = {}       # the same keys -> Declared


def _source(func, arity, kinds, process):
    """Source of the function that checks the arguments of one native."""
    names = ['w_%d' % i for i in range(arity)]
    body = []
    if arity >= len(BY_ARITY):
        params = ['process', 'args']
        body += ['%s = args[%d]' % (n, i) for i, n in enumerate(names)]
    else:
        params = ['process'] + names
    for i, kind in enumerate(kinds):
        body += [line.format(w='w_%d' % i, v='v_%d' % i)
                 for line in kind.lines]
    args = (['process'] if process else []) + ['v_%d' % i
                                               for i in range(arity)]
    body += ['return impl(%s)' % ', '.join(args)]
    return '\n'.join(['def bif_%s(%s):' % (func.__name__, ', '.join(params))] +
                     ['    ' + line for line in body]) + '\n'


def _resting(func, count):
    """func of count arguments, after which its process may have to wait."""
    params = ', '.join(['v_%d' % i for i in range(count)])
    scope = {'func': func, 'rested': rested}
    exec py.code.Source('def work_%s(%s):\n    return rested(func(%s))\n' % (
        func.__name__, params, params)).compile() in scope
    return scope['work_' + func.__name__]


def _native(func, impl, arity, kinds, process):
    """The W_Bif for one native."""
    scope = dict(globals())
    scope['impl'] = impl
    exec py.code.Source(_source(func, arity, kinds, process)).compile() in scope
    fn = scope['bif_%s' % func.__name__]
    if arity < len(BY_ARITY):
        return BY_ARITY[arity](fn)
    return W_BifN(fn)


class Declared(object):
    """What the decorator was told: for docs and tests, not for the VM."""

    def __init__(self, guard, pure, host, since):
        self.guard = guard
        self.pure = pure
        self.host = host
        self.since = since


def bif(module, name, arity, args=None, process=False, inline=False,
        pure=False, guard=False, host=False, board=False, since=None):
    """Decorator: see the module's docstring.  The function returns a term."""
    if host and config.BOARD or board and not config.BOARD:
        return lambda func: func
    kinds = args if args is not None else [Any] * arity
    assert len(kinds) == arity, '%s:%s/%d' % (module, name, arity)

    def register(func):
        if config.MINIMAL and feature.left_out(module, name, arity):
            return func
        key = (module, name, arity)
        assert key not in REGISTRY, 'declared twice: %r' % (key,)
        impl = func
        if pure:
            impl = jit.elidable(func)
        elif not inline:
            if not guard and not config.BOARD:
                impl = _resting(func, arity + int(process))
            impl = jit.dont_look_inside(impl)
        native = _native(func, impl, arity, kinds, process)
        if not config.BOARD:
            native.guard = guard or (module, name, arity) == BIF_INSTRUCTION
        native.raises = module == 'erlang' and (name, arity) in RAISERS
        native.in_erlang = (module == 'erlang' and
                            '%s/%d' % (name, arity) in IN_ERLANG)
        REGISTRY[key] = native
        DECLARED[key] = Declared(guard, pure, host, since)
        named_export(module, name, arity).bif = native
        return func
    return register


def nif(module, name, arity, needs, args=None, process=False):
    """Decorator: @bif of a device; see the module's docstring."""
    assert needs in config.ALL_CAPABILITIES
    if needs not in config.CAPABILITIES:
        return lambda func: func
    return bif(module, name, arity, args=args, process=process)
