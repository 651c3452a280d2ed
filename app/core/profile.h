/* A profile: the rules of one regime as data. Read from INI by the office, copied into the session,
 * read there by the seat. */
#ifndef SATHACH_CORE_PROFILE_H
#define SATHACH_CORE_PROFILE_H

#include "app/core/buf.h"

enum { PROFILE_PARTS_MAX = 8, PROFILE_DRAWS_MAX = 8, PROFILE_NAME_MAX = 160, PROFILE_ID_MAX = 40 };

struct profile_draw {
    char pool[PROFILE_NAME_MAX];     /* pattern, {field} and {grade} are filled in */
    char fallback[PROFILE_NAME_MAX]; /* taken when the bank has no such pool; "" for none */
    uint16_t count;
};
struct profile_part {
    char id[PROFILE_ID_MAX];
    char title_vi[PROFILE_NAME_MAX], title_en[PROFILE_NAME_MAX];
    uint16_t points; /* for each right answer */
    uint16_t pass;   /* points needed in this part; 0 for none */
    uint16_t draws;  /* in use of draw[] */
    struct profile_draw draw[PROFILE_DRAWS_MAX];
};
struct profile_variant {
    uint16_t minutes;
    uint16_t pass;  /* points needed in all */
    uint16_t parts; /* in use of part[]; 0: the profile has no such variant */
    struct profile_part part[PROFILE_PARTS_MAX];
};
struct profile {
    char id[PROFILE_ID_MAX];
    char title_vi[PROFILE_NAME_MAX], title_en[PROFILE_NAME_MAX];
    bool shuffle_options;
    struct profile_variant standard, exempt;
};

/* Questions in a part; in a variant. */
unsigned profile_part_questions(const struct profile_part *p);
unsigned profile_variant_questions(const struct profile_variant *v);
/* The variant for a candidate; NULL when exempt is asked and the profile has none. */
const struct profile_variant *profile_variant_for(const struct profile *p, bool exempt);
/* Fills {field} and {grade} into a pattern; false when it does not fit out. */
bool profile_pool_name(const char *pattern, const char *field, const char *grade, char *out,
                       size_t room);
/* Limits: 1–600 minutes, 1–400 questions, each draw >= 1, passes not above the points to be had. */
enum err_code profile_check(const struct profile *p, struct err *e) ERR_MUST_CHECK;
/* The copy that stands in a session. */
void profile_encode(const struct profile *p, struct buf *out);
enum err_code profile_decode(const uint8_t *data, size_t len, struct profile *out,
                             struct err *e) ERR_MUST_CHECK;

/* Result of one paper: right answers by part in, points and verdict out. counted: by part, of how
 * many questions the right ones are; where the council took questions out, it is less than the part
 * has, and the others carry the part's points: right × points × questions ÷ counted, rounded half
 * up; a part with nothing left to count is given whole. */
struct profile_score {
    unsigned part_points[PROFILE_PARTS_MAX];
    unsigned total;
    bool passed;
};
void profile_score(const struct profile_variant *v, const unsigned right[PROFILE_PARTS_MAX],
                   const unsigned counted[PROFILE_PARTS_MAX], struct profile_score *out);

#endif
