/* One file of ours: what it holds, whether it is whole, and whether the office has it. */
#include "app/core/bank.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/doctor_visit.h"
#include "tools/office/office_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

void doctor_take_name(struct doctor_file *f)
{
    const char *name = file_base(f->path);
    size_t n = strcspn(name, ".");
    char session[SESSION_NAME_MAX];
    if (n >= sizeof session || !name[n])
        return;
    memcpy(session, name, n);
    session[n] = '\0';
    if (!workspace_is_name(session))
        return;
    memcpy(f->session, session, n + 1);
    size_t digits = strspn(name + n + 1, "0123456789");
    long number = digits >= 4 && digits <= 5 && name[n + 1 + digits] == '.'
                      ? strtol(name + n + 1, NULL, 10)
                      : 0;
    f->has_paper = number >= 1 && number <= SESSION_PAPERS_MAX;
    f->paper = f->has_paper ? (uint32_t)number - 1 : 0;
}

/* The name under which these answers of f's session go out. */
static void name_answers(const struct doctor_file *f, uint32_t paper,
                         const uint8_t head[CRYPT_HASH], char out[ANSWERS_NAME])
{
    struct session s = {0};
    memcpy(s.info.name, f->session, sizeof s.info.name);
    answers_file_name(&s, paper, head, out);
}

/* ---- the inbox ---- */

static void look_up_session(struct doctor_visit *v, const char *name)
{
    struct session s;
    struct buf b;
    struct err ignored;
    if (strcmp(v->session, name) == 0)
        return;
    snprintf(v->session, sizeof v->session, "%s", name);
    char *path = office_session_path(v->workspace, name, "session");
    buf_init(&b, PACKAGE_MAX);
    v->is_held = path && file_exists(path);
    v->has_uid = v->is_held && file_read(path, PACKAGE_MAX, &b, &ignored) == ERR_OK &&
                 session_open(b.data, b.len, NULL, &s, &ignored) == ERR_OK;
    if (v->has_uid)
        memcpy(v->uid, s.info.uid, SESSION_UID);
    buf_free(&b);
    free(path);
}

/* The office's word, on a seat that has no workspace. name: "S.0007.RECEIPT.answers". */
static enum doctor_collected ask_ack(const struct ack *ack, const char *session, const uint8_t *uid,
                                     const char *name)
{
    char paper[8], receipt[CODE_RECEIPT + 1];
    uint32_t index;
    if (strcmp(session, ack->session) != 0 || (uid && memcmp(uid, ack->uid, SESSION_UID) != 0))
        return DOCTOR_NOT_KNOWN;
    if (sscanf(name + strlen(session), ".%7[0-9].%16[0-9A-Z].", paper, receipt) != 2 ||
        !session_paper_index(paper, &index))
        return DOCTOR_UNCOLLECTED;
    return ack_has(ack, index, receipt) ? DOCTOR_COLLECTED : DOCTOR_UNCOLLECTED;
}

/* uid: of the session that the file itself names, or NULL. */
static enum doctor_collected ask_inbox(struct doctor_visit *v, const char *session,
                                       const uint8_t *uid, const char *name)
{
    if (!v->workspace)
        return v->ack ? ask_ack(v->ack, session, uid, name) : DOCTOR_NOT_KNOWN;
    if (!session[0])
        return DOCTOR_UNCOLLECTED;
    look_up_session(v, session);
    if (!v->is_held || (uid && v->has_uid && memcmp(uid, v->uid, SESSION_UID) != 0))
        return DOCTOR_OF_OTHERS;
    char *path = workspace_path(v->workspace, "inbox/%s/%s", session, name);
    bool found = path && file_exists(path);
    free(path);
    return found ? DOCTOR_COLLECTED : DOCTOR_UNCOLLECTED;
}

static enum doctor_trouble trouble_of(enum doctor_collected c)
{
    return c == DOCTOR_UNCOLLECTED ? DOCTOR_NOT_COLLECTED
           : c == DOCTOR_OF_OTHERS ? DOCTOR_FOREIGN
                                   : DOCTOR_WELL;
}

/* ---- attempts ---- */

/* True when whole answers of this head stand beside the attempt. */
static bool is_beside(const struct doctor_file *f, const char *name, const uint8_t head[CRYPT_HASH])
{
    struct answers_info info;
    struct err ignored;
    struct buf b;
    const char *base = file_base(f->path);
    char *folder = base == f->path ? strdup(".") : strndup(f->path, (size_t)(base - f->path));
    char *path = folder ? file_join(folder, name) : NULL;
    buf_init(&b, ANSWERS_FILE_MAX);
    bool found = path && file_read(path, ANSWERS_FILE_MAX, &b, &ignored) == ERR_OK &&
                 answers_peek(b.data, b.len, &info, &ignored) == ERR_OK && info.paper == f->paper &&
                 memcmp(info.head, head, CRYPT_HASH) == 0;
    buf_free(&b);
    free(path);
    free(folder);
    return found;
}

static void judge_attempt(struct doctor_visit *v, struct doctor_file *f,
                          const uint8_t head[CRYPT_HASH])
{
    char name[ANSWERS_NAME];
    bool is_open = f->journal.state.end == JOURNAL_OPEN;
    if (f->journal.events == 0)
        return;
    if (f->session[0] && f->has_paper) {
        name_answers(f, f->paper, head, name);
        bool beside = is_beside(f, name, head);
        f->collected = ask_inbox(v, f->session, NULL, name);
        f->is_delivered = beside || f->collected == DOCTOR_COLLECTED;
    }
    /* what was delivered has a line of its own, and its trouble, if any, stands there */
    if (!f->is_delivered)
        f->trouble = !is_open            ? DOCTOR_NOT_DELIVERED
                     : f->journal.writer ? DOCTOR_IN_USE
                                         : DOCTOR_UNDER_WAY;
}

