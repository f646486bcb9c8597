"""Dates of erlang: localtime/0, universaltime_to_localtime/1, posix time.

OTP: erts/emulator/beam/erl_time_sup.c (which years are allowed, too).  The
clocks themselves (monotonic, system time) are with the timers.
"""
from rpython.rlib.rarithmetic import r_longlong, intmask

from atomvm import config
from atomvm.bif.gateway import bif, Integer
from atomvm.bif.localtime import local_time, local_seconds
from atomvm.bif.wide import to_signed, from_signed
from atomvm.proc.clock import CLOCK, SECOND
from atomvm.term import atoms
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, tuple2, tuple3

DAY = 86400
DAYS_OF_400_YEARS = 146097
DAYS_TO_1970 = 719468           # from 0000-03-01
FIRST_YEAR = 1600               # of what is turned into posix time
FIRST_LOCAL_YEAR = 1902         # of what local time is known for
LAST_YEAR = 2147483647
MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def days_from_date(year, month, day):
    """Days since 1970-01-01 (an r_longlong) of a Gregorian date; years that
    start in March make leap days come last."""
    y = r_longlong(year)
    m = month - 3
    if m < 0:
        m += 12
        y -= 1
    era = y // 400
    of_era = y - era * 400
    of_year = (153 * m + 2) // 5 + day - 1
    return (era * DAYS_OF_400_YEARS + of_era * 365 + of_era // 4 -
            of_era // 100 + of_year - DAYS_TO_1970)


def _civil(days):
    """(year (an r_longlong), month, day) of days since 1970-01-01 (an
    r_longlong)."""
    z = days + DAYS_TO_1970
    era = z // DAYS_OF_400_YEARS
    of_era = intmask(z - era * DAYS_OF_400_YEARS)
    y = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * y + y // 4 - y // 100)
    m = (5 * of_year + 2) // 153
    day = of_year - (153 * m + 2) // 5 + 1
    year = era * 400 + y
    month = m + 3
    if month > 12:
        month -= 12
        year += 1
    return year, month, day


def _utc_fields(seconds):
    """Six ints in UTC; boards know no time zones."""
    days = seconds // DAY
    rest = intmask(seconds - days * DAY)
    year, month, day = _civil(days)
    return [intmask(year), month, day, rest // 3600, rest // 60 % 60,
            rest % 60]


def universal_term(seconds):
    """{{Y,M,D},{H,M,S}} in UTC at these seconds since 1970 (r_longlong)."""
    days = seconds // DAY
    rest = intmask(seconds - days * DAY)
    w_time = tuple3(mk_int(rest // 3600), mk_int(rest // 60 % 60),
                    mk_int(rest % 60))
    year, month, day = _civil(days)
    return tuple2(tuple3(from_signed(year), mk_int(month), mk_int(day)),
                  w_time)


def _fields_term(fields):
    return tuple2(
        tuple3(mk_int(fields[0]), mk_int(fields[1]), mk_int(fields[2])),
        tuple3(mk_int(fields[3]), mk_int(fields[4]), mk_int(fields[5])))


def _three_ints(w_tuple, fields):
    if not isinstance(w_tuple, W_Tuple) or w_tuple.arity() != 3:
        raise badarg()
    for i in range(3):
        w_field = w_tuple.get(i)
        if not isinstance(w_field, W_Int):
            raise badarg()
        fields.append(w_field.intval)


def _month_days(year, month):
    if month == 2 and (year % 4 == 0 and year % 100 != 0 or year % 400 == 0):
        return 29
    return MONTH_DAYS[month - 1]


def _date_fields(w_date, first_year):
    """The six ints of {{Y,M,D},{H,M,S}}; badarg unless it is a moment in or
    after first_year."""
    if not isinstance(w_date, W_Tuple) or w_date.arity() != 2:
        raise badarg()
    fields = []
    _three_ints(w_date.get(0), fields)
    _three_ints(w_date.get(1), fields)
    year, month, day = fields[0], fields[1], fields[2]
    if year < first_year or year > LAST_YEAR or month < 1 or month > 12:
        raise badarg()
    if day < 1 or day > _month_days(year, month):
        raise badarg()
    if (fields[3] < 0 or fields[3] > 23 or fields[4] < 0 or fields[4] > 59 or
            fields[5] < 0 or fields[5] > 59):
        raise badarg()
    return fields


def _posix_seconds(fields):
    days = days_from_date(fields[0], fields[1], fields[2])
    return days * DAY + (fields[3] * 3600 + fields[4] * 60 + fields[5])


def now_seconds():
    """Seconds since 1970 (an r_longlong)."""
    return CLOCK.system_ns() // SECOND


def _local_now():
    if config.BOARD:
        return _utc_fields(now_seconds())
    fields = local_time(now_seconds())
    if fields is None:
        raise badarg()
    return fields


@bif('erlang', 'universaltime', 0)
def universaltime_0():
    return universal_term(now_seconds())


@bif('erlang', 'localtime', 0)
def localtime_0():
    return _fields_term(_local_now())


@bif('erlang', 'date', 0)
def date_0():
    fields = _local_now()
    return tuple3(mk_int(fields[0]), mk_int(fields[1]), mk_int(fields[2]))


@bif('erlang', 'time', 0)
def time_0():
    fields = _local_now()
    return tuple3(mk_int(fields[3]), mk_int(fields[4]), mk_int(fields[5]))


@bif('erlang', 'universaltime_to_localtime', 1)
def universaltime_to_localtime_1(w_date):
    fields = _date_fields(w_date, FIRST_LOCAL_YEAR)
    if config.BOARD:
        return w_date
    local = local_time(_posix_seconds(fields))
    if local is None:
        raise badarg()
    return _fields_term(local)


def _local_to_universal(w_date, dst):
    if config.BOARD:
        return universal_term(_posix_seconds(
            _date_fields(w_date, FIRST_LOCAL_YEAR)))
    ok, seconds = local_seconds(_date_fields(w_date, FIRST_LOCAL_YEAR), dst)
    if not ok:
        raise badarg()
    return universal_term(seconds)


@bif('erlang', 'localtime_to_universaltime', 1)
def localtime_to_universaltime_1(w_date):
    return _local_to_universal(w_date, -1)


@bif('erlang', 'localtime_to_universaltime', 2)
def localtime_to_universaltime_2(w_date, w_dst):
    if w_dst is atoms.true:
        return _local_to_universal(w_date, 1)
    if w_dst is atoms.false:
        return _local_to_universal(w_date, 0)
    if w_dst is atoms.undefined:
        return _local_to_universal(w_date, -1)
    raise badarg()


@bif('erlang', 'posixtime_to_universaltime', 1, args=[Integer])
def posixtime_to_universaltime_1(w_seconds):
    return universal_term(to_signed(w_seconds))


@bif('erlang', 'universaltime_to_posixtime', 1)
def universaltime_to_posixtime_1(w_date):
    return from_signed(_posix_seconds(_date_fields(w_date, FIRST_YEAR)))
