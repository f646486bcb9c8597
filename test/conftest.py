"""Fixtures for all layers: the VM's sources on the path, its binaries built
when the first test asks for them, and built once."""
import os
import platform
import subprocess
import sys

import hypothesis
import pytest
from erl_server import ErlServer
from support import BUILD, CI, ROOT, skip_here
from xdist.scheduler import LoadScopeScheduling

if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


# The same examples in every run, so that what passed once passes in CI (this
# hypothesis also draws forever, once in a thousand runs, at random seeds).
# $ATOMVM_TEST_RANDOM (any value) asks for new ones.
hypothesis.settings.register_profile('same', derandomize=True, database=None)
if 'ATOMVM_TEST_RANDOM' not in os.environ:
    hypothesis.settings.load_profile('same')


def pytest_configure(config):
    for name in ('ATOMVM_TEST_SKIP_JIT', 'ATOMVM_TEST_SKIP_LINUX32'):
        if CI and name in os.environ:
            raise pytest.UsageError(name + ' is not for CI')


class FileScheduling(LoadScopeScheduling):
    """A file's tests run in one worker, so that what its fixtures make is made
    once; those of a table of programs are as many files as there are VMs."""

    def _split_scope(self, nodeid):
        name, _, test = nodeid.partition('::')
        return nodeid.split('[')[0] if name in TABLES else name


TABLES = ['test/lang/test_lang.py', 'test/otp/test_otp.py']


def pytest_xdist_make_scheduler(config, log):
    return FileScheduling(config, log)


def build(request, option, name):
    """Run scripts/build, with its progress on the terminal; the command that
    runs the binary, as a list."""
    capture = request.config.pluginmanager.getplugin('capturemanager')
    with capture.global_and_fixture_disabled():
        sys.stderr.write('\n')
        status = subprocess.call([os.path.join(ROOT, 'scripts', 'build'), option])
    if status != 0:
        pytest.fail('scripts/build %s failed: see build/log/%s' % (option, name))
    return [os.path.join(BUILD, name)]


@pytest.fixture(scope='session')
def vm_nojit(request):
    """The command (a list) that runs the binary without the JIT."""
    return build(request, '--no-jit', 'atomvm-nojit')


@pytest.fixture(scope='session')
def vm_jit(request):
    """The same with the JIT; $ATOMVM_TEST_SKIP_JIT (any value) skips the tests
    that want it, for a short round on a developer's machine."""
    if 'ATOMVM_TEST_SKIP_JIT' in os.environ:
        pytest.skip('ATOMVM_TEST_SKIP_JIT is set')
    return build(request, '--jit', 'atomvm')


@pytest.fixture(scope='session')
def m32(tmpdir_factory):
    """Makes sure that gcc -m32 works, which the tests with 32-bit words need."""
    if platform.machine() not in ('x86_64', 'AMD64', 'i686'):
        skip_here('gcc -m32 is for x86 only')
    program = tmpdir_factory.mktemp('m32').join('m32.c')
    program.write('#include <zlib.h>\nint main(void) { zlibVersion(); return sizeof(long) != 4; }\n')
    executable = str(program.new(ext=''))
    if subprocess.call(['gcc', '-m32', '-o', executable, str(program), '-lz']) != 0:
        skip_here('gcc -m32 does not work: run scripts/setup --cross')
    assert subprocess.call([executable]) == 0


@pytest.fixture(scope='session')
def vm_linux32(request, m32):
    """The same as vm_nojit with 32-bit words, as boards have them;
    $ATOMVM_TEST_SKIP_LINUX32 as above."""
    if 'ATOMVM_TEST_SKIP_LINUX32' in os.environ:
        pytest.skip('ATOMVM_TEST_SKIP_LINUX32 is set')
    return build(request, '--linux32', 'atomvm-linux32')


@pytest.fixture(scope='session')
def vm_untranslated():
    """The command (a list) that runs the VM's sources under this Python."""
    subprocess.check_call([
        'bash', '-c', '. "$1/scripts/lib.sh" && lock libs && compile_libs', 'sh', ROOT])
    return [sys.executable, os.path.join(ROOT, 'targetatomvm.py')]


@pytest.fixture(scope='session')
def erl():
    """An ErlServer: erl, asked all through the session."""
    server = ErlServer()
    yield server
    server.stop()


@pytest.fixture(scope='session')
def vm(erl):
    """A VmServer: the untranslated VM, asked in the same way."""
    from vm_server import VmServer      # it imports all of the VM
    return VmServer(erl)