static enum err_code look_at_attempt(struct doctor_visit *v, struct doctor_file *f, struct err *e)
{
    struct err why = {0};
    uint8_t head[CRYPT_HASH] = {0};
    enum err_code rc = doctor_attempt(f->path, v->path, &f->journal, head, &why);
    if (rc == ERR_USAGE) /* no room for the copy: nothing can be said of any attempt */
        return err_set(e, ERR_IO, "%s", why.text);
    memcpy(f->detail, why.text, sizeof f->detail);
    if (f->kind == DOCTOR_ASIDE) {
        snprintf(f->detail, sizeof f->detail, "%s",
                 _("set aside by the seat; keep it until the session is closed"));
        return ERR_OK;
    }
    if (rc == ERR_OK)
        judge_attempt(v, f, head);
    else
        f->trouble = rc == ERR_IO     ? DOCTOR_UNREADABLE
                     : rc == ERR_BUSY ? DOCTOR_IN_USE
                                      : DOCTOR_DAMAGED_ATTEMPT;
    return ERR_OK;
}

/* ---- packages ---- */

static void look_at_answers(struct doctor_visit *v, struct doctor_file *f, const struct buf *b)
{
    struct answers_info info;
    struct err why = {0};
    char name[ANSWERS_NAME], paper[8], receipt[CODE_RECEIPT_SHOWN];
    if (answers_peek(b->data, b->len, &info, &why) != ERR_OK) {
        f->trouble = DOCTOR_DAMAGED_ANSWERS;
        memcpy(f->detail, why.text, sizeof f->detail);
        f->collected = ask_inbox(v, f->session, NULL, file_base(f->path));
        return;
    }
    session_paper_name(info.paper, paper);
    code_receipt_shown(info.head, receipt);
    name_answers(f, info.paper, info.head, name);
    f->is_ended = info.is_ended;
    f->collected = ask_inbox(v, f->session, info.session_uid, name);
    f->trouble = trouble_of(f->collected);
    if (f->kind == DOCTOR_ANSWERS && strcmp(name, file_base(f->path)) == 0) {
        f->has_paper = true;
        f->paper = info.paper;
        return;
    }
    snprintf(f->detail, sizeof f->detail, _("holds answers of paper %s with the receipt %s"), paper,
             receipt);
    if (f->collected != DOCTOR_COLLECTED)
        f->trouble = DOCTOR_MISNAMED;
}

/* Banks and sessions are opened as a seat opens them, but for whose key has signed. */
static enum err_code check_package(const struct doctor_file *f, const struct buf *b,
                                   enum package_kind kind, char *detail, size_t room, struct err *e)
{
    struct package p;
    enum err_code rc;
    if (f->kind == DOCTOR_BANK) {
        struct bank bank;
        rc = bank_open(b->data, b->len, NULL, &bank, e);
        if (rc == ERR_OK)
            snprintf(detail, room, _("%u questions, as they were sealed"), bank.count);
    } else if (f->kind == DOCTOR_SESSION) {
        struct session s;
        rc = session_open(b->data, b->len, NULL, &s, e);
        if (rc == ERR_OK)
            snprintf(detail, room, _("session %s of %u papers, as it was signed"), s.info.name,
                     s.papers);
    } else {
        rc = package_open(b->data, b->len, kind, NULL, &p, e);
        if (rc == ERR_OK)
            snprintf(detail, room, _("holds \"%s\", %zu bytes"), package_kind_name(kind), p.len);
    }
    return rc;
}

static void look_at_package(struct doctor_visit *v, struct doctor_file *f, enum package_kind wanted)
{
    struct err why = {0};
    struct buf b;
    enum package_kind found;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = file_read(f->path, PACKAGE_MAX, &b, &why);
    enum package_look look =
        rc == ERR_OK ? package_look(b.data, b.len, b.len, &found) : PACKAGE_ALIEN;
    if (rc != ERR_OK) {
        f->trouble = rc == ERR_IO ? DOCTOR_UNREADABLE : DOCTOR_DAMAGED_COPY;
    } else if (look == PACKAGE_CUT_SHORT) {
        f->trouble = DOCTOR_HALF_WRITTEN;
        if (found)
            snprintf(f->detail, sizeof f->detail, _("the beginning of \"%s\": %zu bytes"),
                     package_kind_name(found), b.len);
        if (f->kind == DOCTOR_ANSWERS)
            f->collected = ask_inbox(v, f->session, NULL, file_base(f->path));
    } else if (f->kind == DOCTOR_ANSWERS ||
               (look == PACKAGE_WHOLE && found == PACKAGE_ANSWERS && !wanted)) {
        look_at_answers(v, f, &b);
    } else if (f->kind == DOCTOR_TEMP) {
        f->trouble = DOCTOR_HALF_WRITTEN;
    } else if (check_package(f, &b, wanted ? wanted : found, f->detail, sizeof f->detail, &why) !=
               ERR_OK) {
        f->trouble = DOCTOR_DAMAGED_COPY;
    }
    if (why.code != ERR_OK)
        memcpy(f->detail, why.text, sizeof f->detail);
    buf_free(&b);
}

enum err_code doctor_examine(struct doctor_visit *v, struct doctor_file *f,
                             enum package_kind wanted, struct err *e)
{
    if (f->kind == DOCTOR_ATTEMPT || f->kind == DOCTOR_ASIDE)
        return look_at_attempt(v, f, e);
    look_at_package(v, f, wanted);
    if (f->collected == DOCTOR_COLLECTED && f->trouble != DOCTOR_WELL)
        f->trouble = DOCTOR_SPOILED;
    return ERR_OK;
}
