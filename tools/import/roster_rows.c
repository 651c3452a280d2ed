/* What stands around the papers. A row that holds two things of a person (number, name, date,
 * identity, field, grade) is a paper whatever else it says; all others are passed over only when
 * one of the tables here knows their words, and are errors else. */
#include "tools/import/roster_parts.h"

#include "app/core/i18n.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"
#include "tools/import/roster_dates.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *word, *name;
} PASSES[ROSTER_PASSES] = {
    [ROSTER_PASS_TITLE] = {"title", N_("above the headings")},
    [ROSTER_PASS_HEADINGS] = {"headings", N_("headings")},
    [ROSTER_PASS_NUMBERS] = {"column-numbers", N_("numbers of the columns")},
    [ROSTER_PASS_SECTION] = {"section", N_("sub-heading")},
    [ROSTER_PASS_SUM] = {"sum", N_("sum")},
    [ROSTER_PASS_NOTE] = {"note", N_("note around the table")},
    [ROSTER_PASS_SIGNATURE] = {"signature", N_("place, date and signatures")},
    [ROSTER_PASS_UNUSED] = {"unused", N_("a running number and nothing else")},
    [ROSTER_PASS_SHEET] = {"other-sheet", N_("on another sheet")},
};

const char *roster_pass_word(enum roster_pass p)
{
    return PASSES[p].word;
}

const char *roster_pass_name(enum roster_pass p)
{
    return _(PASSES[p].name);
}

/* How a row's text may begin, as keys; each list ends with NULL. A phrase that ends with # wants a
 * number (or a Roman one) next; one that ends with . must be all of the text. */
static const char *const SUM_PHRASES[] = {
    "co#",           "tong so",       "tong cong",      "tong",
    "cong.",         "cong#",         "cong danh sach", "cong so",
    "danh sach gom", "danh sach nay", "danh sach co",   "an dinh danh sach",
    "an dinh",       "so thi sinh",   "so luong",       "co mat.",
    "co mat#",       "vang.",         "vang#",          "vang mat.",
    "vang mat#",     "trong do",      "bang chu",       "so bai",
    "so luot",       "co#",           "total",          NULL};
static const char *const NOTE_PHRASES[] = {"ghi chu",
                                           "luu y",
                                           "chu thich",
                                           "chu y",
                                           "kem theo",
                                           "ban hanh kem",
                                           "note",
                                           "phu luc",
                                           "thoi gian sat hach",
                                           "thoi gian thi",
                                           "dia diem",
                                           "yeu cau thi sinh",
                                           "thi sinh mang theo",
                                           "trang#",
                                           "can cu",
                                           "het.",
                                           "het danh sach",
                                           "in ngay",
                                           "ngay in",
                                           "file",
                                           "tep",
                                           NULL};
static const char *const SIGNATURE_PHRASES[] = {"lap bang",
                                                "lap bieu",
                                                "lap danh sach",
                                                "kiem tra",
                                                "kiem soat",
                                                "phe duyet",
                                                "hieu truong",
                                                "lien he",
                                                "dien thoai",
                                                "nguoi lap",
                                                "nguoi duyet",
                                                "nguoi kiem tra",
                                                "nguoi ky",
                                                "nguoi tong hop",
                                                "nguoi ra soat",
                                                "can bo",
                                                "chuyen vien",
                                                "chu tich",
                                                "pho chu tich",
                                                "thu ky",
                                                "uy vien",
                                                "truong phong",
                                                "pho truong phong",
                                                "truong ban",
                                                "to truong",
                                                "giam doc",
                                                "pho giam doc",
                                                "thu truong",
                                                "lanh dao",
                                                "ke toan",
                                                "giam thi",
                                                "giam sat phong",
                                                "hoi dong",
                                                "dai dien",
                                                "ban to chuc",
                                                "tm ",
                                                "t m ",
                                                "kt ",
                                                "k t ",
                                                "tl ",
                                                "t l ",
                                                "tuq ",
                                                "so xay dung",
                                                "noi nhan",
                                                "nhu tren",
                                                "luu vt",
                                                "ky ten",
                                                "ky ghi ro",
                                                "ky va ghi ro",
                                                "ky dong dau",
                                                "ky.",
                                                "da ky",
                                                "ky so",
                                                "xac nhan",
                                                "duyet",
                                                "phu trach",
                                                "ngay lap",
                                                "sdt",
                                                "so dien thoai",
                                                "email",
                                                NULL};
