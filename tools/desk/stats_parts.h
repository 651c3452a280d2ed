/* What the files of the statistics (stats.h) share. */
#ifndef SATHACH_TOOLS_DESK_STATS_PARTS_H
#define SATHACH_TOOLS_DESK_STATS_PARTS_H

#include "app/tui/table.h"
#include "tools/desk/stats.h"
#include "tools/work/stats.h"

enum stats_mode { STATS_SESSIONS = 1, STATS_QUESTIONS = 2 };
enum stats_sort { STATS_BY_FLAGS, STATS_BY_FACILITY, STATS_BY_POOL, STATS_SORTS };

struct stats_look {
    struct screen screen;
    enum stats_mode mode;
    struct work_choices sessions;
    bool *is_marked; /* a session each; owned */
    struct tui_table choice, table;
    char **word; /* of the request: names of sessions; owned, the texts are those of `sessions` */
    struct stats_request request;
    struct stats_reply *reply; /* owned; NULL: nothing was counted */
    size_t *order;             /* questions in the order shown; owned */
    enum stats_sort sort;
};

/* Of the question at row i, and its text; a stem of NULL: not in this edition of the bank. */
const struct analysis_question *stats_question(const struct stats_look *s, size_t i);
const struct bank_question *stats_text(const struct stats_look *s, size_t i);
bool stats_speaks(const struct analysis_question *q);
struct tui_rows stats_session_rows(struct stats_look *s);
struct tui_rows stats_question_rows(struct stats_look *s);
/* Sorts the questions anew; the cursor stays on its own. */
void stats_order(struct stats_look *s);
void stats_draw(struct screen *s, struct canvas *v, int row, int end);
void stats_tell(struct screen *s, struct buf *out);

/* ---- stats_words.c ---- */

/* "0.18" with the language's own sign; "–" where nothing can be said. */
void stats_decimal(double v, bool is_defined, int digits, char *out, size_t room);
/* 'x' where the key or the question itself is in doubt, '!' for what should be looked at, ' '. */
char stats_mark(const struct analysis_question *q);
/* What its flags say, in sentences. */
void stats_describe(const struct analysis_question *q, struct buf *out);
/* All that is known of the question at row i. */
void stats_write_question(const struct stats_look *s, size_t i, struct buf *out);
void stats_write_pairs(const struct analysis *a, struct buf *out);
/* Each test: its figures and how its scores lie, with bars. */
void stats_write_tests(const struct analysis *a, struct buf *out);

#endif
