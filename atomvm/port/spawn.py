"""The driver of {spawn, Command} and {spawn_executable, File}: a child and
pipes to it.  OTP: erts/emulator/sys/unix/sys_drivers.c, spawn_driver.
"""
import os

from atomvm.port import child
from atomvm.port.stream import StreamDriver
from atomvm.proc import poll
from atomvm.proc.port import EXECUTABLE

SHELL = '/bin/sh'


class ChildWatch(poll.Watch):
    """Children may have ended."""

    def ready(self):
        try:
            os.read(self.fd, 512)
        except OSError:
            pass            # nothing more to read
        CHILDREN.reap()


class Children(object):
    """The drivers whose child has not been waited for."""

    def __init__(self):
        self.drivers = []
        self.watch = None

    def add(self, driver):
        self.drivers.append(driver)
        watch = self.watch
        if watch is not None:
            watch.start()

    def listen(self):
        """Before the first child."""
        if self.watch is None:
            self.watch = ChildWatch(child.child_events(), poll.POLLIN)

    def reap(self):
        ended = []
        left = []
        for driver in self.drivers:
            if driver.look():
                ended.append(driver)
            else:
                left.append(driver)
        self.drivers = left
        watch = self.watch
        if len(left) == 0 and watch is not None:
            watch.stop()
        for driver in ended:
            driver.child_ended()


CHILDREN = Children()


class SpawnDriver(StreamDriver):
    """status: of the child, as a shell tells it, or -1."""

    def __init__(self, request, started):
        StreamDriver.__init__(self, request, started.read_fd, started.write_fd)
        self.pid = started.pid
        self.status = -1
        # an exit status comes after the end of the child's output only
        self.tells_status = request.exit_status and request.reads
        self.at_end = False
        CHILDREN.add(self)

    def os_pid(self):
        return self.pid

    def look(self):
        """Whether the child has ended."""
        try:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
        except OSError:
            self.status = 0     # somebody else has waited for it
            return True
        if pid == 0:
            return False
        if os.WIFSIGNALED(status):
            self.status = 128 + os.WTERMSIG(status)
        else:
            self.status = os.WEXITSTATUS(status)
        return True

    def child_ended(self):
        if self.at_end and self.tells_status:
            self.finish()

    def input_ended(self):
        self.at_end = True
        if not self.tells_status or self.status >= 0:
            self.finish()

    def finish(self):
        """All that the child wrote has been read, and, where the port tells
        the exit status, it has ended."""
        port = self.port
        if port is None:
            return
        if self.tells_status:
            port.end_of_child(self.status)
        StreamDriver.input_ended(self)

    def shut(self):
        StreamDriver.shut(self)
        self.close_fd(self.input)
        self.close_fd(self.output)

    def close_fd(self, watch):
        if watch.fd >= 0:
            try:
                os.close(watch.fd)
            except OSError:
                pass
            watch.fd = -1


def environment(changes):
    """The VM's own, with changes: 'NAME=value', or 'NAME' to be removed."""
    values = {}
    for name, value in os.environ.items():
        values[name] = value
    for change in changes:
        end = change.find('=', 1)
        if end > 0:
            values[change[:end]] = change[end + 1:]
        elif change in values:
            del values[change]
    return [name + '=' + value for name, value in values.items()]


def executable_words(request):
    path = request.command
    number = child.can_execute(path)
    if number != 0:
        raise OSError(number, path)
    arg0 = request.arg0
    words = [path, path]
    if arg0 is not None:
        words[1] = arg0
    args = request.args
    if args is not None:
        words = words + args
    return words


def open_program(request):
    """The SpawnDriver of a Request; OSError."""
    words = [SHELL, 'sh', '-c', 'exec ' + request.command]
    if request.kind == EXECUTABLE:
        words = executable_words(request)
    flags = 0
    if request.reads:
        flags |= child.READS
    if request.writes:
        flags |= child.WRITES
    if not request.stdio:
        flags |= child.NO_STDIO
    if request.stderr:
        flags |= child.STDERR
    CHILDREN.listen()
    started = child.start(words, environment(request.env), request.cd, flags)
    return SpawnDriver(request, started)
