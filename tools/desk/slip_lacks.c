#include "tools/desk/slip_lacks.h"

#include "app/core/i18n.h"

#include <string.h>

bool slip_lacks_is_slip(const struct session_papers_row *row)
{
    return strcmp(row->id, "access-slips") == 0 || strcmp(row->id, "vouchers") == 0;
}

const char *slip_lacks_both(void)
{
    return _("access slips and sheet of vouchers");
}

/* Of one paper; lacks: a line each, each with its end. */
static void tell_lines(const char *title, const char *lacks, struct buf *out)
{
    while (*lacks) {
        size_t n = strcspn(lacks, "\n");
        buf_printf(out, "%s: %.*s\n", title, (int)n, lacks);
        lacks += n + (lacks[n] == '\n');
    }
}

void slip_lacks_tell(const struct session_papers_reply *look, struct buf *out)
{
    for (size_t i = 0; i < look->rows; i++)
        if (slip_lacks_is_slip(&look->row[i]) && look->row[i].lacks)
            tell_lines(session_papers_title(&look->row[i]), look->row[i].lacks, out);
}

void slip_lacks_ask(const char *title, const char *lacks, struct buf *out)
{
    buf_printf(out,
               _("%s: it prints what the settings say, and they should say "
                 "more.\n\n%s\nS leads to the settings: what is missing has a ! there. "
                 "Enter makes it with what they say now.\n"),
               title, lacks);
}
