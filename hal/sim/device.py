"""All devices of the simulated board, and the world around them, which tests and
programs move: a Script."""
from hal import api
from hal.api import Devices, Power, Script, Watchdog
from hal.sim.analog import SimAdc, SimPwm
from hal.sim.bus import ADDRESSES, I2C_BUSES, REGISTERS, SPI_BUSES, Chip, SimI2c, SimSpi
from hal.sim.line import SimUart
from hal.sim.pin import FLOATS, SimGpio
from rpython.rlib.rarithmetic import intmask, r_longlong

POWERON = api.RESET_REASONS.index('poweron')
TASK_WDT = api.RESET_REASONS.index('task_wdt')


class SimPower(Power):

    def __init__(self):
        self.reason = POWERON

    def restart(self):
        return api.OK

    def reset_reason(self):
        return self.reason

    def frequency(self):
        return 160000


class SimWatchdog(Watchdog):
    """limit: in ms, 0 while it does not run; hungry: us since it was fed."""

    def __init__(self, power):
        self.power = power
        self.limit = 0
        self.hungry = r_longlong(0)

    def start(self, milliseconds):
        if milliseconds <= 0:
            return api.INVALID
        self.limit = milliseconds
        self.hungry = r_longlong(0)
        return api.OK

    def feed(self):
        if self.limit == 0:
            return api.CLOSED
        self.hungry = r_longlong(0)
        return api.OK

    def stop(self):
        if self.limit == 0:
            return api.CLOSED
        self.limit = 0
        return api.OK

    def step(self, microseconds):
        """Where it is not fed, the board restarts: all that is simulated of
        that is the reason."""
        self.hungry += microseconds
        if self.limit > 0 and self.hungry > r_longlong(self.limit) * 1000:
            self.limit = 0
            self.power.reason = TASK_WDT


class Change(object):
    """What is to happen to a pin at a time."""

    def __init__(self, at, pin, level):
        self.at = at
        self.pin = pin
        self.level = level


class SimScript(Script):
    """now: us since the start; changes: to come, in order."""

    def __init__(self, devices):
        self.devices = devices
        self.now = r_longlong(0)
        self.changes = []

    def set_pin(self, pin, level, after_us):
        gpio = self.devices.sim_gpio
        if not gpio.has(pin) or not FLOATS <= level <= 1 or after_us < 0:
            return api.INVALID
        if after_us == 0:
            gpio.drive(pin, level)
            return api.OK
        change = Change(self.now + after_us, pin, level)
        at = len(self.changes)
        while at > 0 and self.changes[at - 1].at > change.at:
            at -= 1
        assert at >= 0
        self.changes.insert(at, change)
        return api.OK

    def step(self, microseconds):
        if microseconds < 0:
            return api.INVALID
        self.now += microseconds
        while len(self.changes) > 0 and self.changes[0].at <= self.now:
            change = self.changes.pop(0)
            self.devices.sim_gpio.drive(change.pin, change.level)
        self.devices.sim_watchdog.step(microseconds)
        return intmask(self.now)

    def i2c_device(self, bus, address, at, data):
        i2c = self.devices.sim_i2c
        if (not 0 <= bus < I2C_BUSES or not 0 <= address < ADDRESSES or
                not 0 <= at <= REGISTERS - len(data)):
            return api.INVALID
        chip = i2c.find(bus, address)
        if chip is None:
            chip = i2c.chips[bus * ADDRESSES + address] = Chip()
        for i in range(len(data)):
            chip.registers[at + i] = data[i]
        return api.OK

    def i2c_registers(self, bus, address, at, count):
        chip = self.devices.sim_i2c.find(bus, address)
        if chip is None:
            return api.NO_DEVICE, ''
        if at < 0 or count < 0 or at + count > REGISTERS:
            return api.INVALID, ''
        return api.OK, ''.join([chip.registers[at + i] for i in range(count)])

    def spi_answer(self, bus, data):
        if not 0 <= bus < SPI_BUSES:
            return api.INVALID
        self.devices.sim_spi.answers[bus] += data
        return api.OK

    def uart_feed(self, name, data):
        uart = self.devices.sim_uart
        number = uart.find(name)
        if number < 0:
            return api.NO_DEVICE
        uart.lines[number].coming += data
        uart.look(number)
        return api.OK

    def uart_written(self, name):
        number = self.devices.sim_uart.find(name)
        if number < 0:
            return api.NO_DEVICE, ''
        line = self.devices.sim_uart.lines[number]
        data = line.gone
        line.gone = ''
        return api.OK, data

    def analog(self, channel, millivolts):
        inputs = self.devices.sim_adc.inputs
        if not 0 <= channel < len(inputs) or millivolts < 0:
            return api.INVALID
        inputs[channel].millivolts = millivolts
        return api.OK


class SimDevices(Devices):

    def __init__(self):
        Devices.__init__(self)
        self.gpio = self.sim_gpio = SimGpio()
        self.i2c = self.sim_i2c = SimI2c()
        self.spi = self.sim_spi = SimSpi()
        self.uart = self.sim_uart = SimUart()
        self.adc = self.sim_adc = SimAdc()
        self.pwm = SimPwm()
        power = SimPower()
        self.power = power
        self.watchdog = self.sim_watchdog = SimWatchdog(power)
        self.script = SimScript(self)

    def capabilities(self):
        return ['gpio', 'i2c', 'spi', 'uart', 'adc', 'pwm', 'power',
                'watchdog', 'sim']
