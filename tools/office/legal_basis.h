/* The legal bases that a document names ("căn cứ"), as data: groups [basis 1], [basis 2] … of an
 * INI file, in the order they are printed in. Those of a regime come with the program
 * (questionbanks/councils/ID.ini, by the profile's id), those of the office stand in office.ini. */
#ifndef SATHACH_TOOLS_OFFICE_LEGAL_BASIS_H
#define SATHACH_TOOLS_OFFICE_LEGAL_BASIS_H

#include "tools/table/ini.h"

#include <stdint.h>

enum { LEGAL_BASES_MAX = 20 };
#define LEGAL_BASIS_KEYS "kind number date issuer title"

/* Owned, never NULL. A law has neither number nor issuer: its kind is its name, "Luật Xây dựng"
 * (Decree 30/2020/ND-CP, Appendix I, part I, II.6.a). */
struct legal_basis {
    char *kind;   /* "Nghị định" */
    char *number; /* "175/2024/NĐ-CP" */
    char *issuer; /* "Chính phủ" */
    char *title;  /* "quy định chi tiết một số điều …" */
    int64_t day;  /* it was issued on: seconds since 1970, the local day's beginning */
};
struct legal_bases {
    struct legal_basis basis[LEGAL_BASES_MAX];
    size_t count;
};

/* Adds those of a file that was read, called `file` in messages. ERR_FORMAT: kind or date is
 * missing, the date is none, a number without an issuer. ERR_LIMIT: too many. What was added stays
 * in any case: free with legal_bases_free. */
enum err_code legal_bases_take(const struct ini *ini, const char *file, struct legal_bases *out,
                               struct err *e) ERR_MUST_CHECK;
/* The same of a file that holds nothing else. */
enum err_code legal_bases_read(const char *path, struct legal_bases *out,
                               struct err *e) ERR_MUST_CHECK;
void legal_bases_free(struct legal_bases *b);

#endif
