#include "tools/office/presence.h"

#include "tools/office/log.h"
#include "tools/office/room_files.h"
#include "tools/office/sheet.h"

#include <stdlib.h>
#include <string.h>

/* The paper that a line names; false when it names none of the session. */
static bool paper_of(const struct office_session *s, const struct log_line *line, uint32_t *out)
{
    char paper[8];
    return log_more(line, "paper", paper, sizeof paper) && session_paper_index(paper, out) &&
           *out < s->roster.papers;
}

static void note_claims(struct office_session *s)
{
    const struct log *l = s->workspace->log;
    uint32_t paper;
    for (size_t i = 0; l && i < l->lines && (!s->horizon || i < s->horizon); i++)
        if (l->line[i].kind == LOG_DAMAGED && strcmp(l->line[i].session, s->name) == 0 &&
            paper_of(s, &l->line[i], &paper))
            s->presence[paper] = PRESENCE_CLAIMED;
}

static enum err_code note_manifests(struct office_session *s, const struct keys_secret *office,
                                    struct err *e)
{
    if (s->room)
        room_files_free(s->room);
    free(s->room);
    s->room = calloc(1, sizeof *s->room);
    enum err_code rc =
        s->room ? room_files_read(&(struct room_source){s->workspace, s->name, &s->session,
                                                        s->secret.S, s->horizon},
                                  office, s->room, e)
                : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < s->room->manifests; i++) {
        const struct manifest *m = &s->room->manifest[i].manifest;
        for (uint32_t k = 0; k < m->entries; k++)
            if (m->entry[k].paper < s->roster.papers)
                s->presence[m->entry[k].paper] = PRESENCE_NAMED;
    }
    return rc;
}

static enum err_code note_sheet(struct office_session *s, const struct keys_secret *office,
                                struct err *e)
{
    if (s->sheet)
        sheet_free(s->sheet);
    free(s->sheet);
    s->sheet = calloc(1, sizeof *s->sheet);
    enum err_code rc = s->sheet ? sheet_read(s->workspace, &office->pub, s->name, &s->session,
                                             s->horizon, s->sheet, e)
                                : err_memory(e);
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++)
        if (sheet_says_present(s->sheet, p))
            s->presence[p] = PRESENCE_NAMED;
    return rc;
}

enum err_code presence_read(struct office_session *s, const struct keys_secret *office,
                            struct err *e)
{
    free(s->presence);
    s->presence = calloc(s->roster.papers + 1, sizeof *s->presence);
    if (!s->presence)
        return err_memory(e);
    note_claims(s);
    enum err_code rc = note_manifests(s, office, e);
    return rc == ERR_OK ? note_sheet(s, office, e) : rc;
}

bool presence_is_lost(const struct office_session *s, const struct decisions *ds, uint32_t paper)
{
    const struct log *l = s->workspace ? s->workspace->log : NULL;
    uint32_t named;
    for (size_t i = 0; l && i < ds->count; i++) {
        uint64_t line = ds->item[i].line;
        if (ds->item[i].ruling == DECISION_LOST && !ds->item[i].is_undone && line > 0 &&
            line <= l->lines && paper_of(s, &l->line[line - 1], &named) && named == paper)
            return true;
    }
    return false;
}
