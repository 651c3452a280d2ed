/* sathachctl bank check|seal|show */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/bank/check.h"
#include "tools/bank/proof.h"
#include "tools/cmd/bank_questions.h"
#include "tools/cmd/banking.h"
#include "tools/cmd/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A word of the table's head, in a column of this many cells. */
static void print_head(const char *word, int cells)
{
    int pad = cells - text_width(word);
    printf("%*s%s ", pad > 0 ? pad : 0, "", word);
}

static void print_pools(const struct bank_source *s)
{
    printf("%s%*s", _("pool"), 37 - text_width(_("pool")), "");
    print_head(_("count"), 6);
    printf("    A    B    C    D  ");
    print_head(_("median"), 8);
    print_head(_("longest"), 8);
    print_head(_("option"), 8);
    printf("\n");
    for (size_t p = 0; p < s->pools; p++) {
        size_t letter[BANK_OPTIONS] = {0};
        struct check_lengths l;
        for (size_t i = 0; i < s->pool[p].count; i++)
            letter[s->question[s->pool[p].question[i]].answer]++;
        check_lengths(s, &s->pool[p], &l);
        printf("%-36s %6zu %4zu %4zu %4zu %4zu   %8zu %8zu %8zu\n", s->pool[p].name, s->pool[p].count, letter[0], letter[1], letter[2], letter[3],
               l.stem_median, l.stem_most, l.option_most);
    }
}

static void json_lengths(struct json *j, const struct bank_source *s, const struct bank_source_pool *pool)
{
    struct check_lengths l;
    check_lengths(s, pool, &l);
    json_key(j, "stem_median");
    json_uint(j, l.stem_median);
    json_key(j, "stem_longest");
    json_uint(j, l.stem_most);
    json_key(j, "option_longest");
    json_uint(j, l.option_most);
}

static void json_pools(struct json *j, const struct bank_source *s)
{
    static const char *const LETTERS[BANK_OPTIONS] = {"a", "b", "c", "d"};
    json_key(j, "pools");
    json_open_array(j);
    for (size_t p = 0; p < s->pools; p++) {
        uint64_t letter[BANK_OPTIONS] = {0};
        for (size_t i = 0; i < s->pool[p].count; i++)
            letter[s->question[s->pool[p].question[i]].answer]++;
        json_open_object(j);
        json_pair(j, "name", s->pool[p].name);
        json_key(j, "questions");
        json_uint(j, s->pool[p].count);
        for (int l = 0; l < BANK_OPTIONS; l++) {
            json_key(j, LETTERS[l]);
            json_uint(j, letter[l]);
        }
        json_lengths(j, s, &s->pool[p]);
        json_close(j);
    }
    json_close(j);
}

