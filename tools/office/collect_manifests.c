/* collect: the seats' manifests, the consoles' orders and room logs, and what manifests name that
 * never came. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/arrivals.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is of no session here is left where it is. */
static enum err_code refuse(struct collect *c, const struct office_session *s, const char *path,
                            const struct err *why, struct err *e)
{
    if (!s) {
        collect_note(c, &c->other, why->code == ERR_OK ? ERR_POLICY : why->code, path,
                     why->code != ERR_OK
                         ? why->text
                         : _("belongs to a session that this workspace does not hold"));
        return ERR_OK;
    }
    collect_note(c, &c->damaged, why->code, path, why->text);
    return collect_keep_for_later(c, path, s, "-", why->code, e);
}

static enum err_code collect_manifest(struct collect *c, const char *path, struct err *e)
{
    struct buf bytes;
    struct manifest m = {0};
    struct err why = {0};
    uint8_t uid[SESSION_UID];
    char name[MANIFEST_NAME], more[LOG_FACTS_MAX];
    buf_init(&bytes, MANIFEST_FILE_MAX);
    enum err_code rc = file_read(path, MANIFEST_FILE_MAX, &bytes, &why);
    if (rc == ERR_OK)
        rc = manifest_peek(bytes.data, bytes.len, uid, &why);
    struct office_session *s = rc == ERR_OK    ? collect_find(c, uid)
                               : bytes.len > 0 ? collect_find_by_name(c, path)
                                               : NULL;
    if (rc == ERR_OK && s)
        rc = manifest_open(bytes.data, bytes.len, &s->session, c->office, s->secret.S, &m, &why);
    if (rc != ERR_OK || !s) {
        rc = refuse(c, s, path, &why, e);
    } else {
        manifest_file_name(&s->session, m.seat, m.mac, name);
        log_facts_manifest(name, &m, more);
        rc = collect_keep(c, s, path, &(struct collect_kept){LOG_MANIFEST, name, more}, &bytes, e);
        c->has_manifest[s - c->opened] = true;
    }
    manifest_free(&m);
    buf_free(&bytes);
    return rc;
}

/* An order names its session in what is signed: the name of the file tells which to try. */
static enum err_code collect_order(struct collect *c, const char *path, struct err *e)
{
    struct buf bytes;
    struct order o;
    struct err why = {0};
    uint8_t hash[CRYPT_HASH];
    char name[ORDER_NAME], more[LOG_FACTS_MAX];
    struct office_session *s = collect_find_by_name(c, path);
    buf_init(&bytes, ORDER_FILE_MAX);
    enum err_code rc = file_read(path, ORDER_FILE_MAX, &bytes, &why);
    if (rc == ERR_OK && s)
        rc = order_open(bytes.data, bytes.len, &s->session, s->session.info.order_pk, &o, &why);
    if (rc != ERR_OK || !s) {
        rc = refuse(c, bytes.len ? s : NULL, path, &why, e);
    } else {
        crypt_hash_file(bytes.data, bytes.len, hash);
        order_name(&s->session, &o, hash, name);
        log_facts_order(name, &o, more);
        rc = collect_keep(c, s, path, &(struct collect_kept){LOG_ORDER, name, more}, &bytes, e);
    }
    buf_free(&bytes);
    return rc;
}

/* Each length of a log is kept; one of the same length that is another keeps a name of its own. */
static void name_log(const struct collect *c, const struct office_session *s,
                     const struct roomlog *l, const struct buf *bytes, char out[ROOMLOG_NAME])
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(bytes->data, bytes->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    roomlog_kept_name(&s->session, l, out);
    const struct log_line *line = c->log ? log_evidence_find(c->log, s->name, LOG_ROOM, out) : NULL;
    if (line && strcmp(line->hash, hex) != 0)
        snprintf(out, ROOMLOG_NAME, "%s.%s.%zu-%.8s.roomlog", s->name, l->console, l->lines, hex);
}

/* A log that is no beginning of a longer one of its console, or a longer one that begins
 * otherwise. */
static enum err_code compare_logs(struct collect *c, const struct office_session *s,
                                  const char *path, const struct roomlog *l, struct err *e)
{
    struct room_files room = {0};
    enum err_code rc =
        room_files_read(&(struct room_source){s->workspace, s->name, &s->session, s->secret.S, 0},
                        c->office, &room, e);
    bool parts = false;
    for (size_t i = 0; rc == ERR_OK && i < room.logs; i++)
        parts |= strcmp(room.log[i].log.console, l->console) == 0 &&
                 !roomlog_is_beginning(&room.log[i].log, l) &&
                 !roomlog_is_beginning(l, &room.log[i].log);
    if (parts)
        collect_note(c, &c->conflict, ERR_CONFLICT, path,
                     _("a room log that parts from another of its console; both are kept"));
    room_files_free(&room);
    return rc;
}

