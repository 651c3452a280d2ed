/* What an import says of what it did, or would do. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/work/bank_import.h"
#include "tools/work/banking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 256 * 1024, SOURCES_MOST = 50 };

/* ---- which questions were changed ---- */

/* Names of questions under way: numbers that follow each other are one range. */
struct names {
    struct buf *out;
    const struct bank_changed *from, *to; /* the range that is open; NULL: none */
    unsigned long last;                   /* number of its end; 0: it has none */
};

/* Of "13", and of "13 (PHẦN II)"; part: what stands behind it. */
static unsigned long number_of(const struct bank_changed *x, const char **part)
{
    size_t n = strspn(x->number, "0123456789");
    *part = x->number + n;
    bool is_number = n && n < 10 && (!**part || strncmp(*part, " (", 2) == 0);
    return is_number ? strtoul(x->number, NULL, 10) : 0;
}

static void put_name(const struct bank_changed *x, struct buf *out)
{
    if (x->number[0])
        buf_add_text(out, x->number);
    else if (x->page)
        buf_printf(out, _("page %zu"), x->page);
    else
        buf_printf(out, _("line %zu"), x->line);
}

static void end_range(struct names *n)
{
    if (!n->from)
        return;
    if (n->to == n->from)
        put_name(n->from, n->out);
    else {
        buf_add(n->out, n->from->number, strspn(n->from->number, "0123456789"));
        buf_add_text(n->out, "–");
        put_name(n->to, n->out);
    }
    n->from = NULL;
}

static void add_name(struct names *n, const struct bank_changed *x, bool is_first)
{
    const char *part, *part_before = "";
    unsigned long number = number_of(x, &part);
    if (n->from)
        number_of(n->to, &part_before);
    bool follows = n->from && number && number == n->last + 1 && n->to->file == x->file &&
                   strcmp(part, part_before) == 0;
    n->last = number;
    if (!follows) {
        end_range(n);
        buf_add_text(n->out, is_first ? "" : ", ");
        n->from = x;
    }
    n->to = x;
}

/* "3, 7–9, 1–4 (PHẦN II), line 40"; of several files each behind its name: "a.docx 3, 7; b.docx 1".
 */
static void name_questions(const struct bank_folder *b, enum importer_change c, struct buf *out)
{
    struct names n = {.out = out};
    const struct bank_changed *before = NULL;
    bool is_one_file = true;
    for (size_t i = 0; i < b->changes; i++)
        is_one_file &= b->changed[i].file == b->changed[0].file;
    for (size_t i = 0; i < b->changes; i++) {
        const struct bank_changed *x = &b->changed[i];
        if (!(x->changed >> c & 1U))
            continue;
        bool is_new_file = !is_one_file && (!before || before->file != x->file);
        if (is_new_file) {
            end_range(&n);
            buf_printf(out, "%s%s ", before ? "; " : "", file_base(b->file[x->file]));
        }
        add_name(&n, x, !before || is_new_file);
        before = x;
    }
    end_range(&n);
}

static const char *change_name(enum importer_change c)
{
    const char *const NAMES[IMPORTER_CHANGES] = {
        _("letters composed (NFC)"),
        _("soft hyphens dropped"),
        _("blanks made ordinary"),
        _("broken lines joined"),
        _("bold, italics and colours not kept"),
        _("spreadsheet guards taken off"),
        _("tags of HTML read where no format is named"),
        _("hidden text left out"),
        _("struck-out text left out"),
        _("text deleted by tracked changes left out"),
        _("converted from TCVN3 or VNI"),
        _("feedback of options kept in the note"),
        _("hints, tags and general feedback left out"),
        _("the option in bold was taken as the right answer"),
        _("the underlined option was taken as the right answer"),
        _("the highlighted option was taken as the right answer"),
        _("the option with a star was taken as the right answer"),
        _("the option in another colour was taken as the right answer")};
    return NAMES[c];
}

