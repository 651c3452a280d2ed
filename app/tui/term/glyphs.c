#include "app/tui/term/glyphs.h"

#include "app/core/text.h"
#include "app/core/utf8.h"

#include <linux/kd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

static const char WANTED[] = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
                             "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
                             "●▶·↑↓│─■…";

static bool is_in(const uint16_t *has, size_t n, uint32_t cp)
{
    for (size_t i = 0; i < n; i++)
        if (has[i] == cp)
            return true;
    return false;
}

int glyphs_missing(const uint16_t *has, size_t n)
{
    int missing = 0;
    for (size_t i = 0, len = strlen(WANTED); i < len;) {
        uint32_t cp = 0;
        size_t used = utf8_decode(WANTED + i, len - i, &cp);
        missing += !is_in(has, n, cp);
        i += used ? used : 1;
    }
    return missing;
}

int glyphs_missing_on(int fd)
{
    struct unimapdesc map = {0};
    if (ioctl(fd, GIO_UNIMAP, &map) == 0 && map.entry_ct == 0)
        return GLYPHS_WANTED; /* a console with an empty map */
    if (map.entry_ct == 0)
        return -1;
    struct unipair *pair = calloc(map.entry_ct, sizeof *pair);
    uint16_t *has = calloc(map.entry_ct, sizeof *has);
    int missing = -1;
    map.entries = pair;
    if (pair && has && ioctl(fd, GIO_UNIMAP, &map) == 0) {
        for (unsigned i = 0; i < map.entry_ct; i++)
            has[i] = pair[i].unicode;
        missing = glyphs_missing(has, map.entry_ct);
    }
    free(pair);
    free(has);
    return missing;
}
