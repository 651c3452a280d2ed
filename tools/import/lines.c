#include "tools/import/lines.h"

#include "app/core/text.h"
#include "app/core/utf8.h"

#include <string.h>

void lines_init(struct lines *l, const void *text, size_t len)
{
    bool bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    *l = (struct lines){.text = text, .len = len, .at = bom ? 3 : 0};
}

bool lines_next(struct lines *l, const char **line, size_t *len)
{
    size_t n = 0;
    if (l->at >= l->len)
        return false;
    while (l->at + n < l->len && l->text[l->at + n] != '\n' && l->text[l->at + n] != '\r')
        n++;
    *line = l->text + l->at;
    *len = n;
    l->at += n;
    if (l->at + 1 < l->len && l->text[l->at] == '\r' && l->text[l->at + 1] == '\n')
        l->at++;
    l->at++;
    l->number++;
    return true;
}

bool lines_are_text(const char *bytes, size_t len, size_t *at)
{
    for (*at = 0; *at < len;) {
        uint32_t cp;
        size_t n = utf8_decode(bytes + *at, len - *at, &cp);
        if (n == 0 || cp == 0)
            return false;
        *at += n;
    }
    return true;
}
