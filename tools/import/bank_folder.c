#include "tools/import/bank_folder.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/bank_ini.h"
#include "tools/import/gift.h"
#include "tools/import/normal.h"

#include <dirent.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { GIFT_MAX = 64 * 1024 * 1024, INI_MAX = 1024 * 1024, SUFFIX = 5 };

void bank_folder_free(struct bank_folder *b)
{
    for (size_t i = 0; i < b->rows; i++)
        free(b->row[i].name);
    for (size_t i = 0; i < b->files; i++)
        free(b->file[i]);
    if (b->map)
        g_hash_table_destroy(b->map);
    free(b->row);
    free(b->first);
    free(b->file);
    fields_free(&b->fields);
    bank_source_free(&b->source);
    buf_free(&b->ini);
    *b = (struct bank_folder){0};
}

enum err_code bank_folder_begin(struct bank_folder *b, const char *ini, size_t len, const char *name, struct err *e)
{
    *b = (struct bank_folder){0};
    buf_init(&b->ini, INI_MAX);
    buf_add(&b->ini, ini, len);
    b->map = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    enum err_code rc = buf_check(&b->ini, name, e);
    if (rc == ERR_OK)
        rc = bank_ini_read(ini, len, name, &b->source, &b->fields, e);
    if (rc != ERR_OK)
        bank_folder_free(b);
    return rc;
}

void bank_folder_default_ini(const char *id, const char *title, const char *edition, struct buf *out)
{
    size_t n;
    const struct fields_official *o = fields_official(&n);
    buf_printf(out, "[bank]\nid=%s\ntitle=%s\nedition=%s\n", id, title, edition);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "\n[field %s]\ntitle=%s\n", o[i].code, o[i].title);
}

void bank_folder_report_init(struct table *t)
{
    static const struct table_column COLUMNS[] = {
        {"file", "Tệp", "File", TABLE_TEXT}, {"page", "Trang", "Page", TABLE_TEXT}, {"line", "Dòng", "Line", TABLE_TEXT},
        {"number", "Số", "Number", TABLE_TEXT}, {"outcome", "Kết cục", "Outcome", TABLE_TEXT}, {"category", "Mục", "Category", TABLE_TEXT},
        {"reason", "Lý do", "Reason", TABLE_TEXT}};
    table_init(t, COLUMNS, sizeof COLUMNS / sizeof COLUMNS[0]);
}

struct findings_place bank_folder_place(const struct bank_folder *b, const struct bank_row *r)
{
    return (struct findings_place){b->file[r->file], r->page, r->line, r->number};
}

