#include "tools/work/backup.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/backup.h"
#include "tools/office/hours.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code read_also(const char *const *path, struct keys_public *out, size_t *count,
                               struct err *e)
{
    enum err_code rc = ERR_OK;
    for (*count = 0; rc == ERR_OK && path[*count]; (*count)++) {
        if (*count == BACKUP_BOXES - 1)
            return err_set(e, ERR_LIMIT, _("--also was given more than %d times"),
                           BACKUP_BOXES - 1);
        rc = keys_public_read(path[*count], &out[*count], e);
        if (rc == ERR_OK && !out[*count].has_box)
            rc = err_set(e, ERR_KEY, _("%s: has no opening key: it cannot read a backup"),
                         path[*count]);
    }
    return rc;
}

/* ---- where it goes ---- */

/* The first name of this day that is free in the folder: a second backup is no mistake. */
static bool name_in(const char *folder, const char *day, char *out, size_t room)
{
    char name[64];
    for (unsigned n = 1; n < 100; n++) {
        if (n == 1)
            snprintf(name, sizeof name, "sao-luu-%s.backup", day);
        else
            snprintf(name, sizeof name, "sao-luu-%s-%u.backup", day, n);
        char *path = file_join(folder, name);
        bool fits = path && (size_t)snprintf(out, room, "%s", path) < room;
        free(path);
        if (!fits || !file_exists(out))
            return fits;
    }
    return false;
}

static bool settle(struct work *work, const char *text, char *out, size_t room)
{
    struct workspace w;
    struct err ignored = {0};
    char day[HOURS_DAY_MAX];
    if (!file_is_folder(text))
        return (size_t)snprintf(out, room, "%s", text) < room;
    if (office_workspace(work, &w, &ignored) != ERR_OK)
        return false;
    hours_iso_day(clock_wall_ms(&w.clock) / 1000, day);
    bool is_told = name_in(text, day, out, room);
    workspace_close(&w);
    return is_told;
}

static enum err_code check_place(const char *file, struct err *e)
{
    const char *name = file_base(file);
    char folder[BACKUP_PATH];
    if (file_exists(file) && !file_is_folder(file))
        return err_set(e, ERR_BUSY, _("%s: stands already"), file);
    snprintf(folder, sizeof folder, "%.*s", (int)(name - file), file);
    if (folder[0] && !file_is_folder(folder))
        return err_set(e, ERR_NO, _("%s: there is no such folder"), folder);
    return ERR_OK;
}

static enum err_code judge(const void *request, struct err *e)
{
    return check_place(((const struct backup_request *)request)->file, e);
}

/* It would be lost with the disk that it is to save the office from. */
static bool is_inside(const char *folder, const char *file)
{
    char *from = realpath(folder, NULL), *to = realpath(file, NULL);
    size_t n = from ? strlen(from) : 0;
    bool is = from && to && strncmp(from, to, n) == 0 && to[n] == '/';
    free(from);
    free(to);
    return is;
}

/* ---- the operation ---- */

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct backup_request *q = request;
    struct backup_reply *r = reply;
    struct keys_public also[BACKUP_BOXES];
    struct office o;
    size_t count = 0;
    enum err_code rc = read_also(q->also, also, &count, e);
    if (rc == ERR_OK)
        rc = check_place(q->file, e);
    if (rc == ERR_OK && !settle(work, q->file, r->file, sizeof r->file))
        rc = err_set(e, ERR_USAGE, _("%s: no file can be named in it"), q->file);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = backup_make(&o.workspace, o.key, r->file, also, count, &work->rnd, &r->files, e);
    r->keys = count + 1;
    r->is_written = rc == ERR_OK;
    r->is_inside = is_inside(o.workspace.folder, r->file);
    office_close(&o);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct backup_request *q = request;
    const struct backup_reply *r = reply;
    if (!r->is_written)
        return;
    buf_printf(out, _("%s: %zu files, sealed and signed by the office\n"), r->file, r->files);
    buf_printf(out, "%s\n",
               _("it opens on any computer with the office's passphrase of today: the office's key "
                 "lies in it, sealed"));
    for (size_t i = 0; q->also[i]; i++)
        buf_printf(out, _("it opens with the key of %s, too\n"), file_base(q->also[i]));
    if (r->is_inside)
        buf_printf(
            out, "%s\n",
            _("! it lies in the office's own folder and is lost with it: copy it to a stick"));
}

#define AT(member) offsetof(struct backup_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE",
     .need = WORK_NEEDED,
     .help = N_("a new file; a folder or a stick: into it, under a name with the day"),
     .at_desk = N_("a stick, or a folder outside the office's own: the file is named by the day; "
                   "Ctrl-F looks for one"),
     .kind = WORK_FILE,
     .at = AT(file),
     .label = N_("File"),
     .settle = settle},
    {"--also", "KEY.pub", WORK_REPEATED, N_("another office's public key, which opens it too"),
     .kind = WORK_FILE, .at = AT(also), .label = N_("Also for")},
    {0}};

const struct work_op backup_op = {
    .name = "backup",
    .words = "FILE",
    .help = N_("Writes the whole workspace into one file, sealed for the office and signed by it."),
    .field = FIELDS,
    .request = sizeof(struct backup_request),
    .reply = sizeof(struct backup_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .judge = judge,
    .say = say};