/* What is not kept may have been what marked the answer. */
static void say_served(const struct bank_folder *b, enum importer_change c, struct buf *out)
{
    const uint32_t marks = 1U << IMPORTER_BY_BOLD | 1U << IMPORTER_BY_UNDERLINE |
                           1U << IMPORTER_BY_HIGHLIGHT | 1U << IMPORTER_BY_COLOUR;
    size_t served = 0;
    for (size_t i = 0; c == IMPORTER_MARKUP && i < b->changes; i++)
        served += b->changed[i].changed >> c & 1U && b->changed[i].changed & marks;
    if (served)
        buf_printf(out, _("; in %zu of them it marked the right answer, and was taken as its mark"),
                   served);
}

static void say_change(const struct bank_folder *b, enum importer_change c, struct buf *out)
{
    struct buf names;
    size_t n = b->change[c];
    bool is_left_out = importer_is_left_out(c);
    if (!is_left_out && c < IMPORTER_BY_BOLD) {
        buf_printf(out, _("  %s in %zu questions"), change_name(c), n);
        say_served(b, c, out);
        buf_add_text(out, "\n");
        return;
    }
    buf_init(&names, NAMES_MAX);
    name_questions(b, c, &names);
    if (is_left_out)
        buf_printf(out,
                   P_("! %s in %zu question; look at it in the source: %s\n",
                      "! %s in %zu questions; look at them in the source: %s\n", n),
                   change_name(c), n, buf_text(&names));
    else
        buf_printf(out, P_("  %s in %zu question: %s\n", "  %s in %zu questions: %s\n", n),
                   change_name(c), n, buf_text(&names));
    buf_free(&names);
}

/* What must be looked at comes first. */
static void say_changes(const struct bank_folder *b, struct buf *out)
{
    for (int first = 1; first >= 0; first--)
        for (int c = 0; c < IMPORTER_CHANGES; c++)
            if (b->change[c] && importer_is_left_out((enum importer_change)c) == (first == 1))
                say_change(b, (enum importer_change)c, out);
}

/* ---- the answer ---- */

/* What becomes of those rejected, and what whoever reads this may do. */
static void say_ways(const struct bank_import_request *q, bool is_desk, struct buf *out)
{
    if (!is_desk)
        buf_printf(
            out, "%s\n",
            _("  those rejected are kept beside the bank: the desk opens each as it was "
              "read, to be mended; bank check lists them; or correct their source and bring it "
              "in again with --add"));
    else if (q->is_dry)
        buf_printf(out, "%s\n%s\n",
                   _("  Enter keeps those rejected beside the bank, to be mended there one by one"),
                   _("  Esc writes nothing: correct the file, such as in Word, and bring it in "
                     "again"));
    else
        buf_printf(out, "%s\n",
                   _("  those rejected are kept beside the bank and are no part of it"));
}

/* A row a source where there are several, so that the sum above them can be followed. */
static void say_sources(const struct bank_import_reply *r, struct buf *out)
{
    const struct bank_folder *b = &r->bank;
    size_t sources = b->files - r->kept.files;
    for (size_t i = r->kept.files; sources > 1 && i < b->files; i++) {
        const struct bank_tally *t = &b->tally[i];
        if (i - r->kept.files == SOURCES_MOST) {
            buf_printf(out, _("    … and %zu more\n"), b->files - i);
            return;
        }
        buf_printf(out, _("    %s: %zu = %zu imported + %zu repeated + %zu rejected\n"),
                   file_base(b->file[i]), t->imported + t->repeated + t->rejected, t->imported,
                   t->repeated, t->rejected);
    }
}

/* Of the sources alone; what the bank had stands apart. */
static void say_counts(const struct bank_import_request *q, const struct bank_import_reply *r,
                       bool is_desk, struct buf *out)
{
    const struct bank_folder *b = &r->bank;
    size_t imported = b->imported - r->kept.imported, repeated = b->repeated - r->kept.repeated,
           rejected = b->rejected - r->kept.rejected, unplaced = b->unplaced - r->kept.unplaced,
           read = imported + repeated + rejected, had = r->kept.imported + r->kept.repeated;
    buf_printf(out,
               P_("%s: %zu question read = %zu imported + %zu repeated + %zu rejected\n",
                  "%s: %zu questions read = %zu imported + %zu repeated + %zu rejected\n", read),
               q->to, read, imported, repeated, rejected);
    say_sources(r, out);
    if (q->pool && q->pool[0])
        buf_printf(out, _("  those without a category go into the pool %s\n"), q->pool);
    if (had)
        buf_printf(out,
                   P_("  %zu question that the bank had is kept",
                      "  %zu questions that the bank had are kept", r->kept.different),
                   r->kept.different);
    if (had > r->kept.different)
        buf_printf(out, _("; some stand in it several times, %zu times in all"), had);
    buf_add_text(out, had ? "\n" : "");
    if (unplaced)
        buf_printf(out,
                   P_("  %zu rejected question is whole, and has no pool: --pool says it, such as "
                      "4.1/II/chuyen-mon\n",
                      "  %zu rejected questions are whole, and have no pool: --pool says it, such "
                      "as 4.1/II/chuyen-mon\n",
                      unplaced),
                   unplaced);
    if (rejected)
        say_ways(q, is_desk, out);
    if (r->is_spared && had)
        buf_printf(out, "%s\n",
                   _("  none of these can be brought in as it is, so the bank keeps the questions "
                     "that it had"));
}

