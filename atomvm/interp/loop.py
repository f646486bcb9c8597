"""The interpreter's loop.

Outer loop: one round for each loop header (recursive call, return to a
recursive function, resumed receive): the only places where traces start and
end.  Inner loop: straight code.  The x registers live in xs, the y registers
of the running function in ys; both are made after the merge point, so that
traces keep them virtual.  A call leaves an immutable continuation (cont.py).
"""
import py

from rpython.rlib import jit

from atomvm import config
from atomvm.beam import internal
from atomvm.beam.code import NO_HANDLER
from atomvm.beam.internal import (FIRST_GUARD, OP_ENTRY)
from atomvm.beam.opcode import OP_RETURN
from atomvm.error import ErlangError, ProcessGone, Trap, Yield
from atomvm.interp.call import (
    APPLY_ENTRY, RETURN_PC, STUB, badarity, call_bif,
    call_bif_dynamic, die, dynamic_export, end, find_handler, fun_entry,
    put_free, spread, timeout_due, undefined, YIELD_RETURN)
from atomvm.interp.dispatch import step
from atomvm.interp.cont import NO_YS, mk_cont, restore
from atomvm.interp.jit import (
    BUDGET, context, copied, copy_rest, driver, enter, live_at,
    merge_here, merge_registers)
from atomvm.interp.operand import load, store
from atomvm.interp.op_data import load_many
from atomvm.interp.trace import add_place, class_atom, raw_trace
from atomvm.proc.heap import is_too_big
from atomvm.proc.process import Process, WAITING
from atomvm.proc.scheduler import SCHEDULER, START
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.effort import EFFORT
from atomvm.term.fault import badarg, badfun
from atomvm.term.cons import list_from, list_items
from atomvm.term.fun import W_ExportFun, W_Fun

if not config.BOARD:
    from atomvm.interp.callevent import break_at, hit

