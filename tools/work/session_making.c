#include "tools/work/session_making.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>

static void progress(void *context, size_t done, size_t all)
{
    const struct session_making *m = context;
    work_tell_progress(m->work, _("making codes"), done, all, m->started_ms);
    if (done == all) /* what is left has no steps to be counted */
        work_tell_progress(m->work, _("sealing and writing the session"), 0, 0, m->started_ms);
}

/* One passphrase into its file: of several custodians each has a file of its own, PATH.1 …, so that
 * no file holds what two of them keep apart. */
static enum err_code write_passphrase(const char *path, const char *passphrase, unsigned number,
                                      unsigned n, struct err *e)
{
    struct buf b;
    char *own = NULL;
    if ((n > 1 ? asprintf(&own, "%s.%u", path, number) : asprintf(&own, "%s", path)) < 0)
        return err_memory(e);
    buf_init(&b, CODE_PASSPHRASE + 2);
    buf_printf(&b, "%s\n", passphrase);
    enum err_code rc = file_write(own, b.data, b.len, FILE_REPLACE, e);
    buf_free(&b);
    free(own);
    return rc;
}

/* Passphrases of a role: into the file of --pass ROLE=, or shown once. */
static enum err_code hand_over(struct work *work, const char *role, const char *said,
                               const char (*passphrase)[CODE_PASSPHRASE + 1], unsigned n,
                               struct err *e)
{
    const char *path = secret_files_find(&work->pass, role);
    enum err_code rc = ERR_OK;
    for (unsigned i = 0; rc == ERR_OK && i < n; i++) {
        char grouped[32], what[128];
        code_group(passphrase[i], 5, grouped, sizeof grouped);
        snprintf(what, sizeof what, "%s%s", said, n > 1 ? " *" : "");
        rc = path ? write_passphrase(path, passphrase[i], i + 1, n, e)
                  : work_show(work, role, what, grouped, e);
        crypt_wipe(grouped, sizeof grouped);
    }
    return rc;
}

enum err_code session_making_hand_over(void *context, const struct session_source *s, struct err *e)
{
    const struct session_making *m = context;
    enum err_code rc =
        hand_over(m->work, "session", _("passphrase of the session"),
                  (const char(*)[CODE_PASSPHRASE + 1]) s->passphrase, s->info.custodians, e);
    if (rc == ERR_OK)
        rc = hand_over(m->work, "order", _("passphrase of the orders"), &s->order_passphrase, 1, e);
    return rc;
}

enum err_code session_making_room(struct session_making *m, struct session_source *s, struct err *e)
{
    struct clock_source clock = clock_system();
    m->started_ms = clock_boot_ms(&clock);
    s->passphrase = calloc(SESSION_CUSTODIANS_MAX, sizeof *s->passphrase);
    s->access = calloc(s->candidates + 1, sizeof *s->access);
    s->progress = progress;
    s->progress_context = m;
    return s->passphrase && s->access ? ERR_OK : err_memory(e);
}

void session_making_free(struct session_source *s)
{
    if (s->passphrase)
        crypt_wipe(s->passphrase, SESSION_CUSTODIANS_MAX * sizeof *s->passphrase);
    if (s->access)
        crypt_wipe(s->access, s->candidates * sizeof *s->access);
    crypt_wipe(s->order_passphrase, sizeof s->order_passphrase);
    free(s->passphrase);
    free(s->access);
}
