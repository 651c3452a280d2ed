#include "tools/office/arrivals.h"

#include <stdlib.h>
#include <string.h>

void arrivals_free(struct arrivals *a)
{
    free(a->missing);
    memset(a, 0, sizeof *a);
}

static bool has_arrived(const struct collection *c, const struct manifest_entry *n)
{
    uint8_t head[CRYPT_HASH];
    for (size_t i = 0; i < c->count; i++) {
        if (c->item[i].paper != n->paper || submission_events(&c->item[i]) < n->events)
            continue;
        journal_head(c->item[i].records.data, n->events, head);
        if (memcmp(head, n->head, sizeof head) == 0)
            return true;
    }
    return false;
}

static enum err_code add_missing(struct arrivals *a, const struct manifest *m,
                                 const struct manifest_entry *n, struct err *e)
{
    struct arrival_missing *grown = realloc(a->missing, (a->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    a->missing = grown;
    struct arrival_missing *out = &grown[a->count++];
    *out =
        (struct arrival_missing){.paper = n->paper, .events = n->events, .is_ended = n->is_ended};
    memcpy(out->seat, m->seat, sizeof out->seat);
    return ERR_OK;
}

enum err_code arrivals_check(const struct room_files *room, const struct collection *c,
                             struct arrivals *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    *out = (struct arrivals){.manifests = room->manifests};
    for (size_t i = 0; i < room->manifests; i++) {
        const struct manifest *m = &room->manifest[i].manifest;
        for (uint32_t k = 0; rc == ERR_OK && k < m->entries; k++)
            if (!has_arrived(c, &m->entry[k]))
                rc = add_missing(out, m, &m->entry[k], e);
    }
    if (rc != ERR_OK)
        arrivals_free(out);
    return rc;
}
