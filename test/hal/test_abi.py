"""The layouts and numbers that hal/posix has are those of the kernel's headers."""
import os
import subprocess
import sys

import pytest
from support import skip_here

from hal.posix import bus, pin
from hal.posix.system import BIG_ENDIAN, WORD, Block

HEADERS = ['stddef.h', 'stdio.h', 'linux/gpio.h', 'linux/i2c.h', 'linux/i2c-dev.h',
           'linux/spi/spidev.h']

# What C computes, and what is here; the words are 64 bits wide or 32.
REQUEST = 'struct gpio_v2_line_request'
CONFIG = 'struct gpio_v2_line_config'
ATTR = 'struct gpio_v2_line_config_attribute'
VALUES = 'struct gpio_v2_line_values'
EVENT = 'struct gpio_v2_line_event'
TRANSFER = 'struct spi_ioc_transfer'


def offset(struct, field):
    return 'offsetof(%s, %s)' % (struct, field)


def pins():
    return [
        ('GPIO_V2_GET_LINE_IOCTL', pin.GET_LINE),
        ('GPIO_V2_LINE_SET_CONFIG_IOCTL', pin.SET_CONFIG),
        ('GPIO_V2_LINE_GET_VALUES_IOCTL', pin.GET_VALUES),
        ('GPIO_V2_LINE_SET_VALUES_IOCTL', pin.SET_VALUES),
        ('sizeof(%s)' % REQUEST, pin.REQUEST_SIZE), (offset(REQUEST, 'offsets'), 0),
        (offset(REQUEST, 'consumer'), pin.REQUEST_CONSUMER),
        (offset(REQUEST, 'config'), pin.REQUEST_CONFIG),
        (offset(REQUEST, 'num_lines'), pin.REQUEST_NUM_LINES),
        (offset(REQUEST, 'fd'), pin.REQUEST_FD),
        ('sizeof(%s)' % CONFIG, pin.CONFIG_SIZE), (offset(CONFIG, 'flags'), 0),
        (offset(CONFIG, 'num_attrs'), pin.CONFIG_NUM_ATTRS),
        (offset(CONFIG, 'attrs'), pin.CONFIG_ATTRS),
        (offset(ATTR, 'attr.id'), 0), (offset(ATTR, 'attr.values'), pin.ATTR_VALUES),
        (offset(ATTR, 'mask'), pin.ATTR_MASK),
        ('GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES', pin.ID_OUTPUT_VALUES),
        ('sizeof(%s)' % VALUES, pin.VALUES_SIZE), (offset(VALUES, 'bits'), 0),
        (offset(VALUES, 'mask'), pin.VALUES_MASK),
        ('sizeof(%s)' % EVENT, pin.EVENT_SIZE), (offset(EVENT, 'id'), pin.EVENT_ID),
        ('GPIO_V2_LINE_EVENT_RISING_EDGE', pin.RISING_EDGE),
        ('GPIO_V2_LINE_FLAG_INPUT', pin.INPUT), ('GPIO_V2_LINE_FLAG_OUTPUT', pin.OUTPUT),
        ('GPIO_V2_LINE_FLAG_EDGE_RISING', pin.EDGE_RISING),
        ('GPIO_V2_LINE_FLAG_EDGE_FALLING', pin.EDGE_FALLING),
        ('GPIO_V2_LINE_FLAG_OPEN_DRAIN', pin.OPEN_DRAIN),
        ('GPIO_V2_LINE_FLAG_BIAS_PULL_UP', pin.PULL_UP),
        ('GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN', pin.PULL_DOWN),
        ('GPIO_V2_LINE_FLAG_BIAS_DISABLED', pin.BIAS_DISABLED)]


def buses(word):
    """word: bytes; bus has the sizes of its own."""
    shrink = WORD - word
    return [
        ('I2C_RDWR', bus.I2C_RDWR), ('I2C_M_RD', bus.I2C_M_RD),
        ('sizeof(struct i2c_msg)', bus.MSG_SIZE - shrink),
        (offset('struct i2c_msg', 'addr'), 0),
        (offset('struct i2c_msg', 'flags'), bus.MSG_FLAGS),
        (offset('struct i2c_msg', 'len'), bus.MSG_LEN),
        (offset('struct i2c_msg', 'buf'), bus.MSG_BUF),
        ('sizeof(struct i2c_rdwr_ioctl_data)', bus.RDWR_SIZE - 2 * shrink),
        (offset('struct i2c_rdwr_ioctl_data', 'msgs'), 0),
        (offset('struct i2c_rdwr_ioctl_data', 'nmsgs'), bus.RDWR_NMSGS - shrink),
        ('SPI_IOC_WR_MODE', bus.SPI_IOC_WR_MODE),
        ('SPI_IOC_WR_MAX_SPEED_HZ', bus.SPI_IOC_WR_MAX_SPEED_HZ),
        ('SPI_IOC_MESSAGE(1)', bus.SPI_IOC_MESSAGE_1),
        ('sizeof(%s)' % TRANSFER, bus.TRANSFER_SIZE), (offset(TRANSFER, 'tx_buf'), 0),
        (offset(TRANSFER, 'rx_buf'), bus.TRANSFER_RX_BUF),
        (offset(TRANSFER, 'len'), bus.TRANSFER_LEN),
        (offset(TRANSFER, 'speed_hz'), bus.TRANSFER_SPEED_HZ),
        (offset(TRANSFER, 'bits_per_word'), bus.TRANSFER_BITS_PER_WORD)]


@pytest.mark.parametrize('bits', [64, 32])
def test_layouts_are_those_of_the_headers(tmpdir, request, bits):
    if not os.path.exists('/usr/include/linux/gpio.h'):
        skip_here('no headers of Linux with gpio.h')
    if bits == 32:
        request.getfixturevalue('m32')
    table = pins() + buses(bits // 8)
    source = tmpdir.join('abi.c')
    source.write('\n'.join(
        ['#include <%s>' % name for name in HEADERS] + ['int main(void) {'] +
        ['    printf("%%lu\\n", (unsigned long)(%s));' % text for text, _ in table] +
        ['    return 0;', '}', '']))
    program = str(source.new(ext=''))
    subprocess.check_call(['gcc'] + ['-m32'] * (bits == 32) + ['-o', program, str(source)])
    found = [int(line) for line in subprocess.check_output([program]).split()]
    assert zip([text for text, _ in table], found) == [(text, int(n)) for text, n in table]


def test_block_holds_numbers_as_the_machine_does():
    block = Block(16)
    assert BIG_ENDIAN == (sys.byteorder == 'big')
    block.put(0, 2, 0x1234)
    block.put(4, 4, 0xC250B407)
    block.put(8, 8, 5)
    assert block.number(0, 2) == 0x1234
    assert block.number(4, 4) & 0xFFFFFFFF == 0xC250B407
    assert block.number(8, 8) == 5
    assert block.bytes(2, 2) == '\0\0'
    block.free()
