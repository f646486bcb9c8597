"""Natives of libs/gpio.erl.  A pin is a number, {Bank, N} with Bank from a to k
(16 pins each, STM32), or {Chip, Line} (Linux: 1024 lines each).

    gpio:set_pin_mode(Pin, input | output | output_od)
    gpio:set_int_nif(Pin, Trigger, Pid), later messages {gpio_interrupt, Pin}
"""
from atomvm.bif.gateway import nif, Any, Atom
from atomvm.nif.reply import done, pin_done
from atomvm.proc import poll
from atomvm.proc.event import HANDLERS, Handler, deliver
from atomvm.proc.process import EXITED, Process
from atomvm.proc.registry import NAMES
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, cons
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple, tuple2
from hal import api
from hal.api import CURRENT

W_GPIO_INTERRUPT = mk_atom('gpio_interrupt')
W_HIGH = mk_atom('high')
W_LOW = mk_atom('low')
BANK = 16
CHIP = 1024

# In the order of the constants of hal.api.
MODES = [mk_atom(name) for name in ['input', 'output', 'output_od']]
PULLS = [mk_atom(name) for name in ['floating', 'up', 'down', 'up_down']]
TRIGGERS = [mk_atom(name) for name in ['none', 'rising', 'falling', 'both',
                                       'low', 'high']]


def place(w_atom, atoms_):
    """Where an atom is in a list, or -1."""
    for i in range(len(atoms_)):
        if atoms_[i] is w_atom:
            return i
    return -1


def pin_of(w_pin):
    """hal's number of a pin; badarg for what can not be one."""
    if isinstance(w_pin, W_Int):
        if w_pin.intval >= 0:
            return w_pin.intval
    elif isinstance(w_pin, W_Tuple) and w_pin.arity() == 2:
        w_bank = w_pin.get(0)
        w_number = w_pin.get(1)
        if isinstance(w_number, W_Int) and w_number.intval >= 0:
            n = w_number.intval
            if isinstance(w_bank, W_Int):
                if w_bank.intval >= 0 and n < CHIP:
                    return w_bank.intval * CHIP + n
            elif isinstance(w_bank, W_Atom) and len(w_bank.name) == 1:
                bank = ord(w_bank.name[0]) - ord('a')
                if 0 <= bank <= 10 and n < BANK:
                    return bank * BANK + n
    raise badarg()


@nif('gpio', 'init', 1, 'gpio')
def init_1(w_pin):
    """Pins need none: ok, or error."""
    pin = pin_of(w_pin)
    code = CURRENT.devices.gpio.read(pin)
    return pin_done(code)


@nif('gpio', 'deinit', 1, 'gpio')
def deinit_1(w_pin):
    """The pin is an input that floats again; nobody is told of it."""
    pin = pin_of(w_pin)
    WATCHED.remove(pin)
    return pin_done(CURRENT.devices.gpio.release(pin))


@nif('gpio', 'set_pin_mode', 2, 'gpio')
def set_pin_mode_2(w_pin, w_mode):
    mode = place(w_mode, MODES)
    if mode < 0:
        return atoms.error
    return pin_done(CURRENT.devices.gpio.set_mode(pin_of(w_pin), mode))


@nif('gpio', 'set_pin_pull', 2, 'gpio')
def set_pin_pull_2(w_pin, w_pull):
    pull = place(w_pull, PULLS)
    if pull < 0:
        return atoms.error
    return pin_done(CURRENT.devices.gpio.set_pull(pin_of(w_pin), pull))


@nif('gpio', 'digital_write', 2, 'gpio')
def digital_write_2(w_pin, w_level):
    """Level: high, low, 1 or 0."""
    if w_level is W_HIGH:
        level = 1
    elif w_level is W_LOW:
        level = 0
    elif isinstance(w_level, W_Int) and 0 <= w_level.intval <= 1:
        level = w_level.intval
    else:
        return atoms.error
    return pin_done(CURRENT.devices.gpio.write(pin_of(w_pin), level))


@nif('gpio', 'digital_read', 1, 'gpio')
def digital_read_1(w_pin):
    level = CURRENT.devices.gpio.read(pin_of(w_pin))
    if level < 0:
        return pin_done(level)
    return W_HIGH if level else W_LOW


# ------------------------------------------------------------- interrupts

class PinWatch(poll.Watch):
    """Of a pin with a file descriptor."""

    def __init__(self, fd, pin):
        poll.Watch.__init__(self, fd, poll.POLLIN)
        self.pin = pin

    def ready(self):
        CURRENT.devices.gpio.collect(self.pin)
        deliver()


class Watcher(object):
    """Who is told of a pin.  watch: None where it has no descriptor."""

    def __init__(self, w_pin, process, watch):
        self.w_pin = w_pin
        self.process = process
        self.watch = watch


class Watched(Handler):
    """Watchers by number of the pin."""

    def __init__(self):
        self.watchers = {}

    def add(self, pin, w_pin, process):
        fd = CURRENT.devices.gpio.descriptor(pin)
        watch = None
        if fd >= 0:
            watch = PinWatch(fd, pin)
            watch.start()
        self.watchers[pin] = Watcher(w_pin, process, watch)

    def remove(self, pin):
        """Nobody is told of the pin any more; False if nobody was."""
        if pin not in self.watchers:
            return False
        watch = self.watchers[pin].watch
        if watch is not None:
            watch.stop()
        del self.watchers[pin]
        CURRENT.devices.gpio.watch(pin, api.NEVER)
        return True

    def event(self, number, value):
        watcher = self.watchers.get(number, None)
        if watcher is None:
            return
        if watcher.process.state == EXITED:
            self.remove(number)
            return
        notify(watcher.process, tuple2(W_GPIO_INTERRUPT, watcher.w_pin))


WATCHED = Watched()
HANDLERS.by_kind[api.PIN] = WATCHED


def process_of(w_who):
    """The live process of a local pid or a registered name, or None."""
    if isinstance(w_who, W_Atom):
        return NAMES.find_process(w_who)
    if isinstance(w_who, W_Pid):
        process = w_who.process
        if isinstance(process, Process) and process.state != EXITED:
            return process
    return None


@nif('gpio', 'set_int_nif', 3, 'gpio', args=[Any, Atom, Any])
def set_int_nif_3(w_pin, w_trigger, w_who):
    """ok; error where somebody has set one, or for a trigger or receiver that
    there is not."""
    pin = pin_of(w_pin)
    trigger = place(w_trigger, TRIGGERS)
    process = process_of(w_who)
    if trigger < 0 or process is None or pin in WATCHED.watchers:
        return atoms.error
    code = CURRENT.devices.gpio.watch(pin, trigger)
    if code < 0 or trigger == api.NEVER:
        return pin_done(code)
    WATCHED.add(pin, w_pin, process)
    return done(code)


@nif('gpio', 'remove_int_nif', 1, 'gpio')
def remove_int_nif_1(w_pin):
    if WATCHED.remove(pin_of(w_pin)):
        return atoms.ok
    return atoms.error


@nif('gpio', 'watched_nif', 0, 'gpio')
def watched_nif_0():
    """The pins that somebody is told of."""
    w_pins = NIL
    for watcher in WATCHED.watchers.values():
        w_pins = cons(watcher.w_pin, w_pins)
    return w_pins