static enum err_code collect_log(struct collect *c, const char *path, struct err *e)
{
    struct buf bytes;
    struct roomlog l = {.lines = 0};
    struct err why = {0};
    char name[ROOMLOG_NAME], more[LOG_FACTS_MAX];
    struct office_session *s = collect_find_by_name(c, path);
    buf_init(&bytes, ROOMLOG_FILE_MAX);
    enum err_code rc = file_read(path, ROOMLOG_FILE_MAX, &bytes, &why);
    if (rc == ERR_OK && s)
        rc = roomlog_open(bytes.data, bytes.len, &s->session, s->session.info.order_pk, &l, &why);
    if (rc != ERR_OK || !s) {
        rc = refuse(c, bytes.len ? s : NULL, path, &why, e);
    } else {
        name_log(c, s, &l, &bytes, name);
        log_facts_room(name, &l, more);
        rc = collect_keep(c, s, path, &(struct collect_kept){LOG_ROOM, name, more}, &bytes, e);
        if (rc == ERR_OK)
            rc = compare_logs(c, s, path, &l, e);
    }
    buf_free(&bytes);
    return rc;
}

static enum err_code collect_room_file(struct collect *c, const struct collect_item *item,
                                       struct err *e)
{
    size_t refused = c->other + c->damaged + c->conflict;
    enum err_code rc = item->kind == COLLECT_MANIFEST ? collect_manifest(c, item->path, e)
                       : item->kind == COLLECT_ORDER  ? collect_order(c, item->path, e)
                                                      : collect_log(c, item->path, e);
    bool is_kept = refused == c->other + c->damaged + c->conflict;
    c->room += is_kept;
    c->files += !is_kept;
    return rc;
}

enum err_code collect_room_files(struct collect *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < c->items; i++)
        if (c->item[i].kind == COLLECT_MANIFEST || c->item[i].kind == COLLECT_ORDER ||
            c->item[i].kind == COLLECT_ROOM)
            rc = collect_room_file(c, &c->item[i], e);
    return rc == ERR_OK && c->log ? log_seal(c->log, c->office, e) : rc;
}

static enum err_code add_seat(struct collect_seats *to, const char *session,
                              const struct used_seats_seat *s, bool is_even, struct err *e)
{
    struct collect_seat *grown = realloc(to->seat, (to->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    to->seat = grown;
    grown += to->count++;
    snprintf(grown->session, sizeof grown->session, "%s", session);
    snprintf(grown->name, sizeof grown->name, "%s", s->name);
    used_seats_tell_build(s, grown->build);
    grown->is_even = is_even;
    return ERR_OK;
}

/* While no seat of a session left one the exam goes on there, and nothing is missed yet. */
static enum err_code look_at_seats(struct collect *c, const struct office_session *s,
                                   const struct room_files *room, const struct collection *journals,
                                   struct err *e)
{
    struct used_seats seats;
    enum err_code rc = used_seats_read(&s->roster, room, journals, &seats, e);
    for (size_t i = 0; rc == ERR_OK && i < seats.count; i++) {
        const struct used_seats_seat *x = &seats.seat[i];
        if (room->manifests && !x->is_again && !x->has_manifest)
            rc = add_seat(&c->silent, s->name, x, false, e);
        if (rc == ERR_OK && x->is_other)
            rc = add_seat(&c->others, s->name, x, seats.is_even, e);
    }
    used_seats_free(&seats);
    return rc;
}

static void tell_missing(struct collect *c, const struct office_session *s,
                         const struct arrivals *a)
{
    for (size_t k = 0; k < a->count; k++) {
        char number[8], text[256];
        session_paper_name(a->missing[k].paper, number);
        snprintf(text, sizeof text,
                 a->missing[k].is_ended
                     ? _("missing: paper %s, handed in at seat %s with %u events, has not arrived")
                     : _("missing: paper %s, begun at seat %s with %u events, has not arrived"),
                 number, a->missing[k].seat, a->missing[k].events);
        collect_note(c, &c->missing, ERR_NO, s->name, text);
    }
}

static enum err_code look_at_session(struct collect *c, const struct office_session *s,
                                     struct err *e)
{
    struct arrivals a;
    struct collection journals = {0};
    struct room_files room = {0};
    enum err_code rc = collection_read(s, c->office, &journals, e);
    if (rc == ERR_OK)
        rc = room_files_read(
            &(struct room_source){s->workspace, s->name, &s->session, s->secret.S, 0}, c->office,
            &room, e);
    if (rc == ERR_OK)
        rc = look_at_seats(c, s, &room, &journals, e);
    if (rc == ERR_OK && (rc = arrivals_check(&room, &journals, &a, e)) == ERR_OK) {
        tell_missing(c, s, &a);
        arrivals_free(&a);
    }
    room_files_free(&room);
    collection_free(&journals);
    return rc;
}

enum err_code collect_missing(struct collect *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < c->sessions; i++)
        if ((c->has_manifest[i] || c->has_come[i]) && !c->is_broken[i])
            rc = look_at_session(c, &c->opened[i], e);
    return rc;
}
