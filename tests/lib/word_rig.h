/* Word documents of a few words for tests of their import: a body in short words of its XML, beside
 * numbering and styles that stand in every one. */
#ifndef SATHACH_TESTS_WORD_RIG_H
#define SATHACH_TESTS_WORD_RIG_H

#include "tests/lib/importer_rig.h"

/* Text; text with a look; a paragraph; four options; a cell and a row of a table. */
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define R(look, text) "<w:r><w:rPr>" look "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(text) "<w:p>" T(text) "</w:p>"
#define OPTIONS P("a. x") P("b. y") P("c. z") P("d. t")
#define CELL(text) "<w:tc>" text "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"

/* Imports the body; it must be a document. */
void word_rig_read(struct importer_rig *r, const char *body);
/* What was said of it, for a test that fails. */
const char *word_rig_said(const struct importer_rig *r);
/* The one question of the body has this right option; name: of the case. */
void word_rig_expect(const char *body, int answer, const char *name);
/* The one question of the body is rejected, and the reason holds the word. */
void word_rig_expect_refusal(const char *body, const char *word);

#endif
