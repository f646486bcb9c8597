%% Prints what OTP implements in C, and the other exports of module erlang, one a line, sorted:
%% MODULE NAME/ARITY c|erlang [guard].  See scripts/docs.
-module(otp_bifs).
-export([start/0]).

start() ->
    "25" = erlang:system_info(otp_release),
    io:format("# Erlang/OTP ~s, erts ~s; written by scripts/docs --snapshot~n",
              [erlang:system_info(otp_release), erlang:system_info(version)]),
    Modules = lists:usort(erlang:pre_loaded() ++ [list_to_atom(filename:basename(File, ".beam")) ||
        App <- [kernel, stdlib, erts],
        File <- filelib:wildcard(filename:join(code:lib_dir(App, ebin), "*.beam"))]),
    Lines = [line(M, N, A, erlang:is_builtin(M, N, A)) || M <- Modules, {N, A} <- M:module_info(exports)],
    io:put_chars(lists:sort(lists:append(Lines))).

line(M, N, A, true) -> [io_lib:format("~s ~s/~w c~s~n", [M, N, A, [" guard" || M =:= erlang, is_guard(N, A)]])];
line(erlang, N, A, false) -> [io_lib:format("erlang ~s/~w erlang~n", [N, A])];
line(_, _, _, false) -> [].

is_guard(N, A) ->
    erl_internal:guard_bif(N, A) orelse erl_internal:type_test(N, A) orelse erl_internal:arith_op(N, A) orelse
        erl_internal:bool_op(N, A) orelse erl_internal:comp_op(N, A).
