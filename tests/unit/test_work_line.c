/* The line that an operation teaches, read back by the command line: the same request. */
#include "app/core/buf.h"
#include "tests/lib/scratch.h"
#include "tools/cmd/options.h"
#include "tools/commands.h"
#include "tools/work/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { REQUESTS = 10000, TOLD_SH = 100, WORDS_MAX = 200, LINE_MAX = 64 * 1024, LIST = 4 };

/* ---- random requests ---- */

static uint64_t seed = 18;

static unsigned below(unsigned n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

/* Texts of one request; a request points into it. */
struct pool {
    char text[WORDS_MAX][80];
    char *list[LIST];
    int used;
};

static const char *word(struct pool *p, const struct work_field *f)
{
    static const char *const PIECE[] = {
        "a", "Z", "7", " ", "'", "\"", "$",  "`",  "\\", "*", "?",  "~",  "!",      "#",
        "&", ";", "|", "<", ">", "(",  ")",  "[",  "]",  "{", "}",  "=",  "-",      "_",
        "/", ".", ",", ":", "%", "@",  "\n", "\t", "ễ",  "Đ", "--", "-h", "--json", "$(x)"};
    bool is_path = f->kind == WORK_FILE || f->kind == WORK_FOLDER;
    char *out = p->text[p->used++];
    unsigned n = below(9);
    assert_in_range(p->used, 1, WORDS_MAX);
    for (*out = '\0'; n--;)
        strcat(out, PIECE[below(sizeof PIECE / sizeof *PIECE)]);
    if (is_path && *out == '-') /* gets "./" in front, which another test tries */
        *out = 'p';
    if (f->usual && below(3) == 0)
        snprintf(out, sizeof p->text[0], "%s", f->usual);
    return out;
}

static void fill(const struct work_op *op, char *request, struct pool *p)
{
    bool is_over = false; /* of optional words that stand in a row: none behind one left out */
    memset(request, 0, op->request);
    p->used = 0;
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
        bool is_needed = f->need == WORK_NEEDED || f->need == WORK_REPEATED_NEEDED;
        void *at = request + f->at;
        if (f->kind == WORK_FLAG) {
            *(bool *)at = below(2);
        } else if (!work_field_is_list(f)) {
            bool is_said = is_needed || (below(2) && !(is_over && !f->option));
            is_over |= !is_said && !f->option;
            if (is_said)
                *(const char **)at = word(p, f);
        } else if (f->option) {
            for (unsigned i = 0, n = below(LIST); i < n; i++)
                ((const char **)at)[i] = word(p, f);
        } else {
            unsigned n = is_needed + below((f->most && f->most < LIST ? (unsigned)f->most : LIST) -
                                           is_needed + 1);
            for (unsigned i = 0; i < n; i++)
                p->list[i] = (char *)word(p, f);
            *(struct work_words *)at = (struct work_words){p->list, n};
        }
    }
    line_unsaid(op, request);
}

/* ---- compared ---- */

static bool is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_same(const struct work_field *f, const char *a, const char *b)
{
    const void *x = a + f->at, *y = b + f->at;
    if (f->kind == WORK_FLAG)
        return *(const bool *)x == *(const bool *)y;
    if (!work_field_is_list(f))
        return is_same_text(*(const char *const *)x, *(const char *const *)y);
    if (f->option) {
        const char *const *v = x, *const *w = y;
        size_t i = 0;
        for (; v[i] || w[i]; i++)
            if (!is_same_text(v[i], w[i]))
                return false;
        return true;
    }
    const struct work_words *v = x, *w = y;
    bool same = v->count == w->count;
    for (size_t i = 0; same && i < v->count; i++)
        same = is_same_text(v->word[i], w->word[i]);
    return same;
}

static void check_same(const struct work_op *op, const char *a, const char *b, const char *line)
{
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++)
        if (!is_same(f, a, b))
            fail_msg("%s of: %s", f->option ? f->option : f->value, line);
}

/* ---- the line as sh takes it apart ---- */

/* Into words, each ended by NUL, in place; returns how many. Nothing may stand unquoted that means
 * something to a shell. */
