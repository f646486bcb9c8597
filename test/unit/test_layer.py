"""The rules of the house that a program can check: who may import whom (no
cycles, nothing inside functions, no star), and how long a file may be."""
import ast
import os

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HARD_STOP = 600

# Tables of data, which may be longer.
TABLES = ['atomvm/beam/genop.py', 'atomvm/beam/optable.py']

CORE = ['atomvm.error', 'atomvm.config', 'atomvm.feature']
# the last two: where C functions are declared, functions made by set-up code
RLIB = ['rpython.rlib', 'rpython.rtyper', 'rpython.translator.tool.cbuild',
        'rpython.tool.sourcetools']
NATIVE = CORE + ['atomvm.term', 'atomvm.proc', 'atomvm.beam.code', 'atomvm.beam.export',
                 'atomvm.bif.gateway']

# The longest name on the left that a module's name starts with decides; a
# module may also import its own package, and the standard library's os etc.
MAY_IMPORT = {
    'atomvm.error': [],
    'atomvm.config': [],
    'atomvm.feature': [],
    'atomvm.term': CORE + ['rpython.rlib'],
    # fills RPython strings in place
    'atomvm.term.bitsink': CORE + ['atomvm.term'] + RLIB,
    'atomvm.beam': CORE + ['atomvm.term'] + RLIB,
    'atomvm.proc': CORE + ['atomvm.term', 'atomvm.beam', 'hal.api'] + RLIB,
    # the scheduler's side of the ring
    'atomvm.proc.event': CORE + ['hal.api', 'hal.event'] + RLIB,
    'atomvm.interp': CORE + ['atomvm.term', 'atomvm.beam', 'atomvm.proc',
                             'atomvm.bif.gateway', 'hal.api'] + RLIB,
    'atomvm.bif': NATIVE + ['hal.api'] + RLIB,
    'atomvm.nif': NATIVE + ['hal.api'] + RLIB,
    # sockets take packets apart as decode_packet does
    'atomvm.port': NATIVE + ['atomvm.foreign', 'atomvm.bif.packet',
                             'atomvm.bif.packet_http', 'atomvm.bif.wide',
                             'hal.api'] + RLIB,
    'atomvm.foreign': RLIB,
    'atomvm.otp': NATIVE + ['atomvm.bif', 'atomvm.port', 'atomvm.foreign'] + RLIB,
    'atomvm.dist': CORE + ['atomvm.term', 'atomvm.proc', 'atomvm.port'] + RLIB,
    'atomvm.main': ['atomvm', 'hal.api'] + RLIB,
    'atomvm.board': ['atomvm', 'hal.api'] + RLIB,
    'atomvm.natives': ['atomvm'] + RLIB,
    'atomvm.cli': ['atomvm', 'hal.api'] + RLIB,
    'atomvm.erlstart': ['atomvm'] + RLIB,
    'atomvm.erlwords': ['atomvm'] + RLIB,
    'hal.api': ['rpython.rlib'],
    'hal.event': ['rpython.rlib'],
    'hal': ['hal.api', 'hal.event'] + RLIB,
}
# What RPython has of the standard library, then what only set-up code uses,
# which runs when a module is imported.
STANDARD = ['os', 'sys', 'math', 'time', 'errno', 'stat', 'struct', '__future__',
            'py', 'inspect', 'itertools']


def is_below(name, prefix):
    return name == prefix or name.startswith(prefix + '.')


def is_allowed(module, imported):
    """module, imported: dotted names."""
    rules = [p for p in MAY_IMPORT if is_below(module, p)]
    if not rules:
        return False
    rule = max(rules, key=len)
    if imported in STANDARD or imported in CORE:
        return True
    package = rule if rule.count('.') and not rule.startswith('hal.') else None
    if package and is_below(imported, package):
        return True
    if is_below(module, 'hal') and module.count('.') > 1 and is_below(
            imported, '.'.join(module.split('.')[:2])):
        return True     # a back end's own modules
    return any(is_below(imported, p) for p in MAY_IMPORT[rule])


def sources(*folders):
    for folder in folders:
        for where, dirs, files in os.walk(os.path.join(ROOT, folder)):
            for name in files:
                if name.endswith('.py'):
                    yield os.path.relpath(os.path.join(where, name), ROOT)


def module_name(path):
    name = path[:-len('.py')].replace(os.sep, '.')
    return name[:-len('.__init__')] if name.endswith('.__init__') else name


def exists(name):
    path = os.path.join(ROOT, *name.split('.'))
    return os.path.isdir(path) or os.path.exists(path + '.py')


class Imports(ast.NodeVisitor):
    """Collects (name, line) of what a module imports, and breaches."""

    def __init__(self, module, is_package):
        self.module = module
        self.is_package = is_package
        self.found = []
        self.breaches = []
        self.allowed_inside = 0
        self.inside = 0

    def visit_FunctionDef(self, node):
        marked = any(getattr(d, 'id', '') == 'not_rpython'
                     for d in node.decorator_list)
        self.inside += 1
        self.allowed_inside += marked
        self.generic_visit(node)
        self.allowed_inside -= marked
        self.inside -= 1

    visit_Lambda = ast.NodeVisitor.generic_visit

    def visit_Import(self, node):
        for alias in node.names:
            self.add(alias.name, node)

    def visit_ImportFrom(self, node):
        base = node.module or ''
        if node.level:
            parts = self.module.split('.')
            drop = node.level - (1 if self.is_package else 0)
            parts = parts[:len(parts) - drop]
            base = '.'.join(parts + ([base] if base else []))
        for alias in node.names:
            if alias.name == '*':
                self.breaches.append('line %d: import *' % node.lineno)
                self.add(base, node)
            elif exists(base + '.' + alias.name):
                self.add(base + '.' + alias.name, node)
            else:
                self.add(base, node)

    def add(self, name, node):
        if self.inside and not self.allowed_inside:
            self.breaches.append('line %d: import of %s inside a function'
                                 % (node.lineno, name))
        self.found.append((name, node.lineno))


