#include "tools/work/bank_repair.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/utf8.h"
#include "tools/import/gift.h"
#include "tools/import/gift_pieces.h"
#include "tools/import/origin.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_pools.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"
#include "tools/work/stems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the one that is meant ---- */

static char *copy(const char *text)
{
    return strdup(text ? text : "");
}

/* As a question: the first four options; which is right only where nothing can be mistaken. */
static bool take_read(const struct rejected_question *x, struct bank_edit_question *q)
{
    bool is_whole = true;
    q->stem = copy(x->stem);
    for (size_t i = 0; i < BANK_OPTIONS; i++) {
        q->option[i] = copy(i < x->options ? x->option[i].text : "");
        is_whole &= q->option[i] != NULL;
    }
    q->name = copy(x->name);
    q->note = copy(x->note);
    q->answer = rejected_answer(x);
    snprintf(q->reason, sizeof q->reason, "%s", x->reason);
    return is_whole && q->stem && q->name && q->note;
}

static enum err_code find(const struct bank_repair_request *q, struct bank_repair_reply *r,
                          struct err *e)
{
    long number = 0;
    enum err_code rc = work_number("NUMBER", q->number, 1, REJECTED_MAX * 100L, &number, e);
    if (rc != ERR_OK)
        return rc;
    r->rejected = rejected_find(&r->list, (uint32_t)number);
    if (!r->rejected)
        return err_set(e, ERR_USAGE, _("%s: no rejected question has the number %ld"), q->bank,
                       number);
    rejected_hash(r->rejected, r->hash);
    if (q->was && strcmp(q->was, r->hash) != 0)
        return err_set(e, ERR_CONFLICT, _("rejected question %ld is another one since it was read"),
                       number);
    return take_read(r->rejected, &r->question) ? ERR_OK : err_memory(e);
}

/* ---- looking ---- */

/* Whether it has the question, and which pools have too few. A bank that cannot be read has none,
 * and its check says why. */
static void look_into_bank(struct work *work, const char *bank, struct bank_repair_reply *r)
{
    struct bank_folder b = {0};
    struct findings f = {0};
    struct err ignored = {0};
    struct buf text;
    if (banking_read(work, bank, &b, &f, &ignored) != ERR_OK) {
        findings_free(&f);
        return;
    }
    struct stems s = stems_list(&b, b.rows);
    const struct bank_row *row = stems_find(&b, &s, r->rejected->stem);
    buf_init(&text, sizeof r->known - 1);
    if (row && r->rejected->state != REJECTED_WRITTEN)
        stems_tell_known(&b, row, &text);
    snprintf(r->known, sizeof r->known, "%s", buf_text(&text));
    buf_free(&text);
    stems_free(&s);
    findings_free(&f);
    if (banking_check_pools(&b, &f, &ignored) != ERR_OK ||
        bank_pools_add_short(&b, &f, &r->pools, &ignored) != ERR_OK)
        fields_free_choices(&r->pools);
    findings_free(&f);
    bank_folder_free(&b);
}

