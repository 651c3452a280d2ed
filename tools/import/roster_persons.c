/* Who is who. One SBD (by session_sbd_key) is one person with one identity; one identity has one
 * SBD. Names are the same when they differ in capitals, in how Unicode spells their letters, in
 * blanks, or in which letter of a syllable carries the tone (Hoà, Hòa); a date is the same however
 * it is written. */
#include "tools/import/roster_parts.h"

#include "app/core/i18n.h"
#include "tools/import/roster_dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AGE_MIN = 18, AGE_MAX = 100 };

static void free_person(gpointer person)
{
    struct roster_person *p = person;
    free(p->sbd);
    free(p->name);
    free(p->identity);
    free(p->unit);
    free(p);
}

void roster_persons_init(struct roster_reading *r)
{
    r->person = g_ptr_array_new_with_free_func(free_person);
    r->by_sbd = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    r->by_zeros = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    r->by_identity = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    r->by_face = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    r->by_seat = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    r->by_paper = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    r->bare_fields = g_hash_table_new(g_str_hash, g_str_equal);
}

void roster_persons_free(struct roster_reading *r)
{
    GHashTable *const TABLES[] = {r->by_sbd,  r->by_zeros, r->by_identity, r->by_face,
                                  r->by_seat, r->by_paper, r->bare_fields};
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++)
        g_hash_table_destroy(TABLES[i]);
    g_ptr_array_free(r->person, TRUE);
}

/* ---- names ---- */

/* The name of the row, its parts joined; malloc'd. NULL after a complaint. */
static char *read_name(struct roster_reading *r)
{
    static const enum roster_meaning PARTS[] = {ROSTER_NAME, ROSTER_FAMILY, ROSTER_GIVEN};
    char name[3 * SESSION_TEXT_MAX] = "";
    enum roster_meaning at = r->head.place[ROSTER_NAME] >= 0 ? ROSTER_NAME : ROSTER_FAMILY;
    bool failed = r->row_failed;
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(name);
        const char *part = roster_get(r, PARTS[i]);
        if (part[0])
            snprintf(name + n, sizeof name - n, "%s%s", n ? " " : "", part);
    }
    r->row_failed = false;
    if (!name[0])
        roster_complain(r, FINDINGS_ERROR, at, _("the name is missing"));
    else if (strlen(name) >= SESSION_TEXT_MAX)
        roster_complain(r, FINDINGS_ERROR, at, _("%s is longer than %d bytes"), _("the name"),
                        SESSION_TEXT_MAX - 1);
    else
        roster_name_judge(r, at, name);
    bool good = !r->row_failed;
    r->row_failed = r->row_failed || failed;
    return good ? strdup(name) : NULL;
}

/* ---- the date ---- */

static const char *cell_date(const struct roster_reading *r, enum roster_meaning m)
{
    long at = r->head.place[m];
    return at >= 0 && (size_t)at < r->row->cells ? r->row->cell[at].date : "";
}

/* Day, month, year in three columns as one text; "" when all are empty. */
static void join_birth(const struct roster_reading *r, char *out, size_t room)
{
    const char *d = roster_get(r, ROSTER_BIRTH_DAY), *m = roster_get(r, ROSTER_BIRTH_MONTH),
               *y = roster_get(r, ROSTER_BIRTH_YEAR);
    out[0] = '\0';
    if (d[0] || m[0] || y[0])
        snprintf(out, room, "%s/%s/%s", d, m, y);
}

static void judge_age(struct roster_reading *r, enum roster_meaning m, const char *birth)
{
    int age = roster_date_age(birth, r->day);
    if (age < 0)
        roster_complain(r, FINDINGS_WARNING, m,
                        _("the date of birth %s lies after the day of the exam"), birth);
    else if (age < AGE_MIN)
        roster_complain(r, FINDINGS_WARNING, m,
                        _("born on %s: not yet %d years old on the day of the exam"), birth,
                        AGE_MIN);
    else if (age > AGE_MAX)
        roster_complain(r, FINDINGS_WARNING, m,
                        _("born on %s: over %d years old on the day of the exam"), birth, AGE_MAX);
}