static const char *const SECTION_PHRASES[] = {"linh vuc",
                                              "hang#",
                                              "ca#",
                                              "ca thi",
                                              "ca sang",
                                              "ca chieu",
                                              "ca sat hach",
                                              "buoi sang",
                                              "buoi chieu",
                                              "phong#",
                                              "phong thi",
                                              "phong sat hach",
                                              "phong may",
                                              "nhom",
                                              "khoi",
                                              "dot#",
                                              "danh sach",
                                              "don vi",
                                              "cong ty",
                                              "ban quan ly",
                                              "trung tam",
                                              "noi dung",
                                              "sat hach",
                                              "doi tuong",
                                              "thi sinh ",
                                              "ngay thi",
                                              "ngay sat hach",
                                              "khao sat",
                                              "thiet ke",
                                              "tham tra",
                                              "giam sat",
                                              "dinh gia",
                                              "quan ly du an",
                                              "quan ly chi phi",
                                              "kiem dinh",
                                              "thi cong",
                                              NULL};
static const struct {
    enum roster_pass why;
    const char *const *phrases;
} PHRASES[] = {{ROSTER_PASS_SUM, SUM_PHRASES},
               {ROSTER_PASS_NOTE, NOTE_PHRASES},
               {ROSTER_PASS_SIGNATURE, SIGNATURE_PHRASES},
               {ROSTER_PASS_SECTION, SECTION_PHRASES}};

/* A Roman or Arabic number, or one letter, at the start of a key: bytes with the blank behind it.
 */
static size_t numeral(const char *key)
{
    size_t n = strspn(key, "0123456789");
    if (n == 0)
        n = strspn(key, "ivx");
    if (n == 0 && key[0] >= 'a' && key[0] <= 'h')
        n = 1;
    return n && (key[n] == ' ' || key[n] == '\0') ? n + (key[n] == ' ') : 0;
}

static bool begins(const char *key, const char *phrase)
{
    size_t n = strlen(phrase);
    char last = phrase[n - 1];
    if (last == '.')
        return strncmp(key, phrase, n - 1) == 0 && key[n - 1] == '\0';
    if (last == '#')
        return strncmp(key, phrase, n - 1) == 0 && key[n - 1] == ' ' && numeral(key + n);
    return strncmp(key, phrase, n) == 0 && (last == ' ' || key[n] == ' ' || key[n] == '\0');
}

static enum roster_pass phrase_at(const char *key)
{
    for (size_t i = 0; i < sizeof PHRASES / sizeof PHRASES[0]; i++)
        for (const char *const *phrase = PHRASES[i].phrases; *phrase; phrase++)
            if (begins(key, *phrase))
                return PHRASES[i].why;
    return ROSTER_PASSES;
}

/* "Bình Định, ngày 5 tháng 1 năm 2026", "Quy Nhơn, ngày … tháng … năm …", "Bình Định, 05/01/2026".
 */
static bool is_place_and_date(const char *text, const char *key)
{
    char date[ROSTER_DATE];
    const char *day = strstr(key, "ngay"), *month = day ? strstr(day, "thang") : NULL;
    const char *comma = strrchr(text, ','), *rest = comma ? comma + 1 : text;
    if (month && strstr(month, " nam"))
        return true;
    if (!comma && strncmp(key, "ngay ", 5) == 0)
        rest = strchr(text, ' ') ? strchr(text, ' ') : text;
    else if (!comma)
        return false;
    return !roster_date_read(rest + strspn(rest, " "), date);
}

/* Nothing but signs that rule off or end a list: "./.", "-----". */
static bool is_rule(const char *text)
{
    static const char ELLIPSIS[] = "…";
    const char *s = text;
    for (;;) {
        s += strspn(s, "./-*_=~ ");
        if (strncmp(s, ELLIPSIS, sizeof ELLIPSIS - 1) != 0)
            return text[0] && !*s;
        s += sizeof ELLIPSIS - 1;
    }
}

/* What a text says, ROSTER_PASSES when no table knows it. A place and date of signing is known by
 * its words: "…, ngày 5 tháng 1 năm 2026". */
static enum roster_pass phrase_of(const char *text)
{
    char *key = normal_key(text);
    enum roster_pass why = ROSTER_PASSES;
    if (!key || !key[0]) {
        free(key);
        return is_rule(text) ? ROSTER_PASS_NOTE : ROSTER_PASSES;
    }
    const char *at = key;
    for (size_t n = 1; n && *at && why == ROSTER_PASSES; at += n) { /* "II.", "4.1." before it */
        why = phrase_at(at);
        n = numeral(at);
    }
    if (why == ROSTER_PASSES && is_place_and_date(text, key))
        why = ROSTER_PASS_SIGNATURE;
    free(key);
    return why;
}

/* ---- what of a person a row holds ---- */

static bool has_digit(const char *s)
{
    return strpbrk(s, "0123456789") != NULL;
}

