/* The places of what was found in a bank: how each is called, and the question there. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/desk/findings_parts.h"
#include "tools/work/banking.h"

#include <stdio.h>
#include <string.h>

enum { PLACE_CELLS = 20 };

const struct finding *findings_at(const struct findings_list *f, size_t i)
{
    return &f->reply.findings.item[f->place[i]];
}

bool findings_is_of_pool(const struct finding *x)
{
    return !x->line && !x->page && x->file && x->file[0] != '/' &&
           (x->topic == CHECK_POOL || x->topic == CHECK_LETTERS);
}

void findings_tell_of(const struct findings_list *f, const struct finding *x, char *out,
                      size_t room)
{
    const struct findings_place at = {.file = x->file, .page = x->page, .line = x->line};
    const struct origin *origin = findings_origin(f, x);
    if (origin)
        origin_tell(origin, out, room);
    else if (findings_is_of_pool(x))
        pool_title(x->file, NULL, out, room);
    else if (!x->file)
        snprintf(out, room, "%s", "");
    else
        findings_tell_place(&at, out, room);
}

const char *findings_stem(const struct findings_list *f, const struct finding *x)
{
    const struct bank_folder *b = &f->reply.bank;
    const struct bank_row *row = bank_folder_row(b, x->file, x->line);
    return row ? b->source.question[row->question].text.stem : NULL;
}

const struct origin *findings_origin(const struct findings_list *f, const struct finding *x)
{
    const struct bank_row *row = bank_folder_row(&f->reply.bank, x->file, x->line);
    return row ? row->origin : NULL;
}

/* Of a row, NULL for one that is in no file. */
static const char *file_at(const struct findings_list *f, size_t i)
{
    const struct rejected_question *rejected = findings_rejected_at(f, i);
    if (rejected)
        return rejected->mark[0] || rejected->line ? rejected->file : NULL;
    const struct finding *x = findings_at(f, i);
    const struct origin *origin = findings_origin(f, x);
    return origin ? origin->file : x->line || x->page ? x->file : NULL;
}

/* What the place of a row is called: without its file, where all have the same. */
static void name_place(const struct findings_list *f, size_t i, char *out, size_t room)
{
    const struct rejected_question *rejected = findings_rejected_at(f, i);
    const struct finding *x = rejected ? NULL : findings_at(f, i);
    const struct origin *origin = rejected ? NULL : findings_origin(f, x);
    if (rejected)
        (f->one_file ? banking_spot_rejected : banking_name_rejected)(rejected, out, room);
    else if (origin && f->one_file)
        origin_tell_spot(origin, out, room);
    else if (f->one_file)
        findings_tell_spot(
            &(struct findings_place){.file = x->file, .page = x->page, .line = x->line}, out, room);
    else
        findings_tell_of(f, x, out, room);
}

void findings_lay_places(struct findings_list *f)
{
    int widest = text_width(_("Place"));
    f->one_file = f->places ? file_at(f, 0) : NULL;
    for (size_t i = 1; f->one_file && i < f->places; i++) {
        const char *file = file_at(f, i);
        if (!file || strcmp(file, f->one_file) != 0)
            f->one_file = NULL;
    }
    for (size_t i = 0; f->one_file && i < f->places; i++) {
        char place[256];
        name_place(f, i, place, sizeof place);
        int width = text_width(place);
        widest = width > widest ? width : widest;
    }
    f->place_cells = f->one_file && widest + 2 < PLACE_CELLS ? widest + 2 : PLACE_CELLS;
}

void findings_draw_place(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                         enum canvas_role role)
{
    const struct rejected_question *rejected = findings_rejected_at(context, i);
    const struct finding *x = rejected ? NULL : findings_at(context, i);
    const char *stem = rejected ? rejected->stem : findings_stem(context, x),
               *shown = rejected && !stem[0] ? rejected->reason : stem;
    int width = ((const struct findings_list *)context)->place_cells;
    char place[256], clean[256];
    name_place(context, i, place, sizeof place);
    canvas_text_cut(v, row, col, width - 1, role, place);
    canvas_text_cut(v, row, col + width, cells - width, CANVAS_DIM,
                    text_clean(shown || !x ? shown : x->number, clean, sizeof clean));
    canvas_also(v, stem ? stem : "");
}

/* Above the places; the file of all of them is said here once. */
void findings_draw_heads(const struct findings_list *f, struct canvas *v, int row, int col,
                         int cells)
{
    char head[FINDINGS_PLACE];
    int width = f->place_cells;
    snprintf(head, sizeof head, "%s%s%s", _("question"), f->one_file ? " · " : "",
             f->one_file ? file_base(f->one_file) : "");
    canvas_text(v, row, col, width - 1, CANVAS_DIM, _("Place"));
    canvas_text_cut(v, row, col + width, cells - width, CANVAS_DIM, head);
}
