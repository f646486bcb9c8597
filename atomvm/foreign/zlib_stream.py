"""Streams of the C library zlib: zlib.h and its manual.

rlib.rzlib declares the structure and most functions; here is what it lacks, and
a stream with a queue of input and bounded output, as OTP's zlib_nif.c has them.
"""
from rpython.rlib import rgc, rzlib
from rpython.rlib.rarithmetic import intmask, r_uint
from rpython.rtyper.lltypesystem import lltype, rffi

Z_OK = 0
Z_STREAM_END = 1
Z_NEED_DICT = 2
Z_STREAM_ERROR = -2
Z_DATA_ERROR = -3
Z_MEM_ERROR = -4
Z_BUF_ERROR = -5
Z_NO_FLUSH = 0

MAX_DICTIONARY = 1 << 15        # the largest window
STATE_SIZE = 64 << 10           # what a stream is for the collector

P = rzlib.z_stream_p
_deflate_reset = rzlib.zlib_external('deflateReset', [P], rffi.INT)
_deflate_params = rzlib.zlib_external('deflateParams', [P, rffi.INT, rffi.INT],
                                      rffi.INT)
_inflate_reset = rzlib.zlib_external('inflateReset', [P], rffi.INT)
_inflate_get_dictionary = rzlib.zlib_external(
    'inflateGetDictionary', [P, rzlib.Bytefp, rffi.UINTP], rffi.INT)

# states
NONE, DEFLATE, INFLATE = range(3)


def known(text):
    """A string from outside of RPython; the annotator thinks it may be None."""
    assert text is not None
    return text


class Piece(object):
    """Input: size bytes of data from start on."""

    def __init__(self, data, start, size):
        self.data = data
        self.start = start
        self.size = size