static int split(char *line, char **out)
{
    int n = 0;
    char *from = line, *to = line;
    while (*from) {
        assert_in_range(n, 0, WORDS_MAX - 1);
        out[n++] = to;
        while (*from && *from != ' ') {
            if (*from == '\'') {
                for (from++; *from != '\''; *to++ = *from++)
                    assert_int_not_equal(*from, '\0');
                from++;
            } else if (*from == '\\') {
                assert_int_equal(from[1], '\'');
                *to++ = '\'';
                from += 2;
            } else {
                assert_null(strchr("\"$`*?~!#&;|<>()[]{}\n\t", *from));
                *to++ = *from++;
            }
        }
        from += *from == ' ';
        *to++ = '\0';
    }
    return n;
}

/* What main takes from anywhere on a line must not stand where a value is meant. */
static void check_no_global(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        for (const struct ctl_option *o = commands_globals(); o->name; o++)
            if (strcmp(argv[i], o->name) == 0 || strcmp(argv[i], "-h") == 0)
                fail_msg("%s stands alone on the line", argv[i]);
}

static void read_back(const struct work_op *op, int argc, char **argv, const char *request,
                      char *again, const char *line)
{
    struct err e = {0};
    int words = 0;
    check_no_global(argc, argv);
    const struct ctl_command *c = commands_find(argc - 1, argv + 1, &words);
    assert_non_null(c);
    assert_ptr_equal(c->op, op);
    argc -= 1 + words;
    if (options_request(op, &argc, argv + 1 + words, again, &e) != ERR_OK)
        fail_msg("%s: %s", line, e.text);
    check_same(op, request, again, line);
}

static const struct work_op *op_at(size_t i)
{
    size_t n;
    const struct ctl_command *c = commands_all(&n);
    return i < n ? c[i].op : NULL;
}

static size_t commands(void)
{
    size_t n;
    commands_all(&n);
    return n;
}

static void a_line_says_what_was_asked(void **state)
{
    (void)state;
    static struct pool pool;
    static char line[LINE_MAX];
    char *argv[WORDS_MAX + 1];
    size_t ops = 0;
    for (size_t i = 0; i < commands(); i++) {
        const struct work_op *op = op_at(i);
        if (!op)
            continue;
        char *request = calloc(2, op->request), *again = request + op->request;
        assert_non_null(request);
        struct buf b;
        buf_init(&b, sizeof line);
        for (int k = 0; k < REQUESTS; k++) {
            fill(op, request, &pool);
            buf_clear(&b);
            line_write(op, request, &b);
            strcpy(line, buf_text(&b));
            assert_true(line[0]);
            int argc = split(line, argv);
            argv[argc] = NULL;
            assert_string_equal(argv[0], "sathachctl");
            read_back(op, argc, argv, request, again, buf_text(&b));
        }
        buf_free(&b);
        free(request);
        ops++;
    }
    assert_in_range(ops, 3, 100);
}

/* ---- by a real sh ---- */

/* A script whose "sathachctl" prints how many words it has, then each, a NUL behind it. */
static void write_script(const struct work_op *op, const char *path)
{
    static struct pool pool;
    struct buf b;
    char *request = malloc(op->request);
    FILE *f = fopen(path, "w");
    assert_non_null(request);
    assert_non_null(f);
    fputs("sathachctl() { printf '%s\\0' $# \"$@\"; }\n", f);
    for (int k = 0; k < TOLD_SH; k++) {
        buf_init(&b, LINE_MAX);
        fill(op, request, &pool);
        line_write(op, request, &b);
        fprintf(f, "%s\n", buf_text(&b));
        buf_free(&b);
    }
    fclose(f);
    free(request);
}

static size_t run_script(const char *path, char *out, size_t room)
{
    char command[400];
    snprintf(command, sizeof command, "sh '%s'", path);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    size_t n = fread(out, 1, room, f);
    assert_int_equal(pclose(f), 0);
    assert_in_range(n, 1, room - 1);
    return n;
}

