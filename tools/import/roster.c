#include "tools/import/roster.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"
#include "tools/import/rows.h"
#include "tools/import/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum column { COL_SBD, COL_NAME, COL_BIRTH, COL_IDENTITY, COL_UNIT, COL_FIELD, COL_GRADE, COL_SEAT, COL_EXEMPT, COL_EXTRA, COL_NOTE, COLUMNS,
              EXTRA_MAX = 120 };

/* Headings as keys: lower case, without diacritics. */
static const struct { const char *key; enum column column; } HEADINGS[] = {
    {"ma so du sat hach", COL_SBD}, {"sbd", COL_SBD}, {"so bao danh", COL_SBD}, {"ma so du sat hach sbd", COL_SBD}, {"candidate number", COL_SBD},
    {"ho va ten", COL_NAME}, {"ho ten", COL_NAME}, {"name", COL_NAME}, {"ngay sinh", COL_BIRTH}, {"born", COL_BIRTH},
    {"so cccd ho chieu", COL_IDENTITY}, {"so cccd", COL_IDENTITY}, {"cccd", COL_IDENTITY}, {"cmnd", COL_IDENTITY}, {"ho chieu", COL_IDENTITY},
    {"identity", COL_IDENTITY}, {"don vi cong tac", COL_UNIT}, {"don vi", COL_UNIT}, {"unit", COL_UNIT}, {"linh vuc", COL_FIELD},
    {"field", COL_FIELD}, {"hang", COL_GRADE}, {"grade", COL_GRADE}, {"ca phong may", COL_SEAT}, {"may", COL_SEAT}, {"seat", COL_SEAT},
    {"mien chuyen mon", COL_EXEMPT}, {"mien", COL_EXEMPT}, {"exempt", COL_EXEMPT}, {"them gio phut", COL_EXTRA}, {"them gio", COL_EXTRA},
    {"extra minutes", COL_EXTRA}, {"ghi chu", COL_NOTE}, {"note", COL_NOTE}};

struct reading {
    struct roster *out;
    struct findings *findings;
    const char *file;
    const struct bank_folder *fields;
    const struct profile *profile;
    int place[COLUMNS];        /* cell of each column, -1 when the roster has none */
    bool has_headings;
    char *cell[ROWS_CELLS_MAX]; /* of the row under way, normalised */
    int cells;
    size_t row_line;           /* where the row began */
    char sheet[128];           /* the workbook's sheet that holds the roster */
    size_t other_sheets;       /* rows on the others */
    bool bad_text;
};

static void complain(struct reading *r, const char *why)
{
    findings_add(r->findings, FINDINGS_ERROR, r->file, r->row_line, "%s", why);
}

static const char *get(const struct reading *r, enum column c)
{
    return r->place[c] >= 0 && r->place[c] < r->cells && r->cell[r->place[c]] ? r->cell[r->place[c]] : "";
}

/* True when the row is the headings: at least number, name and field are found. */
static bool take_headings(struct reading *r)
{
    for (int c = 0; c < COLUMNS; c++)
        r->place[c] = -1;
    for (int i = 0; i < r->cells; i++) {
        char *key = normal_key(r->cell[i]);
        for (size_t k = 0; key && k < sizeof HEADINGS / sizeof HEADINGS[0]; k++)
            if (strcmp(key, HEADINGS[k].key) == 0 && r->place[HEADINGS[k].column] < 0)
                r->place[HEADINGS[k].column] = i;
        free(key);
    }
    return r->place[COL_SBD] >= 0 && r->place[COL_NAME] >= 0 && r->place[COL_FIELD] >= 0 && r->place[COL_GRADE] >= 0;
}

