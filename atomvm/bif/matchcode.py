"""Compiled match specifications: the instructions, and what runs them.

A clause is two programs for small stack machines, so that deep patterns and
terms need no recursion: head takes a term apart and binds variables; guard
and body compute terms.  matchspec.py makes them.  OTP: erl_db_util.c.
"""
from rpython.rlib import jit

from atomvm import config
from atomvm.bif.newref import HI, WORDS
from atomvm.error import ErlangError
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.compare import eq_exact
from atomvm.term.cons import W_Cons, NIL, cons
from atomvm.term.fault import badarg
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.mapbase import W_Map
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import W_Tuple, mk_tuple

# Instructions of heads: each takes the next term off the stack.  After H_FLAT
# come those of the elements of a tuple, all below H_FLAT: no stack for them.
(H_ANY, H_BIND, H_SAME, H_CONST, H_FLAT, H_TUPLE, H_CONS, H_MAP) = range(8)

# Instructions of guards and bodies: those that compute push one term; E_GUARD
# and E_DROP take one off.
(E_CONST, E_VAR, E_OBJECT, E_VARS, E_CONS, E_TUPLE, E_MAP, E_CALL, E_SELF,
 E_AND, E_OR, E_ALSO, E_ELSE, E_GUARD, E_DROP, E_ACTION) = range(16)


class Op(object):
    """code: H_ or E_ number; n: its number, or which constant of the match
    specification it wants; count, bif: its other operands."""
    _immutable_fields_ = ['code', 'n', 'count', 'bif']

    def __init__(self, code, n, count=0, bif=None):
        self.code = code
        self.n = n
        self.count = count
        self.bif = bif


class Clause(object):
    """One function of a match specification: head, guard and body are lists
    of Op; depth: at most so many terms are on a stack; variables: the
    slots of its variables in the order of their numbers ($$)."""
    _immutable_fields_ = ['head[*]', 'guard[*]', 'body[*]', 'depth',
                          'variables[*]']

    def __init__(self, head, guard, body, depth, variables):
        self.head = head
        self.guard = guard
        self.body = body
        self.depth = depth
        self.variables = variables


class Shape(object):
    """What match specifications that differ in their constants only share:
    the clauses, and machine code where there is the JIT (see matchloop)."""
    _immutable_fields_ = ['clauses[*]']

    def __init__(self, clauses):
        self.clauses = clauses


class W_MatchSpec(W_Ref):
    """A compiled match specification.  constants: what the instructions refer
    to; heads: the patterns as they were given."""
    _attrs_ = __slots__ = ('shape', 'constants', 'heads')
    _immutable_fields_ = ['shape', 'constants[*]', 'heads']

    def __init__(self, shape, constants, heads):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.shape = shape
        self.constants = constants
        self.heads = heads

    def run(self, process, w_term):
        """What the first clause that matches w_term returns, or None.  An
        error in a body gives the atom 'EXIT', as in OTP."""
        return self.act(process, self.shape, w_term, None)

    @jit.unroll_safe    # clauses
    def act(self, process, shape, w_term, action):
        """The same, with the spec's shape given, which traces know.  action:
        a matchtrace.Action, of specifications of traces."""
        for clause in shape.clauses:
            bound = [None] * len(clause.variables)
            if not match_head(clause, w_term, bound, self.constants):
                continue
            machine = Machine(process, w_term, clause, bound, self.constants)
            if not config.BOARD:
                machine.action = action
            if len(clause.guard) > 0 and not machine.guard_holds():
                continue
            return machine.run_body()
        return None


@jit.unroll_safe        # instructions of the head
def match_head(clause, w_term, bound, constants):
    """Does w_term fit the head?  Fills the list of bound variables."""
    ops = clause.head
    stack = [None] * clause.depth
    stack[0] = w_term
    depth = 1
    pc = 0
    while pc < len(ops):
        op = ops[pc]
        pc += 1
        depth -= 1
        w_value = stack[depth]
        code = op.code
        if code < H_FLAT:
            if not _fits(op, w_value, bound, constants):
                return False
        elif code == H_FLAT:
            if not isinstance(w_value, W_Tuple) or w_value.arity() != op.n:
                return False
            for i in range(op.n):
                if not _fits(ops[pc + i], w_value.get(i), bound, constants):
                    return False
            pc += op.n
        elif code == H_TUPLE:
            if not isinstance(w_value, W_Tuple) or w_value.arity() != op.n:
                return False
            for i in range(op.n - 1, -1, -1):
                stack[depth] = w_value.get(i)
                depth += 1
        elif code == H_CONS:
            if not isinstance(w_value, W_Cons):
                return False
            stack[depth] = w_value.tl
            stack[depth + 1] = w_value.head()
            depth += 2
        else:
            assert code == H_MAP
            if not _push_values(stack, depth, w_value, constants[op.n]):
                return False
            depth += op.count
    return True


def _fits(op, w_value, bound, constants):
    """What needs no stack: does w_value fit?"""
    code = op.code
    if code == H_BIND:
        bound[op.n] = w_value
    elif code == H_CONST:
        w_const = constants[op.n]
        return w_value is w_const or eq_exact(w_value, w_const)
    elif code == H_SAME:
        return eq_exact(bound[op.n], w_value)
    return True


