/* Questions on their way in. A reader hands over what it found, piece by piece; here each question
 * of the source ends imported, or rejected with its place and reason, and is counted. Nothing is
 * guessed: four options, one right answer, or a reason. */
#ifndef SATHACH_TOOLS_IMPORT_IMPORTER_H
#define SATHACH_TOOLS_IMPORT_IMPORTER_H

#include "app/core/bank.h"
#include "tools/import/findings.h"

enum { IMPORTER_OPTIONS_MAX = 32, IMPORTER_KINDS_MAX = 32, IMPORTER_KIND_MAX = 48 };

/* What an import changes in texts, counted by question. */
enum importer_change {
    IMPORTER_COMPOSED, /* combining marks composed (NFC) */
    IMPORTER_SOFT,     /* soft hyphens, zero-width characters dropped */
    IMPORTER_BLANKS,   /* no-break, double and outer blanks */
    IMPORTER_LINES,    /* broken lines joined */
    IMPORTER_MARKUP,   /* bold, colour and the like dropped */
    IMPORTER_GUARD,    /* the ' that keeps a spreadsheet from calculating taken off */
    IMPORTER_TAGS,     /* tags and character references of HTML where no format is named, read as
                           Moodle reads them */
    IMPORTER_HIDDEN,   /* text that the source hides from its readers left out */
    IMPORTER_STRUCK,   /* struck-out text left out */
    IMPORTER_DELETED,  /* text deleted by tracked changes left out */
    IMPORTER_ENCODING, /* converted from TCVN3 or VNI */
    IMPORTER_FEEDBACK, /* what is said to an option kept in the question's note */
    IMPORTER_DROPPED,  /* hints, tags and feedback for all answers not kept */
    /* the option that is marked so was taken as the right one, for nothing else says which is; in
     * the order of emphasis.h */
    IMPORTER_BY_BOLD,
    IMPORTER_BY_UNDERLINE,
    IMPORTER_BY_HIGHLIGHT,
    IMPORTER_BY_STAR,
    IMPORTER_BY_COLOUR,
    IMPORTER_CHANGES
};
enum { IMPORTER_LEFT_OUT = 160 /* bytes of words that were left out */ };
/* True where something of the source is not in the question, and may have been meant to be. */
bool importer_is_left_out(enum importer_change c);
/* Words left out, behind those before as far as there is room; is_bare: without quotes yet. */
void importer_join_left_out(char to[IMPORTER_LEFT_OUT], const char *words, bool is_bare);

struct origin; /* origin.h */
struct importer_question {
    struct bank_question text;    /* normalised; owned */
    uint8_t answer;               /* 0–3 */
    char *name, *note, *category; /* owned; name and note may be NULL, category "" when none is
                                     known */
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    struct origin *origin; /* what its file says of where it came from; owned; NULL for none */
};
struct importer_draft;
/* How each question of the source ended; the lines of the report. */
struct importer_outcome {
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    long question;                /* index of the imported one, -1 when it was rejected */
    uint32_t changed;             /* a bit an enum importer_change */
    char *reason;                 /* why it was rejected, translated; owned; NULL when imported */
    char *category;               /* of a rejected one: where it would belong; owned */
    struct importer_draft *draft; /* what was read of a rejected one; owned; NULL when imported */
};
/* A question under way. */
struct importer_draft {
    bool open;
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    char *stem, *name, *note; /* owned */
    char *option[IMPORTER_OPTIONS_MAX];
    bool right[IMPORTER_OPTIONS_MAX];
    size_t options;
    bool changed[IMPORTER_CHANGES];
    char left_out[IMPORTER_LEFT_OUT]; /* words that readers do not see, in quotes */
    struct origin *origin;            /* owned; NULL for none */
    char reason[512];                 /* the first thing wrong; "" while nothing is */
};
struct importer {
    const char *file;                   /* named in findings; not owned */
    struct findings *findings;          /* not owned */
    char *pool;                         /* where questions go whose category is none of the bank's:
                                     --pool; owned; NULL for none */
    char *category;                     /* what the following questions belong to; owned */
    struct importer_question *question; /* imported; owned */
    size_t count, room;
    struct importer_outcome *outcome; /* one a question of the source, in its order; owned */
    size_t outcomes, outcome_room;
    size_t change[IMPORTER_CHANGES]; /* imported questions changed so; what was left out, of
                                        rejected ones, too */
    /* types that are no single choice, as the source names them */
    struct {
        char name[IMPORTER_KIND_MAX];
        size_t count;
    } kind[IMPORTER_KINDS_MAX];
    size_t kinds;
    size_t passed; /* parts of the source that are no questions: comments with a
                                     question in them, rows of headings and titles */
    bool failed;   /* memory ended and an outcome is missing: the import must not be
                                     used */
    struct importer_draft draft;
    /* Told how each question ended; NULL: nobody wants to know. */
    void (*ended)(void *context, const struct importer *in, const struct importer_outcome *o);
    void *context;
};

/* An empty importer; category: of questions for which the source names none, or one that the bank
 * does not know; NULL for none. */
void importer_init(struct importer *in, const char *file, struct findings *f, const char *category);
void importer_free(struct importer *in);
/* Questions rejected. */
size_t importer_rejected(const struct importer *in);

/* The following questions belong to field/grade/pool; "" for unknown. A learning platform's root in
 * front ("$course$/top/") is taken off. */
void importer_category(struct importer *in, const char *category);

/* The reader checks itself: `counted` marks of questions stand in the source by a count of its own,
 * `read` were met in reading it. When they differ something was swallowed, and that is an error of
 * the import. mark: what was counted, translated ("{"). */
void importer_compare(struct importer *in, const char *mark, size_t counted, size_t read);

/* A question begins; one that is open ends first. number may be NULL. */
void importer_begin(struct importer *in, size_t page, size_t line, const char *number);
/* Its pieces: copied. A second stem is joined to the first with a line's end. */
void importer_stem(struct importer *in, const char *text);
void importer_option(struct importer *in, const char *text, bool right);
/* The weight in percent of an option that comes next: what lies between 0 and 100, or below 0, is
 * told, for here an option is right or wrong. */
void importer_weight(struct importer *in, double percent);
/* The option with this index is the right one; out of range: the question is rejected. */
void importer_right(struct importer *in, size_t option);
void importer_name(struct importer *in, const char *text);
/* Citation or feedback; several are joined by "; ". */
void importer_note(struct importer *in, const char *text);
/* Where the file says that the question came from; o is copied. */
void importer_origin(struct importer *in, const struct origin *o);
/* Counts a change of this question's text. */
void importer_changed(struct importer *in, enum importer_change c);
/* Something is wrong with the question: it will be rejected with the first reason given. */
void importer_wrong(struct importer *in, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The question is of a type that is no single choice; counted under that name. */
void importer_skip(struct importer *in, const char *kind);
/* What people call a type that a source names in its own words ("essay"), translated, with that
 * word; the name itself when it is not known. out: room bytes. */
const char *importer_kind(const char *name, char *out, size_t room);
/* Worth telling, but no reason to reject. */
void importer_warn(struct importer *in, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The question is complete: checked, normalised, kept or rejected. Nothing happens when none is
 * open. */
void importer_end(struct importer *in);

#endif