static void a_shell_takes_it_so_too(void **state)
{
    static char said[8 * 1024 * 1024];
    static struct pool pool;
    char path[SCRATCH_PATH], *argv[WORDS_MAX + 1] = {"sathachctl"};
    (void)state;
    scratch_file(path, sizeof path);
    for (size_t i = 0; i < commands(); i++) {
        const struct work_op *op = op_at(i);
        if (!op)
            continue;
        uint64_t before = seed;
        write_script(op, path);
        size_t len = run_script(path, said, sizeof said), at = 0;
        seed = before; /* the same requests once more */
        char *request = calloc(2, op->request), *again = request + op->request;
        assert_non_null(request);
        for (int k = 0; k < TOLD_SH; k++) {
            fill(op, request, &pool);
            assert_in_range(at, 0, len - 1);
            int argc = 1, words = atoi(said + at);
            assert_in_range(words, 1, WORDS_MAX - 1);
            for (at += strlen(said + at) + 1; argc <= words; at += strlen(said + at) + 1)
                argv[argc++] = said + at;
            argv[argc] = NULL;
            read_back(op, argc, argv, request, again, "of a script");
        }
        assert_int_equal(at, len);
        free(request);
    }
    unlink(path);
}

/* ---- one by one ---- */

struct sample {
    const char *name, *file, *text, *usual;
    const char *list[WORK_LIST_MAX + 1];
    bool is_set;
    struct work_words more;
};
#define AT(member) offsetof(struct sample, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME", .need = WORK_NEEDED, .kind = WORK_NAME, .at = AT(name)},
    {"--file", "FILE", WORK_OPTIONAL, "", .kind = WORK_FILE, .at = AT(file)},
    {"--text", "TEXT", WORK_OPTIONAL, "", .kind = WORK_TEXT, .at = AT(text)},
    {"--rule", "a|b", WORK_OPTIONAL, "", .kind = WORK_CHOICE, .at = AT(usual), .usual = "a"},
    {"--list", "TEXT", WORK_REPEATED, "", .kind = WORK_TEXT, .at = AT(list)},
    {"--set", NULL, WORK_OPTIONAL, "", .kind = WORK_FLAG, .at = AT(is_set)},
    {.value = "MORE", .need = WORK_REPEATED, .kind = WORK_WORD, .at = AT(more)},
    {0}};
static const struct work_op SAMPLE = {.name = "bank",
                                      .sub = "sample",
                                      .field = FIELDS,
                                      .request = sizeof(struct sample),
                                      .words = "",
                                      .help = ""};

static void check_line(const struct sample *s, const char *want)
{
    struct buf b;
    buf_init(&b, 4096);
    line_write(&SAMPLE, s, &b);
    assert_string_equal(buf_text(&b), want);
    buf_free(&b);
}

static void words_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    char *dashed[] = {"0064=-", "-x"};
    check_line(&(struct sample){.name = "ca-1"}, "sathachctl bank sample ca-1");
    check_line(&(struct sample){.name = "ca-1", .usual = "a"}, "sathachctl bank sample ca-1");
    check_line(&(struct sample){.name = "ca-1", .usual = "b", .is_set = true},
               "sathachctl bank sample ca-1 --rule b --set");
    check_line(&(struct sample){.name = "ca-1", .text = "Đợt 4, phòng 'A'"},
               "sathachctl bank sample ca-1 --text 'Đợt 4, phòng '\\''A'\\'''");
    check_line(&(struct sample){.name = "ca-1", .text = "", .list = {"-h", "x y"}},
               "sathachctl bank sample ca-1 --text '' --list=-h --list 'x y'");
    check_line(&(struct sample){.name = "ca-1", .file = "-danh sach.xlsx"},
               "sathachctl bank sample ca-1 --file ./'-danh sach.xlsx'");
    check_line(&(struct sample){.name = "ca-1", .is_set = true, .more = {dashed, 2}},
               "sathachctl bank sample --set -- ca-1 0064=- -x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_says_what_was_asked),
        cmocka_unit_test(a_shell_takes_it_so_too),
        cmocka_unit_test(words_are_quoted_where_they_must_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
