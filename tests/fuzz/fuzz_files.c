/* libFuzzer: everything that reads bytes from a stick. The first byte picks the reader. */
#include "app/core/answers.h"
#include "app/core/minisign.h"
#include "app/core/order.h"
#include "app/core/package.h"
#include "app/core/room_action.h"
#include "app/core/text.h"
#include "app/core/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_keys(const uint8_t *data, size_t size)
{
    struct keys_public pub;
    struct err e;
    if (keys_public_parse((const char *)data, size, "x", &pub, &e) != ERR_OK)
        memset(&pub, 1, sizeof pub);
    char *comment = NULL;
    if (minisign_verify(&pub, "x", 1, (const char *)data, size, &comment, &e) == ERR_OK)
        abort();
    free(comment);
}

static void read_text(const uint8_t *data, size_t size)
{
    struct text_line lines[64];
    char *s = strndup((const char *)data, size), out[256];
    if (!s)
        return;
    size_t n = text_wrap(s, 1 + (int)(size % 80), lines, 64);
    for (size_t i = 0; i < n && i < 64; i++)
        if (lines[i].start < s || lines[i].start + lines[i].len > s + strlen(s))
            abort();
    text_clean(s, out, sizeof out);
    for (size_t len = strlen(out), i = 0; i < len;) { /* what is cleaned holds no forbidden
                                                         character and no malformed byte */
        uint32_t cp;
        size_t used = utf8_decode(out + i, len - i, &cp);
        if (used == 0 || utf8_is_forbidden(cp, true))
            abort();
        i += used;
    }
    free(s);
}

/* Signed rightly, whatever it says: what is taken for an order is one that a console can write. */
static void read_order(const uint8_t *data, size_t size)
{
    static const uint8_t O[CRYPT_KEY] = {1};
    struct session s = {.papers = 8, .info = {.name = "ca"}};
    struct order o;
    struct err e;
    struct buf file;
    uint8_t pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK];
    session_order_pair(O, s.info.uid, pk, sk);
    buf_init(&file, PACKAGE_MAX);
    package_build(PACKAGE_ORDER, pk, sk, data, size, &file);
    if (!file.failed && order_open(file.data, file.len, &s, pk, &o, &e) == ERR_OK &&
        (!room_action_row(o.action) || !room_reason_word(o.reason) ||
         strlen(o.words) > ORDER_WORDS_MAX || strlen(o.by) > ORDER_BY_MAX))
        abort();
    buf_free(&file);
}

static void read_voucher(const uint8_t *data, size_t size)
{
    struct voucher_typed v;
    char *typed = strndup((const char *)data, size);
    if (typed && voucher_parse(typed, &v) &&
        (v.n < 1 || v.n > VOUCHER_COUNT || strlen(v.secret) != VOUCHER_SECRET))
        abort();
    free(typed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e;
    struct bank bank;
    struct session session;
    struct answers_info info;
    struct profile profile;
    if (size < 1)
        return 0;
    uint8_t pick = data[0];
    data++;
    size--;
    enum err_code rc = ERR_OK;
    switch (pick % 8) {
    case 0: rc = bank_open(data, size, NULL, &bank, &e); break;
    case 1: rc = session_open(data, size, NULL, &session, &e); break;
    case 2: rc = answers_peek(data, size, &info, &e); break;
    case 3: rc = profile_decode(data, size, &profile, &e); break;
    case 4: read_keys(data, size); break;
    case 5: read_text(data, size); break;
    case 6: read_order(data, size); break;
    default: read_voucher(data, size); break;
    }
    return rc == ERR_OK ? 0 : 0;
}
