#include "tools/import/bank_folder.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/gift.h"
#include "tools/import/normal.h"

#include <dirent.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { GIFT_MAX = 64 * 1024 * 1024, INI_MAX = 1024 * 1024 };

void bank_folder_free(struct bank_folder *b)
{
    for (size_t i = 0; i < b->source.questions; i++)
        free(b->place[i].file);
    for (size_t i = 0; i < b->aliases; i++)
        free(b->alias[i]);
    free(b->place);
    free(b->alias);
    bank_source_free(&b->source);
    buf_free(&b->ini);
}

static char *get(GKeyFile *ini, const char *group, const char *key)
{
    char *value = g_key_file_get_string(ini, group, key, NULL), *out = NULL;
    struct err ignored;
    if (value && value[0] && normal_text(value, false, &out, &ignored) != ERR_OK)
        out = NULL;
    g_free(value);
    return out;
}

static void add_alias(struct bank_folder *b, const char *code, const char *name)
{
    char *key = name ? normal_key(name) : NULL, *line = NULL;
    char **grown = realloc(b->alias, (b->aliases + 1) * sizeof *grown);
    if (grown)
        b->alias = grown;
    if (grown && key && key[0] && asprintf(&line, "%s\t%s", code, key) >= 0)
        b->alias[b->aliases++] = line;
    free(key);
}

static enum err_code read_field(struct bank_folder *b, GKeyFile *ini, const char *group, const char *path, struct err *e)
{
    struct bank_meta *m = &b->source.meta;
    struct bank_field *grown = realloc(m->field, (m->fields + 1) * sizeof *grown);
    if (!grown)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    m->field = grown;
    struct bank_field *f = &grown[m->fields++];
    *f = (struct bank_field){strdup(group + 6), get(ini, group, "title"), get(ini, group, "title_en")};
    if (!f->title_vi || !f->code[0] || strchr(f->code, '/'))
        return err_set(e, ERR_FORMAT, _("%s: [%s] wants a code without / and a title"), path, group);
    add_alias(b, f->code, f->code);
    add_alias(b, f->code, f->title_vi);
    add_alias(b, f->code, f->title_en);
    char **alias = g_key_file_get_string_list(ini, group, "aliases", NULL, NULL);
    for (char **a = alias; a && *a; a++)
        add_alias(b, f->code, *a);
    g_strfreev(alias);
    return ERR_OK;
}

static enum err_code read_ini(struct bank_folder *b, const char *path, struct err *e)
{
    struct bank_meta *m = &b->source.meta;
    GKeyFile *ini = g_key_file_new();
    GError *problem = NULL;
    buf_init(&b->ini, INI_MAX);
    enum err_code rc = file_read(path, INI_MAX, &b->ini, e);
    if (rc == ERR_OK && !g_key_file_load_from_data(ini, buf_text(&b->ini), b->ini.len, G_KEY_FILE_NONE, &problem)) {
        rc = err_set(e, ERR_FORMAT, "%s: %s", path, problem->message);
        g_error_free(problem);
    }
    if (rc == ERR_OK) {
        m->id = get(ini, "bank", "id");
        m->title_vi = get(ini, "bank", "title");
        m->title_en = get(ini, "bank", "title_en");
        m->edition = get(ini, "bank", "edition");
        m->source = get(ini, "bank", "source");
        b->source.training = g_key_file_get_boolean(ini, "bank", "training", NULL);
        if (!m->id || !m->title_vi || !m->edition)
            rc = err_set(e, ERR_FORMAT, _("%s: [bank] wants id, title and edition"), path);
    }
    char **groups = rc == ERR_OK ? g_key_file_get_groups(ini, NULL) : NULL;
    for (char **g = groups; rc == ERR_OK && g && *g; g++)
        if (strncmp(*g, "field ", 6) == 0)
            rc = read_field(b, ini, *g, path, e);
        else if (strcmp(*g, "bank") != 0)
            rc = err_set(e, ERR_FORMAT, _("%s: [%s] is no known group"), path, *g);
    g_strfreev(groups);
    g_key_file_free(ini);
    return rc;
}

