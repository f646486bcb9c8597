%% Programs for devices on a simulated board: the arguments say which are run.
-module(device_programs).
-export([start/0]).

start() ->
    lists:foreach(fun(Name) ->
                          erlang:display(list_to_atom(Name)),
                          ?MODULE:(list_to_atom(Name))()
                  end, init:get_plain_arguments()).

-compile(export_all).
-compile(nowarn_export_all).

show(Terms) -> lists:foreach(fun(Term) -> erlang:display(Term) end, Terms).

%% What an expression gives or raises.
got(F) ->
    try F()
    catch Class:Reason -> {Class, Reason}
    end.

capabilities() ->
    show([atomvm:capabilities(), gpio:digital_read(1), sim:step(1)]).

pins() ->
    GPIO = gpio:start(),
    GPIO = gpio:open(),
    show([gpio:init(2), gpio:set_pin_mode(2, output), gpio:digital_write(2, high), gpio:digital_read(2),
          gpio:set_direction(GPIO, 2, output_od), gpio:set_level(GPIO, 2, 0), gpio:read(GPIO, 2), gpio:deinit(2)]),
    show([gpio:set_pin_mode(3, input), gpio:set_pin_pull(3, up), gpio:digital_read(3), gpio:set_pin_pull(3, floating),
          gpio:digital_read(3)]),
    show([gpio:set_pin_mode({c, 13}, output), gpio:digital_write({c, 13}, 1), gpio:digital_read(45)]),
    show([gpio:set_pin_mode(3, sideways), gpio:set_pin_pull(3, sideways), gpio:digital_write(3, 2),
          gpio:digital_write(999, 1), gpio:digital_read(999), gpio:set_pin_mode(999, input)]),
    show([got(fun() -> gpio:digital_read(Pin) end) || Pin <- [-1, a, {z, 1}, {a, 16}, {0, 1024}, "1"]]),
    show([gpio:stop(), gpio:close(GPIO)]).

interrupts() ->
    GPIO = gpio:start(),
    show([gpio:set_int(GPIO, 4, falling), gpio:set_int(GPIO, 4, rising), gpio:set_int(GPIO, 5, sometimes),
          gpio:set_int(GPIO, 5, both, nobody), gpio:set_int(GPIO, 999, both), gpio:remove_int(GPIO, 5)]),
    [sim:set_pin(4, Level) || Level <- [high, low, high, low]],
    show([next(), next(), next()]),
    show([gpio:remove_int(GPIO, 4), gpio:attach_interrupt({a, 4}, both)]),
    [sim:set_pin(4, Level) || Level <- [high, low]],
    show([next(), next(), gpio:detach_interrupt(4), next()]),
    register(main, self()),
    ok = gpio:set_int(GPIO, 6, high, main),
    sim:set_pin(6, high),
    show([next(), gpio:stop(), sim:set_pin(6, low), sim:set_pin(6, high), next()]).

next() -> receive Message -> Message after 20 -> none end.

later() ->
    ok = gpio:set_int(gpio:start(), 7, rising),
    ok = sim:set_pin(7, high, 30),
    ok = sim:set_pin(7, low, 10),
    show([sim:step(20), next(), sim:step(10), next(), got(fun() -> sim:step(-1) end)]).

%% Nobody is left who could make the pin change: the VM ends.
forever() ->
    ok = gpio:set_int(gpio:start(), 9, rising),
    erlang:display(waiting),
    receive {gpio_interrupt, 9} -> ok end.

%% The watcher has ended: another process can set an interrupt once it fired.
gone() ->
    {Pid, Ref} = spawn_monitor(fun() -> ok = gpio:attach_interrupt(8, both) end),
    receive {'DOWN', Ref, process, Pid, normal} -> ok end,
    sim:set_pin(8, high),
    show([next(), gpio:attach_interrupt(8, both)]),
    sim:set_pin(8, low),
    show([next()]).

