"""Match specifications of traces: what their bodies may do, and do.

matchspec.py has what is common to those of tables.  Hosts only.

OTP: erts/emulator/beam/erl_db_util.c; chapter "Match Specifications in
Erlang" of the ERTS User's Guide.
"""
from atomvm.bif.matchcode import E_ACTION
from atomvm.bif.seq_trace import seq_trace_2
from atomvm.error import ErlangError
from atomvm.proc import output, tracing
from atomvm.proc.process import INSPECT
from atomvm.proc.registry import NAMES, live_process
from atomvm.proc.seqtrace import token_of, token_term
from atomvm.proc.tracing import TRACE, Context, TraceMatch
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, host_atom
from atomvm.term.cons import W_Cons, NIL, list_from
from atomvm.term.pid import W_Pid
from atomvm.term.show import show
from atomvm.term.tuple import W_Tuple, mk_tuple

# Special forms: name -> numbers of arguments.  In guards: is_seq_trace.
FORMS = {
    'is_seq_trace': [0], 'display': [1], 'return_trace': [0],
    'exception_trace': [0], 'process_dump': [0], 'get_seq_token': [0],
    'set_seq_token': [2], 'caller': [0], 'caller_line': [0], 'silent': [1],
    'trace': [2, 3], 'enable_trace': [1, 2], 'disable_trace': [1, 2],
    'message': [1]}
W_EXCEPTION_TRACE = host_atom('exception_trace')
W_RETURN_TRACE = host_atom('return_trace')
W_TRACER = host_atom('tracer')


def compile_form(compiler, w_call, w_name, args, in_guard):
    """Is it allowed?  Emits nothing where it is not."""
    name = w_name.name
    if in_guard and name != 'is_seq_trace':
        if name == 'set_seq_token':
            name = 'set_seq_trace'      # so OTP has it
        compiler.error("Special form '" + name + "' called in guard context.")
    elif len(args) not in FORMS[name]:
        wrong = 'arguments'
        if FORMS[name][0] != 0:
            wrong = 'wrong number of arguments'
        compiler.error("Special form '" + name + "' called with " + wrong +
                       ' in ' + show(w_call) + '.')
    else:
        return compiler.constant_of(E_ACTION, w_name, len(args))
    return None


def is_control_word(w_name, args):
    """set_tcw/1 or get_tcw/0."""
    return (w_name.name == 'set_tcw' and len(args) == 1 or
            w_name.name == 'get_tcw' and len(args) == 0)


