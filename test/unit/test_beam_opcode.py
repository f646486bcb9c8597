"""The opcode table against the installed compiler's own."""
from atomvm.beam import opcode
from beam_builder import run_erl

LETTERS = set('sdSyafjmebFGlzvAQnPtI')
ITEMS = set('sdycfIao.')


def test_names_and_arities_are_those_of_the_installed_compiler():
    text = run_erl(
        '[io:format("~w ~s ~w~n", [N, element(1, beam_opcodes:opname(N)), '
        'element(2, beam_opcodes:opname(N))]) || N <- lists:seq(1, 180)]')
    lines = text.strip().splitlines()
    assert len(lines) == 180
    for line in lines:
        number, name, arity = line.split()
        info = opcode.INFOS[int(number)]
        assert (info.name, info.arity) == (name, int(arity))


def test_table_is_complete_and_its_releases_are_in_order():
    assert opcode.MAX_OPCODE == 185
    for number in range(1, 186):
        info = opcode.INFOS[number]
        assert info.number == number
        assert opcode.BY_NAME[info.name] is info
        assert getattr(opcode, 'OP_' + info.name.upper()) == number
        assert info.last is None or info.first <= info.last
        assert 5 <= info.first <= 29
        if number > 1:
            before = opcode.INFOS[number - 1]
            assert number in (106, 110, 133) or before.first <= info.first


def test_there_is_no_opcode_outside_of_the_table():
    assert opcode.INFOS[0] is None
    assert len(opcode.INFOS) == 186


def test_letters_are_known_and_lists_come_last():
    for info in opcode.INFOS[1:]:
        for letter in info.letters[:-1]:
            assert letter in LETTERS
        if info.letters and info.letters[-1][0] == '[':
            assert set(info.letters[-1][1:-1]) <= ITEMS
        elif info.letters:
            assert info.letters[-1] in LETTERS


def test_flat_lists_say_what_the_table_says():
    number = opcode.OP_GET_MAP_ELEMENTS
    assert opcode.name_of(number) == 'get_map_elements'
    assert opcode.name_of(1) == 'label'
    assert opcode.name_of(opcode.MAX_OPCODE) == opcode.INFOS[-1].name
    assert opcode.KINDS[number] == 'fsL'
    assert opcode.GROUPS[number] == 'sd'
    assert opcode.GROUPS[opcode.OP_BS_MATCH] == '.'
    assert opcode.GROUPS[opcode.OP_MOVE] == ''
    assert not opcode.SUPPORTED[opcode.OP_M_PLUS]
    assert opcode.SUPPORTED[opcode.OP_PUT_TUPLE]
    assert opcode.SUPPORTED[opcode.OP_BIF3]
