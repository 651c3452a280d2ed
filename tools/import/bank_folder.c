#include "tools/import/bank_folder.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/bank_ini.h"
#include "tools/import/gift.h"
#include "tools/import/origin.h"
#include "tools/import/refers.h"
#include "tools/table/ini.h"

#include <dirent.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { GIFT_MAX = 64 * 1024 * 1024, INI_MAX = 1024 * 1024, SUFFIX = 5 };

void bank_folder_free(struct bank_folder *b)
{
    for (size_t i = 0; i < b->rows; i++) {
        free(b->row[i].name);
        free(b->row[i].origin);
    }
    for (size_t i = 0; i < b->files; i++)
        free(b->file[i]);
    if (b->map)
        g_hash_table_destroy(b->map);
    free(b->row);
    free(b->changed);
    free(b->first);
    free(b->file);
    free(b->tally);
    fields_free(&b->fields);
    bank_source_free(&b->source);
    buf_free(&b->ini);
    ini_list_free(b->profile, b->profiles);
    free(b->folder);
    *b = (struct bank_folder){0};
}

enum err_code bank_folder_begin(struct bank_folder *b, const char *ini, size_t len,
                                const char *name, struct err *e)
{
    *b = (struct bank_folder){0};
    buf_init(&b->ini, INI_MAX);
    buf_add(&b->ini, ini, len);
    b->map = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *slash = strrchr(name, '/');
    b->folder = slash ? strndup(name, (size_t)(slash - name)) : strdup(".");
    enum err_code rc = buf_check(&b->ini, name, e);
    if (rc == ERR_OK)
        rc = bank_ini_read(ini, len, name, &b->source, &b->fields, &b->profile, &b->profiles, e);
    if (rc != ERR_OK)
        bank_folder_free(b);
    return rc;
}

void bank_folder_default_ini(const char *id, const char *title, const char *edition,
                             struct buf *out)
{
    size_t n;
    const struct fields_official *o = fields_official(&n);
    buf_printf(out, "[bank]\nid=%s\ntitle=%s\nedition=%s\n", id, title, edition);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "\n[field %s]\ntitle=%s\n", o[i].code, o[i].title);
}

/* ---- the report: a row tells what became of a question of a source ---- */

struct report_row {
    const struct importer *in;
    const struct importer_outcome *place;
    const char *outcome, *category, *reason;
};

static void put_place(size_t n, struct buf *cell)
{
    if (n)
        buf_printf(cell, "%zu", n);
}

static void put_page(const void *row, struct buf *cell)
{
    put_place(((const struct report_row *)row)->place->page, cell);
}

static void put_line(const void *row, struct buf *cell)
{
    put_place(((const struct report_row *)row)->place->line, cell);
}

TABLE_PUT_TEXT(put_file, struct report_row, in->file)
TABLE_PUT_TEXT(put_number, struct report_row, place->number)
TABLE_PUT_TEXT(put_outcome, struct report_row, outcome)
TABLE_PUT_TEXT(put_category, struct report_row, category)
TABLE_PUT_TEXT(put_reason, struct report_row, reason)

static const struct table_column REPORT[] = {
    {"file", "Tệp", "File", TABLE_TEXT, put_file},
    {"page", "Trang", "Page", TABLE_TEXT, put_page},
    {"line", "Dòng", "Line", TABLE_TEXT, put_line},
    {"number", "Số", "Number", TABLE_TEXT, put_number},
    {"outcome", "Kết cục", "Outcome", TABLE_TEXT, put_outcome},
    {"category", "Mục", "Category", TABLE_TEXT, put_category},
    {"reason", "Lý do", "Reason", TABLE_TEXT, put_reason},
};

void bank_folder_report_init(struct table *t)
{
    table_init(t, REPORT, sizeof REPORT / sizeof REPORT[0]);
}

struct findings_place bank_folder_place(const struct bank_folder *b, const struct bank_row *r)
{
    return (struct findings_place){b->file[r->file], r->page, r->line, r->number};
}

void bank_folder_tell(const struct bank_folder *b, const struct bank_row *r, char *out, size_t room)
{
    const struct findings_place at = {.file = b->file[r->file], .page = r->page, .line = r->line};
    if (r->origin)
        origin_tell(r->origin, out, room);
    else
        findings_tell_place(&at, out, room);
}