bool roster_has_birth(const struct roster_reading *r)
{
    for (int m = ROSTER_BIRTH; m <= ROSTER_BIRTH_YEAR; m++)
        if (r->head.place[m] >= 0)
            return true;
    return false;
}

static void read_birth(struct roster_reading *r, char out[12])
{
    const char *male = roster_get(r, ROSTER_BIRTH_MALE),
               *female = roster_get(r, ROSTER_BIRTH_FEMALE), *text = roster_get(r, ROSTER_BIRTH);
    enum roster_meaning m = text[0]     ? ROSTER_BIRTH
                            : male[0]   ? ROSTER_BIRTH_MALE
                            : female[0] ? ROSTER_BIRTH_FEMALE
                                        : ROSTER_BIRTH_DAY;
    char joined[100], date[ROSTER_DATE] = "";
    join_birth(r, joined, sizeof joined);
    out[0] = '\0';
    if (male[0] && female[0]) {
        roster_complain(r, FINDINGS_ERROR, ROSTER_BIRTH_MALE,
                        _("two dates of birth, \"%s\" and \"%s\""), male, female);
        return;
    }
    text = m == ROSTER_BIRTH_DAY ? joined : roster_get(r, m);
    if (!text[0]) {
        if (roster_has_birth(r)) /* else it is said once */
            roster_complain(r, FINDINGS_WARNING,
                            r->head.place[ROSTER_BIRTH] >= 0 ? ROSTER_BIRTH : m,
                            _("no date of birth"));
        return;
    }
    const char *day = m != ROSTER_BIRTH_DAY ? cell_date(r, m) : "", *why = NULL;
    if (day[0])
        why = roster_date_shown(text, day);
    if (!why)
        why = roster_date_read(day[0] ? day : text, date);
    if (why) {
        roster_complain(r, FINDINGS_ERROR, m, _("the date of birth \"%.40s\": %s"), text, why);
        return;
    }
    snprintf(out, 12, "%s", date);
    judge_age(r, m, out);
    if (m != ROSTER_BIRTH_DAY && roster_date_is_turned(text))
        roster_rewrite(
            r, m, text[strspn(text, "0123456789/-. ")] ? ROSTER_REWRITE_WORDS : ROSTER_REWRITE_FORM,
            text, date);
}

/* ---- the identity number ---- */

/* Twelve digits, or a passport: one or two capitals and six to eight digits. */
static const char *identity_fault(const char *s)
{
    size_t n = strlen(s), letters = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
           digits = strspn(s + letters, "0123456789");
    if (letters + digits != n)
        return _("an identity number has digits only, a passport's a letter or two before them");
    if (letters == 0 && n == 12)
        return NULL;
    if (letters >= 1 && letters <= 2 && digits >= 6 && digits <= 8)
        return NULL;
    if (letters == 0 && n == 9)
        return _("9 digits: the number of an old identity card?");
    if (letters)
        return _("no passport has such a number");
    return n > 12 ? _("more than 12 digits")
                  : _("an identity number has 12 digits; the spreadsheet may have eaten zeros");
}

/* Twelve signs, digits but for an O or I that somebody took for one. */
static bool has_letter_for_digit(const char *s)
{
    return strlen(s) == 12 && strspn(s, "0123456789OIL") == 12 && strpbrk(s, "OIL");
}

/* Without the blanks and stops between digits; malloc'd, "" after an
 * error. */
static char *read_identity(struct roster_reading *r)
{
    const char *text = roster_get(r, ROSTER_IDENTITY);
    char *out = calloc(1, strlen(text) + 1);
    size_t n = 0;
    if (!out)
        return NULL;
    for (const char *s = text; *s; s++)
        if (*s != ' ' && *s != '.' && !(*s == '\'' && s == text))
            out[n++] = (char)(*s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s);
    const char *why = n ? identity_fault(out) : NULL;
    bool scientific = strchr(out, '+') && strchr(out, 'E');
    if (has_letter_for_digit(out)) {
        roster_complain(r, FINDINGS_ERROR, ROSTER_IDENTITY,
                        _("the identity number \"%.40s\" has a letter where a digit is meant"),
                        text);
        out[0] = '\0';
    } else if (scientific || (why && n != strspn(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))) {
        roster_complain(
            r, FINDINGS_ERROR, ROSTER_IDENTITY, _("the identity number \"%.40s\": %s"), text,
            scientific ? _("it stands in scientific form: the spreadsheet has lost digits") : why);
        out[0] = '\0';
    } else if (why)
        roster_complain(r, FINDINGS_WARNING, ROSTER_IDENTITY,
                        _("the identity number \"%.40s\": %s"), text, why);
    if (out[0])
        roster_rewrite(r, ROSTER_IDENTITY, ROSTER_REWRITE_FORM, text, out);
    return out;
}

