#include "tools/import/origin.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/gift_signs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "//source\t"
enum { CELLS = 5, LINE_MAX_BYTES = 1024 };

static const struct {
    unsigned bit;
    const char *id;
} LEFT_OUT[] = {{ORIGIN_HIDDEN, "hidden"}, {ORIGIN_STRUCK, "struck"}, {ORIGIN_DELETED, "deleted"}};
enum { LEFT_OUTS = sizeof LEFT_OUT / sizeof LEFT_OUT[0] };

void origin_of(const struct findings_place *at, unsigned left_out, struct origin *out)
{
    *out = (struct origin){.page = at->page, .line = at->line, .left_out = left_out};
    text_clean(file_base(at->file), out->file, sizeof out->file);
    text_clean(at->number ? at->number : "", out->number, sizeof out->number);
}

/* ---- the comment ---- */

/* A number as it is written here, and nothing else. */
static bool read_count(const char *cell, size_t *out)
{
    size_t n = strlen(cell);
    *out = strtoul(cell, NULL, 10);
    return n && n < 10 && strspn(cell, "0123456789") == n && (cell[0] != '0' || n == 1);
}

static bool read_left_out(char *cell, unsigned *out)
{
    for (char *id; (id = strsep(&cell, ","));) {
        size_t i = 0;
        while (i < LEFT_OUTS && strcmp(LEFT_OUT[i].id, id) != 0)
            i++;
        if (i == LEFT_OUTS && *id)
            return false;
        *out |= i < LEFT_OUTS ? LEFT_OUT[i].bit : 0;
    }
    return true;
}

/* A text that this program writes there itself. */
static bool take_text(char *cell, char *out, size_t room)
{
    char clean[LINE_MAX_BYTES];
    gift_unescape(cell, false);
    text_clean(cell, clean, sizeof clean);
    snprintf(out, room, "%s", clean);
    return strcmp(out, cell) == 0;
}

bool origin_read(const char *line, size_t len, struct origin *out)
{
    char copy[LINE_MAX_BYTES], *cell[CELLS], *rest = copy + strlen(MARK);
    *out = (struct origin){0};
    if (len >= sizeof copy || len < strlen(MARK) || memcmp(line, MARK, strlen(MARK)) != 0 ||
        memchr(line, '\0', len))
        return false;
    memcpy(copy, line, len);
    copy[len] = '\0';
    for (size_t i = 0; i < CELLS; i++)
        if (!(cell[i] = strsep(&rest, "\t")))
            return false;
    return !rest && take_text(cell[0], out->file, sizeof out->file) && out->file[0] &&
           take_text(cell[1], out->number, sizeof out->number) && read_count(cell[2], &out->page) &&
           read_count(cell[3], &out->line) && read_left_out(cell[4], &out->left_out);
}

/* No reader of GIFT takes it for a question. */
static void put_text(const char *text, struct buf *out)
{
    for (; *text; text++) {
        if (strchr("\\#=~{}:", *text))
            buf_add_u8(out, '\\');
        buf_add_u8(out, (uint8_t)*text);
    }
}

void origin_write(const struct origin *o, struct buf *out)
{
    const char *before = "";
    buf_add_text(out, MARK);
    put_text(o->file, out);
    buf_add_text(out, "\t");
    put_text(o->number, out);
    buf_printf(out, "\t%zu\t%zu\t", o->page, o->line);
    for (size_t i = 0; i < LEFT_OUTS; i++)
        if (o->left_out & LEFT_OUT[i].bit) {
            buf_printf(out, "%s%s", before, LEFT_OUT[i].id);
            before = ",";
        }
    buf_add_text(out, "\n");
}

/* ---- told ---- */

static struct findings_place place_of(const struct origin *o)
{
    return (struct findings_place){o->file, o->page, o->line, o->number};
}

void origin_tell(const struct origin *o, char *out, size_t room)
{
    const struct findings_place at = place_of(o);
    if (o->number[0])
        snprintf(out, room, _("number %s, %s"), o->number, o->file);
    else
        findings_tell_place(&at, out, room);
}

void origin_tell_spot(const struct origin *o, char *out, size_t room)
{
    const struct findings_place at = place_of(o);
    if (o->number[0])
        snprintf(out, room, _("number %s"), o->number);
    else
        findings_tell_spot(&at, out, room);
}

const char *origin_left_out(const struct origin *o, char *out, size_t room)
{
    const char *const TOLD[LEFT_OUTS] = {_("Hidden text was left out of it."),
                                         _("Struck-out text was left out of it."),
                                         _("Text deleted by tracked changes was left out of it.")};
    const char *before = "";
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < LEFT_OUTS && n < room; i++)
        if (o->left_out & LEFT_OUT[i].bit) {
            n += (size_t)snprintf(out + n, room - n, "%s%s", before, TOLD[i]);
            before = " ";
        }
    return out;
}