const struct bank_row *bank_folder_row(const struct bank_folder *b, const char *file, size_t line)
{
    size_t which = 0, low = 0, high = b->rows;
    while (which < b->files && strcmp(b->file[which], file ? file : "") != 0)
        which++;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct bank_row *r = &b->row[middle];
        bool is_before = r->file < which || (r->file == which && r->line < line);
        low = is_before ? middle + 1 : low;
        high = is_before ? high : middle;
    }
    bool is_there = low < b->rows && b->row[low].file == which && b->row[low].line == line;
    return is_there && line ? &b->row[low] : NULL;
}

const char *bank_folder_refuses(const struct bank_folder *b, const char *category)
{
    char copy[BANK_NAME_MAX];
    if (!category[0])
        return _("it is not said which field/grade/pool it belongs to, such as 4.1/II/chuyen-mon");
    if (strlen(category) >= sizeof copy)
        return _("the category is too long");
    strcpy(copy, category);
    char *rest = copy, *field = strsep(&rest, "/"), *grade = strsep(&rest, "/"),
         *pool = strsep(&rest, "/");
    if (!pool || rest || !pool[0])
        return _("the category is not field/grade/pool");
    bool common = strcmp(field, "chung") == 0;
    if (!common && !bank_meta_field(&b->source.meta, field))
        return _("this bank has no field of the category's number");
    if (strcmp(grade, "I") != 0 && strcmp(grade, "II") != 0 && strcmp(grade, "III") != 0 &&
        strcmp(grade, "chung") != 0)
        return _("the category's grade is none of I, II, III, chung");
    if (strcmp(pool, "phap-luat-chung") != 0 && strcmp(pool, "phap-luat-rieng") != 0 &&
        strcmp(pool, "chuyen-mon") != 0)
        return _("the category's pool is none of phap-luat-chung, phap-luat-rieng, chuyen-mon");
    return NULL;
}

static long find_pool(struct bank_source *s, const char *name)
{
    for (size_t i = 0; i < s->pools; i++)
        if (strcmp(s->pool[i].name, name) == 0)
            return (long)i;
    struct bank_source_pool *grown = realloc(s->pool, (s->pools + 1) * sizeof *grown);
    if (!grown)
        return -1;
    s->pool = grown;
    memset(&grown[s->pools], 0, sizeof *grown);
    strcpy(grown[s->pools].name, name);
    return (long)s->pools++;
}

