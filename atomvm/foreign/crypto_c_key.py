"""C over libcrypto's EVP: keys, signatures, key exchange, RSA encryption."""

PROTOTYPES = [
    'void *atomvm_parts_new(void);',
    'void atomvm_parts_number(void *, const char *, const char *, long);',
    'void atomvm_parts_octets(void *, const char *, const char *, long);',
    'void atomvm_parts_text(void *, const char *, const char *);',
    'void atomvm_parts_free(void *);',
    'void *atomvm_key_make(void *, const char *, int);',
    'void *atomvm_key_raw(const char *, int, const char *, long);',
    'void *atomvm_key_generate(void *, const char *, int);',
    'void *atomvm_key_rsa(long, const char *, long);',
    'void atomvm_key_free(void *);',
    'int atomvm_key_size(void *);',
    'int atomvm_key_number(void *, const char *, char *, long);',
    'int atomvm_key_octets(void *, const char *, char *, long);',
    'int atomvm_key_raw_get(void *, int, char *, long);',
    'int atomvm_ec_order_size(void *);',
    'int atomvm_ec_public(void *, const char *, long, char *, long);',
    'int atomvm_derive(void *, void *, char *, long);',
    'int atomvm_sign(void *, int, const char *, int, int, const char *,'
    ' const char *, long, char *, long);',
    'int atomvm_verify(void *, int, const char *, int, int, const char *,'
    ' const char *, long, const char *, long);',
    'int atomvm_crypt(void *, int, int, const char *, const char *,'
    ' const char *, const char *, long, const char *, long, char *, long);',
]

