#include "tools/work/session_brief.h"

#include "app/core/file.h"
#include "app/core/session.h"
#include "tools/office/office_session.h"
#include "tools/report/caution.h"

#include <stdlib.h>

bool session_brief_is_training(const struct workspace *w, const char *name,
                               const uint8_t *office_pk)
{
    struct buf bytes;
    struct session s;
    struct err ignored = {0};
    char *path = office_session_path(w, name, "session");
    buf_init(&bytes, PACKAGE_MAX);
    bool is = path && file_read(path, PACKAGE_MAX, &bytes, &ignored) == ERR_OK &&
              session_open(bytes.data, bytes.len, office_pk, &s, &ignored) == ERR_OK &&
              caution_is_training(&s.info);
    buf_free(&bytes);
    free(path);
    return is;
}
