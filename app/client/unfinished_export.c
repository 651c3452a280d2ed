#include "app/client/unfinished_export.h"

#include "app/core/answers.h"
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

static bool has_end(const struct buf *records)
{
    struct journal_event ev;
    struct err ignored;
    size_t count = records->len / JOURNAL_RECORD;
    return count &&
           journal_decode(records->data + (count - 1) * JOURNAL_RECORD, &ev, &ignored) == ERR_OK &&
           ev.type >= JOURNAL_HANDIN && ev.type <= JOURNAL_MISCONDUCT;
}

enum err_code unfinished_export_write(const struct session *s, uint32_t paper,
                                      const struct buf *records, const char *dir, struct err *e)
{
    struct buf bytes;
    uint8_t head[CRYPT_HASH];
    char name[ANSWERS_NAME];
    size_t count = records->len / JOURNAL_RECORD;
    buf_init(&bytes, PACKAGE_MAX);
    journal_head(records->data, count, head);
    answers_file_name(s, paper, head, name);
    answers_build(s, paper, false, NULL, records->data, count, &bytes);
    char *path = file_join(dir, name);
    enum err_code rc = path ? buf_check(&bytes, name, e) : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = file_write(path, bytes.data, bytes.len, FILE_NEW, e);
    free(path);
    buf_free(&bytes);
    return rc;
}

static enum err_code export_paper(const struct session *s, uint32_t paper, const char *path,
                                  const char *dir, struct manifest *m, struct err *e)
{
    struct buf records;
    buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    enum err_code rc = attempt_load(path, &records, e);
    if (rc != ERR_OK || records.len == 0)
        goto out;
    struct manifest_entry *n = &m->entry[m->entries++];
    *n = (struct manifest_entry){.paper = paper,
                                 .events = (uint32_t)(records.len / JOURNAL_RECORD),
                                 .is_ended = has_end(&records)};
    journal_head(records.data, n->events, n->head);
    if (!n->is_ended)
        rc = unfinished_export_write(s, paper, &records, dir, e);
out:
    buf_free(&records);
    return rc;
}

enum err_code unfinished_export(const struct session *s, const char *dir, struct manifest *m,
                                struct err *e)
{
    enum err_code rc = ERR_OK;
    m->entry = calloc(s->papers + 1u, sizeof *m->entry);
    if (!m->entry)
        return err_memory(e);
    for (uint32_t paper = 0; paper < s->papers && m->entries < MANIFEST_ENTRIES_MAX; paper++) {
        struct err why = {0};
        char *path = attempt_path(dir, s, paper);
        /* one that another client of this host still writes is left to that client */
        if (path && file_exists(path) && export_paper(s, paper, path, dir, m, &why) != ERR_OK &&
            why.code != ERR_BUSY) {
            *e = why;
            rc = why.code;
        }
        free(path);
    }
    return rc;
}
