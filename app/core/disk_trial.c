#include "app/core/disk_trial.h"

#include "app/core/errand.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct trial {
    char *path;
    enum err_code rc;
    struct err e;
};

static void free_trial(void *job)
{
    struct trial *t = job;
    free(t->path);
    free(t);
}

static void try_to_write(void *job)
{
    struct trial *t = job;
    t->rc = file_write(t->path, "x", 1, FILE_REPLACE, &t->e);
    unlink(t->path);
}

/* Of a name of this process alone: many clients of one host share the folder. */
static struct trial *new_trial(const char *dir)
{
    char name[32];
    struct trial *t = calloc(1, sizeof *t);
    snprintf(name, sizeof name, ".selftest.%d", (int)getpid());
    if (t && (t->path = file_join(dir, name)))
        return t;
    free(t);
    return NULL;
}

enum err_code disk_trial(const char *dir, int ms, struct err *e)
{
    static const struct errand_ops OPS = {.run = try_to_write, .free = free_trial};
    struct trial *t = new_trial(dir);
    struct errand *d = t ? errand_start(&OPS, t) : NULL;
    if (!d)
        return err_memory(e);
    errand_wait(d, ms);
    t = errand_end(d);
    if (!t) {
        err_set(e, ERR_BUSY, _("%s: does not answer"), dir);
        if (e)
            e->errnum = ETIMEDOUT;
        return ERR_BUSY;
    }
    enum err_code rc = t->rc;
    if (rc != ERR_OK && e)
        *e = t->e;
    free_trial(t);
    return rc;
}
