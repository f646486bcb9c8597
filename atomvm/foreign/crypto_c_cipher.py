"""C over libcrypto's EVP: ciphers, with and without authentication."""

PROTOTYPES = [
    'void *atomvm_cipher(const char *);',
    'int atomvm_cipher_info(void *, int);',
    'void *atomvm_cipher_new(void *, const char *, long, const char *,'
    ' int, int);',
    'void atomvm_cipher_free(void *);',
    'int atomvm_cipher_update(void *, const char *, long, char *);',
    'int atomvm_cipher_final(void *, char *, int);',
    'int atomvm_aead(void *, const char *, const char *, long,'
    ' const char *, long, const char *, long, char *, char *, long, int);',
]

SOURCE = r'''
#include <openssl/err.h>
#include <openssl/evp.h>

#define VISIBLE __attribute__((visibility("default")))
typedef const unsigned char *bytes;

void atomvm_crypto_legacy(void);

VISIBLE void *atomvm_cipher(const char *name)
{
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    if (cipher == NULL) {
        atomvm_crypto_legacy();
        cipher = EVP_CIPHER_fetch(NULL, name, NULL);
    }
    ERR_clear_error();
    return cipher;
}

VISIBLE int atomvm_cipher_info(void *cipher, int what)
{
    switch (what) {
    case 0: return EVP_CIPHER_get_type(cipher);
    case 1: return EVP_CIPHER_get_key_length(cipher);
    case 2: return EVP_CIPHER_get_iv_length(cipher);
    case 3: return EVP_CIPHER_get_block_size(cipher);
    case 4: return EVP_CIPHER_get_mode(cipher);
    default: return EVP_CIPHER_get_flags(cipher) & EVP_CIPH_VARIABLE_LENGTH
        ? 1 : 0;
    }
}

/* padding: whether blocks are held back for it.  NULL where the key has a wrong size. */
VISIBLE void *atomvm_cipher_new(void *cipher, const char *key, long size,
                                const char *iv, int encrypt, int padding)
{
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    if (ctx != NULL &&
        EVP_CipherInit_ex(ctx, cipher, NULL, NULL, NULL, encrypt) == 1 &&
        EVP_CIPHER_CTX_set_key_length(ctx, size) == 1 &&
        (!EVP_CIPHER_is_a(cipher, "RC2-CBC") ||
         EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_SET_RC2_KEY_BITS, size * 8,
                             NULL) == 1) &&
        EVP_CipherInit_ex(ctx, NULL, NULL, (bytes)key, (bytes)iv, -1) == 1) {
        EVP_CIPHER_CTX_set_padding(ctx, padding);
        return ctx;
    }
    EVP_CIPHER_CTX_free(ctx);
    ERR_clear_error();
    return NULL;
}

VISIBLE void atomvm_cipher_free(void *ctx)
{
    EVP_CIPHER_CTX_free(ctx);
}

VISIBLE int atomvm_cipher_update(void *ctx, const char *data, long size,
                                 char *out)
{
    int made = 0;
    if (EVP_CipherUpdate(ctx, (unsigned char *)out, &made, (bytes)data,
                         size) == 1)
        return made;
    ERR_clear_error();
    return -1;
}

VISIBLE int atomvm_cipher_final(void *ctx, char *out, int padding)
{
    int made = 0;
    EVP_CIPHER_CTX_set_padding(ctx, padding);
    if (EVP_CipherFinal_ex(ctx, (unsigned char *)out, &made) == 1)
        return made;
    ERR_clear_error();
    return -1;
}

/* 0, or which step failed: 1 set-up, 2 size of the IV, 3 tag, 4 key and IV,
   5 additional data, 6 text, 7 end (a wrong tag), 8 the tag's size. */
static int aead(EVP_CIPHER_CTX *ctx, void *cipher, bytes key, bytes iv,
                long iv_size, bytes aad, long aad_size, bytes in, long size,
                unsigned char *out, unsigned char *tag, long tag_size,
                int encrypt)
{
    int ccm = EVP_CIPHER_get_mode(cipher) == EVP_CIPH_CCM_MODE;
    int made = 0;
    if (EVP_CipherInit_ex(ctx, cipher, NULL, NULL, NULL, encrypt) != 1)
        return 1;
    if (EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, iv_size, NULL) != 1)
        return 2;
    if ((ccm || !encrypt) &&
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, tag_size,
                            encrypt ? NULL : tag) != 1)
        return 3;
    if (EVP_CipherInit_ex(ctx, NULL, NULL, key, iv, -1) != 1)
        return 4;
    if (ccm && EVP_CipherUpdate(ctx, NULL, &made, NULL, size) != 1)
        return 6;
    if (aad_size > 0 && EVP_CipherUpdate(ctx, NULL, &made, aad,
                                         aad_size) != 1)
        return 5;
    if ((size > 0 || ccm) &&
        EVP_CipherUpdate(ctx, out, &made, in, size) != 1)
        return ccm && !encrypt ? 7 : 6;
    if ((!ccm || encrypt) && EVP_CipherFinal_ex(ctx, out + made, &made) != 1)
        return 7;
    if (encrypt && EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, tag_size,
                                       tag) != 1)
        return 8;
    return 0;
}

VISIBLE int atomvm_aead(void *cipher, const char *key, const char *iv,
                        long iv_size, const char *aad, long aad_size,
                        const char *in, long size, char *out, char *tag,
                        long tag_size, int encrypt)
{
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    int step = 1;
    if (ctx != NULL)
        step = aead(ctx, cipher, (bytes)key, (bytes)iv, iv_size, (bytes)aad,
                    aad_size, (bytes)in, size, (unsigned char *)out,
                    (unsigned char *)tag, tag_size, encrypt);
    EVP_CIPHER_CTX_free(ctx);
    ERR_clear_error();
    return step;
}
'''
