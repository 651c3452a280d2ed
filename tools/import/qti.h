/* QTI 2.1, 2.2 and 3.0: single items, and packages with imsmanifest.xml. Single choice means: one
 * interaction, a choice, its declaration with cardinality "single" and base type "identifier", one
 * right value that names a choice; maxChoices says nothing, its default changed between versions.
 * */
#ifndef SATHACH_TOOLS_IMPORT_QTI_H
#define SATHACH_TOOLS_IMPORT_QTI_H

#include "tools/import/importer.h"

bool qti_is_item(const void *bytes, size_t len);
enum err_code qti_read_item(const void *bytes, size_t len, struct importer *in,
                            struct err *e) ERR_MUST_CHECK;
/* True for a zip with a manifest at its root. */
bool qti_is_package(const void *bytes, size_t len);
/* Items in the order of the package's test where there is one, else of the manifest. A section
 * titled field/grade/pool says where its items belong. An item whose file is missing or lies
 * outside the package is rejected. */
enum err_code qti_read_package(const void *bytes, size_t len, struct importer *in,
                               struct err *e) ERR_MUST_CHECK;

#endif
