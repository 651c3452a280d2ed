/* Goes through a folder and the folders in it, and tells which file is one of ours. */
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/doctor_visit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SNIFF = 96 /* bytes that tell a file of ours */, SQLITE_ID_AT = 68 };

static const struct {
    const char *end;
    enum doctor_kind kind;
    enum package_kind package;
} ENDS[] = {{".attempt", DOCTOR_ATTEMPT, 0},
            {".answers", DOCTOR_ANSWERS, PACKAGE_ANSWERS},
            {".resume", DOCTOR_RESUME, PACKAGE_RESUME},
            {".session", DOCTOR_SESSION, PACKAGE_SESSION},
            {".bank", DOCTOR_BANK, PACKAGE_BANK},
            {".tmp", DOCTOR_TEMP, 0}};
enum { ENDS_COUNT = sizeof ENDS / sizeof ENDS[0] };

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

/* What belongs to an attempt and is read with it, or serves it only. */
static bool is_companion(const char *name)
{
    return strstr(name, ".attempt") &&
           (ends_with(name, "-wal") || ends_with(name, "-journal") || ends_with(name, "-shm") ||
            ends_with(name, ".ballast") || ends_with(name, ".lang"));
}

/* A log whose attempt is gone. */
static bool is_loose(const char *path)
{
    if (!ends_with(path, "-wal") && !ends_with(path, "-journal"))
        return false;
    char *main_file = strndup(path, (size_t)(strrchr(path, '-') - path));
    bool loose = main_file && !file_exists(main_file);
    free(main_file);
    return loose;
}

static bool is_attempt(const uint8_t *bytes, size_t len)
{
    static const char MAGIC[] = "SQLite format 3";
    return len >= SQLITE_ID_AT + 4 && memcmp(bytes, MAGIC, sizeof MAGIC) == 0 &&
           ((uint32_t)bytes[SQLITE_ID_AT] << 24 | (uint32_t)bytes[SQLITE_ID_AT + 1] << 16 |
            (uint32_t)bytes[SQLITE_ID_AT + 2] << 8 | bytes[SQLITE_ID_AT + 3]) ==
               ATTEMPT_APPLICATION_ID;
}

/* Which file of ours stands under a name that does not say so; DOCTOR_KINDS for none. */
static enum doctor_kind sniff(const char *path)
{
    uint8_t bytes[SNIFF];
    enum package_kind kind;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, bytes, sizeof bytes) : -1;
    if (fd >= 0)
        close(fd);
    if (n >= 8 && package_look(bytes, (size_t)n, (size_t)n, &kind) != PACKAGE_ALIEN)
        return DOCTOR_OTHER;
    return n > 0 && is_attempt(bytes, (size_t)n) ? DOCTOR_ATTEMPT : DOCTOR_KINDS;
}

static struct doctor_file *add_file(struct doctor_report *r, const char *path,
                                    enum doctor_kind kind, struct err *e)
{
    struct doctor_file *grown = realloc(r->file, (r->files + 1) * sizeof *grown);
    if (grown)
        r->file = grown;
    char *copy = grown ? strdup(path) : NULL;
    if (!copy) {
        err_memory(e);
        return NULL;
    }
    struct doctor_file *f = &grown[r->files++];
    *f = (struct doctor_file){.path = copy, .kind = kind};
    doctor_take_name(f);
    return f;
}

static enum err_code add_regular(struct doctor_visit *v, const char *path, enum doctor_kind kind,
                                 enum package_kind wanted, struct err *e)
{
    struct doctor_file *f = add_file(v->report, path, kind, e);
    return f ? doctor_examine(v, f, wanted, e) : e->code;
}

static enum err_code add_trouble(struct doctor_visit *v, const char *path, enum doctor_kind kind,
                                 enum doctor_trouble trouble, struct err *e)
{
    struct doctor_file *f = add_file(v->report, path, kind, e);
    if (f)
        f->trouble = trouble;
    return f ? ERR_OK : e->code;
}

