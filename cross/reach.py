"""Which functions of some modules can be reached, and why.

A function is reached by calls and funs (local and fun M:F/A), and by atoms: what
reached code applies (M:F(...), apply, spawn) may be in each module whose name is
a value in reached code, and have each name that is, or the one that the code
says.  A reached module also keeps what runs when it is loaded, the callbacks of
its behaviours (all that it exports where the behaviour is not known), and what
the VM's own modules call.  Atoms made of text or received are
not seen.
"""
import collections


class Reach(object):
    """The functions that can be reached.

    modules  {name: calls.Module}
    natives  (module, name, arity) whose code in Erlang never runs
    by_vm    [(module, name, arity)] that the VM's own modules call
    outside  function: the calls.Module of this name that is not among the
             modules, yet may call them; or None
    why      {(module, name, arity): (how, from), the shortest way from a root};
             from is None for a root
    """

    def __init__(self, modules, natives=(), by_vm=(), outside=lambda name: None):
        self.modules = modules
        self.natives = natives
        self.by_vm = by_vm
        self.outside = outside
        self.why = {}
        self.entered = set()        # modules
        self.named = set()          # atoms
        self.wanted = set()         # (name, arity) that something applies; either
                                    # may be None
        self.queue = collections.deque()
        self.exporters = collections.defaultdict(list)  # name -> [(m, f, a)]
        for module in sorted(modules):
            for ref in self.exports(modules[module]):
                self.exporters[ref[0]].append((module,) + ref)

    def module(self, name):
        return self.modules.get(name) or self.outside(name)

    def root(self, mfa, how):
        self.add(mfa, how, None)

    def add(self, mfa, how, origin):
        module = self.module(mfa[0])
        if module is None or mfa[1:] not in module.functions or mfa in self.why:
            return
        self.why[mfa] = (how, origin)
        self.queue.append(mfa)

    def run(self):
        while self.queue:
            mfa = self.queue.popleft()
            module = self.module(mfa[0])
            if module.name not in self.entered:
                self.entered.add(module.name)
                self.enter(module, mfa)
            function = module.functions[mfa[1:]]
            for name, arity in function.local:
                self.add((module.name, name, arity), 'calls', mfa)
            for callee, _ in function.remote:
                self.exported(callee, 'calls', mfa)
            for pattern in sorted(function.applied):
                self.apply(pattern, mfa)
            for atom in sorted(function.atoms - self.named):
                self.name(atom, mfa)

    def exported(self, mfa, how, origin):
        """Reach a function of which another module knows."""
        module = self.module(mfa[0])
        if module is not None and mfa not in self.natives:
            function = module.functions.get(mfa[1:])
            if function is not None and function.exported:
                self.add(mfa, how, origin)

    def exports(self, module):
        """[(name, arity)] in the order of the names."""
        return sorted(ref for ref, f in module.functions.items() if f.exported)

    def enter(self, module, mfa):
        """Reach what a module brings along, whose first function mfa is."""
        for function in module.functions.values():
            if function.on_load:
                self.add((module.name, function.name, function.arity),
                         'is loaded with', mfa)
        for name in module.behaviours:
            behaviour = self.module(name)
            found = self.exports(module)
            if behaviour is not None:
                found = [ref for ref in found if ref in behaviour.callbacks()]
            for ref in found:
                self.add((module.name,) + ref, 'behaviour %s of' % name, mfa)
        for callee in self.by_vm:
            if callee[0] == module.name:
                self.exported(callee, 'the VM calls, with', mfa)

    def name(self, atom, mfa):
        """An atom is a value in the code of mfa."""
        self.named.add(atom)
        found = self.exporters[atom]
        if atom in self.modules:
            found = found + [(atom,) + ref for ref in
                             self.exports(self.modules[atom])]
        for callee in found:
            if callee[0] in self.named and self.may_apply(*callee[1:]):
                self.exported(callee, 'names', mfa)

    def may_apply(self, name, arity):
        """Whether something may apply a function of this name and arity."""
        return ((name, arity) in self.wanted or (name, None) in self.wanted or
                name in self.named and ((None, arity) in self.wanted or
                                        (None, None) in self.wanted))

    def apply(self, pattern, mfa):
        """The code of mfa applies (module, name, arity), any where None."""
        module, name, arity = pattern
        if module is None:
            if (name, arity) in self.wanted:
                return
            self.wanted.add((name, arity))
        if name is not None:
            found = self.exporters[name]
        else:
            found = [callee for name in sorted(self.named)
                     for callee in self.exporters[name]]
        for callee in found:
            if (arity in (None, callee[2]) and
                    (callee[0] == module or
                     module is None and callee[0] in self.named)):
                self.exported(callee, 'applies', mfa)

    def chain(self, mfa):
        """[(how, mfa)] from a root to this function."""
        found = []
        while mfa is not None:
            how, origin = self.why[mfa]
            found.append((how, mfa))
            mfa = origin
        return found[::-1]

    def kept(self, module):
        """{(name, arity)} of the reached functions of a module."""
        return set(mfa[1:] for mfa in self.why if mfa[0] == module)


def text(mfa):
    """As Erlang has it."""
    return '%s:%s/%d' % mfa
