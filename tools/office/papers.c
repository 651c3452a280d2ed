#include "tools/office/papers.h"

#include "app/core/i18n.h"
#include "app/core/utf8.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAPERS_WORD(id, word, type) word,
#define PAPERS_TYPE(id, word, type) type,
static const char *const WORDS[PAPERS_KINDS] = {PAPERS_TABLE(PAPERS_WORD)};
static const char *const TYPES[PAPERS_KINDS] = {PAPERS_TABLE(PAPERS_TYPE)};

const char *papers_sign(const struct papers_form *f)
{
    return f->sign ? f->sign : "GIÁM ĐỐC";
}

const char *papers_word(enum papers_kind kind)
{
    return WORDS[kind];
}

/* ---- reading ---- */

static void form_free(struct papers_form *f)
{
    free(f->symbol);
    free(f->unit);
    free(f->sign);
    free(f->signer);
    free(f->post);
    free(f->recipients);
}

void papers_free(struct papers_texts *p)
{
    free(p->name);
    free(p->full_name);
    free(p->parent);
    free(p->place);
    free(p->font);
    g_strfreev(p->whole);
    for (int i = 0; i < PAPERS_KINDS; i++)
        form_free(&p->form[i]);
    *p = (struct papers_texts){0};
}

/* The whole text in small letters but the first; SỞ XÂY DỰNG is known. malloc'd. */
static char *running_name(const char *name)
{
    const char *first_end = name[0] ? g_utf8_next_char(name) : name;
    char *capital = g_utf8_strup(name, first_end - name), *rest = g_utf8_strdown(first_end, -1),
         *whole = g_utf8_strup(name, -1);
    size_t room = strlen(capital) + strlen(rest) + 16;
    char *out = malloc(room);
    if (out && strcmp(whole, "SỞ XÂY DỰNG") == 0)
        snprintf(out, room, "Sở Xây dựng");
    else if (out)
        snprintf(out, room, "%s%s", capital, rest);
    g_free(whole);
    g_free(capital);
    g_free(rest);
    return out;
}

/* "Gia Lai", "tỉnh Gia Lai", and both in capitals. Longer ones first. */
static char **names_of_place(const char *place)
{
    static const char *const BEFORE[] = {"tỉnh ", "thành phố ", "Thành phố ", "TP. ", ""};
    GPtrArray *all = g_ptr_array_new();
    for (size_t i = 0; place[0] && i < G_N_ELEMENTS(BEFORE); i++) {
        char *name = g_strconcat(BEFORE[i], place, NULL);
        g_ptr_array_add(all, name);
        g_ptr_array_add(all, g_utf8_strup(name, -1));
    }
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(all, FALSE);
}

/* Empty is as good as missing. */
static enum err_code take_text(const struct ini *ini, const char *group, const char *key,
                               char **out, struct err *e)
{
    enum err_code rc = ini_text(ini, group, key, out, e);
    if (rc == ERR_OK && *out && !(*out)[0]) {
        free(*out);
        *out = NULL;
    }
    return rc;
}

static enum err_code read_form(const struct ini *ini, enum papers_kind kind,
                               struct papers_form *out, struct err *e)
{
    char group[32];
    const struct {
        const char *key;
        char **out;
    } texts[] = {{"symbol", &out->symbol}, {"unit", &out->unit}, {"sign", &out->sign},
                 {"signer", &out->signer}, {"post", &out->post}, {"recipients", &out->recipients}};
    enum err_code rc = ERR_OK;
    snprintf(group, sizeof group, "paper %s", WORDS[kind]);
    for (size_t i = 0; rc == ERR_OK && i < G_N_ELEMENTS(texts); i++)
        rc = take_text(ini, group, texts[i].key, texts[i].out, e);
    return rc;
}

static bool is_kind(const char *word)
{
    for (int k = 0; k < PAPERS_KINDS; k++)
        if (strcmp(word, WORDS[k]) == 0)
            return true;
    return false;
}

static enum err_code check_groups(const struct ini *ini, const char *file, struct err *e)
{
    static const char PAPER[] = "paper ";
    const char *group;
    for (size_t i = 0; (group = ini_group_at(ini, i)); i++)
        if (strncmp(group, PAPER, strlen(PAPER)) == 0 && !is_kind(group + strlen(PAPER)))
            return err_set(e, ERR_FORMAT,
                           _("%s:%zu: [%s] is no known paper; there are: notice decision minutes "
                             "answer correction postpone deletion"),
                           file, ini_line(ini, group, NULL), group);
    return ERR_OK;
}

