/* The settings of an office at the desk, by keys, and what stands in its files then. */
#ifndef SATHACH_TESTS_LIB_SETTINGS_RIG_H
#define SATHACH_TESTS_LIB_SETTINGS_RIG_H

#include "tests/lib/desk_office.h"
#include "tools/desk/settings_parts.h"

/* What the desk of these tests can do. */
extern const struct work_op *const SETTINGS_RIG_OPS[];

/* The path of a file of the office; in memory that the next call writes over. */
char *settings_rig_path_of(struct desk_rig *r, const char *name);
/* True when the text stands in that file. */
bool settings_rig_has(struct desk_rig *r, const char *name, const char *text);
/* From the first screen. */
struct settings_list *settings_rig_open_settings(struct desk_rig *r);
/* The cursor on a setting. */
struct settings_line *settings_rig_go(struct desk_rig *r, struct settings_list *s,
                                      const char *group, const char *key);
/* What stands in the row of the cursor is typed anew; the field stays open. */
void settings_rig_type_over(struct desk_rig *r, const char *text);

#endif