static enum err_code look(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_repair_request *q = request;
    struct bank_repair_reply *r = reply;
    struct workspace w;
    struct bank_folder b = {0};
    size_t line = 0;
    enum err_code rc = banking_open(work, q->bank, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *folder = workspace_path(&w, "banks/%s", q->bank);
    rc = folder ? rejected_read(folder, &r->list, &line, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = find(q, r, e);
    if (rc == ERR_OK)
        rc = bank_pools_read_ini(folder, &b, e);
    if (rc == ERR_OK)
        look_into_bank(work, q->bank, r);
    if (rc == ERR_OK)
        rc = bank_pools_list(&b, &r->pools, e);
    bank_folder_free(&b);
    free(folder);
    workspace_close(&w);
    return rc;
}

/* ---- into the bank ---- */

/* The category that counts at a file's end. */
struct last {
    char category[BANK_NAME_MAX];
    size_t questions;
};

static void note_question(void *context, struct gift_piece *p)
{
    (void)p;
    ((struct last *)context)->questions++;
}

static void note_category(void *context, const char *name, size_t line, bool glued, bool exact,
                          bool colon)
{
    (void)line;
    (void)glued;
    (void)exact;
    (void)colon;
    snprintf(((struct last *)context)->category, BANK_NAME_MAX, "%s", name);
}

static void pass_comment(void *context, size_t line)
{
    (void)context;
    (void)line;
}

static struct last read_last(const struct buf *file)
{
    struct last x = {0};
    const struct gift_reader reader = {note_question, note_category, pass_comment, &x};
    if (file->len)
        gift_pieces(file->data, file->len, &reader);
    return x;
}

/* Behind what the file holds, under its pool; nothing before it may be read otherwise. */
static enum err_code append(const struct buf *file, const char *pool, const struct origin *origin,
                            const struct buf *question, struct buf *out, struct err *e)
{
    struct last was = read_last(file);
    if (file->len)
        buf_add(out, file->data, file->len);
    else
        gift_write_begin(out);
    while (out->len >= 2 && memcmp(out->data + out->len - 2, "\n\n", 2) != 0)
        buf_add_text(out, "\n");
    if (strcmp(was.category, pool) != 0)
        gift_write_category(pool, out);
    origin_write(origin, out);
    buf_add(out, question->data, question->len);
    buf_add_text(out, "\n");
    enum err_code rc = buf_check(out, "GIFT", e);
    if (rc != ERR_OK)
        return rc;
    struct last now = read_last(out);
    bool is_same = now.questions == was.questions + 1 && strcmp(now.category, pool) == 0;
    return is_same ? ERR_OK
                   : err_set(e, ERR_NO, "%s",
                             _("with it the questions beside it would be read otherwise; nothing "
                               "was written"));
}

static void tell_id(const struct bank_edit_question *q, char out[2 * CRYPT_HASH + 1])
{
    struct bank_question text = {.stem = q->stem};
    uint8_t id[CRYPT_HASH];
    for (int i = 0; i < BANK_OPTIONS; i++)
        text.option[i] = q->option[i];
    bank_question_id(&text, id);
    crypt_hex(id, sizeof id, out);
}

/* Which pool, and whether it may go there. */
static enum err_code choose_pool(const struct bank_folder *b, const struct bank_repair_request *q,
                                 struct bank_repair_reply *r, const char *id, struct err *e)
{
    const char *pool = q->pool ? q->pool : r->rejected->pool, *why = bank_folder_refuses(b, pool);
    if (why)
        return err_set(e, ERR_USAGE, "--pool %s: %s", pool, why);
    snprintf(r->pool, sizeof r->pool, "%s", pool);
    return bank_folder_holds(b, pool, id)
               ? err_set(e, ERR_NO,
                         _("%s holds the same question already; nothing was written. It can be "
                           "set aside"),
                         pool)
               : ERR_OK;
}

/* The list says what is about to happen, then the bank's file is written, then the list says that
 * it did: should the last be stopped, the bank itself shows it. */
static enum err_code write_both(struct bank_repair_reply *r, const char *folder, const char *id,
                                const struct buf *out, struct err *e)
{
    struct rejected_question *x = r->rejected;
    struct err passed = {0};
    x->state = REJECTED_WRITING;
    snprintf(x->id, sizeof x->id, "%s", id);
    snprintf(x->became_pool, sizeof x->became_pool, "%s", r->pool);
    enum err_code rc = rejected_save(folder, &r->list, e);
    if (rc == ERR_OK)
        rc = file_write(r->path, out->data, out->len, FILE_REPLACE, e);
    if (rc != ERR_OK)
        return rc;
    x->state = REJECTED_WRITTEN;
    if (rejected_save(folder, &r->list, &passed) != ERR_OK)
        err_clear(&passed); /* it is in the bank all the same, and the list says which it is */
    return ERR_OK;
}

static enum err_code write_question(struct work *work, const struct bank_folder *b,
                                    const struct bank_repair_request *q,
                                    struct bank_repair_reply *r, struct err *e)
{
    struct buf file, fresh, out;
    struct bank_edit_question x = {0};
    char id[2 * CRYPT_HASH + 1] = "";
    const struct rejected_question *from = r->rejected;
    const struct findings_place at = {from->file, from->page, from->line, from->mark};
    struct origin origin;
    origin_of(&at, 0, &origin);
    buf_init(&file, PACKAGE_MAX);
    buf_init(&fresh, BANK_EDIT_MAX);
    buf_init(&out, PACKAGE_MAX);
    enum err_code rc = bank_edit_read_new(q->from, false, &fresh, &x, e);
    if (rc == ERR_OK) {
        tell_id(&x, id);
        rc = choose_pool(b, q, r, id, e);
    }
    if (rc == ERR_OK &&
        asprintf(&r->path, "%s/%.*s.gift", b->folder, (int)strcspn(r->pool, "/"), r->pool) < 0) {
        r->path = NULL;
        rc = err_memory(e);
    }
    if (rc == ERR_OK && file_exists(r->path))
        rc = file_read(r->path, PACKAGE_MAX, &file, e);
    if (rc == ERR_OK)
        rc = append(&file, r->pool, &origin, &fresh, &out, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = write_both(r, b->folder, id, &out, e);
    bank_edit_free(&x);
    buf_free(&out);
    buf_free(&fresh);
    buf_free(&file);
    return rc;
}

/* ---- aside, and open again ---- */

/* One line that can be read by whoever looks through those set aside. */
static enum err_code check_why(const char *why, struct err *e)
{
    size_t left = strlen(why);
    if (!why[strspn(why, " ")])
        return err_set(e, ERR_USAGE, "%s", _("--aside: say why in a few words"));
    if (left >= REJECTED_WHY_MAX)
        return err_set(e, ERR_USAGE, _("--aside: at most %d bytes"), REJECTED_WHY_MAX - 1);
    for (const char *at = why; left;) {
        uint32_t cp = 0;
        size_t n = utf8_decode(at, left, &cp);
        if (!n || utf8_is_forbidden(cp, false))
            return err_set(e, ERR_USAGE, "%s", _("--aside: one line of text"));
        at += n;
        left -= n;
    }
    return ERR_OK;
}

static enum err_code set_aside(struct work *work, const struct bank_folder *b,
                               const struct bank_repair_request *q, struct bank_repair_reply *r,
                               struct err *e)
{
    enum err_code rc = check_why(q->aside, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc != ERR_OK)
        return rc;
    r->rejected->state = REJECTED_ASIDE;
    snprintf(r->rejected->why, sizeof r->rejected->why, "%s", q->aside);
    return rejected_save(b->folder, &r->list, e);
}

/* Where the bank has what it became: "4.1.gift:11"; false: it was changed or taken out since. */
static bool find_written(const struct bank_folder *b, const struct rejected_question *x,
                         char *place, size_t room)
{
    for (size_t i = 0; i < b->rows; i++) {
        const struct bank_row *row = &b->row[i];
        uint8_t id[CRYPT_HASH];
        char hex[2 * CRYPT_HASH + 1];
        if (strcmp(b->source.pool[row->pool].name, x->became_pool) != 0)
            continue;
        bank_question_id(&b->source.question[row->question].text, id);
        crypt_hex(id, sizeof id, hex);
        if (strcmp(hex, x->id) != 0)
            continue;
        snprintf(place, room, "%s:%zu", file_base(b->file[row->file]), row->line);
        return true;
    }
    return false;
}

/* The same three steps as when it was written. */
static enum err_code take_out(struct work *work, const struct workspace *w,
                              const struct bank_folder *b, const char *bank, const char *place,
                              struct bank_repair_reply *r, struct err *e)
{
    struct bank_edit_reply edited = {0};
    const struct bank_edit_request drop = {.bank = bank, .place = place, .is_dropped = true};
    buf_init(&edited.block, BANK_EDIT_MAX);
    r->rejected->state = REJECTED_WRITING;
    enum err_code rc = rejected_save(b->folder, &r->list, e);
    if (rc == ERR_OK)
        rc = bank_edit_in(work, w, &drop, &edited, e);
    bank_edit_op.forget(&edited);
    return rc;
}

static enum err_code open_again(struct work *work, const struct workspace *w,
                                const struct bank_folder *b, const struct bank_repair_request *q,
                                struct bank_repair_reply *r, struct err *e)
{
    struct rejected_question *x = r->rejected;
    char place[FINDINGS_NUMBER_MAX + BANK_NAME_MAX + 16];
    enum err_code rc =
        x->state == REJECTED_OPEN
            ? err_set(e, ERR_NO, _("rejected question %u is open already"), x->number)
            : work_point(work, e);
    if (rc == ERR_OK && x->state == REJECTED_WRITTEN && find_written(b, x, place, sizeof place))
        rc = take_out(work, w, b, q->bank, place, r, e);
    if (rc != ERR_OK)
        return rc;
    x->state = REJECTED_OPEN;
    return rejected_save(b->folder, &r->list, e);
}

/* ---- the operation ---- */

static enum err_code check_request(const struct bank_repair_request *q, struct err *e)
{
    if ((q->from != NULL) + (q->aside != NULL) + q->is_opened != 1)
        return err_set(e, ERR_USAGE, "%s", _("one of --from, --aside and --open is needed"));
    if (q->pool && !q->from)
        return err_set(e, ERR_USAGE, "%s", _("--pool goes with --from"));
    return ERR_OK;
}

static enum err_code repair(struct work *work, const struct workspace *w,
                            const struct bank_repair_request *q, struct bank_repair_reply *r,
                            struct err *e)
{
    struct bank_folder b = {0};
    struct findings f = {0};
    size_t line = 0;
    enum err_code rc = banking_read(work, q->bank, &b, &f, e);
    findings_free(&f);
    if (rc != ERR_OK)
        return rc;
    rc = rejected_read(b.folder, &r->list, &line, e);
    if (rc == ERR_OK) {
        rejected_settle(&r->list, banking_holds, &b);
        rc = find(q, r, e);
    }
    if (rc == ERR_OK && !q->is_opened && r->rejected->state == REJECTED_WRITTEN)
        rc = err_set(e, ERR_NO,
                     _("rejected question %u is in the bank already; --open takes it out again"),
                     r->rejected->number);
    if (rc == ERR_OK)
        rc = q->from    ? write_question(work, &b, q, r, e)
             : q->aside ? set_aside(work, &b, q, r, e)
                        : open_again(work, w, &b, q, r, e);
    bank_folder_free(&b);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_repair_request *q = request;
    struct workspace w;
    int lock = -1;
    enum err_code rc = check_request(q, e);
    if (rc == ERR_OK)
        rc = banking_open(work, q->bank, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = repair(work, &w, q, reply, e);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct bank_repair_reply *r = reply;
    rejected_free(&r->list);
    bank_edit_free(&r->question);
    fields_free_choices(&r->pools);
    free(r->path);
    *r = (struct bank_repair_reply){0};
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct bank_repair_request *q = request;
    const struct bank_repair_reply *r = reply;
    if (q->from)
        buf_printf(out, _("%s, rejected question %s: written into %s, %s\n"), q->bank, q->number,
                   file_base(r->path ? r->path : ""), r->pool);
    else if (q->aside)
        buf_printf(out, _("%s, rejected question %s: set aside\n"), q->bank, q->number);
    else
        buf_printf(out, _("%s, rejected question %s: open again\n"), q->bank, q->number);
    bank_check_say_rejected(&r->list, out);
}

#define AT(member) offsetof(struct bank_repair_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {.value = "NUMBER",
     .need = WORK_NEEDED,
     .kind = WORK_NUMBER,
     .at = AT(number),
     .label = N_("Rejected question")},
    {"--from", "FILE", WORK_OPTIONAL,
     N_("writes it into the bank: the question as it is to be, as text (GIFT), alone in a file"),
     .kind = WORK_FILE, .at = AT(from), .label = N_("From file")},
    {"--pool", "FIELD/GRADE/POOL", WORK_OPTIONAL,
     N_("where it goes, such as 4.1/II/chuyen-mon; where its source says it belongs, by default"),
     .kind = WORK_WORD, .at = AT(pool), .label = N_("Pool")},
    {"--aside", "REASON", WORK_OPTIONAL, N_("sets it aside, and says why"), .kind = WORK_TEXT,
     .at = AT(aside), .label = N_("Set aside, for")},
    {"--open", NULL, WORK_OPTIONAL,
     N_("opens it again: it is no more aside, and what was written of it goes from the bank"),
     .kind = WORK_FLAG, .at = AT(is_opened), .label = N_("Open again")},
    {"--was", "HASH", WORK_OPTIONAL,
     N_("the hash of what was read, as the desk writes it; another question is left alone"),
     .kind = WORK_WORD, .at = AT(was), .label = N_("Was")},
    {0}};

const struct work_op bank_repair_op = {
    .name = "bank",
    .sub = "repair",
    .words = "NAME NUMBER",
    .help = N_("Mends one question that an import rejected: writes it into the bank, or sets it "
               "aside; bank check names them."),
    .field = FIELDS,
    .request = sizeof(struct bank_repair_request),
    .reply = sizeof(struct bank_repair_reply),
    .use = WORK_WRITES,
    .run = run,
    .forget = forget,
    .say = say};

const struct work_op bank_repair_look_op = {.name = "bank",
                                            .sub = "rejected",
                                            .words = "NAME NUMBER",
                                            .help = "",
                                            .field = FIELDS,
                                            .request = sizeof(struct bank_repair_request),
                                            .reply = sizeof(struct bank_repair_reply),
                                            .use = WORK_LOOKS,
                                            .run = look,
                                            .forget = forget};