/* Before each paper had a group of its own, who signs stood in [office]. */
static enum err_code read_old(const struct ini *ini, struct papers_texts *out, struct err *e)
{
    struct papers_form *notice = &out->form[PAPERS_NOTICE];
    char *number = NULL, *recipients = NULL;
    enum err_code rc =
        notice->sign ? ERR_OK : take_text(ini, "office", "signer_title", &notice->sign, e);
    if (rc == ERR_OK && !notice->signer)
        rc = take_text(ini, "office", "signer", &notice->signer, e);
    if (rc == ERR_OK)
        rc = take_text(ini, "office", "number", &number, e);
    if (rc == ERR_OK)
        rc = take_text(ini, "office", "recipients", &recipients, e);
    out->has_old_keys = number || recipients;
    free(number);
    free(recipients);
    return rc;
}

/* The same unit draws up both, unless it is said otherwise. */
static enum err_code take_unit_of_notice(struct papers_texts *p, struct err *e)
{
    struct papers_form *minutes = &p->form[PAPERS_MINUTES];
    const char *unit = p->form[PAPERS_NOTICE].unit;
    if (!minutes->unit && unit && !(minutes->unit = strdup(unit)))
        return err_memory(e);
    return ERR_OK;
}

static enum err_code read_come(const struct ini *ini, unsigned *out, struct err *e)
{
    long minutes = PAPERS_COME_MINUTES;
    enum err_code rc = ini_number(ini, "office", "come_minutes", 1, PAPERS_COME_MAX, &minutes, e);
    *out = (unsigned)minutes;
    return rc;
}

enum err_code papers_read(const struct ini *ini, const char *file, struct papers_texts *out,
                          struct err *e)
{
    const struct {
        const char *key, *usual;
        char **out;
    } texts[] = {{"name", "Sở Xây dựng", &out->name},
                 {"full_name", NULL, &out->full_name},
                 {"parent", "", &out->parent},
                 {"place", "", &out->place},
                 {"font", PAPERS_FONT_USUAL, &out->font}};
    *out = (struct papers_texts){0};
    enum err_code rc = check_groups(ini, file, e);
    for (size_t i = 0; rc == ERR_OK && i < G_N_ELEMENTS(texts); i++) {
        rc = take_text(ini, "office", texts[i].key, texts[i].out, e);
        if (rc == ERR_OK && !*texts[i].out && texts[i].usual &&
            !(*texts[i].out = strdup(texts[i].usual)))
            rc = err_memory(e);
    }
    if (rc == ERR_OK && !out->full_name) {
        out->is_full_name_made = true;
        out->full_name = running_name(out->name);
        rc = out->full_name ? ERR_OK : err_memory(e);
    }
    if (rc == ERR_OK)
        rc = read_come(ini, &out->come_minutes, e);
    for (int k = 0; rc == ERR_OK && k < PAPERS_KINDS; k++)
        rc = read_form(ini, (enum papers_kind)k, &out->form[k], e);
    if (rc == ERR_OK)
        rc = take_unit_of_notice(out, e);
    if (rc == ERR_OK)
        out->whole = names_of_place(out->place);
    return rc == ERR_OK ? read_old(ini, out, e) : rc;
}

/* ---- what is printed ---- */

/* "SXD" of "Sở Xây dựng". */
static void initials(const char *name, char *out, size_t room)
{
    size_t at = 0;
    for (const char *word = name; *word;) {
        word += strspn(word, " ");
        size_t n = strcspn(word, " ");
        char *letter =
            n ? g_utf8_strup(word, (gssize)(g_utf8_next_char(word) - word)) : g_strdup("");
        if (at + strlen(letter) < room)
            at += (size_t)snprintf(out + at, room - at, "%s", letter);
        g_free(letter);
        word += n;
    }
    out[at] = '\0';
}

void papers_symbol(const struct papers_texts *p, enum papers_kind kind, char out[PAPERS_SYMBOL_MAX])
{
    const struct papers_form *f = &p->form[kind];
    char office[24] = "";
    initials(p->name, office, sizeof office);
    if (f->symbol)
        snprintf(out, PAPERS_SYMBOL_MAX, "%s", f->symbol);
    else if (TYPES[kind][0])
        snprintf(out, PAPERS_SYMBOL_MAX, "%s-%s", TYPES[kind], office);
    else
        snprintf(out, PAPERS_SYMBOL_MAX, "%s%s%s", office, f->unit ? "-" : "",
                 f->unit ? f->unit : "");
}

