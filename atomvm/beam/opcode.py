"""The one table of BEAM opcodes: number, name, operands, OTP releases.

Source: OTP's lib/compiler/src/genop.tab (numbers, names, arities), the loader's
ops.tab and beam_disasm.erl (operand kinds), the compiler's history (releases;
R5 is 5, R10B is 10).  Decoder, verifier and flow analysis read it through the
flat lists at the end; the other uses are documentation and tests.

Operand letters: s source (register, literal, atom, integer, nil), d destination
(x, y), S x or y register, y y register, a atom, f label, j label or 0, m atom or
label, e import called as a function, b import called as a BIF, F index in the
fun table, G fun index or atom (call_fun2), l float register (fmove's s and d
may be one too), z allocation need (a number or an
allocation list), v number or atom; plain numbers: A arity, Q frame size, n live
x registers, P position, t other, I unit or flags; c constant, o source or place
in the string table; [..] a list of generic operands, [sd] and so on a list of
such groups.
"""
from rpython.rlib.objectmodel import not_rpython

from atomvm import config

# number name first-release last-release letters ('-': still emitted)
TABLE = '''
1 label 5 - t
2 func_info 5 - a a A
3 int_code_end 5 -
4 call 5 - A f
5 call_last 5 - A f Q
6 call_only 5 - A f
7 call_ext 5 - A e
8 call_ext_last 5 - A e Q
9 bif0 5 - b d
10 bif1 5 - j b s d
11 bif2 5 - j b s s d
12 allocate 5 - Q n
13 allocate_heap 5 - Q z n
14 allocate_zero 5 23 Q n
15 allocate_heap_zero 5 23 Q z n
16 test_heap 5 - z n
17 init 5 23 y
18 deallocate 5 - Q
19 return 5 -
20 send 5 -
21 remove_message 5 -
22 timeout 5 -
23 loop_rec 5 - f d
24 loop_rec_end 5 - f
25 wait 5 - f
26 wait_timeout 5 - f s
27 m_plus 5 10 j s s d
28 m_minus 5 10 j s s d
29 m_times 5 10 j s s d
30 m_div 5 10 j s s d
31 int_div 5 10 j s s d
32 int_rem 5 10 j s s d
33 int_band 5 10 j s s d
34 int_bor 5 10 j s s d
35 int_bxor 5 10 j s s d
36 int_bsl 5 10 j s s d
37 int_bsr 5 10 j s s d
38 int_bnot 5 10 j s d
39 is_lt 5 - f s s
40 is_ge 5 - f s s
41 is_eq 5 - f s s
42 is_ne 5 - f s s
43 is_eq_exact 5 - f s s
44 is_ne_exact 5 - f s s
45 is_integer 5 - f s
46 is_float 5 - f s
47 is_number 5 - f s
48 is_atom 5 - f s
49 is_pid 5 - f s
50 is_reference 5 - f s
51 is_port 5 - f s
52 is_nil 5 - f s
53 is_binary 5 - f s
54 is_constant 5 10 f s
55 is_list 5 - f s
56 is_nonempty_list 5 - f s
57 is_tuple 5 - f s
58 test_arity 5 - f s A
59 select_val 5 - s f [cf]
60 select_tuple_arity 5 - s f [If]
61 jump 5 - f
62 catch 5 - y f
63 catch_end 5 - y
64 move 5 - s d
65 get_list 5 - s d d
66 get_tuple_element 5 - s P d
67 set_tuple_element 5 - s S P
68 put_string 5 11 t t d
69 put_list 5 - s s d
70 put_tuple 5 21 A d
71 put 5 21 s
72 badmatch 5 - s
73 if_end 5 -
74 case_end 5 - s
75 call_fun 5 - A
76 make_fun 5 7 f t t
77 is_function 5 - f s
78 call_ext_only 5 - A e
79 bs_start_match 7 10 f s
80 bs_get_integer 7 10 f s I I d
81 bs_get_float 7 10 f s I I d
82 bs_get_binary 7 10 f s I I d
83 bs_skip_bits 7 10 f s I I
84 bs_test_tail 7 10 f t
85 bs_save 7 10 t
86 bs_restore 7 10 t
87 bs_init 7 10 t I
88 bs_final 7 10 f d
89 bs_put_integer 7 24 j s I I s
90 bs_put_binary 7 24 j s I I s
91 bs_put_float 7 24 j s I I s
92 bs_put_string 7 24 t t
93 bs_need_buf 7 10 t
94 fclearerror 8 23
95 fcheckerror 8 23 j
96 fmove 8 - s d
97 fconv 8 - s l
98 fadd 8 - j l l l
99 fsub 8 - j l l l
100 fmul 8 - j l l l
101 fdiv 8 - j l l l
102 fnegate 8 - j l l
103 make_fun2 8 23 F
104 try 10 - y f
105 try_end 10 - y
106 try_case 10 - y
107 try_case_end 10 - s
108 raise 10 - s s
109 bs_init2 10 24 j s t n I d
110 bs_bits_to_bytes 10 10 j s d
111 bs_add 10 24 j s s I d
112 apply 10 - A
113 apply_last 10 - A Q
114 is_boolean 10 - f s
115 is_function2 10 - f s s
116 bs_start_match2 11 21 f s n t d
117 bs_get_integer2 11 - f S n s I I d
118 bs_get_float2 11 - f S n s I I d
119 bs_get_binary2 11 - f S n s I I d
120 bs_skip_bits2 11 - f S s I I
121 bs_test_tail2 11 - f S t
122 bs_save2 11 21 S v
123 bs_restore2 11 21 S v
124 gc_bif1 11 - j n b s d
125 gc_bif2 11 - j n b s s d
126 bs_final2 11 11 s d
127 bs_bits_to_bytes2 11 11 s d
128 put_literal 11 11 t d
129 is_bitstr 11 - f s
130 bs_context_to_binary 12 21 d
131 bs_test_unit 12 - f S I
132 bs_match_string 12 - f S t t
133 bs_init_writable 12 -
134 bs_append 12 24 j s t n I s I d
135 bs_private_append 12 24 j s I s I d
136 trim 12 - t t
137 bs_init_bits 12 24 j s t n I d
138 bs_get_utf8 12 - f S n I d
139 bs_skip_utf8 12 - f S n I
140 bs_get_utf16 12 - f S n I d
141 bs_skip_utf16 12 - f S n I
142 bs_get_utf32 12 - f S n I d
143 bs_skip_utf32 12 - f S n I
144 bs_utf8_size 12 24 j s d
145 bs_put_utf8 12 24 j I s
146 bs_utf16_size 12 24 j s d
147 bs_put_utf16 12 24 j I s
148 bs_put_utf32 12 24 j I s
149 on_load 13 -
150 recv_mark 14 23 f
151 recv_set 14 23 f
152 gc_bif3 14 - j n b s s s d
153 line 15 - t
154 put_map_assoc 17 - j s d n [ss]
155 put_map_exact 17 - j s d n [ss]
156 is_map 17 - f s
157 has_map_fields 17 - f s [s]
158 get_map_elements 17 - f s [sd]
159 is_tagged_tuple 20 - f s A a
160 build_stacktrace 21 -
161 raw_raise 21 -
162 get_hd 21 - s d
163 get_tl 21 - s d
164 put_tuple2 22 - d [s]
165 bs_get_tail 22 - S d n
166 bs_start_match3 22 - f s n d
167 bs_get_position 22 - S d n
168 bs_set_position 22 - S s
169 swap 23 - d d
170 bs_start_match4 23 - m n s d
171 make_fun3 24 - F d [s]
172 init_yregs 24 - [y]
173 recv_marker_bind 24 - S S
174 recv_marker_clear 24 - S
175 recv_marker_reserve 24 - d
176 recv_marker_use 24 - S
177 bs_create_bin 25 - j z n I d [aIIsos]
178 call_fun2 25 - G A s
179 nif_start 25 -
180 badrecord 25 - s
181 update_record 26 - a A s d [Is]
182 bs_match 26 - f S [..]
183 executable_line 27 - t t
184 debug_line 28 - a t t n
185 bif3 29 - j b s s s d
'''

