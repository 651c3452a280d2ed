#include "tools/office/note.h"

#include "app/core/code.h"
#include "app/core/i18n.h"
#include "app/core/textfile.h"

#include <stdio.h>
#include <string.h>

enum { KEY_ID = 4, TYPE_ED25519 = 1, TYPE_COSIGNATURE = 4, BODY_MAX = 512, LINE_MAX_BYTES = 180 };

static const char DASH[] = "\xE2\x80\x94 "; /* U+2014 and a blank: how signature lines begin */

void note_body(const struct note_mark *m, struct buf *out)
{
    buf_printf(out, "%s\n%llu\n", m->origin, (unsigned long long)m->size);
    textfile_put_base64(out, m->root, sizeof m->root);
    buf_add_text(out, "\n");
}

void note_origin(const uint8_t key_id[8], const char *log_id, unsigned e, char out[NOTE_ORIGIN])
{
    uint8_t big[8]; /* minisign prints its key id as a number */
    char hex[17];
    for (size_t i = 0; i < sizeof big; i++)
        big[i] = key_id[7 - i];
    crypt_hex(big, sizeof big, hex);
    for (char *p = hex; *p; p++)
        *p = *p >= 'a' ? (char)(*p - 'a' + 'A') : *p;
    snprintf(out, NOTE_ORIGIN, "sathach/%s/%s/%u", hex, log_id, e);
}

bool note_split_origin(const char *origin, char key_id[17], char log_id[9], unsigned *e)
{
    char own[NOTE_ORIGIN];
    int n = 0;
    if (sscanf(origin, "sathach/%16[0-9A-F]/%8[0-9a-f]/%9u%n", key_id, log_id, e, &n) != 3 ||
        origin[n])
        return false;
    snprintf(own, sizeof own, "sathach/%s/%s/%u", key_id, log_id, *e);
    return strlen(key_id) == 16 && strlen(log_id) == 8 && *e > 0 && strcmp(own, origin) == 0;
}

/* SHA-256(name ‖ 0a ‖ type ‖ pk), its first four bytes (C2SP signed-note). */
static void key_id_of(const char *name, uint8_t type, const uint8_t pk[CRYPT_SIGN_PK],
                      uint8_t out[KEY_ID])
{
    uint8_t hash[CRYPT_HASH];
    struct buf b;
    buf_init(&b, BODY_MAX);
    buf_add_text(&b, name);
    buf_add_u8(&b, '\n');
    buf_add_u8(&b, type);
    buf_add(&b, pk, CRYPT_SIGN_PK);
    crypt_sha256(b.data, b.len, hash);
    memcpy(out, hash, KEY_ID);
    buf_free(&b);
}

static void put_line(const char *name, const uint8_t *raw, size_t len, struct buf *out)
{
    buf_printf(out, "%s%s ", DASH, name);
    textfile_put_base64(out, raw, len);
    buf_add_text(out, "\n");
}

void note_sign(const struct note_mark *m, const struct keys_secret *office, struct buf *out)
{
    uint8_t raw[KEY_ID + CRYPT_SIG];
    struct buf body;
    buf_init(&body, BODY_MAX);
    note_body(m, &body);
    key_id_of(m->origin, TYPE_ED25519, office->pub.sign_pk, raw);
    crypt_sign_plain(office->sign_sk, body.data, body.len, raw + KEY_ID);
    buf_add(out, body.data, body.len);
    buf_add_text(out, "\n");
    put_line(m->origin, raw, sizeof raw, out);
    buf_free(&body);
}

static bool parse_size(const char *line, size_t n, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (line[i] < '0' || line[i] > '9' || i >= 15)
            return false;
        *out = *out * 10 + (uint64_t)(line[i] - '0');
    }
    return n > 0 && (line[0] != '0' || n == 1);
}

enum err_code note_parse(const char *text, size_t len, const char *name, struct note_mark *out,
                         struct err *e)
{
    const char *line;
    size_t at = 0, n;
    *out = (struct note_mark){0};
    if (!textfile_next_line(text, len, &at, &line, &n) || n == 0 || n >= sizeof out->origin ||
        memchr(line, 0, n))
        return err_set(e, ERR_FORMAT, _("%s: line 1: no origin of a log"), name);
    memcpy(out->origin, line, n);
    if (!textfile_next_line(text, len, &at, &line, &n) || !parse_size(line, n, &out->size))
        return err_set(e, ERR_FORMAT, _("%s: line 2: no number of lines"), name);
    if (!textfile_next_line(text, len, &at, &line, &n) ||
        !textfile_get_base64(line, n, out->root, sizeof out->root))
        return err_set(e, ERR_FORMAT, _("%s: line 3: no root of a log"), name);
    if (!textfile_next_line(text, len, &at, &line, &n) || n != 0)
        return err_set(e, ERR_FORMAT, _("%s: line 4: is not empty"), name);
    return ERR_OK;
}

/* The signature of a key in a note, of `want` bytes behind the key's id. False when no line is of
 * this key. */
