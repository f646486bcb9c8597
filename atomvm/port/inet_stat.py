"""Statistics of a socket, for inet:getstat/2.  OTP: inet_drv.c,
inet_input_count() and inet_output_count().
"""
from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.port import inet_code as code
from atomvm.port.inet_code import InetError, put_int


class Statistics(object):
    """Of the sizes of packets: sum, number, maximum, mean; dvi: the mean of
    what those received differ from the mean."""

    def __init__(self):
        self.received = r_longlong(0)
        self.recv_count = 0
        self.recv_max = 0
        self.recv_mean = 0.0
        self.recv_dvi = 0.0
        self.sent = r_longlong(0)
        self.send_count = 0
        self.send_max = 0
        self.send_mean = 0.0

    def packet_received(self, size):
        self.recv_count += 1
        self.received += size
        if size > self.recv_max:
            self.recv_max = size
        self.recv_mean += (size - self.recv_mean) / self.recv_count
        self.recv_dvi += ((size - self.recv_mean) -
                          self.recv_dvi) / self.recv_count

    def packet_sent(self, size):
        self.send_count += 1
        self.sent += size
        if size > self.send_max:
            self.send_max = size
        self.send_mean += (size - self.send_mean) / self.send_count

    def answer(self, data, queued):
        """To codes of statistics; InetError."""
        parts = []
        for char in data:
            which = ord(char)
            parts.append(char)
            if which == code.STAT_RECV_OCT:
                parts.append(_long(self.received))
            elif which == code.STAT_SEND_OCT:
                parts.append(_long(self.sent))
            else:
                parts.append(put_int(self.number(which, queued)))
        return ''.join(parts)

    def number(self, which, queued):
        if which == code.STAT_RECV_CNT:
            return self.recv_count
        if which == code.STAT_RECV_MAX:
            return self.recv_max
        if which == code.STAT_RECV_AVG:
            return int(self.recv_mean)
        if which == code.STAT_RECV_DVI:
            return int(abs(self.recv_dvi))
        if which == code.STAT_SEND_CNT:
            return self.send_count
        if which == code.STAT_SEND_MAX:
            return self.send_max
        if which == code.STAT_SEND_AVG:
            return int(self.send_mean)
        if which == code.STAT_SEND_PEND:
            return queued
        raise InetError('einval')


def _long(value):
    return put_int(intmask(value >> 32)) + put_int(intmask(value & code.LOW_WORD))
