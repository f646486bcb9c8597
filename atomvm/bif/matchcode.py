"""Compiled match specifications: the instructions, and what runs them.

A clause is two programs for small stack machines, so that deep patterns and
terms need no recursion: head takes a term apart and binds variables; guard
and body compute terms.  matchspec.py makes them.  OTP: erl_db_util.c.
"""
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
    """code: H_ or E_ number; n: its number; w_term, bif: its other operand."""
    _immutable_fields_ = ['code', 'w_term', 'bif']

    def __init__(self, code, n, w_term=None, bif=None):
        self.code = code
        self.n = n
        self.w_term = w_term
        self.bif = bif


class Clause(object):
    """One function of a match specification: head, guard and body are lists
    of Op.  variables: the slots of its variables in the order of their
    numbers ($$); w_head: the pattern as it was given."""

    def __init__(self, w_head):
        self.w_head = w_head
        self.head = []
        self.guard = []
        self.body = []
        self.variables = []


class W_MatchSpec(W_Ref):
    """A compiled match specification."""
    _attrs_ = __slots__ = ('clauses',)
    _immutable_fields_ = ['clauses']

    def __init__(self, clauses):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.clauses = clauses

    def run(self, process, w_term):
        """What the first clause that matches w_term returns, or None.  An
        error in a body gives the atom 'EXIT', as in OTP."""
        return self.act(process, w_term, None)

    def act(self, process, w_term, action):
        """The same of one of traces: action is a matchtrace.Action."""
        for clause in self.clauses:
            bound = [None] * len(clause.variables)
            if not match_head(clause.head, w_term, bound):
                continue
            machine = Machine(process, w_term, clause, bound)
            if not config.BOARD:
                machine.action = action
            if len(clause.guard) > 0 and not machine.guard_holds():
                continue
            return machine.run_body()
        return None


def match_head(ops, w_term, bound):
    """Does w_term fit the head?  Fills the list of bound variables."""
    stack = [w_term]
    pc = 0
    while pc < len(ops):
        op = ops[pc]
        pc += 1
        w_value = stack.pop()
        code = op.code
        if code < H_FLAT:
            if not _fits(op, w_value, bound):
                return False
        elif code == H_FLAT:
            if not isinstance(w_value, W_Tuple) or w_value.arity() != op.n:
                return False
            for i in range(op.n):
                if not _fits(ops[pc + i], w_value.get(i), bound):
                    return False
            pc += op.n
        elif code == H_TUPLE:
            if not isinstance(w_value, W_Tuple) or w_value.arity() != op.n:
                return False
            for i in range(op.n - 1, -1, -1):
                stack.append(w_value.get(i))
        elif code == H_CONS:
            if not isinstance(w_value, W_Cons):
                return False
            stack.append(w_value.tl)
            stack.append(w_value.head())
        else:
            assert code == H_MAP
            if not _push_values(stack, w_value, op.w_term):
                return False
    return True


def _fits(op, w_value, bound):
    """What needs no stack: does w_value fit?"""
    code = op.code
    if code == H_BIND:
        bound[op.n] = w_value
    elif code == H_CONST:
        w_const = op.w_term
        return w_value is w_const or eq_exact(w_value, w_const)
    elif code == H_SAME:
        return eq_exact(bound[op.n], w_value)
    return True


def _push_values(stack, w_map, w_keys):
    """Push what w_map has under each key of a list, the first one last; False
    if one is missing.  (w_keys has them in the reverse order.)"""
    if not isinstance(w_map, W_Map):
        return False
    while isinstance(w_keys, W_Cons):
        w_found = w_map.get(w_keys.head())
        if w_found is None:
            return False
        stack.append(w_found)
        w_keys = w_keys.tl
    return True


class Machine(object):
    """Runs guards and bodies of one clause on one term.  catching: what
    fails gives 'EXIT' (bodies) instead of an exception (guards)."""

    def __init__(self, process, w_term, clause, bound):
        self.catching = False
        self.process = process
        self.w_term = w_term
        self.clause = clause
        self.bound = bound
        self.stack = []

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
        return self.stack[len(self.stack) - 1]

    def run(self, ops):
        """False as soon as an E_GUARD does not find true."""
        stack = self.stack
        pc = 0
        while pc < len(ops):
            op = ops[pc]
            pc += 1
            code = op.code
            if code == E_CONST:
                stack.append(op.w_term)
            elif code == E_VAR:
                stack.append(self.bound[op.n])
            elif code == E_CALL:
                self.call(op)
            elif code == E_GUARD:
                if stack.pop() is not atoms.true:
                    return False
            elif code == E_ALSO or code == E_ELSE:
                pc = self.shortcut(op, pc)
            elif code == E_DROP:
                stack.pop()
            elif code == E_AND or code == E_OR:
                self.combine(op)
            elif not config.BOARD and code == E_ACTION:
                w_value = self.action.run(op.w_term, self.pop_many(op.n))
                stack.append(w_value)
            else:
                self.build(op)
        return True

    def shortcut(self, op, pc):
        """andalso and orelse: the next pc.  Leaves the value on the stack
        where it decides, else takes it off."""
        stack = self.stack
        w_value = stack.pop()
        if op.code == E_ALSO:
            w_decides = atoms.false
        else:
            w_decides = atoms.true
        if w_value is w_decides:
            stack.append(w_value)
            return op.n
        if w_value is not atoms.true and w_value is not atoms.false:
            stack.append(self.failed())
            return op.n
        return pc

    def combine(self, op):
        """'and' and 'or' of op.n values, all of which must be booleans."""
        if op.code == E_OR:
            w_result = atoms.false
            w_decides = atoms.true
        else:
            w_result = atoms.true
            w_decides = atoms.false
        for _ in range(op.n):
            w_value = self.stack.pop()
            if w_value is w_decides:
                w_result = w_value
            elif w_value is not atoms.true and w_value is not atoms.false:
                w_result = self.failed()
        self.stack.append(w_result)

    def failed(self):
        """What an operation gives that fails."""
        if self.catching:
            return atoms.EXIT_
        raise badarg()

    def pop_many(self, count):
        """The last count terms, in the order they were pushed."""
        start = len(self.stack) - count
        assert start >= 0
        items = self.stack[start:]
        del self.stack[start:]
        return items

    def build(self, op):
        code = op.code
        stack = self.stack
        if code == E_OBJECT:
            stack.append(self.w_term)
        elif code == E_VARS:
            stack.append(self.all_variables())
        elif code == E_CONS:
            w_tail = stack.pop()
            stack.append(cons(stack.pop(), w_tail))
        elif code == E_TUPLE:
            stack.append(mk_tuple(self.pop_many(op.n)))
        elif code == E_SELF:
            stack.append(self.process.w_pid)
        else:
            assert code == E_MAP
            values = self.pop_many(op.n)
            keys = self.pop_many(op.n)
            stack.append(mk_map_from_pairs(keys, values))

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
        self.stack.append(w_result)

    def call_native(self, op):
        stack = self.stack
        process = self.process
        if op.n == 0:
            return op.bif.call0(process)
        w_last = stack.pop()
        if op.n == 1:
            return op.bif.call1(process, w_last)
        w_middle = stack.pop()
        if op.n == 2:
            return op.bif.call2(process, w_middle, w_last)
        return op.bif.call3(process, stack.pop(), w_middle, w_last)


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
