"""C over libcrypto's large numbers: secure remote passwords (RFC 5054)."""

PROTOTYPES = [
    'int atomvm_srp(int, char **, long *, char *);',
]

SOURCE = r'''
#include <openssl/bn.h>
#include <openssl/err.h>

#define VISIBLE __attribute__((visibility("default")))
typedef const unsigned char *bytes;

enum { VALUE_B, USER, HOST };

/* Numbers n[0] and so on are the arguments of OTP's natives, the last one is
   the prime.  0, 1, or -1 where the other side's number is a multiple of it. */
static int value_b(BIGNUM *r, BIGNUM **n, BN_CTX *ctx)
{
    BIGNUM *t = BN_CTX_get(ctx);    /* k * v + g ** b */
    return t != NULL && BN_mod_mul(t, n[0], n[1], n[4], ctx) &&
        BN_mod_exp(r, n[2], n[3], n[4], ctx) &&
        BN_mod_add(r, r, t, n[4], ctx);
}

static int user(BIGNUM *r, BIGNUM **n, BN_CTX *ctx)
{
    BIGNUM *base = BN_CTX_get(ctx); /* B - k * g ** x */
    BIGNUM *power = BN_CTX_get(ctx);/* a + u * x */
    if (power == NULL || !BN_mod(base, n[2], n[6], ctx))
        return 0;
    if (BN_is_zero(base))
        return -1;
    return BN_mod_exp(r, n[4], n[5], n[6], ctx) &&
        BN_mod_mul(r, r, n[3], n[6], ctx) &&
        BN_mod_sub(base, n[2], r, n[6], ctx) &&
        BN_mul(power, n[1], n[5], ctx) && BN_add(power, power, n[0]) &&
        BN_mod_exp(r, base, power, n[6], ctx);
}

static int host(BIGNUM *r, BIGNUM **n, BN_CTX *ctx)
{
    BIGNUM *t = BN_CTX_get(ctx);    /* (A * v ** u) ** b */
    if (t == NULL || !BN_mod(t, n[3], n[4], ctx))
        return 0;
    if (BN_is_zero(t))
        return -1;
    return BN_mod_exp(t, n[0], n[2], n[4], ctx) &&
        BN_mod_mul(t, n[3], t, n[4], ctx) &&
        BN_mod_exp(r, t, n[1], n[4], ctx);
}

/* The size of the result, or -1 (no numbers), -2 (a multiple). */
VISIBLE int atomvm_srp(int what, char **data, long *sizes, char *out)
{
    static const int counts[] = {5, 7, 5};
    BN_CTX *ctx = BN_CTX_secure_new();
    BIGNUM *n[7];
    BIGNUM *r = BN_secure_new();
    int done = ctx != NULL && r != NULL;
    int i, made = -1;
    for (i = 0; i < counts[what]; i++) {
        n[i] = BN_bin2bn((bytes)data[i], sizes[i], NULL);
        if (n[i] == NULL)
            done = 0;
    }
    if (done) {
        BN_CTX_start(ctx);
        done = what == VALUE_B ? value_b(r, n, ctx)
             : what == USER ? user(r, n, ctx) : host(r, n, ctx);
        BN_CTX_end(ctx);
        made = done == 1 ? BN_bn2bin(r, (unsigned char *)out)
                         : done - 1;
    }
    for (i = 0; i < counts[what]; i++)
        BN_clear_free(n[i]);
    BN_clear_free(r);
    BN_CTX_free(ctx);
    ERR_clear_error();
    return made;
}
'''
