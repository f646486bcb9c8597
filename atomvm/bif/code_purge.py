"""Natives that purge old code and tell which processes run it.

OTP: erts/emulator/beam/beam_bif_load.c; who calls them is OTP's
erts_code_purger.erl, and erlang.erl and erts_internal.erl for
check_process_code/3.
"""
from atomvm.beam.export import get_export
from atomvm.bif.gateway import bif, Any, Atom, Pid
from atomvm.error import Trap
from atomvm.proc import codeload, scheduler
from atomvm.proc.seqtrace import notify
from atomvm.proc.codeserver import MODULES
from atomvm.proc.process import Process
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_from
from atomvm.term.fault import badarg
from atomvm.term.tuple import tuple3

W_PREPARE = mk_atom('prepare')
W_PREPARE_ON_LOAD = mk_atom('prepare_on_load')
W_ABORT = mk_atom('abort')
W_COMPLETE = mk_atom('complete')
W_CHECK_PROCESS_CODE = mk_atom('check_process_code')
W_CHECK_SELF = mk_atom('check_self')
W_AVM_CODE = mk_atom('avm_code')
W_CHECK = mk_atom('check')


@bif('erts_internal', 'purge_module', 2, args=[Atom, Atom])
def purge_module_2(w_module, w_what):
    """prepare: whether there is an old version; complete or abort then ends
    the purge that this started."""
    module = MODULES.find(w_module)
    if w_what is W_PREPARE or w_what is W_PREPARE_ON_LOAD:
        if module is None:
            return atoms.false
        version = module.old if w_what is W_PREPARE else module.loading
        if version is None:
            return atoms.false
        module.start_purge(version)
        return atoms.true
    if module is None or module.purging is None:
        raise badarg()
    if w_what is W_COMPLETE:
        module.complete_purge()
        return atoms.true
    if w_what is not W_ABORT:
        raise badarg()
    module.abort_purge()
    return atoms.false


def process_of(w_pid):
    process = w_pid.process
    assert isinstance(process, Process)
    return process


def check_self(process, w_module):
    """Where the running process is can be seen only while it waits: it starts
    another one that looks."""
    raise Trap(get_export(atoms.code_server, W_CHECK_SELF, 2),
               [process.w_pid, w_module])


@bif('erts_internal', 'check_process_code', 1, args=[Atom], process=True)
def internal_check_process_code_1(process, w_module):
    check_self(process, w_module)


@bif('erlang', 'check_process_code', 2, args=[Pid, Atom], process=True)
def check_process_code_2(process, w_pid, w_module):
    target = process_of(w_pid)
    if target is process:
        check_self(process, w_module)
    return atoms.from_bool(codeload.runs_old(target, w_module))


def answer(target, w_module, receiver, w_id):
    """The answer as a message."""
    found = codeload.runs_old(target, w_module)
    notify(receiver, tuple3(W_CHECK_PROCESS_CODE, w_id,
                                    atoms.from_bool(found)))


@bif('avm_code', 'check', 3, args=[Pid, Atom, Any])
def check_3(w_pid, w_module, w_id):
    """Tell a process about itself."""
    target = process_of(w_pid)
    answer(target, w_module, target, w_id)
    return atoms.true


def check_task(requester, w_pid, w_module, w_id):
    """The system task {check_process_code, Id, Module} that process requester
    asks of another one: {check_process_code, Id, Result} comes as a message."""
    target = process_of(w_pid)
    if target is requester:
        scheduler.spawn_process(None, W_AVM_CODE, W_CHECK,
                                list_from([w_pid, w_module, w_id]))
    else:
        answer(target, w_module, requester, w_id)
