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
};

static const struct known *find(const struct known *k, const char *path)
{
    const char *dot = strrchr(file_base(path), '.');
    for (; k->kind; k++)
        if (!k->ending || (dot && strcasecmp(dot, k->ending) == 0))
            return k;
    return NULL;
}

static const struct known PDF[] = {{NULL, "PDF", QUESTIONS}, {0}};
/* a workbook and a document are both archives: what they are named tells them apart */
static const struct known ARCHIVE[] = {{".xlsx", "Excel", QUESTIONS | ROSTER},
                                       {".xlsm", "Excel", QUESTIONS | ROSTER},
                                       {".docx", "Word", QUESTIONS},
                                       {".zip", N_("archive"), QUESTIONS},
                                       {0}};
static const struct known OLD[] = {{".xls", N_("save as .xlsx"), 0},
                                   {".doc", N_("save as .docx"), 0},
                                   {NULL, N_("old format"), 0},
                                   {0}};
static const struct known TEXT[] = {{".csv", "CSV", QUESTIONS | ROSTER},
                                    {".gift", "GIFT", QUESTIONS},
                                    {".xml", "XML", QUESTIONS},
                                    {".txt", N_("text"), QUESTIONS | ROSTER},
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
        snprintf(kind, room, "%s", _(k->kind));
    return use == FILE_KIND_ANY || (k && k->uses & 1u << use);
}