SOURCE = '''
def run(p):
    """Run p, and after it whatever else is runnable, until a slice ends,
    nothing is runnable or it is time to look at timers and input."""
    cont = p.cont
    entry = p.resume
    code = entry.code
    pc = entry.pc
    arity = entry.live
    xs = p.saved
    # (not a constant: warmspot can not handle a constant red)
    reds = SCHEDULER.slice
    ctx = entry
    # (each written so that it keeps its low-level type: RPython drops a red
    # that is the constant None)
    a0 = xs[0] if arity > 0 else None
    a1 = xs[1] if arity > 1 else None
    a2 = xs[2] if arity > 2 else None
    a3 = xs[3] if arity > 3 else None
    a4 = xs[4] if arity > 4 else None
    rest = xs if arity > 5 else None
    while True:
        driver.jit_merge_point(pc=pc, code=code, ctx=ctx, reds=reds, p=p,
                               cont=cont, a0=a0, a1=a1, a2=a2, a3=a3, a4=a4,
                               rest=rest)
        xs = merge_registers(code)
        n = live_at(code, pc)
        if n > 0: xs[0] = a0
        if n > 1: xs[1] = a1
        if n > 2: xs[2] = a2
        if n > 3: xs[3] = a3
        if n > 4: xs[4] = a4
        if n > 5: copy_rest(xs, rest, n)
        ops = code.ops
        if ops[pc] == ENTRY:
            ys = NO_YS
        else:
            # a return point or where a receive resumes: ctx is its Entry
            ys = restore(cont, ctx.shape)
            cont = cont.prev
            pc += 1
        budget = BUDGET
        here = merge_here()
        while True:
            try:
                while True:
                    pc = step(here, p, code, pc, xs, ys)
                    op = ops[pc]
                    if op == I_CALL or op == I_CALL_TAIL:
                        arity = ops[pc + 1]
                        hdr = ops[pc + 3]
                        if op == I_CALL:
                            cont = mk_cont(cont, code.ret(ops[pc + 4]), ys,
                                           ops[pc + 5])
                        ys = NO_YS
                        pc = ops[pc + 2]
                        if hdr == 0:
                            budget -= 1
                            if budget > 0:
                                pc += 2
                                if jit.we_are_jitted():
                                    xs = copied(xs, arity, code.nx)
                                continue
                        reds -= 1
                        if reds <= 0:
                            preempt(p, code, pc, cont, xs, arity)
                            return
                        ctx = context(cont)
                        break
                    elif op == RETURN:
                        # promoted: it is the key of what follows
                        entry = jit.promote(cont.ret)
                        code = entry.code
                        pc = entry.pc
                        ops = code.ops
                        if not entry.hdr:
                            budget -= 1
                            if budget > 0:
                                xs = enter(xs, 1, code)
                                ys = restore(cont, entry.shape)
                                cont = cont.prev
                                pc += 1     # over its restore
                                continue
                        arity = 1
                        ctx = entry
                        break
                    elif op == I_ALLOCATE:
                        ys = [None] * ops[pc + 1]
                        pc += 2
                    elif op == I_CALL_EXT or op == I_CALL_EXT_TAIL:
                        export = code.imported(ops[pc + 2])
                        arity = ops[pc + 1]
                        entry = export.entry
                        if entry is None:
                            entry = undefined(p, export, xs, arity)
                        if op == I_CALL_EXT:
                            cont = mk_cont(cont, code.ret(ops[pc + 3]), ys,
                                           ops[pc + 4])
                        ys = NO_YS
                        code = entry.code
                        pc = entry.pc
                        ops = code.ops
                        if not entry.hdr:
                            budget -= 1
                            if budget > 0:
                                pc += 2
                                xs = enter(xs, arity, code)
                                continue
                        reds -= 1
                        if reds <= 0:
                            preempt(p, code, pc, cont, xs, arity)
                            return
                        ctx = context(cont)
                        break
                    elif op == I_CALL_BIF:
                        xs[0] = call_bif(code.imported(ops[pc + 2]).bif, p,
                                         xs, ops[pc + 1])
                        pc += 6         # over its RESTORE
                    elif op == I_CALL_BIF_TAIL:
                        xs[0] = call_bif(code.imported(ops[pc + 2]).bif, p,
                                         xs, ops[pc + 1])
                        pc += 3
                    elif (op == I_CALL_FUN or op == I_CALL_FUN_TAIL or
                          op == I_APPLY or op == I_APPLY_TAIL or
                          op == I_APPLY_LIST or op == I_APPLY_FUN_LIST):
                        # targets that are known only now
                        w_fun = None
                        export = None
                        if (op == I_APPLY_LIST or
                                op == I_APPLY_FUN_LIST) and code is not STUB:
                            xs = enter(xs, 3, STUB)     # room for the list
                        if op == I_CALL_FUN or op == I_CALL_FUN_TAIL:
                            arity = ops[pc + 1]
                            w_fun = load(code, xs, ys, ops[pc + 2])
                        elif op == I_APPLY or op == I_APPLY_TAIL:
                            arity = ops[pc + 1]
                            export = dynamic_export(xs[arity], xs[arity + 1],
                                                    arity)
                        elif op == I_APPLY_LIST:
                            w_name = xs[1]
                            w_module = xs[0]
                            arity = spread(xs, w_module, w_name, xs[2])
                            export = dynamic_export(w_module, w_name, arity)
                        else:
                            w_fun = xs[0]
                            arity = spread(xs, w_fun, None, xs[1])
                        live = arity
                        if export is None:
                            if isinstance(w_fun, W_Fun):
                                # promoted: what is called
                                fun = jit.promote(w_fun.entry)
                                if fun.arity != arity:
                                    raise badarity(w_fun, xs, arity)
                                entry = fun.entry
                                if entry is None:
                                    entry = fun_entry(p, w_fun, xs,
                                                      arity)
                                live = arity + fun.nfree
                                xs = enter(xs, arity, entry.code)
                                put_free(xs, arity, w_fun)
                            elif isinstance(w_fun, W_ExportFun):
                                export = jit.promote(w_fun.export)
                                if export.arity != arity:
                                    raise badarity(w_fun, xs, arity)
                                entry = export.entry
                            else:
                                raise badfun(w_fun)
                        else:
                            entry = export.entry
                        if entry is None:
                            if export.bif is not None:
                                xs[0] = call_bif_dynamic(export, p, xs, arity)
                                if op == I_CALL_FUN:
                                    pc += 6
                                elif op == I_APPLY:
                                    pc += 5
                                else:
                                    code = STUB
                                    ops = code.ops
                                    pc = RETURN_PC
                                continue
                            entry = undefined(p, export, xs, arity)
                        if op == I_CALL_FUN:
                            cont = mk_cont(cont, code.ret(ops[pc + 3]), ys,
                                           ops[pc + 4])
                        elif op == I_APPLY:
                            cont = mk_cont(cont, code.ret(ops[pc + 2]), ys,
                                           ops[pc + 3])
                        ys = NO_YS
                        arity = live
                        code = entry.code
                        pc = entry.pc
                        ops = code.ops
                        if not entry.hdr:
                            budget -= 1
                            if budget > 0:
                                pc += 2
                                xs = enter(xs, arity, code)
                                continue
                        reds -= 1
                        if reds <= 0:
                            preempt(p, code, pc, cont, xs, arity)
                            return
                        ctx = context(cont)
                        break
                    elif op == I_MAKE_FUN:
                        n = ops[pc + 3]
                        store(xs, ys, ops[pc + 1], W_Fun(
                            code.fun(ops[pc + 2]),
                            load_many(code, pc + 4, n, xs, ys), p.w_pid))
                        pc += 4 + n
                    elif op == I_BIF1:
                        w_1 = code.imported(ops[pc + 2]).bif.call1(
                            p, load(code, xs, ys, ops[pc + 3]))
                        store(xs, ys, ops[pc + 4], w_1)
                        pc += 5
                    elif op == I_BIF2:
                        w_1 = code.imported(ops[pc + 2]).bif.call2(
                            p, load(code, xs, ys, ops[pc + 3]),
                            load(code, xs, ys, ops[pc + 4]))
                        store(xs, ys, ops[pc + 5], w_1)
                        pc += 6
                    elif op == I_BIF0:
                        w_1 = code.imported(ops[pc + 2]).bif.call0(p)
                        store(xs, ys, ops[pc + 3], w_1)
                        pc += 4
                    elif op == I_BIF3:
                        w_1 = code.imported(ops[pc + 2]).bif.call3(
                            p, load(code, xs, ys, ops[pc + 3]),
                            load(code, xs, ys, ops[pc + 4]),
                            load(code, xs, ys, ops[pc + 5]))
                        store(xs, ys, ops[pc + 6], w_1)
                        pc += 7
                    elif op == I_LOOP_REC_END:
                        # a loop: y registers go through a continuation
                        p.skip()
                        entry = code.ret(ops[pc + 1])
                        cont = mk_cont(cont, entry, ys, ops[pc + 2])
                        pc = entry.pc
                        arity = 0
                        ctx = context(cont)
                        break
                    elif op == I_WAIT or op == I_WAIT_TIMEOUT:
                        if op == I_WAIT_TIMEOUT:
                            if timeout_due(p, load(code, xs, ys, ops[pc + 1])):
                                pc += 4
                                continue
                            pc += 1
                        entry = code.ret(ops[pc + 1])
                        cont = mk_cont(cont, entry, ys, ops[pc + 2])
                        p.cont = cont
                        p.resume = cont.ret
                        p.state = WAITING
                        p.reductions += SCHEDULER.slice - reds
                        # the next process, inside the loop (and the trace)
                        polls = SCHEDULER.polls - 1
                        SCHEDULER.polls = polls
                        if polls <= 0:
                            return
                        q = SCHEDULER.pop()
                        if q is None:
                            return
                        p = q
                        SCHEDULER.current = p
                        cont = p.cont
                        # promoted: where it goes on
                        entry = jit.promote(p.resume)
                        code = entry.code
                        pc = entry.pc
                        reds = SCHEDULER.slice
                        arity = entry.live
                        if arity > 0:
                            xs = p.saved
                        ctx = entry
                        break
                    elif op == I_YIELD:
                        yielded(p, cont, reds, atoms.true)
                        return
                    elif op == I_HIBERNATE:
                        if hibernate(p, xs[0], xs[1], xs[2]):
                            return
                        cont = p.cont
                        pc += 1
                    elif op == EXIT:
                        end(p)
                        return
@BREAK@
                    else:
                        raise badarg()
            except ErlangError as e:
                pc = here.pc
                if ops[pc] >= FIRST_GUARD and ops[pc + 1] != 0:
                    pc = ops[pc + 1]
                    continue
                w_trace = raw_trace(e, code, pc, cont, xs, ys)
                handler = code.handler_at(pc)
                if handler == NO_HANDLER:
                    cont = find_handler(cont)
                    if cont is None:
                        die(p, e.cls, e.w_reason, w_trace)
                        return
                    # promoted: it tells where and with what to go on
                    entry = jit.promote(cont.ret)
                    ys = restore(cont, entry.shape)
                    cont = cont.prev
                    code = entry.code
                    ops = code.ops
                    handler = entry.handler
                pc = handler
                xs = enter(xs, 0, code)
                xs[0] = None
                xs[1] = class_atom(e.cls)
                xs[2] = e.w_reason
                xs[3] = w_trace
                continue
            except Trap as trap:
                pc = here.pc
                if trap.wants_place:
                    add_place(trap, code, pc, cont)
                ret = trap_return(code, pc)
                if ret > 0:
                    cont = mk_cont(cont, code.ret(ops[ret]), ys,
                                   ops[ret + 1])
                xs = enter(xs, 0, STUB)
                xs[0] = trap.export.w_module
                xs[1] = trap.export.w_name
                xs[2] = list_from(trap.arguments)
                ys = NO_YS
                code = STUB
                ops = code.ops
                pc = APPLY_ENTRY.pc + 2
                continue
            # (here is GIVE_WAY)
            except ProcessGone:
                return
            break
        a0 = xs[0] if arity > 0 else None
        a1 = xs[1] if arity > 1 else None
        a2 = xs[2] if arity > 2 else None
        a3 = xs[3] if arity > 3 else None
        a4 = xs[4] if arity > 4 else None
        rest = xs if arity > 5 else None
        driver.can_enter_jit(pc=pc, code=code, ctx=ctx, reds=reds, p=p,
                             cont=cont, a0=a0, a1=a1, a2=a2, a3=a3, a4=a4,
                             rest=rest)
'''


