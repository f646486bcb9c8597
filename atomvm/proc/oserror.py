"""Names of the errors of the system: atoms such as enoent."""
import errno

from atomvm import config
from atomvm.term.atom import mk_atom

W_UNKNOWN = mk_atom('unknown')

BY_NUMBER = {}
if not config.BOARD:        # which has no use for a hundred more atoms
    for _number, _name in errno.errorcode.items():
        BY_NUMBER[_number] = mk_atom(_name.lower())


def error_atom(number):
    """The W_Atom of an errno."""
    return BY_NUMBER.get(number, W_UNKNOWN)
