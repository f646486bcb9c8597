%% What is printed when the program that the command line asked for fails.
-module(avm_crash).

-export([report/3, boot_failed/1]).

%% Class, reason and stack trace on standard error; through OTP's erl_error
%% where the machine has it, else as plain terms.
report(Class, Reason, Stack) ->
    Text = try format(Class, Reason, Stack)
           catch _:_ -> plain(Class, Reason, Stack)
           end,
    case avm_io:put_chars(2, unicode, unicode, [Text, $\n]) of
        ok -> ok;
        error -> avm_io:write(2, [plain(Class, Reason, Stack), $\n])
    end.

format(Class, Reason, Stack) ->
    erl_error:format_exception(Class, Reason, Stack).

plain(Class, Reason, Stack) ->
    ["exception ", atom_to_list(Class), ": ", avm_io:show(Reason) |
     [["\n  in ", avm_io:show(Frame)] || Frame <- Stack]].

%% The end of the VM after a function of -s, -run or -eval failed: the term on
%% standard output, a shortened form of it as the slogan of halt/1.
boot_failed(Reason) ->
    Text = "init terminating in do_boot",
    erlang:display({Text, Reason}),
    erlang:halt(Text ++ " (" ++ short(Reason, 0) ++ ")").

%% Lists and tuples below the third level are not written out.
short(List, Depth) when is_list(List), Depth < 4 ->
    Flat = flat(List, []),
    case Flat =/= [] andalso printable(Flat) of
        true -> Flat;
        false -> "[" ++ commas(short_all(List, Depth + 1)) ++ "]"
    end;
short(List, _) when is_list(List) -> "[_]";
short(Tuple, Depth) when is_tuple(Tuple), Depth < 4 ->
    "{" ++ commas(short_all(tuple_to_list(Tuple), Depth + 1)) ++ "}";
short(Tuple, _) when is_tuple(Tuple) -> "{_}";
short(Atom, _) when is_atom(Atom) -> atom_to_list(Atom);
short(Pid, _) when is_pid(Pid) -> pid_to_list(Pid);
short(Float, _) when is_float(Float) -> float_to_list(Float);
short(Int, _) when is_integer(Int) -> integer_to_list(Int);
short(_, _) -> "".

short_all([X | Xs], Depth) -> [short(X, Depth) | short_all(Xs, Depth)];
short_all(_, _) -> [].

commas([]) -> "";
commas([Text]) -> Text;
commas([Text | Texts]) -> Text ++ "," ++ commas(Texts).

flat([X | Xs], Tail) when is_list(X) -> flat(X, flat(Xs, Tail));
flat([X | Xs], Tail) -> [X | flat(Xs, Tail)];
flat(_, Tail) -> Tail.

printable([C | Cs]) when is_integer(C), C >= 32, C =< 126 -> printable(Cs);
printable([C | Cs]) when C =:= $\n; C =:= $\r; C =:= $\t -> printable(Cs);
printable([]) -> true;
printable(_) -> false.