char *papers_recipients(const struct papers_texts *p, enum papers_kind kind)
{
    const struct papers_form *f = &p->form[kind];
    static const char NOTICE[] =
        "Các cá nhân tại Phụ lục;Giám đốc Sở (để b/c);Trang thông tin điện tử;";
    size_t room = sizeof NOTICE + 64 + (f->unit ? strlen(f->unit) : 0);
    if (f->recipients)
        return strdup(f->recipients);
    char *out = malloc(room);
    if (out)
        snprintf(out, room, "%sLưu: VT%s%s%s", kind == PAPERS_NOTICE ? NOTICE : "",
                 f->unit ? ", " : "", f->unit ? f->unit : "",
                 kind == PAPERS_MINUTES ? ", Hồ sơ" : "");
    return out;
}

char *papers_usual(const struct papers_texts *p, const char *group, const char *key)
{
    static const char PAPER[] = "paper ";
    char symbol[PAPERS_SYMBOL_MAX];
    int kind = 0;
    if (strncmp(group, PAPER, strlen(PAPER)) != 0)
        return NULL;
    while (kind < PAPERS_KINDS && strcmp(group + strlen(PAPER), WORDS[kind]) != 0)
        kind++;
    if (kind == PAPERS_KINDS)
        return NULL;
    if (strcmp(key, "recipients") == 0)
        return papers_recipients(p, (enum papers_kind)kind);
    if (strcmp(key, "unit") == 0)
        return p->form[kind].unit ? strdup(p->form[kind].unit) : NULL;
    if (strcmp(key, "symbol") != 0)
        return NULL;
    papers_symbol(p, (enum papers_kind)kind, symbol);
    return strdup(symbol);
}

/* ---- what may not be so ---- */

static bool is_upper(const char *text, size_t len)
{
    char *up = g_utf8_strup(text, (gssize)len);
    bool same = strlen(up) == len && strncmp(up, text, len) == 0;
    g_free(up);
    return same;
}

/* What the first line may begin with, and whether a line must follow. */
static const struct {
    const char *word;
    bool wants_line;
} POWERS[] = {{"TM.", true}, {"KT.", true}, {"TL.", true}, {"TUQ.", true}, {"Q.", false}};

static enum err_code check_power(const char *line, size_t n, bool is_first, bool is_last,
                                 const char *group, struct err *e)
{
    size_t word = strcspn(line, " ;");
    if (word == 0 || word > n || line[word - 1] != '.')
        return ERR_OK;
    for (size_t i = 0; i < G_N_ELEMENTS(POWERS); i++) {
        if (strlen(POWERS[i].word) != word || strncmp(line, POWERS[i].word, word) != 0)
            continue;
        if (!is_first)
            return err_set(e, ERR_USAGE,
                           _("office.ini: [paper %s] sign: %.*s stands in the first line alone "
                             "(Decree 30/2020, Appendix I, part I, II.7.b: before the post of the "
                             "head, or the name of the body)"),
                           group, (int)word, line);
        if (POWERS[i].wants_line && is_last)
            return err_set(
                e, ERR_USAGE,
                _("office.ini: [paper %s] sign: after %.*s the post of the one who signs "
                  "stands in a line below (Decree 30/2020, Appendix I, part I, II.7.b "
                  "and c); write: sign=KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC"),
                group, (int)word, line);
        return ERR_OK;
    }
    return err_set(e, ERR_USAGE,
                   _("office.ini: [paper %s] sign: %.*s is none of TM. KT. TL. TUQ. Q. (Decree "
                     "30/2020, Appendix I, part I, II.7.b)"),
                   group, (int)word, line);
}

static enum err_code check_sign(const char *sign, const char *group, struct err *e)
{
    size_t lines = 0;
    for (const char *line = sign; line; lines++) {
        size_t n = strcspn(line, ";");
        const char *next = line[n] ? line + n + 1 : NULL;
        if (n == 0 || lines == PAPERS_SIGN_MAX)
            return err_set(e, ERR_USAGE,
                           _("office.ini: [paper %s] sign: 1 to 3 lines with ; between them"),
                           group);
        if (!is_upper(line, n))
            return err_set(e, ERR_USAGE,
                           _("office.ini: [paper %s] sign: %.*s: authority and post stand in "
                             "capitals (Decree 30/2020, Appendix I, part I, II.7.đ)"),
                           group, (int)n, line);
        enum err_code rc = check_power(line, n, lines == 0, !next, group, e);
        if (rc != ERR_OK)
            return rc;
        line = next;
    }
    return ERR_OK;
}

