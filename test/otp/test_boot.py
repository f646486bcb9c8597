"""Called by the name erl, the VM boots OTP's own init, kernel and stdlib: the same words give the same output and exit
status as with erl."""
import os
import signal
import subprocess
import time

import pytest

HELLO = 'io:format("hello ~p~n", [node()]), halt(3).'
APPLICATIONS = '''
    io:format("~p~n", [lists:sort([A || {A, _, _} <- application:which_applications()])]),
    io:format("~p~n", [lists:sort([Name || Name <- registered(), lists:member(Name, [
        application_controller, code_server, error_logger, erl_prim_loader, erl_signal_server, file_server_2,
        global_group, inet_db, init, kernel_sup, logger, rex, user])])]),
    io:format("~p~n", [[code:which(lists), code:which(init), code:is_loaded(queue), code:get_mode()]]),
    io:format("~p~n", [{queue:to_list(queue:from_list([1, 2])), element(1, code:is_loaded(queue))}]),
    halt().
'''
ARGUMENTS = '''
    io:format("~p~n", [[init:get_plain_arguments(), init:get_argument(flag), init:get_argument(none),
                        application:get_env(kernel, something), application:get_env(stdlib, other),
                        os:getenv("OF_THE_LINE")]]),
    halt().
'''
LOGGED = '''
    logger:error("bad ~p", [thing]), io:format(standard_error, "noted~n", []),
    timer:sleep(100), halt().
'''
CRASH = 'spawn(fun() -> 1 = list_to_atom("two") end), timer:sleep(200), io:format("alive~n"), halt().'
FILES = '''
    ok = file:write_file("made", "some\\ntext\\n"), {ok, D} = file:open("made", [read]),
    io:format("~p~n", [[io:get_line(D, ""), file:read_file("made"), filelib:wildcard("*"), file:delete("made")]]),
    halt().
'''


@pytest.fixture(scope='module', params=['nojit', 'jit'])
def vm(request, tmpdir_factory):
    """A program called erl, which is the VM."""
    [path] = request.getfixturevalue('vm_' + request.param)
    link = tmpdir_factory.mktemp('bin').join('erl')
    os.symlink(os.path.abspath(path), str(link))
    return str(link)


def outcome(program, words, folder, **variables):
    folder.ensure(dir=True)
    child = subprocess.Popen([program] + words, cwd=str(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, env=dict(os.environ, ERL_CRASH_DUMP_SECONDS='0', **variables))
    out = child.communicate('')[0]
    return out, child.returncode


def same(vm, words, tmpdir, **variables):
    theirs = outcome('erl', words, tmpdir.join('erl'), **variables)
    ours = outcome(vm, words, tmpdir.join('vm'), **variables)
    assert ours == theirs
    return ours


def test_hello(vm, tmpdir):
    assert same(vm, ['-noshell', '-eval', HELLO], tmpdir) == ('hello nonode@nohost\n', 3)


def test_applications_and_servers(vm, tmpdir):
    out, status = same(vm, ['-noshell', '-eval', APPLICATIONS], tmpdir)
    assert out.startswith('[kernel,stdlib]\n') and status == 0


def test_arguments_and_configuration(vm, tmpdir):
    config = tmpdir.join('some.config')
    config.write('[{kernel, [{something, {1, "x"}}]}].\n')
    words = tmpdir.join('words')
    words.write("-stdlib other 'an_atom' # a comment\n-flag \"of the file\"\n")
    same(vm, ['-noshell', '-config', str(config), '-args_file', str(words), '-flag', 'a', 'b', '-env', 'OF_THE_LINE', 'x y',
              '-eval', ARGUMENTS, '--', 'plain', '-extra', '-flag', 'c'], tmpdir,
         ERL_FLAGS='-flag of_flags', ERL_AFLAGS='-flag "of aflags"', ERL_ZFLAGS='-flag zflags')


def test_init_stop(vm, tmpdir):
    assert same(vm, ['-noshell', '-s', 'init', 'stop'], tmpdir) == ('', 0)


def test_files(vm, tmpdir):
    same(vm, ['-noshell', '-eval', FILES], tmpdir)


def test_sasl(vm, tmpdir):
    same(vm, ['-noshell', '-boot', 'start_sasl', '-kernel', 'logger_level', 'none', '-eval', APPLICATIONS], tmpdir)


@pytest.mark.parametrize('expression', [LOGGED, CRASH])
def test_logger(vm, tmpdir, expression):
    """The same lines, but for the time and the number of a process."""
    words = ['-noshell', '-eval', expression]
    theirs = outcome('erl', words, tmpdir.join('erl'))
    ours = outcome(vm, words, tmpdir.join('vm'))
    assert ours[1] == theirs[1]

    def plain(text):
        return [line for line in text.splitlines() if ' REPORT====' not in line and '<0.' not in line]
    assert plain(ours[0]) == plain(theirs[0])


def test_shell_that_reads_a_pipe(vm, tmpdir):
    typed = 'X = 1 + 1.\nlists:seq(X, 5).\nfoo(.\n1 / 0.\nh().\nq().\n'
    theirs, ours = [communicate([program], typed, tmpdir) for program in ('erl', vm)]
    assert ours[1] == theirs[1] == 0
    # the last words of a system that stops may or may not come
    assert ours[0].split('*** Terminating')[0] == theirs[0].split('*** Terminating')[0]


def communicate(argv, typed, folder, **variables):
    child = subprocess.Popen(argv, cwd=str(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env=dict(os.environ, **variables))
    return child.communicate(typed)[0], child.returncode


def test_escript(vm, tmpdir):
    tmpdir.join('script').write('#!/usr/bin/env escript\nmain(Args) -> io:format("~p~n", [Args]), halt(length(Args)).\n')
    words = ['escript', 'script', 'one', '-two', '3']
    assert communicate(words, '', tmpdir, ESCRIPT_EMULATOR=vm) == communicate(words, '', tmpdir) == ('["one","-two","3"]\n', 3)


@pytest.mark.parametrize('name', ['queue', 'dict', 'io_lib_format'])
def test_compiler_makes_the_same_beam(vm, tmpdir, name):
    root = subprocess.check_output(['erl', '-noshell', '-eval', 'io:put_chars(code:lib_dir(stdlib)), halt().'])
    source = os.path.join(root, 'src', name + '.erl')
    made = []
    for variables in [{}, {'ERLC_EMULATOR': vm}]:       # in the same folder, which is in the file
        assert communicate(['erlc', source], '', tmpdir, **variables) == ('', 0)
        made.append(tmpdir.join(name + '.beam').read('rb'))
        tmpdir.join(name + '.beam').remove()
    assert made[0] == made[1]


@pytest.mark.parametrize('words', [['-args_file'], ['-env', 'X'], ['-args_file', 'nothing_there']])
def test_wrong_words(vm, tmpdir, words):
    out, status = outcome(vm, words, tmpdir)
    assert out.startswith('atomvm: ' + words[0]) and out.count('\n') == 1
    assert status == 2


def test_sigterm_stops_cleanly(vm, tmpdir):
    child = subprocess.Popen([vm, '-noshell', '-eval', 'io:format("up~n").'], stdout=subprocess.PIPE, cwd=str(tmpdir))
    assert child.stdout.readline() == 'up\n'
    child.send_signal(signal.SIGTERM)
    out = child.stdout.read()
    end = time.time() + 20
    while child.poll() is None and time.time() < end:
        time.sleep(0.1)
    assert child.poll() == 0
    assert 'SIGTERM received - shutting down' in out
