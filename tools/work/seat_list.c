#include "tools/work/seat_list.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEAT_MAX = sizeof((struct session_paper){0}.seat), DIGITS_MAX = 9 };

static enum err_code add(struct seat_list *l, const char *seat, struct err *e)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->seat[i], seat) == 0)
            return err_set(e, ERR_USAGE, _("%s stands there twice"), seat);
    if (l->count == SEAT_LIST_MAX)
        return err_set(e, ERR_USAGE, _("more than %d seats"), SEAT_LIST_MAX);
    if (!(l->count & (l->count - 1))) { /* grown at each power of two */
        char(*grown)[SEAT_MAX] = realloc(l->seat, (l->count ? 2 * l->count : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        l->seat = grown;
    }
    snprintf(l->seat[l->count++], SEAT_MAX, "%s", seat);
    return ERR_OK;
}

/* Where the digits at a name's end begin. */
static size_t digits_at(const char *name)
{
    size_t n = strlen(name);
    while (n && name[n - 1] >= '0' && name[n - 1] <= '9')
        n--;
    return n;
}

static enum err_code add_range(struct seat_list *l, const char *from, const char *to, struct err *e)
{
    size_t front = digits_at(from), digits = strlen(from) - front;
    bool is_one_form = front == digits_at(to) && strncmp(from, to, front) == 0 &&
                       digits == strlen(to) - front && digits > 0 && digits <= DIGITS_MAX;
    unsigned long first = is_one_form ? strtoul(from + front, NULL, 10) : 0,
                  last = is_one_form ? strtoul(to + front, NULL, 10) : 0;
    enum err_code rc = ERR_OK;
    if (!is_one_form || first > last)
        return err_set(e, ERR_USAGE,
                       _("%s..%s is no row of seats; it wants the form MAY-01..MAY-40"), from, to);
    for (unsigned long i = first; rc == ERR_OK && i <= last; i++) {
        char seat[SEAT_MAX + DIGITS_MAX];
        snprintf(seat, sizeof seat, "%.*s%0*lu", (int)front, from, (int)digits, i);
        rc = add(l, seat, e);
    }
    return rc;
}

/* "MAY-01-MAY-10", "MAY-01–may-10": what stands before the number comes once more before another
 * one. As one seat's name it would be taken for a machine that nobody has. */
static bool is_like_a_range(const char *word)
{
    size_t front = strcspn(word, "0123456789");
    const char *p = word + front;
    while (front && *p)
        if (strncasecmp(p, word, front) == 0 && p[front] >= '0' && p[front] <= '9')
            return true;
        else
            p++;
    return false;
}

/* "MAY-01 đến MAY-10", as people write it: where the words between stand, and in `behind` where the
 * other name begins. NULL for none. */
static char *find_between(char *word, char **behind)
{
    static const char *const BETWEEN[] = {" đến ", " to ", " - ", " – "};
    for (size_t i = 0; i < sizeof BETWEEN / sizeof BETWEEN[0]; i++) {
        char *at = strstr(word, BETWEEN[i]);
        *behind = at ? at + strlen(BETWEEN[i]) : NULL;
        if (at)
            return at;
    }
    return NULL;
}

static char *trim(char *word)
{
    word += strspn(word, " ");
    for (size_t n = strlen(word); n && word[n - 1] == ' ';)
        word[--n] = '\0';
    return word;
}

static enum err_code take(struct seat_list *l, char *word, struct err *e)
{
    char *behind, *between = find_between(word, &behind);
    if (between) {
        *between = '\0';
        const char *from = trim(word), *to = trim(behind);
        if (!strpbrk(from, " .") && !strpbrk(to, " .") && strlen(from) < SEAT_MAX &&
            strlen(to) < SEAT_MAX)
            return add_range(l, from, to, e);
        *between = ' ';
    }
    if (strchr(word, ' ') || (!strstr(word, "..") && is_like_a_range(word)))
        return err_set(
            e, ERR_USAGE,
            _("write MAY-01..MAY-40, several with commas between: \"%s\" is no seat's name"), word);
    char *range = strstr(word, ".."), *name[2] = {word, range ? range + 2 : word};
    if (range)
        *range = '\0';
    for (int i = 0; i < 2; i++) {
        size_t n = strlen(name[i]);
        if (n == 0 || n >= SEAT_MAX)
            return err_set(e, ERR_USAGE, _("names with commas between, or MAY-01..MAY-40"));
    }
    return range ? add_range(l, name[0], name[1], e) : add(l, word, e);
}

enum err_code seat_list_parse(const char *text, struct seat_list *out, struct err *e)
{
    *out = (struct seat_list){0};
    enum err_code rc = text_check(text, strlen(text), false, _("seats"), e);
    char *copy = rc == ERR_OK ? strdup(text) : NULL, *rest = copy;
    if (rc == ERR_OK && !copy)
        rc = err_memory(e);
    for (char *word; rc == ERR_OK && (word = strsep(&rest, ","));)
        rc = take(out, trim(word), e);
    free(copy);
    return rc;
}

void seat_list_free(struct seat_list *l)
{
    free(l->seat);
    *l = (struct seat_list){0};
}

/* ---- given ---- */

/* The seat that a row of this candidate names; NULL for none. */
static const char *own_seat(const struct roster *r, uint32_t candidate)
{
    for (size_t i = 0; i < r->papers; i++)
        if (r->paper[i].candidate == candidate && r->paper[i].seat[0])
            return r->paper[i].seat;
    return NULL;
}

/* How many candidates the roster itself puts at this seat. */
static size_t put_by_roster(const struct roster *r, const char *seat)
{
    size_t n = 0;
    for (size_t i = 0; i < r->papers; i++)
        if (strcmp(r->paper[i].seat, seat) == 0)
            n += own_seat(r, r->paper[i].candidate) == r->paper[i].seat;
    return n;
}

/* The first of those where the fewest sit. */
static size_t find_least(const size_t *sit, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (sit[i] < sit[best])
            best = i;
    return best;
}

struct seat_turns seat_list_turns(size_t seats, size_t people)
{
    return (struct seat_turns){.seats = seats,
                               .people = people,
                               .least = people / seats,
                               .most = (people - 1) / seats + 1};
}

static struct seat_turns count_turns(const size_t *sit, size_t count)
{
    struct seat_turns out = {.seats = count, .least = SIZE_MAX};
    for (size_t i = 0; i < count; i++) {
        out.people += sit[i];
        out.least = sit[i] < out.least ? sit[i] : out.least;
        out.most = sit[i] > out.most ? sit[i] : out.most;
    }
    return out;
}

enum err_code seat_list_give(const struct seat_list *l, struct roster *r, size_t *given,
                             struct seat_turns *turns, struct err *e)
{
    size_t *sit = calloc(l->count, sizeof *sit);
    *given = 0;
    if (!sit)
        return err_memory(e);
    for (size_t i = 0; i < l->count; i++)
        sit[i] = put_by_roster(r, l->seat[i]);
    for (size_t i = 0; i < r->papers; i++) {
        struct session_paper *p = &r->paper[i];
        if (p->seat[0])
            continue;
        const char *seat = own_seat(r, p->candidate);
        if (!seat) {
            size_t at = find_least(sit, l->count);
            sit[at]++;
            seat = l->seat[at];
        }
        snprintf(p->seat, sizeof p->seat, "%s", seat);
        ++*given;
    }
    *turns = count_turns(sit, l->count);
    free(sit);
    return ERR_OK;
}

void seat_list_say(const struct seat_turns *t, char out[SEAT_LIST_SAID])
{
    if (t->most < 2)
        snprintf(out, SEAT_LIST_SAID, P_("%zu seat", "%zu seats", t->seats), t->seats);
    else if (t->least == t->most)
        snprintf(out, SEAT_LIST_SAID,
                 P_("%zu seat for %zu people: %zu turns",
                    "%zu seats for %zu people: %zu turns each", t->seats),
                 t->seats, t->people, t->most);
    else
        snprintf(out, SEAT_LIST_SAID, _("%zu seats for %zu people: %zu to %zu turns each"),
                 t->seats, t->people, t->least, t->most);
}
