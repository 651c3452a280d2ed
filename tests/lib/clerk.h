/* A roster as a clerk makes it, cell by cell, with what each person and paper is known beforehand:
 * 230 people, 300 papers; written as XLSX and as the CSV a spreadsheet saves. The truth is made
 * from the numbers of the people, never from what is written. */
#ifndef SATHACH_TESTS_LIB_CLERK_H
#define SATHACH_TESTS_LIB_CLERK_H

#include "app/core/buf.h"

#include <stdbool.h>

enum { CLERK_PEOPLE = 230, CLERK_PAPERS = 300, CLERK_COLUMNS = 14, CLERK_ROWS = 400 };

struct clerk_paper {
    int person; /* from 0 */
    char sbd[16], name[96], birth[12], identity[16], unit[64];
    const char *field, *grade;
    bool exempt;
    unsigned extra;
    char seat[16];
    bool lost_zero; /* the identity was typed as a number: its first zero is gone */
};
enum clerk_kind { CLERK_EMPTY, CLERK_TEXT, CLERK_NUMBER, CLERK_DATE };
struct clerk_cell {
    enum clerk_kind kind;
    char shown[160]; /* the text; of a number or date as the sheet shows it */
    double number;
    int day, month, year;
    const char *format;
};
struct clerk_sheet {
    struct clerk_cell cell[CLERK_ROWS][CLERK_COLUMNS];
    int rows;
    int filled; /* rows with something in them */
    struct {
        int row, from, to;
    } merge[32];
    int merges;
};

/* The paper with this number, 0 to CLERK_PAPERS - 1, as it is meant. */
struct clerk_paper clerk_paper(int paper);
/* The whole sheet: titles, headings in two rows, papers with sub-headings and repeated headings,
 * sums, signatures. */
void clerk_fill(struct clerk_sheet *s);
/* As a workbook, with its hidden column; as CSV with ; CR LF and a mark, as Excel saves it.
 * Appended to out. */
void clerk_xlsx(const struct clerk_sheet *s, struct buf *out);
void clerk_csv(const struct clerk_sheet *s, struct buf *out);

#endif
