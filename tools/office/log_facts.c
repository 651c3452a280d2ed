#include "tools/office/log_facts.h"

#include "tools/office/log.h"

#include <stdio.h>
#include <string.h>

/* A value as it may stand behind "key=". */
static void put_value(const char *text, char *out, size_t room)
{
    struct buf b;
    size_t at = 0;
    buf_init(&b, 4096);
    log_escape(text, &b);
    for (const char *p = buf_text(&b); *p && at + 4 < room; p++)
        at += (size_t)snprintf(out + at, room - at, *p == ' ' ? "%%20" : "%c", *p);
    out[at] = '\0';
    buf_free(&b);
}

void log_facts_session(const struct session *s, char out[LOG_FACTS_MAX])
{
    static const uint8_t NONE[CRYPT_HASH];
    char supersedes[2 * CRYPT_HASH + 1] = "-", people[2 * CRYPT_HASH + 1];
    if (memcmp(s->info.supersedes, NONE, CRYPT_HASH) != 0)
        crypt_hex(s->info.supersedes, CRYPT_HASH, supersedes);
    crypt_hex(s->info.people_hash, CRYPT_HASH, people);
    snprintf(out, LOG_FACTS_MAX,
             "issue=%u papers=%u candidates=%u supersedes=%s people=%s lot=%s sheet=%s start=%s",
             s->info.issue, s->papers, s->candidates, supersedes, people,
             s->info.lot[0] ? "yes" : "no", session_sheet_word(s->info.sheet),
             session_start_word(s->info.start));
}

void log_facts_commit(uint32_t issue, uint32_t papers, char out[LOG_FACTS_MAX])
{
    snprintf(out, LOG_FACTS_MAX, "issue=%u papers=%u", issue, papers);
}

void log_facts_people(uint32_t n, const uint8_t follows[CRYPT_HASH], const char *reason,
                      char out[LOG_FACTS_MAX])
{
    char hex[2 * CRYPT_HASH + 1], why[LOG_FACTS_MAX - 100] = "";
    crypt_hex(follows, CRYPT_HASH, hex);
    if (reason)
        put_value(reason, why, sizeof why);
    snprintf(out, LOG_FACTS_MAX, "n=%u follows=%s%s%s", n, hex, reason ? " reason=" : "", why);
}

void log_facts_bank(const struct bank *b, char out[LOG_FACTS_MAX])
{
    char uid[2 * BANK_UID + 1];
    crypt_hex(b->uid, BANK_UID, uid);
    snprintf(out, LOG_FACTS_MAX, "uid=%s", uid);
}

void log_facts_answers(const char *as, const struct submission *m, bool parts,
                       char out[LOG_FACTS_MAX])
{
    static const char *const END[] = {[JOURNAL_OPEN] = "open",
                                      [JOURNAL_ENDED_HANDIN] = "handin",
                                      [JOURNAL_ENDED_TIMEOUT] = "time",
                                      [JOURNAL_ENDED_MISCONDUCT] = "misconduct"};
    char head[2 * CRYPT_HASH + 1], paper[8];
    crypt_hex(m->head, CRYPT_HASH, head);
    session_paper_name(m->paper, paper);
    snprintf(out, LOG_FACTS_MAX, "as=%s paper=%s head=%s events=%zu end=%s%s", as, paper, head,
             submission_events(m), END[m->state.end], parts ? " parts=yes" : "");
}

void log_facts_manifest(const char *as, const struct manifest *m, char out[LOG_FACTS_MAX])
{
    char seat[3 * sizeof m->seat + 1];
    put_value(m->seat, seat, sizeof seat);
    snprintf(out, LOG_FACTS_MAX, "as=%s seat=%s n=%u why=%s entries=%u", as, seat, m->number,
             m->why == MANIFEST_LEFT ? "left" : "copy", m->entries);
}

void log_facts_order(const char *as, const struct order *o, char out[LOG_FACTS_MAX])
{
    snprintf(out, LOG_FACTS_MAX, "as=%s console=%s n=%u", as, o->console, o->number);
}

void log_facts_room(const char *as, const struct roomlog *l, char out[LOG_FACTS_MAX])
{
    snprintf(out, LOG_FACTS_MAX, "as=%s console=%s n=%zu", as, l->console, l->lines);
}

void log_facts_damaged(const char *as, const char *paper, const char *why, char out[LOG_FACTS_MAX])
{
    snprintf(out, LOG_FACTS_MAX, "as=%s paper=%s why=%s", as, paper, why);
}

void log_facts_sheet(const struct sheet_text *t, char out[LOG_FACTS_MAX])
{
    uint64_t asked = 0, of = 0;
    for (size_t i = 0; i < t->marks; i++) {
        asked += t->mark[i].sampled;
        of += t->mark[i].papers;
    }
    snprintf(out, LOG_FACTS_MAX, "rows=%zu asked=%llu of=%llu mark=%llu", t->rows,
             (unsigned long long)asked, (unsigned long long)of,
             (unsigned long long)(t->marks ? t->mark[t->marks - 1].size : 0));
}

void log_facts_decision(const struct decision *d, char out[LOG_FACTS_MAX])
{
    snprintf(out, LOG_FACTS_MAX, "ruling=%s", decision_word(d->ruling));
}
