/* sathachctl witness init|trust|cosign: another house's machine, which cosigns the office's log. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/ctl.h"
#include "tools/office/witness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED_MAX = 64, SHOWN_MAX = 2 * LOG_LINE_MAX };

static const struct option_spec NO_OPTIONS[] = {{NULL, NULL, NULL}};

enum err_code cmd_witness_init(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *name = NULL;
    const struct option_spec spec[] = {{"--name", &name, NULL}, {NULL, NULL, NULL}};
    char fingerprint[25];
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK && !name)
        rc = err_set(e, ERR_USAGE, _("--name is needed: the name the witness signs with"));
    if (rc == ERR_OK && !keys_is_name(name))
        rc = err_set(e, ERR_USAGE, _("--name: 1 to 64 of a-z 0-9 . / -, not \"%s\""), name);
    if (rc != ERR_OK)
        return rc;
    char *pass = crypt_secret_new(SECRET_MAX);
    struct keys_secret *key = keys_new(KEYS_WITNESS, &ctl->work.rnd);
    rc = pass && key ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = secret_ask(&ctl->work.pass, keys_role_word(KEYS_WITNESS), true, pass, e);
    if (rc == ERR_OK) {
        snprintf(key->pub.name, sizeof key->pub.name, "%s", name);
        rc = witness_make(argv[0], key, pass, &ctl->work.rnd, e);
    }
    if (rc == ERR_OK) {
        crypt_fingerprint(key->pub.sign_pk, fingerprint);
        printf(_("%s/witness.pub: the witness \"%s\", fingerprint %s\n"), argv[0], name,
               fingerprint);
    }
    crypt_secret_free(pass);
    keys_free(key);
    return rc;
}

enum err_code cmd_witness_trust(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct witness w;
    struct keys_public office;
    char fingerprint[25];
    enum err_code rc = options_take(&argc, argv, NO_OPTIONS, 1, 1, e);
    if (rc == ERR_OK)
        rc = witness_open(ctl->work.folder, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = witness_trust(&w, argv[0], &office, e);
    if (rc == ERR_OK) {
        crypt_fingerprint(office.sign_pk, fingerprint);
        printf(_("trusted: %s, fingerprint %s; compare it with the paper of its owner\n"),
               keys_role_word(office.role), fingerprint);
    }
    witness_close(&w);
    return rc;
}

/* ---- what is new ---- */

/* Kinds that are shown line by line; of the others the number. */
static bool is_shown(const struct log_line *line)
{
    char found[8];
    switch (line->kind) {
    case LOG_INIT:
    case LOG_KEY:
    case LOG_COMMIT:
    case LOG_SESSION:
    case LOG_PEOPLE:
    case LOG_CANCEL:
    case LOG_DECISION:
    case LOG_ACT:
    case LOG_RESTORE:
    case LOG_RENEW: return true;
    default: return log_more(line, "found", found, sizeof found);
    }
}

/* Sessions whose mark was printed to be signed, so far. */
struct marked {
    const char **session; /* owned; the names are the log's */
    size_t count;
};

static bool is_marked(const struct marked *m, const char *session)
{
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->session[i], session) == 0)
            return true;
    return false;
}

/* A file of a room that came after the session's mark was printed to be signed. */
static bool is_late(struct marked *m, const struct log_line *line)
{
    if (line->kind == LOG_MARK && !is_marked(m, line->session))
        m->session[m->count++] = line->session;
    return (line->kind == LOG_ANSWERS || line->kind == LOG_RESUME || line->kind == LOG_MANIFEST) &&
           is_marked(m, line->session);
}

static void show_line(const struct log_line *line)
{
    struct buf text;
    char clean[SHOWN_MAX];
    buf_init(&text, SHOWN_MAX);
    buf_printf(&text, "%llu  %s  %s  %s  %s  %s", (unsigned long long)line->number, line->time,
               log_kind_word(line->kind), line->session, line->subject, line->more);
    printf("  %s\n", text_clean(buf_text(&text), clean, sizeof clean));
    buf_free(&text);
}