def imports_of(source, module, is_package=False):
    visitor = Imports(module, is_package)
    visitor.visit(ast.parse(source))
    return visitor


def breaches_of(source, module, is_package=False):
    visitor = imports_of(source, module, is_package)
    breaches = visitor.breaches[:]
    for name, line in visitor.found:
        if not is_allowed(module, name):
            breaches.append('line %d: %s may not import %s' % (line, module, name))
    return breaches


def read(path):
    with open(os.path.join(ROOT, path)) as f:
        return f.read()


VM = sorted(sources('atomvm', 'hal'))


@pytest.mark.parametrize('path', VM)
def test_module_imports_only_what_its_layer_may(path):
    breaches = breaches_of(read(path), module_name(path),
                           path.endswith('__init__.py'))
    assert not breaches, '\n'.join([path] + breaches)


def hidden(source, siblings):
    """Modules of the standard library that are imported in vain: Python 2 looks
    beside the importing module first, unless it is told not to."""
    if 'from __future__ import absolute_import' in source:
        return []
    return [name for name, _ in imports_of(source, 'x').found if name in siblings]


@pytest.mark.parametrize('path', VM)
def test_import_is_not_hidden_by_a_sibling(path):
    folder = os.path.join(ROOT, os.path.dirname(path))
    siblings = [name[:-len('.py')] for name in os.listdir(folder)
                if name.endswith('.py')]
    assert not hidden(read(path), siblings)


def test_hidden_import_is_found():
    assert hidden('import os', ['os', 'lists']) == ['os']
    assert hidden('from atomvm.bif import os', ['os']) == []
    assert hidden('from __future__ import absolute_import\nimport os', ['os']) == []


def test_imports_have_no_cycle():
    graph = {}
    for path in VM:
        visitor = imports_of(read(path), module_name(path),
                             path.endswith('__init__.py'))
        graph[module_name(path)] = [name for name, _ in visitor.found]
    cycle = find_cycle(graph)
    assert not cycle, ' -> '.join(cycle)


def find_cycle(graph):
    """The first cycle of the graph {name: [name]} as a list, or None."""
    done = set()

    def visit(name, path):
        if name in path:
            return path[path.index(name):] + [name]
        if name in done or name not in graph:
            return None
        for target in graph[name]:
            cycle = visit(target, path + [name])
            if cycle:
                return cycle
        done.add(name)
        return None

    for name in sorted(graph):
        cycle = visit(name, [])
        if cycle:
            return cycle
    return None


@pytest.mark.parametrize('path', sorted(
    sources('atomvm', 'hal', 'cross', 'scripts', 'test', 'tool')) + ['targetatomvm.py'])
def test_file_is_not_too_long(path):
    if path.replace(os.sep, '/') not in TABLES:
        assert read(path).count('\n') <= HARD_STOP


def test_test_modules_have_names_of_their_own():
    """pytest imports them by name alone: test/ holds no packages."""
    names = [os.path.basename(path) for path in sources('test')
             if not path.endswith('conftest.py')]
    assert [name for name in sorted(set(names)) if names.count(name) > 1] == []


@pytest.mark.parametrize('module, source, fault', [
    ('atomvm.term.cons', 'from atomvm.proc import process', 'may not import'),
    ('atomvm.term.cons', 'import atomvm.bif.lists', 'may not import'),
    ('atomvm.term.cons', 'import rpython.jit.metainterp', 'may not import'),
    ('atomvm.beam.code', 'from atomvm.interp.cont import Cont', 'may not import'),
    ('atomvm.proc.timer', 'from atomvm.bif import gateway', 'may not import'),
    ('atomvm.interp.loop', 'from atomvm.bif import lists', 'may not import'),
    ('atomvm.bif.lists', 'from atomvm.interp import loop', 'may not import'),
    ('atomvm.bif.lists', 'import cross', 'may not import'),
    ('atomvm.error', 'import atomvm.term', 'may not import'),
    ('hal.api', 'from atomvm.term import atom', 'may not import'),
    ('hal.posix.net', 'from hal.sim import net', 'may not import'),
    ('atomvm.bif.lists', 'from atomvm.term.cons import *', 'import *'),
    ('atomvm.bif.lists', 'def f():\n    import os', 'inside a function'),
    ('atomvm.unheard', 'import atomvm.term', 'may not import'),
])
def test_breach_is_found(module, source, fault):
    assert [b for b in breaches_of(source, module) if fault in b]


@pytest.mark.parametrize('module, source', [
    ('atomvm.term.cons', 'from atomvm.term.base import W_Term'),
    ('atomvm.term.cons', 'from rpython.rlib.rarithmetic import intmask'),
    ('atomvm.interp.loop', 'from atomvm.bif.gateway import BIFS'),
    ('atomvm.bif.lists', 'from atomvm.beam.code import Export'),
    ('atomvm.bif.lists', 'from atomvm.bif.chars import to_bytes'),
    ('hal.posix.net', 'from hal.posix import poll\nfrom hal.api import Net'),
    ('atomvm.main', 'from atomvm.bif import lists\nimport os'),
    ('atomvm.bif.x', '@not_rpython\ndef f():\n    import os'),
])
def test_what_is_allowed_is_no_breach(module, source):
    assert breaches_of(source, module) == []


def test_cycle_is_found():
    assert find_cycle({'a': ['b'], 'b': ['c', 'x'], 'c': ['b']}) == ['b', 'c', 'b']
    assert find_cycle({'a': ['b', 'c'], 'b': ['c'], 'c': []}) is None
