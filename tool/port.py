"""Serial ports: which there are, and opening them with errors that say what to do."""
import errno
import grp
import os
import termios

import serial
from serial.tools import list_ports

from tool.common import ToolError


def candidates():
    """The ports that a board may be at: those on USB, else those with hardware."""
    found = sorted(list_ports.comports(), key=lambda p: p.device)
    usb = [p for p in found if p.vid is not None]
    return usb or [p for p in found if p.hwid != 'n/a']


def find():
    """The device of the only port."""
    found = candidates()
    if not found:
        raise ToolError('no serial port is there: is the board plugged in? (--port P names one)')
    if len(found) > 1:
        raise ToolError('which port? --port P with one of\n' + '\n'.join(
            '    %s  %s' % (p.device, p.description) for p in found))
    return found[0].device


def open_port(path, baud, parity='N'):
    """An open serial.Serial that no other program has, and that does not wait."""
    try:
        port = serial.Serial(baudrate=baud, parity=parity, timeout=0,
                             write_timeout=5, exclusive=True)
        port.port = path
        port.open()
        return port
    except ValueError as e:
        raise ToolError('%s: %s' % (path, e))
    except termios.error as e:
        raise ToolError('%s: can not be set to %d baud, parity %s: %s' % (
            path, baud, parity, e.args[-1]))
    except (serial.SerialException, EnvironmentError) as e:
        raise ToolError(reason(path, e))


def check(path):
    """ToolError where the port can not be there for us: before what is slow."""
    if not os.path.exists(path):
        raise ToolError(reason(path, EnvironmentError(errno.ENOENT, '')))
    if not os.access(path, os.R_OK | os.W_OK):
        raise ToolError(reason(path, EnvironmentError(errno.EACCES, '')))


def reason(path, e):
    """Why the port can not be opened."""
    number = getattr(e, 'errno', None)
    if number == errno.ENOENT or not os.path.exists(path):
        return '%s: there is no such port: is the board plugged in?' % path
    if number == errno.EACCES:
        return ('%s: no right to open it.  Type  sudo usermod -aG %s $USER  then '
                'log in again' % (path, group_of(path)))
    if number in (errno.EBUSY, errno.EAGAIN) or 'exclusively lock' in str(e):
        return '%s: another program has it open' % path
    if number == errno.ENOTTY or 'configure port' in str(e):
        return '%s: not a serial port' % path
    return '%s: %s' % (path, e)


def group_of(path):
    """The group that may open it; dialout where there is no name."""
    try:
        return grp.getgrgid(os.stat(path).st_gid).gr_name
    except (KeyError, EnvironmentError):
        return 'dialout'