static const char *value(const struct roster_reading *r, const struct roster_row *row,
                         enum roster_meaning m)
{
    return r->head.place[m] >= 0 ? roster_cell_value(row, (size_t)r->head.place[m]) : "";
}

static bool is_birth(const struct roster_reading *r, const struct roster_row *row)
{
    char date[ROSTER_DATE];
    for (int m = ROSTER_BIRTH; m <= ROSTER_BIRTH_FEMALE; m++) {
        const char *text = value(r, row, (enum roster_meaning)m);
        size_t at = (size_t)r->head.place[m];
        if (text[0] &&
            (!roster_date_read(text, date) || (at < row->cells && row->cell[at].date[0])))
            return true;
    }
    return false;
}

static bool is_field(const struct roster_reading *r, const struct roster_row *row)
{
    const struct fields *f = &r->options->fields->fields;
    return fields_find(f, value(r, row, ROSTER_FIELD)) ||
           fields_find(f, value(r, row, ROSTER_FIELD_CODE));
}

static bool is_some_name(const char *text)
{
    return text[0] && !has_digit(text) && phrase_of(text) == ROSTER_PASSES;
}

/* How many things of a person the row holds; a text that a table knows is none of them. */
static int evidence(const struct roster_reading *r, const struct roster_row *row)
{
    const char *sbd = value(r, row, ROSTER_SBD), *identity = value(r, row, ROSTER_IDENTITY);
    bool number = sbd[0] && strlen(sbd) <= 24 && has_digit(sbd) && phrase_of(sbd) == ROSTER_PASSES;
    bool name =
        is_some_name(value(r, row, ROSTER_NAME)) || is_some_name(value(r, row, ROSTER_FAMILY));
    bool id = strlen(identity) >= 7 && strspn(identity, "0123456789 ") >= strlen(identity) - 2;
    return number + name + is_birth(r, row) + id + is_field(r, row) +
           (heading_grade(value(r, row, ROSTER_GRADE)) != NULL);
}

/* Number, name and field have something: never passed over, whatever they say. */
static bool is_full(const struct roster_reading *r, const struct roster_row *row)
{
    return value(r, row, ROSTER_SBD)[0] &&
           (value(r, row, ROSTER_NAME)[0] || value(r, row, ROSTER_FAMILY)[0]) &&
           (value(r, row, ROSTER_FIELD)[0] || value(r, row, ROSTER_FIELD_CODE)[0]);
}

/* ---- rows of the table's own ---- */

static bool same_as(const struct roster_row *a, const struct roster_row *b)
{
    size_t same = 0;
    for (size_t i = 0; i < a->cells; i++) {
        const char *x = roster_cell_text(a, i), *y = roster_cell_text(b, i);
        if (!x[0])
            continue;
        char *k = normal_key(x), *l = normal_key(y);
        bool equal = k && l && strcmp(k, l) == 0;
        free(k);
        free(l);
        if (!equal)
            return false;
        same++;
    }
    return same >= 2;
}

static bool is_headings_again(const struct roster_reading *r, const struct roster_row *row)
{
    for (size_t i = 0; i < r->head.rows; i++)
        if (same_as(row, &r->sheets.row[r->head.first + i]))
            return true;
    return false;
}

/* (1) (2) (3) …, or A B 1 2 3 …: three at least, each one more than the one before it. */
static bool is_column_numbers(const struct roster_row *row)
{
    long last = 0;
    size_t n = 0;
    for (size_t i = 0; i < row->cells; i++) {
        const char *text = roster_cell_text(row, i);
        if (!text[0])
            continue;
        char *key = normal_key(text);
        bool letter = key && key[0] >= 'a' && key[0] <= 'z' && !key[1] && last == 0;
        long number = key && key[0] && key[strspn(key, "0123456789")] == '\0' && strlen(key) <= 2
                          ? strtol(key, NULL, 10)
                          : 0;
        free(key);
        if (letter)
            continue;
        if (number == 0 || (n > 0 && number != last + 1) || (n == 0 && number > 3))
            return false;
        last = number;
        n++;
    }
    return n >= 3;
}

static bool only_number(const struct roster_reading *r, const struct roster_row *row)
{
    long at = r->head.place[ROSTER_NUMBER];
    const char *text = at >= 0 ? roster_cell_text(row, (size_t)at) : "";
    return text[0] && text[strspn(text, "0123456789.")] == '\0' && roster_row_filled(row) == 1;
}

/* True when no row below holds anything of a person. */
static bool is_last(const struct roster_reading *r, const struct roster_row *row)
{
    return (size_t)(row - r->sheets.row) >= r->last_paper;
}

