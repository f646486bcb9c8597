"""C over libcrypto's EVP: digests, MACs, random and large numbers."""

PROTOTYPES = [
    'void *atomvm_md(const char *);',
    'int atomvm_md_info(void *, int);',
    'void *atomvm_hash_new(void *);',
    'void *atomvm_hash_copy(void *);',
    'void atomvm_hash_free(void *);',
    'int atomvm_hash_update(void *, const char *, long);',
    'int atomvm_hash_final(void *, char *);',
    'int atomvm_hash_once(void *, const char *, long, char *);',
    'void *atomvm_mac_new(const char *, const char *, const char *, long);',
    'void atomvm_mac_free(void *);',
    'int atomvm_mac_update(void *, const char *, long);',
    'int atomvm_mac_final(void *, char *, long);',
    'int atomvm_pbkdf2(void *, const char *, long, const char *, long, long,'
    ' char *, long);',
    'int atomvm_random(char *, long);',
    'void atomvm_seed(const char *, long);',
    'int atomvm_random_below(const char *, long, char *);',
    'int atomvm_random_between(const char *, long, const char *, long, char *);',
    'int atomvm_mod_exp(const char *, long, const char *, long, const char *,'
    ' long, char *);',
    'int atomvm_same(const char *, const char *, long);',
    'const char *atomvm_crypto_text(int);',
    'long atomvm_crypto_number(void);',
]