def _push_values(stack, depth, w_map, w_keys):
    """Put what w_map has under each key of a list on a stack so deep, the first
    one last; False if one is missing.  (w_keys has them in the reverse order.)"""
    if not isinstance(w_map, W_Map):
        return False
    while isinstance(w_keys, W_Cons):
        w_found = w_map.get(w_keys.head())
        if w_found is None:
            return False
        stack[depth] = w_found
        depth += 1
        w_keys = w_keys.tl
    return True


class Machine(object):
    """Runs guards and bodies of one clause on one term.  catching: what
    fails gives 'EXIT' (bodies) instead of an exception (guards)."""

    def __init__(self, process, w_term, clause, bound, constants):
        self.catching = False
        self.process = process
        self.w_term = w_term
        self.clause = clause
        self.bound = bound
        self.constants = constants
        self.stack = [None] * clause.depth
        self.depth = 0

    def push(self, w_value):
        self.stack[self.depth] = w_value
        self.depth += 1

    def pop(self):
        self.depth -= 1
        return self.stack[self.depth]

    def guard_holds(self):
        """All guards give true; an error is a guard that does not hold."""
        try:
            return self.run(self.clause.guard)
        except ErlangError:
            return False

    def run_body(self):
        """The value of the last expression of the body."""
        self.catching = True
        self.run(self.clause.body)
        return self.stack[self.depth - 1]

    @jit.unroll_safe    # the instructions; they jump forward only
    def run(self, ops):
        """False as soon as an E_GUARD does not find true."""
        pc = 0
        while pc < len(ops):
            op = ops[pc]
            pc += 1
            code = op.code
            if code == E_CONST:
                self.push(self.constants[op.n])
            elif code == E_VAR:
                self.push(self.bound[op.n])
            elif code == E_CALL:
                self.call(op)
            elif code == E_GUARD:
                if self.pop() is not atoms.true:
                    return False
            elif code == E_ALSO or code == E_ELSE:
                pc = self.shortcut(op, pc)
            elif code == E_DROP:
                self.pop()
            elif code == E_AND or code == E_OR:
                self.combine(op)
            elif not config.BOARD and code == E_ACTION:
                w_value = self.action.run(self.constants[op.n],
                                          self.pop_many(op.count))
                self.push(w_value)
            else:
                self.build(op)
        return True

    def shortcut(self, op, pc):
        """andalso and orelse: the next pc.  Leaves the value on the stack
        where it decides, else takes it off."""
        w_value = self.pop()
        if op.code == E_ALSO:
            w_decides = atoms.false
        else:
            w_decides = atoms.true
        if w_value is w_decides:
            self.push(w_value)
            return op.n
        if w_value is not atoms.true and w_value is not atoms.false:
            self.push(self.failed())
            return op.n
        return pc

    @jit.unroll_safe    # operands
    def combine(self, op):
        """'and' and 'or' of op.n values, all of which must be booleans."""
        if op.code == E_OR:
            w_result = atoms.false
            w_decides = atoms.true
        else:
            w_result = atoms.true
            w_decides = atoms.false
        for _ in range(op.n):
            w_value = self.pop()
            if w_value is w_decides:
                w_result = w_value
            elif w_value is not atoms.true and w_value is not atoms.false:
                w_result = self.failed()
        self.push(w_result)

    def failed(self):
        """What an operation gives that fails."""
        if self.catching:
            return atoms.EXIT_
        raise badarg()

    @jit.unroll_safe    # elements of a tuple or map in a body
    def pop_many(self, count):
        """The last count terms, in the order they were pushed."""
        items = [None] * count
        start = self.depth - count
        for i in range(count):
            items[i] = self.stack[start + i]
        self.depth = start
        return items

    def build(self, op):
        code = op.code
        if code == E_OBJECT:
            self.push(self.w_term)
        elif code == E_VARS:
            self.push(self.all_variables())
        elif code == E_CONS:
            w_tail = self.pop()
            self.push(cons(self.pop(), w_tail))
        elif code == E_TUPLE:
            self.push(mk_tuple(self.pop_many(op.n)))
        elif code == E_SELF:
            self.push(self.process.w_pid)
        else:
            assert code == E_MAP
            values = self.pop_many(op.n)
            keys = self.pop_many(op.n)
            self.push(mk_map_from_pairs(keys, values))

    @jit.unroll_safe    # variables of a clause
    def all_variables(self):
        w_list = NIL
        variables = self.clause.variables
        for i in range(len(variables) - 1, -1, -1):
            w_list = cons(self.bound[variables[i]], w_list)
        return w_list

    def call(self, op):
        try:
            w_result = self.call_native(op)
        except ErlangError:
            if not self.catching:
                raise
            w_result = atoms.EXIT_
        self.push(w_result)

    def call_native(self, op):
        process = self.process
        if op.n == 0:
            return op.bif.call0(process)
        w_last = self.pop()
        if op.n == 1:
            return op.bif.call1(process, w_last)
        w_middle = self.pop()
        if op.n == 2:
            return op.bif.call2(process, w_middle, w_last)
        return op.bif.call3(process, self.pop(), w_middle, w_last)


def variable_number(w_term):
    """The number of an atom '$0', '$1', ..., or -1 for any other term."""
    if not isinstance(w_term, W_Atom):
        return -1
    name = w_term.name
    if len(name) < 2 or len(name) > 10 or name[0] != '$':
        return -1
    if name[1] == '0' and len(name) > 2:
        return -1
    number = 0
    for i in range(1, len(name)):
        char = name[i]
        if not '0' <= char <= '9':
            return -1
        number = number * 10 + ord(char) - ord('0')
    return number
