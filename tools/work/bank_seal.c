#include "tools/work/bank_seal.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/work/bank_check.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"
#include "tools/work/ring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMED_MOST = 20, NAMED_WORDS = 80 /* bytes */ };

static enum err_code write_sealed(struct work *work, const struct workspace *w,
                                  const struct bank_folder *b, const char *path, struct err *e)
{
    struct keys_public office;
    struct keys_secret *examiner;
    struct buf out;
    buf_init(&out, PACKAGE_MAX);
    enum err_code rc = workspace_public_key(w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = ring_key(work, w, KEYS_EXAMINER, &examiner, e);
    if (rc == ERR_OK)
        rc = bank_seal(&b->source, examiner, &office, &work->rnd, &out, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = file_write(path, out.data, out.len, FILE_REPLACE, e);
    buf_free(&out);
    return rc;
}

/* Each pool before it is sealed, for whoever must say that this is it. */
static void tell_pools(struct work *work, const struct bank_source *s, bool is_dry)
{
    char count[64], title[POOL_TITLE_MAX];
    for (size_t i = 0; is_dry && i < s->pools; i++) {
        snprintf(count, sizeof count, P_("%zu question", "%zu questions", s->pool[i].count),
                 s->pool[i].count);
        pool_title(s->pool[i].name, NULL, title, sizeof title);
        work_tell_line(work, title, count);
    }
}

static enum err_code seal(struct work *work, const struct workspace *w,
                          const struct bank_seal_request *q, struct bank_seal_reply *r,
                          struct err *e)
{
    struct bank_folder b = {0};
    uint8_t hash[CRYPT_HASH];
    char *path = workspace_path(w, "banks/%s.bank", q->bank);
    enum err_code rc =
        path ? bank_check_read(work, q->bank, q->profiles, &b, &r->findings, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = banking_read_rejected(&b, &r->rejected, &r->findings, e);
    if (rc == ERR_OK && r->findings.errors)
        rc = err_set(e, ERR_NO, _("%s: has %zu errors and is not sealed"), q->bank,
                     r->findings.errors);
    if (rc == ERR_OK)
        rc = bank_folder_hash(&b, hash, e);
    if (rc == ERR_OK)
        rc = work_bind(work, hash, e);
    if (rc == ERR_OK && !q->is_dry)
        rc = write_sealed(work, w, &b, path, e);
    if (rc == ERR_OK) {
        tell_pools(work, &b.source, q->is_dry);
        r->path = path;
        path = NULL;
    }
    r->questions = b.source.questions;
    r->pools = b.source.pools;
    r->shared = banking_shared(&b.source, &r->places);
    bank_folder_free(&b);
    free(path);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_seal_request *q = request;
    struct workspace w;
    int lock = -1;
    enum err_code rc = banking_open(work, q->bank, &w, e);
    if (rc != ERR_OK)
        return rc;
    if (!q->is_dry)
        rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = seal(work, &w, q, reply, e);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct bank_seal_reply *r = reply;
    findings_free(&r->findings);
    rejected_free(&r->rejected);
    free(r->path);
}

/* Each that would not be in what is sealed: where it stands in its source, its first words, why. */
static void say_left_out(const struct rejected *r, struct buf *out)
{
    char words[NAMED_WORDS], name[NAMED_WORDS];
    size_t open = rejected_count(r, REJECTED_OPEN), named = 0;
    if (open == 0)
        return;
    buf_printf(out,
               P_("! %zu question that an import rejected would not be in it:\n",
                  "! %zu questions that an import rejected would not be in it:\n", open),
               open);
    for (size_t i = 0; i < r->count && named < NAMED_MOST; i++) {
        const struct rejected_question *x = &r->item[i];
        if (x->state != REJECTED_OPEN)
            continue;
        text_clean(x->stem ? x->stem : "", words, sizeof words);
        banking_name_rejected(x, name, sizeof name);
        buf_printf(out, "    %s: \"%.*s\": %s\n", name, (int)strcspn(words, "\n"), words,
                   x->reason);
        named++;
    }
    if (open > named)
        buf_printf(out, _("    … and %zu more\n"), open - named);
}

static void caution(const void *reply, char *out, size_t room)
{
    const struct bank_seal_reply *r = reply;
    size_t open = rejected_count(&r->rejected, REJECTED_OPEN);
    out[0] = '\0';
    if (open)
        snprintf(out, room,
                 P_("%zu rejected question is not in it.", "%zu rejected questions are not in it.",
                    open),
                 open);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct bank_seal_request *q = request;
    const struct bank_seal_reply *r = reply;
    size_t warnings = r->findings.count - r->findings.errors;
    if (r->path && !q->is_dry)
        buf_printf(out, _("%s: %zu questions in %zu pools, sealed for the office\n"), r->path,
                   r->questions, r->pools);
    if (!r->path)
        return;
    if (!q->is_dry) {
        buf_printf(out,
                   _("  the clear questions stay on this computer, in banks/%s: the examiner keeps "
                     "them there for the next edition, and mails them to nobody; on a computer "
                     "that is not the examiner's remove this folder\n"),
                   q->bank);
        bank_check_say_rejected(&r->rejected, out);
        return;
    }
    buf_printf(out,
               _("%s: %zu questions in %zu pools would be sealed for the office, signed by "
                 "the examiner\n"),
               q->bank, r->questions, r->pools);
    banking_say_shared(r->shared, r->places, out);
    if (warnings)
        buf_printf(out,
                   P_("%zu warning stands, and forbids no sealing\n",
                      "%zu warnings stand, and forbid no sealing\n", warnings),
                   warnings);
    say_left_out(&r->rejected, out);
    bank_check_say_aside(&r->rejected, out);
}

/* By the bank's name: where the office keeps its files, the desk says elsewhere. */
static void say_at_desk(const void *request, const void *reply, struct buf *out)
{
    const struct bank_seal_request *q = request;
    const struct bank_seal_reply *r = reply;
    if (q->is_dry || !r->path) {
        say(request, reply, out);
        return;
    }
    buf_printf(out,
               _("Bank %s: %zu questions in %zu pools, sealed for the office: banks/%s.bank\n"),
               q->bank, r->questions, r->pools, q->bank);
    buf_printf(
        out,
        _("  the questions stay in the folder banks/%s, where whoever uses this computer can "
          "read them. On the examiner's own computer leave them there, for the next "
          "edition. On any other computer delete that folder in the file manager, and keep "
          "banks/%s.bank.\n"),
        q->bank, q->bank);
    bank_check_say_rejected(&r->rejected, out);
}

#define AT(member) offsetof(struct bank_seal_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {"--profiles", "FOLDER|FILE", WORK_OPTIONAL, BANK_CHECK_PROFILES, .kind = WORK_FILE,
     .at = AT(profiles), .label = N_("Rules"), .choose = fields_profiles_or_none, .is_rare = true},
    {"--dry-run", NULL, WORK_OPTIONAL, N_("only says what would happen"), .kind = WORK_FLAG,
     .at = AT(is_dry)},
    {0}};

const struct work_op bank_seal_op = {.name = "bank",
                                     .sub = "seal",
                                     .words = "NAME",
                                     .help = N_("Seals a bank without errors for the office."),
                                     .field = FIELDS,
                                     .request = sizeof(struct bank_seal_request),
                                     .reply = sizeof(struct bank_seal_reply),
                                     .use = WORK_EXAMINER_KEY | WORK_WRITES,
                                     .run = run,
                                     .forget = forget,
                                     .preview = "--dry-run",
                                     .caution = caution,
                                     .say = say,
                                     .say_at_desk = say_at_desk};
