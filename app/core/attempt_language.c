#include "app/core/attempt_language.h"

#include "app/core/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES = ATTEMPT_LANGUAGE /* "vi\n" */ };

static char *path_of(const char *attempt_path)
{
    static const char END[] = ".lang";
    size_t room = strlen(attempt_path) + sizeof END;
    char *path = malloc(room);
    if (path)
        snprintf(path, room, "%s%s", attempt_path, END);
    return path;
}

bool attempt_language_read(const char *attempt_path, char out[ATTEMPT_LANGUAGE])
{
    struct buf b;
    struct err ignored;
    char *path = path_of(attempt_path);
    buf_init(&b, FILE_BYTES);
    bool is_known = path && file_read(path, FILE_BYTES, &b, &ignored) == ERR_OK &&
                    b.len == FILE_BYTES &&
                    (memcmp(b.data, "vi\n", b.len) == 0 || memcmp(b.data, "en\n", b.len) == 0);
    snprintf(out, ATTEMPT_LANGUAGE, "%.2s", is_known ? (const char *)b.data : "");
    buf_free(&b);
    free(path);
    return is_known;
}

bool attempt_language_write(const char *attempt_path, const char language[ATTEMPT_LANGUAGE])
{
    char bytes[FILE_BYTES + 1];
    struct err ignored;
    char *path = path_of(attempt_path);
    snprintf(bytes, sizeof bytes, "%s\n", language);
    bool is_kept = path && file_write(path, bytes, strlen(bytes), FILE_REPLACE, &ignored) == ERR_OK;
    free(path);
    return is_kept;
}

void attempt_language_remove(const char *attempt_path)
{
    char *path = path_of(attempt_path);
    if (path)
        unlink(path);
    free(path);
}