void roster_rows_begin(struct roster_reading *r)
{
    const struct roster_row *row = r->sheets.row + r->sheets.rows;
    r->last_paper = 0;
    while (row-- > r->sheets.row + r->head.first + r->head.rows)
        if (row->sheet == r->head.sheet && !is_column_numbers(row) &&
            (is_full(r, row) || evidence(r, row) >= 2)) {
            r->last_paper = (size_t)(row - r->sheets.row);
            break;
        }
}

/* What the row's texts say: the first that a table knows. */
static enum roster_pass phrases(const struct roster_row *row)
{
    for (size_t i = 0; i < row->cells; i++) {
        enum roster_pass why = phrase_of(roster_cell_text(row, i));
        if (why != ROSTER_PASSES)
            return why;
    }
    return ROSTER_PASSES;
}

/* Lines that go on what stood above them: names below signatures, dashes below sums and notes. */
static bool goes_on(const struct roster_row *row, enum roster_pass was)
{
    bool digits = false, dash = false;
    for (size_t i = 0; i < row->cells; i++) {
        const char *text = roster_cell_text(row, i);
        digits = digits || has_digit(text);
        dash = dash || text[0] == '-' || text[0] == '+' || text[0] == '*' ||
               strncmp(text, "–", strlen("–")) == 0;
    }
    if (was == ROSTER_PASS_SIGNATURE)
        return !digits || dash;
    return (was == ROSTER_PASS_SUM || was == ROSTER_PASS_NOTE) && dash;
}

static enum roster_row_kind reject(struct roster_reading *r, const struct roster_row *row,
                                   const char *why)
{
    size_t at = 0;
    char room[ROWS_PLACE_MAX];
    while (at + 1 < row->cells && !roster_cell_text(row, at)[0])
        at++;
    const struct findings_place place = {
        .file = r->file, .line = row->line, .number = roster_cell_place(&r->sheets, row, at, room)};
    findings_add_at(r->findings, FINDINGS_ERROR, &place, "%s: \"%.80s\"", why,
                    roster_cell_text(row, at));
    return ROSTER_ROW_REJECT;
}

static enum roster_row_kind judge_above(struct roster_reading *r, const struct roster_row *row,
                                        enum roster_pass *why)
{
    *why = ROSTER_PASS_TITLE;
    return is_full(r, row) && evidence(r, row) >= 3
               ? reject(r, row, _("a person above the headings"))
               : ROSTER_ROW_PASS;
}

/* A row without two things of a person. */
static enum roster_row_kind judge_rest(struct roster_reading *r, const struct roster_row *row,
                                       enum roster_pass was, enum roster_pass *why)
{
    int n = evidence(r, row);
    if (only_number(r, row)) {
        *why = ROSTER_PASS_UNUSED;
        return is_last(r, row)
                   ? ROSTER_ROW_PASS
                   : reject(r, row, _("a running number and nothing else between the candidates"));
    }
    *why = (was == ROSTER_PASS_SUM || was == ROSTER_PASS_NOTE) && goes_on(row, was) ? was
                                                                                    : phrases(row);
    if (*why != ROSTER_PASSES && (n == 0 || *why == ROSTER_PASS_SUM))
        return ROSTER_ROW_PASS;
    if (was < ROSTER_PASSES && goes_on(row, was) && is_last(r, row)) {
        *why = was;
        return ROSTER_ROW_PASS;
    }
    if (n > 0)
        return ROSTER_ROW_PAPER; /* it will say what is missing */
    return reject(r, row, _("neither a candidate nor anything that stands around a table"));
}

enum roster_row_kind roster_row_judge(struct roster_reading *r, const struct roster_row *row,
                                      enum roster_pass was, enum roster_pass *why)
{
    struct roster_head other;
    if (row < r->sheets.row + r->head.first)
        return judge_above(r, row, why);
    if (is_column_numbers(row)) {
        *why = ROSTER_PASS_NUMBERS;
        return ROSTER_ROW_PASS;
    }
    int n = evidence(r, row);
    if (n >= 3 && is_full(r, row))
        return r->is_broken ? ROSTER_ROW_REJECT : ROSTER_ROW_PAPER;
    if (is_headings_again(r, row)) {
        *why = ROSTER_PASS_HEADINGS;
        return ROSTER_ROW_PASS;
    }
    if (roster_head_stands_at(&r->sheets, (size_t)(row - r->sheets.row), &r->mappings, &other)) {
        r->is_broken = true;
        return reject(r, row,
                      _("other headings than above; put each list into a file of its own; from "
                        "here on nothing is read"));
    }
    if (r->is_broken)
        return ROSTER_ROW_REJECT;
    return n >= 2 || is_full(r, row) ? ROSTER_ROW_PAPER : judge_rest(r, row, was, why);
}
