"""Starting a program with pipes to it, and hearing that it has ended.

OTP: erts/emulator/sys/unix/erl_child_setup.c, which does this in a process of
its own.  The child runs in the memory of the VM until it has become another
program (vfork), so it calls the system only; signals are blocked meanwhile.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

# Flags of atomvm_spawn.
READS = 1           # a pipe from its output
WRITES = 2          # a pipe to its input
NO_STDIO = 4        # these are its descriptors 3 and 4, else 0 and 1
STDERR = 8          # descriptor 2 goes to the same pipe

_SOURCE = r'''
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#define VISIBLE __attribute__((visibility("default")))

static int atomvm_wake[2] = {-1, -1};

static void atomvm_on_child(int number)
{
    int saved = errno;
    if (write(atomvm_wake[1], "", 1) < 0) { /* full: that wakes it, too */ }
    errno = saved;
}

static int atomvm_pipe(int *ends, int nonblocking_end)
{
    int i;
    if (pipe(ends) < 0)
        return -1;
    for (i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[nonblocking_end], F_SETFL,
          fcntl(ends[nonblocking_end], F_GETFL) | O_NONBLOCK);
    return 0;
}

/* A descriptor that can be read when a child may have ended, or -1. */
VISIBLE int atomvm_child_events(void)
{
    struct sigaction action;
    if (atomvm_wake[0] >= 0)
        return atomvm_wake[0];
    if (atomvm_pipe(atomvm_wake, 0) < 0)
        return -1;
    fcntl(atomvm_wake[1], F_SETFL, O_NONBLOCK);
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = atomvm_on_child;
    action.sa_flags = SA_NOCLDSTOP | SA_RESTART;
    sigaction(SIGCHLD, &action, NULL);
    signal(SIGPIPE, SIG_IGN);       /* writes fail with EPIPE instead */
    return atomvm_wake[0];
}

VISIBLE int atomvm_can_execute(const char *path)
{
    return access(path, X_OK) == 0 ? 0 : errno;
}

static void atomvm_close_others(int first)
{
    int fd, limit;
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0U, 0) == 0)
        return;
#endif
    limit = (int)sysconf(_SC_OPEN_MAX);
    if (limit < 0 || limit > 65536)
        limit = 65536;
    for (fd = first; fd < limit; fd++)
        close(fd);
}

static void atomvm_cd_failed(const char *dir)
{
    static const char text[] = "spawn: Could not cd to ";
    if (write(2, text, sizeof text - 1) < 0 ||
        write(2, dir, strlen(dir)) < 0 || write(2, "\n", 1) < 0)
        return;
}

/* In the child: dir '' to stay; its end of the pipes are in and out. */
static void atomvm_become(char **words, char **env, const char *dir,
                          int flags, int in, int out, const sigset_t *mask)
{
    int first = flags & 4 ? 3 : 0, high_in = -1, high_out = -1;
    setsid();
    if (dir[0] && chdir(dir) < 0) {
        int number = errno;
        atomvm_cd_failed(dir);
        _exit(number);
    }
    /* out of the way of what they are to become */
    if (in >= 0)
        high_in = fcntl(in, F_DUPFD, 10);
    if (out >= 0)
        high_out = fcntl(out, F_DUPFD, 10);
    if (high_in >= 0)
        dup2(high_in, first);
    if (high_out >= 0) {
        dup2(high_out, first + 1);
        if (flags & 8)
            dup2(high_out, 2);
    }
    atomvm_close_others(first == 0 ? 3 : 5);
    if (first == 3) {
        if (high_in < 0)
            close(3);
        if (high_out < 0)
            close(4);
    }
    signal(SIGPIPE, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    execve(words[0], words + 1, env);
    _exit(errno);
}

/* words: the file, then its arguments from the name on.  The process, or
   -errno; ends: where to read from and where to write to, or -1. */
VISIBLE int atomvm_spawn(char **words, char **env, const char *dir, int flags,
                         int *ends)
{
    int from[2] = {-1, -1}, to[2] = {-1, -1}, number, i;
    pid_t pid = -1;
    sigset_t all, mask;
    if ((flags & 1 && atomvm_pipe(from, 0) < 0) ||
        (flags & 2 && atomvm_pipe(to, 1) < 0)) {
        number = errno;
    } else {
        sigfillset(&all);
        sigprocmask(SIG_SETMASK, &all, &mask);
        pid = vfork();
        if (pid == 0)
            atomvm_become(words, env, dir, flags, to[0], from[1], &mask);
        number = errno;
        sigprocmask(SIG_SETMASK, &mask, NULL);
    }
    if (to[0] >= 0)
        close(to[0]);
    if (from[1] >= 0)
        close(from[1]);
    ends[0] = from[0];
    ends[1] = to[1];
    if (pid > 0)
        return pid;
    for (i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
    return -number;
}
'''

_ECI = ExternalCompilationInfo(
    post_include_bits=[
        'int atomvm_child_events(void);\n'
        'int atomvm_can_execute(const char *);\n'
        'int atomvm_spawn(char **, char **, const char *, int, int *);\n'],
    separate_module_sources=[_SOURCE])

_events = rffi.llexternal('atomvm_child_events', [], rffi.INT,
                          compilation_info=_ECI)
_can_execute = rffi.llexternal('atomvm_can_execute', [rffi.CCHARP], rffi.INT,
                               compilation_info=_ECI)
_spawn = rffi.llexternal(
    'atomvm_spawn', [rffi.CCHARPP, rffi.CCHARPP, rffi.CCHARP, rffi.INT,
                     rffi.INTP], rffi.INT, compilation_info=_ECI)


def child_events():
    """A descriptor that can be read when a child may have ended, or -1."""
    return rffi.cast(lltype.Signed, _events())


def can_execute(path):
    """0, or the errno of why not."""
    with rffi.scoped_str2charp(path) as text:
        return rffi.cast(lltype.Signed, _can_execute(text))


class Started(object):
    """A program that runs: pid, and the pipes, -1 where there is none."""

    def __init__(self, pid, read_fd, write_fd):
        self.pid = pid
        self.read_fd = read_fd
        self.write_fd = write_fd


def start(words, env, cd, flags):
    """A Started; OSError.  words: the file, and its arguments from the name
    on; env: all of its environment, 'NAME=value'; cd: '' to stay here."""
    c_words = rffi.liststr2charpp(words)
    c_env = rffi.liststr2charpp(env)
    ends = lltype.malloc(rffi.INTP.TO, 2, flavor='raw')
    try:
        with rffi.scoped_str2charp(cd) as c_cd:
            pid = rffi.cast(lltype.Signed, _spawn(
                c_words, c_env, c_cd, rffi.cast(rffi.INT, flags), ends))
        if pid < 0:
            raise OSError(-pid, 'spawn')
        return Started(pid, rffi.cast(lltype.Signed, ends[0]),
                       rffi.cast(lltype.Signed, ends[1]))
    finally:
        lltype.free(ends, flavor='raw')
        rffi.free_charpp(c_env)
        rffi.free_charpp(c_words)
