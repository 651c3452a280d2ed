#include "tools/import/word.h"

#include "app/core/i18n.h"
#include "tools/import/marks.h"
#include "tools/import/prose.h"
#include "tools/import/published.h"
#include "tools/import/word_table.h"
#include "tools/import/word_text.h"

#include <stdlib.h>
#include <string.h>

static const char DOCUMENT[] = "word/document.xml";

static bool wanted(const char *name)
{
    return strcmp(name, DOCUMENT) == 0 || strcmp(name, "word/numbering.xml") == 0 ||
           strcmp(name, "word/styles.xml") == 0;
}

bool word_is(const void *bytes, size_t len)
{
    struct zip z;
    struct err e;
    bool found = zip_is(bytes, len) && zip_open(&z, bytes, len, wanted, &e) == ERR_OK;
    if (found) {
        found = zip_find(&z, DOCUMENT) != NULL;
        zip_close(&z);
    }
    return found;
}

struct reading {
    struct word_document document;
    struct prose prose;
    struct answer_key key;
    const struct fields *fields;
    struct importer *in;
    size_t block;   /* paragraphs and table rows so far: where something stands */
    bool in_key;    /* the line before was one of an answer key */
    size_t in_keys; /* lines of keys that begin as questions do: "Câu 1: A" */
};

/* A line of a key is no question; what was left out of it may have said otherwise. */
static void pass_key(struct reading *r, const bool *changed)
{
    bool is_cut = false;
    for (int c = 0; c < IMPORTER_CHANGES; c++)
        is_cut |= changed[c] && importer_is_left_out((enum importer_change)c);
    if (is_cut)
        findings_add(r->in->findings, FINDINGS_WARNING, r->in->file, r->block, "%s",
                     _("hidden or struck-out text was left out of the answer key here: look at it "
                       "in the source"));
    r->in->passed++;
}

/* One line of text: of a key, or of a question. */
static void read_line(struct reading *r, const struct prose_text *l)
{
    const char *text = l->text + strspn(l->text, " \t");
    /* numbers and letters inside of a question are its text */
    const struct importer_draft *d = &r->in->draft;
    bool under = r->in_key || r->prose.is_headed,
         may = under || !d->open || r->prose.answered || d->options >= BANK_OPTIONS;
    if (!*text) {
        prose_line(&r->prose, l);
        return;
    }
    r->in_key = answer_key_is_heading(text);
    if (r->in_key)
        prose_heads_key(&r->prose);
    if (may && answer_key_line(&r->key, r->block, text, under)) {
        prose_end_at_key(&r->prose);
        r->in_key = true;
        r->in_keys += marks_word_begins(text);
    }
    if (r->in_key)
        pass_key(r, l->changed);
    else
        prose_line(&r->prose, l);
}

/* Where a second option begins in a line of several ("a. x⇥b. y", "A. x B. y", "A. 1 B. 2 C. 3 D.
 * 4"): its place, 0 for none. After one blank only when all four stand in the line: in_run is then
 * set, for the rest of it. */
static size_t next_option(const char *line, bool *in_run)
{
    int first, letter;
    size_t lead = strspn(line, " \t"), from = 0;
    if (!published_marker(line + lead, &first))
        return 0;
    int next = first + 1;
    for (size_t i = lead + 1; line[i]; i++) {
        if ((line[i - 1] != ' ' && line[i - 1] != '\t') || line[i] == ' ' || line[i] == '\t' ||
            !published_marker(line + i, &letter) || letter != next)
            continue;
        if (*in_run || line[i - 1] == '\t' ||
            (i >= 2 && (line[i - 2] == ' ' || line[i - 2] == '\t')))
            return from ? from : i;
        from = from ? from : i;
        if (++next == BANK_OPTIONS && first == 0) {
            *in_run = true;
            return from;
        }
    }
    return 0;
}

static void read_lines(struct reading *r, const struct word_text *t)
{
    char *text = strdup(t->text), *rest = text, *line;
    struct prose_text l = {.line = r->block,
                           .bad = t->bad,
                           .changed = t->changed,
                           .left_out = t->left_out,
                           .is_head_converted = t->is_head_converted};
    while (rest && (line = strsep(&rest, "\n"))) {
        bool in_run = false;
        for (size_t n; line; line = n ? line + n : NULL) {
            char kept = '\0';
            l.text = line;
            l.sign = t->sign + (line - text);
            l.may_head_key = answer_key_may_be_heading(line);
            if ((n = next_option(line, &in_run))) {
                kept = line[n - 1];
                line[n - 1] = '\0';
            }
            read_line(r, &l);
            l.bad = l.left_out = "";
            if (kept)
                line[n - 1] = kept;
        }
    }
    free(text);
}

static enum err_code read_paragraph(struct reading *r, const xmlNode *node, struct err *e)
{
    struct word_text t;
    r->block++;
    enum err_code rc = word_text_read(&r->document, node, &t, e);
    if (rc == ERR_OK) {
        if (t.len == 0 && !t.bad[0])
            prose_blank(&r->prose);
        read_lines(r, &t);
    }
    word_text_free(&t);
    return rc;
}

/* A table that is only there to put options side by side: its cells are lines. */
static void read_cells(struct reading *r, const struct word_table *t)
{
    for (size_t i = 0; i < t->rows; i++) {
        r->block = t->first + i;
        for (size_t c = 0; c < t->row[i].cells; c++)
            read_lines(r, &t->row[i].cell[c]);
    }
}

