%% untranslated
%% Every opcode that the installed compiler emits.
-module(opcodes_tests).
-include("opcodes.hrl").
