"""Which prebuilt objects never change: firmware keeps them in flash memory.

RPython writes all prebuilt objects as C variables that are not const.  Never
written are those whose fields are all declared immutable, strings, lists that
the annotator has seen nobody change, tables of the collector and of classes.
(The semispace collector writes neither to headers of prebuilt objects nor, as
it takes those here for no roots, to their pointers.)

write_script() makes a piece of linker script that names their sections.
"""
from cross.known import is_known
from rpython.memory.gctypelayout import TypeLayoutBuilder
from rpython.rtyper.lltypesystem import llgroup, llmemory, lltype, rstr
from rpython.rtyper.lltypesystem.rlist import FixedSizeListRepr
from rpython.rtyper.rlist import AbstractBaseListRepr

FILE = 'readonly.ld'

# Arrays of lists, and others, that nobody changes: container -> True.
CONSTANT_LISTS = {}
# Type of a structure -> all_immutable() of it.
FIXED_TYPES = {}
# Prebuilt objects of the collector that never change: container -> True.
READ_ONLY = {}


def install():
    stock_convert = AbstractBaseListRepr.convert_const.im_func
    stock_consider = TypeLayoutBuilder.consider_constant.im_func
    known = is_known('rtyper/rlist.py', 'AbstractBaseListRepr.convert_const',
                     stock_convert, 'e41058a03311')
    if not is_known('memory/gctypelayout.py',
                    'TypeLayoutBuilder.consider_constant', stock_consider,
                    '529ff58c5d5b') or not known:
        return

    def convert_const(self, listobj):
        result = stock_convert(self, listobj)
        if (isinstance(self, FixedSizeListRepr) and result and
                not self.listitem.mutated):
            CONSTANT_LISTS[result._obj] = True
        return result

    def consider_constant(self, TYPE, value, gc):
        before = len(self.addresses_of_static_ptrs)
        stock_consider(self, TYPE, value, gc)
        if (isinstance(TYPE, (lltype.GcStruct, lltype.GcArray)) and
                never_written(TYPE, value)):
            READ_ONLY[value] = True
            del self.addresses_of_static_ptrs[before:]

    AbstractBaseListRepr.convert_const = convert_const
    TypeLayoutBuilder.consider_constant = consider_constant


def never_written(TYPE, value):
    """Whether a prebuilt object of the collector stays as it is."""
    if TYPE is rstr.STR:
        return True             # its hash is there already
    if isinstance(TYPE, lltype.GcArray):
        return value in CONSTANT_LISTS or bool(TYPE._hints.get('immutable'))
    if is_native_export(TYPE, value):
        return True
    if TYPE._name.startswith('rpython.rlib.rbigint.rbigint'):
        return False            # declared immutable, yet sub() writes its sign
    if TYPE not in FIXED_TYPES:
        FIXED_TYPES[TYPE] = all_immutable(TYPE)
    return FIXED_TYPES[TYPE]


def is_native_export(TYPE, value):
    """The slot of a native: atomvm.beam.code.Export is written only where it
    has none."""
    return (TYPE._name.startswith('atomvm.beam.code.Export') and
            bool(value.inst_bif))


def all_immutable(TYPE):
    """Whether all fields of a structure are declared immutable (quasi-immutable
    ones change)."""
    if TYPE._hints.get('immutable'):
        return True
    fixed = ()
    if 'immutable_fields' in TYPE._hints:
        fixed = TYPE._hints['immutable_fields'].all_immutable_fields()
    for name in TYPE._names:
        FIELD = TYPE._flds[name]
        if isinstance(FIELD, lltype.Struct):
            if not all_immutable(FIELD):
                return False
        elif isinstance(FIELD, lltype.Array) or name not in fixed:
            return False
    return True


def is_table(node):
    """Whether a node of the C database is a table that RPython itself makes:
    classes, types, addresses of roots."""
    T = node.getTYPE()
    if isinstance(T, llgroup.GroupType):
        return True
    if node.obj in CONSTANT_LISTS:
        return True
    if T._gckind != 'raw' or isinstance(T, lltype.FuncType):
        return False
    if isinstance(T, lltype.Array):
        return T.OF == llmemory.Address
    return isinstance(T, lltype.Struct) and bool(T._hints.get('immutable'))


def write_script(database, path):
    """database: the LowLevelDatabase of a translation to C."""
    names = []
    for node in database.globalcontainers():
        T = node.getTYPE()
        if isinstance(T, (lltype.GcStruct, lltype.GcArray)):
            fixed = node.obj in READ_ONLY
        elif isinstance(T, lltype.ContainerType):
            fixed = is_table(node)
        else:
            fixed = False
        if fixed:
            names.append(node.name.split('.')[0])   # .b: of a union
    with open(path, 'w') as f:
        for name in sorted(names):
            f.write('*(.data.%s)\n' % name)
