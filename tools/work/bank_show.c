#include "tools/work/bank_show.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "tools/bank/proof.h"
#include "tools/import/origin.h"
#include "tools/work/bank_check.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>

static enum err_code read_sealed(const char *path, struct bank_show_reply *r, struct err *e)
{
    buf_init(&r->bytes, PACKAGE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &r->bytes, e);
    if (rc == ERR_OK &&
        ((rc = bank_open(r->bytes.data, r->bytes.len, NULL, &r->bank, e)) != ERR_OK ||
         (rc = bank_meta_read(&r->bank, &r->meta, e)) != ERR_OK))
        rc = err_prefix(e, path);
    r->is_read = r->is_sealed = rc == ERR_OK;
    return rc;
}

static enum err_code write_proof(const struct bank_folder *b, const struct findings *f,
                                 const char *path, struct err *e)
{
    struct buf page;
    buf_init(&page, PACKAGE_MAX);
    enum err_code rc = proof_page(b, f, &page, e);
    if (rc == ERR_OK)
        rc = file_write(path, page.data, page.len, FILE_REPLACE, e);
    buf_free(&page);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_show_request *q = request;
    struct bank_show_reply *r = reply;
    struct findings f = {0};
    if (file_exists(q->bank) && !file_is_folder(q->bank))
        return read_sealed(q->bank, r, e);
    enum err_code rc = bank_check_read(work, q->bank, NULL, &r->folder, &f, e);
    r->is_read = rc == ERR_OK;
    if (rc == ERR_OK && q->html)
        rc = work_point(work, e);
    if (rc == ERR_OK && q->html) {
        rc = write_proof(&r->folder, &f, q->html, e);
        r->is_written = rc == ERR_OK;
    }
    findings_free(&f);
    return rc;
}

static void forget(void *reply)
{
    struct bank_show_reply *r = reply;
    if (r->is_sealed)
        bank_meta_free(&r->meta);
    buf_free(&r->bytes);
    bank_folder_free(&r->folder);
}

/* ---- told ---- */

static void say_pools(const struct bank_source *s, struct buf *out)
{
    char title[POOL_TITLE_MAX];
    for (size_t i = 0; i < s->pools; i++) {
        pool_title(s->pool[i].name, NULL, title, sizeof title);
        buf_printf(out, P_("  %s: %zu question\n", "  %s: %zu questions\n", s->pool[i].count),
                   title, s->pool[i].count);
    }
}

static void say_pools_of(const struct bank_source *s, size_t question, struct buf *out)
{
    const char *before = "";
    char title[POOL_TITLE_MAX];
    for (size_t p = 0; p < s->pools; p++)
        for (size_t i = 0; i < s->pool[p].count; i++)
            if (s->pool[p].question[i] == question) {
                pool_title(s->pool[p].name, NULL, title, sizeof title);
                buf_printf(out, "%s%s", before, title);
                before = ", ";
                break;
            }
}

/* As a candidate sees it, the right option marked, where it is asked and what it rests on. */
static void say_question(const struct bank_folder *b, size_t i, size_t number, struct buf *out)
{
    const struct bank_source *s = &b->source;
    const struct bank_source_question *q = &s->question[i];
    const struct origin *origin = b->row[b->first[i]].origin;
    char from[ORIGIN_SAID] = "", left_out[ORIGIN_SAID] = "";
    char hex[2 * CRYPT_HASH + 1];
    uint8_t id[CRYPT_HASH];
    bank_question_id(&q->text, id);
    crypt_hex(id, CRYPT_HASH, hex);
    if (origin) {
        origin_tell(origin, from, sizeof from);
        origin_left_out(origin, left_out, sizeof left_out);
    }
    buf_printf(out, "\n%zu. %s%s%s%s\n", number, origin ? "[" : "", from, origin ? "] " : "",
               q->text.stem);
    for (int o = 0; o < BANK_OPTIONS; o++)
        buf_printf(out, " %s %c. %s\n", o == q->answer ? "*" : " ", 'A' + o, q->text.option[o]);
    if (q->note && q->note[0])
        buf_printf(out, _("   source: %s\n"), q->note);
    if (left_out[0])
        buf_printf(out, "   ! %s\n", left_out);
    buf_printf(out, "   %.12s · ", hex);
    say_pools_of(s, i, out);
    buf_add_text(out, "\n");
}

static void say_questions(const struct bank_folder *b, struct buf *out)
{
    const struct bank_source *s = &b->source;
    uint32_t *order = banking_by_pool(s);
    if (!order)
        buf_fail(out);
    for (size_t i = 0; order && i < s->questions; i++)
        say_question(b, order[i], i + 1, out);
    free(order);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct bank_show_request *q = request;
    const struct bank_show_reply *r = reply;
    const struct bank_source *s = &r->folder.source;
    if (!r->is_read)
        return;
    if (r->is_sealed) {
        buf_printf(out, _("%s, edition %s: %u questions%s\n"), r->meta.title_vi, r->meta.edition,
                   r->bank.count, r->bank.training ? _(", for training") : "");
        return;
    }
    if (r->is_written)
        buf_printf(out, _("%s: %zu questions for proofreading\n"), q->html, s->questions);
    buf_printf(out, _("%s, edition %s\n"), s->meta.title_vi, s->meta.edition);
    if (s->meta.source)
        buf_printf(out, "%s\n", s->meta.source);
    say_pools(s, out);
    if (q->has_questions)
        say_questions(&r->folder, out);
}

#define AT(member) offsetof(struct bank_show_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME|FOLDER|FILE",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {"--questions", NULL, WORK_OPTIONAL, N_("each question with its id, by pool"),
     .kind = WORK_FLAG, .at = AT(has_questions), .label = N_("Questions")},
    {"--html", "FILE", WORK_OPTIONAL,
     N_("writes a page for proofreading, with the right answers and what bank check finds"),
     .kind = WORK_FILE, .at = AT(html), .label = N_("HTML page")},
    {0}};

const struct work_op bank_show_op = {.name = "bank",
                                     .sub = "show",
                                     .words = "NAME|FOLDER|FILE",
                                     .help =
                                         N_("Shows what a bank holds; as a page for proofreading."),
                                     .field = FIELDS,
                                     .request = sizeof(struct bank_show_request),
                                     .reply = sizeof(struct bank_show_reply),
                                     .use = WORK_WRITES,
                                     .writes_with = "--html",
                                     .run = run,
                                     .forget = forget,
                                     .say = say};
