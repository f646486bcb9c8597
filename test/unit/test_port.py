"""Framing of what ports read, and the options of open_port/2."""
import pytest

from atomvm.bif import port_options
from atomvm.error import ErlangError
from atomvm.port.framing import EOL, NOEOL, Lines, Packets, framing_of
from atomvm.port.spawn import environment
from atomvm.proc import port
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, int_list, list_from
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2, tuple3


def fed(framing, *texts):
    """What comes out of a framing, text by text, and the rest."""
    found = [[(piece.kind, piece.data) for piece in framing.feed(text)]
             for text in texts]
    return found + [[(piece.kind, piece.data) for piece in framing.rest()]]


def chars(text):
    return int_list([ord(char) for char in text])


def test_stream_is_passed_on_as_it_comes():
    assert fed(framing_of(0, 0), 'ab', 'c') == [[(0, 'ab')], [(0, 'c')], []]


def test_packets_come_whole_however_they_are_cut():
    text = '\x00\x03abc\x00\x00\x00\x01d'
    for cut in range(len(text)):
        out = fed(Packets(2), text[:cut], text[cut:])
        assert out[0] + out[1] == [(0, 'abc'), (0, ''), (0, 'd')]


def test_packet_that_is_cut_off_is_lost():
    assert fed(Packets(1), '\x05abc') == [[], []]


@pytest.mark.parametrize('size, header', [(1, '\x03'), (2, '\x00\x03'),
                                          (4, '\x00\x00\x00\x03')])
def test_header_of_a_packet(size, header):
    assert Packets(size).header(3) == header


def test_packet_must_fit_its_header():
    assert Packets(1).takes(255) and not Packets(1).takes(256)
    assert Packets(2).takes(65535) and not Packets(2).takes(65536)


def test_line_is_complete_with_its_end():
    assert fed(Lines(10), 'ab', 'c\nd', '\n') == [
        [], [(EOL, 'abc')], [(EOL, 'd')], []]


def test_long_line_is_cut():
    assert fed(Lines(4), 'abcdefghij\n') == [
        [(NOEOL, 'abcd'), (NOEOL, 'efgh'), (EOL, 'ij')], []]


def test_full_piece_waits_for_the_end_of_the_line():
    assert fed(Lines(4), 'abcd', '\n') == [[], [(EOL, 'abcd')], []]
    assert fed(Lines(4), 'abcd\r', '\n') == [[], [(EOL, 'abcd')], []]


def test_return_inside_a_line_stays():
    assert fed(Lines(4), 'abcd\rxx\n', 'x\ry\r') == [
        [(NOEOL, 'abcd'), (EOL, '\rxx')], [], [(NOEOL, 'x\ry\r')]]


def test_environment_is_the_own_one_with_changes(monkeypatch):
    monkeypatch.setenv('PORT_A', 'a')
    monkeypatch.setenv('PORT_B', 'b')
    found = environment(['PORT_A', 'PORT_C=c=d'])
    assert 'PORT_B=b' in found and 'PORT_C=c=d' in found
    assert not [text for text in found if text.startswith('PORT_A')]


def parse(w_name, options):
    return port_options.parse(w_name, list_from(options))


W_CAT = tuple2(atoms.spawn, chars('cat'))


def test_options_of_a_program():
    w_name = tuple2(mk_atom('spawn_executable'), chars('/bin/cat'))
    request = parse(w_name, [
        tuple2(mk_atom('args'), list_from([chars('-n'), chars('')])),
        tuple2(mk_atom('packet'), mk_int(4)), mk_atom('in'), atoms.binary,
        tuple2(mk_atom('cd'), chars('/'))])
    assert request.kind == port.EXECUTABLE and request.command == '/bin/cat'
    assert request.args == ['-n', ''] and request.cd == '/'
    assert request.packet == 4 and request.binary
    assert request.reads and not request.writes


def test_port_reads_and_writes_unless_told():
    request = parse(W_CAT, [])
    assert request.reads and request.writes


def test_zero_in_a_command_is_badarg():
    with pytest.raises(ErlangError):
        parse(tuple2(atoms.spawn, chars('a\0')), [])


@pytest.mark.parametrize('option', [
    mk_atom('bad'), tuple2(mk_atom('packet'), mk_int(3)), mk_int(1),
    tuple2(atoms.line, mk_int(0)), tuple2(mk_atom('args'), atoms.none),
    tuple3(atoms.line, mk_int(1), NIL)])
def test_wrong_option(option):
    with pytest.raises(port_options.BadOption):
        parse(W_CAT, [option])


def test_arguments_are_for_files_only():
    with pytest.raises(ErlangError):
        parse(W_CAT, [tuple2(mk_atom('args'), NIL)])
