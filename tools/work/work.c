#include "tools/work/work.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool work_field_is_end(const struct work_field *f)
{
    return !f->option && !f->value;
}

bool work_field_is_list(const struct work_field *f)
{
    return f->need == WORK_REPEATED || f->need == WORK_REPEATED_NEEDED;
}

static bool is_said(const struct work_field *f, const void *request)
{
    const char *at = (const char *)request + f->at;
    return f->kind == WORK_FLAG ? *(const bool *)at : *(const char *const *)at != NULL;
}

bool work_op_writes(const struct work_op *op, const void *request)
{
    if (!(op->use & WORK_WRITES) || !op->writes_with)
        return op->use & WORK_WRITES;
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++)
        if (f->option && strcmp(f->option, op->writes_with) == 0)
            return is_said(f, request);
    return true;
}

/* ---- events ---- */

void work_tell(struct work *work, const struct work_event *event)
{
    if (work->tell)
        work->tell(work->context, event);
}

void work_tell_line(void *context, const char *what, const char *text)
{
    work_tell(context, &(struct work_event){.kind = WORK_LINE, .what = what, .text = text});
}

void work_tell_progress(void *context, const char *what, size_t done, size_t all,
                        uint64_t started_ms)
{
    work_tell(context, &(struct work_event){.kind = WORK_PROGRESS,
                                            .what = what,
                                            .done = done,
                                            .all = all,
                                            .started_ms = started_ms});
}

enum err_code work_show(struct work *work, const char *role, const char *what,
                        const char *passphrase, struct err *e)
{
    if (!work->show)
        return err_set(e, ERR_USAGE, _("nobody could see the %s; --pass %s=FILE takes it"), what,
                       role);
    return work->show(work->context, role, what, passphrase, e);
}

enum err_code work_check_stop(struct work *work, struct err *e)
{
    return atomic_load(&work->stop) ? err_set(e, ERR_NO, _("Stopped. Nothing was written."))
                                    : ERR_OK;
}

enum err_code work_bind(struct work *work, const uint8_t hash[CRYPT_HASH], struct err *e)
{
    work->read.is_known = true;
    memcpy(work->read.hash, hash, CRYPT_HASH);
    if (!work->seen.is_known || memcmp(work->seen.hash, hash, CRYPT_HASH) == 0)
        return ERR_OK;
    return err_set(e, ERR_BUSY,
                   _("what this is made from was changed since the preview; nothing was written: "
                     "look again"));
}

enum err_code work_point(struct work *work, struct err *e)
{
    enum err_code rc = work_check_stop(work, e);
    if (rc == ERR_OK)
        work_tell(work, &(struct work_event){.kind = WORK_POINT});
    return rc;
}

/* ---- what operations share ---- */

enum err_code work_number(const char *name, const char *value, long low, long high, long *out,
                          struct err *e)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || *end || n < low || n > high)
        return err_set(e, ERR_USAGE, _("%s wants a whole number from %ld to %ld, not \"%s\""), name,
                       low, high, value);
    *out = n;
    return ERR_OK;
}

bool work_share(const char *name, char *out, size_t room)
{
    static const char *const PLACES[] = {"/../", "/../share/sathach/"};
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    char *slash = n > 0 ? memrchr(exe, '/', (size_t)n) : NULL;
    for (size_t i = 0; slash && i < 2; i++)
        if (snprintf(out, room, "%.*s%s%s", (int)(slash - exe), exe, PLACES[i], name) < (int)room &&
            access(out, R_OK) == 0)
            return true;
    return false;
}
