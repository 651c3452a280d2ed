#include "tools/work/session_brief.h"

#include "app/core/file.h"
#include "app/core/session.h"
#include "tools/office/office_session.h"
#include "tools/report/caution.h"

#include <stdlib.h>

bool session_brief_read(const struct workspace *w, const char *name, const uint8_t *office_pk,
                        struct session_brief *out)
{
    struct buf bytes;
    struct session s;
    struct err ignored = {0};
    char *path = office_session_path(w, name, "session");
    *out = (struct session_brief){0};
    buf_init(&bytes, PACKAGE_MAX);
    bool is_read = path && file_read(path, PACKAGE_MAX, &bytes, &ignored) == ERR_OK &&
                   session_open(bytes.data, bytes.len, office_pk, &s, &ignored) == ERR_OK;
    if (is_read)
        out->is_training = caution_is_training(&s.info);
    buf_free(&bytes);
    free(path);
    return is_read;
}