static enum err_code read_file(struct doctor_visit *v, const char *path, bool is_regular,
                               struct err *e)
{
    const char *name = file_base(path);
    if (is_companion(name)) {
        if (is_regular && is_loose(path))
            return add_trouble(v, path, DOCTOR_LOG, DOCTOR_LOOSE_LOG, e);
        return is_regular ? ERR_OK : add_trouble(v, path, DOCTOR_LOG, DOCTOR_UNNATURAL, e);
    }
    enum doctor_kind kind = strstr(name, ".attempt.damaged-") ? DOCTOR_ASIDE : DOCTOR_KINDS;
    enum package_kind wanted = (enum package_kind)0;
    for (size_t i = 0; i < ENDS_COUNT; i++) {
        if (kind != DOCTOR_KINDS || !ends_with(name, ENDS[i].end))
            continue;
        kind = ENDS[i].kind;
        wanted = ENDS[i].package;
    }
    if (kind != DOCTOR_KINDS && !is_regular)
        return add_trouble(v, path, kind, DOCTOR_UNNATURAL, e);
    if (kind == DOCTOR_KINDS && is_regular)
        kind = sniff(path);
    if (kind != DOCTOR_KINDS)
        return add_regular(v, path, kind, wanted, e);
    v->report->others++;
    return ERR_OK;
}

/* ---- folders ---- */

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum err_code read_folder(struct doctor_visit *v, const char *path, bool is_top,
                                 struct err *e);

/* Hidden folders are nobody's of ours: wastebaskets of a desktop and the like. */
static bool is_looked_into(const char *name)
{
    return name[0] != '.' && strcmp(name, "lost+found") != 0;
}

static enum err_code read_entry(struct doctor_visit *v, const char *path, const char *name,
                                bool is_top, bool folders, struct err *e)
{
    struct stat st;
    bool is_there = lstat(path, &st) == 0, is_folder = is_there && S_ISDIR(st.st_mode);
    if (is_folder != folders)
        return ERR_OK;
    if (!is_folder)
        return read_file(v, path, is_there && S_ISREG(st.st_mode), e);
    if (!is_top || !is_looked_into(name)) {
        v->report->deeper++;
        return ERR_OK;
    }
    return read_folder(v, path, false, e);
}

/* Files first, then the folders, so that each folder's files stand together. */
static enum err_code read_folder(struct doctor_visit *v, const char *path, bool is_top,
                                 struct err *e)
{
    struct dirent **list;
    int n = scandir(path, &list, NULL, compare_names);
    if (n < 0 && is_top)
        return err_set_errno(e, errno, _("%s: cannot be read"), path);
    if (n < 0)
        return add_trouble(v, path, DOCTOR_FOLDER, DOCTOR_UNREADABLE, e);
    enum err_code rc = ERR_OK;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < n && rc == ERR_OK; i++) {
            const char *name = list[i]->d_name;
            if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
                continue;
            char *child = file_join(path, name);
            rc = child ? read_entry(v, child, name, is_top, pass == 1, e) : err_memory(e);
            free(child);
        }
    }
    for (int i = 0; i < n; i++)
        free(list[i]);
    free(list);
    return rc;
}

enum err_code doctor_look(const char *path, const struct workspace *w, const struct ack *ack,
                          struct doctor_report *out, struct err *e)
{
    struct doctor_visit v = {.workspace = w, .ack = ack, .path = path, .report = out};
    struct stat st;
    *out = (struct doctor_report){0};
    if (lstat(path, &st) != 0)
        return err_set_errno(e, errno, _("%s: cannot be read"), path);
    enum err_code rc = file_is_folder(path) ? read_folder(&v, path, true, e)
                                            : read_file(&v, path, S_ISREG(st.st_mode), e);
    for (size_t i = 0; i < out->files; i++)
        out->findings += out->file[i].trouble != DOCTOR_WELL;
    return rc;
}

void doctor_free(struct doctor_report *r)
{
    for (size_t i = 0; i < r->files; i++) {
        free(r->file[i].path);
        ledger_free(&r->file[i].journal.ledger);
    }
    free(r->file);
    *r = (struct doctor_report){0};
}
