#include "tools/desk/watch.h"

#include <stdlib.h>
#include <string.h>

static void free_folder(struct watch_folder *f)
{
    free(f->found.names);
    free(f->found.trouble);
    free(f);
}

void watch_drop(struct watch *w, size_t i)
{
    free_folder(w->folder[i]);
    memmove(&w->folder[i], &w->folder[i + 1], (--w->folders - i) * sizeof w->folder[0]);
}

void watch_free(struct watch *w)
{
    while (w->folders)
        watch_drop(w, w->folders - 1);
}
