#include "tools/help.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <string.h>

enum { WIDTH = 78, HANG = 6, WORD_MAX = 128, LINES_MAX = 16 };

/* Where the next word goes on a page that breaks lines between words. */
struct line {
    FILE *out;
    int indent, column;
};

static void put_word(struct line *l, const char *word, size_t len)
{
    char text[512];
    snprintf(text, sizeof text, "%.*s", (int)len, word);
    int cells = text_width(text);
    if (l->column > l->indent && l->column + 1 + cells > WIDTH) {
        fprintf(l->out, "\n%*s", l->indent, "");
        l->column = l->indent;
    } else if (l->column > l->indent) {
        fputc(' ', l->out);
        l->column++;
    }
    fputs(text, l->out);
    l->column += cells;
}

static void put_words(struct line *l, const char *words, size_t len)
{
    for (size_t n; len > 0; words += n, len -= n) {
        n = strcspn(words, " ");
        n = n < len ? n : len;
        put_word(l, words, n);
        n += n < len;
    }
}

static void put_text(FILE *out, int indent, const char *text)
{
    struct text_line line[LINES_MAX];
    size_t n = text_wrap(text, WIDTH - indent, line, LINES_MAX);
    for (size_t i = 0; i < n && i < LINES_MAX; i++)
        fprintf(out, "%*s%.*s\n", indent, "", (int)line[i].len, line[i].start);
}

static void put_options(struct line *l, const struct ctl_command *c)
{
    char word[WORD_MAX];
    struct ctl_option o;
    for (size_t i = 0; commands_option(c, i, &o); i++) {
        bool needed = o.need == COMMANDS_NEEDED;
        int n = snprintf(word, sizeof word, "%s%s%s%s%s%s", needed ? "" : "[", o.name,
                         o.value ? " " : "", o.value ? o.value : "", needed ? "" : "]",
                         o.need == COMMANDS_REPEATED ? "…" : "");
        put_word(l, word, n < 0 ? 0 : (size_t)n < sizeof word ? (size_t)n : sizeof word - 1);
    }
}

/* Returns the columns. */
static int put_name(const struct ctl_command *c, const char *before, FILE *out)
{
    const char *sub = commands_sub(c);
    return fprintf(out, "%s%s%s%s", before, commands_name(c), sub ? " " : "", sub ? sub : "");
}

/* "sathachctl bank diff OLD NEW": a line for each form, the options behind the last. */
static void put_usage(const struct ctl_command *c, FILE *out)
{
    const char *words = commands_words(c);
    while (true) {
        size_t n = strcspn(words, "\n");
        struct line l = {out, 2 * HANG, 0};
        l.column = put_name(c, "  sathachctl ", out);
        l.indent = l.column <= l.indent ? HANG : l.indent;
        put_words(&l, words, n);
        if (words[n] == '\0')
            put_options(&l, c);
        fputc('\n', out);
        if (words[n] == '\0')
            return;
        words += n + 1;
    }
}

static void put_explained(const struct ctl_option *o, FILE *out)
{
    fprintf(out, "  %s%s%s%s\n", o->name, o->value ? " " : "", o->value ? o->value : "",
            o->need == COMMANDS_NEEDED     ? _("   (needed)")
            : o->need == COMMANDS_REPEATED ? _("   (any number of times)")
                                           : "");
    put_text(out, HANG, _(o->help));
}

static void put_globals(FILE *out)
{
    fprintf(out, "\n%s\n", _("Options of every command:"));
    for (const struct ctl_option *o = commands_globals(); o->name; o++)
        put_explained(o, out);
}

void help_usage(const struct ctl_command *c, FILE *out)
{
    put_usage(c, out);
    const char *sub = commands_sub(c);
    fprintf(out, _("  each option explained: sathachctl help %s%s%s\n"), commands_name(c),
            sub ? " " : "", sub ? sub : "");
}

void help_page(const struct ctl_command *c, FILE *out)
{
    put_usage(c, out);
    fputc('\n', out);
    put_text(out, 0, _(commands_help(c)));
    if (commands_exits(c))
        put_text(out, 0, _(commands_exits(c)));
    struct ctl_option o;
    for (size_t i = 0; commands_option(c, i, &o); i++) {
        if (i == 0)
            fprintf(out, "\n%s\n", _("Options:"));
        put_explained(&o, out);
    }
    put_globals(out);
}

static void put_summary(const struct ctl_command *c, FILE *out)
{
    put_name(c, "  ", out);
    fputc('\n', out);
    put_text(out, HANG, _(commands_help(c)));
    if (commands_exits(c))
        put_text(out, HANG, _(commands_exits(c)));
}

void help_group(const char *name, FILE *out)
{
    size_t n;
    const struct ctl_command *c = commands_all(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(commands_name(&c[i]), name) == 0)
            put_summary(&c[i], out);
    fprintf(out, _("\nThe page of one of them: sathachctl help %s COMMAND\n"), name);
}

void help_all(FILE *out)
{
    size_t n;
    const struct ctl_command *c = commands_all(&n);
    fprintf(out, "%s\n\n", _("sathachctl [-C WORKSPACE] [--pass ROLE=FILE] [--json] COMMAND"));
    for (size_t i = 0; i < n; i++)
        put_summary(&c[i], out);
    put_globals(out);
    fprintf(out, "\n%s\n", _("The page of one command, with its options: sathachctl help COMMAND"));
    put_text(out, 0,
             _("Exit: 0 done, 1 the answer is no, 2 usage, 10 format, 11 authentication, 12 key, "
               "13 policy, 14 conflict, 20 input/output, "
               "21 in use, 30 over a limit."));
}

enum err_code help_of(int argc, char *const *argv, struct err *e)
{
    int words = 0;
    const struct ctl_command *c = commands_find(argc, argv, &words);
    if (argc == 0)
        help_all(stdout);
    else if (c && words == argc)
        help_page(c, stdout);
    else if (c)
        return err_set(e, ERR_USAGE, _("%s: one word too many"), argv[words]);
    else if (argc == 1 && commands_is_group(argv[0]))
        help_group(argv[0], stdout);
    else
        return help_unknown(argc, argv, e);
    return ERR_OK;
}

enum err_code help_unknown(int argc, char *const *argv, struct err *e)
{
    char near[WORD_MAX];
    bool has_two = argc > 1 && commands_is_group(argv[0]);
    const char *second = has_two ? argv[1] : "";
    if (argc == 1 && commands_is_group(argv[0])) {
        help_group(argv[0], stderr);
        return err_set(e, ERR_USAGE, _("%s wants one of these words behind it"), argv[0]);
    }
    if (commands_guess(argc, argv, near, sizeof near))
        return err_set(e, ERR_USAGE, _("%s%s%s: no such command; the nearest is: %s"), argv[0],
                       has_two ? " " : "", second, near);
    if (has_two)
        help_group(argv[0], stderr);
    return err_set(e, ERR_USAGE, _("%s%s%s: no such command; sathachctl --help lists them"),
                   argv[0], has_two ? " " : "", second);
}
