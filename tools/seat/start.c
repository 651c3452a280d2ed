/* seat-start: finds what this seat is to open and becomes the client, or becomes a terminal of the
 * room's host. Runs as the seat's own account on the first console; what hinders is said there in
 * both languages, and nobody gets anything else.
 *   seat-start                   a seat that starts from its stick
 *   seat-start thin              a terminal of the host that seat.ini names
 *   seat-start thin-host NAME    on that host, from sshd: the exam of the seat NAME (host.c)
 *   seat-start check FILE        whether a seat would take that seat.ini: at the office */
#include "tools/seat/exam_files.h"
#include "tools/seat/host.h"
#include "tools/seat/seat_state.h"
#include "tools/seat/settings.h"

#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define KEPT "/var/lib/sathach/exam"
#define OFFERED "/etc/sathach/exam"
#define STICKS "/media"
#define KEY "/etc/sathach/office.pub"
enum { WORDS_MAX = 24, LOOK_AGAIN_MS = 10000 };

/* ---- the console, before the client has it ---- */

/* No key of the terminal's own means anything, and none is shown. */
static void take_terminal(void)
{
    struct termios t;
    if (tcgetattr(STDIN_FILENO, &t) != 0)
        return;
    t.c_lflag &= ~(tcflag_t)(ISIG | ICANON | ECHO);
    t.c_iflag &= ~(tcflag_t)(IXON);
    tcsetattr(STDIN_FILENO, TCSANOW, &t);
}

/* Both languages, a line each; the last word in the middle of an empty screen. */
static void say(const char *words)
{
    const char *other = strstr(words, " · ");
    printf("\033[2J\033[H\n\n  sathach\n\n  %.*s\n",
           other ? (int)(other - words) : (int)strlen(words), words);
    if (other)
        printf("\n  %s\n", other + strlen(" · "));
    fflush(stdout);
}

/* Nothing more happens here until the machine is started again. */
_Noreturn static void stay(const char *words)
{
    take_terminal();
    say(words);
    while (true)
        pause();
}

static void refuse_for(const char *vietnamese, const char *english, const struct err *e)
{
    char words[2 * ERR_TEXT_MAX];
    snprintf(words, sizeof words, "%s: %s · %s", vietnamese, e->text, english);
    stay(words);
}

/* ---- which exam ---- */

static void look_everywhere(const struct keys_public *office, struct exam_files *out)
{
    char path[PATH_MAX];
    *out = (struct exam_files){.count = 0};
    exam_files_look(KEPT, office, out);
    DIR *dir = opendir(STICKS);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, STICKS "/%s", entry->d_name);
        exam_files_look(path, office, out);
        snprintf(path, sizeof path, STICKS "/%s/sathach", entry->d_name);
        exam_files_look(path, office, out);
    }
    if (dir)
        closedir(dir);
    exam_files_look(OFFERED, office, out);
}

/* Until a stick comes or goes: the kernel tells of each change of the mounts. Files that were
 * copied onto a stick meanwhile are seen by looking again. */
static void await_change(int mounts)
{
    char text[4096];
    struct pollfd fd = {.fd = mounts, .events = POLLPRI};
    poll(&fd, 1, LOOK_AGAIN_MS);
    lseek(mounts, 0, SEEK_SET);
    while (read(mounts, text, sizeof text) > 0) {
    }
}

static const struct exam_file *ask_which(const struct exam_files *f)
{
    char key;
    say("Nhiều ca sát hạch: bấm số của ca. · Several sessions: press the number of yours.");
    for (size_t i = 0; i < f->count && i < 9; i++)
        printf("\n  %zu   %s", i + 1, f->found[i].title);
    fflush(stdout);
    while (read(STDIN_FILENO, &key, 1) == 1)
        if (key >= '1' && (size_t)(key - '1') < f->count)
            return &f->found[key - '1'];
    exit(EXIT_FAILURE); /* the terminal is gone; the unit starts anew */
}

static const char *what_is_missing(const struct exam_files *f)
{
    if (f->is_foreign)
        return "Ca sát hạch trên USB không do văn phòng của máy này ký. · The session on the stick "
               "was not signed by this seat's office.";
    if (f->is_bankless)
        return "USB có ca sát hạch nhưng thiếu bộ câu hỏi của ca đó. · The stick has a session, "
               "but "
               "not the bank it names.";
    return "Cắm USB của ca sát hạch (nhãn SATHACH). · Plug in the session's stick (label SATHACH).";
}

static struct exam_file find_exam(const struct keys_public *office)
{
    static struct exam_files f;
    const struct exam_file *chosen = NULL;
    const char *said = NULL;
    int mounts = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC);
    take_terminal();
    while (true) {
        look_everywhere(office, &f);
        if ((chosen = exam_files_choose(&f, time(NULL))))
            return *chosen;
        if (f.count)
            return *ask_which(&f);
        const char *words = what_is_missing(&f);
        if (words != said)
            say(words);
        said = words;
        await_change(mounts);
    }
}

