%% Calls a function of kernels and hands its result to the test (trace.py).
-module(driver).
-export([run/2]).

run(Function, N) -> trace:result(kernels:Function(N)).
