"""Natives of libs/esp_adc.erl and libs/ledc.erl."""
from atomvm.bif.gateway import nif, Int
from atomvm.nif.reply import done, failed
from atomvm.term import atoms
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2
from hal.api import CURRENT

MOST_SAMPLES = 100000


@nif('esp_adc', 'open_nif', 3, 'adc', args=[Int, Int, Int])
def open_nif_3(channel, bits, attenuation):
    """attenuation in tenths of dB."""
    return done(CURRENT.devices.adc.open(channel, bits, attenuation))


@nif('esp_adc', 'close_nif', 1, 'adc', args=[Int])
def close_nif_1(channel):
    return done(CURRENT.devices.adc.close(channel))


@nif('esp_adc', 'sample_nif', 2, 'adc', args=[Int, Int])
def sample_nif_2(channel, samples):
    """{ok, {Raw, Millivolts}}: the mean of so many samples."""
    if not 1 <= samples <= MOST_SAMPLES:
        raise badarg()
    adc = CURRENT.devices.adc
    total = 0
    for _ in range(samples):
        raw = adc.read(channel)
        if raw < 0:
            return failed(raw)
        total += raw
    raw = total // samples
    millivolts = adc.millivolts(channel, raw)
    if millivolts < 0:
        return failed(millivolts)
    return tuple2(atoms.ok, tuple2(mk_int(raw), mk_int(millivolts)))


@nif('ledc', 'open_nif', 2, 'pwm', args=[Int, Int])
def pwm_open_nif_2(channel, pin):
    return done(CURRENT.devices.pwm.open(channel, pin))


@nif('ledc', 'close_nif', 2, 'pwm', args=[Int, Int])
def pwm_close_nif_2(channel, level):
    return done(CURRENT.devices.pwm.close(channel, level))


@nif('ledc', 'set_nif', 3, 'pwm', args=[Int, Int, Int])
def pwm_set_nif_3(channel, period, pulse):
    """Times in ns."""
    return done(CURRENT.devices.pwm.set(channel, period, pulse))
