/* collect: files kept as they came, under a name of their own, each with its line. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/log_evidence.h"

#include <stdlib.h>
#include <string.h>

static bool is_same(const char *path, const struct buf *bytes)
{
    struct buf there;
    struct err ignored = {0};
    buf_init(&there, bytes->len);
    bool same = file_read(path, bytes->len, &there, &ignored) == ERR_OK &&
                there.len == bytes->len && memcmp(there.data, bytes->data, there.len) == 0;
    buf_free(&there);
    return same;
}

enum err_code collect_store(struct collect *c, const char *path, const char *from,
                            const struct buf *bytes, bool *is_new, struct err *e)
{
    *is_new = !file_exists(path);
    enum err_code rc = ERR_OK;
    if (!*is_new && is_same(path, bytes))
        return ERR_OK;
    if (!*is_new) {
        collect_tell(
            c, from,
            _("healed: what stood in its place was not what came before, and was set aside"));
        rc = file_set_aside(path, NULL, NULL, e);
    }
    return rc == ERR_OK ? file_write(path, bytes->data, bytes->len, FILE_NEW, e) : rc;
}

enum err_code collect_keep(struct collect *c, struct office_session *s, const char *from,
                           const struct collect_kept *kept, const struct buf *bytes, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    bool is_new = false;
    char *folder = workspace_path(c->workspace, "inbox/%s", s->name),
         *path = folder ? file_join(folder, kept->name) : NULL;
    enum err_code rc = path ? file_make_folder(folder, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = collect_store(c, path, from, bytes, &is_new, e);
    free(folder);
    free(path);
    c->has_come[s - c->opened] = true;
    if (rc != ERR_OK || !c->log || log_evidence_find(c->log, s->name, kept->kind, kept->name))
        return rc;
    crypt_hash_file(bytes->data, bytes->len, hash);
    return log_add(c->log,
                   &(struct log_entry){kept->kind, s->name, file_base(from), hash, kept->more}, e);
}