/* field/grade/pool with a known field, or why not. */
static const char *check_category(const struct bank_folder *b, const char *category)
{
    char copy[BANK_NAME_MAX];
    if (!category[0])
        return _("it is not said which field/grade/pool it belongs to ($CATEGORY, or --pool)");
    if (strlen(category) >= sizeof copy)
        return _("the category is too long");
    strcpy(copy, category);
    char *rest = copy, *field = strsep(&rest, "/"), *grade = strsep(&rest, "/"), *pool = strsep(&rest, "/");
    if (!pool || rest || !pool[0])
        return _("the category is not field/grade/pool");
    bool common = strcmp(field, "chung") == 0;
    if (!common && !bank_meta_field(&b->source.meta, field))
        return _("the category's field does not stand in bank.ini");
    if (strcmp(grade, "I") != 0 && strcmp(grade, "II") != 0 && strcmp(grade, "III") != 0 && strcmp(grade, "chung") != 0)
        return _("the category's grade is none of I, II, III, chung");
    if (strcmp(pool, "phap-luat-chung") != 0 && strcmp(pool, "phap-luat-rieng") != 0 && strcmp(pool, "chuyen-mon") != 0)
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

/* Options that speak of other options: "cả a và b", "tất cả đều đúng" … */
static bool refers(const struct bank_question *q)
{
    static const char *const SIGNS[] = {"ca a va b", "ca a b", "ca ba", "ca b va c", "dap an a", "dap an b", "phuong an a", "phuong an b", "tat ca deu",
                                        "tat ca cac dap an", "tat ca cac phuong an", "tat ca cac y", "khong co dap an", "khong co phuong an",
                                        "all of the above", "none of the above", "ca hai dap an", "ca hai phuong an", "a va b deu", "ca 3", "ca 2"};
    for (int i = 0; i < BANK_OPTIONS; i++) {
        char *key = normal_key(q->option[i]);
        bool found = false;
        for (size_t k = 0; key && !found && k < sizeof SIGNS / sizeof SIGNS[0]; k++)
            found = normal_key_has(key, SIGNS[k]);
        free(key);
        if (found)
            return true;
    }
    return false;
}

/* Index of the same question, or a new one that takes the intake's texts; -1 when memory ends. */
static long take_question(struct bank_folder *b, struct intake_question *q)
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
    s->question[s->questions] = (struct bank_source_question){q->text, q->answer, refers(&q->text), q->note};
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

/* The question as a row; NULL when memory ends. */
static struct bank_row *take_row(struct bank_folder *b, struct intake_question *q)
{
    long pool = find_pool(&b->source, q->category), question = pool < 0 ? -1 : take_question(b, q);
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
    *r = (struct bank_row){.question = (uint32_t)question, .pool = (uint32_t)pool, .file = (uint32_t)b->files - 1, .answer = q->answer, .page = q->page,
                           .line = q->line, .name = q->name};
    q->name = NULL;
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

static void report(struct bank_folder *b, const struct intake *in, const struct intake_outcome *o, const char *outcome, const char *category, const char *reason)
{
    char page[24] = "", line[24] = "";
    if (!b->report)
        return;
    if (o->page)
        snprintf(page, sizeof page, "%zu", o->page);
    if (o->line)
        snprintf(line, sizeof line, "%zu", o->line);
    table_add(b->report, (const char *const[]){in->file, page, line, o->number, outcome, category, reason});
}

static enum err_code take_outcome(struct bank_folder *b, struct intake *in, const struct intake_outcome *o, struct err *e)
{
    struct intake_question *q = o->question >= 0 ? &in->question[o->question] : NULL;
    struct findings_place at = {in->file, o->page, o->line, o->number};
    const char *why = q ? check_category(b, q->category) : o->reason;
    if (why) {
        if (q)
            findings_add_at(in->findings, FINDINGS_ERROR, &at, "%s", why);
        report(b, in, o, "rejected", q ? q->category : "", why);
        b->rejected++;
        return ERR_OK;
    }
    const struct bank_row *r = take_row(b, q);
    if (!r)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    if (r->conflict) {
        const struct bank_row *first = &b->row[b->first[r->question]];
        findings_add_at(in->findings, FINDINGS_WARNING, &at, _("the same question has another answer at %s:%zu; the bank cannot be sealed so"),
                        b->file[first->file], first->line ? first->line : first->page);
    } else if (r->repeated) {
        findings_add_at(in->findings, FINDINGS_WARNING, &at, _("the same question stands in this pool already; counted once"));
    }
    b->conflicts += r->conflict;
    b->repeated += r->repeated;
    b->imported += !r->repeated;
    report(b, in, o, r->repeated ? "repeated" : "imported", q->category, r->conflict ? _("stood before with another answer") : "");
    return ERR_OK;
}

static enum err_code add_file(struct bank_folder *b, const char *name, struct err *e)
{
    char **grown = realloc(b->file, (b->files + 1) * sizeof *grown), *copy = strdup(name);
    if (grown)
        b->file = grown;
    if (!grown || !copy) {
        free(copy);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    grown[b->files++] = copy;
    return ERR_OK;
}

static void add_kinds(struct bank_folder *b, const struct intake *in)
{
    for (size_t i = 0; i < in->kinds; i++) {
        size_t k = 0;
        while (k < b->kinds && strcmp(b->kind[k].name, in->kind[i].name) != 0)
            k++;
        if (k == b->kinds && k < INTAKE_KINDS_MAX)
            strcpy(b->kind[b->kinds++].name, in->kind[i].name);
        if (k < b->kinds)
            b->kind[k].count += in->kind[i].count;
    }
}

enum err_code bank_folder_add(struct bank_folder *b, struct intake *in, struct err *e)
{
    enum err_code rc = in->failed ? err_set(e, ERR_LIMIT, _("out of memory")) : add_file(b, in->file, e);
    for (size_t i = 0; rc == ERR_OK && i < in->outcomes; i++)
        rc = take_outcome(b, in, &in->outcome[i], e);
    for (int c = 0; c < INTAKE_CHANGES; c++)
        b->change[c] += in->change[c];
    add_kinds(b, in);
    return rc;
}

enum err_code bank_folder_add_gift(struct bank_folder *b, const char *path, struct findings *f, struct err *e)
{
    struct buf text;
    struct intake in;
    buf_init(&text, GIFT_MAX);
    intake_init(&in, path, f, NULL);
    enum err_code rc = file_read(path, GIFT_MAX, &text, e);
    if (rc == ERR_OK)
        rc = gift_read(text.data, text.len, &in, e);
    if (rc == ERR_OK)
        rc = bank_folder_add(b, &in, e);
    intake_free(&in);
    buf_free(&text);
    return rc;
}

static bool is_gift(const char *name)
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
        char *path = out->path && is_gift(list[i]->d_name) ? file_join(folder, list[i]->d_name) : NULL;
        if (path)
            out->path[out->count++] = path;
        free(list[i]);
    }
    free(list);
    if (out->count)
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

enum err_code bank_folder_read(const char *path, struct bank_folder *b, struct table *table, struct findings *f, struct err *e)
{
    struct buf ini;
    struct bank_folder_files list = {0};
    char *name = file_join(path, "bank.ini");
    *b = (struct bank_folder){0};
    buf_init(&ini, INI_MAX);
    enum err_code rc = name ? file_read(name, INI_MAX, &ini, e) : err_set(e, ERR_LIMIT, _("out of memory"));
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