static bool find_signature(const char *text, size_t len, const char *signer, uint8_t type,
                           const uint8_t pk[CRYPT_SIGN_PK], uint8_t *raw, size_t want)
{
    const char *line;
    size_t at = 0, n, number = 0;
    uint8_t id[KEY_ID];
    char prefix[sizeof DASH + NOTE_ORIGIN + 1];
    snprintf(prefix, sizeof prefix, "%s%s ", DASH, signer);
    key_id_of(signer, type, pk, id);
    while (textfile_next_line(text, len, &at, &line, &n))
        if (++number > 4 && n < LINE_MAX_BYTES + sizeof prefix &&
            textfile_starts_with(&line, &n, prefix) && textfile_get_base64(line, n, raw, want) &&
            memcmp(raw, id, KEY_ID) == 0)
            return true;
    return false;
}

/* The signed lines as they stand in the text: up to the empty line. */
static size_t body_length(const char *text, size_t len)
{
    const char *line;
    size_t at = 0, n;
    for (int i = 0; i < 3; i++)
        if (!textfile_next_line(text, len, &at, &line, &n))
            return 0;
    return at <= len ? at : 0;
}

enum err_code note_verify(const char *text, size_t len, const char *name,
                          const struct keys_public *office, struct err *e)
{
    struct note_mark m;
    uint8_t raw[KEY_ID + CRYPT_SIG];
    enum err_code rc = note_parse(text, len, name, &m, e);
    if (rc != ERR_OK)
        return rc;
    if (!find_signature(text, len, m.origin, TYPE_ED25519, office->sign_pk, raw, sizeof raw))
        return err_set(e, ERR_KEY, _("%s: carries no signature of this office"), name);
    if (!crypt_is_signed_plain(office->sign_pk, text, body_length(text, len), raw + KEY_ID))
        return err_set(e, ERR_AUTH, _("%s: altered: the office's signature does not fit"), name);
    return ERR_OK;
}

static void cosigned_message(const char *body, size_t len, uint64_t time, struct buf *out)
{
    buf_printf(out, "cosignature/v1\ntime %llu\n", (unsigned long long)time);
    buf_add(out, body, len);
}

void note_cosign(const struct note_mark *m, const char *witness, const uint8_t pk[CRYPT_SIGN_PK],
                 const uint8_t sk[CRYPT_SIGN_SK], uint64_t time, struct buf *out)
{
    uint8_t raw[KEY_ID + 8 + CRYPT_SIG];
    struct buf body, message;
    buf_init(&body, BODY_MAX);
    buf_init(&message, 2 * BODY_MAX);
    note_body(m, &body);
    cosigned_message((const char *)body.data, body.len, time, &message);
    key_id_of(witness, TYPE_COSIGNATURE, pk, raw);
    for (size_t i = 0; i < 8; i++)
        raw[KEY_ID + i] = (uint8_t)(time >> (56 - 8 * i));
    crypt_sign_plain(sk, message.data, message.len, raw + KEY_ID + 8);
    put_line(witness, raw, sizeof raw, out);
    buf_free(&body);
    buf_free(&message);
}

void note_file_name(const char *witness, char out[NOTE_NAME])
{
    snprintf(out, NOTE_NAME, "%s", witness);
    for (char *at = out; (at = strchr(at, '/'));)
        *at = '_';
}

enum err_code note_verify_cosignature(const char *text, size_t len, const char *name,
                                      const char *witness, const uint8_t pk[CRYPT_SIGN_PK],
                                      uint64_t *time, struct err *e)
{
    struct note_mark m;
    struct buf message;
    uint8_t raw[KEY_ID + 8 + CRYPT_SIG];
    enum err_code rc = note_parse(text, len, name, &m, e);
    if (rc != ERR_OK)
        return rc;
    if (!find_signature(text, len, witness, TYPE_COSIGNATURE, pk, raw, sizeof raw))
        return err_set(e, ERR_KEY, _("%s: carries no cosignature of %s"), name, witness);
    *time = 0;
    for (size_t i = 0; i < 8; i++)
        *time = *time << 8 | raw[KEY_ID + i];
    buf_init(&message, 2 * BODY_MAX);
    cosigned_message(text, body_length(text, len), *time, &message);
    bool good =
        !message.failed && crypt_is_signed_plain(pk, message.data, message.len, raw + KEY_ID + 8);
    buf_free(&message);
    return good ? ERR_OK
                : err_set(e, ERR_AUTH, _("%s: altered: the cosignature of %s does not fit"), name,
                          witness);
}

void note_code(const struct note_mark *m, char out[NOTE_CODE + 1])
{
    uint8_t hash[CRYPT_HASH];
    struct buf body;
    buf_init(&body, BODY_MAX);
    note_body(m, &body);
    crypt_hash(LABEL_MARK, body.data, body.len, hash);
    code_letters(hash, NOTE_CODE, out);
    buf_free(&body);
}

void note_code_text(const struct note_mark *m, char out[NOTE_CODE_TEXT])
{
    char code[NOTE_CODE + 1];
    note_code(m, code);
    code_group(code, 4, out, NOTE_CODE_TEXT);
}

bool note_code_normalise(const char *typed, char out[NOTE_CODE + 1])
{
    return code_letters_normalise(typed, NOTE_CODE, out);
}
