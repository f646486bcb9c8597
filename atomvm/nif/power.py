"""Natives of libs/esp.erl, and what the board has: atomvm:capabilities/0."""
from atomvm.bif.gateway import nif, Int
from atomvm.nif.reply import done, failed
from atomvm.proc.output import HALT
from atomvm.error import ProcessGone
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_from
from atomvm.term.number import mk_int
from hal import api
from hal.api import CURRENT

W_RESET_REASONS = [mk_atom('esp_rst_' + name) for name in api.RESET_REASONS]


@nif('atomvm', 'capabilities', 0, 'gpio')
def capabilities_0():
    """Atoms: gpio, i2c, ..."""
    return list_from([mk_atom(name)
                      for name in CURRENT.devices.capabilities()])


@nif('esp', 'restart', 0, 'power')
def restart_0():
    """On a simulated board the end of the VM."""
    code = CURRENT.devices.power.restart()
    if code < 0:
        return failed(code)
    HALT.request(0, False)
    raise ProcessGone()


@nif('esp', 'reset_reason', 0, 'power')
def reset_reason_0():
    code = CURRENT.devices.power.reset_reason()
    if code < 0:
        return failed(code)
    return W_RESET_REASONS[code]


@nif('esp', 'freq_khz_nif', 0, 'power')
def freq_khz_nif_0():
    code = CURRENT.devices.power.frequency()
    if code < 0:
        return failed(code)
    return mk_int(code)


@nif('esp', 'watchdog_start_nif', 1, 'watchdog', args=[Int])
def watchdog_start_nif_1(milliseconds):
    return done(CURRENT.devices.watchdog.start(milliseconds))


@nif('esp', 'watchdog_feed_nif', 0, 'watchdog')
def watchdog_feed_nif_0():
    return done(CURRENT.devices.watchdog.feed())


@nif('esp', 'watchdog_stop_nif', 0, 'watchdog')
def watchdog_stop_nif_0():
    return done(CURRENT.devices.watchdog.stop())
