#include "tools/import/roster_parts.h"

#include "app/core/buf.h"
#include "app/core/characters.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/import/encoding.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"
#include "tools/import/roster_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXTRA_FEW = 5, FIELDS_LIST_MAX = 1200 /* bytes; a page of them */ };

/* ---- the field ---- */

static const struct fields *names(const struct roster_reading *r)
{
    return &r->options->fields->fields;
}

/* True when the words are some of the field's title or of another name of it, two at least. */
static bool is_of_title(const struct roster_reading *r, const char *code, const char *words)
{
    char *key = normal_key(words);
    bool is = false;
    for (size_t i = 0; key && strchr(key, ' ') && i < names(r)->count; i++)
        is = is || (strcmp(names(r)->name[i].code, code) == 0 &&
                    normal_key_has(names(r)->name[i].key, key));
    free(key);
    return is;
}

/* "Lĩnh vực: 4.1": behind the column's own name. */
static const char *without_word(const char *text)
{
    char *key = normal_key(text);
    bool has = key && strncmp(key, "linh vuc ", 9) == 0;
    free(key);
    const char *blank = has ? strchr(text, ' ') : NULL;
    if (!blank)
        return text;
    text = blank + 1 + strcspn(blank + 1, " :-");
    return text + strspn(text, " :-");
}

/* "4.1 Giám sát …", "4.1 - Giám sát …": the code when what stands behind it is of the same field;
 * NULL else. */
static const char *code_and_title(const struct roster_reading *r, const char *text)
{
    char code[32];
    size_t n = strspn(text, "0123456789.");
    while (n && text[n - 1] == '.')
        n--;
    if (n == 0 || n >= sizeof code)
        return NULL;
    memcpy(code, text, n);
    code[n] = '\0';
    const char *by_code = fields_find(names(r), code), *rest = text + n;
    rest += strspn(rest, " .:-)");
    if (strncmp(rest, "–", strlen("–")) == 0)
        rest += strlen("–") + strspn(rest + strlen("–"), " ");
    return by_code && is_of_title(r, by_code, rest) ? by_code : NULL;
}

/* The field that may have been meant as well: 3.10 beside 3.1. NULL when the bank has none such. */
static const char *longer(const struct roster_reading *r, const char *text)
{
    char more[64];
    return snprintf(more, sizeof more, "%s0", text) < (int)sizeof more ? fields_find(names(r), more)
                                                                       : NULL;
}

/* True when the cell was a number that has lost its zeros, or stands as one: 3,1 is how a
 * spreadsheet here writes a number. */
static bool is_number(const struct roster_reading *r, enum roster_meaning m, const char *text)
{
    long at = r->head.place[m];
    bool digits = text[strspn(text, "0123456789,")] == '\0' && strchr(text, ',');
    return digits || (at >= 0 && (size_t)at < r->row->cells && r->row->cell[at].is_ambiguous);
}

/* The bank's fields, each with its title; of too many the codes alone. */
static void list_fields(const struct bank_meta *meta, bool has_titles, struct buf *out)
{
    for (size_t i = 0; i < meta->fields; i++)
        buf_printf(out, "%s%s%s%s",
                   i == 0       ? ""
                   : has_titles ? "; "
                                : ", ",
                   meta->field[i].code, has_titles ? " " : "",
                   has_titles ? meta->field[i].title_vi : "");
}

static void refuse_field(struct roster_reading *r, enum roster_meaning m)
{
    const struct bank_meta *meta = &r->options->fields->source.meta;
    struct buf list;
    buf_init(&list, FIELDS_LIST_MAX);
    list_fields(meta, true, &list);
    if (list.failed) {
        buf_clear(&list);
        list_fields(meta, false, &list);
    }
    roster_complain(r, FINDINGS_ERROR, m,
                    _("the field \"%.80s\" is not known to the bank; its fields: %s"),
                    roster_get(r, m), buf_text(&list));
    buf_free(&list);
}

/* The bank's own name of the field. */
static bool is_title(const struct roster_reading *r, const char *code, const char *text)
{
    const struct bank_field *f = bank_meta_field(&r->options->fields->source.meta, code);
    return f && f->title_vi && strcmp(f->title_vi, text) == 0;
}

