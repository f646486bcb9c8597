%% A regular expression that takes long to match: the VM goes on with it for a
%% while, then others have their turn.
-module(avm_re).

-export([go_on/1]).

go_on(Search) ->
    case avm_re:step(Search) of
        more -> go_on(Search);
        Result -> Result
    end.
