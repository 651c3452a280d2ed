#include "tools/work/sheet_draft.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/office.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { SESSION_FILE_MAX = 256 * 1024 * 1024 };

/* A draft is of one issue of a session: its first line says so. */
static enum err_code write_head(const struct workspace *w, const char *session, struct buf *out,
                                struct err *e)
{
    struct buf file;
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    char *path = workspace_path(w, "sessions/%s/%s.session", session, session);
    buf_init(&file, SESSION_FILE_MAX);
    enum err_code rc = path ? file_read(path, SESSION_FILE_MAX, &file, e) : err_memory(e);
    if (rc == ERR_OK) {
        crypt_hash_file(file.data, file.len, hash);
        crypt_hex(hash, sizeof hash, hex);
        buf_printf(out, "#sathach sheet draft 1 %s\n", hex);
    }
    buf_free(&file);
    free(path);
    return rc;
}

static void forget(void *reply)
{
    struct sheet_draft_reply *r = reply;
    for (size_t i = 0; i < r->words; i++)
        free(r->word[i]);
    free(r->word);
    *r = (struct sheet_draft_reply){0};
}

static enum err_code add_word(struct sheet_draft_reply *r, const char *text, size_t len,
                              struct err *e)
{
    char **grown = realloc(r->word, (r->words + 1) * sizeof *grown);
    if (grown)
        r->word = grown;
    if (!grown || !(r->word[r->words] = strndup(text, len)))
        return err_memory(e);
    r->words++;
    return ERR_OK;
}

/* Whatever is no word of ours is left out: a draft is only a help. */
static enum err_code read_words(const char *path, struct buf *head, struct sheet_draft_reply *r,
                                struct err *e)
{
    struct buf file;
    buf_init(&file, SHEET_DRAFT_MAX);
    enum err_code rc = file_read(path, SHEET_DRAFT_MAX, &file, e);
    const char *text = buf_text(&file);
    if (rc == ERR_OK && strncmp(text, buf_text(head), head->len) == 0) {
        text += head->len;
        for (size_t n; rc == ERR_OK && *text; text += n + (text[n] == '\n')) {
            n = strcspn(text, "\n");
            if (n && n < SHEET_DRAFT_WORD && memchr(text, '=', n))
                rc = add_word(r, text, n, e);
        }
    }
    buf_free(&file);
    return rc;
}

/* Of the folder, for the moment of looking and writing: the office's own lock would not let a row
 * be kept while something long is written. Where a folder takes no lock it goes without. */
static enum err_code lock_folder(const char *folder, int *out, struct err *e)
{
    enum err_code rc = file_make_folder(folder, e);
    *out = rc == ERR_OK ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (*out >= 0 && flock(*out, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        rc = err_set(e, ERR_BUSY, _("%s: another desk writes it right now; try again"), folder);
    return rc;
}

static enum err_code check_was(const struct sheet_draft_request *q, const char *path,
                               struct buf *head, struct err *e)
{
    struct sheet_draft_reply now = {0};
    enum err_code rc = file_exists(path) ? read_words(path, head, &now, e) : ERR_OK;
    bool is_same = now.words == q->was.count;
    for (size_t i = 0; is_same && i < now.words; i++)
        is_same = strcmp(now.word[i], q->was.word[i]) == 0;
    if (rc == ERR_OK && !is_same)
        rc = err_set(e, ERR_CONFLICT, _("%s: was changed elsewhere since it was read"), path);
    forget(&now);
    return rc;
}

static enum err_code write_words(const struct sheet_draft_request *q, const char *path,
                                 struct buf *text, struct err *e)
{
    if (q->row.count == 0)
        return unlink(path) != 0 && errno != ENOENT
                   ? err_set(e, ERR_IO, "%s: %s", path, strerror(errno))
                   : ERR_OK;
    for (size_t i = 0; i < q->row.count; i++)
        buf_printf(text, "%s\n", q->row.word[i]);
    enum err_code rc = buf_check(text, path, e);
    return rc == ERR_OK ? file_write(path, text->data, text->len, FILE_REPLACE, e) : rc;
}

static enum err_code keep(const struct workspace *w, const struct sheet_draft_request *q,
                          const char *path, struct buf *text, struct err *e)
{
    int lock = -1;
    char *folder = workspace_path(w, "sessions/%s/sheets", q->session);
    enum err_code rc = folder ? lock_folder(folder, &lock, e) : err_memory(e);
    if (rc == ERR_OK && q->is_checked)
        rc = check_was(q, path, text, e);
    if (rc == ERR_OK)
        rc = write_words(q, path, text, e);
    if (lock >= 0)
        close(lock);
    free(folder);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct sheet_draft_request *q = request;
    struct workspace w;
    struct buf text;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&text, SHEET_DRAFT_MAX);
    char *path = workspace_path(&w, "sessions/%s/sheets/.draft", q->session);
    rc = path ? write_head(&w, q->session, &text, e) : err_memory(e);
    if (rc == ERR_OK && q->is_kept)
        rc = keep(&w, q, path, &text, e);
    else if (rc == ERR_OK && file_exists(path))
        rc = read_words(path, &text, reply, e);
    free(path);
    buf_free(&text);
    workspace_close(&w);
    return rc;
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op sheet_draft_op = {.name = "sheet",
                                       .words = "",
                                       .help = N_("Keeps rows that were typed."),
                                       .field = FIELDS,
                                       .request = sizeof(struct sheet_draft_request),
                                       .reply = sizeof(struct sheet_draft_reply),
                                       .use = WORK_LOOKS,
                                       .run = run,
                                       .forget = forget};