static const char *read_field_at(struct roster_reading *r, enum roster_meaning m)
{
    const char *text = without_word(roster_get(r, m)), *code = fields_find(names(r), text),
               *other = NULL;
    if (!roster_get(r, m)[0])
        return NULL;
    r->is_bare_field = text[strspn(text, "0123456789.,")] == '\0';
    if (!code)
        code = code_and_title(r, text);
    if (!code)
        refuse_field(r, m);
    else if (is_number(r, m, text) && (other = longer(r, text)))
        roster_complain(r, FINDINGS_ERROR, m,
                        _("the field \"%s\" is a number that may mean %s or %s; format the column "
                          "as text and type it anew"),
                        text, code, other);
    else if (!is_title(r, code, roster_get(r, m)))
        roster_rewrite(r, m, ROSTER_REWRITE_VALUE, roster_get(r, m), code);
    return code;
}

static const char *read_field(struct roster_reading *r)
{
    const char *title = read_field_at(r, ROSTER_FIELD), *code = read_field_at(r, ROSTER_FIELD_CODE);
    if (!roster_get(r, ROSTER_FIELD)[0] && !roster_get(r, ROSTER_FIELD_CODE)[0])
        roster_complain(r, FINDINGS_ERROR,
                        r->head.place[ROSTER_FIELD] >= 0 ? ROSTER_FIELD : ROSTER_FIELD_CODE,
                        _("the field is missing"));
    if (title && code && strcmp(title, code) != 0)
        roster_complain(r, FINDINGS_ERROR, ROSTER_FIELD_CODE,
                        _("code and title name two fields: %s and %s"), code, title);
    r->is_bare_field = r->is_bare_field && !(title && code); /* each bears the other out */
    return title ? title : code;
}

/* ---- the rest of the row ---- */

static bool fits(struct roster_reading *r, enum roster_meaning m, const char *what,
                 const char *text, char *out, size_t room)
{
    if (strlen(text) >= room) {
        roster_complain(r, FINDINGS_ERROR, m, _("%s is longer than %d bytes"), what, (int)room - 1);
        return false;
    }
    strcpy(out, text);
    return true;
}

static void read_exempt(struct roster_reading *r, struct session_paper *p)
{
    const char *text = roster_get(r, ROSTER_EXEMPT);
    if (!roster_word_is_yes(text, &p->exempt))
        roster_complain(r, FINDINGS_ERROR, ROSTER_EXEMPT,
                        _("\"%.40s\" is neither yes nor no; yes: %s; no: %s, or empty"), text,
                        roster_words_yes(), roster_words_no());
    else if (p->exempt && !profile_variant_for(r->options->profile, true)) {
        r->summary->not_exempt++;
        roster_complain(r, FINDINGS_ERROR, ROSTER_EXEMPT,
                        _("exempt, but the profile knows no exemption"));
    } else if (text[0] && !roster_word_is_plain(text)) {
        roster_rewrite(r, ROSTER_EXEMPT, ROSTER_REWRITE_VALUE, text, p->exempt ? "yes" : "no");
    }
}

static void read_extra(struct roster_reading *r, struct session_paper *p)
{
    const char *text = roster_get(r, ROSTER_EXTRA), *reason = roster_get(r, ROSTER_REASON);
    enum roster_meaning m = reason[0] ? ROSTER_REASON : ROSTER_NOTE;
    unsigned minutes = 0;
    if (!roster_word_minutes(text, &minutes))
        roster_complain(r, FINDINGS_ERROR, ROSTER_EXTRA,
                        _("the extra time \"%.40s\" is no whole number of minutes up to %d, such "
                          "as 15 or \"15 phút\""),
                        text, ROSTER_EXTRA_MAX);
    else if (minutes > 0 && minutes < EXTRA_FEW)
        roster_complain(r, FINDINGS_WARNING, ROSTER_EXTRA,
                        _("%u minutes of extra time; extra time is read in minutes, not hours"),
                        minutes);
    else if (text[0]) {
        char read[16];
        snprintf(read, sizeof read, "%u", minutes);
        roster_rewrite(r, ROSTER_EXTRA, ROSTER_REWRITE_VALUE, text, read);
    }
    p->extra_minutes = (uint16_t)minutes;
    if (minutes)
        fits(r, m, m == ROSTER_REASON ? _("the reason") : _("the note"), roster_get(r, m),
             p->extra_reason, sizeof p->extra_reason);
}

