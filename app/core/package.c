#include "app/core/package.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <string.h>

static const uint8_t MAGIC[8] = {'S', 'A', 'T', 'H', 'A', 'C', 'H', 0x1a};
enum { SIGNATURE_NONE = 0, SIGNATURE_ED25519 = 1 };

const char *package_kind_name(enum package_kind kind)
{
    switch (kind) {
    case PACKAGE_BANK: return _("bank");
    case PACKAGE_SESSION: return _("session");
    case PACKAGE_ANSWERS: return _("answers");
    case PACKAGE_RESUME: return _("resume");
    case PACKAGE_STATUS: return _("status");
    case PACKAGE_MANIFEST: return _("manifest");
    case PACKAGE_ORDER: return _("order");
    case PACKAGE_ACK: return _("acknowledgement");
    case PACKAGE_DECISION: return _("decision");
    case PACKAGE_KEYS: return _("keys");
    case PACKAGE_BACKUP: return _("backup");
    case PACKAGE_CLAIM: return _("claim");
    case PACKAGE_ROOMLOG: return _("room log");
    }
    return _("unknown");
}

/* True for kinds that must carry a signature: bank, session, order, ack, decision,
 * backup, room log. */
static bool kind_is_signed(enum package_kind kind)
{
    return kind == PACKAGE_BANK || kind == PACKAGE_SESSION || kind == PACKAGE_ORDER ||
           kind == PACKAGE_ACK || kind == PACKAGE_DECISION || kind == PACKAGE_BACKUP ||
           kind == PACKAGE_ROOMLOG;
}

void package_put_header(enum package_kind kind, const uint8_t pk[CRYPT_SIGN_PK], bool is_signed,
                        uint64_t len, struct buf *out)
{
    buf_add(out, MAGIC, sizeof MAGIC);
    buf_add_u16(out, PACKAGE_VERSION);
    buf_add_u8(out, (uint8_t)kind);
    buf_add_u8(out, is_signed ? SIGNATURE_ED25519 : SIGNATURE_NONE);
    buf_add_zero(out, 4);
    if (is_signed)
        buf_add(out, pk, CRYPT_SIGN_PK);
    else
        buf_add_zero(out, CRYPT_SIGN_PK);
    buf_add_u64(out, len);
    buf_add_zero(out, 8);
}

void package_build(enum package_kind kind, const uint8_t pk[CRYPT_SIGN_PK],
                   const uint8_t sk[CRYPT_SIGN_SK], const void *payload, size_t len,
                   struct buf *out)
{
    size_t start = out->len;
    package_put_header(kind, pk, sk != NULL, len, out);
    buf_add(out, payload, len);
    if (sk && !out->failed) {
        uint8_t sig[CRYPT_SIG];
        crypt_sign(sk, LABEL_SIGN_PACKAGE, out->data + start, out->len - start, sig);
        buf_add(out, sig, sizeof sig);
    }
}

/* What the header says of itself, before any cryptography. */
static enum err_code check_header(struct wire *w, size_t len, enum package_kind kind,
                                  uint64_t *payload_len, uint8_t *sig_type, struct package *out,
                                  struct err *e)
{
    const uint8_t *magic = wire_take(w, sizeof MAGIC);
    if (!magic || memcmp(magic, MAGIC, sizeof MAGIC) != 0)
        return err_set(e, ERR_FORMAT, _("not a sathach file (offset 0)"));
    uint16_t version = wire_u16(w);
    uint8_t found = wire_u8(w);
    *sig_type = wire_u8(w);
    bool zero = wire_zero(w, 4);
    wire_copy(w, out->signer, sizeof out->signer);
    *payload_len = wire_u64(w);
    zero = wire_zero(w, 8) && zero;
    if (w->failed)
        return err_set(e, ERR_FORMAT, _("cut short: %zu bytes, the header alone has %d"), len,
                       PACKAGE_HEADER);
    if (version != PACKAGE_VERSION)
        return err_set(
            e, ERR_FORMAT,
            _("version %u is not known to this program (it knows %d); another one made it"),
            version, PACKAGE_VERSION);
    if (found != kind)
        return err_set(e, ERR_FORMAT, _("holds \"%s\" (kind %u) where \"%s\" is wanted"),
                       package_kind_name((enum package_kind)found), found, package_kind_name(kind));
    if (!zero)
        return err_set(e, ERR_FORMAT, _("bytes that must be zero are not (offset 12 or 56)"));
    return ERR_OK;
}