/* The bank folder in JSON; findings may be NULL. */
static enum err_code answer_folder(const struct bank_source *s, const struct findings *f, bool questions, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "id", s->meta.id);
    json_pair(&a.json, "title", s->meta.title_vi);
    json_pair(&a.json, "edition", s->meta.edition);
    json_key(&a.json, "questions");
    json_uint(&a.json, s->questions);
    json_pools(&a.json, s);
    if (f)
        banking_json_findings(&a.json, f);
    if (questions) {
        json_key(&a.json, "list");
        bank_questions_json(s, &a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code answer_sealed(const struct bank *bank, const struct bank_meta *m, const char *hash, const char *examiner, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "id", m->id);
    json_pair(&a.json, "title", m->title_vi);
    json_pair(&a.json, "edition", m->edition);
    json_pair(&a.json, "hash", hash);
    json_pair(&a.json, "examiner", examiner);
    json_key(&a.json, "questions");
    json_uint(&a.json, bank->count);
    json_key(&a.json, "training");
    json_bool(&a.json, bank->training);
    json_key(&a.json, "fields");
    json_open_array(&a.json);
    for (size_t i = 0; i < m->fields; i++) {
        json_open_object(&a.json);
        json_pair(&a.json, "code", m->field[i].code);
        json_pair(&a.json, "title", m->field[i].title_vi);
        json_close(&a.json);
    }
    json_close(&a.json);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

/* Reads a bank and checks it. profiles: a folder, or NULL for those that came with the program. */
static enum err_code read_checked(const struct ctl *ctl, const char *name, const char *profiles, struct bank_folder *b, struct findings *f, struct err *e)
{
    enum err_code rc = banking_read(ctl, name, b, f, e);
    findings_drop_warnings(f);
    if (rc == ERR_OK && (rc = banking_check(b, profiles, f, e)) != ERR_OK)
        bank_folder_free(b);
    return rc;
}

enum err_code cmd_bank_check(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *profiles = NULL;
    const struct option_spec spec[] = {{"--profiles", &profiles, NULL}, {NULL, NULL, NULL}};
    struct bank_folder b;
    struct findings f = {0};
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc != ERR_OK)
        return rc;
    rc = read_checked(ctl, argv[0], profiles, &b, &f, e);
    if (rc != ERR_OK || !ctl->json)
        findings_print(&f, stdout);
    if (rc == ERR_OK) {
        if (ctl->json) {
            rc = answer_folder(&b.source, &f, false, e);
        } else {
            print_pools(&b.source);
            printf(_("%zu different questions, %zu errors, %zu warnings\n"), b.source.questions, f.errors, f.count - f.errors);
        }
        bank_folder_free(&b);
        if (rc == ERR_OK && f.errors)
            rc = ERR_NO;
    }
    findings_free(&f);
    return rc;
}

enum err_code cmd_bank_seal(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    struct bank_folder b = {0};
    struct findings f = {0};
    struct keys_public office;
    struct keys_secret *examiner = NULL;
    struct buf out;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = banking_open(ctl, argv[0], &w, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&out, PACKAGE_MAX);
    char *path = workspace_path(&w, "banks/%s.bank", argv[0]);
    rc = path ? read_checked(ctl, argv[0], NULL, &b, &f, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && f.errors) {
        findings_print(&f, stderr);
        rc = err_set(e, ERR_NO, _("%s: has %zu errors and is not sealed"), argv[0], f.errors);
    }
    if (rc == ERR_OK)
        rc = workspace_public_key(&w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &w, KEYS_EXAMINER, &examiner, e);
    if (rc == ERR_OK)
        rc = bank_seal(&b.source, examiner, &office, &ctl->rnd, &out, e);
    if (rc == ERR_OK)
        rc = file_write(path, out.data, out.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        printf(_("%s: %zu questions in %zu pools, sealed for the office\n"), path, b.source.questions, b.source.pools);
    bank_folder_free(&b);
    findings_free(&f);
    keys_free(examiner);
    buf_free(&out);
    free(path);
    workspace_close(&w);
    return rc;
}

static enum err_code show_sealed(const struct ctl *ctl, const char *path, struct err *e)
{
    struct buf bytes;
    struct bank bank;
    struct bank_meta m;
    char hex[2 * CRYPT_HASH + 1], fingerprint[25], clean[1024];
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &bytes, e);
    if (rc == ERR_OK && ((rc = bank_open(bytes.data, bytes.len, NULL, &bank, e)) != ERR_OK || (rc = bank_meta_read(&bank, &m, e)) != ERR_OK))
        rc = err_prefix(e, path);
    if (rc == ERR_OK) {
        crypt_hex(bank.hash, CRYPT_HASH, hex);
        crypt_fingerprint(bank.signer, fingerprint);
        if (ctl->json)
            rc = answer_sealed(&bank, &m, hex, fingerprint, e);
        else
            printf(_("%s, edition %s: %u questions%s\n"), text_clean(m.title_vi, clean, sizeof clean), m.edition, bank.count,
                   bank.training ? _(", for training") : "");
        for (size_t i = 0; i < m.fields && !ctl->json; i++)
            printf("  %-6s %s\n", m.field[i].code, text_clean(m.field[i].title_vi, clean, sizeof clean));
        if (!ctl->json)
            printf(_("  examiner %s\n  hash %s\n"), fingerprint, hex);
        bank_meta_free(&m);
    }
    buf_free(&bytes);
    return rc;
}

static enum err_code write_proof(const struct bank_folder *b, const struct findings *f, const char *path, struct err *e)
{
    struct buf page;
    buf_init(&page, PACKAGE_MAX);
    enum err_code rc = proof_page(b, f, &page, e);
    if (rc == ERR_OK)
        rc = file_write(path, page.data, page.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        printf(_("%s: %zu questions for proofreading\n"), path, b->source.questions);
    buf_free(&page);
    return rc;
}

enum err_code cmd_bank_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    bool questions = false;
    const char *html = NULL;
    const struct option_spec spec[] = {{"--questions", NULL, &questions}, {"--html", &html, NULL}, {NULL, NULL, NULL}};
    struct bank_folder b;
    struct findings f = {0};
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc != ERR_OK)
        return rc;
    if (file_exists(argv[0]) && !file_is_folder(argv[0]))
        return show_sealed(ctl, argv[0], e);
    rc = read_checked(ctl, argv[0], NULL, &b, &f, e);
    if (rc == ERR_OK) {
        if (html) {
            rc = write_proof(&b, &f, html, e);
        } else if (ctl->json) {
            rc = answer_folder(&b.source, NULL, questions, e);
        } else {
            printf(_("%s, edition %s\n"), b.source.meta.title_vi, b.source.meta.edition);
            print_pools(&b.source);
            if (questions)
                bank_questions_print(&b.source);
        }
        bank_folder_free(&b);
    }
    findings_free(&f);
    return rc;
}