/* Notes are not read; one that speaks of what a column of its own is for may be meant to be. */
static void judge_note(struct roster_reading *r, const struct session_paper *p)
{
    static const char *const
        EXEMPT[] = {"mien", "duoc mien", NULL},
        *const EXTRA[] = {"cong them", "cong gio", "them gio", "phut", NULL},
        *const ABSENT[] = {"rut ho so",          "da rut",    "xin rut", "hoan", "vang", "huy",
                           "khong du dieu kien", "khong thi", NULL};
    const struct {
        const char *const *words;
        bool is_known;
    } KINDS[] = {{EXEMPT, p->exempt}, {EXTRA, p->extra_minutes > 0}, {ABSENT, false}};
    const char *note = roster_get(r, ROSTER_NOTE);
    char *key = note[0] ? normal_key(note) : NULL;
    bool speaks = false;
    for (size_t i = 0; key && i < sizeof KINDS / sizeof KINDS[0]; i++)
        for (const char *const *word = KINDS[i].words; *word && !KINDS[i].is_known; word++)
            speaks = speaks || normal_key_has(key, *word);
    free(key);
    if (speaks)
        roster_complain(r, FINDINGS_WARNING, ROSTER_NOTE,
                        _("the note says \"%.60s\"; notes are not read: exemption and extra time "
                          "have columns of their own, who does not come has no row"),
                        note);
}

static void read_seat(struct roster_reading *r, struct session_paper *p,
                      const struct roster_person *who)
{
    if (!fits(r, ROSTER_SEAT, _("the seat"), roster_get(r, ROSTER_SEAT), p->seat, sizeof p->seat) ||
        !p->seat[0] || !who)
        return;
    char *key = normal_fold(p->seat);
    const struct roster_person *was = key ? g_hash_table_lookup(r->by_seat, key) : NULL;
    if (was && was != who)
        roster_complain(r, FINDINGS_WARNING, ROSTER_SEAT,
                        _("the seat \"%s\" is given to SBD %s too, in row %zu"), p->seat, was->sbd,
                        was->line);
    if (key && !was)
        g_hash_table_insert(r->by_seat, key, (gpointer)(uintptr_t)who);
    else
        free(key);
}

static void read_grade(struct roster_reading *r, struct session_paper *p)
{
    const char *text = roster_get(r, ROSTER_GRADE), *grade = heading_grade(text);
    if (grade) {
        snprintf(p->grade, sizeof p->grade, "%s", grade);
        roster_rewrite(r, ROSTER_GRADE, ROSTER_REWRITE_VALUE, text, grade);
    } else if (text[0])
        roster_complain(r, FINDINGS_ERROR, ROSTER_GRADE,
                        _("the grade \"%.40s\" is none of I, II, III"), text);
    else
        roster_complain(r, FINDINGS_ERROR, ROSTER_GRADE, _("the grade is missing"));
}

/* Codes of the field and both its titles. */
static void name_field(struct roster_reading *r, const char *code, struct session_paper *p)
{
    const struct bank_field *f =
        code ? bank_meta_field(&r->options->fields->source.meta, code) : NULL;
    if (!f || !fits(r, ROSTER_FIELD, _("the field"), code, p->field, sizeof p->field))
        return;
    snprintf(p->title_vi, sizeof p->title_vi, "%s", f->title_vi);
    snprintf(p->title_en, sizeof p->title_en, "%s", f->title_en ? f->title_en : "");
}

/* The same person in the same field and grade. */
static void judge_again(struct roster_reading *r, const struct session_paper *p,
                        const struct roster_person *who)
{
    char *key = NULL;
    if (!who || !p->field[0] || !p->grade[0] ||
        asprintf(&key, "%p %s %s", (const void *)who, p->field, p->grade) < 0)
        return;
    size_t line = GPOINTER_TO_SIZE(g_hash_table_lookup(r->by_paper, key));
    if (line) {
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("SBD %s sits field %s grade %s twice: here and in row %zu"), who->sbd,
                        p->field, p->grade, line);
        free(key);
    } else {
        g_hash_table_insert(r->by_paper, key, GSIZE_TO_POINTER(r->row->line));
    }
}

