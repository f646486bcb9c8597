"""Imports all natives once, so that they register, and the drivers of ports."""
import os

from rpython.rlib.objectmodel import not_rpython

from atomvm import bif, config, nif, port
from atomvm.bif.module_info import linked_in


@not_rpython
def import_all(package):
    """Import every module of a package: a new file in bif/ is found here."""
    folder = os.path.dirname(os.path.abspath(package.__file__))
    for name in sorted(os.listdir(folder)):
        if name.endswith('.py') and name != '__init__.py':
            __import__(package.__name__ + '.' + name[:-len('.py')])


import_all(bif)
if not config.BOARD:
    import_all(port)
if config.DEVICES:
    import_all(nif)
linked_in()
