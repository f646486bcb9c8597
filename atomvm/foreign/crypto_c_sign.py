"""C over libcrypto's EVP: signatures and RSA encryption; see crypto_c_key."""

PROTOTYPES = []

SOURCE = r'''
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#define VISIBLE __attribute__((visibility("default")))
typedef const unsigned char *bytes;

/* Digests are named; "" is none.  padding: of RSA, 0 for other keys.
   0, or -1 (digest), -2 (padding), -3 (salt), -4 (mask). */
static int set_options(EVP_PKEY_CTX *ctx, const char *md, int padding,
                       int salt, const char *mask)
{
    if (md[0] != 0 && EVP_PKEY_CTX_ctrl_str(ctx, "digest", md) != 1)
        return -1;
    if (padding == 0)
        return 0;
    if (EVP_PKEY_CTX_set_rsa_padding(ctx, padding) != 1)
        return -2;
    if (padding != RSA_PKCS1_PSS_PADDING)
        return 0;
    if (EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, salt) != 1)
        return -3;
    if (mask[0] != 0 &&
        EVP_PKEY_CTX_set_rsa_mgf1_md_name(ctx, mask, NULL) != 1)
        return -4;
    return 0;
}

/* The size of the signature, or as above, or -5.  whole: the key signs
   messages, not digests. */
VISIBLE int atomvm_sign(void *key, int whole, const char *md, int padding,
                        int salt, const char *mask, const char *data,
                        long size, char *out, long room)
{
    size_t made = room;
    int code = -5;
    if (whole) {
        EVP_MD_CTX *ctx = EVP_MD_CTX_new();
        if (ctx != NULL &&
            EVP_DigestSignInit(ctx, NULL, NULL, NULL, key) == 1 &&
            EVP_DigestSign(ctx, (unsigned char *)out, &made, (bytes)data,
                           size) == 1)
            code = (int)made;
        EVP_MD_CTX_free(ctx);
    } else {
        EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
        if (ctx != NULL && EVP_PKEY_sign_init(ctx) == 1) {
            code = set_options(ctx, md, padding, salt, mask);
            if (code == 0)
                code = EVP_PKEY_sign(ctx, (unsigned char *)out, &made,
                                     (bytes)data, size) == 1 ? (int)made : -5;
        }
        EVP_PKEY_CTX_free(ctx);
    }
    ERR_clear_error();
    return code;
}

/* 1, or 0 (it is not), or as above. */
VISIBLE int atomvm_verify(void *key, int whole, const char *md, int padding,
                          int salt, const char *mask, const char *data,
                          long size, const char *sign, long sign_size)
{
    int code = -5;
    if (whole) {
        EVP_MD_CTX *ctx = EVP_MD_CTX_new();
        if (ctx != NULL &&
            EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1)
            code = EVP_DigestVerify(ctx, (bytes)sign, sign_size, (bytes)data,
                                    size) == 1;
        EVP_MD_CTX_free(ctx);
    } else {
        EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
        if (ctx != NULL && EVP_PKEY_verify_init(ctx) == 1) {
            code = set_options(ctx, md, padding, salt, mask);
            if (code == 0)
                code = EVP_PKEY_verify(ctx, (bytes)sign, sign_size,
                                       (bytes)data, size) == 1;
        }
        EVP_PKEY_CTX_free(ctx);
    }
    ERR_clear_error();
    return code;
}

enum { ENCRYPT, DECRYPT, SIGN, RECOVER };

static int crypt_init(EVP_PKEY_CTX *ctx, int mode)
{
    switch (mode) {
    case ENCRYPT: return EVP_PKEY_encrypt_init(ctx);
    case DECRYPT: return EVP_PKEY_decrypt_init(ctx);
    case SIGN: return EVP_PKEY_sign_init(ctx);
    default: return EVP_PKEY_verify_recover_init(ctx);
    }
}

static int crypt_run(EVP_PKEY_CTX *ctx, int mode, unsigned char *out,
                     size_t *made, bytes in, size_t size)
{
    switch (mode) {
    case ENCRYPT: return EVP_PKEY_encrypt(ctx, out, made, in, size);
    case DECRYPT: return EVP_PKEY_decrypt(ctx, out, made, in, size);
    case SIGN: return EVP_PKEY_sign(ctx, out, made, in, size);
    default: return EVP_PKEY_verify_recover(ctx, out, made, in, size);
    }
}

static int crypt_options(EVP_PKEY_CTX *ctx, int mode,
                         const char *signature_md, int padding, const char *mask, const char *oaep_md,
                         const char *label, long label_size)
{
    if (signature_md[0] != 0 &&
        (mode == ENCRYPT || mode == DECRYPT ||
         EVP_PKEY_CTX_ctrl_str(ctx, "digest", signature_md) != 1))
        return -2;
    if (EVP_PKEY_CTX_set_rsa_padding(ctx, padding) != 1)
        return -3;
    if (padding != RSA_PKCS1_OAEP_PADDING)
        return 0;
    if (oaep_md[0] != 0 &&
        EVP_PKEY_CTX_set_rsa_oaep_md_name(ctx, oaep_md, NULL) != 1)
        return -4;
    if (mask[0] != 0 &&
        EVP_PKEY_CTX_set_rsa_mgf1_md_name(ctx, mask, NULL) != 1)
        return -5;
    if (label_size > 0) {
        unsigned char *copy = OPENSSL_memdup(label, label_size);
        if (EVP_PKEY_CTX_set0_rsa_oaep_label(ctx, copy, label_size) != 1) {
            OPENSSL_free(copy);
            return -6;
        }
    }
    return 0;
}

/* The size of the result, or -1 (not with this key), -2 (digest), -3
   (padding), -4 to -6 (OAEP), -7 (no result). */
VISIBLE int atomvm_crypt(void *key, int mode, int padding,
                         const char *signature_md, const char *mask,
                         const char *oaep_md, const char *label,
                         long label_size, const char *in, long size, char *out,
                         long room)
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    size_t made = room;
    int code = -1;
    if (ctx != NULL && crypt_init(ctx, mode) == 1) {
        code = crypt_options(ctx, mode, signature_md, padding, mask, oaep_md,
                             label, label_size);
        if (code == 0)
            code = crypt_run(ctx, mode, (unsigned char *)out, &made,
                             (bytes)in, size) == 1 ? (int)made : -7;
    }
    EVP_PKEY_CTX_free(ctx);
    ERR_clear_error();
    return code;
}
'''