/* True when folding makes ASCII of the character: the Roman two in one sign, a wide letter. */
static bool is_folded(uint32_t cp)
{
    char letter[8] = "";
    utf8_encode(cp, letter);
    char *folded = normal_fold(letter);
    bool is = folded && folded[0] && (unsigned char)folded[0] < 0x80;
    free(folded);
    return is;
}

/* A letter of another alphabet that looks like a Latin one: no reader sees it, no search finds the
 * word. */
static void judge_letters(struct roster_reading *r, enum roster_meaning m, const char *text)
{
    struct characters_found found;
    enum characters_fault fault;
    for (const char *s = text; (fault = characters_check(s, NULL, &found)) != CHARACTERS_GOOD;) {
        if (fault == CHARACTERS_LOOKALIKE && !is_folded(found.cp)) {
            roster_complain(r, FINDINGS_ERROR, m,
                            _("%s: \"%.60s\" has a letter of another alphabet (U+%04X) that looks "
                              "like %s; type it anew"),
                            roster_meaning_name(m), text, (unsigned)found.cp,
                            found.like[0] ? found.like : "?");
            return;
        }
        s += found.at + 1;
        while (((unsigned char)*s & 0xC0) == 0x80)
            s++;
    }
}

static const char *cell_fault(const struct roster_cell *c, enum roster_meaning m)
{
    const char *why = c->why ? c->why : roster_word_fault(c->text);
    if (!why && c->is_struck && m != ROSTER_NOTE)
        why = _("struck out; delete it, or take the line off");
    if (!why && encoding_is_misread(c->text))
        why = _("UTF-8 that a program took for another encoding; open the source again as UTF-8");
    if (!why && m != ROSTER_NOTE && roster_word_is_ditto(c->text))
        why = _("it says \"as above\"; write out what is meant");
    return why;
}

/* What stands in a cell that is read must be what a person meant. */
static void judge_cells(struct roster_reading *r)
{
    static const enum roster_meaning NO_DATES[] = {ROSTER_SBD,        ROSTER_IDENTITY, ROSTER_FIELD,
                                                   ROSTER_FIELD_CODE, ROSTER_GRADE,    ROSTER_EXTRA,
                                                   ROSTER_SEAT};
    for (size_t i = 0; i < r->head.columns; i++) {
        enum roster_meaning m = r->head.column[i].meaning;
        const struct roster_cell *c = i < r->row->cells ? &r->row->cell[i] : NULL;
        if (!c || m >= ROSTER_NUMBER)
            continue;
        judge_letters(r, m, c->text);
        const char *why = cell_fault(c, m);
        bool date = false;
        for (size_t k = 0; k < sizeof NO_DATES / sizeof NO_DATES[0]; k++)
            date = date || (m == NO_DATES[k] && c->kind == ROWS_DATE);
        if (why)
            roster_complain(r, FINDINGS_ERROR, m, "%s: \"%.60s\": %s", roster_meaning_name(m),
                            c->text, why);
        else if (date)
            roster_complain(r, FINDINGS_ERROR, m,
                            _("%s: the spreadsheet has made a date of it: \"%.60s\"; format the "
                              "column as text and type it anew"),
                            roster_meaning_name(m), c->text);
        else if (c->is_ambiguous && (m == ROSTER_SBD || m == ROSTER_SEAT))
            roster_complain(r, FINDINGS_ERROR, m,
                            _("%s: the number %s may have lost zeros at its end; format the column "
                              "as text and type it anew"),
                            roster_meaning_name(m), c->text);
    }
}

static void count_bare(struct roster_reading *r, const char *field)
{
    const char *code = r->is_bare_field ? fields_find(names(r), field) : NULL;
    if (code)
        g_hash_table_insert(
            r->bare_fields, (gpointer)(uintptr_t)code,
            GSIZE_TO_POINTER(GPOINTER_TO_SIZE(g_hash_table_lookup(r->bare_fields, code)) + 1));
}

/* Beside the paper that comes next. */
static bool keep_note(struct roster_reading *r)
{
    char **grown = realloc(r->out->note, (r->out->papers + 1) * sizeof *grown);
    if (!grown)
        return false;
    r->out->note = grown;
    grown[r->out->papers] = strdup(roster_get(r, ROSTER_NOTE));
    return grown[r->out->papers] != NULL;
}