# Not on boards, where no native does so.
GIVE_WAY = '''            except Yield as pause:
                pc = here.pc
                n = ops[pc] - I_BIF0
                if 0 <= n <= 3:
                    # no call: there is no return point to wait at
                    pc += n + 4
                    store(xs, ys, ops[pc - 1], pause.w_result)
                    continue
                ret = trap_return(code, pc)
                if ret > 0:
                    cont = mk_cont(cont, code.ret(ops[ret]), ys,
                                   ops[ret + 1])
                yielded(p, cont, reds, pause.w_result)
                return
'''

# A traced function, on hosts: see breakpoint.py.
BREAK = '''
                    elif op == I_BREAK:
                        # (a constant: code and pc are)
                        at = break_at(code, pc)
                        cont = hit(p, at.point, cont, xs)
                        pc = at.pc
'''[1:]


def preempt(process, code, pc, cont, xs, arity):
    """The slice is over: go on later at the function that starts at pc."""
    process.cont = cont
    process.resume = code.entry_at(pc)
    process.saved = copied(xs, arity, arity)
    process.reductions += SCHEDULER.slice
    again(process)


def yielded(process, cont, reds, w_result):
    """erlang:yield/0 and long natives: as if the slice were over, of which
    reds reductions are left; return w_result later."""
    process.cont = cont
    process.resume = YIELD_RETURN
    process.saved = [w_result]
    process.reductions += SCHEDULER.slice - reds + EFFORT.units
    again(process)


