"""Sending on a stream: what the system does not take at once waits here; above
the high watermark so does who sends.  OTP: inet_drv.c, tcp_send() and
tcp_inet_output().
"""
import errno
import os

from rpython.rlib.rarithmetic import r_longlong

from atomvm.bif.wide import from_signed
from atomvm.foreign import socket
from atomvm.port import inet_code as code
from atomvm.port.inet_code import InetError
from atomvm.port.inet_driver import (
    CLOSED, CONNECTED, InetDriver, OperationTimer, check)
from atomvm.port.inet_message import (
    W_CLOSED, error_term, send_reply)
from atomvm.port.stream import Chunk
from atomvm.proc.oserror import error_atom
from atomvm.proc.seqtrace import deliver
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.iodata import bits_bytes
from atomvm.term.tuple import tuple2, tuple3

W_ECONNRESET = mk_atom('econnreset')
W_EMPTY_OUT_Q = mk_atom('empty_out_q')
W_ENOTCONN = mk_atom('enotconn')
W_SENDFILE = mk_atom('sendfile')

PART_SIZE = 65536


class Piece(Chunk):
    """end: where it ends, in data."""

    def __init__(self, data, at, end):
        Chunk.__init__(self, data)
        self.at = at
        self.end = end


class FileSend(object):
    """A file that is being sent: fd is this driver's own.  sent counts."""

    def __init__(self, process, fd, offset, size):
        self.process = process
        self.fd = fd
        self.offset = offset
        self.left = size
        self.sent = r_longlong(0)


def would_block(number):
    return (number == -errno.EAGAIN or number == -errno.EWOULDBLOCK or
            number == -errno.EINTR)