static void pass_key_row(struct reading *r, const struct word_row *row, size_t block)
{
    bool changed[IMPORTER_CHANGES] = {false};
    size_t kept = r->block;
    for (size_t c = 0; c < row->cells; c++)
        for (int k = 0; k < IMPORTER_CHANGES; k++)
            changed[k] |= row->cell[c].changed[k];
    r->block = block;
    pass_key(r, changed);
    r->block = kept;
}

static void pass_key_rows(struct reading *r, const struct word_table *t)
{
    prose_end_at_key(&r->prose);
    for (size_t i = 0; i < t->rows; i++)
        pass_key_row(r, &t->row[i], t->first + i);
    r->in_keys += word_table_marks(t);
}

static enum err_code read_table(struct reading *r, const xmlNode *tbl, struct err *e)
{
    struct word_table t;
    const char *odd = NULL;
    enum err_code rc = word_table_read(&r->document, tbl, r->block + 1, &t, e);
    if (rc == ERR_OK && word_table_is_key(&t, &r->key, &odd)) {
        pass_key_rows(r, &t);
    } else if (rc == ERR_OK && odd && !word_table_has_questions(&t)) {
        findings_add(r->in->findings, FINDINGS_ERROR, r->in->file, t.first,
                     _("this table looks like an answer key, and it is not used: \"%.60s\" is "
                       "neither a question's number nor its answer, one of A to D"),
                     odd);
        pass_key_rows(r, &t);
    } else if (rc == ERR_OK && word_table_is_layout(&t)) {
        read_cells(r, &t);
    } else if (rc == ERR_OK) {
        prose_end(&r->prose);
        r->in_keys += word_table_marks(&t);
        word_table_questions(&t, &r->key, r->fields, r->in);
    }
    r->in_key = false;
    r->block += rc == ERR_OK ? t.rows : 0;
    word_table_free(&t);
    return rc;
}

static enum err_code read_all(struct reading *r, const struct zip_entry *document, struct err *e)
{
    static const char *const NAMES[] = {"p", "tbl", "altChunk", "subDoc", NULL};
    struct xml x;
    xmlNodePtr node;
    enum err_code rc = xml_open(&x, document->bytes, document->len, e);
    if (rc != ERR_OK)
        return rc;
    while (rc == ERR_OK && (rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node) {
        if (xml_is(node, "p"))
            rc = read_paragraph(r, node, e);
        else if (xml_is(node, "tbl"))
            rc = read_table(r, node, e);
        else
            findings_add(r->in->findings, FINDINGS_ERROR, r->in->file, ++r->block,
                         _("another document is bound into this one here: its text is not read"));
    }
    prose_finish(&r->prose);
    xml_close(&x);
    return rc;
}

/* Goes through the document once. */
static enum err_code go_through(struct reading *r, const struct zip *z, struct err *e)
{
    const struct zip_entry *document = zip_find(z, DOCUMENT);
    r->block = r->in_keys = 0;
    r->in_key = false;
    r->document = (struct word_document){0};
    enum err_code rc = document ? word_lists_read(&r->document.lists, z, e)
                                : err_set(e, ERR_FORMAT, _("no document in the archive"));
    if (rc == ERR_OK)
        rc = word_styles_read(&r->document.styles, z, e);
    prose_init(&r->prose, r->in, r->fields, &r->key);
    if (rc == ERR_OK)
        rc = read_all(r, document, e);
    word_lists_free(&r->document.lists);
    word_styles_free(&r->document.styles);
    return rc;
}

/* Where questions and keys stand: a key comes behind its questions, so it is looked for first, in a
 * reading that keeps nothing else. */
static enum err_code find_keys(struct reading *r, const struct zip *z, struct err *e)
{
    struct findings findings = {0};
    struct importer in, *own = r->in;
    importer_init(&in, own->file, &findings, own->category);
    r->in = &in;
    enum err_code rc = go_through(r, z, e);
    r->in = own;
    r->key.is_complete = true;
    importer_free(&in);
    findings_free(&findings);
    return rc == ERR_OK && r->key.failed ? err_set(e, ERR_LIMIT, _("too many answers in keys"))
                                         : rc;
}

/* Answers of a key for which there was no question. */
static void name_unused(const struct reading *r)
{
    for (size_t i = 0; i < r->key.count; i++)
        if (!r->key.entry[i].used)
            findings_add(r->in->findings, FINDINGS_ERROR, r->in->file, r->key.entry[i].block,
                         _("the answer key names question %s, and no question in front of it has "
                           "that number"),
                         r->key.entry[i].number);
}

enum err_code word_read(const void *bytes, size_t len, const struct fields *fields,
                        struct importer *in, struct err *e)
{
    struct reading r = {.in = in, .fields = fields};
    struct zip z;
    enum err_code rc = zip_open(&z, bytes, len, wanted, e);
    if (rc != ERR_OK)
        return rc;
    rc = find_keys(&r, &z, e);
    if (rc == ERR_OK)
        rc = go_through(&r, &z, e);
    if (rc == ERR_OK) {
        const struct zip_entry *document = zip_find(&z, DOCUMENT);
        name_unused(&r);
        importer_compare(in, _("paragraphs that begin with \"Câu\" and a number"),
                         marks_word(document->bytes, document->len), r.prose.begun + r.in_keys);
    }
    answer_key_free(&r.key);
    zip_close(&z);
    return rc;
}
