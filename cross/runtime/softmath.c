/* Arithmetic that gcc calls by name and that Debian's libgcc.a for the LX106
   lacks: 32- and 64-bit division, 64-bit multiplication, doubles.
   Doubles round to nearest, ties to even; subnormals are honoured; no flags.

   Built on the host with -DHOST_TEST (see test/unit/softmath.c) every function
   gets the prefix t, so as not to clash with the host's own. */
#include <stdint.h>

#ifdef HOST_TEST
#define NAME(x) t##x
#else
#define NAME(x) x
#endif

typedef uint32_t u32;
typedef uint64_t u64;

/* --- integers ---------------------------------------------------------- */

u32 NAME(__udivsi3)(u32 n, u32 d)
{
    u32 q = 0, bit;

    if (d == 0 || n < d)
        return 0;
    bit = 1u << (__builtin_clz(d) - __builtin_clz(n));
    d <<= __builtin_clz(d) - __builtin_clz(n);
    for (; bit; bit >>= 1, d >>= 1) {
        if (n >= d) {
            n -= d;
            q |= bit;
        }
    }
    return q;
}

u32 NAME(__umodsi3)(u32 n, u32 d)
{
    return n - NAME(__udivsi3)(n, d) * d;
}

int NAME(__divsi3)(int n, int d)
{
    u32 q = NAME(__udivsi3)(n < 0 ? -(u32)n : (u32)n, d < 0 ? -(u32)d : (u32)d);

    return (n ^ d) < 0 ? -q : q;
}

/* 32 x 32 -> 64 bits */
u64 NAME(__umulsidi3)(u32 a, u32 b)
{
    u32 al = a & 0xffff, ah = a >> 16, bl = b & 0xffff, bh = b >> 16;
    u32 low = al * bl, m1 = ah * bl, m2 = al * bh, high = ah * bh;
    u32 mid = m1 + (low >> 16);         /* cannot overflow */

    mid += m2;
    if (mid < m2)
        high += 0x10000;
    return (u64)(high + (mid >> 16)) << 32 | (mid << 16 | (low & 0xffff));
}
#define MUL32 NAME(__umulsidi3)

u64 NAME(__muldi3)(u64 a, u64 b)
{
    u32 al = a, ah = a >> 32, bl = b, bh = b >> 32;

    return MUL32(al, bl) + ((u64)(ah * bl + al * bh) << 32);
}

static u64 divide(u64 n, u64 d, u64 *rest)
{
    u64 q = 0, bit;
    int shift;

    if (!(n >> 32) && !(d >> 32)) {
        u32 q32 = NAME(__udivsi3)(n, d);

        *rest = (u32)n - q32 * (u32)d;
        return q32;
    }
    *rest = n;
    if (d == 0 || n < d)
        return 0;
    shift = __builtin_clzll(d) - __builtin_clzll(n);
    d <<= shift;
    for (bit = 1ull << shift; bit; bit >>= 1, d >>= 1) {
        if (n >= d) {
            n -= d;
            q |= bit;
        }
    }
    *rest = n;
    return q;
}

u64 NAME(__udivdi3)(u64 n, u64 d)
{
    u64 rest;

    return divide(n, d, &rest);
}

u64 NAME(__umoddi3)(u64 n, u64 d)
{
    u64 rest;

    divide(n, d, &rest);
    return rest;
}

int64_t NAME(__divdi3)(int64_t n, int64_t d)
{
    u64 rest, q = divide(n < 0 ? -(u64)n : (u64)n, d < 0 ? -(u64)d : (u64)d,
                         &rest);

    return (n ^ d) < 0 ? -q : q;
}

/* --- doubles ------------------------------------------------------------ */

#define SIGN    0x8000000000000000ull
#define INF     0x7ff0000000000000ull
#define QNAN    0x7ff8000000000000ull
#define HIDDEN  0x0010000000000000ull
#define MANT    0x000fffffffffffffull

typedef union { double d; u64 u; } bits;

static inline u64 get(double d)
{
    bits b;

    b.d = d;
    return b.u;
}

