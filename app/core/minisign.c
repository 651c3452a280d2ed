#include "app/core/minisign.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/textfile.h"

#include <sodium.h>
#include <string.h>

static void hash512(const void *data, size_t len, uint8_t out[64])
{
    crypto_generichash(out, 64, data, len, NULL, 0); /* without a label: minisign's own */
}

enum err_code minisign_make(const struct keys_secret *k, const void *data, size_t len,
                            const char *trusted_comment, struct buf *out, struct err *e)
{
    uint8_t hash[64], raw[74] = {'E', 'D'}, global[CRYPT_SIG];
    struct buf body;
    for (const char *p = trusted_comment; *p; p++)
        if ((unsigned char)*p < 0x20 && *p != '\t')
            return err_set(e, ERR_FORMAT, _("a trusted comment may hold no control character"));
    hash512(data, len, hash);
    memcpy(raw + 2, k->pub.id, 8);
    crypt_sign_plain(k->sign_sk, hash, sizeof hash, raw + 10);
    buf_init(&body, 16 * 1024);
    buf_add(&body, raw + 10, CRYPT_SIG);
    buf_add_text(&body, trusted_comment);
    enum err_code rc = buf_check(&body, _("trusted comment"), e);
    if (rc == ERR_OK) {
        crypt_sign_plain(k->sign_sk, body.data, body.len, global);
        buf_add_text(out, "untrusted comment: signature of the office\n");
        textfile_put_base64(out, raw, sizeof raw);
        buf_printf(out, "\ntrusted comment: %s\n", trusted_comment);
        textfile_put_base64(out, global, sizeof global);
        buf_add_text(out, "\n");
        rc = buf_check(out, _("signature"), e);
    }
    buf_free(&body);
    return rc;
}

enum err_code minisign_verify(const struct keys_public *pub, const void *data, size_t len,
                              const char *sig, size_t sig_len, char **comment, struct err *e)
{
    const char *line, *trusted;
    size_t n, at = 0, trusted_len;
    uint8_t raw[74], global[CRYPT_SIG], hash[64];
    if (!textfile_next_line(sig, sig_len, &at, &line, &n) ||
        !textfile_starts_with(&line, &n, "untrusted comment: ") ||
        !textfile_next_line(sig, sig_len, &at, &line, &n) ||
        !textfile_get_base64(line, n, raw, sizeof raw) ||
        !textfile_next_line(sig, sig_len, &at, &trusted, &trusted_len) ||
        !textfile_starts_with(&trusted, &trusted_len, "trusted comment: ") ||
        !textfile_next_line(sig, sig_len, &at, &line, &n) ||
        !textfile_get_base64(line, n, global, sizeof global) || raw[0] != 'E' || raw[1] != 'D')
        return err_set(e, ERR_FORMAT, _("not a minisign signature"));
    if (memcmp(raw + 2, pub->id, 8) != 0)
        return err_set(e, ERR_KEY, _("signed by another key"));
    hash512(data, len, hash);
    if (!crypt_is_signed_plain(pub->sign_pk, hash, sizeof hash, raw + 10))
        return err_set(e, ERR_AUTH, _("altered: the signature does not fit"));
    struct buf body;
    buf_init(&body, 64 * 1024);
    buf_add(&body, raw + 10, CRYPT_SIG);
    buf_add(&body, trusted, trusted_len);
    bool good = !body.failed && crypt_is_signed_plain(pub->sign_pk, body.data, body.len, global);
    buf_free(&body);
    if (!good)
        return err_set(e, ERR_AUTH, _("altered: the trusted comment does not fit"));
    if (comment)
        *comment = strndup(trusted, trusted_len);
    return ERR_OK;
}