SOURCE = r'''
#include <string.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#define VISIBLE __attribute__((visibility("default")))
#define MAX_PARTS 16
typedef const unsigned char *bytes;

/* What a key is made of.  The builder keeps pointers to names, numbers and
   bytes: they have to stay until the key is made. */
struct parts {
    OSSL_PARAM_BLD *builder;
    BIGNUM *number[MAX_PARTS];
    void *copy[2 * MAX_PARTS];
    size_t size[2 * MAX_PARTS];
    int numbers, copies;
};

VISIBLE void *atomvm_parts_new(void)
{
    struct parts *parts = OPENSSL_zalloc(sizeof(struct parts));
    if (parts != NULL)
        parts->builder = OSSL_PARAM_BLD_new();
    return parts;
}

static char *copied(struct parts *parts, const char *data, size_t size)
{
    char *copy = parts->copies < 2 * MAX_PARTS ? OPENSSL_malloc(size + 1)
                                               : NULL;
    if (copy == NULL)
        return NULL;
    memcpy(copy, data, size);
    copy[size] = 0;
    parts->size[parts->copies] = size;
    parts->copy[parts->copies++] = copy;
    return copy;
}

VISIBLE void atomvm_parts_number(void *to, const char *name, const char *data,
                                 long size)
{
    struct parts *parts = to;
    char *key = copied(parts, name, strlen(name));
    BIGNUM *number = BN_bin2bn((bytes)data, size, NULL);
    if (key == NULL || parts->numbers == MAX_PARTS || number == NULL) {
        BN_clear_free(number);
        return;
    }
    parts->number[parts->numbers++] = number;
    OSSL_PARAM_BLD_push_BN(parts->builder, key, number);
}

VISIBLE void atomvm_parts_octets(void *to, const char *name, const char *data,
                                 long size)
{
    struct parts *parts = to;
    char *key = copied(parts, name, strlen(name));
    char *copy = copied(parts, data, size);
    if (key != NULL && copy != NULL)
        OSSL_PARAM_BLD_push_octet_string(parts->builder, key, copy, size);
}

VISIBLE void atomvm_parts_text(void *to, const char *name, const char *text)
{
    struct parts *parts = to;
    char *key = copied(parts, name, strlen(name));
    char *copy = copied(parts, text, strlen(text));
    if (key != NULL && copy != NULL)
        OSSL_PARAM_BLD_push_utf8_string(parts->builder, key, copy, 0);
}

VISIBLE void atomvm_parts_free(void *from)
{
    struct parts *parts = from;
    int i;
    for (i = 0; i < parts->numbers; i++)
        BN_clear_free(parts->number[i]);
    for (i = 0; i < parts->copies; i++)
        OPENSSL_clear_free(parts->copy[i], parts->size[i]);
    OSSL_PARAM_BLD_free(parts->builder);
    OPENSSL_free(parts);
}

/* what: 0 parameters, 1 public key, 2 pair */
VISIBLE void *atomvm_key_make(void *from, const char *type, int what)
{
    static const int selections[] = {
        EVP_PKEY_KEY_PARAMETERS, EVP_PKEY_PUBLIC_KEY, EVP_PKEY_KEYPAIR};
    OSSL_PARAM *params =
        OSSL_PARAM_BLD_to_param(((struct parts *)from)->builder);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    EVP_PKEY *key = NULL;
    if (params != NULL && ctx != NULL && EVP_PKEY_fromdata_init(ctx) == 1)
        EVP_PKEY_fromdata(ctx, &key, selections[what], params);
    EVP_PKEY_CTX_free(ctx);
    OSSL_PARAM_free(params);
    ERR_clear_error();
    return key;
}

VISIBLE void *atomvm_key_raw(const char *type, int private, const char *data,
                             long size)
{
    EVP_PKEY *key = private
        ? EVP_PKEY_new_raw_private_key_ex(NULL, type, NULL, (bytes)data, size)
        : EVP_PKEY_new_raw_public_key_ex(NULL, type, NULL, (bytes)data, size);
    ERR_clear_error();
    return key;
}

static void *generated(EVP_PKEY_CTX *ctx)
{
    EVP_PKEY *key = NULL;
    EVP_PKEY_generate(ctx, &key);
    EVP_PKEY_CTX_free(ctx);
    ERR_clear_error();
    return key;
}

/* With the parameters of a key, or (NULL) of a type that needs none.  bits: of
   the private number of Diffie-Hellman, or 0. */
VISIBLE void *atomvm_key_generate(void *like, const char *type, int bits)
{
    OSSL_PARAM params[2];
    EVP_PKEY_CTX *ctx = like != NULL
        ? EVP_PKEY_CTX_new_from_pkey(NULL, like, NULL)
        : EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    params[0] = OSSL_PARAM_construct_int(OSSL_PKEY_PARAM_DH_PRIV_LEN, &bits);
    params[1] = OSSL_PARAM_construct_end();
    if (ctx == NULL || EVP_PKEY_keygen_init(ctx) != 1 ||
        (bits > 0 && EVP_PKEY_CTX_set_params(ctx, params) != 1)) {
        EVP_PKEY_CTX_free(ctx);
        ERR_clear_error();
        return NULL;
    }
    return generated(ctx);
}

VISIBLE void *atomvm_key_rsa(long bits, const char *exponent, long size)
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    BIGNUM *e = BN_bin2bn((bytes)exponent, size, NULL);
    void *key = NULL;
    if (ctx != NULL && EVP_PKEY_keygen_init(ctx) == 1 &&
        EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, bits) == 1 &&
        EVP_PKEY_CTX_set1_rsa_keygen_pubexp(ctx, e) == 1)
        key = generated(ctx);
    else
        EVP_PKEY_CTX_free(ctx);
    BN_free(e);
    ERR_clear_error();
    return key;
}

VISIBLE void atomvm_key_free(void *key)
{
    EVP_PKEY_free(key);
}

VISIBLE int atomvm_key_size(void *key)
{
    return EVP_PKEY_get_size(key);
}

VISIBLE int atomvm_key_number(void *key, const char *name, char *out,
                              long room)
{
    BIGNUM *number = NULL;
    int size = -1;
    if (EVP_PKEY_get_bn_param(key, name, &number) == 1 &&
        BN_num_bytes(number) <= room)
        size = BN_bn2bin(number, (unsigned char *)out);
    BN_clear_free(number);
    ERR_clear_error();
    return size;
}

VISIBLE int atomvm_key_octets(void *key, const char *name, char *out,
                              long room)
{
    size_t size = 0;
    int done = EVP_PKEY_get_octet_string_param(
        key, name, (unsigned char *)out, room, &size);
    ERR_clear_error();
    return done == 1 ? (int)size : -1;
}

VISIBLE int atomvm_key_raw_get(void *key, int private, char *out, long room)
{
    size_t size = room;
    int done = private
        ? EVP_PKEY_get_raw_private_key(key, (unsigned char *)out, &size)
        : EVP_PKEY_get_raw_public_key(key, (unsigned char *)out, &size);
    ERR_clear_error();
    return done == 1 ? (int)size : -1;
}

static EC_GROUP *group_of(struct parts *parts)
{
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(parts->builder);
    EC_GROUP *group = NULL;
    if (params != NULL)
        group = EC_GROUP_new_from_params(params, NULL, NULL);
    OSSL_PARAM_free(params);
    ERR_clear_error();
    return group;
}

/* Bytes of the order of a curve, or -1 where it is none.  The parts are used
   up; so they are in the next one. */
VISIBLE int atomvm_ec_order_size(void *parts)
{
    EC_GROUP *group = group_of(parts);
    int bits = group == NULL ? -1 : EC_GROUP_order_bits(group);
    EC_GROUP_free(group);
    return bits < 0 ? -1 : (bits + 7) / 8;
}

VISIBLE int atomvm_ec_public(void *parts, const char *private, long size,
                             char *out, long room)
{
    EC_GROUP *group = group_of(parts);
    BIGNUM *number = BN_bin2bn((bytes)private, size, NULL);
    EC_POINT *point = group == NULL ? NULL : EC_POINT_new(group);
    int made = -1;
    if (point != NULL && number != NULL &&
        EC_POINT_mul(group, point, number, NULL, NULL, NULL) == 1)
        made = (int)EC_POINT_point2oct(
            group, point, POINT_CONVERSION_UNCOMPRESSED, (unsigned char *)out,
            room, NULL);
    EC_POINT_clear_free(point);
    BN_clear_free(number);
    EC_GROUP_free(group);
    ERR_clear_error();
    return made > 0 ? made : -1;
}

/* The size of the secret, or -1 (no such peer), -2 (not derived). */
VISIBLE int atomvm_derive(void *key, void *peer, char *out, long room)
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    size_t size = room;
    int made = -2;
    if (ctx != NULL && EVP_PKEY_derive_init(ctx) == 1) {
        if (EVP_PKEY_derive_set_peer(ctx, peer) != 1)
            made = -1;
        else if (EVP_PKEY_derive(ctx, (unsigned char *)out, &size) == 1)
            made = (int)size;
    }
    EVP_PKEY_CTX_free(ctx);
    ERR_clear_error();
    return made;
}
'''
