%% untranslated
%% The same with the opcodes of compilers before OTP 25.
-module(bits_limits_r24_tests).
-compile([r24]).
-include("bits_limits.hrl").