static inline double put(u64 u)
{
    bits b;

    b.u = u;
    return b.d;
}

/* The value m * 2**(e - 1075 - 3), with m < 2**56: 53 bits and 3 more to
   round, of which the last one is sticky; e is the biased exponent when bit
   55 is set. */
static double pack(u64 sign, int e, u64 m)
{
    int shift;

    if (m == 0)
        return put(sign);
    shift = __builtin_clzll(m) - 8;
    if (shift > 0) {
        m <<= shift;
        e -= shift;
    }
    if (e <= 0) {                       /* subnormal */
        shift = 1 - e;
        if (shift > 60)
            shift = 60;
        m = m >> shift | ((m & ((1ull << shift) - 1)) != 0);
        e = 0;
    }
    if ((m & 7) > 4 || (m & 15) == 12)  /* round to nearest, ties to even */
        m += 8;
    m >>= 3;
    if (e == 0) {
        if (m & HIDDEN)
            e = 1;
    }
    else if (m >> 53) {
        m >>= 1;
        e++;
    }
    if (e >= 0x7ff)
        return put(sign | INF);
    return put(sign | (u64)e << 52 | (m & MANT));
}

/* Mantissa with its leading bit at bit 52, and biased exponent (which for
   subnormals can be zero or negative), of a finite value that is not zero. */
static u64 unpack(u64 u, int *e)
{
    u64 m = u & MANT;
    int shift;

    *e = u >> 52 & 0x7ff;
    if (*e)
        return m | HIDDEN;
    shift = __builtin_clzll(m) - 11;
    *e = 1 - shift;
    return m << shift;
}

double NAME(__adddf3)(double x, double y)
{
    u64 a = get(x), b = get(y), t, ma, mb;
    int ea, eb, shift;

    if ((a & ~SIGN) < (b & ~SIGN)) {
        t = a;
        a = b;
        b = t;
    }
    if ((a & ~SIGN) >= INF) {           /* infinity or not a number */
        if ((a & ~SIGN) > INF)
            return put(a | QNAN);
        if ((b & ~SIGN) == INF && a != b)
            return put(QNAN);
        return put(a);
    }
    if ((b & ~SIGN) == 0)
        return put((a & ~SIGN) == 0 ? a & b : a);
    ma = unpack(a, &ea) << 3;
    mb = unpack(b, &eb) << 3;
    shift = ea - eb;
    if (shift > 60)
        shift = 60;
    mb = mb >> shift | ((mb & ((1ull << shift) - 1)) != 0);
    if ((a ^ b) & SIGN) {
        ma -= mb;
        if (ma == 0)
            return 0.0;
    }
    else {
        ma += mb;
        if (ma >> 56) {
            ma = ma >> 1 | (ma & 1);
            ea++;
        }
    }
    return pack(a & SIGN, ea, ma);
}

double NAME(__subdf3)(double x, double y)
{
    u64 b = get(y);

    if ((b & ~SIGN) <= INF)
        b ^= SIGN;
    return NAME(__adddf3)(x, put(b));
}

double NAME(__muldf3)(double x, double y)
{
    u64 a = get(x), b = get(y), sign = (a ^ b) & SIGN, ma, mb, mid, low, high;
    int ea, eb;

    a &= ~SIGN;
    b &= ~SIGN;
    if (a >= INF || b >= INF) {
        if (a > INF || b > INF)
            return put((a > INF ? a : b) | QNAN);
        return put(a == 0 || b == 0 ? QNAN : sign | INF);
    }
    if (a == 0 || b == 0)
        return put(sign);
    ma = unpack(a, &ea);
    mb = unpack(b, &eb) << 11;
    /* (53 bits) x (64 bits): the high word has 52 or 53 bits */
    low = MUL32(ma, mb);
    mid = MUL32(ma >> 32, mb) + (low >> 32);
    high = MUL32(ma >> 32, mb >> 32) + (mid >> 32);
    mid = (u32)mid + MUL32(ma, mb >> 32);
    high += mid >> 32;
    low = mid << 32 | (u32)low;
    return pack(sign, ea + eb - 1022, high << 3 | low >> 61 |
                ((low << 3) != 0));
}

