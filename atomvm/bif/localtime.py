"""The C library's local time: localtime_r() and mktime() of time.h.

The C functions take and give the six numbers of a date in an int array, so
that no layout of struct tm or time_t is known here.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

_SOURCE = r'''
#include <time.h>

/* seen from outside of a shared library too, which CPython loads it from */
#define VISIBLE __attribute__((visibility("default")))

/* seconds since 1970 (UTC) -> year month day hour minute second, 0 or -1 */
VISIBLE int atomvm_local_time(long long seconds, int *date)
{
    time_t when = (time_t)seconds;
    struct tm tm;
    if ((long long)when != seconds || localtime_r(&when, &tm) == NULL)
        return -1;
    date[0] = tm.tm_year + 1900; date[1] = tm.tm_mon + 1;
    date[2] = tm.tm_mday; date[3] = tm.tm_hour;
    date[4] = tm.tm_min; date[5] = tm.tm_sec;
    return 0;
}

/* local date -> seconds since 1970; date[0] becomes 0, or -1 if there is no
   such moment.  dst: 1, 0, or -1 for unknown */
VISIBLE long long atomvm_local_seconds(int *date, int dst)
{
    struct tm tm = {0};
    time_t when;
    tm.tm_year = date[0] - 1900; tm.tm_mon = date[1] - 1;
    tm.tm_mday = date[2]; tm.tm_hour = date[3];
    tm.tm_min = date[4]; tm.tm_sec = date[5];
    tm.tm_isdst = dst;
    tm.tm_wday = -1;            /* mktime() sets it when it succeeds */
    when = mktime(&tm);
    date[0] = (when == (time_t)-1 && tm.tm_wday == -1) ? -1 : 0;
    return (long long)when;
}
'''

_ECI = ExternalCompilationInfo(
    includes=['time.h'],
    post_include_bits=[
        'int atomvm_local_time(long long, int *);\n'
        'long long atomvm_local_seconds(int *, int);\n'],
    separate_module_sources=[_SOURCE])

_local_time = rffi.llexternal('atomvm_local_time',
                              [rffi.LONGLONG, rffi.INTP], rffi.INT,
                              compilation_info=_ECI)
_local_seconds = rffi.llexternal('atomvm_local_seconds',
                                 [rffi.INTP, rffi.INT], rffi.LONGLONG,
                                 compilation_info=_ECI)


def local_time(seconds):
    """[year, month, day, hour, minute, second] of local time at these seconds
    since 1970 (an r_longlong), or None."""
    with lltype.scoped_alloc(rffi.INTP.TO, 6) as date:
        if rffi.cast(lltype.Signed, _local_time(seconds, date)) != 0:
            return None
        return [rffi.cast(lltype.Signed, date[i]) for i in range(6)]


def local_seconds(fields, dst):
    """(ok, seconds since 1970) of a local date of six ints; dst 1, 0 or -1
    for daylight saving time, not so, unknown."""
    with lltype.scoped_alloc(rffi.INTP.TO, 6) as date:
        for i in range(6):
            date[i] = rffi.cast(rffi.INT, fields[i])
        seconds = _local_seconds(date, rffi.cast(rffi.INT, dst))
        return rffi.cast(lltype.Signed, date[0]) == 0, seconds
