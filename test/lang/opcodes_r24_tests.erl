%% untranslated
%% The same with the opcodes of compilers before OTP 25.
-module(opcodes_r24_tests).
-compile([r24]).
-include("opcodes.hrl").