/* What else of a folder was taken. */
static void say_ini(const struct bank_folder *b, bool has_ini, struct buf *out)
{
    const struct bank_meta *m = &b->source.meta;
    if (has_ini)
        buf_printf(out,
                   P_("  bank.ini of the folder is read, too: title \"%s\", edition %s, %zu "
                      "field\n",
                      "  bank.ini of the folder is read, too: title \"%s\", edition %s, %zu "
                      "fields\n",
                      m->fields),
                   m->title_vi, m->edition, m->fields);
}

static void say_all(const void *request, const void *reply, bool is_desk, struct buf *out)
{
    const struct bank_import_request *q = request;
    const struct bank_import_reply *r = reply;
    const struct bank_folder *b = &r->bank;
    if (!r->is_written)
        buf_printf(out, "%s\n", _("nothing was written"));
    say_counts(q, r, is_desk, out);
    say_ini(b, r->has_ini, out);
    if (is_desk && r->passes_ini)
        buf_printf(out, "%s\n",
                   _("  bank.ini beside the files is not read: choose the whole folder, or name it "
                     "as --ini"));
    bank_import_say_faults(r, out);
    if (is_desk) /* the command line prints all findings */
        bank_import_say_files(r, out);
    bank_import_say_known(r, out);
    bank_import_say_repeated(r, out);
    size_t places, shared = banking_shared(&b->source, &places);
    if (r->kept.imported || shared) { /* else it is what was imported */
        buf_printf(out,
                   r->is_written
                       ? P_("  the bank has %zu different question\n",
                            "  the bank has %zu different questions\n", b->source.questions)
                       : P_("  the bank then has %zu different question\n",
                            "  the bank then has %zu different questions\n", b->source.questions),
                   b->source.questions);
        banking_say_shared(shared, places, out);
    }
    char label[2 * IMPORTER_KIND_MAX];
    for (size_t i = 0; i < b->kinds; i++)
        buf_printf(out, _("  rejected as %s: %zu\n"),
                   importer_kind(b->kind[i].name, label, sizeof label), b->kind[i].count);
    say_changes(b, out);
    if (b->passed)
        buf_printf(out, _("  %zu lines or rows that are no question passed over\n"), b->passed);
    size_t figures = check_figures(&b->source);
    if (figures)
        buf_printf(
            out,
            P_("  of all, %zu question speaks of a figure that the text does not hold: bank check "
               "names it\n",
               "  of all, %zu different questions speak of a figure that the text does not hold: "
               "bank check names them\n",
               figures),
            figures);
}

void bank_import_say(const void *request, const void *reply, struct buf *out)
{
    say_all(request, reply, false, out);
}

void bank_import_say_at_desk(const void *request, const void *reply, struct buf *out)
{
    say_all(request, reply, true, out);
}

const char *bank_import_next(const void *request, const void *reply)
{
    const struct bank_import_reply *r = reply;
    (void)request;
    bool is_clean = r->is_written && !r->findings.errors && !r->faults.errors &&
                    !rejected_count(&r->rejected, REJECTED_OPEN);
    return is_clean ? _("Next: Esc, then N on the bank: seals it. Nothing found forbids it.")
                    : _("Next: Esc, then Enter on the bank: what was found in it and what was "
                        "rejected, each to be mended there.");
}