class Action(object):
    """Runs the special forms of one body.  process is the traced one; context
    a tracing.Context; for a test (of no process) nothing changes."""

    def __init__(self, process, context, is_test):
        self.process = process
        self.context = context
        self.is_test = is_test

    def run(self, w_name, args):
        assert isinstance(w_name, W_Atom)
        name = w_name.name
        context = self.context
        if name == 'message':
            context.w_message = args[0]
        elif name == 'return_trace':
            context.returns = True
            context.plain = True
        elif name == 'exception_trace':
            context.returns = True
            context.exceptions = True
        elif name == 'caller':
            return context.caller()
        elif name == 'caller_line':
            return context.caller_line()
        elif name == 'is_seq_trace':
            return atoms.from_bool(token_of(self.process) is not None)
        elif name == 'get_seq_token':
            return token_term(self.process)
        elif name == 'display':
            output.write(1, show(args[0]) + '\n')
        elif name == 'set_tcw' and self.is_test:
            return TRACE.w_control
        elif name == 'set_tcw':
            try:
                return tracing.set_control_word(args[0])
            except ErlangError:
                return atoms.EXIT_
        elif name == 'get_tcw':
            return TRACE.w_control
        elif name == 'process_dump':
            return INSPECT.inspector.dump(self.process)
        else:
            return self.change(name, args)
        return atoms.true

    def change(self, name, args):
        """The forms that change the state of a process."""
        if name == 'set_seq_token' and not self.is_test:
            return self.set_token(args)
        if name == 'set_seq_token':
            return token_term(self.process)
        if self.is_test:
            return atoms.from_bool(name != 'trace')
        if name == 'silent':
            return self.silent(args[0])
        if name == 'trace':
            return self.trace(args)
        target = self.process
        if len(args) == 2:
            target = _target(args[0])
        w_flag = args[len(args) - 1]
        flag = 0
        if isinstance(w_flag, W_Atom):
            flag = tracing.FLAGS.get(w_flag, 0)
        if target is not None and flag != 0:
            if name == 'enable_trace':
                self.enable(target, flag, 0, None)
            else:
                tracing.change(target, 0, flag, None)
        return atoms.true

    def enable(self, target, on, off, tracer):
        """Without a tracer: that of the traced process."""
        if tracer is None:
            own = tracing.tracing_of(self.process)
            if own is None:
                return
            tracer = own.tracer
        old = tracing.tracing_of(target)
        if old is not None and old.tracer is not tracer:
            tracer = old.tracer
        tracing.change(target, on, off, tracer)

    def silent(self, w_on):
        if w_on is atoms.true:
            self.enable(self.process, tracing.SILENT, 0, None)
        elif w_on is atoms.false:
            tracing.change(self.process, 0, tracing.SILENT, None)
        return atoms.true

    def trace(self, args):
        """trace([Pid,] Disable, Enable): has it changed anything?"""
        target = self.process
        if len(args) == 3:
            target = _target(args[0])
        off = _flag_words(args[len(args) - 2])
        on = _flag_words(args[len(args) - 1])
        if target is None or off is None or on is None:
            return atoms.false
        before = tracing.tracing_of(target)
        flags = 0 if before is None else before.flags
        self.enable(target, on.flags, off.flags, on.tracer)
        after = tracing.tracing_of(target)
        return atoms.from_bool(
            (0 if after is None else after.flags) != flags)

    def set_token(self, args):
        try:
            seq_trace_2(self.process, args[0], args[1])
        except ErlangError:
            return atoms.EXIT_
        return token_term(self.process)


def _target(w_process):
    """The Process of a pid or a registered name, or None."""
    if isinstance(w_process, W_Pid):
        return live_process(w_process)
    if isinstance(w_process, W_Atom):
        return NAMES.find_process(w_process)
    return None


class FlagWords(object):
    """A list of flags of trace/3: ok says whether it is one, has_tracer
    whether it names a tracer (None where that is nobody)."""

    def __init__(self, w_flags):
        self.flags = 0
        self.tracer = None
        self.ok = True
        self.has_tracer = False
        while isinstance(w_flags, W_Cons):
            self.add(w_flags.head())
            w_flags = w_flags.tl
        if w_flags is not NIL:
            self.ok = False

    def add(self, w_flag):
        if w_flag is atoms.all:
            self.flags |= tracing.ALL
        elif isinstance(w_flag, W_Atom):
            flag = tracing.FLAGS.get(w_flag, 0)
            if flag == 0:
                self.ok = False
            self.flags |= flag
        elif isinstance(w_flag, W_Tuple) and w_flag.arity() == 2 and \
                w_flag.get(0) is W_TRACER:
            self.has_tracer = True
            w_pid = w_flag.get(1)
            if isinstance(w_pid, W_Pid):
                self.tracer = live_process(w_pid)
        else:
            self.ok = False


def _flag_words(w_flags):
    words = FlagWords(w_flags)
    return words if words.ok else None


class TraceSpec(TraceMatch):
    """spec: the W_MatchSpec."""

    def __init__(self, spec):
        self.spec = spec

    def run(self, process, args, context):
        return self.spec.act(process, self.spec.shape, list_from(args),
                             Action(process, context, False))


def test_of_trace(process, w_value, spec):
    """What erlang:match_spec_test/3 answers: {ok, Message, Flags, []}."""
    context = Context()
    w_message = atoms.true
    if spec.act(process, spec.shape, w_value, Action(process, context, True)) is None:
        w_message = atoms.false
    elif context.w_message is not None:
        w_message = context.w_message
    flags = []
    if context.plain:
        flags.append(W_RETURN_TRACE)
    if context.exceptions:
        flags.append(W_EXCEPTION_TRACE)
    return mk_tuple([atoms.ok, w_message, list_from(flags), NIL])
