"""Every fix to RPython finds the place that it knows in the RPython used here,
leaves a place alone that it does not know, and does what it says."""
import os
import subprocess
import sys

import pytest
from cross import known
from support import ROOT


def python(code, tmpdir):
    """What a fresh Python prints: patches change a whole process."""
    p = subprocess.Popen([sys.executable, '-c', code], cwd=ROOT,
                         env=dict(os.environ, PYPY_USESSION_DIR=str(tmpdir)),
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = p.communicate()
    assert p.returncode == 0, err
    return out, err


def with_patches(install, report, tmpdir):
    code = '\n'.join([install, 'from cross.known import LEFT_ALONE',
                      'assert LEFT_ALONE == [], LEFT_ALONE', report])
    return python(code, tmpdir)[0].split()


JIT = 'from cross import jitpatch; jitpatch.install()'
LOOPS = 'from cross import loopstate; loopstate.install()'
RPY32 = 'from cross.check import install32; install32()'


def test_unknown_place_is_named_and_left_alone(capsys):
    before = len(known.LEFT_ALONE)
    assert not known.is_known('a/b.py', 'f', known.digest, 'another')
    assert not known.holds('a/c.py', 'g', False)
    assert known.LEFT_ALONE[before:] == [('a/b.py', 'f'), ('a/c.py', 'g')]
    err = capsys.readouterr()[1]
    assert 'rpython/a/b.py: f left alone' in err
    assert 'rpython/a/c.py: g left alone' in err
    del known.LEFT_ALONE[before:]


def test_known_place_is_known():
    assert known.is_known('a/b.py', 'f', known.digest,
                          known.digest(known.digest))


@pytest.mark.parametrize('place, replacement', [
    ('virtualstate.AbstractVirtualStructStateInfo', '_generate_guards'),
    ('shortpreamble.ExtendedShortPreambleBuilder', 'use_box'),
    ('heap.OptHeap', 'force_from_effectinfo'),
    ('assembler.Assembler', 'emit_const'),
    ('virtualstate.NotVirtualStateInfoInt', '__init__'),
    ('unroll.UnrollOptimizer', 'optimize_peeled_loop'),
    ('unroll.UnrollOptimizer', '_expand_info'),
    ('virtualstate.VirtualStateConstructor', 'visit_virtual'),
    ('unroll.UnrollOptimizer', 'jump_to_existing_trace'),
    ('pyjitpl.MetaInterp', 'compile_loop_or_abort'),
    ('warmstate.BaseJitCell', 'should_remove_jitcell'),
])
def test_jit_patch_leaves_changed_source_alone(place, replacement, tmpdir):
    out = python('''
from rpython.jit.codewriter import assembler
from rpython.jit.metainterp import pyjitpl, warmstate
from rpython.jit.metainterp.optimizeopt import (heap, shortpreamble, unroll,
                                                virtualstate)
def other(self, *args): return 42
%s.%s = other
from cross import jitpatch, known, loopstate
jitpatch.install()
loopstate.install()
assert len(known.LEFT_ALONE) == 1, known.LEFT_ALONE
print known.LEFT_ALONE[0][1], %s.%s.im_func is other
''' % (place, replacement, place, replacement), tmpdir)[0]
    assert out.split() == [place.split('.')[1] + '.' + replacement, 'True']


def test_builder_that_is_not_set_up_gives_up_one_compilation(tmpdir):
    out = with_patches(JIT, '''
from rpython.jit.metainterp.optimize import InvalidLoop
from rpython.jit.metainterp.optimizeopt import shortpreamble
class Preamble: extra_same_as = []
builder = shortpreamble.ExtendedShortPreambleBuilder(None, Preamble())
for call in [lambda: builder.add_preamble_op(None), lambda: builder.use_box(None, None)]:
    try:
        call()
    except InvalidLoop:
        print 'InvalidLoop'
# ... and nothing of what the optimizer was doing is used
from rpython.jit.metainterp.optimizeopt import unroll
class Unroll(unroll.UnrollOptimizer):
    def __init__(self): self.short_preamble_producer = builder
try:
    Unroll().jump_to_preamble(None, None, None)
except InvalidLoop:
    print 'InvalidLoop'
''', tmpdir)
    assert out == ['InvalidLoop'] * 3


def test_peeled_loop_that_is_given_up_is_no_target(tmpdir):
    out = with_patches('''
from rpython.jit.metainterp.optimize import InvalidLoop
from rpython.jit.metainterp.optimizeopt import unroll
from rpython.jit.metainterp.optimizeopt.virtualstate import VirtualStatesCantMatch
''' + JIT, '''
class Loop: target_tokens = ['preamble']
class Late(unroll.UnrollOptimizer):
    """Gives up when the token is on the list."""
    def __init__(self): pass
    class optimizer:
        @staticmethod
        def init_inparg_dict_from(args): pass
        @staticmethod
        def propagate_all_forward(*args, **more):
            print 'tried'
            loop.target_tokens.append('phantom')
            raise InvalidLoop('late')
    def import_state(self, inputargs, state): return []
class Trace:
    inputargs = []
    def get_iter(self): return self
for loop, inlined in [(Loop(), True), (Loop(), False)]:
    loop.target_tokens = ['preamble']
    try:
        Late().optimize_peeled_loop(Trace(), loop, None, None, inlined)
    except InvalidLoop:
        print loop.target_tokens
''', tmpdir)
    assert out == ['tried', "['preamble']", "['preamble']"]


def test_null_pointers_share_a_constant(tmpdir):
    out = with_patches(JIT, '''
from rpython.flowspace.model import Constant
from rpython.jit.codewriter.assembler import Assembler
from rpython.rtyper.lltypesystem import lltype
A, B = [lltype.Ptr(lltype.GcStruct(name)) for name in 'AB']
assembler = Assembler()
assembler.setup('f')
for value in [lltype.nullptr(A.TO), lltype.nullptr(B.TO), lltype.malloc(A.TO),
              lltype.nullptr(A.TO)]:
    assembler.emit_const(Constant(value, lltype.typeOf(value)), 'ref')
print len(assembler.constants_r), len(assembler.code)
''', tmpdir)
    assert out == ['2', '4']


def test_immutable_fields_are_written_before_a_call_that_writes_such(tmpdir):
    out = with_patches(JIT, '''
from rpython.jit.metainterp.optimizeopt import heap
class Descr:
    def __init__(self, pure): self.pure = pure
    def is_always_pure(self): return self.pure
class Cached:
    def __init__(self, name): self.name = name
    def force_lazy_set(self, optheap, descr, can_cache=True): print self.name
class Effect:
    def check_readonly_descr_field(self, descr): return False
    def check_write_descr_field(self, descr): return descr.written
    def check_forces_virtual_or_virtualizable(self): return False
optheap = heap.OptHeap()
written, untouched = Descr(True), Descr(True)
written.written, untouched.written = True, False
optheap.cached_fields[written] = Cached('written')
optheap.cached_fields[untouched] = Cached('untouched')
optheap.force_from_effectinfo(Effect())
''', tmpdir)
    assert out == ['written']


def test_runtime_object_of_another_class_is_no_hint(tmpdir):
    out = with_patches('''
from rpython.jit.metainterp.optimizeopt import virtualstate
vs = virtualstate.AbstractVirtualStructStateInfo
''' + JIT, '''
seen = []
class Known:
    def __init__(self, cls): self.cls = cls
    def same_constant(self, other): return self.cls == other.cls
class Box:
    def __init__(self, cls): self.cls = cls
    def nonnull(self): return self.cls is not None
class State:
    class cpu:
        class ts:
            cls_of_box = staticmethod(lambda box: Known(box.cls))
class Fields(list):
    pass
class Optimizer:
    def getptrinfo(self, box):
        seen.append('used')
        raise KeyError
State.optimizer = Optimizer()
info = virtualstate.VirtualStateInfo(Known('A'), [])
info.fieldstate = []
for cls in ['A', 'B', None]:
    try:
        info._generate_guards(info, None, Box(cls), State)
        print cls, 'dropped'
    except KeyError:
        print cls, 'used'
''', tmpdir)
    assert out == ['A', 'used', 'B', 'dropped', 'None', 'dropped']


def test_bounds_of_integers_are_no_part_of_a_virtual_state(tmpdir):
    out = with_patches(LOOPS, '''
from rpython.jit.metainterp.history import INT
from rpython.jit.metainterp.optimizeopt import unroll, virtualstate
from rpython.jit.metainterp.optimizeopt.intutils import (ConstIntBound,
                                                         IntBound)
from rpython.jit.metainterp.resoperation import InputArgInt
state = virtualstate.NotVirtualStateInfoInt(None, INT, IntBound(0, 9))
print state.intbound, state.is_const()
class Optimizer:
    def getinfo(self, arg): return arg.info
class Unroll(unroll.UnrollOptimizer):
    def __init__(self): self.optimizer = Optimizer()
for bound in [IntBound(0, 9), ConstIntBound(9)]:
    arg, infos = InputArgInt(3), {}
    arg.info = bound
    Unroll()._expand_info(arg, infos)
    print len(infos)
''', tmpdir)
    assert out == ['None', 'False', '0', '1']


def test_loop_that_can_not_go_round_is_traced_again(tmpdir):
    out = with_patches('''
from rpython.jit.metainterp import pyjitpl, warmstate
pyjitpl.MetaInterp.compile_loop = lambda *args, **more: None
class Tracer(pyjitpl.MetaInterp):
    def __init__(self): self.partial_trace = None
    class staticdata:
        log = staticmethod(lambda text: None)
    class jitdriver_sd:
        num_green_args = 1
        class warmstate:
            class JitCell(warmstate.BaseJitCell):
                ensure_jit_cell_at_key = staticmethod(lambda key: cell)
                trace_next_iteration = staticmethod(lambda key: again.append(key))
again = []
cell = Tracer.jitdriver_sd.warmstate.JitCell()
print cell.should_remove_jitcell()
''' + LOOPS, '''
for i in range(loopstate.TRIES + 2):
    try:
        Tracer().compile_loop_or_abort(['key', 'red'], [], None)
    except pyjitpl.SwitchToBlackhole:
        pass
print len(again) == loopstate.TRIES, again[0], cell.should_remove_jitcell()
print cell.flags == warmstate.JC_TEMPORARY
''', tmpdir)
    assert out == ['True', 'True', "['key']", 'False', 'True']


def test_nursery_grows_while_much_survives(tmpdir):
    out = python('''
from cross import gcparam
gcparam.install()
from cross.known import LEFT_ALONE
assert LEFT_ALONE == [], LEFT_ALONE
from rpython.memory.gc import env
from rpython.memory.gc.test.test_direct import DirectGCTest, S
print 'used', env.estimate_best_nursery_size() >> 20, 'MB'
gcparam.FIRST_USED = 8192
class Direct(DirectGCTest):
    GCClass = gcparam.IncrementalMiniMarkGC
    GC_PARAMS = dict(nursery_size=65536, page_size=4096, arena_size=65536,
                     small_request_threshold=64)
direct = Direct()
direct.setup_method(None)
print 'used', direct.gc.nursery_used
for i in range(2000):
    direct.malloc(S)
print 'used', direct.gc.nursery_used
for i in range(3000):
    direct.stackroots.append(direct.malloc(S))
print 'used', direct.gc.nursery_used
''', tmpdir)[0]
    assert [line.split()[1] for line in out.splitlines()
            if line.startswith('used ')] == ['64', '8192', '8192', '65536']


def test_words_have_32_bits(tmpdir):
    out = with_patches(RPY32, '''
import ctypes, sys
from rpython.rlib.rarithmetic import LONG_BIT, ovfcheck
from rpython.rtyper.lltypesystem import lltype, ll2ctypes, rffi
from rpython.rlib.rstruct import standardfmttable
from rpython.translator.platform import platform
print LONG_BIT, sys.maxint == 2 ** 31 - 1, ovfcheck(2 ** 31 - 1) == sys.maxint
try:
    ovfcheck(2 ** 31)
except OverflowError:
    print 'overflow'
print lltype.typeOf(5) is lltype.Signed
print lltype.typeOf(2 ** 31) is lltype.SignedLongLong
print ctypes.sizeof(ll2ctypes.get_ctypes_type(lltype.Signed))
print ctypes.sizeof(ll2ctypes.get_ctypes_type(rffi.SIZE_T))
print standardfmttable.native_int_size
print platform.name
print rffi.sizeof(rffi.TIME_T)
''', tmpdir)
    assert out == ['32', 'True', 'True', 'overflow', 'True', 'True', '4', '4',
                   '4', 'ilp32', '8']


def test_constants_are_folded_up_to_32_bits(tmpdir):
    out = with_patches(RPY32, '''
from rpython.flowspace.model import Constant
from rpython.flowspace.operation import op
print op.add(Constant(1), Constant(2)).constfold().value
print op.add(Constant(2 ** 31 - 1), Constant(1)).constfold()
from rpython.annotator.bookkeeper import Bookkeeper
class Policy: pass
try:
    print Bookkeeper.immutablevalue.im_func(None, 2 ** 31)
except Exception as e:
    print 'long' in str(e)
from rpython.jit.backend import detect_cpu
print detect_cpu.autodetect() == detect_cpu.MODEL_ARM
''', tmpdir)
    assert out == ['3', 'None', 'True', 'True']


def test_masks_of_the_shadow_stack_end_in_10(tmpdir):
    out = with_patches(RPY32, '''
from rpython.flowspace.model import Constant
from rpython.rtyper.lltypesystem import lltype
from rpython.translator.c.gc import ShadowStackFrameworkGcPolicy as Policy
class Op:
    args = [Constant(3, lltype.Signed), Constant(5, lltype.Signed)]
print Policy.OP_GC_SAVE_ROOT.im_func(None, None, Op).split(';')[0].replace(' ', '')
from rpython.memory.gctransform import shadowstack
from cross.rpy32 import tagged
print shadowstack.walk_stack_root is tagged.walk_stack_root
''', tmpdir)
    assert out == ['ss->s3=(void*)10L', 'True']


def test_sizes_of_memory_are_macros(tmpdir):
    out = with_patches(RPY32 + '''
from cross.rpy32 import memory
memory.install()
''', '''
from rpython.memory.gc.semispace import SemiSpaceGC
from rpython.memory.gctransform.framework import BaseFrameworkGCTransformer
params = SemiSpaceGC.TRANSLATION_PARAMS
print params['space_size'].expr, params['max_space_size'].expr
print BaseFrameworkGCTransformer.root_stack_depth.expr
''', tmpdir)
    assert out == ['ATOMVM_GC_SPACE', 'ATOMVM_GC_SPACE_MAX', 'ATOMVM_ROOTS']


BARE = RPY32 + '''
from cross.rpy32 import bare, flash, memory
memory.install(); bare.install(); flash.install()'''


def test_no_operating_system_under_the_collector(tmpdir):
    report = """
from rpython.memory.gc import env, semispace
from rpython.rtyper.lltypesystem import llarena
print env.read_from_env('X'), llarena.has_protect
print semispace.SemiSpaceGC.inline_simple_malloc
print semispace.SemiSpaceGC.TRANSLATION_PARAMS['chunk_size']
"""
    assert with_patches(BARE, report, tmpdir) == ['0', 'False', 'False', '30']


def test_what_never_changes_is_found(tmpdir):
    report = """
from rpython.memory.gctypelayout import TypeLayoutBuilder
from rpython.translator.interactive import Translation
from rpython.translator.c.genc import CStandaloneBuilder
from cross.rpy32.flash import READ_ONLY

class Fixed(object):
    _immutable_fields_ = ['next', 'n']
    def __init__(self, next, n):
        self.next = next
        self.n = n
class Changing(object):
    def __init__(self, next):
        self.next = next

FIXED = Fixed(Fixed(None, 1), 2)
CHANGING = Changing(FIXED)
TABLE = [3, 1, 4, 1, 5]
OTHER = [3, 1, 4, 1, 5]

def entry_point(argv):
    if len(argv) > 3:
        CHANGING.next = Fixed(None, len(argv))
        OTHER[len(argv)] = 7
    print TABLE[len(argv)], OTHER[len(argv)], FIXED.n, CHANGING.next.n
    return 0

t = Translation(entry_point, None, gc='semispace')
t.source_c() if hasattr(t, 'source_c') else t.source()
names = sorted(str(o._TYPE._name if hasattr(o._TYPE, '_name') else 'array') for o in READ_ONLY)
print len([n for n in names if 'Fixed' in n]), len([n for n in names if 'Changing' in n])
ints = [list(o.items) for o in READ_ONLY if getattr(o._TYPE, 'OF', None) is not None]
print ints.count([3, 1, 4, 1, 5])
"""
    assert with_patches(BARE, report, tmpdir)[-3:] == ['2', '0', '1']


def test_rpy32_comes_before_rpython(tmpdir):
    out = python('''
import rpython.rlib.rarithmetic
from cross.rpy32 import host
try:
    host.install()
except RuntimeError as e:
    print 'too late' in str(e)
''', tmpdir)[0]
    assert out.split() == ['True']


def test_two_translations_have_two_caches(tmpdir):
    marker = tmpdir.mkdir('cache').join('kept')
    marker.write('')
    out = python('''
import sys
from cross import translate
sys.argv[1:] = ['--help']
try:
    translate.main()
except SystemExit:
    from rpython.config import translationoption
    print translationoption.CACHE_DIR
''', tmpdir)[0]
    assert out.split()[-1] == str(tmpdir.join('cache'))
    assert marker.check()


def test_nothing_follows_a_call_that_never_comes_back(tmpdir):
    code = '''
from cross.rpy32 import noreturn
noreturn.install()
from cross.known import LEFT_ALONE
assert LEFT_ALONE == [], LEFT_ALONE
from rpython.rtyper.llinterp import LLInterpreter, LLException
from rpython.translator.translator import TranslationContext
from rpython.translator.exceptiontransform import ExceptionTransformer
def never(n):
    raise ValueError
def other(n):
    if n > 5:
        raise KeyError
    return n
def f(n):
    if n == 1:
        raise never(n)
    return other(n) + 1
def g(n):
    try:
        return f(n)
    except ValueError:
        return -1
    except KeyError:
        return -2
t = TranslationContext()
t.buildannotator().build_types(g, [int])
t.buildrtyper().specialize()
graph = [x for x in t.graphs if x.name == 'f'][0]
def raised():
    return [link for link in graph.iterlinks()
            if link.target is graph.exceptblock]
before = len(raised())
noreturn.end_after_raisers(
    graph, set(x for x in t.graphs if not noreturn.comes_back(x)))
after = len(raised())
ExceptionTransformer(t).transform_completely()
interpreter = LLInterpreter(t.rtyper)
run = [x for x in t.graphs if x.name == 'g'][0]
print before, after, [interpreter.eval_graph(run, [n]) for n in (0, 1, 6)]
'''
    assert python(code, tmpdir)[0].strip() == '1 0 [1, -1, -2]'
