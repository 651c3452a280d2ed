/* The rules that papers can be made by (profiles), as somebody who chooses among them reads them:
 * words from their numbers. */
#ifndef SATHACH_TOOLS_WORK_PROFILES_H
#define SATHACH_TOOLS_WORK_PROFILES_H

#include "app/core/profile.h"
#include "tools/import/profile_ini.h"
#include "tools/work/work.h"

struct profiles_item {
    char *path; /* owned */
    struct profile profile;
    char from[PROFILE_INI_DAY]; /* since when it holds, as the file says; "" where it does not */
};
struct profiles_list {
    struct profiles_item *item; /* owned */
    size_t count;
};

/* Those that came with the program, by name; one that cannot be read is left out. */
enum err_code profiles_find(struct work *work, struct profiles_list *out,
                            struct err *e) ERR_MUST_CHECK;
/* One more of a file; one that is there already is read anew. ERR_FORMAT names file, group and key.
 * *at: where it stands. */
enum err_code profiles_add(struct profiles_list *list, const char *path, size_t *at,
                           struct err *e) ERR_MUST_CHECK;
void profiles_free(struct profiles_list *list);
/* The rules in force on a day ("2026-11-30"): of those that say since when they hold the last ones
 * that do by then. False: none says so. */
bool profiles_in_force(const struct profiles_list *list, const char *day, size_t *at);
/* The rules of a file. ERR_FORMAT. */
enum err_code profiles_read(const char *path, struct profile *out, struct err *e) ERR_MUST_CHECK;
/* How many questions, how long, what each part wants and when a paper passes; whether there are
 * exemptions. Whole lines, translated; the parts' titles as is_english says. */
void profiles_say(const struct profile *p, bool is_english, struct buf *out);
/* What people call them: "Nghị định 175/2024/NĐ-CP, Điều 90 khoản 4 (nd175-2024)"; of a file that
 * is called otherwise than they are, its name beside them. */
enum { PROFILES_NAME = PROFILE_NAME_MAX + PROFILE_ID_MAX + 256 + 8 };
void profiles_tell_name(const struct profile *p, const char *path, bool is_english,
                        char out[PROFILES_NAME]);
/* What they ask, in a few words, for a form: "30 questions, 30 minutes, from 21". */
void profiles_say_short(const struct profile *p, char *out, size_t room);

#endif