# Files of this release or newer are read (genop's removals before it are
# rejected as too old).
OLDEST_RELEASE = 25 if config.MINIMAL else 17


class OpInfo(object):
    """One opcode, for documentation and tests: RPython code reads the lists.

    number  1 to 185;  name  as in genop.tab;  arity  number of operands
    letters  list of str, one for each operand (see the module's text)
    first, last  OTP releases that emit it; last None while it is emitted
             (see SUPPORTED)
    """
    def __init__(self, number, name, letters, first, last):
        self.number = number
        self.name = name
        self.arity = len(letters)
        self.letters = letters
        self.first = first
        self.last = last


@not_rpython
def _read_table():
    infos = [None]
    for line in TABLE.strip().splitlines():
        words = line.split()
        number, name, first, last = int(words[0]), words[1], words[2], words[3]
        assert number == len(infos), line
        if last == '-':
            last = None
        else:
            last = int(last)
        infos.append(OpInfo(number, name, words[4:], int(first), last))
    return infos


INFOS = _read_table()
MAX_OPCODE = len(INFOS) - 1
BY_NAME = dict([(_info.name, _info) for _info in INFOS[1:]])

# What the loops over code read, by opcode number (0 is not an opcode).
# NAMES: all in one string.  KINDS: one character an operand, 'L' for a list.
# GROUPS: the letters of the items of the (one, last) list operand, '.' for
# generic ones, '' without list.  SUPPORTED: False for what no supported release
# emits.
NAMES = ' '.join([_info.name for _info in INFOS[1:]]) + ' '
KINDS = [''] + [''.join([_l[0] for _l in _info.letters]).replace('[', 'L')
                for _info in INFOS[1:]]
GROUPS = [''] + [(_info.letters and _info.letters[-1][0] == '[' and
                  _info.letters[-1][1:-1].replace('..', '.') or '')
                 for _info in INFOS[1:]]
SUPPORTED = [False] + [_info.last is None or _info.last >= OLDEST_RELEASE
                       for _info in INFOS[1:]]

for _info in INFOS[1:]:
    globals()['OP_' + _info.name.upper()] = _info.number


def name_of(number):
    """The name of opcode number, which is 1 to MAX_OPCODE."""
    start = 0
    for _ in range(number - 1):
        start = NAMES.find(' ', start) + 1
        assert start > 0
    stop = NAMES.find(' ', start)
    assert stop >= 0
    return NAMES[start:stop]
