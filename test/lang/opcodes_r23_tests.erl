%% untranslated
%% The same with the opcodes of compilers before OTP 24.
-module(opcodes_r23_tests).
-compile([r23]).
-include("opcodes.hrl").
