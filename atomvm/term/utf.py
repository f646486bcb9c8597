"""UTF-8, UTF-16 and UTF-32 as Erlang has them: code points 0 to 16#10FFFF
without the surrogates; no overlong forms (RFC 3629, RFC 2781).

A decoder gives a code point and how many bytes it took in one int, so that
traces need no pair: code point + (bytes << 21), or INVALID or TRUNCATED.
"""
from rpython.rlib.rstring import StringBuilder

INVALID = -1
TRUNCATED = -2          # the bytes could be the start of a character
SHIFT = 21
MASK = (1 << SHIFT) - 1


def is_codepoint(cp):
    return 0 <= cp <= 0x10ffff and not 0xd800 <= cp <= 0xdfff


def utf8_size(cp):
    """Bytes of a code point in UTF-8."""
    if cp < 0x80:
        return 1
    if cp < 0x800:
        return 2
    if cp < 0x10000:
        return 3
    return 4


def utf16_size(cp):
    """Bytes of a code point in UTF-16."""
    if cp < 0x10000:
        return 2
    return 4


def encode_utf8(cp):
    """The bytes of a code point (not checked)."""
    if cp < 0x80:
        return chr(cp)
    last = chr(0x80 | (cp & 63))
    if cp < 0x800:
        return chr(0xc0 | (cp >> 6)) + last
    if cp < 0x10000:
        return chr(0xe0 | (cp >> 12)) + chr(0x80 | ((cp >> 6) & 63)) + last
    return (chr(0xf0 | (cp >> 18)) + chr(0x80 | ((cp >> 12) & 63)) +
            chr(0x80 | ((cp >> 6) & 63)) + last)


def append_utf8(builder, cp):
    """Append the bytes of a code point (not checked) to a StringBuilder."""
    if cp < 0x80:
        builder.append(chr(cp))
    elif cp < 0x800:
        builder.append(chr(0xc0 | (cp >> 6)))
        builder.append(chr(0x80 | (cp & 63)))
    else:
        builder.append(encode_utf8(cp))


def encode_utf16(cp, little):
    if cp < 0x10000:
        return _pair(cp, little)
    cp -= 0x10000
    return (_pair(0xd800 | (cp >> 10), little) +
            _pair(0xdc00 | (cp & 0x3ff), little))


def _pair(unit, little):
    if little:
        return chr(unit & 255) + chr(unit >> 8)
    return chr(unit >> 8) + chr(unit & 255)


def encode_utf32(cp, little):
    if little:
        return chr(cp & 255) + chr((cp >> 8) & 255) + chr(cp >> 16) + '\x00'
    return '\x00' + chr(cp >> 16) + chr((cp >> 8) & 255) + chr(cp & 255)


def decode_utf8(text, pos, end):
    """The character at pos of text[:end]; pos < end."""
    assert pos >= 0
    first = ord(text[pos])
    if first < 0x80:
        return first | (1 << SHIFT)
    if first < 0xc2 or first > 0xf4:
        return INVALID
    if first < 0xe0:
        return _more_utf8(text, pos, end, first & 0x1f, 2)
    if first < 0xf0:
        return _more_utf8(text, pos, end, first & 0x0f, 3)
    return _more_utf8(text, pos, end, first & 0x07, 4)


def _more_utf8(text, pos, end, cp, size):
    for i in range(1, size):
        at = pos + i
        if at >= end:
            return TRUNCATED
        byte = ord(text[at])
        if byte & 0xc0 != 0x80:
            return INVALID
        cp = (cp << 6) | (byte & 63)
        if i == 1 and size > 2 and not _second_fits(cp, size):
            return INVALID
    return cp | (size << SHIFT)


def _second_fits(cp, size):
    """The first two bytes can start a character of so many bytes."""
    if size == 3:
        return cp >= 0x20 and not 0x360 <= cp <= 0x37f
    return 0x10 <= cp <= 0x10f


def decode_utf16(text, pos, end, little):
    """The character at pos of text[:end]."""
    if end - pos < 2:
        return TRUNCATED
    unit = _unit(text, pos, little)
    if unit < 0xd800 or unit > 0xdfff:
        return unit | (2 << SHIFT)
    if unit > 0xdbff:
        return INVALID
    if end - pos < 4:
        return TRUNCATED
    low = _unit(text, pos + 2, little)
    if low < 0xdc00 or low > 0xdfff:
        return INVALID
    return (0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff)) | (4 << SHIFT)


def _unit(text, pos, little):
    assert pos >= 0
    a = ord(text[pos])
    b = ord(text[pos + 1])
    if little:
        return a | (b << 8)
    return (a << 8) | b


def decode_utf32(text, pos, end, little):
    """The character at pos of text[:end]."""
    if end - pos < 4:
        return TRUNCATED
    high = _unit(text, pos, False)
    low = _unit(text, pos + 2, False)
    if little:
        low, high = _unit(text, pos, True), _unit(text, pos + 2, True)
    if high > 0x10:
        return INVALID
    cp = (high << 16) | low
    if not is_codepoint(cp):
        return INVALID
    return cp | (4 << SHIFT)


def count_utf8(text):
    """Number of characters of a str in UTF-8, or -1 if it is not."""
    pos = 0
    end = len(text)
    count = 0
    while pos < end:
        packed = decode_utf8(text, pos, end)
        if packed < 0:
            return -1
        pos += packed >> SHIFT
        count += 1
    return count


def is_ascii(text):
    for c in text:
        if ord(c) >= 0x80:
            return False
    return True


def latin1_to_utf8(text):
    """The bytes of text, taken for ISO 8859-1, in UTF-8."""
    if is_ascii(text):
        return text
    builder = StringBuilder(len(text) + 8)
    for c in text:
        append_utf8(builder, ord(c))
    return builder.build()


def codepoints(text):
    """The code points of a str in valid UTF-8: a list of ints."""
    result = []
    pos = 0
    end = len(text)
    while pos < end:
        packed = decode_utf8(text, pos, end)
        if packed < 0:
            break
        result.append(packed & MASK)
        pos += packed >> SHIFT
    return result


def fits_latin1(text):
    """All characters of valid UTF-8 are below 256."""
    for c in text:
        if ord(c) > 0xc3:
            return False
    return True


def utf8_to_latin1(text):
    """Valid UTF-8 as ISO 8859-1; see fits_latin1()."""
    if is_ascii(text):
        return text
    builder = StringBuilder(len(text))
    for cp in codepoints(text):
        builder.append(chr(cp & 255))
    return builder.build()