bool roster_paper_read(struct roster_reading *r)
{
    struct session_paper p = {0};
    r->row_failed = r->is_bare_field = false;
    judge_cells(r);
    if (r->row_failed)
        return false;
    struct roster_person *who = roster_person_of_row(r);
    name_field(r, read_field(r), &p);
    read_grade(r, &p);
    read_exempt(r, &p);
    read_extra(r, &p);
    judge_note(r, &p);
    read_seat(r, &p, who);
    judge_again(r, &p, who);
    if (r->row_failed || !who)
        return false;
    long candidate = roster_person_candidate(r, who);
    if (candidate < 0 || !keep_note(r)) {
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD, _("out of memory"));
        return false;
    }
    struct session_paper *grown = realloc(r->out->paper, (r->out->papers + 1) * sizeof *grown);
    if (!grown) {
        free(r->out->note[r->out->papers]);
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD, _("out of memory"));
        return false;
    }
    p.candidate = (uint32_t)candidate;
    r->out->paper = grown;
    grown[r->out->papers++] = p;
    count_bare(r, p.field);
    for (size_t i = 0; i < r->head.columns; i++)
        r->head.column[i].filled += roster_cell_value(r->row, i)[0] != '\0';
    return true;
}

/* ---- counts ---- */

/* Place of a field in the bank's order. */
static size_t rank(const struct roster_reading *r, const char *field)
{
    const struct bank_meta *m = &r->options->fields->source.meta;
    const struct bank_field *f = bank_meta_field(m, field);
    return f ? (size_t)(f - m->field) : SIZE_MAX;
}

static struct roster_tally *tally_of(struct roster_reading *r, const struct session_paper *p)
{
    struct roster_summary *s = r->summary;
    size_t at = 0;
    while (at < s->tallies) {
        const struct roster_tally *t = &s->tally[at];
        size_t a = rank(r, t->field), b = rank(r, p->field);
        int order = a != b ? (a < b ? -1 : 1) : strcmp(t->grade, p->grade);
        if (order == 0)
            return &s->tally[at];
        if (order > 0)
            break;
        at++;
    }
    struct roster_tally *grown = realloc(s->tally, (s->tallies + 1) * sizeof *grown);
    if (!grown)
        return NULL;
    s->tally = grown;
    memmove(&grown[at + 1], &grown[at], (s->tallies++ - at) * sizeof *grown);
    grown[at] = (struct roster_tally){0};
    memcpy(grown[at].field, p->field, sizeof p->field);
    memcpy(grown[at].grade, p->grade, sizeof p->grade);
    memcpy(grown[at].title, p->title_vi, sizeof p->title_vi);
    return &grown[at];
}

void roster_paper_tally(struct roster_reading *r)
{
    struct roster_summary *s = r->summary;
    const struct roster *o = r->out;
    s->people = o->candidates;
    s->papers = o->papers;
    for (size_t i = 0; i < o->candidates; i++)
        s->identities += o->identity[i][0] != '\0';
    for (size_t i = 0; i < o->papers; i++) {
        const struct session_paper *p = &o->paper[i];
        struct roster_tally *t = tally_of(r, p);
        s->exempt += p->exempt;
        s->extra += p->extra_minutes > 0;
        s->seats += p->seat[0] != '\0';
        if (!t)
            continue;
        t->papers++;
        t->exempt += p->exempt;
        t->extra += p->extra_minutes > 0;
    }
}

void roster_paper_suspect_fields(struct roster_reading *r)
{
    const struct roster_summary *s = r->summary;
    for (size_t i = 0; i < s->tallies && !r->sheets.is_workbook; i++) {
        const char *field = s->tally[i].field, *other = longer(r, field);
        size_t both = 0, papers = GPOINTER_TO_SIZE(g_hash_table_lookup(r->bare_fields, field));
        for (size_t k = 0; other && k < s->tallies; k++)
            both += strcmp(s->tally[k].field, other) == 0;
        bool told = i > 0 && strcmp(s->tally[i - 1].field, field) == 0;
        if (other && papers && !both && !told)
            findings_add(r->findings, FINDINGS_WARNING, r->file, 0,
                         _("%zu papers are of field %s and none of %s: a spreadsheet writes the "
                           "number %s as %s; see that they are right"),
                         papers, field, other, other, field);
    }
}