i2c() ->
    I2C = i2c:open([{scl, 15}, {sda, 4}, {clock_speed_hz, 1000000}, {peripheral, "i2c1"}]),
    ok = sim:i2c_device(1, 16#44, <<1, 2, 3, 4>>),
    show([i2c:read_bytes(I2C, 16#44, 1, 2), i2c:read_bytes(I2C, 16#44, 1), i2c:write_bytes(I2C, 16#44, 2, <<7, 8>>),
          i2c:write_bytes(I2C, 16#44, 0, 9), i2c:write_bytes(I2C, 16#44, <<1>>), i2c:read_bytes(I2C, 16#44, 3),
          sim:i2c_registers(1, 16#44, 0, 5), i2c:read_bytes(I2C, 16#45, 1), i2c:write_bytes(I2C, 16#45, 5)]),
    show([i2c:begin_transmission(I2C, 16#44), i2c:write_byte(I2C, 1), i2c:write_bytes(I2C, <<55, 66>>)]),
    {Pid, Ref} = spawn_monitor(fun() -> {error, {einprogress, _}} = i2c:read_bytes(I2C, 16#44, 1),
                                        {error, {einprogress, _}} = i2c:write_byte(I2C, 1) end),
    receive {'DOWN', Ref, process, Pid, Reason} -> show([Reason]) end,
    show([i2c:end_transmission(I2C), i2c:read_bytes(I2C, 16#44, 0, 3), i2c:end_transmission(I2C), i2c:write_byte(I2C, 1)]),
    show([got(fun() -> i2c:open([{peripheral, <<"i2c1">>}]) end), got(fun() -> i2c:open([{peripheral, <<"i2c9">>}]) end),
          got(fun() -> i2c:open([{peripheral, foo}]) end), got(fun() -> i2c:read_bytes(I2C, 128, 1) end),
          i2c:close(I2C), i2c:close(I2C)]),
    Nif = i2c:open([{scl_io_num, 15}, {sda_io_num, 4}, {i2c_clock_hz, 100000}, {i2c_num, 1}, {use_nif, true}]),
    show([i2c:read_bytes_nif(Nif, {16#44, 2, 1}), i2c:write_bytes_nif(Nif, {16#44, <<3>>, 1}), i2c:read_bytes(Nif, 16#44, 1, 1),
          i2c:close_nif(Nif)]).

spi() ->
    Bus = [{sclk, 5}, {pico, 27}, {poci, 19}, {peripheral, "spi3"}],
    Device = [{clock_speed_hz, 1000000}, {mode, 0}, {cs, 18}, {address_len_bits, 8}],
    SPI = spi:open([{bus_config, Bus}, {device_config, [{a, Device}, {b, [{command_len_bits, 4} | Device]}]}]),
    show([spi:write_read(SPI, a, #{address => 1, write_data => <<1, 2, 3>>}),
          spi:write_read(SPI, a, #{write_data => <<255, 255>>, write_bits => 11, read_bits => 10}),
          spi:write_read(SPI, b, #{command => 9, write_data => <<"xy">>, read_bits => 24}),
          spi:write(SPI, a, #{write_data => <<1>>}), spi:write_at(SPI, a, 1, 8, 16#5A), spi:write_read(SPI, c, #{})]),
    ok = sim:spi_answer(3, <<0, 16#EF, 16#40>>),
    show([spi:read_at(SPI, a, 16#9F, 16), spi:close(SPI), spi:write(SPI, a, #{write_data => <<1>>}), spi:close(SPI)]),
    show([got(fun() -> spi:open(Params) end)
          || Params <- [[], [{bus_config, []}], #{bus_config => #{sclk => x}}, [{bus_config, [{sclk, 1}, {peripheral, "foo"}]}],
                        [{bus_config, [{sclk, 1}, {miso, x}]}], [{bus_config, Bus}, {device_config, [{1, []}]}],
                        [{bus_config, Bus}, {device_config, [{a, [{mode, 4} | Device]}]}],
                        [{bus_config, Bus}, {device_config, [{a, [{address_len_bits, 65}, {mode, 0} | Device]}]}], x,
                        [{bus_config, [{peripheral, "spi9"} | Bus]}]]]).

uart() ->
    UART = uart:open("UART1", [{speed, 9600}, {parity, even}]),
    show([uart:write(UART, ["hello", 32, <<"world">>]), sim:uart_written("UART1"), sim:uart_written("UART1")]),
    ok = sim:uart_feed("UART1", "abc"),
    show([uart:read(UART), uart:read(UART, 5)]),
    Self = self(),
    Reader = spawn_link(fun() -> Self ! waits, Self ! {self(), uart:read(UART, infinity)} end),
    receive waits -> ok end,
    wait_for(Reader),
    show([uart:read(UART, 5)]),
    ok = sim:uart_feed("UART1", <<0, 255>>),
    receive {Reader, Result} -> show([Result]) end,
    Other = spawn_link(fun() -> Self ! waits, Self ! {self(), uart:read(UART)} end),
    receive waits -> ok end,
    wait_for(Other),
    show([uart:close(UART)]),
    receive {Other, Closed} -> show([Closed]) end,
    show([uart:read(UART), uart:write(UART, "x"), uart:close(UART)]),
    show([got(fun() -> uart:open(Name, Params) end) || {Name, Params} <- [
        {"UART9", []}, {foo, []}, {"UART2", [{parity, x}]}, {"UART2", [{data_bits, 9}]}, {"UART2", [{speed, fast}]}]]),
    show([got(fun() -> uart:write(UART, [a]) end), got(fun() -> uart:write(x, "a") end)]).

wait_for(Pid) ->
    case process_info(Pid, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), wait_for(Pid)
    end.

adc() ->
    ok = sim:analog(34, 1650),
    show([esp_adc:start(34), esp_adc:read(34), esp_adc:read(34, [raw]), esp_adc:read(34, [voltage, {samples, 1}]),
          esp_adc:read(35), esp_adc:start(99), esp_adc:start(34, [{bitwidth, bit_9}, {atten, db_6}]), esp_adc:read(34),
          esp_adc:start(34, [{atten, x}]), esp_adc:stop(34), esp_adc:stop()]),
    {ok, Unit} = esp_adc:init(),
    {ok, Channel} = esp_adc:acquire(34, Unit),
    show([esp_adc:sample(Channel, Unit), esp_adc:sample(Channel, Unit, [raw, {samples, 3}]),
          got(fun() -> esp_adc:sample(Channel, Unit, [{samples, 0}]) end), esp_adc:release_channel(Channel),
          esp_adc:sample(Channel, Unit), esp_adc:deinit(Unit), esp_adc:acquire(34, Unit, bit_13, db_0)]).

ledc() ->
    Timer = [{timer_num, 0}, {freq_hz, 5000}, {duty_resolution, 13}, {speed_mode, 0}],
    Channel = [{channel, 1}, {gpio_num, 2}, {timer_sel, 0}, {duty, 0}, {speed_mode, 0}, {hpoint, 0}],
    show([ledc:channel_config(Channel), ledc:timer_config(Timer), ledc:channel_config(Channel),
          ledc:timer_config([{timer_num, 4} | Timer]), ledc:channel_config([{channel, 8} | Channel])]),
    show([ledc:set_duty(0, 1, 4096), ledc:get_duty(0, 1), ledc:update_duty(0, 1), ledc:get_duty(0, 1),
          ledc:set_duty_and_update(0, 1, 100, 0), ledc:get_duty(0, 1), ledc:set_duty(0, 1, 8193), ledc:set_duty(0, 5, 1)]),
    show([ledc:get_freq(0, 0), ledc:set_freq(0, 0, 1000), ledc:get_freq(0, 0), ledc:get_freq(0, 3)]),
    show([ledc:set_fade_with_time(0, 1, 8192, 50), ledc:fade_func_install(0), ledc:set_fade_with_time(0, 1, 8192, 50),
          ledc:fade_start(0, 1, ledc:fade_wait_done()), ledc:get_duty(0, 1),
          ledc:set_fade_step_and_start(0, 1, 0, 4000, 2, 1), ledc:get_duty(0, 1), ledc:fade_start(0, 1, 0),
          ledc:set_fade_time_and_start(0, 1, 8192, 10000, 0), ledc:fade_stop(0, 1), ledc:fade_func_uninstall(),
          ledc:stop(0, 1, 1), ledc:get_duty(0, 1)]).

board() ->
    show([esp:reset_reason(), esp:freq_hz(), is_integer(esp:timer_get_time()), esp:task_wdt_add_user("main"),
          esp:task_wdt_init({100, 0, true}), esp:task_wdt_init({100, 0, true}), esp:task_wdt_reconfigure({200, 0, true})]),
    {ok, A} = esp:task_wdt_add_user("a"),
    {ok, B} = esp:task_wdt_add_user("b"),
    sim:step(150),
    show([esp:task_wdt_reset_user(A), esp:task_wdt_reset_user(B)]),
    sim:step(150),
    show([esp:reset_reason(), esp:task_wdt_deinit(), esp:task_wdt_delete_user(B), esp:task_wdt_reset_user(B),
          esp:task_wdt_reset_user(A)]),
    sim:step(201),
    show([esp:reset_reason(), esp:task_wdt_delete_user(A), esp:task_wdt_deinit()]),
    esp:restart(),
    erlang:display(not_reached).

console_and_timers() ->
    show([console:puts("a\n"), console:puts(console:start(), [<<"b">>, $\n]), console:print(<<"c\n">>), console:flush(),
          console:puts([a])]),
    Ref = timer_manager:start_timer(10000, self(), hello),
    true = [Ref] =:= timer_manager:get_timer_refs(),
    Left = timer_manager:cancel_timer(Ref),
    show([Left > 9000, timer_manager:cancel_timer(Ref), timer_manager:get_timer_refs()]),
    Fired = timer_manager:start_timer(1, self(), hello),
    receive {timeout, Fired, hello} -> ok end,
    timer_manager:send_after(1, self(), bye),
    show([next(), timer_manager:get_timer_refs()]).
