#include "tools/work/stems.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>

/* Its words with one blank between: what is rejected is as it was read. */
static char *key_of(const char *text)
{
    char *key = strdup(text ? text : ""), *to = key;
    for (const char *at = key; at && *at;) {
        at += strspn(at, " \t\r\n");
        size_t n = strcspn(at, " \t\r\n");
        if (n && to > key)
            *to++ = ' ';
        memmove(to, at, n);
        to += n;
        at += n;
    }
    if (to)
        *to = '\0';
    return key;
}

static int by_key(const void *a, const void *b)
{
    const struct stem *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

struct stems stems_list(const struct bank_folder *b, size_t rows)
{
    struct stems s = {malloc((rows + 1) * sizeof *s.item), 0};
    for (size_t i = 0; s.item && i < rows; i++) {
        char *key = key_of(b->source.question[b->row[i].question].text.stem);
        if (key)
            s.item[s.count++] = (struct stem){key, i};
    }
    if (s.count)
        qsort(s.item, s.count, sizeof *s.item, by_key);
    return s;
}

void stems_free(struct stems *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->item[i].key);
    free(s->item);
}

const struct bank_row *stems_find(const struct bank_folder *b, const struct stems *s,
                                  const char *text)
{
    char *key = key_of(text);
    size_t low = 0, high = key && key[0] ? s->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(s->item[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is = key && key[0] && low < s->count && strcmp(s->item[low].key, key) == 0;
    free(key);
    return is ? &b->row[s->item[low].row] : NULL;
}

/* ---- a rejected one that the bank has ---- */

enum { OPTION_BYTES = 160 };

void stems_tell_known(const struct bank_folder *b, const struct bank_row *row, struct buf *out)
{
    char place[FINDINGS_PLACE_MAX], option[OPTION_BYTES];
    bank_folder_tell(b, row, place, sizeof place);
    text_clean(b->source.question[row->question].text.option[row->answer], option, sizeof option);
    buf_printf(out, _("The bank has this question already: %s, its answer %c: %s"), place,
               'A' + row->answer, option);
}