static enum err_code show_new(const struct witness_view *v, struct err *e)
{
    size_t count[LOG_KIND_COUNT] = {0}, late = 0;
    struct marked marked = {.session = calloc(v->log.lines + 1, sizeof *marked.session)};
    if (!marked.session)
        return err_memory(e);
    for (size_t i = 0; i < v->log.lines; i++) {
        const struct log_line *line = &v->log.line[i];
        bool came_late = is_late(&marked, line);
        if (i < v->known)
            continue;
        count[line->kind]++;
        late += came_late;
        if (is_shown(line))
            show_line(line);
    }
    free(marked.session);
    for (size_t k = 0; k < LOG_KIND_COUNT; k++)
        if (count[k])
            printf("  %zu × %s\n", count[k], log_kind_word((enum log_kind)k));
    if (late)
        printf(_("  late, after a mark was printed to be signed: %zu\n"), late);
    return ERR_OK;
}

/* Lines that were cosigned before and are not in this log. */
static void show_lost(const struct witness_view *v)
{
    size_t at = 0;
    char clean[SHOWN_MAX];
    if (v->gone.size)
        printf(
            _("This office had another log before, %s, of which %zu lines were cosigned: none of "
              "them is in this one.\n"),
            v->gone.origin, (size_t)v->gone.size);
    if (v->kept.size)
        printf(_("The office began its log anew. Cosigned before and lost: %zu lines.\n"),
               (size_t)(v->kept.size - v->known));
    for (uint64_t i = 0; i < v->kept.size && at < v->kept_text.len; i++) {
        const char *line = (const char *)v->kept_text.data + at,
                   *end = memchr(line, '\n', v->kept_text.len - at);
        size_t n = end ? (size_t)(end - line) : v->kept_text.len - at;
        struct buf one;
        buf_init(&one, SHOWN_MAX);
        buf_add(&one, line, n);
        for (size_t k = 0; k < one.len; k++)
            if (one.data[k] == '\t')
                one.data[k] = ' ';
        if (i >= v->known)
            printf("  - %s\n", text_clean(buf_text(&one), clean, sizeof clean));
        buf_free(&one);
        at += n + 1;
    }
}

static bool typed(const char *wanted)
{
    char line[TYPED_MAX];
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return strcmp(line, wanted) == 0;
}

static bool is_agreed(const struct witness_view *v)
{
    size_t lines = v->log.lines, fresh = lines - (size_t)v->known;
    if (v->is_renewed) {
        printf(_("Cosign %zu lines, %zu of them new, although lines are lost? Type ACCEPT LOSS: "),
               lines, fresh);
        return typed("ACCEPT LOSS");
    }
    printf(_("Cosign %zu lines, %zu of them new? Type YES: "), lines, fresh);
    return typed("YES");
}

static enum err_code cosign(struct ctl *ctl, const struct witness *w, const struct witness_view *v,
                            struct err *e)
{
    struct keys_secret *key = NULL;
    struct clock_source clock = clock_system();
    char code[NOTE_CODE_TEXT];
    enum err_code rc = witness_secret(w, &ctl->work.pass, &key, e);
    if (rc != ERR_OK)
        return rc;
    if (v->is_renewed)
        show_lost(v);
    rc = show_new(v, e);
    note_code_text(&v->log.mark, code);
    printf(_("Code of this mark: %zu · %s\n"), v->log.lines, code);
    if (rc == ERR_OK && !is_agreed(v))
        rc = err_set(e, ERR_NO, _("not cosigned: the word was not typed"));
    if (rc == ERR_OK)
        rc = witness_sign(w, v, key, (uint64_t)(clock_wall_ms(&clock) / 1000), e);
    if (rc == ERR_OK)
        printf(_("\n%s: cosigned by %s\n"), v->folder, w->pub.name);
    keys_free(key);
    return rc;
}

enum err_code cmd_witness_cosign(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct witness w;
    struct witness_view v;
    int lock = -1;
    enum err_code rc = options_take(&argc, argv, NO_OPTIONS, 1, 1, e);
    if (rc == ERR_OK)
        rc = witness_open(ctl->work.folder, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&(struct workspace){.folder = w.folder}, &lock, e);
    if (rc == ERR_OK)
        rc = witness_look(&w, argv[0], &v, e);
    if (rc == ERR_OK) {
        rc = cosign(ctl, &w, &v, e);
        witness_view_free(&v);
    }
    workspace_unlock(lock);
    witness_close(&w);
    return rc;
}
