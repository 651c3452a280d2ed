/* What an import names one by one besides those that it rejects: questions that go in although an
 * error forbids the seal, those whose question the bank has already, and what was found about a
 * whole file. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/bank_import.h"
#include "tools/work/banking.h"
#include "tools/work/stems.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAMED_MOST = 50,
    REPEATED_MOST = 20 /* nothing is to be done about them */,
    NAME_MAX_BYTES = 256,
    WORDS_BYTES = 100
};

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

/* The other one: of the bank its file and line. */
static void put_known(const struct bank_folder *b, const struct bank_row *row, struct buf *out)
{
    bool is_in_bank = (size_t)(row - b->row) < b->kept;
    buf_add_text(out,
                 is_in_bank ? _("in the bank already: ") : _("in the file that is read, too: "));
    if (is_in_bank)
        put_place(b->file[row->file], 0, row->line, "", out);
    else
        put_row(b, row, out);
}

static void say_more(size_t count, size_t most, struct buf *out)
{
    if (count > most)
        buf_printf(out, _("    … and %zu more\n"), count - most);
}

/* ---- repeated ones ---- */

/* The one that it repeats, in its own pool. */
static const struct bank_row *repeated_by(const struct bank_folder *b, const struct bank_row *row)
{
    size_t i = b->first[row->question];
    while (b->row[i].question != row->question || b->row[i].pool != row->pool)
        i++;
    return &b->row[i];
}

/* The first one stays, whatever is written of its source. */
static void put_repeated(const struct bank_folder *b, const struct bank_row *row, struct buf *out)
{
    const struct bank_source_question *q = &b->source.question[row->question];
    buf_add_text(out, "    ");
    put_row(b, row, out);
    buf_add_text(out, ": ");
    put_words(q->text.stem, out);
    buf_add_text(out, _("; it stands "));
    put_known(b, repeated_by(b, row), out);
    if (q->note && q->note[0]) {
        buf_add_text(out, _(", its source written there: "));
        put_words(q->note, out);
    }
    buf_add_text(out, "\n");
}

void bank_import_say_repeated(const struct bank_import_reply *r, struct buf *out)
{
    const struct bank_folder *b = &r->bank;
    size_t repeated = b->repeated - r->kept.repeated, named = 0;
    if (repeated == 0)
        return;
    buf_printf(out,
               P_("  %zu repeated question stands already with these words, options and answer, in "
                  "this pool: that one stays as it is:\n",
                  "  %zu repeated questions stand already with these words, options and answer, in "
                  "this pool: those stay as they are:\n",
                  repeated),
               repeated);
    for (size_t i = b->kept; i < b->rows; i++)
        if (b->row[i].repeated && ++named <= REPEATED_MOST)
            put_repeated(b, &b->row[i], out);
    say_more(named, REPEATED_MOST, out);
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
    say_more(named, NAMED_MOST, out);
}

/* ---- of whole files ---- */

static bool is_of_bank(const struct bank_import_reply *r, const struct finding *x)
{
    for (size_t i = 0; i < r->kept.files; i++)
        if (strcmp(r->bank.file[i], x->file ? x->file : "") == 0)
            return true;
    return false;
}

/* Of a question it stands with the question; what the bank had is no finding of the file. */
static bool is_of_file(const struct bank_import_reply *r, const struct finding *x, size_t *from)
{
    return !is_of_bank(r, x) && !x->number[0] && (x->kind == FINDINGS_WARNING || !x->page) &&
           !imported_at(&r->bank, x, from);
}

void bank_import_say_files(const struct bank_import_reply *r, struct buf *out)
{
    size_t named = 0, from = 0;
    for (size_t i = 0; i < r->findings.count; i++) {
        const struct finding *x = &r->findings.item[i];
        if (!is_of_file(r, x, &from) || ++named > NAMED_MOST)
            continue;
        buf_add_text(out, x->kind == FINDINGS_ERROR ? "x " : "! ");
        put_place(x->file, x->page, x->line, "", out);
        buf_printf(out, ": %s\n", x->text);
    }
    say_more(named, NAMED_MOST, out);
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
        const struct bank_row *known = is_new ? stems_find(b, s, stem) : NULL;
        if (!known || ++twins > NAMED_MOST)
            continue;
        buf_add_text(names, "    ");
        put_row(b, &b->row[i], names);
        buf_add_text(names, ": ");
        put_words(stem, names);
        buf_add_text(names, _(": the other "));
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
    say_more(twins, NAMED_MOST, out);
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
        const struct bank_row *known = is_read ? stems_find(&r->bank, s, x->stem) : NULL;
        if (!is_read || !(x->state == REJECTED_WRITTEN || (is_open && known)) ||
            ++mended > NAMED_MOST)
            continue;
        banking_name_rejected(x, name, sizeof name);
        buf_printf(names, "    %s: ", name);
        put_words(x->stem, names);
        if (known) {
            buf_add_text(names, ": ");
            put_place(r->bank.file[known->file], 0, known->line, "", names);
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
    say_more(mended, NAMED_MOST, out);
    buf_free(&names);
}

void bank_import_say_known(const struct bank_import_reply *r, struct buf *out)
{
    struct stems s;
    if (r->bank.kept == 0)
        return;
    s = stems_list(&r->bank, r->bank.kept);
    say_twins(&r->bank, &s, out);
    say_mended(r, &s, out);
    stems_free(&s);
}

void bank_import_count(const struct bank_import_reply *r, struct bank_import_counts *out)
{
    struct stems s;
    struct buf names;
    *out = (struct bank_import_counts){.forbidding = count_questions(r)};
    if (r->bank.kept == 0)
        return;
    s = stems_list(&r->bank, r->bank.kept);
    buf_init(&names, 2 * NAMED_MOST * 1024);
    out->twins = list_twins(&r->bank, &s, &names);
    out->known = list_mended(r, &s, &names);
    buf_free(&names);
    stems_free(&s);
}