/* ---- the person ---- */

/* The SBD's key, malloc'd; NULL after a complaint. */
static char *read_sbd(struct roster_reading *r, const char *sbd)
{
    char key[SESSION_SBD_KEY];
    if (!sbd[0])
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD, _("the candidate number (SBD) is missing"));
    else if (strlen(sbd) >= sizeof((struct session_candidate *)0)->sbd)
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD, _("%s is longer than %d bytes"), "SBD",
                        (int)sizeof((struct session_candidate *)0)->sbd - 1);
    else if (!session_sbd_key(sbd, key))
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("the SBD \"%s\" has a character that cannot be typed on every seat; use "
                          "digits, letters and - / ."),
                        sbd);
    else
        return strdup(key);
    return NULL;
}

static const struct roster_person *lookup(GHashTable *table, const char *key)
{
    return g_hash_table_lookup(table, key);
}

static void keep(GHashTable *table, const char *key, struct roster_person *p)
{
    if (key[0] && !g_hash_table_contains(table, key))
        g_hash_table_insert(table, strdup(key), p);
}

static bool differs(const char *a, const char *b)
{
    return a[0] && b[0] && strcmp(a, b) != 0;
}

/* A name alone may be mistyped; with a day of birth or an identity number of its own it is another
 * person's. */
static bool is_somebody_else(const struct roster_person *was, const struct roster_person *is)
{
    return !roster_name_is_same(was->name, is->name) &&
           (differs(was->birth, is->birth) || differs(was->identity, is->identity));
}

/* What another row says of the same SBD. The first row counts; empty cells are filled from either.
 */
static void compare(struct roster_reading *r, struct roster_person *was,
                    const struct roster_person *is)
{
    if (is_somebody_else(was, is)) {
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("SBD %s has two names: \"%s\" here, \"%s\" in row %zu, and what else is "
                          "known of them differs: is the SBD of one of the two rows wrong?"),
                        is->sbd, is->name, was->name, was->line);
        return;
    }
    if (!roster_name_is_same(was->name, is->name))
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("SBD %s has two names: \"%s\" here, \"%s\" in row %zu"), is->sbd,
                        is->name, was->name, was->line);
    else if (strcmp(was->name, is->name) != 0)
        roster_complain(r, FINDINGS_WARNING, ROSTER_NAME,
                        _("the name is written \"%s\" here and \"%s\" in row %zu; that one counts"),
                        is->name, was->name, was->line);
    if (differs(was->birth, is->birth))
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("SBD %s has two dates of birth: %s here, %s in row %zu"), is->sbd,
                        is->birth, was->birth, was->line);
    if (differs(was->identity, is->identity))
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("SBD %s has two identity numbers: %s here, %s in row %zu"), is->sbd,
                        is->identity, was->identity, was->line);
    if (differs(was->unit, is->unit))
        roster_complain(r, FINDINGS_WARNING, ROSTER_UNIT,
                        _("SBD %s has two units: \"%s\" here, \"%s\" in row %zu; that one counts"),
                        is->sbd, is->unit, was->unit, was->line);
}

/* A cell that this row leaves empty, or the row before it left. */
static void tell_filled(struct roster_reading *r, enum roster_meaning m, const char *was,
                        const char *is)
{
    if (r->head.place[m] >= 0 && !was[0] != !is[0])
        roster_rewrite(r, m, ROSTER_REWRITE_EMPTY, "", was[0] ? was : is);
}

