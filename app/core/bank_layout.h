/* Numbers of the bank's byte layout, shared by the reader and the writer; FORMATS.md says what they
 * mean. */
#ifndef SATHACH_CORE_BANK_LAYOUT_H
#define SATHACH_CORE_BANK_LAYOUT_H

#include "app/core/bank.h"

enum {
    BANK_INDEX_ENTRY = 32, /* address 16, u64 offset, u32 length, u32 zero */
    BANK_HEADER_SPARE = 24,
    BANK_CELL_CONTEXT = 64, /* room for a cell's context */

    BANK_META_ID = 1,
    BANK_META_TITLE = 2,
    BANK_META_EDITION = 3,
    BANK_META_SOURCE = 4,
    BANK_META_FIELD = 5, /* code; the titles that follow are this field's */
    BANK_META_FIELD_TITLE = 6,
    BANK_META_FIELD_ALIAS = 7, /* another name of the field before it; one a block */
    BANK_META_CHARACTERS = 8,  /* what questions may hold beyond the list: "U+0304 …" */

    BANK_CELL_STEM = 1,
    BANK_CELL_OPTION = 2, /* 2, 3, 4, 5: A, B, C, D */
    BANK_CELL_ANSWER = 9, /* u8; training banks only */

    BANK_ENTRY_REFERS = 1 /* flag: an option speaks of other options */
};

/* LABEL_BANK_QUESTION ‖ 0 ‖ uid ‖ address; returns its length. */
size_t bank_cell_context(const uint8_t uid[BANK_UID], const uint8_t address[BANK_ADDRESS],
                         uint8_t ctx[BANK_CELL_CONTEXT]);

#endif
