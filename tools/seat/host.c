#include "tools/seat/host.h"

#include "tools/seat/settings.h"

#include "app/core/file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOST_CONF "/etc/sathach/host.conf"
enum { CONF_MAX = 4096, WORDS_MAX = 40 };

bool host_seat_name(const char *key, const char *asked, const char *peer, char out[HOST_SEAT])
{
    const char *name = key ? key : asked;
    if (name && settings_is_name(name)) {
        snprintf(out, HOST_SEAT, "%s", name);
        return true;
    }
    if (key || !peer)
        return false;
    size_t n = strcspn(peer, " ");
    snprintf(out, HOST_SEAT, "%.*s", (int)n, peer);
    for (char *c = out; *c; c++)
        if (!strchr("0123456789abcdef", *c))
            *c = '-';
    return out[0] != '\0';
}

const char *host_terminal(const char *term)
{
    static const char *const KNOWN[] = {"xterm", "xterm-256color", "linux", "vt220",
                                        "tmux-256color"};
    for (size_t i = 0; term && i < sizeof KNOWN / sizeof KNOWN[0]; i++)
        if (strcmp(term, KNOWN[i]) == 0)
            return KNOWN[i];
    return "vt220";
}

/* The words of the settings, cut at blanks and line ends; lines behind a # are for people. */
static size_t read_words(char *text, const char *word[WORDS_MAX])
{
    size_t n = 0;
    char *line;
    while ((line = strsep(&text, "\n"))) {
        char *next;
        if (line[0] == '#')
            continue;
        while ((next = strsep(&line, " \t\r")))
            if (next[0] && n < WORDS_MAX)
                word[n++] = next;
    }
    return n;
}

static int become_client(const char *seat, const char *term, char *conf)
{
    const char *word[WORDS_MAX + 8] = {"sathach", "--kiosk", "--seat", seat};
    char environment[5][64] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "LANGUAGE=vi",
                               "TZ=Asia/Ho_Chi_Minh", ""};
    snprintf(environment[4], sizeof environment[4], "TERM=%s", term);
    char *const envp[] = {environment[0], environment[1], environment[2],
                          environment[3], environment[4], NULL};
    size_t n = 4 + read_words(conf, word + 4);
    word[n] = NULL;
    execve("/usr/bin/sathach", (char *const *)(uintptr_t)word, envp);
    perror("/usr/bin/sathach");
    return EXIT_FAILURE;
}

int host_start(int argc, char **argv)
{
    struct buf conf;
    struct err e;
    char seat[HOST_SEAT];
    buf_init(&conf, CONF_MAX);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        fputs("sathach: một cửa sổ, không lệnh · a terminal, no command\n", stderr);
        return ERR_USAGE;
    }
    if (!host_seat_name(argc > 0 ? argv[0] : NULL, getenv("SSH_ORIGINAL_COMMAND"),
                        getenv("SSH_CONNECTION"), seat)) {
        fputs("sathach: máy không có tên · this seat has no name\n", stderr);
        return ERR_USAGE;
    }
    if (file_read(HOST_CONF, CONF_MAX, &conf, &e) != ERR_OK) {
        fprintf(stderr, "sathach: %s\n", e.text);
        return (int)e.code;
    }
    return become_client(seat, host_terminal(getenv("TERM")), (char *)(uintptr_t)buf_text(&conf));
}
