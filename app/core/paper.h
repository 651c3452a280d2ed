/* The draw: which questions stand on a paper, in which order. A pure function of D, session, paper
 * number, public string, profile and bank, so that an audit can do it again. */
#ifndef SATHACH_CORE_PAPER_H
#define SATHACH_CORE_PAPER_H

#include "app/core/session.h"

struct paper {
    uint16_t parts;
    uint16_t part_questions[PROFILE_PARTS_MAX];
    uint16_t questions;
    /* entry: of struct bank_office; draw: of its part's, from which pool it came */
    struct {
        uint32_t entry;
        uint8_t order, draw;
    } question[SESSION_PAPER_QUESTIONS_MAX];
};

/* Seed of paper number `paper` (index): KDF(D, LABEL_DRAW, uid ‖ u32 paper ‖ public string). */
void paper_seed(const uint8_t D[CRYPT_KEY], const uint8_t uid[SESSION_UID], uint32_t paper,
                const char *lot, uint8_t seed[CRYPT_KEY]);

/* What a paper is drawn from. */
struct paper_rules {
    const struct bank_office *bank;
    const struct profile *profile;
    const char *field, *grade;
    bool exempt;
};
/* Draws: parts in the profile's order; each draw takes its count from its pool, without a question
 * that stands on the paper already, by partial Fisher–Yates over the pool; a part's questions are
 * then shuffled together. Options as written unless the profile shuffles and no option speaks of
 * others. ERR_POLICY names the pool, what it holds and what is asked. */
enum err_code paper_draw(const struct paper_rules *rules, const uint8_t seed[CRYPT_KEY],
                         struct paper *out, struct err *e) ERR_MUST_CHECK;

/* The option as written (0–3) that stands at a place (0–3) under an order byte, and back. */
unsigned paper_option_at(uint8_t order, unsigned place);
unsigned paper_place_of(uint8_t order, unsigned option);

#endif