double NAME(__divdf3)(double x, double y)
{
    u64 a = get(x), b = get(y), sign = (a ^ b) & SIGN, ma, mb, q;
    int ea, eb, i;

    a &= ~SIGN;
    b &= ~SIGN;
    if (a > INF || b > INF)
        return put((a > INF ? a : b) | QNAN);
    if (a == INF)
        return put(b == INF ? QNAN : sign | INF);
    if (b == INF)
        return put(sign);
    if (b == 0)
        return put(a == 0 ? QNAN : sign | INF);
    if (a == 0)
        return put(sign);
    ma = unpack(a, &ea);
    mb = unpack(b, &eb);
    if (ma < mb) {
        ma <<= 1;
        ea--;
    }
    q = 0;
    for (i = 0; i < 55; i++) {
        q <<= 1;
        if (ma >= mb) {
            ma -= mb;
            q |= 1;
        }
        ma <<= 1;
    }
    return pack(sign, ea - eb + 1023, q << 1 | (ma != 0));
}

double NAME(__floatunsidf)(u32 n)
{
    return pack(0, 1075 + 3, n);
}

double NAME(__floatsidf)(int n)
{
    return n < 0 ? pack(SIGN, 1075 + 3, -(u32)n) : pack(0, 1075 + 3, n);
}

/* The integer part of |x|, below 2**64. */
static u64 truncate(u64 u)
{
    int e = (int)(u >> 52 & 0x7ff) - 1075;
    u64 m = (u & MANT) | HIDDEN;

    if (e < -52)
        return 0;
    if (e < 0)
        return m >> -e;
    return e > 11 ? ~0ull : m << e;
}

int NAME(__fixdfsi)(double x)
{
    u64 u = get(x), n = truncate(u);

    if (n > 0x7fffffff)
        return u & SIGN ? -0x7fffffff - 1 : 0x7fffffff;
    return u & SIGN ? -(int)n : (int)n;
}

u32 NAME(__fixunsdfsi)(double x)
{
    u64 u = get(x), n = truncate(u);

    if (u & SIGN)
        return 0;
    return n >> 32 ? 0xffffffff : n;
}

double NAME(__extendsfdf2)(float x)
{
    union { float f; u32 u; } v;
    u64 sign;
    int e;

    v.f = x;
    sign = (u64)(v.u >> 31) << 63;
    e = v.u >> 23 & 0xff;
    if (e == 0xff)
        return put(sign | INF | (u64)(v.u & 0x7fffff) << 29 |
                   (v.u & 0x7fffff ? QNAN : 0));
    if (e == 0)
        return pack(sign, 1075 + 3 - 149, v.u & 0x7fffff);
    return put(sign | (u64)(e - 127 + 1023) << 52 | (u64)(v.u & 0x7fffff) << 29);
}

float NAME(__truncdfsf2)(double x)
{
    union { float f; u32 u; } v;
    u64 u = get(x), m;
    u32 sign = (u32)(u >> 63) << 31, r;
    int e, shift;

    u &= ~SIGN;
    if (u >= INF) {
        v.u = sign | 0x7f800000 | (u > INF ? 0x400000 | (u32)(u >> 29 & 0x3fffff) : 0);
        return v.f;
    }
    e = (int)(u >> 52) - 1023 + 127;
    m = (u & MANT) | HIDDEN;
    shift = 29;
    if (e <= 0) {
        shift += 1 - e;
        if (shift > 54)
            shift = 54;
        e = 0;
    }
    r = m >> shift;
    m &= (1ull << shift) - 1;
    if (m > 1ull << (shift - 1) || (m == 1ull << (shift - 1) && (r & 1)))
        r++;
    /* a carry out of the mantissa goes to the exponent, as it should */
    if (e > 0)
        r += (u32)(e - 1) << 23;
    v.u = sign | (e >= 0xff || r >= 0x7f800000 ? 0x7f800000 : r);
    return v.f;
}
