%% untranslated
%% What sizes and values of segments are refused, and how.
-module(bits_limits_tests).
-include("bits_limits.hrl").
