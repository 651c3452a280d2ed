/* A small exam room in memory: a bank, a session of three candidates and four papers, clocks that
 * the test turns. */
#ifndef SATHACH_TESTS_RIG_H
#define SATHACH_TESTS_RIG_H

#include "app/client/exam.h"
#include "app/core/session_key.h"

enum {
    RIG_BANK = 20 /* questions in the bank */,
    RIG_QUESTIONS = 12 /* on a paper */,
    RIG_CANDIDATES = 3,
    RIG_PAPERS = 4
};
/* Papers: 0 of SBD 001 (30 minutes) · 1 and 2 of SBD 002 · 3 of SBD 003, who belongs to seat
 * M09. */

struct rig {
    unsigned questions; /* on a paper */
    bool has_long_names;
    char dir[64]; /* data folder, made */
    struct buf bank_file, session_file;
    struct bank bank;
    struct session session;
    struct session_office office; /* S, O, K0 */
    struct session_roster roster;
    struct keys_secret *key, *examiner; /* key: the office's */
    char access[RIG_CANDIDATES][CODE_ACCESS + 1];
    char passphrase[CODE_PASSPHRASE + 1], order_passphrase[CODE_PASSPHRASE + 1];
    uint64_t boot_ms;
    int64_t wall_ms;
    struct clock_source clock;
};

void rig_make(struct rig *r);
/* The same with questions of the caller's: fills stem and options (malloc'd) of question n. NULL:
 * "Câu hỏi 7", "phương án 70" … */
void rig_make_with(struct rig *r, void (*question)(unsigned n, struct bank_question *out));
/* The same with so many questions on a paper (1–200), in one part when there is one; with names and
 * titles as long as they come. */
void rig_make_sized(struct rig *r, void (*question)(unsigned n, struct bank_question *out),
                    unsigned questions, bool has_long_names);
void rig_free(struct rig *r);  /* removes the folder too */
void rig_empty(struct rig *r); /* removes what stands in the folder */
void rig_pass(struct rig *r, uint64_t ms);
/* Off for so long, then up for so long before anybody comes. */
void rig_reboot(struct rig *r, uint64_t off_ms, uint64_t up_ms);
/* Key of a candidate's tickets. */
void rig_candidate_key(const struct rig *r, uint32_t candidate, uint8_t key[CRYPT_KEY]);
/* Opens a paper at a seat; fails the test when it does not open. */
struct exam *rig_exam(struct rig *r, uint32_t paper, const char *seat);
enum err_code rig_try_exam(struct rig *r, uint32_t paper, const char *seat, struct exam **out,
                           struct err *e);
/* Voucher n as it is printed. */
void rig_voucher(const struct rig *r, unsigned n, char out[VOUCHER_CODE + 1]);
/* An action on an open paper by voucher n, with its true proof. */
enum err_code rig_intervene(const struct rig *r, struct exam *x, enum room_action action,
                            uint16_t minutes, unsigned n, struct err *e) ERR_MUST_CHECK;
/* All of an exam is on the disk. */
void rig_settle(struct exam *x);

#endif