class SendingDriver(InetDriver):
    """waiting: the process that waits for the answer to a send until less
    is in the queue; its send may have a time-out (send_timer)."""

    def __init__(self, settings):
        InetDriver.__init__(self, settings)
        self.first = None           # Piece
        self.last = None
        self.waits = 0              # bytes in them
        self.busy = False
        self.waiting = None
        self.send_timer = None
        self.file = None            # FileSend
        self.shut_pending = -1      # how, when the queue is empty
        # what is to be told once after the descriptor has been closed
        self.closed_to_send = False
        self.closed_to_receive = False
        self.was_reset = False

    def queued(self):
        return self.waits

    def is_busy(self):
        return self.busy

    # ------------------------------------------------------------- sending

    def write_bits(self, process, w_bits):
        size = w_bits.nbits >> 3
        if w_bits.off & 7 == 0:
            data = w_bits.data
            start = w_bits.off >> 3
        else:
            data = bits_bytes(w_bits)
            start = 0
        if self.state != CONNECTED:
            self.refuse(process)
        elif self.shut_pending >= 0:
            self.send_failed(process, errno.EPIPE)
        else:
            self.send(process, self.header(size), data, start, size)
        return 0

    def refuse(self, process):
        """It is not connected, or no more."""
        w_reason = W_ENOTCONN
        if self.closed_to_send:
            self.closed_to_send = False
            w_reason = W_ECONNRESET if self.was_reset else W_CLOSED
        self.reply(process, error_term(w_reason))

    def header(self, size):
        """Of packets with a length before them; what it can not hold is
        cut off."""
        packet = self.settings.packet
        if packet == 1:
            return chr(size & 255)
        if packet == 2:
            return code.put_short(size)
        if packet == 3:
            return code.put_int(size)
        return ''

    def reply(self, process, w_result):
        port = self.port
        if port is not None:
            send_reply(port, process, w_result)

    def send(self, process, head, data, start, size):
        total = len(head) + size
        self.statistics.packet_sent(total)
        if self.waits > 0 or self.file is not None:
            self.queue(head, 0, len(head))
            self.queue(data, start, start + size)
            if self.waits >= self.settings.high:
                self.wait(process)
                return
        elif total > 0:
            done = 0
            if not self.settings.delay_send:
                done = socket.send(self.fd, head, data, start, size)
                if done < 0 and not would_block(done):
                    self.send_failed(process, -done)
                    return
                done = max(done, 0)
            if done < total:
                self.queue_rest(head, data, start, start + size, done)
        self.reply(process, atoms.ok)

    def queue_rest(self, head, data, start, end, done):
        skip = done - len(head)
        if skip < 0:
            self.queue(head, done, len(head))
            skip = 0
        self.queue(data, start + skip, end)
        if not self.ignored:
            self.output.start()

    def queue(self, data, at, end):
        if at >= end:
            return
        piece = Piece(data, at, end)
        if self.last is None:
            self.first = piece
        else:
            self.last.next = piece
        self.last = piece
        self.waits += end - at

    def wait(self, process):
        """The answer comes when less is in the queue."""
        self.busy = True
        self.waiting = process
        timeout = self.settings.send_timeout
        if timeout >= 0:
            self.send_timer = OperationTimer(timeout, self, None)

    def not_busy(self, w_result):
        """Answer who waits."""
        timer = self.send_timer
        if timer is not None:
            self.send_timer = None
            timer.cancel()
        process = self.waiting
        self.waiting = None
        self.busy = False
        if process is not None:
            self.reply(process, w_result)
        port = self.port
        if port is not None:
            port.drained()

    def clear_output(self):
        self.first = None
        self.last = None
        self.waits = 0

    def send_timed_out(self):
        self.send_timer = None
        if self.settings.send_timeout_close:
            self.clear_output()
            self.cancel()
            self.shut()
        self.not_busy(error_term(atoms.timeout))

    def send_failed(self, process, number):
        """process: who sends, or None where what is sent has waited."""
        shows = self.settings.show_econnreset and number in (errno.ECONNRESET,
                                                             errno.EPIPE)
        w_error = W_CLOSED
        if shows:
            w_error = W_ECONNRESET
        if self.busy:
            self.clear_output()
            self.not_busy(error_term(w_error))
        self.clear_output()
        active = self.settings.active != code.PASSIVE
        if process is not None:
            self.reply(process, error_term(w_error))
        if active:
            if shows:
                self.tell_error(W_ECONNRESET)
            self.tell_closed()
            if self.settings.exit_on_close:
                self.quit()
                return
        else:
            self.was_reset = shows
        self.cancel()
        self.shut()
        self.closed_to_receive = True
        self.closed_to_send = process is None or active

    def tell_error(self, w_reason):
        raise NotImplementedError

    def tell_closed(self):
        raise NotImplementedError

    # ------------------------------------------------------ what has waited

    def send_more(self):
        """0 when nothing waits any more, else a negative number."""
        while self.first is not None:
            piece = self.first
            assert isinstance(piece, Piece)
            done = self.send_part(piece)
            if done < 0:
                return done
            piece.at += done
            self.waits -= done
            if piece.at == piece.end:
                self.first = piece.next
                if self.first is None:
                    self.last = None
            if self.busy and self.waits <= self.settings.low:
                self.not_busy(atoms.ok)
        return 0

    def send_part(self, piece):
        """Of a long one no more than what may be taken: where data has to be
        copied for the system, not all of it each time."""
        start = piece.at
        size = piece.end - start
        if size <= PART_SIZE:
            return socket.send(self.fd, '', piece.data, start, size)
        end = start + PART_SIZE
        assert 0 <= start <= end
        return socket.send(self.fd, '', piece.data[start:end], 0, PART_SIZE)

    def connected_output(self):
        """The system takes more."""
        done = self.send_more()
        if done == 0 and self.file is not None:
            done = self.send_of_file()
        if done < 0:
            if not would_block(done):
                if self.port is None:
                    self.shut()
                else:
                    self.send_failed(None, -done)
            return
        self.output.stop()
        if self.port is None:
            self.shut()
            return
        self.tell_subscribers()
        if self.shut_pending >= 0:
            socket.shutdown(self.fd, self.shut_pending)

    def tell_subscribers(self):
        subscribers = self.subscribers
        self.subscribers = []
        for process in subscribers:
            deliver(process, tuple2(W_EMPTY_OUT_Q, self.port.w_port))

    def shutdown(self, data):
        if self.state != CONNECTED:
            raise InetError('enotconn')
        if len(data) != 1 or ord(data[0]) > 2:
            raise InetError('einval')
        how = ord(data[0])
        if how != 0 and self.waits > 0:
            self.shut_pending = how
        else:
            check(socket.shutdown(self.fd, how))
        return ''

    # --------------------------------------------------------------- files

    def send_file(self, process, file_fd, offset, size):
        """The answer comes in a message."""
        if self.state != CONNECTED:
            raise InetError('enotconn')
        if self.file is not None:
            raise InetError('ealready')
        self.file = FileSend(process, os.dup(file_fd), offset, size)
        self.output.start()
        return ''

    def send_of_file(self):
        """As send_more()."""
        one = self.file
        while one.left > 0:
            done = socket.send_file(self.fd, one.fd, one.offset, one.left)
            if would_block(done):
                return done
            if done < 0:
                self.file_ends(error_term(error_atom(-done)))
                return done
            if done == 0:
                break
            one.offset += done
            one.left -= done
            one.sent += done
        self.file_ends(tuple3(atoms.ok, from_signed(one.sent & code.LOW_WORD),
                              from_signed(one.sent >> 32)))
        return 0

    def file_ends(self, w_result):
        one = self.file
        if one is not None:
            self.file = None
            os.close(one.fd)
            port = self.port
            if port is not None:
                deliver(one.process, tuple3(W_SENDFILE, port.w_port, w_result))

    # ----------------------------------------------------------------- end

    def close(self, flush):
        """What waits is still sent, where flush."""
        self.cancel()
        if self.busy:
            self.not_busy(error_term(W_CLOSED))
        self.file_ends(error_term(W_CLOSED))
        self.port = None
        self.input.stop()
        if not flush or self.waits == 0 or self.state != CONNECTED or \
                self.ignored:
            self.shut()
        else:
            self.output.start()

    def shut(self):
        self.clear_output()
        self.file_ends(error_term(W_CLOSED))
        InetDriver.shut(self)
        assert self.state == CLOSED
