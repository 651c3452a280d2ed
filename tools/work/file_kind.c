#include "tools/work/file_kind.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { HEAD = 4096, QUESTIONS = 1 << FILE_KIND_QUESTIONS, ROSTER = 1 << FILE_KIND_ROSTER };

struct known {
    const char *ending; /* of its name, for what the first bytes do not tell; NULL: any */
    const char *kind;   /* msgid */
    unsigned uses;
    const char *questions; /* how questions are written in it; msgid, NULL: nothing is to be said */
};

#define TABLE_OF_QUESTIONS \
    N_("One question a row, with columns for the question, A, B, C, D, the answer, field, grade, " \
       "part and source.")
#define ROWS_OF_CANDIDATES \
    N_("One candidate a row, below a row of headings: SBD, name, born, field, grade …; a paper a " \
       "row.")
#define AS_EXPORTED N_("As the other program exports it.")

static const struct known *find(const struct known *k, const char *path)
{
    const char *dot = strrchr(file_base(path), '.');
    for (; k->kind; k++)
        if (!k->ending || (dot && strcasecmp(dot, k->ending) == 0))
            return k;
    return NULL;
}

static const struct known PDF[] = {
    {NULL, "PDF", QUESTIONS,
     N_("The published table of questions: number, question, answer, grade. A scanned page has no "
        "words in it.")},
    {0}};
/* a workbook and a document are both archives: what they are named tells them apart */
static const struct known ARCHIVE[] = {
    {".xlsx", "Excel", QUESTIONS | ROSTER, TABLE_OF_QUESTIONS},
    {".xlsm", "Excel", QUESTIONS | ROSTER, TABLE_OF_QUESTIONS},
    {".docx", "Word", QUESTIONS,
     N_("\"Câu 1: …\", then A to D, each on a line of its own. The right one is bold, underlined "
        "or coloured, or named by a line \"Đáp án: C\".")},
    {".zip", N_("archive"), QUESTIONS, AS_EXPORTED},
    {0}};
static const struct known OLD[] = {{".xls", N_("save as .xlsx"), 0, NULL},
                                   {".doc", N_("save as .docx"), 0, NULL},
                                   {NULL, N_("old format"), 0, NULL},
                                   {0}};
static const struct known TEXT[] = {
    {".csv", "CSV", QUESTIONS | ROSTER, TABLE_OF_QUESTIONS},
    {".gift", "GIFT", QUESTIONS, AS_EXPORTED},
    {".xml", "XML", QUESTIONS, AS_EXPORTED},
    {".txt", N_("text"), QUESTIONS | ROSTER, N_("GIFT or Aiken, by its first lines.")},
    {0}};

static const struct known *recognise(const char *head, size_t len, const char *path)
{
    static const char COMPOUND[] = "\xD0\xCF\x11\xE0";
    if (len >= 5 && memcmp(head, "%PDF-", 5) == 0)
        return find(PDF, path);
    if (len >= 4 && memcmp(head, "PK\x03\x04", 4) == 0)
        return find(ARCHIVE, path);
    if (len >= 4 && memcmp(head, COMPOUND, 4) == 0)
        return find(OLD, path);
    return memchr(head, 0, len) ? NULL : find(TEXT, path);
}

bool file_kind_look(const char *path, enum file_kind_use use, char *kind, size_t room)
{
    char head[HEAD];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
    ssize_t n = fd >= 0 ? read(fd, head, sizeof head) : -1;
    kind[0] = '\0';
    if (fd >= 0)
        close(fd);
    const struct known *k = n > 0 ? recognise(head, (size_t)n, path) : NULL;
    if (k)
        snprintf(kind, room, "%s", k->kind);
    return use == FILE_KIND_ANY || (k && k->uses & 1u << use);
}

const char *file_kind_advice(const char *kind, enum file_kind_use use)
{
    static const struct known *const ALL[] = {PDF, ARCHIVE, TEXT};
    for (size_t i = 0; use != FILE_KIND_ANY && i < sizeof ALL / sizeof ALL[0]; i++)
        for (const struct known *k = ALL[i]; k->kind; k++)
            if (k->uses & 1u << use && strcmp(k->kind, kind) == 0)
                return use == FILE_KIND_ROSTER ? _(ROWS_OF_CANDIDATES)
                       : k->questions          ? _(k->questions)
                                               : "";
    return "";
}
