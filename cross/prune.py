"""Leaves out of a pack what its start module does not lead to: modules, or
functions, too (reach.py); and tells why the others stay."""
from atomvm import config
from atomvm.bif.gateway import REGISTRY
from atomvm.proc.codepath import CodePath
from atomvm.term.atom import W_Atom
from atomvm.term.cons import W_Cons
from atomvm.term.etf import decode_literal
from atomvm.term.tuple import W_Tuple
from cross import calls, pack, rewrite
from cross.pack import PackError
from cross.reach import Reach, text

APPLICATION = '/priv/application.bin'
NATIVE = ('erlang', 'erts_internal', 'init', 'prim_file')    # mostly in the VM
START = 'start'         # how the module that is started is reached


def specifications(found):
    """The terms {application, Name, [...]} in a pack."""
    return [decode_literal(e.data, 0)[0] for e in found
            if not e.is_beam and e.name.endswith(APPLICATION)]


def start_module(found):
    """The name of the module that is started, or None."""
    for e in found:
        if e.is_start:
            return e.module


def wants_beam(element, chunks, purpose='pruned'):
    if 'AtU8' not in chunks:
        raise PackError('%s: only modules that are not made for a board yet can '
                        'be %s' % (element.name, purpose))


# ---------------------------------------------------------------- by module

def mentions(element):
    """Names of all atoms of a module, those in its literals included."""
    found = dict(pack.chunks(element.data, element.name))
    wants_beam(element, found)
    names = set(pack.atom_names(found['AtU8']))
    if 'LitU' in found:
        for w_literal in pack.literals(found['LitU']):
            names |= calls.parts(w_literal)[0]
    return names


def by_module(found):
    """(the elements but for modules that nothing leads to, from the start module
    and the modules that application specifications name; lines that tell why)."""
    modules = dict((e.module, e) for e in found if e.is_beam)
    start = start_module(found)
    if start is None:
        raise PackError('no module exports start/0: from where to prune?')
    why = {start: start}                # module -> the way to it
    todo = [start]
    for w_specification in specifications(found):
        for name in sorted(calls.parts(w_specification)[0]):
            if name in modules and name not in why:
                why[name] = '(application) ' + name
                todo.append(name)
    for name in todo:
        for other in sorted(mentions(modules[name])):
            if other in modules and other not in why:
                why[other] = '%s names %s' % (why[name], other)
                todo.append(other)
    lines = ['%s: %s' % (name, why[name]) for name in sorted(why)]
    return ([e for e in found if not e.is_beam or e.module in why],
            dropped(set(modules) - set(why)) + lines)


def dropped(names):
    return ['dropped modules: ' + ' '.join(sorted(names))] if names else []


# -------------------------------------------------------------- by function

def by_function(found, keep):
    """(the elements with only those functions that can be reached; lines that
    tell why).  keep: words M, M:F and M:F/A, functions to keep."""
    modules = {}
    for e in found:
        if e.is_beam:
            wants_beam(e, dict(pack.chunks(e.data, e.name)))
            if e.module not in modules:
                modules[e.module] = calls.Module(e.data, e.name, e.behaviours)
    reach = Reach(modules, REGISTRY if config.BOARD else (), called_by_vm(),
                  Outside().module)
    for mfa, how in roots(found, modules, keep):
        reach.root(mfa, how)
    reach.run()
    result, lines, gone = [], [], set()
    for e in found:
        if not e.is_beam:
            result.append(e)
        elif not reach.kept(e.module):
            gone.add(e.module)
        else:
            before = len(e.data)
            module = modules[e.module]
            kept = reach.kept(e.module)
            if not rewrite.can_rewrite(e.data, e.name):
                raise PackError(e.name + ': its native records are too new to '
                                'prune by function')
            e.data = rewrite.rewrite(module, kept)
            result.append(e)
            lines += report(reach, module, kept, before, len(e.data))
    return result, dropped(gone) + lines


class Outside(object):
    """The machine's Erlang, on hosts: its modules that are in no pack."""

    def __init__(self):
        self.path = CodePath()
        self.path.front = []            # not the current directory
        self.found = {}

    def module(self, name):
        """The calls.Module of this name, or None."""
        if name not in self.found:
            path = '' if config.BOARD or name in NATIVE else (
                self.path.find_module_file(name))
            self.found[name] = calls.Module(pack.slim(
                self.path.read_file(path), path), path) if path else None
        return self.found[name]


def called_by_vm():
    """[(module, name, arity)] that the VM's own modules call."""
    found = []
    for name, data in sorted(pack.vm_modules().items()):
        for function in calls.Module(data, name).functions.values():
            found += [mfa for mfa, _ in function.remote]
    return sorted(set(found))


def roots(found, modules, keep):
    """[((module, name, arity), how)] from which all others are reached."""
    start = start_module(found)
    if start is None and not keep:
        raise PackError('no module exports start/0: from where to prune? '
                        '(--keep)')
    result = [((start, 'start', 0), START)] if start else []
    for w_specification in specifications(found):
        for name in started_by(w_specification):
            result += exports(modules, name, '(application)')
    for word in keep:
        result += kept_by_word(modules, word)
    return result


def exports(modules, name, how):
    module = modules.get(name)
    return [((name,) + ref, how) for ref, function in
            sorted(module.functions.items() if module else ())
            if function.exported]


def started_by(w_specification):
    """Names of the modules in {mod, {Module, Arguments}}."""
    names = []
    w_list = w_specification
    if isinstance(w_list, W_Tuple) and w_list.arity() == 3:
        w_list = w_list.get(2)
    while isinstance(w_list, W_Cons):
        w_pair = w_list.head()
        if isinstance(w_pair, W_Tuple) and w_pair.arity() == 2:
            w_key, w_value = w_pair.get(0), w_pair.get(1)
            if (isinstance(w_key, W_Atom) and w_key.name == 'mod' and
                    isinstance(w_value, W_Tuple) and w_value.arity() == 2 and
                    isinstance(w_value.get(0), W_Atom)):
                names.append(w_value.get(0).name)
        w_list = w_list.tl
    return names


def kept_by_word(modules, word):
    """What M, M:F or M:F/A stands for; PackError where it is nothing."""
    name, _, rest = word.partition(':')
    function, slash, arity = rest.rpartition('/') if '/' in rest else (rest, '', '')
    if name not in modules:
        raise PackError('--keep %s: there is no module %s' % (word, name))
    if rest:
        result = [((name,) + ref, '(keep)') for ref in
                  sorted(modules[name].functions)
                  if ref[0] == function and (not slash or str(ref[1]) == arity)]
    else:
        result = exports(modules, name, '(keep)')
    if not result:
        raise PackError('--keep %s: there is no such function' % word)
    return result


def report(reach, module, kept, before, after):
    """Lines on a module: what stays, and why."""
    lines = ['%s: %d of %d functions, %d of %d bytes' % (
        module.name, len(kept), len(module.functions), after, before)]
    for ref in sorted(kept):
        lines.append('    %s/%d: %s' % (ref + (
            way(reach.chain((module.name,) + ref)),)))
    gone = sorted(set(module.functions) - kept)
    if gone:
        lines.append('    dropped: ' + ' '.join('%s/%d' % ref for ref in gone))
    return lines


def way(chain):
    """A chain of functions in words."""
    how, mfa = chain[0]
    words = [text(mfa)] if how == START else [how, text(mfa)]
    for how, mfa in chain[1:]:
        words += [how, text(mfa)]
    return ' '.join(words)
