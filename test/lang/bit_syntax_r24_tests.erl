%% untranslated
%% The same with the opcodes that compilers before OTP 25 emit (bs_init2, bs_append, bs_put_*).
-module(bit_syntax_r24_tests).
-compile(r24).
-include("bit_syntax.hrl").