static void fill(struct roster_reading *r, struct roster_person *was, struct roster_person *is)
{
    tell_filled(r, ROSTER_BIRTH, was->birth, is->birth);
    tell_filled(r, ROSTER_IDENTITY, was->identity, is->identity);
    tell_filled(r, ROSTER_UNIT, was->unit, is->unit);
    struct session_candidate *c = was->candidate >= 0 ? &r->out->candidate[was->candidate] : NULL;
    char **const FROM[] = {&is->identity, &is->unit}, **const TO[] = {&was->identity, &was->unit};
    for (size_t i = 0; i < 2; i++)
        if (!(*TO[i])[0] && (*FROM[i])[0]) {
            char *empty = *TO[i];
            *TO[i] = *FROM[i];
            *FROM[i] = empty;
        }
    if (!was->birth[0])
        memcpy(was->birth, is->birth, sizeof was->birth);
    if (!c)
        return;
    snprintf(c->birth, sizeof c->birth, "%s", was->birth);
    snprintf(c->unit, sizeof c->unit, "%s", was->unit);
    char *id = strdup(was->identity);
    if (id) {
        free(r->out->identity[was->candidate]);
        r->out->identity[was->candidate] = id;
    }
}

/* Identity numbers that differ in leading zeros only are one number of which a spreadsheet has
 * eaten some. */
static const char *identity_key(const char *identity)
{
    return identity + strspn(identity, "0");
}

/* The identity number of another SBD. */
static void judge_identity(struct roster_reading *r, const struct roster_person *p,
                           const struct roster_person *was)
{
    const struct roster_person *q =
        p->identity[0] ? lookup(r->by_identity, identity_key(p->identity)) : NULL;
    if (!q || q == was)
        return;
    if (strcmp(q->identity, p->identity) == 0)
        roster_complain(
            r, FINDINGS_ERROR, ROSTER_IDENTITY,
            _("the identity number %s stands under two SBD: %s (%s) here, %s (%s) in row %zu"),
            p->identity, p->sbd, p->name, q->sbd, q->name, q->line);
    else
        roster_complain(
            r, FINDINGS_ERROR, ROSTER_IDENTITY,
            _("the identity numbers %s of SBD %s here and %s of SBD %s in row %zu differ "
              "in leading zeros only: one number under two SBD?"),
            p->identity, p->sbd, q->identity, q->sbd, q->line);
}

/* What other people of the roster have in common with one whose SBD is new. */
static void judge_others(struct roster_reading *r, struct roster_person *p, const char *key)
{
    const char *bare = key + strspn(key, "0");
    char *name = roster_name_key(p->name), *face = NULL;
    const struct roster_person *q = lookup(r->by_zeros, bare);
    if (q)
        roster_complain(r, FINDINGS_ERROR, ROSTER_SBD,
                        _("the SBD %s and %s in row %zu differ in leading zeros only: the "
                          "spreadsheet may have eaten some"),
                        p->sbd, q->sbd, q->line);
    judge_identity(r, p, NULL);
    if (p->birth[0] && name && asprintf(&face, "%s %s", p->birth, name) < 0)
        face = NULL;
    q = face ? lookup(r->by_face, face) : NULL;
    if (q && !(p->identity[0] && strcmp(p->identity, q->identity) == 0))
        roster_complain(r, FINDINGS_WARNING, ROSTER_NAME,
                        _("%s, born on %s, stands in row %zu too, with the SBD %s: two people?"),
                        p->name, p->birth, q->line, q->sbd);
    keep(r->by_zeros, bare, p);
    keep(r->by_identity, identity_key(p->identity), p);
    keep(r->by_face, face ? face : "", p);
    free(face);
    free(name);
}

/* The SBD with each dash that word processors make of a hyphen written as the hyphen it is;
 * malloc'd.
 */
