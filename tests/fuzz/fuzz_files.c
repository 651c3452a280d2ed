/* libFuzzer: everything that reads bytes from a stick. The first byte picks the reader. */
#include "app/core/answers.h"
#include "app/core/minisign.h"
#include "app/core/text.h"

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
    for (size_t len = strlen(out), i = 0; i < len;) { /* what is cleaned holds no forbidden character and no malformed byte */
        uint32_t cp;
        size_t used = text_decode(out + i, len - i, &cp);
        if (used == 0 || text_is_forbidden(cp, true))
            abort();
        i += used;
    }
    free(s);
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
    switch (pick % 6) {
    case 0: rc = bank_open(data, size, NULL, &bank, &e); break;
    case 1: rc = session_open(data, size, NULL, &session, &e); break;
    case 2: rc = answers_peek(data, size, &info, &e); break;
    case 3: rc = profile_decode(data, size, &profile, &e); break;
    case 4: read_keys(data, size); break;
    default: read_text(data, size); break;
    }
    return rc == ERR_OK ? 0 : 0;
}