static bool is_letter(enum papers_kind kind)
{
    return !TYPES[kind][0];
}

enum err_code papers_check(const struct papers_texts *p, enum papers_kind kind, struct err *e)
{
    const struct papers_form *f = &p->form[kind];
    enum err_code rc = f->sign ? check_sign(f->sign, WORDS[kind], e) : ERR_OK;
    if (rc == ERR_OK && f->symbol && strpbrk(f->symbol, " \t"))
        rc = err_set(e, ERR_USAGE,
                     _("office.ini: [paper %s] symbol: %s: no blank stands in it (Decree 30/2020, "
                       "Appendix I, part I, II.3.c)"),
                     WORDS[kind], f->symbol);
    if (rc == ERR_OK && f->recipients && !is_letter(kind) && strstr(f->recipients, "Như trên"))
        rc = err_set(e, ERR_USAGE,
                     _("office.ini: [paper %s] recipients: \"Như trên\" points to a \"Kính gửi\", "
                       "which only letters and reports have (Decree 30/2020, Appendix I, part I, "
                       "II.9.b and c); name who gets it"),
                     WORDS[kind]);
    return rc;
}

static bool has_academic_title(const char *name)
{
    static const char *const TITLES[] = {"ThS", "TS", "GS", "PGS", "KS", "KTS"};
    size_t n = strcspn(name, ". ");
    for (size_t i = 0; i < G_N_ELEMENTS(TITLES); i++)
        if (n == strlen(TITLES[i]) && strncmp(name, TITLES[i], n) == 0)
            return true;
    return false;
}

/* "UBND tỉnh" of nobody in particular, as an office.ini that was never looked at has it. */
static bool is_bare_parent(const char *parent)
{
    static const char *const BARE[] = {"UBND tỉnh", "UBND thành phố"};
    char *asked = g_utf8_casefold(parent, -1);
    bool is_bare = false;
    g_strstrip(asked);
    for (size_t i = 0; i < G_N_ELEMENTS(BARE); i++) {
        char *bare = g_utf8_casefold(BARE[i], -1);
        is_bare = is_bare || strcmp(asked, bare) == 0;
        g_free(bare);
    }
    g_free(asked);
    return is_bare;
}

/* ---- what is wanted ---- */

/* What documents that the office signs print of office.ini; group "paper": of their own [paper
 * KIND]. */
enum { WANT_FULL_NAME, WANT_PLACE, WANT_SIGN, WANT_SIGNER, WANTS };
static const struct {
    const char *group, *key;
} WANTED[WANTS] = {
    {"office", "full_name"}, {"office", "place"}, {"paper", "sign"}, {"paper", "signer"}};

/* Minutes say neither place nor full name, and those sign them who were there. */
static bool is_signed_by_office(enum papers_kind kind)
{
    return kind != PAPERS_MINUTES;
}

bool papers_is_wanted(const char *group, const char *key)
{
    static const char PAPER[] = "paper ";
    bool is_paper = strncmp(group, PAPER, strlen(PAPER)) == 0;
    if (is_paper && strcmp(group + strlen(PAPER), WORDS[PAPERS_MINUTES]) == 0)
        return false;
    for (size_t i = 0; i < WANTS; i++)
        if (strcmp(WANTED[i].group, is_paper ? "paper" : group) == 0 &&
            strcmp(WANTED[i].key, key) == 0)
            return true;
    return false;
}

/* One of them where it is missing, and what stands on paper then. */
static void warn_of(const struct papers_texts *p, enum papers_kind kind, int want, struct buf *out)
{
    const struct papers_form *f = &p->form[kind];
    if (want == WANT_FULL_NAME && p->is_full_name_made)
        buf_printf(out,
                   _("Whole name (office.ini: [office] full_name) is missing; papers print: "
                     "%s\n"),
                   p->full_name);
    if (want == WANT_PLACE && !p->place[0])
        buf_add_text(out, _("Place in the head (office.ini: [office] place) is missing: before the "
                            "day of signing no place stands\n"));
    if (want == WANT_SIGN && !f->sign)
        buf_printf(out,
                   _("Signed as (office.ini: [paper %s] sign) is missing: GIÁM ĐỐC is printed\n"),
                   WORDS[kind]);
    if (want == WANT_SIGNER && !f->signer)
        buf_printf(out,
                   _("Signer (office.ini: [paper %s] signer) is missing: below the signature no "
                     "name stands\n"),
                   WORDS[kind]);
}