def again(process):
    """A process that has given way is still runnable, but where it has become
    too big."""
    if not config.BOARD and process.settings.w_max_heap_size is not None and \
            is_too_big(process):
        return
    SCHEDULER.push(process)


def hibernate(process, w_module, w_name, w_args):
    """erlang:hibernate/3: forget the continuation, wait for a message and
    apply.  True where it has to wait; badarg before anything is forgotten."""
    if (not isinstance(w_module, W_Atom) or not isinstance(w_name, W_Atom) or
            list_items(w_args) is None):
        raise badarg()
    START.prepare(process, w_module, w_name, w_args)
    if process.first.next is not None:
        process.rewind()
        return False
    process.rewind()
    process.state = WAITING
    return True


@jit.elidable
def trap_return(code, pc):
    """Where in ops the return point of the calling instruction at pc is, 0
    for a tail call."""
    op = code.ops[pc]
    if op == internal.OP_I_CALL_BIF or op == internal.OP_I_CALL_EXT:
        return pc + 3
    if op == internal.OP_I_CALL_FUN:
        return pc + 3
    if op == internal.OP_I_APPLY:
        return pc + 2
    return 0


def _build():
    scope = dict(globals())
    for name in internal.BY_NAME:
        if name.isalpha() or '_' in name:
            scope[name.upper()] = internal.BY_NAME[name].number
    scope['RETURN'] = OP_RETURN
    source = SOURCE.replace('            # (here is GIVE_WAY)\n',
                            '' if config.BOARD else GIVE_WAY)
    source = source.replace('@BREAK@\n', '' if config.BOARD else BREAK)
    exec py.code.Source(source).compile() in scope
    return scope['run']


run = _build()
