"""Nothing follows a call that never comes back, for firmware.

Behind a call of a function that always raises, RPython's annotator puts
`raise AssertionError`.  With exceptions turned into return codes that is a
test and another raise, at hundreds of places.  Here such a block returns what
a function returns that raises, so that the C compiler has nothing to test.
"""
from cross.known import is_known
from rpython.flowspace.model import Constant
from rpython.rtyper.lltypesystem import lltype
from rpython.translator import exceptiontransform
from rpython.translator.exceptiontransform import ExceptionTransformer

FILE = 'translator/exceptiontransform.py'


create_exception_handling = \
    ExceptionTransformer.create_exception_handling.im_func


def install():
    """Before the translation."""
    if is_known(FILE, 'ExceptionTransformer.create_exception_handling',
                create_exception_handling, '10eae21b5eea'):
        ExceptionTransformer.create_exception_handling = transform


def transform(self, graph):
    """Instead of create_exception_handling(), which C code calls for a graph
    at a time."""
    if not hasattr(self, 'never'):      # no graph has been transformed
        self.never = set([g for g in self.translator.graphs
                          if not comes_back(g)])
    end_after_raisers(graph, self.never)
    return create_exception_handling(self, graph)


def comes_back(graph):
    """Can control reach its return?"""
    return graph.returnblock in list(graph.iterblocks())


def end_after_raisers(graph, never):
    """Lets blocks that end in a call of one of these graphs return."""
    T = graph.getreturnvar().concretetype
    for block in list(graph.iterblocks()):
        if (len(block.exits) == 1 and block.exitswitch is None and
                block.exits[0].target is graph.exceptblock and
                block.operations and
                callee(block.operations[-1]) in never):
            link = block.exits[0]
            link.target = graph.returnblock
            link.args = [error_value(T)]
            link.last_exception = link.last_exc_value = None


def error_value(T):
    if T is lltype.Void:
        return Constant(None, T)
    return exceptiontransform.error_constant(T)


def callee(op):
    """The graph that an operation calls, or None."""
    if op.opname != 'direct_call':
        return None
    return getattr(op.args[0].value._obj, 'graph', None)