static char *plain_hyphens(const char *sbd)
{
    static const char *const DASHES[] = {"\u2010", "\u2011", "\u2012", "\u2013",
                                         "\u2014", "\u2015", "\u2212"};
    char *out = strdup(sbd), *to = out;
    for (const char *s = out; s && *s;) {
        size_t n = 0;
        for (size_t i = 0; i < sizeof DASHES / sizeof DASHES[0]; i++)
            if (strncmp(s, DASHES[i], 3) == 0)
                n = 3;
        *to++ = n ? '-' : *s;
        s += n ? n : 1;
    }
    if (to)
        *to = '\0';
    return out;
}

/* Reads what the row says of its person; parts that cannot be read have complained. */
static struct roster_person *read_person(struct roster_reading *r)
{
    struct roster_person *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    const char *unit = roster_get(r, ROSTER_UNIT), *sbd = roster_get(r, ROSTER_SBD);
    p->line = r->row->line;
    p->candidate = -1;
    p->sbd = plain_hyphens(sbd[0] == '\'' ? sbd + 1 : sbd);
    if (p->sbd)
        roster_rewrite(r, ROSTER_SBD, ROSTER_REWRITE_FORM, sbd, p->sbd);
    p->name = read_name(r);
    read_birth(r, p->birth);
    p->identity = read_identity(r);
    if (strlen(unit) >= SESSION_TEXT_MAX)
        roster_complain(r, FINDINGS_ERROR, ROSTER_UNIT, _("%s is longer than %d bytes"),
                        _("the unit"), SESSION_TEXT_MAX - 1);
    p->unit = strdup(unit);
    return p;
}

struct roster_person *roster_person_of_row(struct roster_reading *r)
{
    struct roster_person *p = read_person(r), *was = NULL;
    char *key = p && p->sbd ? read_sbd(r, p->sbd) : NULL;
    if (!p || !key || !p->name || !p->identity || !p->unit) {
        r->row_failed = true;
        if (p)
            free_person(p);
        free(key);
        return NULL;
    }
    was = g_hash_table_lookup(r->by_sbd, key);
    if (was) {
        compare(r, was, p);
        judge_identity(r, p, was);
        if (!r->row_failed)
            fill(r, was, p);
        keep(r->by_identity, identity_key(was->identity), was);
        free_person(p);
    } else {
        judge_others(r, p, key);
        keep(r->by_sbd, key, p);
        g_ptr_array_add(r->person, p);
        was = p;
    }
    free(key);
    return r->row_failed ? NULL : was;
}

long roster_person_candidate(struct roster_reading *r, struct roster_person *p)
{
    struct roster *o = r->out;
    if (p->candidate >= 0)
        return p->candidate;
    struct session_candidate *grown = realloc(o->candidate, (o->candidates + 1) * sizeof *grown);
    if (grown)
        o->candidate = grown;
    char **ids = realloc(o->identity, (o->candidates + 1) * sizeof *ids), *id = strdup(p->identity);
    if (ids)
        o->identity = ids;
    if (!grown || !ids || !id) {
        free(id);
        return -1;
    }
    struct session_candidate *c = &grown[o->candidates];
    memset(c, 0, sizeof *c);
    snprintf(c->sbd, sizeof c->sbd, "%s", p->sbd);
    snprintf(c->name, sizeof c->name, "%s", p->name);
    snprintf(c->birth, sizeof c->birth, "%s", p->birth);
    snprintf(c->unit, sizeof c->unit, "%s", p->unit);
    ids[o->candidates] = id;
    return p->candidate = (long)o->candidates++;
}

void roster_persons_suspect_zeros(struct roster_reading *r)
{
    size_t most = 0;
    for (guint i = 0; i < r->person->len; i++) {
        const struct roster_person *p = g_ptr_array_index(r->person, i);
        if (p->sbd[strspn(p->sbd, "0123456789")] == '\0' && strlen(p->sbd) > most)
            most = strlen(p->sbd);
    }
    for (guint i = 0; i < r->person->len; i++) {
        const struct roster_person *p = g_ptr_array_index(r->person, i);
        if (p->sbd[strspn(p->sbd, "0123456789")] == '\0' && strlen(p->sbd) < most)
            findings_add(
                r->findings, FINDINGS_WARNING, r->file, p->line,
                _("SBD %s is shorter than others (%zu digits): Excel may have eaten zeros"), p->sbd,
                most);
    }
}