SOURCE = r'''
#include <string.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <openssl/rand.h>

#define VISIBLE __attribute__((visibility("default")))
typedef const unsigned char *bytes;

/* The provider of old algorithms is loaded when one is asked for.  One that
   is loaded explicitly keeps the default one from being loaded by itself. */
void atomvm_crypto_legacy(void)
{
    static int done = 0;
    if (!done) {
        done = 1;
        OSSL_PROVIDER_load(NULL, "default");
        OSSL_PROVIDER_load(NULL, "legacy");
        ERR_clear_error();
    }
}

VISIBLE void *atomvm_md(const char *name)
{
    EVP_MD *md = EVP_MD_fetch(NULL, name, NULL);
    if (md == NULL) {
        atomvm_crypto_legacy();
        md = EVP_MD_fetch(NULL, name, NULL);
    }
    ERR_clear_error();
    return md;
}

VISIBLE int atomvm_md_info(void *md, int what)
{
    switch (what) {
    case 0: return EVP_MD_get_type(md);
    case 1: return EVP_MD_get_size(md);
    default: return EVP_MD_get_block_size(md);
    }
}

VISIBLE void *atomvm_hash_new(void *md)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    if (ctx != NULL && EVP_DigestInit_ex2(ctx, md, NULL) == 1)
        return ctx;
    EVP_MD_CTX_free(ctx);
    ERR_clear_error();
    return NULL;
}

VISIBLE void *atomvm_hash_copy(void *old)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    if (ctx != NULL && EVP_MD_CTX_copy_ex(ctx, old) == 1)
        return ctx;
    EVP_MD_CTX_free(ctx);
    ERR_clear_error();
    return NULL;
}

VISIBLE void atomvm_hash_free(void *ctx)
{
    EVP_MD_CTX_free(ctx);
}

VISIBLE int atomvm_hash_update(void *ctx, const char *data, long size)
{
    return EVP_DigestUpdate(ctx, data, size) == 1;
}

VISIBLE int atomvm_hash_final(void *old, char *out)
{
    EVP_MD_CTX *ctx = atomvm_hash_copy(old);
    unsigned int size = 0;
    int done = ctx != NULL &&
        EVP_DigestFinal_ex(ctx, (unsigned char *)out, &size) == 1;
    EVP_MD_CTX_free(ctx);
    return done ? (int)size : -1;
}

VISIBLE int atomvm_hash_once(void *md, const char *data, long size, char *out)
{
    unsigned int made = 0;
    if (EVP_Digest(data, size, (unsigned char *)out, &made, md, NULL) == 1)
        return (int)made;
    ERR_clear_error();
    return -1;
}

/* kind: HMAC, CMAC or POLY1305; sub: name of a digest or cipher, or "". */
VISIBLE void *atomvm_mac_new(const char *kind, const char *sub,
                             const char *key, long size)
{
    EVP_MAC *mac = EVP_MAC_fetch(NULL, kind, NULL);
    EVP_MAC_CTX *ctx = EVP_MAC_CTX_new(mac);
    OSSL_PARAM params[2];
    OSSL_PARAM *at = params;
    EVP_MAC_free(mac);
    if (kind[0] == 'H')
        *at++ = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST,
                                                 (char *)sub, 0);
    else if (kind[0] == 'C')
        *at++ = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER,
                                                 (char *)sub, 0);
    *at = OSSL_PARAM_construct_end();
    if (ctx != NULL && EVP_MAC_init(ctx, (bytes)key, size, params) == 1)
        return ctx;
    EVP_MAC_CTX_free(ctx);
    ERR_clear_error();
    return NULL;
}

VISIBLE void atomvm_mac_free(void *ctx)
{
    EVP_MAC_CTX_free(ctx);
}

VISIBLE int atomvm_mac_update(void *ctx, const char *data, long size)
{
    return EVP_MAC_update(ctx, (bytes)data, size) == 1;
}

VISIBLE int atomvm_mac_final(void *ctx, char *out, long room)
{
    size_t size = 0;
    int done = EVP_MAC_final(ctx, (unsigned char *)out, &size, room) == 1;
    ERR_clear_error();
    return done ? (int)size : -1;
}

VISIBLE int atomvm_pbkdf2(void *md, const char *pass, long pass_size,
                          const char *salt, long salt_size, long rounds,
                          char *out, long size)
{
    int done = PKCS5_PBKDF2_HMAC(pass, pass_size, (bytes)salt, salt_size,
                                 rounds, md, size, (unsigned char *)out);
    ERR_clear_error();
    return done == 1;
}

VISIBLE int atomvm_random(char *out, long size)
{
    int done = RAND_bytes((unsigned char *)out, size);
    ERR_clear_error();
    return done == 1;
}

VISIBLE void atomvm_seed(const char *data, long size)
{
    RAND_seed(data, size);
}

/* The size of a random number below the one given, or -1. */
VISIBLE int atomvm_random_below(const char *limit, long size, char *out)
{
    BIGNUM *top = BN_bin2bn((bytes)limit, size, NULL);
    BIGNUM *got = BN_new();
    int made = -1;
    if (top != NULL && got != NULL && BN_rand_range(got, top) == 1)
        made = BN_bn2bin(got, (unsigned char *)out);
    BN_free(top);
    BN_clear_free(got);
    ERR_clear_error();
    return made;
}

/* The size of a random number from low on below high, or -1. */
VISIBLE int atomvm_random_between(const char *low, long low_size,
                                  const char *high, long high_size, char *out)
{
    BIGNUM *from = BN_bin2bn((bytes)low, low_size, NULL);
    BIGNUM *to = BN_bin2bn((bytes)high, high_size, NULL);
    BIGNUM *got = BN_new();
    int made = -1;
    if (from && to && got && BN_sub(to, to, from) == 1 &&
        BN_rand_range(got, to) == 1 && BN_add(got, got, from) == 1)
        made = BN_bn2bin(got, (unsigned char *)out);
    BN_free(from);
    BN_free(to);
    BN_clear_free(got);
    ERR_clear_error();
    return made;
}

/* The size of base ** exponent mod modulus in out, or -1. */
VISIBLE int atomvm_mod_exp(const char *base, long base_size,
                           const char *exponent, long exponent_size,
                           const char *modulus, long modulus_size, char *out)
{
    BN_CTX *ctx = BN_CTX_new();
    BIGNUM *b = BN_bin2bn((bytes)base, base_size, NULL);
    BIGNUM *e = BN_bin2bn((bytes)exponent, exponent_size, NULL);
    BIGNUM *m = BN_bin2bn((bytes)modulus, modulus_size, NULL);
    BIGNUM *r = BN_new();
    int made = -1;
    if (ctx && b && e && m && r) {
        if (BN_is_odd(m))
            BN_set_flags(e, BN_FLG_CONSTTIME);
        if (BN_mod_exp(r, b, e, m, ctx) == 1)
            made = BN_bn2bin(r, (unsigned char *)out);
    }
    BN_clear_free(b);
    BN_clear_free(e);
    BN_free(m);
    BN_clear_free(r);
    BN_CTX_free(ctx);
    ERR_clear_error();
    return made;
}

VISIBLE int atomvm_same(const char *a, const char *b, long size)
{
    return CRYPTO_memcmp(a, b, size) == 0;
}

VISIBLE const char *atomvm_crypto_text(int compiled)
{
    return compiled ? OPENSSL_VERSION_TEXT
                    : OpenSSL_version(OPENSSL_VERSION);
}

VISIBLE long atomvm_crypto_number(void)
{
    return OpenSSL_version_num();
}
'''
