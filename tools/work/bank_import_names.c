/* What an import names one by one besides those that it rejects: questions that go in although an
 * error forbids the seal, and those whose question the bank has already. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/bank_import.h"
#include "tools/work/banking.h"

#include <stdlib.h>
#include <string.h>

enum { NAMED_MOST = 50, NAME_MAX_BYTES = 256, WORDS_BYTES = 100 };

/* ---- stems of the bank ---- */

/* A question that the bank had, by its words. */
struct stem {
    char *key; /* owned */
    size_t row;
};
struct stems {
    struct stem *item; /* owned, by key */
    size_t count;
};

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

/* Without memory there are none. */
static struct stems list_stems(const struct bank_folder *b)
{
    struct stems s = {malloc((b->kept + 1) * sizeof *s.item), 0};
    for (size_t i = 0; s.item && i < b->kept; i++) {
        char *key = key_of(b->source.question[b->row[i].question].text.stem);
        if (key)
            s.item[s.count++] = (struct stem){key, i};
    }
    if (s.count)
        qsort(s.item, s.count, sizeof *s.item, by_key);
    return s;
}

static void free_stems(struct stems *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->item[i].key);
    free(s->item);
}

/* The first row of the bank with this stem; NULL for none. */
static const struct bank_row *find_stem(const struct bank_folder *b, const struct stems *s,
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

/* ---- names ---- */

static void put_words(const char *stem, struct buf *out)
{
    char words[WORDS_BYTES];
    text_clean(stem ? stem : "", words, sizeof words);
    buf_printf(out, "\"%.*s\"", (int)strcspn(words, "\n"), words);
}

static void put_place(const char *file, size_t page, size_t line, const char *number,
                      struct buf *out)
{
    const struct findings_place at = {.file = file, .page = page, .line = line};
    char told[FINDINGS_PLACE_MAX];
    findings_tell_place(&at, told, sizeof told);
    if (number && number[0])
        buf_printf(out, _("number %s, %s"), number, file_base(file));
    else
        buf_add_text(out, told);
}

static void put_row(const struct bank_folder *b, const struct bank_row *row, struct buf *out)
{
    put_place(b->file[row->file], row->page, row->line, row->number, out);
}

/* Of the bank its file and line. */
static void put_known(const struct bank_folder *b, const struct bank_row *row, struct buf *out)
{
    put_place(b->file[row->file], 0, row->line, "", out);
}

static void say_more(size_t count, struct buf *out)
{
    if (count > NAMED_MOST)
        buf_printf(out, _("    … and %zu more\n"), count - NAMED_MOST);
}

/* ---- errors ---- */

/* The row of an import that something was found at; NULL: the bank had it. Findings of a kind come
 * in the order of the rows: it is looked for from the last one on. */
static const struct bank_row *imported_at(const struct bank_folder *b, const struct finding *x,
                                          size_t *from)
{
    size_t rows = b->rows - b->kept;
    for (size_t n = 0; n < rows; n++) {
        size_t i = (*from + n) % rows;
        const struct bank_row *r = &b->row[b->kept + i];
        if (r->line == x->line && r->page == x->page && strcmp(r->number, x->number) == 0 &&
            strcmp(b->file[r->file], x->file ? x->file : "") == 0) {
            *from = i;
            return r;
        }
    }
    return NULL;
}

/* A question may have several errors, each of another kind. */
static size_t count_questions(const struct bank_import_reply *r)
{
    const struct bank_row *row;
    size_t questions = 0, from = 0;
    bool *is_counted = calloc(r->bank.rows + 1, sizeof *is_counted);
    for (size_t i = 0; i < r->faults.count; i++) {
        if (!(row = imported_at(&r->bank, &r->faults.item[i], &from)))
            continue;
        questions += !is_counted || !is_counted[row - r->bank.row];
        if (is_counted)
            is_counted[row - r->bank.row] = true;
    }
    free(is_counted);
    return questions;
}

void bank_import_say_faults(const struct bank_import_reply *r, struct buf *out)
{
    const struct bank_folder *b = &r->bank;
    const struct bank_row *row;
    size_t questions = count_questions(r), named = 0, from = 0;
    if (questions == 0)
        return;
    buf_printf(out,
               P_("! %zu of those imported has an error, and the bank is not sealed with it:\n",
                  "! %zu of those imported have errors, and the bank is not sealed with them:\n",
                  questions),
               questions);
    for (size_t i = 0; i < r->faults.count; i++) {
        const struct finding *x = &r->faults.item[i];
        if (!(row = imported_at(b, x, &from)) || ++named > NAMED_MOST)
            continue;
        buf_add_text(out, "    ");
        put_row(b, row, out);
        buf_printf(out, ": %s: ", x->text);
        put_words(b->source.question[row->question].text.stem, out);
        buf_add_text(out, "\n");
    }
    say_more(named, out);
}

/* ---- known ones ---- */

/* The question stands in the bank with other options; one with these options and another answer is
 * an error, and named there. */
static size_t list_twins(const struct bank_folder *b, const struct stems *s, struct buf *names)
{
    size_t twins = 0;
    for (size_t i = b->kept; i < b->rows; i++) {
        const char *stem = b->source.question[b->row[i].question].text.stem;
        bool is_new = b->first[b->row[i].question] == i;
        const struct bank_row *known = is_new ? find_stem(b, s, stem) : NULL;
        if (!known || ++twins > NAMED_MOST)
            continue;
        buf_add_text(names, "    ");
        put_row(b, &b->row[i], names);
        buf_add_text(names, ": ");
        put_words(stem, names);
        buf_add_text(names, _(": the other at "));
        put_known(b, known, names);
        buf_add_text(names, "\n");
    }
    return twins;
}

static void say_twins(const struct bank_folder *b, const struct stems *s, struct buf *out)
{
    struct buf names;
    buf_init(&names, NAMED_MOST * 1024);
    size_t twins = list_twins(b, s, &names);
    if (twins)
        buf_printf(out,
                   P_("! %zu of those imported is the same question as one that the bank has, with "
                      "other options or another answer; both would stand there:\n",
                      "! %zu of those imported are the same questions as some that the bank has, "
                      "with other options or another answer; both would stand there:\n",
                      twins),
                   twins);
    buf_add_text(out, buf_text(&names));
    say_more(twins, out);
    buf_free(&names);
}

/* Rejected again, while the bank has the question: mended there, or brought in otherwise. */
static size_t list_mended(const struct bank_import_reply *r, const struct stems *s,
                          struct buf *names)
{
    size_t mended = 0;
    for (size_t i = 0; i < r->rejected.count; i++) {
        const struct rejected_question *x = &r->rejected.item[i];
        char name[NAME_MAX_BYTES];
        bool is_open = x->state == REJECTED_OPEN, is_read = r->is_fresh && r->is_fresh[i];
        const struct bank_row *known = is_read ? find_stem(&r->bank, s, x->stem) : NULL;
        if (!is_read || !(x->state == REJECTED_WRITTEN || (is_open && known)) ||
            ++mended > NAMED_MOST)
            continue;
        banking_name_rejected(x, name, sizeof name);
        buf_printf(names, "    %s: ", name);
        put_words(x->stem, names);
        if (known) {
            buf_add_text(names, ": ");
            put_known(&r->bank, known, names);
        }
        buf_add_text(names, "\n");
    }
    return mended;
}

static void say_mended(const struct bank_import_reply *r, const struct stems *s, struct buf *out)
{
    struct buf names;
    buf_init(&names, NAMED_MOST * 1024);
    size_t mended = list_mended(r, s, &names);
    if (mended)
        buf_printf(out,
                   P_("  %zu of those rejected stands in the bank already:\n",
                      "  %zu of those rejected stand in the bank already:\n", mended),
                   mended);
    buf_add_text(out, buf_text(&names));
    say_more(mended, out);
    buf_free(&names);
}

void bank_import_say_known(const struct bank_import_reply *r, struct buf *out)
{
    struct stems s;
    if (r->bank.kept == 0)
        return;
    s = list_stems(&r->bank);
    say_twins(&r->bank, &s, out);
    say_mended(r, &s, out);
    free_stems(&s);
}

void bank_import_count(const struct bank_import_reply *r, struct bank_import_counts *out)
{
    struct stems s;
    struct buf names;
    *out = (struct bank_import_counts){.forbidding = count_questions(r)};
    if (r->bank.kept == 0)
        return;
    s = list_stems(&r->bank);
    buf_init(&names, 2 * NAMED_MOST * 1024);
    out->twins = list_twins(&r->bank, &s, &names);
    out->known = list_mended(r, &s, &names);
    buf_free(&names);
    free_stems(&s);
}
