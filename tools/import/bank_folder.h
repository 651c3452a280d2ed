/* A bank in clear: bank.ini and its questions, from a folder of GIFT files or from imported
 * sources. Every question of the sources is a row here, also those that stand several times or with
 * two answers, so that the checks can name them. */
#ifndef SATHACH_TOOLS_IMPORT_BANK_FOLDER_H
#define SATHACH_TOOLS_IMPORT_BANK_FOLDER_H

#include "app/core/bank.h"
#include "app/core/buf.h"
#include "tools/import/fields.h"
#include "tools/import/findings.h"
#include "tools/import/importer.h"
#include "tools/import/rejected.h"
#include "tools/table/table.h"

struct bank_row {
    uint32_t question, pool; /* indices into source */
    uint32_t file;           /* index into file[] */
    uint8_t answer;          /* this row's own, 0–3 */
    bool repeated;           /* the same question with the same answer stands in the pool before
                                 it */
    bool conflict;           /* the question stood before with another answer */
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    char *name;            /* owned; may be NULL */
    struct origin *origin; /* where its file says that it came from; owned; NULL for none */
    uint32_t changed;      /* on its way, a bit an enum importer_change */
};
/* A question of the sources that was changed on its way, imported or rejected. */
struct bank_changed {
    uint32_t file;    /* index into file[] */
    uint32_t changed; /* a bit an enum importer_change */
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
};
/* What became of the questions of a file: each ended in one of the three. */
struct bank_tally {
    size_t imported, repeated, rejected;
};
struct bank_folder {
    struct bank_source source; /* distinct questions with the answer they first had; pools without
                                  repeats */
    struct fields fields;      /* names of the bank's fields */
    struct buf ini;            /* bank.ini as it stands */
    char *folder;              /* where its bank.ini lies; owned */
    char **profile;            /* regimes that bank.ini names; owned; NULL for none */
    size_t profiles;
    struct bank_row *row; /* owned */
    size_t rows, row_room;
    size_t kept;     /* the first rows, which the bank had: one that repeats them is not written */
    uint32_t *first; /* by question: its first row; owned */
    char **file;     /* owned */
    struct bank_tally *tally; /* by file; owned */
    size_t files;
    size_t imported, rejected, repeated, conflicts; /* rows, and questions that did not become
                                                       one */
    size_t unplaced; /* of the rejected: whole questions without a pool of the bank */
    size_t passed;   /* parts of the sources that are no questions */
    size_t change[IMPORTER_CHANGES];
    struct bank_changed *changed; /* owned; in the order of the sources */
    size_t changes, change_room;
    struct {
        char name[IMPORTER_KIND_MAX];
        size_t count;
    } kind[IMPORTER_KINDS_MAX];
    size_t kinds;
    struct table *report;        /* one line a question of the sources, when not NULL; not owned */
    struct rejected *rejections; /* gets the rejected ones, when not NULL; not owned */
    void *map;                   /* identities; private */
};

/* Columns of the report. */
void bank_folder_report_init(struct table *t);

/* An empty bank with this bank.ini (len bytes, of the path `name`). ERR_FORMAT when it is
 * malformed. */
enum err_code bank_folder_begin(struct bank_folder *b, const char *ini, size_t len,
                                const char *name, struct err *e) ERR_MUST_CHECK;
/* Appends a bank.ini for a bank of this id with all official fields. */
void bank_folder_default_ini(const char *id, const char *title, const char *edition,
                             struct buf *out);
/* Why the bank cannot have a pool of this name (field/grade/pool), translated; NULL when it can. */
const char *bank_folder_refuses(const struct bank_folder *b, const char *category);
/* True when the pool holds the question of this identity (lower-case hexadecimal). */
bool bank_folder_holds(const struct bank_folder *b, const char *pool, const char *id);
/* Takes all questions of an importer. Those whose category is none of this bank's go to the
 * importer's own pool, which is said once a category with their number;
 * without such a pool they are rejected. */
enum err_code bank_folder_add(struct bank_folder *b, struct importer *in,
                              struct err *e) ERR_MUST_CHECK;
/* The *.gift of a folder, by name. ERR_FORMAT when there is none; a bank of which an import
 * rejected every question has none, and is one by its list of them. */
struct bank_folder_files {
    char **path; /* owned */
    size_t count;
};
enum err_code bank_folder_list(const char *folder, struct bank_folder_files *out,
                               struct err *e) ERR_MUST_CHECK;
void bank_folder_list_free(struct bank_folder_files *l);
/* Reads one GIFT file into it. */
enum err_code bank_folder_add_gift(struct bank_folder *b, const char *path, struct findings *f,
                                   struct err *e) ERR_MUST_CHECK;
/* Reads a folder with bank.ini and *.gift: begin and add. On an error b is empty. */
enum err_code bank_folder_read(const char *path, struct bank_folder *b, struct table *report,
                               struct findings *f, struct err *e) ERR_MUST_CHECK;
void bank_folder_free(struct bank_folder *b);
bool bank_folder_is_gift(const char *name);
/* What else is written into the folder `to` of a bank; the type of check_profiles_copy. */
typedef enum err_code bank_folder_more(const struct bank_folder *b, const char *to, struct err *e);
/* Writes bank.ini and one GIFT file a field as the folder `path`, and what `more` (or NULL) adds,
 * in place of the GIFT files that stand there; other files stay. All at once: it is written beside
 * the folder (".NAME.importing") and the two change places, so that after an error, a full disk or
 * a power cut the old bank stands or the new one. Only a file system that cannot exchange two names
 * gets it file by file. */
enum err_code bank_folder_write(const struct bank_folder *b, const char *path,
                                bank_folder_more *more, struct err *e) ERR_MUST_CHECK;
/* Of all that makes it: bank.ini, the questions, where they stand, how many were rejected. */
enum err_code bank_folder_hash(const struct bank_folder *b, uint8_t out[CRYPT_HASH],
                               struct err *e) ERR_MUST_CHECK;
/* Where a row stands, for findings. */
struct findings_place bank_folder_place(const struct bank_folder *b, const struct bank_row *r);
/* Where it is, as people find it: in the file that it came from (origin.h), else its file and line.
 */
void bank_folder_tell(const struct bank_folder *b, const struct bank_row *r, char *out,
                      size_t room);
/* The row that stands there in a bank's folder, where rows have the order of files and lines; NULL
 * for none. */
const struct bank_row *bank_folder_row(const struct bank_folder *b, const char *file, size_t line);

#endif
