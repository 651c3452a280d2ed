#include "tools/office/simulated_candidate.h"

#include "app/core/i18n.h"

#include <string.h>

/* A journal under way: what a seat keeps in memory while writing. */
struct sheet {
    struct buf records;
    uint8_t key[CRYPT_KEY];
    uint32_t seq;
    uint64_t now_ms;
    struct crypt_stream *dice;
    uint8_t seat_hash[8];
};

static void add(struct sheet *sh, uint16_t type, uint16_t question, uint8_t choice,
                uint16_t minutes, const uint8_t *data)
{
    struct journal_event ev = {.seq = sh->seq++,
                               .type = type,
                               .question = question,
                               .choice = choice,
                               .minutes = minutes,
                               .boot_ms = 1000 + sh->now_ms,
                               .wall_ms = 1767225600000 + (int64_t)sh->now_ms,
                               .used_ms = sh->now_ms,
                               .boot_hash = "virtual"};
    uint8_t raw[JOURNAL_EVENT], mac[JOURNAL_MAC];
    memcpy(ev.seat_hash, sh->seat_hash, sizeof ev.seat_hash);
    if (data)
        memcpy(ev.data, data, sizeof ev.data);
    journal_encode(&ev, raw);
    journal_chain(sh->key, raw, mac);
    buf_add(&sh->records, raw, sizeof raw);
    buf_add(&sh->records, mac, sizeof mac);
}

/* Lets seconds pass, with the ticks a seat would write. */
static void pass_time(struct sheet *sh, unsigned seconds)
{
    for (; seconds > 15; seconds -= 15) {
        sh->now_ms += 15000;
        add(sh, JOURNAL_TICK, JOURNAL_NONE, JOURNAL_NO_CHOICE, 0, NULL);
    }
    sh->now_ms += seconds * 1000;
}

static void answer_all(struct sheet *sh, const struct office_session *s, const struct paper *drawn,
                       unsigned skill)
{
    for (uint16_t q = 0; q < drawn->questions; q++) {
        uint8_t right = s->bank_key.entry[drawn->question[q].entry].answer;
        add(sh, JOURNAL_VIEW, q, JOURNAL_NO_CHOICE, 0, NULL);
        pass_time(sh, 5 + crypt_stream_below(sh->dice, 30));
        if (crypt_stream_below(sh->dice, 100) < 4)
            continue;                               /* left empty */
        if (crypt_stream_below(sh->dice, 100) < 15) /* a first thought, changed below */
            add(sh, JOURNAL_CHOOSE, q, (uint8_t)crypt_stream_below(sh->dice, BANK_OPTIONS), 0,
                NULL);
        bool knows = crypt_stream_below(sh->dice, 100) < skill;
        uint8_t choice =
            knows ? right
                  : (uint8_t)((right + 1 + crypt_stream_below(sh->dice, BANK_OPTIONS - 1)) %
                              BANK_OPTIONS);
        add(sh, JOURNAL_CHOOSE, q, choice, 0, NULL);
        if (crypt_stream_below(sh->dice, 100) < 10)
            add(sh, JOURNAL_MARK, q, JOURNAL_NO_CHOICE, 0, NULL);
    }
}

enum err_code simulated_candidate_answer(const struct office_session *s, uint32_t paper,
                                         unsigned skill, struct crypt_stream *dice, struct buf *out,
                                         char name[ANSWERS_NAME], struct err *e)
{
    struct sheet sh = {.dice = dice};
    struct paper drawn;
    const char *seat = s->roster.paper[paper].seat;
    uint8_t binding[32], head[CRYPT_HASH], key[CRYPT_KEY] = {0};
    buf_init(&sh.records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    crypt_hash(LABEL_SEAT, seat, strlen(seat), head);
    memcpy(sh.seat_hash, head, sizeof sh.seat_hash);
    memcpy(sh.key, s->secret.paper[paper].k0, sizeof sh.key);
    enum err_code rc = office_session_draw(s, paper, &drawn, e);
    if (rc != ERR_OK)
        goto out;
    const struct profile_variant *v = office_session_variant(s, paper);
    journal_binding(s->session.hash, s->session.info.bank_hash, paper, binding);
    add(&sh, JOURNAL_START, JOURNAL_NONE, JOURNAL_NO_CHOICE,
        (uint16_t)(v->minutes + s->roster.paper[paper].extra_minutes), binding);
    answer_all(&sh, s, &drawn, skill);
    add(&sh, JOURNAL_HANDIN, JOURNAL_NONE, JOURNAL_NO_CHOICE, 0, NULL);
    rc = buf_check(&sh.records, "journal", e);
    if (rc != ERR_OK)
        goto out;
    size_t count = sh.records.len / JOURNAL_RECORD;
    resume_key(s->secret.paper[paper].k0, key);
    answers_build(&s->session, paper, true, key, sh.records.data, count, out);
    journal_head(sh.records.data, count, head);
    answers_file_name(&s->session, paper, head, name);
    rc = buf_check(out, _("answers file"), e);
out:
    crypt_wipe(sh.key, sizeof sh.key);
    crypt_wipe(key, sizeof key);
    buf_free(&sh.records);
    return rc;
}
