"""An erl that is asked for results all through a session of tests.

erl_server.erl tells what it understands.  A request and its answer take a
tenth of a millisecond: there is no need to collect calls, but one request for
all calls that belong together is quicker still.
"""
import os
import shutil
import struct
import subprocess
import tempfile

import wire

HERE = os.path.dirname(os.path.abspath(__file__))


class ErlServer(object):
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='atomvm-erl-')
        subprocess.check_call(
            ['erlc', '-o', self.folder, os.path.join(HERE, 'erl_server.erl')])
        self.child = subprocess.Popen(
            ['erl', '-noinput', '-boot', 'start_clean', '-kernel',
             'logger_level', 'none', '-pa', self.folder, '-s', 'erl_server'],
            cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=dict(os.environ, ERL_CRASH_DUMP_SECONDS='0'))

    def ask(self, calls):
        """The outcomes of calls (module, function, list of values), each
        ('ok', value) or ('error', class, reason)."""
        return self.ask_bytes('\x83' + wire.encode(list(calls)))

    def ask_bytes(self, request):
        """As ask(), of the bytes of the list of calls."""
        self.child.stdin.write(struct.pack('>I', len(request)) + request)
        self.child.stdin.flush()
        size, = struct.unpack('>I', self.child.stdout.read(4))
        answers = wire.decode(self.child.stdout.read(size))
        assert answers != 'bad_request', repr(request)
        return answers

    def stop(self):
        self.child.stdin.close()
        self.child.wait()
        shutil.rmtree(self.folder)