class Stream(object):
    """A z_stream that is not open yet (NONE), packs or unpacks.  queued: bytes
    of input that wait; consumed, output: what the last run() took and made."""

    def __init__(self):
        self.z = lltype.nullptr(rzlib.z_stream)
        self.state = NONE
        self.pieces = []
        self.queued = 0
        self.consumed = 0
        self.output = ''
        self.counts_input = False
        self.counts_output = False
        self.crc = r_uint(0)

    def __del__(self):
        if self.z:
            if self.state == DEFLATE:
                rzlib._deflateEnd(self.z)
            elif self.state == INFLATE:
                rzlib._inflateEnd(self.z)
            lltype.free(self.z, flavor='raw')

    # ------------------------------------------------------------ open, close

    def _allocate(self):
        if not self.z:
            self.z = lltype.malloc(rzlib.z_stream, flavor='raw', zero=True)
        rgc.add_memory_pressure(STATE_SIZE)

    def _opened(self, code, state):
        if code == Z_OK:
            self.state = state
        self.clear()
        return code

    def deflate_init(self, level, method, bits, memory, strategy):
        self._allocate()
        self.counts_input = bits < 0
        self.counts_output = False
        return self._opened(rffi.cast(lltype.Signed, rzlib._deflateInit2(
            self.z, level, method, bits, memory, strategy)), DEFLATE)

    def inflate_init(self, bits):
        self._allocate()
        self.counts_input = False
        self.counts_output = bits < 0
        return self._opened(rffi.cast(lltype.Signed, rzlib._inflateInit2(
            self.z, bits)), INFLATE)

    def end(self):
        """Back to NONE, whatever the code."""
        if self.state == DEFLATE:
            code = rzlib._deflateEnd(self.z)
        else:
            code = rzlib._inflateEnd(self.z)
        self.state = NONE
        return rffi.cast(lltype.Signed, code)

    def clear(self):
        self.clear_queue()
        self.crc = r_uint(0)

    def clear_queue(self):
        self.pieces = []
        self.queued = 0

    def reset(self):
        self.clear()
        return self.restart()

    def restart(self):
        """As after it was opened, but the queue stays."""
        if self.state == DEFLATE:
            code = _deflate_reset(self.z)
        else:
            code = _inflate_reset(self.z)
        return rffi.cast(lltype.Signed, code)

    # ------------------------------------------------------------ dictionaries

    def adler(self):
        """Of the data so far, or of the dictionary that is wanted."""
        return r_uint(rffi.getintfield(self.z, 'c_adler'))

    def set_dictionary(self, data):
        with rffi.scoped_nonmovingbuffer(known(data)) as raw:
            text = rffi.cast(rzlib.Bytefp, raw)
            if self.state == DEFLATE:
                code = rzlib._deflateSetDictionary(self.z, text, len(data))
            else:
                code = rzlib._inflateSetDictionary(self.z, text, len(data))
        return rffi.cast(lltype.Signed, code)

    def get_dictionary(self):
        """The window of a stream that unpacks, or None."""
        with lltype.scoped_alloc(rffi.UINTP.TO, 1) as size:
            size[0] = rffi.cast(rffi.UINT, 0)
            with rffi.scoped_alloc_buffer(MAX_DICTIONARY) as buf:
                code = _inflate_get_dictionary(
                    self.z, rffi.cast(rzlib.Bytefp, buf.raw), size)
                if rffi.cast(lltype.Signed, code) != Z_OK:
                    return None
                return known(buf.str(rffi.cast(lltype.Signed, size[0])))

    def params(self, level, strategy):
        """Z_BUF_ERROR where something has to be written first: it is told
        that there is no room for output."""
        rffi.setintfield(self.z, 'c_avail_in', 0)
        rffi.setintfield(self.z, 'c_avail_out', 0)
        self.z.c_next_out = rffi.cast(rzlib.Bytefp, self.z)
        return rffi.cast(lltype.Signed, _deflate_params(self.z, level, strategy))

    # ------------------------------------------------------------ data

    def put(self, data, start, size):
        if size > 0:
            self.pieces.append(Piece(known(data), start, size))
            self.queued += size

    def _step(self, flush):
        if self.state == DEFLATE:
            code = rzlib._deflate(self.z, flush)
        else:
            code = rzlib._inflate(self.z, flush)
        return rffi.cast(lltype.Signed, code)

    def _feed(self, piece, size):
        """Give size bytes of a piece.  The code; consumed counts."""
        z = self.z
        data = piece.data
        assert data is not None     # for the annotator
        with rffi.scoped_nonmovingbuffer(data) as raw:
            text = rffi.cast(rzlib.Bytefp, rffi.ptradd(raw, piece.start))
            z.c_next_in = text
            rffi.setintfield(z, 'c_avail_in', size)
            code = self._step(Z_NO_FLUSH)
            taken = size - rffi.getintfield(z, 'c_avail_in')
            if self.counts_input:
                self.crc = r_uint(rzlib._crc32(self.crc, text, taken))
            z.c_next_in = lltype.nullptr(rzlib.Bytefp.TO)
        piece.start += taken
        piece.size -= taken
        self.consumed += taken
        self.queued -= taken
        return code

    def _take_input(self, limit):
        code = Z_OK
        done = 0
        while (code == Z_OK and done < len(self.pieces) and
               self.consumed < limit):
            piece = self.pieces[done]
            code = self._feed(piece, min(piece.size, limit))
            if piece.size > 0:
                break
            done += 1
        if done > 0:
            self.pieces = self.pieces[done:]
        return code

    def run(self, limit, room, flush):
        """Take about limit bytes of input, make at most room of output, and
        flush when there is no more input.  The code."""
        self.consumed = 0
        with rffi.scoped_alloc_buffer(room) as buf:
            self.z.c_next_out = rffi.cast(rzlib.Bytefp, buf.raw)
            rffi.setintfield(self.z, 'c_avail_out', room)
            code = self._take_input(limit)
            if code == Z_OK and flush != Z_NO_FLUSH and self.queued == 0:
                rffi.setintfield(self.z, 'c_avail_in', 0)
                code = self._step(flush)
            made = room - rffi.getintfield(self.z, 'c_avail_out')
            if self.counts_output:
                self.crc = r_uint(rzlib._crc32(
                    self.crc, rffi.cast(rzlib.Bytefp, buf.raw), made))
            self.output = known(buf.str(made)) if made > 0 else ''
        return intmask(code)