const char *papers_doubt(const char *group, const char *key, const char *text)
{
    bool is_signer = papers_is_wanted(group, key) && strcmp(key, "signer") == 0;
    if (strcmp(group, "office") == 0 && strcmp(key, "parent") == 0 && is_bare_parent(text))
        return _("no province: UBND tỉnh Gia Lai");
    return is_signer && has_academic_title(text) ? _("no academic title stands before the name")
                                                 : NULL;
}

void papers_warn_of(const struct papers_texts *p, enum papers_kind kind, unsigned prints,
                    struct buf *out)
{
    static const unsigned PRINTS[WANTS] = {PAPERS_FULL_NAME, PAPERS_PLACE, PAPERS_SIGNER,
                                           PAPERS_SIGNER};
    const struct papers_form *f = &p->form[kind];
    for (int want = 0; want < WANTS; want++)
        if (prints & PRINTS[want])
            warn_of(p, kind, want, out);
    if (prints & PAPERS_PARENT && is_bare_parent(p->parent))
        buf_printf(out,
                   _("Above it (office.ini: [office] parent): %s names no province; write: UBND "
                     "tỉnh Gia Lai\n"),
                   p->parent);
    if (prints & PAPERS_SIGNER && f->signer && has_academic_title(f->signer))
        buf_printf(out,
                   _("Signer (office.ini: [paper %s] signer): %s: no academic title stands before "
                     "the name (Decree 30/2020, Appendix I, part I, II.7.c)\n"),
                   WORDS[kind], f->signer);
}

void papers_warn(const struct papers_texts *p, enum papers_kind kind, struct buf *out)
{
    papers_warn_of(p, kind, is_signed_by_office(kind) ? PAPERS_ALL : PAPERS_PARENT, out);
    if (p->has_old_keys && kind == PAPERS_NOTICE)
        buf_add_text(out,
                     _("office.ini: [office] number and recipients are read no more: the number "
                       "is given with --number, recipients stand in [paper notice]\n"));
}

static void tell_signer(const struct papers_form *f, struct buf *out)
{
    buf_printf(out, "sign=%s\nsigner=%s\npost=%s\n", papers_sign(f), f->signer ? f->signer : "",
               f->post ? f->post : "");
}

void papers_tell_printed(const struct papers_texts *p, enum papers_kind kind, unsigned prints,
                         struct buf *out)
{
    if (prints & PAPERS_FULL_NAME)
        buf_printf(out, "full_name=%s\n", p->full_name);
    if (prints & PAPERS_PLACE)
        buf_printf(out, "place=%s\n", p->place);
    if (prints & PAPERS_SIGNER)
        tell_signer(&p->form[kind], out);
    if (prints & PAPERS_PARENT)
        buf_printf(out, "parent=%s\nname=%s\n", p->parent, p->name);
    if (prints & PAPERS_COME)
        buf_printf(out, "come_minutes=%u\n", p->come_minutes);
    if (prints & PAPERS_FORM) {
        char symbol[PAPERS_SYMBOL_MAX], *recipients = papers_recipients(p, kind);
        papers_symbol(p, kind, symbol);
        buf_printf(out, "symbol=%s\nrecipients=%s\n", symbol, recipients ? recipients : "");
        free(recipients);
    }
    if (prints & PAPERS_FONT && strcmp(p->font, PAPERS_FONT_USUAL) != 0)
        buf_printf(out, "font=%s\n", p->font);
}

unsigned papers_part_of(const char *key)
{
    static const struct {
        const char *key;
        unsigned part;
    } PART[] = {
        {"full_name", PAPERS_FULL_NAME}, {"place", PAPERS_PLACE},       {"sign", PAPERS_SIGNER},
        {"signer", PAPERS_SIGNER},       {"post", PAPERS_SIGNER},       {"parent", PAPERS_PARENT},
        {"name", PAPERS_PARENT},         {"come_minutes", PAPERS_COME}, {"symbol", PAPERS_FORM},
        {"unit", PAPERS_FORM},           {"recipients", PAPERS_FORM},   {"font", PAPERS_FONT}};
    for (size_t i = 0; i < sizeof PART / sizeof PART[0]; i++)
        if (strcmp(PART[i].key, key) == 0)
            return PART[i].part;
    return 0;
}

size_t papers_count_lacks(const struct papers_texts *p)
{
    struct buf lacks;
    size_t n = 0;
    buf_init(&lacks, 16384);
    papers_warn_of(p, PAPERS_NOTICE, PAPERS_ALL, &lacks);
    for (size_t i = 0; i < lacks.len; i++)
        n += lacks.data[i] == '\n';
    buf_free(&lacks);
    return n;
}
