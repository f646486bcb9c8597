"""The command line, taken apart (atomvm/cli.py)."""
import pytest

from atomvm import cli


def groups(found):
    return [(g.name, g.words) for g in found]


def test_files_and_arguments():
    o = cli.parse(['-pa', 'x', '-pa', 'y', '-pz', 'z', 'a.beam', 'b.beam', 'one',
                   '--', '-two', 'c.beam'])
    assert o.mode == cli.RUN_FILES
    assert o.files == ['a.beam', 'b.beam']
    assert o.plain == ['one', '-two', 'c.beam']
    assert (o.pa, o.pz) == (['y', 'x'], ['z'])


def test_erl_form_groups_words_as_erl_does():
    o = cli.parse(['-noshell', 'foo', '-a', 'b', 'c', '--', 'd', '-pa', 'p', 'q',
                   '-pa', 'r', '-s', 'm', 'f', 'x', '-eval', '1.', '-run', 'm',
                   '-a', '-extra', '-s', '--version'])
    assert o.mode == cli.RUN_ERL
    assert groups(o.start) == [('s', ['m', 'f', 'x']), ('eval', ['1.']),
                               ('run', ['m'])]
    assert groups(o.flags) == [('noshell', ['foo']), ('a', ['b', 'c']),
                               ('pa', ['p', 'q']), ('pa', ['r']), ('a', [])]
    assert o.plain == ['d', '-s', '--version']
    assert o.pa == ['r', 'p', 'q']


def test_noshell_behind_the_double_dash_does_not_count():
    o = cli.parse(['a.beam', '--', '-noshell'])
    assert o.mode == cli.RUN_FILES
    assert o.plain == ['-noshell']


@pytest.mark.parametrize('words', [
    ['+S', '1:1'], ['+S1'], ['+A', '10'], ['+P', '262144'], ['+sbt', 'db'],
    ['+Bd'], ['+K', 'true'], ['+pc', 'unicode'], ['+c'], ['+c', 'true'],
    ['+hms', '1000'], ['+W', ] + [], ['+MBas', 'aobf'], ['+fnu'], ['+SDio', '4'],
    ['+zdbbl', '1024'], ['+JPperf', 'true'], ['+v']])
def test_emulator_flags_are_ignored(words):
    o = cli.parse(words + ['a.beam', 'x'])
    assert (o.mode, o.files, o.plain) == (cli.RUN_FILES, ['a.beam'], ['x'])


@pytest.mark.parametrize('words, processes', [
    ([], 0), (['+P', 'legacy'], 0), (['+P', '1024'], 1024), (['+P1025'], 2048),
    (['+P', '134217728'], 134217728)])
def test_number_of_processes_is_a_power_of_two(words, processes):
    assert cli.parse(words + ['a.beam']).processes == processes


@pytest.mark.parametrize('words, message', [
    (['+P', '1023'], 'processes 1023'), (['+P', '12x'], 'processes 12x'),
    (['+P', '134217729'], 'processes'),
    ([], 'no file'), (['-pa', 'x'], 'no file'), (['-pa'], '-pa needs'),
    (['--foo', 'a.beam'], '--foo'), (['-foo', 'a.beam'], '-foo'),
    (['a.beam', '-foo'], '-foo'), (['a.txt'], 'a.txt'), (['-s', 'm'], '-noshell'),
    (['+Z', 'a.beam'], '+Z'), (['+S'], '+S needs'), (['--jit'], '--jit'), (['--hal'], '--hal needs a name'),
    (['-noshell', '-eval'], '-eval'), (['-noshell', '-eval', '1', '2'], '-eval')])
def test_mistakes_are_named(words, message):
    o = cli.parse(words)
    assert o.mode == cli.WRONG
    assert message in o.message


def test_help_version_and_jit():
    assert cli.parse(['a.beam', '-h']).mode == cli.HELP
    assert cli.parse(['--help']).mode == cli.HELP
    assert cli.parse(['--version']).mode == cli.SHOW_VERSION
    assert cli.parse(['--jit', 'off', 'a.beam']).jit == 'off'
    assert cli.parse(['--jit=threshold=10', 'a.beam']).jit == 'threshold=10'


def test_hal():
    assert cli.parse(['a.beam']).hal == ''
    assert cli.parse(['--hal', 'sim', 'a.beam']).hal == 'sim'
    assert cli.parse(['--hal=posix', 'a.beam']).hal == 'posix'
    assert cli.parse(['a.beam', '--', '--hal', 'x']).hal == ''