static bool is_zero(const uint8_t *p, size_t n)
{
    uint8_t all = 0;
    for (size_t i = 0; i < n; i++)
        all |= p[i];
    return all == 0;
}

static enum err_code check_signature_type(enum package_kind kind, uint8_t sig_type,
                                          const uint8_t *signer, struct err *e)
{
    if (sig_type > SIGNATURE_ED25519)
        return err_set(e, ERR_FORMAT, _("signature type %u is not known"), sig_type);
    if (kind_is_signed(kind) && sig_type == SIGNATURE_NONE)
        return err_set(e, ERR_AUTH, _("carries no signature"));
    if (!kind_is_signed(kind) && sig_type != SIGNATURE_NONE)
        return err_set(e, ERR_FORMAT, _("carries a signature where none belongs"));
    if (sig_type == SIGNATURE_NONE && !is_zero(signer, CRYPT_SIGN_PK))
        return err_set(e, ERR_FORMAT, _("bytes that must be zero are not (offset 16)"));
    return ERR_OK;
}

enum err_code package_read_header(const void *bytes, size_t have, enum package_kind kind,
                                  struct package *out, uint64_t *len, struct err *e)
{
    struct wire w;
    uint8_t sig_type = 0;
    *out = (struct package){.kind = kind};
    wire_init(&w, bytes, have);
    enum err_code rc = check_header(&w, have, kind, len, &sig_type, out, e);
    if (rc == ERR_OK)
        rc = check_signature_type(kind, sig_type, out->signer, e);
    out->is_signed = rc == ERR_OK && sig_type != SIGNATURE_NONE;
    return rc;
}

enum err_code package_open(const void *bytes, size_t len, enum package_kind kind,
                           const uint8_t *expected, struct package *out, struct err *e)
{
    struct wire w;
    uint64_t payload_len = 0;
    uint8_t sig_type = 0;
    *out = (struct package){.kind = kind};
    wire_init(&w, bytes, len);
    enum err_code rc = check_header(&w, len, kind, &payload_len, &sig_type, out, e);
    if (rc == ERR_OK)
        rc = check_signature_type(kind, sig_type, out->signer, e);
    if (rc != ERR_OK)
        return rc;
    size_t extra = PACKAGE_HEADER + (sig_type ? CRYPT_SIG : 0);
    if (payload_len > PACKAGE_MAX)
        return err_set(e, ERR_LIMIT, _("says it holds %llu bytes, over the limit of %d"),
                       (unsigned long long)payload_len, PACKAGE_MAX);
    if (len < extra || payload_len != len - extra)
        return err_set(e, ERR_FORMAT, _("cut short or too long: %zu bytes where %llu are due"), len,
                       (unsigned long long)payload_len + extra);
    out->is_signed = sig_type != SIGNATURE_NONE;
    out->payload = wire_take(&w, (size_t)payload_len);
    out->len = (size_t)payload_len;
    if (!out->is_signed)
        return ERR_OK;
    const uint8_t *sig = wire_take(&w, CRYPT_SIG);
    if (!sig || !crypt_is_signed(out->signer, LABEL_SIGN_PACKAGE, bytes, len - CRYPT_SIG, sig))
        return err_set(e, ERR_AUTH, _("altered: the signature does not fit"));
    if (expected && memcmp(expected, out->signer, CRYPT_SIGN_PK) != 0)
        return err_set(e, ERR_KEY, _("signed by another key than the one trusted here"));
    return ERR_OK;
}

enum package_look package_look(const void *bytes, size_t have, uint64_t size,
                               enum package_kind *kind)
{
    struct wire w;
    *kind = (enum package_kind)0;
    if (have && memcmp(bytes, MAGIC, have < sizeof MAGIC ? have : sizeof MAGIC) != 0)
        return PACKAGE_ALIEN;
    wire_init(&w, bytes, have);
    wire_take(&w, sizeof MAGIC);
    uint16_t version = wire_u16(&w);
    uint8_t found = wire_u8(&w), sig_type = wire_u8(&w);
    wire_take(&w, 4 + CRYPT_SIGN_PK);
    uint64_t payload_len = wire_u64(&w);
    if (have >= sizeof MAGIC + 2 && version != PACKAGE_VERSION)
        return PACKAGE_ALIEN;
    if (have >= sizeof MAGIC + 3)
        *kind = (enum package_kind)found;
    uint64_t extra = PACKAGE_HEADER + (sig_type ? CRYPT_SIG : 0);
    return w.failed || size < extra || payload_len > size - extra ? PACKAGE_CUT_SHORT
                                                                  : PACKAGE_WHOLE;
}
