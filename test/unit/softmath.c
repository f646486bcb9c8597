/* Compares cross/runtime/softmath.c (compiled with -DHOST_TEST) with the host's own
   arithmetic, bit by bit: test_softmath.py.  The argument is how many rounds; the
   inputs are the same each time.  Any quiet NaN is as good as another. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define D(n) double t##n(double, double)
D(__adddf3); D(__subdf3); D(__muldf3); D(__divdf3);
double t__floatsidf(int);
double t__floatunsidf(uint32_t);
int t__fixdfsi(double);
uint32_t t__fixunsdfsi(double);
double t__extendsfdf2(float);
float t__truncdfsf2(double);
uint32_t t__udivsi3(uint32_t, uint32_t), t__umodsi3(uint32_t, uint32_t);
int t__divsi3(int, int);
uint64_t t__umulsidi3(uint32_t, uint32_t), t__muldi3(uint64_t, uint64_t);
uint64_t t__udivdi3(uint64_t, uint64_t), t__umoddi3(uint64_t, uint64_t);
int64_t t__divdi3(int64_t, int64_t);

static uint64_t seed = 88172645463325252ull;

static uint64_t next(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* zero, the smallest and largest subnormals, around 1, 2**31 - 1, 2**53, infinity,
   quiet and signalling NaNs */
static const uint64_t special[] = {
    0, 1, 2, 0xfffffffffffffull, 0x10000000000000ull, 0x10000000000001ull,
    0x3ff0000000000000ull, 0x3ff0000000000001ull, 0x3fefffffffffffffull,
    0x41dfffffffc00000ull, 0x4330000000000001ull, 0x4340000000000000ull,
    0x7fefffffffffffffull, 0x7ff0000000000000ull, 0x7ff8000000000000ull,
    0x7ff0000000000001ull,
};
#define SPECIAL (sizeof(special) / sizeof(special[0]))

static double as_double(uint64_t u)
{
    double d;

    memcpy(&d, &u, 8);
    return d;
}

static uint64_t as_bits(double d)
{
    uint64_t u;

    memcpy(&u, &d, 8);
    return u;
}

static uint64_t pick(void)
{
    uint64_t r = next();

    switch (r % 7) {
    case 0:
        return special[next() % SPECIAL] | (next() & 1) << 63;
    case 1:                     /* exponents near to each other */
        return (next() & 0x800fffffffffffffull) | (1000 + next() % 60) << 52;
    case 2:                     /* few bits: ties */
        return (next() & next() & next() & 0x800ffff000000000ull) |
               (1015 + next() % 16) << 52;
    case 3:                     /* subnormals and small */
        return (next() & 0x800fffffffffffffull) | (next() % 60) << 52;
    case 4:                     /* around the limits of float */
        return (next() & 0x800fffffffffffffull) |
               (next() & 1 ? 1023 - 150 + next() % 30 : 1023 + 120 + next() % 12) << 52;
    default:
        return next();
    }
}

static int same(double expected, double got)
{
    if (expected != expected)
        return got != got && (as_bits(got) & 0x8000000000000ull);
    return as_bits(expected) == as_bits(got);
}

static int bad;
#define CHECK(c, ...) \
    do { if (!(c) && bad++ < 20) { printf(__VA_ARGS__); puts(""); } } while (0)

static void doubles(double x, double y)
{
    float f = (float)x;

    CHECK(same(x + y, t__adddf3(x, y)), "%a + %a", x, y);
    CHECK(same(x - y, t__subdf3(x, y)), "%a - %a", x, y);
    CHECK(same(x * y, t__muldf3(x, y)), "%a * %a", x, y);
    CHECK(same(x / y, t__divdf3(x, y)), "%a / %a", x, y);
    CHECK(same(f, t__truncdfsf2(x)), "(float)%a", x);
    CHECK(same(f, t__extendsfdf2(f)), "(double)%a", f);
    if (x > -2147483649.0 && x < 2147483648.0)
        CHECK((int)x == t__fixdfsi(x), "(int)%a", x);
    if (x > -1.0 && x < 4294967296.0)
        CHECK((uint32_t)x == t__fixunsdfsi(x), "(unsigned)%a", x);
}

static void integers(uint64_t a, uint64_t b, uint32_t p, uint32_t q)
{
    CHECK(same((int)p, t__floatsidf((int)p)), "(double)%d", (int)p);
    CHECK(same(p, t__floatunsidf(p)), "(double)%u", p);
    CHECK(a * b == t__muldi3(a, b), "%llx * %llx", (long long)a, (long long)b);
    CHECK((uint64_t)p * q == t__umulsidi3(p, q), "%x * %x", p, q);
    if (q) {
        CHECK(p / q == t__udivsi3(p, q), "%u / %u", p, q);
        CHECK(p % q == t__umodsi3(p, q), "%u %% %u", p, q);
        if (q != -1u || p != 1u << 31)
            CHECK((int)p / (int)q == t__divsi3(p, q), "%d / %d", (int)p, (int)q);
    }
    if (b) {
        CHECK(a / b == t__udivdi3(a, b), "%llx / %llx", (long long)a, (long long)b);
        CHECK(a % b == t__umoddi3(a, b), "%llx %% %llx", (long long)a, (long long)b);
        if (b != -1ull || a != 1ull << 63)
            CHECK((int64_t)a / (int64_t)b == t__divdi3(a, b), "%lld / %lld",
                  (long long)a, (long long)b);
    }
}

int main(int argc, char **argv)
{
    long i, rounds = argc > 1 ? atol(argv[1]) : 0;
    unsigned j, k;

    for (j = 0; j < 2 * SPECIAL; j++) {
        for (k = 0; k < 2 * SPECIAL; k++)
            doubles(as_double(special[j / 2] | (uint64_t)(j & 1) << 63),
                    as_double(special[k / 2] | (uint64_t)(k & 1) << 63));
    }
    integers(1ull << 63, 1, 1u << 31, 1);
    integers(-1ull, -1ull, -1u, -1u);
    for (i = 0; i < rounds; i++) {
        uint64_t a = pick(), b = pick();
        uint32_t p = a >> a % 32, q = b >> b % 32;

        doubles(as_double(a), as_double(b));
        integers(a >> b % 64, b >> next() % 64, p, q);
    }
    printf("%ld rounds, %d failures\n", rounds, bad);
    return bad != 0;
}
