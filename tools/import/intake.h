/* Questions on their way in. A reader hands over what it found, piece by piece; here each question of the source ends imported, or rejected with its
 * place and reason, and is counted. Nothing is guessed: four options, one right answer, or a reason. */
#ifndef SATHACH_TOOLS_IMPORT_INTAKE_H
#define SATHACH_TOOLS_IMPORT_INTAKE_H

#include "app/core/bank.h"
#include "tools/import/findings.h"

enum { INTAKE_OPTIONS_MAX = 32, INTAKE_KINDS_MAX = 32, INTAKE_KIND_MAX = 48 };

/* What an import changes in texts, counted by question. */
enum intake_change {
    INTAKE_COMPOSED,  /* combining marks composed (NFC) */
    INTAKE_SOFT,      /* soft hyphens, zero-width characters dropped */
    INTAKE_BLANKS,    /* no-break, double and outer blanks */
    INTAKE_LINES,     /* broken lines joined */
    INTAKE_MARKUP,    /* bold, colour and the like dropped */
    INTAKE_GUARD,     /* the ' that keeps a spreadsheet from calculating taken off */
    INTAKE_CHANGES
};

struct intake_question {
    struct bank_question text;    /* normalised; owned */
    uint8_t answer;               /* 0–3 */
    char *name, *note, *category; /* owned; name and note may be NULL, category "" when none is known */
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
};
/* How each question of the source ended; the lines of the report. */
struct intake_outcome {
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    long question;                /* index of the imported one, -1 when it was rejected */
    char *reason;                 /* why it was rejected, translated; owned; NULL when imported */
};
/* A question under way. */
struct intake_draft {
    bool open;
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    char *stem, *name, *note;     /* owned */
    char *option[INTAKE_OPTIONS_MAX];
    bool right[INTAKE_OPTIONS_MAX];
    size_t options;
    bool changed[INTAKE_CHANGES];
    char reason[512];             /* the first thing wrong; "" while nothing is */
};
struct intake {
    const char *file;             /* named in findings; not owned */
    struct findings *findings;    /* not owned */
    char *category;               /* what the following questions belong to; owned */
    struct intake_question *question; /* imported; owned */
    size_t count, room;
    struct intake_outcome *outcome;   /* one a question of the source, in its order; owned */
    size_t outcomes, outcome_room;
    size_t change[INTAKE_CHANGES];    /* imported questions changed so */
    struct { char name[INTAKE_KIND_MAX]; size_t count; } kind[INTAKE_KINDS_MAX]; /* types that are no single choice, as the source names them */
    size_t kinds;
    bool failed;                  /* memory ended and an outcome is missing: the import must not be used */
    struct intake_draft draft;
};

/* An empty intake; category: of questions before which the source names none, NULL for none. */
void intake_init(struct intake *in, const char *file, struct findings *f, const char *category);
void intake_free(struct intake *in);
/* Questions rejected. */
size_t intake_rejected(const struct intake *in);

/* The following questions belong to field/grade/pool; "" for unknown. A learning platform's root in front ("$course$/top/") is taken off. */
void intake_category(struct intake *in, const char *category);

/* A question begins; one that is open ends first. number may be NULL. */
void intake_begin(struct intake *in, size_t page, size_t line, const char *number);
/* Its pieces: copied. A second stem is joined to the first with a line's end. */
void intake_stem(struct intake *in, const char *text);
void intake_option(struct intake *in, const char *text, bool right);
/* The option with this index is the right one; out of range: the question is rejected. */
void intake_right(struct intake *in, size_t option);
void intake_name(struct intake *in, const char *text);
/* Citation or feedback; several are joined by "; ". */
void intake_note(struct intake *in, const char *text);
/* Counts a change of this question's text. */
void intake_changed(struct intake *in, enum intake_change c);
/* Something is wrong with the question: it will be rejected with the first reason given. */
void intake_wrong(struct intake *in, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The question is of a type that is no single choice; counted under that name. */
void intake_skip(struct intake *in, const char *kind);
/* Worth telling, but no reason to reject. */
void intake_warn(struct intake *in, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The question is complete: checked, normalised, kept or rejected. Nothing happens when none is open. */
void intake_end(struct intake *in);

#endif
