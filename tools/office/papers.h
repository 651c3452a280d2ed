/* What stands on the office's papers besides the session: its names, who signs and how, who gets
 * them, from [office] and [paper KIND] of office.ini. Decree 30/2020/ND-CP, Appendix I, part I
 * holds for all of it; its points are named where they are asked for. */
#ifndef SATHACH_TOOLS_OFFICE_PAPERS_H
#define SATHACH_TOOLS_OFFICE_PAPERS_H

#include "app/core/buf.h"
#include "tools/table/ini.h"

/* X(id, [paper KIND], what stands before the hyphen of its symbol; "" for a letter, whose symbol is
 * the office's name and the unit that drew it up) */
#define PAPERS_TABLE(X) \
    X(PAPERS_NOTICE, "notice", "TB") \
    X(PAPERS_DECISION, "decision", "QĐ") \
    X(PAPERS_MINUTES, "minutes", "BB") \
    X(PAPERS_ANSWER, "answer", "") \
    X(PAPERS_CORRECTION, "correction", "") \
    X(PAPERS_POSTPONE, "postpone", "") \
    X(PAPERS_DELETION, "deletion", "BB")
#define PAPERS_ID(id, word, type) id,
enum papers_kind { PAPERS_TABLE(PAPERS_ID) PAPERS_KINDS };

enum {
    PAPERS_SIGN_MAX = 3,
    PAPERS_SYMBOL_MAX = 64,
    PAPERS_COME_MINUTES = 15, /* where office.ini does not say it */
    PAPERS_COME_MAX = 120
};

/* Owned; NULL where office.ini says nothing. */
struct papers_form {
    char *symbol;     /* "TB-SXD" */
    char *unit;       /* that draws it up: "QLXD" */
    char *sign;       /* "KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC": a line each */
    char *signer;     /* the name under it */
    char *post;       /* another post of the signer, above the name */
    char *recipients; /* "Nơi nhận": one a line, semicolons between */
};
struct papers_texts {
    /* [office]; owned, never NULL */
    char *name;            /* "Sở Xây dựng": heads have it in capitals */
    char *full_name;       /* of running text: "Sở Xây dựng tỉnh Gia Lai" */
    char *parent;          /* "UBND tỉnh Gia Lai" */
    char *place;           /* "Gia Lai" */
    char *font;            /* the family of type */
    unsigned come_minutes; /* before the room opens, of the access slips */
    char **whole; /* the place as papers write it, which no line's end breaks; NULL at the end */
    bool is_full_name_made; /* from the name: office.ini does not say it */
    bool has_old_keys;      /* number= or recipients= in [office], which are read no more */
    struct papers_form form[PAPERS_KINDS];
};

/* The groups for ini_read: [office] and "[paper *]". */
#define PAPERS_OFFICE_KEYS \
    "name full_name parent place font come_minutes signer_title signer number recipients"
#define PAPERS_FORM_KEYS "symbol unit sign signer post recipients"

/* Reads both; minutes that name no unit have the notice's. file in messages. ERR_FORMAT for a
 * [paper] of no kind. Free in any case. */
enum err_code papers_read(const struct ini *ini, const char *file, struct papers_texts *out,
                          struct err *e) ERR_MUST_CHECK;
void papers_free(struct papers_texts *p);

const char *papers_word(enum papers_kind kind);
/* "TB-SXD": as office.ini says it, else of the kind and the first letters of the office's name. */
void papers_symbol(const struct papers_texts *p, enum papers_kind kind,
                   char out[PAPERS_SYMBOL_MAX]);
/* Who signs as what: as office.ini says it, else GIÁM ĐỐC. */
const char *papers_sign(const struct papers_form *f);
/* Who gets it, semicolons between; as office.ini says it, else the usual ones. To be freed; NULL
 * when memory ends. */
char *papers_recipients(const struct papers_texts *p, enum papers_kind kind);
/* What stands on paper where [group] says nothing under a key: symbol, recipients, unit of a paper.
 * To be freed; NULL: nothing does, or memory ends. */
char *papers_usual(const struct papers_texts *p, const char *group, const char *key);
/* What the signature and the recipients of a kind must be (points 7 and 9): ERR_USAGE quotes the
 * rule that is broken. */
enum err_code papers_check(const struct papers_texts *p, enum papers_kind kind,
                           struct err *e) ERR_MUST_CHECK;
/* True when what [group] of office.ini says under a key is printed on documents as it stands there,
 * so that an empty one is a gap on paper; group: "office", "paper notice". Who signs is no such
 * thing of minutes, which those sign who were there. papers_warn reads the same table. */
bool papers_is_wanted(const char *group, const char *key);
/* What speaks against a text under a key of [group], in the user's language; NULL: nothing does.
 * papers_warn says it, too. */
const char *papers_doubt(const char *group, const char *key, const char *text);
/* What a paper prints of office.ini. */
enum {
    PAPERS_FULL_NAME = 1,
    PAPERS_PLACE = 2,
    PAPERS_SIGNER = 4, /* who signs and as what, from [paper KIND] */
    PAPERS_PARENT = 8, /* and the office's name below it */
    PAPERS_ALL = 15,
    PAPERS_COME = 16, /* how long before the room opens candidates come */
    PAPERS_FORM = 32, /* its symbol and who gets it */
    PAPERS_FONT = 64  /* the type, of every paper; the usual one is not told */
};
#define PAPERS_FONT_USUAL "Liberation Serif"
/* Appends what of it is missing, or stands there as it should not, in the user's language, a line
 * each, called as the settings call it; kind: whose signature. */
void papers_warn_of(const struct papers_texts *p, enum papers_kind kind, unsigned prints,
                    struct buf *out);
/* Appends all that it prints of it as it prints it, "key=value" a line each: what reads the same is
 * the same on paper. Layout: FORMATS.md, "The office's log". */
void papers_tell_printed(const struct papers_texts *p, enum papers_kind kind, unsigned prints,
                         struct buf *out);
/* Which of it a key of [office], or of the paper's own group, is: PAPERS_…; 0: none. */
unsigned papers_part_of(const char *key);
/* How many such lines the notice has, which prints all of it. */
size_t papers_count_lacks(const struct papers_texts *p);
/* Appends what should be looked at before a document of a kind is printed, likewise. */
void papers_warn(const struct papers_texts *p, enum papers_kind kind, struct buf *out);

#endif
