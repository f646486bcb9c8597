"""The static call graph of a module and its strongly connected components.

Edges are the calls of local functions (call, call_only, call_last).  Tarjan's
algorithm (SIAM J. Comput. 1, 1972) with a stack of its own: a module may have
tens of thousands of functions in a row.
"""
from atomvm.beam.opcode import OP_CALL, OP_CALL_LAST, OP_CALL_ONLY


class CallGraph(object):
    """first[i] to first[i + 1] - 1 are the places in callees where the
    functions that function i calls are listed."""

    def __init__(self, n):
        self.first = [0] * (n + 1)
        self.callees = []
        self.number = [-1] * n      # in the order of the visit
        self.low = [0] * n
        self.scc = [-1] * n
        self.next_edge = [0] * n
        self.trail = []             # functions that are being visited
        self.open = []              # functions without a component yet
        self.n_numbers = 0
        self.n_sccs = 0

    def visit(self, root):
        """Give a component to every function that root reaches."""
        self.enter(root)
        while self.trail:
            i = self.trail[-1]
            edge = self.next_edge[i]
            if edge < self.first[i + 1]:
                self.next_edge[i] = edge + 1
                callee = self.callees[edge]
                if self.number[callee] < 0:
                    self.enter(callee)
                elif self.scc[callee] < 0:
                    self.lower(i, self.number[callee])
            else:
                self.trail.pop()
                if self.trail:
                    self.lower(self.trail[-1], self.low[i])
                if self.low[i] == self.number[i]:
                    self.close(i)

    def enter(self, i):
        self.number[i] = self.n_numbers
        self.low[i] = self.n_numbers
        self.n_numbers += 1
        self.next_edge[i] = self.first[i]
        self.trail.append(i)
        self.open.append(i)

    def lower(self, i, number):
        if number < self.low[i]:
            self.low[i] = number

    def close(self, i):
        """i is the root of a component: all opened since are in it."""
        while True:
            j = self.open.pop()
            self.scc[j] = self.n_sccs
            if j == i:
                break
        self.n_sccs += 1


def mark_recursion(beamfile, function_of):
    """Set cyclic and scc of the functions of a verified BeamFile."""
    functions = beamfile.functions
    graph = CallGraph(len(functions))
    instrs = beamfile.instrs
    for k in range(len(functions)):
        graph.first[k] = len(graph.callees)
        for i in range(functions[k].first, functions[k].last):
            op = instrs[i].op
            if op == OP_CALL or op == OP_CALL_LAST or op == OP_CALL_ONLY:
                label = instrs[i].args[1].val
                graph.callees.append(function_of[beamfile.label_at[label]])
    graph.first[len(functions)] = len(graph.callees)
    for k in range(len(functions)):
        if graph.number[k] < 0:
            graph.visit(k)
    sizes = [0] * graph.n_sccs
    for k in range(len(functions)):
        functions[k].scc = graph.scc[k]
        sizes[graph.scc[k]] += 1
    for k in range(len(functions)):
        functions[k].cyclic = sizes[graph.scc[k]] > 1
        for edge in range(graph.first[k], graph.first[k + 1]):
            if graph.callees[edge] == k:
                functions[k].cyclic = True
