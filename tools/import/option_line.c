#include "tools/import/option_line.h"

#include "tools/import/published.h"

#include <stdlib.h>
#include <string.h>

enum { STAR_BYTES = 3 };

/* A star or a tick beside an option's letter or at the end of its text, as people mark the right
 * one. */
static size_t star_at(const char *s)
{
    static const char *const STARS[] = {"(*)", "*", "✓", "✔", "☑"};
    for (size_t i = 0; i < sizeof STARS / sizeof STARS[0]; i++)
        if (strncmp(s, STARS[i], strlen(STARS[i])) == 0)
            return strlen(STARS[i]);
    return 0;
}

/* Cuts a star off the text's end; true when there was one. */
static bool cut_star(char *text)
{
    size_t n = strlen(text);
    while (n && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        n--;
    for (size_t back = STAR_BYTES; back > 0; back--)
        if (back < n && star_at(text + n - back) == back) {
            text[n - back] = '\0';
            return true;
        }
    return false;
}

/* What stands behind the letter; star: there was one before it. */
static void read_text(const char *text, bool star, struct option_line *out)
{
    size_t inner = star_at(text);
    out->text = strdup(text + inner + strspn(text + inner, " \t"));
    bool behind = out->text && cut_star(out->text);
    if (star || inner || behind)
        out->look.letter |= EMPHASIS_STAR;
}

/* "a." and "B)" as in the published tables, and "C/" before a blank, as people write in
 * documents. */
static size_t marker_at(const char *s, int *letter)
{
    size_t n = published_marker(s, letter);
    if (n || s[0] == '\0' || s[1] != '/' || (s[2] != ' ' && s[2] != '\t'))
        return n;
    char dotted[] = {s[0], '.', ' ', '\0'};
    return published_marker(dotted, letter) ? 2 + strspn(s + 2, " \t") : 0;
}

bool option_line_read(const char *line, const struct emphasis_sign *sign, struct option_line *out)
{
    size_t star = star_at(line), lead = star + strspn(line + star, " \t"),
           marker = marker_at(line + lead, &out->letter);
    if (!marker)
        return false;
    out->look = emphasis_of(line + lead, sign + lead, marker);
    read_text(line + lead + marker, star, out);
    return true;
}

void option_line_bare(const char *text, const struct emphasis_sign *sign, struct option_line *out)
{
    *out = (struct option_line){.look = emphasis_of(text, sign, 0)};
    read_text(text + strspn(text, " \t\n"), false, out);
}
