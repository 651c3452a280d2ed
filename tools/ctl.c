#include "tools/ctl.h"

#include "app/core/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *ctl_pass_file(const struct ctl *ctl, const char *role)
{
    for (size_t i = 0; i < ctl->passes; i++)
        if (strcmp(ctl->pass[i].role, role) == 0)
            return ctl->pass[i].path;
    return NULL;
}

bool ctl_share(const char *name, char *out, size_t room)
{
    static const char *const PLACES[] = {"/../", "/../share/sathach/"};
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    char *slash = n > 0 ? memrchr(exe, '/', (size_t)n) : NULL;
    for (size_t i = 0; slash && i < 2; i++)
        if (snprintf(out, room, "%.*s%s%s", (int)(slash - exe), exe, PLACES[i], name) < (int)room && access(out, R_OK) == 0)
            return true;
    return false;
}

void ctl_answer_begin(struct ctl_answer *a)
{
    buf_init(&a->bytes, CTL_ANSWER_MAX);
    json_init(&a->json, &a->bytes);
}

enum err_code ctl_answer_end(struct ctl_answer *a, struct err *e)
{
    enum err_code rc = json_finish(&a->json, e);
    if (rc == ERR_OK)
        fwrite(a->bytes.data, 1, a->bytes.len, stdout);
    buf_free(&a->bytes);
    return rc;
}

enum table_lang ctl_table_lang(void)
{
    const char *lang = getenv("LANGUAGE");
    return lang && strncmp(lang, "en", 2) == 0 ? TABLE_EN : TABLE_VI;
}

void ctl_progress(const char *what, size_t done, size_t all, uint64_t started_ms)
{
    struct clock_source clock = clock_system();
    if (!isatty(STDERR_FILENO) || all == 0 || (done < all && clock_boot_ms(&clock) - started_ms < 500))
        return;
    fprintf(stderr, "\r%s %zu/%zu%s", what, done, all, done == all ? "\n" : "");
}
