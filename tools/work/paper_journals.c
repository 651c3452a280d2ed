/* The journals that came of one paper, side by side: where, when, how far, and what the signed
 * sheet says of each. */
#include "tools/office/room_files.h"
#include "tools/office/sheet.h"
#include "tools/work/paper_view.h"

#include <stdio.h>
#include <string.h>

bool paper_view_event(const struct submission *m, size_t i, struct journal_event *out)
{
    struct err ignored = {0};
    return journal_decode(m->records.data + i * JOURNAL_RECORD, out, &ignored) == ERR_OK;
}

uint8_t paper_view_place(const struct paper *drawn, unsigned q, uint8_t choice)
{
    return choice < BANK_OPTIONS ? (uint8_t)paper_place_of(drawn->question[q].order, choice)
                                 : PAPER_VIEW_NONE;
}

/* A journal has only a seat's hash: a manifest or the roster may have the name. */
static void name_seat(const struct office_session *s, const uint8_t hash[ROOM_SEAT_HASH],
                      char out[PAPER_VIEW_SEAT])
{
    uint8_t its[ROOM_SEAT_HASH];
    out[0] = '\0';
    for (size_t i = 0; s->room && i < s->room->manifests; i++)
        if (memcmp(s->room->manifest[i].seat_hash, hash, sizeof its) == 0) {
            snprintf(out, PAPER_VIEW_SEAT, "%s", s->room->manifest[i].manifest.seat);
            return;
        }
    for (size_t p = 0; p < s->roster.papers; p++) {
        const char *seat = s->roster.paper[p].seat;
        room_seat_hash(seat, its);
        if (seat[0] && memcmp(its, hash, sizeof its) == 0) {
            snprintf(out, PAPER_VIEW_SEAT, "%s", seat);
            return;
        }
    }
}

static enum paper_view_sheet ask_sheet(const struct paper_view_reply *r, const struct submission *m)
{
    char receipt[CODE_RECEIPT + 1];
    if (!r->grading.opened.sheet || !sheet_row(r->grading.opened.sheet, r->paper))
        return PAPER_VIEW_NOT_TYPED;
    code_receipt(m->head, receipt);
    return sheet_contradicts(r->grading.opened.sheet, r->paper, receipt) ? PAPER_VIEW_OTHERWISE
                                                                         : PAPER_VIEW_ITS_RECEIPT;
}

static void take_times(struct paper_view_journal *j)
{
    struct journal_event ev;
    size_t n = j->submission->state.count;
    if (n && paper_view_event(j->submission, 0, &ev))
        j->first_ms = ev.wall_ms;
    if (n && paper_view_event(j->submission, n - 1, &ev))
        j->last_ms = ev.wall_ms;
}

static void take_facts(const struct paper_view_reply *r, struct paper_view_journal *j)
{
    const struct submission *m = j->submission, *first = r->journal[0].submission;
    name_seat(&r->grading.opened, m->state.seat_hash, j->seat);
    take_times(j);
    j->shared = journal_shared(m->records.data, submission_events(m), first->records.data,
                               submission_events(first));
    for (unsigned q = 0; q < m->state.questions; q++)
        j->answered += m->state.choice[q] != JOURNAL_NO_CHOICE;
    for (unsigned code = 0; code < JOURNAL_CODES; code++)
        j->codes += (unsigned)(m->state.codes_used[code / 64] >> code % 64 & 1);
    j->sheet = ask_sheet(r, m);
}

static enum paper_view_place place_of(const struct collection_choice *choice,
                                      const struct submission *m)
{
    const struct submission *chosen = choice->chosen;
    if (choice->verdict == COLLECTION_FORK)
        return PAPER_VIEW_PARTS;
    if (m == chosen)
        return PAPER_VIEW_COUNTS;
    if (m == choice->superseded)
        return PAPER_VIEW_TAIL;
    return journal_compare(m->records.data, submission_events(m), chosen->records.data,
                           submission_events(chosen)) == JOURNAL_FORK
               ? PAPER_VIEW_PARTS
               : PAPER_VIEW_BEGINNING;
}

void paper_view_take_journals(struct paper_view_reply *r, const struct paper *drawn)
{
    const struct collection_choice choice = grading_choose(&r->grading, r->paper);
    const struct submission *chosen = choice.chosen;
    r->is_forked = choice.verdict == COLLECTION_FORK;
    for (const struct submission *m = NULL;
         r->journals < PAPER_VIEW_JOURNALS &&
         (m = collection_next(&r->grading.collection, r->paper, m));) {
        struct paper_view_journal *j = &r->journal[r->journals++];
        *j = (struct paper_view_journal){.submission = m,
                                         .is_chosen = m == chosen,
                                         .place = place_of(&choice, m),
                                         .tail = choice.superseded_events};
        for (unsigned q = 0; q < drawn->questions; q++)
            j->choice[q] = paper_view_place(drawn, q, m->state.choice[q]);
        take_facts(r, j);
    }
}