/* field/grade/pool with a known field, or why not. */
static const char *check_category(const struct bank_folder *b, const char *category)
{
    char copy[BANK_NAME_MAX];
    if (!category[0])
        return _("no $CATEGORY: field/grade/pool stands before it");
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

static struct bank_source_pool *find_pool(struct bank_source *s, const char *name)
{
    for (size_t i = 0; i < s->pools; i++)
        if (strcmp(s->pool[i].name, name) == 0)
            return &s->pool[i];
    struct bank_source_pool *grown = realloc(s->pool, (s->pools + 1) * sizeof *grown);
    if (!grown)
        return NULL;
    s->pool = grown;
    memset(&grown[s->pools], 0, sizeof *grown);
    strcpy(grown[s->pools].name, name);
    return &grown[s->pools++];
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
            found = strstr(key, SIGNS[k]) != NULL;
        free(key);
        if (found)
            return true;
    }
    return false;
}

static bool is_same(const struct bank_question *a, const struct bank_question *b)
{
    bool same = strcmp(a->stem, b->stem) == 0;
    for (int i = 0; i < BANK_OPTIONS; i++)
        same = same && strcmp(a->option[i], b->option[i]) == 0;
    return same;
}

/* Index of the same question among those read, by identity; the map is keyed by its hash in hex. */
static long find_question(GHashTable *map, const struct bank_source *s, const struct bank_question *q, char hex[65])
{
    uint8_t id[CRYPT_HASH];
    bank_question_id(q, id);
    crypt_hex(id, sizeof id, hex);
    gpointer found = g_hash_table_lookup(map, hex);
    long i = found ? (long)GPOINTER_TO_SIZE(found) - 1 : -1;
    return i >= 0 && is_same(&s->question[i].text, q) ? i : -1;
}

static long add_question(struct bank_folder *b, GHashTable *map, const char *hex, const char *file, struct gift_question *q)
{
    struct bank_source *s = &b->source;
    struct bank_source_question *grown = realloc(s->question, (s->questions + 1) * sizeof *grown);
    void *places = realloc(b->place, (s->questions + 1) * sizeof *b->place);
    if (grown)
        s->question = grown;
    if (places)
        b->place = places;
    if (!grown || !places)
        return -1;
    s->question[s->questions] = (struct bank_source_question){q->text, (uint8_t)q->answer, refers(&q->text), q->note};
    b->place[s->questions].file = strdup(file);
    b->place[s->questions].line = q->line;
    q->text = (struct bank_question){0};
    q->note = NULL;
    g_hash_table_insert(map, g_strdup(hex), GSIZE_TO_POINTER(s->questions + 1));
    return (long)s->questions++;
}

static void put_in_pool(struct bank_folder *b, struct bank_source_pool *pool, uint32_t index, const char *file, size_t line, struct findings *f)
{
    for (size_t i = 0; i < pool->count; i++)
        if (pool->question[i] == index) {
            findings_add(f, FINDINGS_WARNING, file, line, _("the same question stands in this pool already; counted once"));
            b->repeated++;
            return;
        }
    uint32_t *grown = realloc(pool->question, (pool->count + 1) * sizeof *grown);
    if (grown) {
        pool->question = grown;
        grown[pool->count++] = index;
        b->imported++;
    }
}

