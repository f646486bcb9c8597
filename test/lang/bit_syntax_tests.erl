%% untranslated
%% Bit syntax: matching, construction, comprehensions, what fails.
-module(bit_syntax_tests).
-include("bit_syntax.hrl").
