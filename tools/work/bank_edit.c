#include "tools/work/bank_edit.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "tools/import/gift.h"
#include "tools/work/bank_place.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a question read ---- */

void bank_edit_free(struct bank_edit_question *q)
{
    free(q->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        free(q->option[i]);
    free(q->name);
    free(q->note);
    *q = (struct bank_edit_question){0};
}

static char *copy(const char *text)
{
    return strdup(text ? text : "");
}

/* Copies what stands in the draft as it ends; more options than four stay behind. */
static void keep_draft(void *context, const struct importer *in, const struct importer_outcome *o)
{
    struct bank_edit_question *q = context;
    const struct importer_draft *d = &in->draft;
    int right = 0;
    bank_edit_free(q);
    q->answer = -1;
    q->stem = copy(d->stem);
    for (size_t i = 0; i < BANK_OPTIONS; i++) {
        q->option[i] = copy(i < d->options ? d->option[i] : "");
        right += i < d->options && d->right[i];
        if (i < d->options && d->right[i])
            q->answer = (int)i;
    }
    if (right != 1)
        q->answer = -1; /* nothing is preset that was not said */
    q->name = d->name ? strdup(d->name) : NULL;
    q->note = d->note ? strdup(d->note) : NULL;
    if (o->reason)
        snprintf(q->reason, sizeof q->reason, "%s", o->reason);
}

/* What an import makes of one question; of a whole one the text as it is stored. */
static void take_whole(const struct importer *in, struct bank_edit_question *q)
{
    const struct importer_question *x = &in->question[0];
    bank_edit_free(q);
    q->answer = x->answer;
    q->stem = copy(x->text.stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        q->option[i] = copy(x->text.option[i]);
    q->name = x->name ? strdup(x->name) : NULL;
    q->note = x->note ? strdup(x->note) : NULL;
}

/* Questions in the text; the first into q. */
static size_t read_question(const void *text, size_t len, const char *name,
                            struct bank_edit_question *q)
{
    struct findings f = {0};
    struct importer in;
    struct err e = {0};
    importer_init(&in, name, &f, NULL);
    in.ended = keep_draft;
    in.context = q;
    size_t n = 0;
    if (gift_read(text, len, &in, &e) == ERR_OK) {
        n = in.outcomes;
        if (n == 1 && in.count == 1)
            take_whole(&in, q);
        else if (n == 1 && !q->reason[0] && f.count)
            snprintf(q->reason, sizeof q->reason, "%s", f.item[0].text);
    }
    importer_free(&in);
    findings_free(&f);
    return n;
}

/* ---- its place ---- */

/* Its first half: a file that somebody else changed has another one. */
static void tell_hash(const struct buf *file, char out[BANK_EDIT_HASH])
{
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    crypt_hash("sathach.bank.edit", file->data, file->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    snprintf(out, BANK_EDIT_HASH, "%s", hex);
}

static enum err_code read_place(const struct workspace *w, const struct bank_edit_request *q,
                                struct buf *file, struct bank_place *at, struct bank_edit_reply *r,
                                struct err *e)
{
    size_t line = 0;
    enum err_code rc = bank_place_parse(w, q->bank, q->place, &r->path, &line, e);
    if (rc == ERR_OK)
        rc = file_read(r->path, PACKAGE_MAX, file, e);
    if (rc != ERR_OK)
        return rc;
    tell_hash(file, r->hash);
    *at = bank_place_find(file, line);
    const struct findings_place asked = {.file = r->path, .line = line};
    char told[FINDINGS_PLACE_MAX];
    findings_tell_place(&asked, told, sizeof told);
    if (!at->is_found || at->to - at->from > BANK_EDIT_MAX)
        return err_set(e, ERR_USAGE, _("%s: no question stands there"), told);
    buf_add(&r->block, file->data + at->from, at->to - at->from);
    rc = buf_check(&r->block, r->path, e);
    if (rc == ERR_OK)
        read_question(r->block.data, r->block.len, r->path, &r->question);
    return rc;
}

/* ---- looking ---- */

/* The first other place of the bank with these words. A bank that cannot be read has none, and its
 * check says why. */
static void find_twin(struct work *work, const char *bank, struct bank_edit_reply *r,
                      const struct bank_place *at)
{
    struct bank_folder b = {0};
    struct findings f = {0};
    struct err ignored = {0};
    if (!r->question.stem || banking_read(work, bank, &b, &f, &ignored) != ERR_OK) {
        findings_free(&f);
        return;
    }
    for (size_t i = 0; i < b.rows && !r->twin[0]; i++) {
        const struct bank_row *row = &b.row[i];
        bool is_same = strcmp(b.source.question[row->question].text.stem, r->question.stem) == 0;
        bool is_itself = row->line == at->begins && strcmp(b.file[row->file], r->path) == 0;
        if (is_same && !is_itself)
            bank_folder_tell(&b, row, r->twin, sizeof r->twin);
    }
    findings_free(&f);
    bank_folder_free(&b);
}

static enum err_code look(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_edit_request *q = request;
    struct bank_edit_reply *r = reply;
    struct workspace w;
    struct buf file;
    struct bank_place at;
    buf_init(&file, PACKAGE_MAX);
    buf_init(&r->block, BANK_EDIT_MAX);
    enum err_code rc = banking_open(work, q->bank, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = read_place(&w, q, &file, &at, r, e);
    char *folder = rc == ERR_OK ? workspace_path(&w, "banks/%s", q->bank) : NULL;
    if (folder) {
        bank_pools_name(folder, at.pool, &r->pool);
        r->origin = at.origin;
        find_twin(work, q->bank, r, &at);
    }
    free(folder);
    buf_free(&file);
    workspace_close(&w);
    return rc;
}

/* ---- writing ---- */

/* What is put back may be as broken as it was. */
enum err_code bank_edit_read_new(const char *path, bool is_put_back, struct buf *out,
                                 struct bank_edit_question *q, struct err *e)
{
    enum err_code rc = file_read(path, BANK_EDIT_MAX, out, e);
    if (rc != ERR_OK)
        return rc;
    while (out->len && strchr(" \t\r\n", out->data[out->len - 1]))
        out->len--;
    size_t n = read_question(out->data, out->len, path, q);
    if (n != 1)
        rc =
            err_set(e, ERR_NO, _("%s: holds %zu questions, not one; nothing was written"), path, n);
    else if (q->reason[0] && !is_put_back)
        rc = err_set(e, ERR_NO, _("%s; nothing was written"), q->reason);
    return rc;
}

/* Before, the new one, behind: as many questions as there were and `more`, the new one in its
 * place. */
static enum err_code put_in(const struct buf *file, const struct bank_place *at,
                            const struct buf *fresh, int more, struct buf *out, struct err *e)
{
    buf_add(out, file->data, at->from);
    buf_add(out, fresh->data, fresh->len);
    buf_add(out, file->data + at->to, file->len - at->to);
    enum err_code rc = buf_check(out, "GIFT", e);
    if (rc != ERR_OK)
        return rc;
    struct bank_place now = bank_place_find(out, at->line);
    bool stands = now.is_found && now.from == at->from && now.to == at->from + fresh->len;
    bool is_same = (stands || more < 0) && now.pieces == at->pieces + (size_t)more;
    return is_same ? ERR_OK
                   : err_set(e, ERR_NO, "%s",
                             _("with it the questions beside it would be read otherwise; nothing "
                               "was written"));
}

/* An empty line, for one that was taken out. */
static enum err_code read_free(const struct workspace *w, const struct bank_edit_request *q,
                               struct buf *file, struct bank_place *at, struct bank_edit_reply *r,
                               struct err *e)
{
    size_t line = 0, free_at = 0;
    enum err_code rc = bank_place_parse(w, q->bank, q->place, &r->path, &line, e);
    if (rc == ERR_OK)
        rc = file_read(r->path, PACKAGE_MAX, file, e);
    if (rc != ERR_OK)
        return rc;
    tell_hash(file, r->hash);
    if (!bank_place_is_free(file, line, &free_at))
        return err_set(e, ERR_NO, _("%s: something stands in that line; nothing was written"),
                       q->place);
    *at = bank_place_find(file, line);
    at->line = line;
    at->from = at->to = free_at;
    return ERR_OK;
}

static enum err_code edit_file(struct work *work, const struct workspace *w,
                               const struct bank_edit_request *q, struct bank_edit_reply *r,
                               struct buf *file, struct buf *out, struct err *e)
{
    struct buf fresh;
    struct bank_place at;
    struct bank_edit_question read = {0};
    buf_init(&fresh, BANK_EDIT_MAX);
    enum err_code rc =
        q->is_put_back ? read_free(w, q, file, &at, r, e) : read_place(w, q, file, &at, r, e);
    if (rc == ERR_OK && q->was && strcmp(q->was, r->hash) != 0)
        rc = err_set(e, ERR_CONFLICT, _("%s: was changed elsewhere since it was read"), r->path);
    if (rc == ERR_OK && !q->is_dropped)
        rc = bank_edit_read_new(q->from, q->is_put_back, &fresh, &read, e);
    if (rc == ERR_OK)
        rc = put_in(file, &at, &fresh, q->is_put_back - q->is_dropped, out, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    bank_edit_free(&read);
    buf_free(&fresh);
    return rc;
}

enum err_code bank_edit_in(struct work *work, const struct workspace *w,
                           const struct bank_edit_request *q, struct bank_edit_reply *r,
                           struct err *e)
{
    struct buf file, out;
    buf_init(&file, PACKAGE_MAX);
    buf_init(&out, PACKAGE_MAX);
    enum err_code rc = edit_file(work, w, q, r, &file, &out, e);
    if (rc == ERR_OK)
        rc = file_write(r->path, out.data, out.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        tell_hash(&out, r->after);
    buf_free(&file);
    buf_free(&out);
    return rc;
}

/* Written anew, put back, or taken out: one of them. */
static enum err_code check_request(const struct bank_edit_request *q, struct err *e)
{
    if (q->is_dropped && (q->from || q->is_put_back))
        return err_set(e, ERR_USAGE, "%s", _("--drop stands alone: without --from, --put-back"));
    if (!q->is_dropped && q->reason)
        return err_set(e, ERR_USAGE, "%s", _("--reason belongs to --drop"));
    if (!q->is_dropped && !q->from)
        return err_set(e, ERR_USAGE, "%s",
                       _("--from FILE is missing; --drop takes the question out"));
    return ERR_OK;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_edit_request *q = request;
    struct bank_edit_reply *r = reply;
    struct workspace w;
    int lock = -1;
    buf_init(&r->block, BANK_EDIT_MAX);
    enum err_code rc = check_request(q, e);
    if (rc == ERR_OK)
        rc = banking_open(work, q->bank, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = bank_edit_in(work, &w, q, r, e);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}

enum err_code bank_edit_write(const struct bank_edit_question *q, const char *path, struct err *e)
{
    struct bank_question text = {.stem = q->stem};
    struct buf out;
    for (int i = 0; i < BANK_OPTIONS; i++)
        text.option[i] = q->option[i];
    buf_init(&out, BANK_EDIT_MAX);
    gift_write(&text, (unsigned)q->answer, q->name, q->note && q->note[0] ? q->note : NULL, &out);
    enum err_code rc = buf_check(&out, path, e);
    if (rc == ERR_OK)
        rc = file_write(path, out.data, out.len, FILE_REPLACE, e);
    buf_free(&out);
    return rc;
}

static void forget(void *reply)
{
    struct bank_edit_reply *r = reply;
    free(r->path);
    buf_free(&r->block);
    bank_edit_free(&r->question);
    bank_pools_forget(&r->pool);
    r->path = NULL;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct bank_edit_request *q = request;
    const struct bank_edit_reply *r = reply;
    const char *path = r->path ? r->path : q->bank;
    if (q->is_dropped && q->reason)
        buf_printf(out, _("%s, the question at %s: taken out: %s\n"), path, q->place, q->reason);
    else if (q->is_dropped)
        buf_printf(out, _("%s, the question at %s: taken out\n"), path, q->place);
    else if (q->is_put_back)
        buf_printf(out, _("%s, the question at %s: put back\n"), path, q->place);
    else
        buf_printf(out, _("%s, the question at %s: written anew\n"), path, q->place);
}

#define AT(member) offsetof(struct bank_edit_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {.value = "FILE:LINE",
     .need = WORK_NEEDED,
     .kind = WORK_WORD,
     .at = AT(place),
     .label = N_("Place")},
    {"--from", "FILE", WORK_OPTIONAL,
     N_("the question as it is to be, as text (GIFT), alone in a file"), .kind = WORK_FILE,
     .at = AT(from), .label = N_("From file")},
    {"--drop", NULL, WORK_OPTIONAL, N_("takes the question out of the bank"), .kind = WORK_FLAG,
     .at = AT(is_dropped), .label = N_("Take out")},
    {"--reason", "TEXT", WORK_OPTIONAL, N_("why it is taken out; with --drop"), .kind = WORK_TEXT,
     .at = AT(reason), .label = N_("Reason")},
    {"--put-back", NULL, WORK_OPTIONAL,
     N_("the line is empty: puts a question there, as one that was taken out"), .kind = WORK_FLAG,
     .at = AT(is_put_back), .label = N_("Put back")},
    {"--was", "HASH", WORK_OPTIONAL,
     N_("the file's hash when it was read, as the desk writes it; one that was changed since is "
        "left alone"),
     .kind = WORK_WORD, .at = AT(was), .label = N_("Was")},
    {0}};

const struct work_op bank_edit_op = {
    .name = "bank",
    .sub = "edit",
    .words = "NAME FILE:LINE",
    .help =
        N_("Puts one question of a bank's folder anew, or takes it out; every other line of its "
           "file stays."),
    .field = FIELDS,
    .request = sizeof(struct bank_edit_request),
    .reply = sizeof(struct bank_edit_reply),
    .use = WORK_WRITES,
    .run = run,
    .forget = forget,
    .say = say};

const struct work_op bank_edit_look_op = {.name = "bank",
                                          .sub = "question",
                                          .words = "NAME FILE:LINE",
                                          .help = "",
                                          .field = FIELDS,
                                          .request = sizeof(struct bank_edit_request),
                                          .reply = sizeof(struct bank_edit_reply),
                                          .use = WORK_LOOKS,
                                          .run = look,
                                          .forget = forget};