static bool is_date(const char *s)
{
    static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int d, m, y, n = 0;
    if (sscanf(s, "%2d/%2d/%4d%n", &d, &m, &y, &n) != 3 || s[n] || y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > DAYS[m - 1])
        return false;
    return m != 2 || d != 29 || (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
}

static bool is_identity(const char *s)
{
    size_t n = strlen(s);
    if (n == 12 && strspn(s, "0123456789") == 12)
        return true;
    return n >= 7 && n <= 9 && s[0] >= 'A' && s[0] <= 'Z' && strspn(s + 1, "0123456789") == n - 1;
}

static bool fits(struct reading *r, const char *what, const char *text, char *out, size_t room)
{
    if (strlen(text) < room) {
        strcpy(out, text);
        return true;
    }
    char why[128];
    snprintf(why, sizeof why, _("%s is longer than %zu bytes"), what, room - 1);
    complain(r, why);
    return false;
}

/* The row's candidate: one of those read, or a new one. -1 after a complaint. */
static long take_candidate(struct reading *r)
{
    struct roster *o = r->out;
    struct session_candidate c = {0};
    const char *identity = get(r, COL_IDENTITY);
    if (!get(r, COL_SBD)[0] || !get(r, COL_NAME)[0]) {
        complain(r, get(r, COL_SBD)[0] ? _("the name is missing") : _("the candidate number (SBD) is missing"));
        return -1;
    }
    if (!fits(r, "SBD", get(r, COL_SBD), c.sbd, sizeof c.sbd) || !fits(r, _("the name"), get(r, COL_NAME), c.name, sizeof c.name) ||
        !fits(r, _("the unit"), get(r, COL_UNIT), c.unit, sizeof c.unit))
        return -1;
    if (get(r, COL_BIRTH)[0] && !is_date(get(r, COL_BIRTH))) {
        complain(r, _("the birth date is no date of the form dd/mm/yyyy"));
        return -1;
    }
    snprintf(c.birth, sizeof c.birth, "%s", get(r, COL_BIRTH));
    if (identity[0] && strpbrk(identity, "eE") && strchr(identity, '+'))
        findings_add(r->findings, FINDINGS_WARNING, r->file, r->row_line, _("the identity number stands in scientific form: Excel has lost digits"));
    else if (identity[0] && !is_identity(identity))
        findings_add(r->findings, FINDINGS_WARNING, r->file, r->row_line, _("the identity number has not 12 digits: Excel may have eaten zeros"));
    for (size_t i = 0; i < o->candidates; i++) {
        if (strcasecmp(o->candidate[i].sbd, c.sbd) != 0) /* as the log-in finds them */
            continue;
        if (strcmp(o->candidate[i].name, c.name) == 0 && strcmp(o->candidate[i].birth, c.birth) == 0)
            return (long)i;
        complain(r, _("this SBD stood before with another name or birth date"));
        return -1;
    }
    struct session_candidate *grown = realloc(o->candidate, (o->candidates + 1) * sizeof *grown);
    char **ids = realloc(o->identity, (o->candidates + 1) * sizeof *ids);
    if (grown)
        o->candidate = grown;
    if (ids)
        o->identity = ids;
    char *id = grown && ids ? strdup(identity) : NULL;
    if (!id) {
        complain(r, _("out of memory"));
        return -1;
    }
    o->identity[o->candidates] = id;
    o->candidate[o->candidates] = c;
    return (long)o->candidates++;
}

static bool take_extras(struct reading *r, struct session_paper *p)
{
    const char *extra = get(r, COL_EXTRA), *exempt = get(r, COL_EXEMPT);
    char *end = NULL;
    long minutes = extra[0] ? strtol(extra, &end, 10) : 0;
    if (extra[0] && (*end || minutes < 0 || minutes > EXTRA_MAX)) {
        complain(r, _("the extra time is no whole number of minutes up to 120"));
        return false;
    }
    p->extra_minutes = (uint16_t)minutes;
    p->exempt = exempt[0] && strcmp(exempt, "0") != 0 && strcasecmp(exempt, "không") != 0;
    if (p->exempt && !profile_variant_for(r->profile, true)) {
        complain(r, _("exempt, but the profile knows no exemption"));
        return false;
    }
    return fits(r, _("the note"), p->extra_minutes ? get(r, COL_NOTE) : "", p->extra_reason, sizeof p->extra_reason) &&
           fits(r, _("the seat"), get(r, COL_SEAT), p->seat, sizeof p->seat);
}

static bool take_paper(struct reading *r, struct session_paper *p)
{
    const char *field = fields_find(&r->fields->fields, get(r, COL_FIELD)), *grade = heading_grade(get(r, COL_GRADE));
    char why[256];
    if (!field || strlen(field) >= sizeof p->field) {
        snprintf(why, sizeof why, _("the field \"%s\" is not known to the bank"), get(r, COL_FIELD));
        complain(r, why);
        return false;
    }
    if (!grade) {
        snprintf(why, sizeof why, _("the grade \"%s\" is none of I, II, III"), get(r, COL_GRADE));
        complain(r, why);
        return false;
    }
    const struct bank_field *f = bank_meta_field(&r->fields->source.meta, field);
    strcpy(p->field, field);
    strcpy(p->grade, grade);
    snprintf(p->title_vi, sizeof p->title_vi, "%s", f->title_vi);
    snprintf(p->title_en, sizeof p->title_en, "%s", f->title_en ? f->title_en : "");
    for (size_t i = 0; i < r->out->papers; i++)
        if (r->out->paper[i].candidate == p->candidate && strcmp(r->out->paper[i].field, p->field) == 0 &&
            strcmp(r->out->paper[i].grade, p->grade) == 0) {
            complain(r, _("this SBD sits this field and grade twice"));
            return false;
        }
    return take_extras(r, p);
}

static void take_row(struct reading *r)
{
    struct session_paper p = {0};
    if (r->bad_text)
        return;
    long candidate = take_candidate(r);
    if (candidate < 0)
        return;
    p.candidate = (uint32_t)candidate;
    if (!take_paper(r, &p))
        return;
    struct session_paper *grown = realloc(r->out->paper, (r->out->papers + 1) * sizeof *grown);
    if (!grown) {
        complain(r, _("out of memory"));
        return;
    }
    r->out->paper = grown;
    grown[r->out->papers++] = p;
}

/* Takes the row's cells over, normalised. */
static void take_cells(struct reading *r, const struct row *row)
{
    struct err e = {0};
    r->bad_text = row->bad;
    if (row->bad)
        findings_add(r->findings, FINDINGS_ERROR, r->file, row->line, _("not UTF-8 text: a bad byte at offset %zu; save it as \"CSV UTF-8\""), row->bad_at);
    for (size_t i = 0; i < row->cells; i++)
        if (normal_text(row->cell[i], false, NULL, &r->cell[i], &e) != ERR_OK) {
            complain(r, e.text);
            r->bad_text = true;
            r->cell[i] = strdup("");
        }
    r->cells = (int)row->cells;
}

static void next_row(void *context, const struct row *row)
{
    struct reading *r = context;
    r->row_line = row->line;
    take_cells(r, row);
    if (!r->has_headings)
        r->has_headings = take_headings(r);
    else if (row->sheet && strcmp(row->sheet, r->sheet) != 0) /* other sheets of the workbook are not the roster */
        r->other_sheets++;
    else
        take_row(r);
    if (r->has_headings && !r->sheet[0] && row->sheet)
        text_clean(row->sheet, r->sheet, sizeof r->sheet);
    for (int i = 0; i < r->cells; i++)
        free(r->cell[i]);
    r->cells = 0;
}

static bool is_digits(const char *s)
{
    return s[0] && s[strspn(s, "0123456789")] == '\0';
}

/* Numbers of one list are as long as each other; a shorter one that begins without a zero has perhaps lost some. */
static void suspect_zeros(struct reading *r)
{
    const struct roster *o = r->out;
    size_t most = 0;
    for (size_t i = 0; i < o->candidates; i++)
        if (is_digits(o->candidate[i].sbd) && strlen(o->candidate[i].sbd) > most)
            most = strlen(o->candidate[i].sbd);
    for (size_t i = 0; i < o->candidates; i++)
        if (is_digits(o->candidate[i].sbd) && strlen(o->candidate[i].sbd) < most)
            findings_add(r->findings, FINDINGS_WARNING, r->file, 0, _("SBD %s is shorter than others (%zu digits): Excel may have eaten zeros"), o->candidate[i].sbd, most);
}

enum err_code roster_read(const char *text, size_t len, const char *file, const struct bank_folder *fields, const struct profile *profile,
                          struct roster *out, struct findings *f, struct err *e)
{
    struct reading r = {.out = out, .findings = f, .file = file, .fields = fields, .profile = profile};
    memset(out, 0, sizeof *out);
    enum err_code rc = zip_is(text, len) ? rows_read_xlsx(text, len, next_row, &r, e) : rows_read_csv(text, len, next_row, &r, e);
    if (rc != ERR_OK)
        rc = err_prefix(e, file);
    if (rc == ERR_OK)
        suspect_zeros(&r);
    if (r.other_sheets)
        findings_add(f, FINDINGS_WARNING, file, 0, _("%zu rows on other sheets were not read; the roster is \"%s\""), r.other_sheets, r.sheet);
    if (rc == ERR_OK && !r.has_headings)
        rc = err_set(e, ERR_FORMAT, _("%s: no heading line with SBD, name, field and grade"), file);
    if (rc == ERR_OK && f->errors == 0 && out->papers == 0)
        rc = err_set(e, ERR_FORMAT, _("%s: no candidate in it"), file);
    if (rc != ERR_OK)
        roster_free(out);
    return rc;
}

void roster_free(struct roster *r)
{
    for (size_t i = 0; i < r->candidates; i++)
        free(r->identity[i]);
    free(r->identity);
    free(r->candidate);
    free(r->paper);
    *r = (struct roster){0};
}
