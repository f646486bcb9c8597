%% untranslated
%% The same with the opcodes of compilers before OTP 23.
-module(opcodes_r22_tests).
-compile([r22]).
-include("opcodes.hrl").