/* Index of the same question, or a new one that takes the importer's texts; -1 when memory ends. */
static long read_question(struct bank_folder *b, struct importer_question *q)
{
    struct bank_source *s = &b->source;
    uint8_t id[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    bank_question_id(&q->text, id);
    crypt_hex(id, sizeof id, hex);
    gpointer found = g_hash_table_lookup(b->map, hex);
    if (found)
        return (long)GPOINTER_TO_SIZE(found) - 1;
    struct bank_source_question *grown = realloc(s->question, (s->questions + 1) * sizeof *grown);
    if (grown)
        s->question = grown;
    uint32_t *first = grown ? realloc(b->first, (s->questions + 1) * sizeof *first) : NULL;
    if (!first)
        return -1;
    b->first = first;
    first[s->questions] = (uint32_t)b->rows;
    s->question[s->questions] =
        (struct bank_source_question){q->text, q->answer, refers_question(&q->text), q->note};
    q->text = (struct bank_question){0};
    q->note = NULL;
    g_hash_table_insert(b->map, g_strdup(hex), GSIZE_TO_POINTER(s->questions + 1));
    return (long)s->questions++;
}

static bool pool_holds(const struct bank_source_pool *pool, uint32_t question)
{
    for (size_t i = 0; i < pool->count; i++)
        if (pool->question[i] == question)
            return true;
    return false;
}

bool bank_folder_holds(const struct bank_folder *b, const char *pool, const char *id)
{
    gpointer found = g_hash_table_lookup(b->map, id);
    for (size_t i = 0; found && i < b->source.pools; i++)
        if (strcmp(b->source.pool[i].name, pool) == 0)
            return pool_holds(&b->source.pool[i], (uint32_t)(GPOINTER_TO_SIZE(found) - 1));
    return false;
}

/* The question as a row; NULL when memory ends. */
static struct bank_row *read_row(struct bank_folder *b, struct importer_question *q)
{
    long pool = find_pool(&b->source, q->category), question = pool < 0 ? -1 : read_question(b, q);
    if (question < 0)
        return NULL;
    if (b->rows == b->row_room) {
        size_t room = b->row_room ? b->row_room * 2 : 256;
        struct bank_row *grown = realloc(b->row, room * sizeof *grown);
        if (!grown)
            return NULL;
        b->row = grown;
        b->row_room = room;
    }
    struct bank_source_pool *p = &b->source.pool[pool];
    struct bank_row *r = &b->row[b->rows++];
    *r = (struct bank_row){.question = (uint32_t)question,
                           .pool = (uint32_t)pool,
                           .file = (uint32_t)b->files - 1,
                           .answer = q->answer,
                           .page = q->page,
                           .line = q->line,
                           .name = q->name,
                           .origin = q->origin};
    q->name = NULL;
    q->origin = NULL;
    memcpy(r->number, q->number, sizeof r->number);
    r->conflict = b->source.question[question].answer != q->answer;
    r->repeated = !r->conflict && pool_holds(p, r->question);
    if (!pool_holds(p, r->question)) {
        uint32_t *grown = realloc(p->question, (p->count + 1) * sizeof *grown);
        if (!grown)
            return NULL;
        p->question = grown;
        grown[p->count++] = r->question;
    }
    return r;
}

static void report(struct bank_folder *b, const struct importer *in,
                   const struct importer_outcome *o, const char *outcome, const char *category,
                   const char *reason)
{
    if (b->report)
        table_add_row(b->report, &(struct report_row){in, o, outcome, category, reason});
}

/* A category that stands in the source beside the pool the questions were asked to go to. */
struct place {
    char *category;         /* owned */
    bool own;               /* one of the bank's: its questions stay there */
    size_t questions, line; /* line: of the first */
};
struct places {
    GHashTable *index; /* category to place, not owned */
    GPtrArray *place;  /* in the order of the source; owned */
};

static void free_place(void *p)
{
    g_free(((struct place *)p)->category);
    g_free(p);
}

static struct places begin_places(void)
{
    return (struct places){g_hash_table_new(g_str_hash, g_str_equal),
                           g_ptr_array_new_with_free_func(free_place)};
}

/* Why the question has no pool, or NULL; one of a foreign category is moved to the pool that was
 * asked for. */
static const char *place_question(const struct bank_folder *b, const struct importer *in,
                                  struct importer_question *q, struct places *places)
{
    const char *why = bank_folder_refuses(b, q->category);
    if (!in->pool || !in->pool[0] || !q->category[0] || strcmp(in->pool, q->category) == 0)
        return why;
    struct place *p = g_hash_table_lookup(places->index, q->category);
    if (!p) {
        p = g_new(struct place, 1);
        *p = (struct place){g_strdup(q->category), !why, 0, q->line};
        g_hash_table_insert(places->index, p->category, p);
        g_ptr_array_add(places->place, p);
    }
    p->questions++;
    if (!why)
        return NULL;
    free(q->category);
    q->category = strdup(in->pool);
    return q->category ? bank_folder_refuses(b, q->category) : _("out of memory");
}

/* Said once a category. */
static void end_places(struct places *places, const struct importer *in)
{
    for (guint i = 0; i < places->place->len; i++) {
        const struct place *p = g_ptr_array_index(places->place, i);
        if (p->own)
            findings_add(in->findings, FINDINGS_WARNING, in->file, p->line,
                         _("the category \"%s\" is one of this bank: its %zu questions stay there "
                           "and do not go to %s"),
                         p->category, p->questions, in->pool);
        else
            findings_add(in->findings, FINDINGS_WARNING, in->file, p->line,
                         _("the category \"%s\" is none of this bank: its %zu questions go to %s"),
                         p->category, p->questions, in->pool);
    }
    g_hash_table_destroy(places->index);
    g_ptr_array_free(places->place, TRUE);
}

/* On the list of the rejected ones, where there is one. */
static enum err_code keep_rejected(struct bank_folder *b, const struct importer *in,
                                   const struct importer_outcome *o,
                                   const struct importer_question *q, const char *why,
                                   struct err *e)
{
    const char *pool = q ? q->category : o->category;
    if (!b->rejections)
        return ERR_OK;
    if (in->pool && in->pool[0] && (!pool || bank_folder_refuses(b, pool)))
        pool = in->pool;
    return rejected_add(b->rejections, in, o, q, pool, why, e);
}

/* Where the other one stands, so that a person finds both. */
static void warn_known(const struct bank_folder *b, const struct importer *in,
                       const struct bank_row *r, const struct findings_place *at)
{
    size_t first = b->first[r->question];
    struct findings_place before = bank_folder_place(b, &b->row[first]);
    char there[FINDINGS_PLACE_MAX];
    findings_tell_question(&before, there, sizeof there);
    if (r->conflict && first < b->kept)
        findings_add_at(in->findings, FINDINGS_WARNING, at,
                        _("the bank has the same question with another answer already: %s; the "
                          "bank cannot be sealed so"),
                        there);
    else if (r->conflict)
        findings_add_at(in->findings, FINDINGS_WARNING, at,
                        _("the same question has another answer at %s; the bank cannot be sealed "
                          "so"),
                        there);
    else if (r->repeated && first < b->kept)
        findings_add_at(in->findings, FINDINGS_WARNING, at,
                        _("the bank has the same question already: %s; counted once"), there);
    else if (r->repeated)
        findings_add_at(in->findings, FINDINGS_WARNING, at,
                        _("the same question stands before it: %s; counted once"), there);
}

static enum err_code read_outcome(struct bank_folder *b, struct importer *in,
                                  const struct importer_outcome *o, struct places *places,
                                  struct err *e)
{
    struct importer_question *q = o->question >= 0 ? &in->question[o->question] : NULL;
    struct findings_place at = {in->file, o->page, o->line, o->number};
    const char *why = q ? place_question(b, in, q, places) : o->reason;
    if (why) {
        if (q)
            findings_add_at(in->findings, FINDINGS_ERROR, &at, "%s", why);
        report(b, in, o, "rejected", q ? q->category : "", why);
        b->rejected++;
        b->tally[b->files - 1].rejected++;
        b->unplaced += q != NULL;
        return keep_rejected(b, in, o, q, why, e);
    }
    struct bank_row *r = read_row(b, q);
    if (!r)
        return err_memory(e);
    r->changed = o->changed;
    warn_known(b, in, r, &at);
    b->conflicts += r->conflict;
    b->repeated += r->repeated;
    b->imported += !r->repeated;
    b->tally[b->files - 1].repeated += r->repeated;
    b->tally[b->files - 1].imported += !r->repeated;
    report(b, in, o, r->repeated ? "repeated" : "imported", q->category,
           r->conflict ? _("stood before with another answer") : "");
    return ERR_OK;
}

static enum err_code add_file(struct bank_folder *b, const char *name, struct err *e)
{
    char **grown = realloc(b->file, (b->files + 1) * sizeof *grown), *copy = strdup(name);
    struct bank_tally *tally = realloc(b->tally, (b->files + 1) * sizeof *tally);
    if (grown)
        b->file = grown;
    if (tally)
        b->tally = tally;
    if (!grown || !tally || !copy) {
        free(copy);
        return err_memory(e);
    }
    tally[b->files] = (struct bank_tally){0};
    grown[b->files++] = copy;
    return ERR_OK;
}

static enum err_code note_changed(struct bank_folder *b, const struct importer_outcome *o,
                                  struct err *e)
{
    if (!o->changed)
        return ERR_OK;
    if (b->changes == b->change_room) {
        size_t room = b->change_room ? b->change_room * 2 : 64;
        struct bank_changed *grown = realloc(b->changed, room * sizeof *grown);
        if (!grown)
            return err_memory(e);
        b->changed = grown;
        b->change_room = room;
    }
    struct bank_changed *x = &b->changed[b->changes++];
    *x = (struct bank_changed){(uint32_t)b->files - 1, o->changed, o->page, o->line, ""};
    memcpy(x->number, o->number, sizeof x->number);
    return ERR_OK;
}

static void add_kinds(struct bank_folder *b, const struct importer *in)
{
    for (size_t i = 0; i < in->kinds; i++) {
        size_t k = 0;
        while (k < b->kinds && strcmp(b->kind[k].name, in->kind[i].name) != 0)
            k++;
        if (k == b->kinds && k < IMPORTER_KINDS_MAX)
            strcpy(b->kind[b->kinds++].name, in->kind[i].name);
        if (k < b->kinds)
            b->kind[k].count += in->kind[i].count;
    }
}

enum err_code bank_folder_add(struct bank_folder *b, struct importer *in, struct err *e)
{
    enum err_code rc = in->failed ? err_memory(e) : add_file(b, in->file, e);
    struct places places = begin_places();
    for (size_t i = 0; rc == ERR_OK && i < in->outcomes; i++) {
        rc = note_changed(b, &in->outcome[i], e);
        if (rc == ERR_OK)
            rc = read_outcome(b, in, &in->outcome[i], &places, e);
    }
    end_places(&places, in);
    b->passed += in->passed;
    for (int c = 0; c < IMPORTER_CHANGES; c++)
        b->change[c] += in->change[c];
    add_kinds(b, in);
    return rc;
}

enum err_code bank_folder_add_gift(struct bank_folder *b, const char *path, struct findings *f,
                                   struct err *e)
{
    struct buf text;
    struct importer in;
    buf_init(&text, GIFT_MAX);
    importer_init(&in, path, f, NULL);
    enum err_code rc = file_read(path, GIFT_MAX, &text, e);
    if (rc == ERR_OK)
        rc = gift_read(text.data, text.len, &in, e);
    if (rc == ERR_OK)
        rc = bank_folder_add(b, &in, e);
    importer_free(&in);
    buf_free(&text);
    return rc;
}

bool bank_folder_is_gift(const char *name)
{
    size_t len = strlen(name);
    return len > SUFFIX && strcmp(name + len - SUFFIX, ".gift") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

enum err_code bank_folder_list(const char *folder, struct bank_folder_files *out, struct err *e)
{
    struct dirent **list = NULL;
    *out = (struct bank_folder_files){0};
    int n = scandir(folder, &list, NULL, by_name);
    if (n < 0)
        return err_set(e, ERR_IO, _("%s: cannot be read"), folder);
    out->path = calloc((size_t)n + 1, sizeof *out->path);
    for (int i = 0; i < n; i++) {
        char *path = out->path && bank_folder_is_gift(list[i]->d_name)
                         ? file_join(folder, list[i]->d_name)
                         : NULL;
        if (path)
            out->path[out->count++] = path;
        free(list[i]);
    }
    free(list);
    char *rejected = file_join(folder, REJECTED_NAME);
    bool is_bank = out->count || (rejected && file_exists(rejected));
    free(rejected);
    if (is_bank)
        return ERR_OK;
    bank_folder_list_free(out);
    return err_set(e, ERR_FORMAT, _("%s: holds no .gift file"), folder);
}

void bank_folder_list_free(struct bank_folder_files *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->path[i]);
    free(l->path);
    *l = (struct bank_folder_files){0};
}

enum err_code bank_folder_read(const char *path, struct bank_folder *b, struct table *table,
                               struct findings *f, struct err *e)
{
    struct buf ini;
    struct bank_folder_files list = {0};
    char *name = file_join(path, "bank.ini");
    *b = (struct bank_folder){0};
    buf_init(&ini, INI_MAX);
    enum err_code rc = name ? file_read(name, INI_MAX, &ini, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = bank_folder_begin(b, buf_text(&ini), ini.len, name, e);
    b->report = table;
    if (rc == ERR_OK)
        rc = bank_folder_list(path, &list, e);
    for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
        rc = bank_folder_add_gift(b, list.path[i], f, e);
    bank_folder_list_free(&list);
    if (rc != ERR_OK)
        bank_folder_free(b);
    buf_free(&ini);
    free(name);
    return rc;
}