/* ---- becoming the client ---- */

struct words {
    const char *word[WORDS_MAX];
    size_t count;
};

static void add(struct words *w, const char *option, const char *value)
{
    w->word[w->count++] = option;
    if (value)
        w->word[w->count++] = value;
}

static void set_environment(const struct settings *s)
{
    setenv("TERM", "linux", 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("LANGUAGE", s->is_english ? "en" : "vi", 1);
    setenv("TZ", s->zone, 1);
}

_Noreturn static void become_client(const struct settings *s, const struct exam_file *exam)
{
    char seat[SEAT_STATE_LINE], image[SEAT_STATE_LINE];
    struct words w = {.count = 0};
    add(&w, "/usr/bin/sathach", NULL);
    add(&w, "--kiosk", NULL);
    add(&w, "--bank", exam->bank);
    add(&w, "--session", exam->session);
    add(&w, "--data", "/var/lib/sathach");
    add(&w, "--seat", seat_state_read(SEAT_NAME, seat) ? seat : "may-0000");
    if (seat_state_read(SEAT_IMAGE, image))
        add(&w, "--image", image);
    if (s->share[0])
        add(&w, "--drop", "/srv/sathach/drop");
    if (s->theme[0])
        add(&w, "--theme", s->theme);
    if (s->is_lockable)
        add(&w, "--sandbox", NULL);
    w.word[w.count] = NULL;
    set_environment(s);
    execv(w.word[0], (char *const *)(uintptr_t)w.word);
    perror(w.word[0]);
    exit(EXIT_FAILURE);
}

static void start_local(const struct settings *s)
{
    char trouble[SEAT_STATE_LINE];
    struct keys_public office;
    struct exam_file exam, kept;
    struct err e;
    if (seat_state_read(SEAT_TROUBLE, trouble))
        stay(trouble);
    if (keys_trust_read(KEY, KEYS_OFFICE, &office, &e) != ERR_OK)
        refuse_for("Khóa của cơ quan không dùng được", "The office's key is of no use", &e);
    exam = find_exam(&office);
    if (exam_files_keep(&exam, KEPT, &kept, &e) != ERR_OK)
        refuse_for("Không chép được ca sát hạch vào máy", "The session cannot be copied", &e);
    become_client(s, &kept);
}

/* ---- a terminal of the room's host ---- */

_Noreturn static void start_thin(const struct settings *s)
{
    char to[80], key[PATH_MAX], name[SEAT_STATE_LINE];
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    snprintf(to, sizeof to, "thi@%s", s->host);
    snprintf(key, sizeof key, "%s/thin_key", credentials ? credentials : "/etc/sathach");
    if (!seat_state_read(SEAT_NAME, name))
        strcpy(name, "may-0000");
    take_terminal();
    say("Đang nối tới máy chủ phòng thi… · Connecting to the room's host…");
    set_environment(s);
    execl("/usr/bin/ssh", "ssh", "-tt", "-q", "-F", "none", "-e", "none", "-p", s->port, "-i", key,
          "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o",
          "GlobalKnownHostsFile=/etc/sathach/known_hosts", "-o", "UserKnownHostsFile=none", "-o",
          "IdentitiesOnly=yes", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "-o",
          "ConnectTimeout=5", "-o", "PermitLocalCommand=no", "-o", "ClearAllForwardings=yes", to,
          name, NULL);
    perror("ssh");
    exit(EXIT_FAILURE);
}

static int check(const char *path, struct settings *s)
{
    struct err e;
    enum err_code rc = settings_read(path, s, &e);
    if (rc != ERR_OK)
        fprintf(stderr, "%s\n", e.text);
    return (int)rc;
}

int main(int argc, char **argv)
{
    static struct settings s;
    struct err e;
    const char *word = argc > 1 ? argv[1] : "";
    umask(077);
    if (!lang_start() || crypt_start(&e) != ERR_OK)
        return EXIT_FAILURE;
    if (strcmp(word, "thin-host") == 0)
        return host_start(argc - 2, argv + 2);
    if (argc == 3 && strcmp(word, "check") == 0)
        return check(argv[2], &s);
    lang_use(true);
    if (settings_read(SETTINGS_PATH, &s, &e) != ERR_OK)
        refuse_for("Tệp cài đặt của máy thi có lỗi", "The seat's settings are wrong", &e);
    if (strcmp(word, "thin") == 0)
        start_thin(&s);
    if (argc == 1)
        start_local(&s);
    return ERR_USAGE;
}
