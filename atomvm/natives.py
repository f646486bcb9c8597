"""Imports all natives once, so that they register, and the drivers of ports."""
import os

from rpython.rlib.objectmodel import not_rpython

from atomvm import bif, config, feature, nif, otp, port
from atomvm.bif.module_info import linked_in


# Files of atomvm/bif whose natives are all of hosts
HOST = ['crashdump', 'os_env', 'port', 'port_options', 'prim_file', 'sysmonitor',
        'trace', 'tracepattern']


@not_rpython
def left_out():
    """Beginnings of names of files of atomvm/otp that are not imported."""
    left = ()
    if not config.FOREIGN:
        left += ('re_',)
    if not config.CRYPTO:
        left += ('crypto_',)
    return left


@not_rpython
def import_all(package, but=[], prefixes=()):
    """Import every module of a package, but those of these names or whose names
    begin so: a new file in bif/ is found here."""
    folder = os.path.dirname(os.path.abspath(package.__file__))
    for filename in sorted(os.listdir(folder)):
        name = filename[:-len('.py')]
        if filename.endswith('.py') and name != '__init__' and \
                name not in but and not name.startswith(prefixes):
            __import__(package.__name__ + '.' + name)


import_all(bif, (HOST if config.BOARD else []) +
           (feature.FILES if config.MINIMAL else []))
if not config.BOARD:
    import_all(port)
    import_all(otp, prefixes=left_out())
if config.DEVICES:
    import_all(nif)
linked_in()