static void take_questions(struct bank_folder *b, GHashTable *map, struct gift *g, const char *file, struct findings *f)
{
    for (size_t i = 0; i < g->count; i++) {
        struct gift_question *q = &g->question[i];
        char hex[65];
        const char *why = check_category(b, q->category);
        long at = why ? -1 : find_question(map, &b->source, &q->text, hex);
        if (at >= 0 && b->source.question[at].answer != q->answer) {
            findings_add(f, FINDINGS_ERROR, file, q->line, _("the same question has another answer at %s:%zu"), b->place[at].file, b->place[at].line);
            b->rejected++;
            continue;
        }
        if (!why && at < 0)
            at = add_question(b, map, hex, file, q);
        struct bank_source_pool *pool = at >= 0 ? find_pool(&b->source, q->category) : NULL;
        if (why || !pool) {
            findings_add(f, FINDINGS_ERROR, file, q->line, "%s", why ? why : _("out of memory"));
            b->rejected++;
            continue;
        }
        put_in_pool(b, pool, (uint32_t)at, file, q->line, f);
    }
    b->rejected += g->rejected;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum err_code read_gift(struct bank_folder *b, GHashTable *map, const char *path, struct findings *f, struct err *e)
{
    struct buf text;
    struct gift g;
    buf_init(&text, GIFT_MAX);
    enum err_code rc = file_read(path, GIFT_MAX, &text, e);
    if (rc == ERR_OK)
        rc = gift_read((const char *)text.data, text.len, path, &g, f, e);
    if (rc == ERR_OK) {
        take_questions(b, map, &g, path, f);
        gift_free(&g);
    }
    buf_free(&text);
    return rc;
}

enum err_code bank_folder_read(const char *path, struct bank_folder *out, struct findings *f, struct err *e)
{
    memset(out, 0, sizeof *out);
    char *ini = file_join(path, "bank.ini");
    GHashTable *map = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct dirent **list = NULL;
    enum err_code rc = ini ? read_ini(out, ini, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    int n = rc == ERR_OK ? scandir(path, &list, NULL, by_name) : 0;
    size_t files = 0;
    if (n < 0)
        rc = err_set(e, ERR_IO, _("%s: cannot be read"), path);
    for (int i = 0; i < n; i++) {
        size_t len = strlen(list[i]->d_name);
        char *file = rc == ERR_OK && len > 5 && strcmp(list[i]->d_name + len - 5, ".gift") == 0 ? file_join(path, list[i]->d_name) : NULL;
        if (file) {
            rc = read_gift(out, map, file, f, e);
            files++;
        }
        free(file);
        free(list[i]);
    }
    free(list);
    free(ini);
    g_hash_table_destroy(map);
    if (rc == ERR_OK && files == 0)
        rc = err_set(e, ERR_FORMAT, _("%s: holds no .gift file"), path);
    if (rc != ERR_OK)
        bank_folder_free(out);
    return rc;
}

enum err_code bank_folder_write(const struct bank_folder *b, const char *path, struct err *e)
{
    struct buf out;
    buf_init(&out, GIFT_MAX);
    for (size_t p = 0; p < b->source.pools; p++) {
        const struct bank_source_pool *pool = &b->source.pool[p];
        gift_write_category(pool->name, &out);
        for (size_t i = 0; i < pool->count; i++) {
            const struct bank_source_question *q = &b->source.question[pool->question[i]];
            gift_write(&q->text, q->answer, NULL, q->note, &out);
        }
    }
    enum err_code rc = buf_check(&out, path, e);
    if (rc == ERR_OK)
        rc = file_make_folder(path, e);
    char *gift = file_join(path, "bank.gift"), *ini = file_join(path, "bank.ini");
    if (rc == ERR_OK && (!gift || !ini))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = file_write(gift, out.data, out.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = file_write(ini, b->ini.data, b->ini.len, FILE_REPLACE, e);
    free(gift);
    free(ini);
    buf_free(&out);
    return rc;
}

static void check_question(const struct bank_folder *b, size_t i, struct findings *f)
{
    const struct bank_source_question *q = &b->source.question[i];
    size_t longest = 0, right = strlen(q->text.option[q->answer]);
    for (int k = 0; k < BANK_OPTIONS; k++) {
        for (int m = 0; m < k; m++)
            if (strcmp(q->text.option[k], q->text.option[m]) == 0)
                findings_add(f, FINDINGS_ERROR, b->place[i].file, b->place[i].line, _("options %c and %c are the same"), 'A' + m, 'A' + k);
        if (k != q->answer && strlen(q->text.option[k]) > longest)
            longest = strlen(q->text.option[k]);
    }
    if (right > 2 * longest + 20)
        findings_add(f, FINDINGS_WARNING, b->place[i].file, b->place[i].line, _("the right answer stands out by its length"));
    if (!q->note)
        findings_add(f, FINDINGS_WARNING, b->place[i].file, b->place[i].line, _("no citation (#### at the end)"));
}

void bank_folder_check(const struct bank_folder *b, struct findings *f)
{
    for (size_t i = 0; i < b->source.questions; i++)
        check_question(b, i, f);
    for (size_t p = 0; p < b->source.pools; p++) {
        const struct bank_source_pool *pool = &b->source.pool[p];
        size_t letter[BANK_OPTIONS] = {0};
        for (size_t i = 0; i < pool->count; i++)
            letter[b->source.question[pool->question[i]].answer]++;
        for (int k = 0; k < BANK_OPTIONS; k++)
            if (pool->count >= 20 && letter[k] * 100 > pool->count * 45)
                findings_add(f, FINDINGS_WARNING, pool->name, 0, _("%zu of %zu right answers are %c"), letter[k], pool->count, 'A' + k);
    }
}
