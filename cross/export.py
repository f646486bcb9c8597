"""Ends a translation at its C sources, so that many targets compile them.

Written to a folder: what RPython generates for the program, the C files that
its libraries want (dtoa.c ...), RPython's C runtime in src/, and sources.mk,
which cross/target/Makefile reads:

    SOURCES          C files of the program, in the folder
    RPYTHON_RUNTIME  C files in src/ that a program on an operating system needs
    LIBRARIES        what RPython was told to link with (z, m ...)
"""
import os
import shutil

from cross.known import is_known
from cross.rpy32 import flash
from rpython.translator.c import genc

GENC = 'translator/c/genc.py'
# Headers of RPython's runtime that firmware has its own of.
REPLACED = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        'runtime', 'src')
# A fixed name for the program: RPython calls it testing_1 otherwise.
PROGRAM = 'atomvm'


def install(folder):
    """The translation to come writes to folder (made new) and compiles
    nothing; its goal has to be --source."""
    known = is_known(GENC, 'CStandaloneBuilder.gen_makefile',
                     genc.CStandaloneBuilder.gen_makefile.im_func,
                     'bc46c2bc3bff')
    if not is_known(GENC, 'add_extra_files', genc.add_extra_files,
                    'ef0c6b932dcb') or not known:
        # without these nothing comes of the translation
        raise NotImplementedError('cross.export knows RPython 0.2.1 only')
    runtime = runtime_files()
    genc.add_extra_files = lambda eci: eci
    genc.CBuilder.modulename = PROGRAM

    def gen_makefile(self, targetdir, exe_name=None, headers_to_precompile=[]):
        export(self, str(targetdir), runtime, folder)

    genc.CStandaloneBuilder.gen_makefile = gen_makefile


def runtime_files():
    """Paths of RPython's own C files that stock links with each program."""
    from rpython.translator.tool.cbuild import ExternalCompilationInfo
    eci = genc.add_extra_files(ExternalCompilationInfo())
    return [str(path) for path in eci.separate_module_files]


def export(builder, made_in, runtime, folder):
    """builder has written its sources to the folder made_in."""
    if os.path.isdir(folder):
        shutil.rmtree(folder)
    os.makedirs(folder)
    names = []
    for path in ([builder.c_source_filename] + builder.extrafiles +
                 list(builder.eci.separate_module_files)):
        names.append(os.path.basename(str(path)))
        shutil.copy(str(path), folder)
    assert len(set(names)) == len(names), 'two C files of one name'
    for name in os.listdir(made_in):
        if name.endswith('.h'):
            shutil.copy(os.path.join(made_in, name), folder)
    shutil.copytree(os.path.dirname(runtime[0]), os.path.join(folder, 'src'))
    if 'ATOMVM_BOARD' in os.environ:
        # a file includes its neighbour first: these have to go
        for name in os.listdir(REPLACED):
            os.remove(os.path.join(folder, 'src', name))
        flash.write_script(builder.db, os.path.join(folder, flash.FILE))
    variables = [
        ('SOURCES', names),
        ('RPYTHON_RUNTIME', [os.path.basename(path) for path in runtime]),
        ('LIBRARIES', list(builder.eci.libraries)),
    ]
    with open(os.path.join(folder, 'sources.mk'), 'w') as f:
        for name, values in variables:
            f.write('%s := %s\n' % (name, ' '.join(values)))
