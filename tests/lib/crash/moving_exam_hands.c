#include "tests/lib/crash/moving_exam_hands.h"

#include "app/core/file.h"
#include "tests/lib/room_rig.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    KILL_US = 5000,
    WAITS = 120000 /* of half a millisecond or less each, before the room gives up */
};

unsigned moving_lot(struct moving *m, unsigned below)
{
    m->dice = m->dice * 6364136223846793005u + 1442695040888963407u;
    return below ? (unsigned)((m->dice >> 33) % below) : 0;
}

bool moving_happens(struct moving *m, unsigned percent)
{
    return moving_lot(m, 100) < percent;
}

void moving_wrong(struct moving *m, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!m->error[0])
        vsnprintf(m->error, sizeof m->error, format, args);
    va_end(args);
}

void moving_note(struct moving *m, const char *format, ...)
{
    va_list args;
    size_t n = strlen(m->log);
    n +=
        (size_t)snprintf(m->log + n, sizeof m->log - n, "#   %llu ", (unsigned long long)m->now_ms);
    va_start(args, format);
    if (n < sizeof m->log)
        vsnprintf(m->log + n, sizeof m->log - n, format, args);
    va_end(args);
    n = strlen(m->log);
    snprintf(m->log + n, sizeof m->log - n, "\n");
}

const char *moving_seat_name(const struct moving *m, unsigned seat)
{
    static const char *const NAMES[2][MOVING_SEATS] = {{"M01", "M02", "M03"},
                                                       {"M09", "M10", "M11"}};
    return NAMES[m->paper == 3][seat]; /* paper 3 belongs to M09 */
}

unsigned moving_seat_of(const struct moving *m, const uint8_t seat_hash[8])
{
    unsigned s = 0;
    for (; s < MOVING_SEATS; s++) {
        uint8_t hash[CRYPT_HASH];
        const char *name = moving_seat_name(m, s);
        crypt_hash(LABEL_SEAT, name, strlen(name), hash);
        if (memcmp(hash, seat_hash, 8) == 0)
            break;
    }
    return s;
}

uint64_t moving_true_ms(const struct moving *m, const struct journal_event *ev, unsigned seat)
{
    return (uint64_t)(ev->wall_ms - MOVING_WALL_MS - m->seat[seat].offset_ms);
}

struct moving_act *moving_act_of(struct moving *m, const struct journal_event *ev)
{
    unsigned seat = moving_seat_of(m, ev->seat_hash);
    bool is_answer = ev->type == JOURNAL_CHOOSE || ev->type == JOURNAL_CLEAR;
    for (unsigned i = m->acts; is_answer && seat < MOVING_SEATS && i-- > 0;)
        if (m->act[i].question == ev->question && m->act[i].seat == seat &&
            m->act[i].at_ms == moving_true_ms(m, ev, seat))
            return &m->act[i];
    return NULL;
}

void moving_sleep_us(unsigned us)
{
    nanosleep(&(struct timespec){us / 1000000, (long)(us % 1000000) * 1000}, NULL);
}

void moving_pass(struct moving *m, unsigned ms)
{
    m->now_ms += ms;
}

/* ---- seats ---- */

struct moving_view moving_view_of(const struct moving *m, unsigned s)
{
    struct moving_view v;
    unsigned version;
    do {
        version = m->seat[s].version;
        v = m->seat[s].view[version % 2];
    } while (m->seat[s].version - version > 1);
    return v;
}

static bool is_empty(const char *dir)
{
    return room_count_files(dir, "") <= 2;
}

/* The program has ended, whatever ended it. */
void moving_forget(struct moving_seat *s)
{
    waitpid(s->pid, NULL, 0);
    close(s->line);
    s->pid = 0;
}

bool moving_is_alive(struct moving_seat *s)
{
    siginfo_t info = {0};
    return s->pid && waitid(P_PID, (id_t)s->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0;
}

void moving_start(struct moving *m, struct rig *rig, unsigned n)
{
    struct moving_seat *s = &m->seat[n];
    int line[2];
    if (s->pid)
        return;
    s->is_fresh = is_empty(s->dir);
    s->sent = 0;
    s->done = 0;
    s->view[0] = s->view[1] = (struct moving_view){0};
    unsigned version = s->version;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, line) != 0) {
        moving_wrong(m, "no line to a seat: %s", strerror(errno));
        return;
    }
    pid_t pid = fork();
    if (pid == 0) {
        for (unsigned i = 0; i < MOVING_SEATS; i++)
            if (i != n && m->seat[i].pid)
                close(m->seat[i].line);
        close(line[0]);
        moving_sit(rig, m, n, line[1]);
    }
    close(line[1]);
    s->pid = pid; /* the child writes nothing of this: the memory is shared */
    s->line = line[0];
    for (int i = 0; i < WAITS && s->version == version && moving_is_alive(s); i++)
        moving_sleep_us(500);
    if (s->version == version)
        moving_wrong(m, "seat %u shows nothing", n);
}

static void tell(struct moving_seat *s, const struct moving_command *o)
{
    if (s->pid && send(s->line, o, sizeof *o, MSG_NOSIGNAL) == (ssize_t)sizeof *o)
        s->sent++;
}

/* Tells it, and waits until it is done and shown. */
void moving_order(struct moving *m, unsigned n, struct moving_command o)
{
    struct moving_seat *s = &m->seat[n];
    if (m->error[0])
        return;
    tell(s, &o);
    for (int i = 0; s->done != s->sent; i++) {
        if (i == WAITS || !moving_is_alive(s)) {
            moving_wrong(m, "seat %u does not carry out %d", n, (int)o.what);
            return;
        }
        moving_sleep_us(200);
    }
}

void moving_press(struct moving *m, unsigned n, enum moving_what what)
{
    moving_order(m, n, (struct moving_command){.what = what});
}

void moving_type(struct moving *m, unsigned n, enum moving_what what, const char *text)
{
    struct moving_command o = {.what = what};
    snprintf(o.text, sizeof o.text, "%s", text);
    moving_order(m, n, o);
}

/* Killed at once, or a moment after a command that is still under way. */
void moving_kill(struct moving *m, unsigned n, const struct moving_command *under_way)
{
    struct moving_seat *s = &m->seat[n];
    if (!s->pid)
        return;
    if (under_way) {
        tell(s, under_way);
        moving_sleep_us(moving_lot(m, KILL_US));
    }
    kill(s->pid, SIGKILL);
    moving_forget(s);
    m->count.kills++;
    bool is_reset = moving_happens(m, 30);
    if (is_reset) {
        s->boots++;
        s->booted_ms = m->now_ms;
    }
    moving_note(m, "seat %u killed%s%s", n, under_way ? " at work" : "",
                is_reset ? ", machine started again" : "");
}

/* Power goes. What its disk then holds is rolled; without a record of what was written there, all
 * that was. */
void moving_cut_power(struct moving *m, unsigned n)
{
    struct moving_seat *s = &m->seat[n];
    struct moving_command o = {.what = MOVING_CUT};
    if (!s->pid)
        return;
    if (!s->is_fresh) {
        moving_kill(m, n, NULL);
        return;
    }
    snprintf(o.text, sizeof o.text, "%s-cut", s->dir);
    mkdir(o.text, 0700);
    tell(s, &o);
    moving_forget(s);
    room_empty(s->dir);
    if (rmdir(s->dir) != 0 || rename(o.text, s->dir) != 0)
        moving_wrong(m, "no disk after the cut: %s", strerror(errno));
    s->boots++;
    s->booted_ms = m->now_ms;
    m->count.cuts++;
    moving_note(m, "seat %u loses power", n);
}

/* Its disk is gone for good; another one stands in its place. */
void moving_lose_disk(struct moving *m, unsigned n)
{
    char dead[160];
    struct moving_seat *s = &m->seat[n];
    moving_kill(m, n, NULL);
    snprintf(dead, sizeof dead, "%s-dead%u", s->dir, m->dead++);
    if (rename(s->dir, dead) != 0 || mkdir(s->dir, 0700) != 0)
        moving_wrong(m, "no new disk: %s", strerror(errno));
    room_empty(dead);
    rmdir(dead);
    s->boots++;
    s->booted_ms = m->now_ms;
    s->died_ms = m->now_ms;
    m->count.dead++;
    moving_note(m, "the disk of seat %u dies", n);
}

/* ---- folders ---- */

void moving_pull(struct moving *m, unsigned f)
{
    if (m->is_pulled[f] || rename(m->folder[f], m->away[f]) != 0)
        return;
    m->is_pulled[f] = true;
    m->count.pulled++;
    moving_note(m, "folder %u pulled", f);
}

void moving_give_back(struct moving *m, unsigned f)
{
    if (!m->is_pulled[f] || rename(m->away[f], m->folder[f]) != 0)
        return;
    m->is_pulled[f] = false;
    moving_note(m, "folder %u is back", f);
}

static void copy_file(const char *from, const char *to)
{
    struct buf b;
    struct err ignored;
    buf_init(&b, ANSWERS_FILE_MAX);
    if (file_read(from, ANSWERS_FILE_MAX, &b, &ignored) == ERR_OK &&
        file_write(to, b.data, b.len, FILE_REPLACE, &ignored) != ERR_OK)
        unlink(to);
    buf_free(&b);
}

/* The invigilator carries what lies in one folder to the other, as file managers copy. */
void moving_carry(struct moving *m, unsigned from, unsigned to)
{
    DIR *d = opendir(m->is_pulled[from] ? m->away[from] : m->folder[from]);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        char path[2][400];
        if (!resume_is_file_name(entry->d_name) && !answers_is_file_name(entry->d_name))
            continue;
        snprintf(path[0], sizeof path[0], "%s/%s",
                 m->is_pulled[from] ? m->away[from] : m->folder[from], entry->d_name);
        snprintf(path[1], sizeof path[1], "%s/%s", m->is_pulled[to] ? m->away[to] : m->folder[to],
                 entry->d_name);
        copy_file(path[0], path[1]);
    }
    if (d)
        closedir(d);
    moving_note(m, "folder %u carried to %u", from, to);
}

/* Files of the paper's names that nobody with its key made. */
void moving_plant(struct moving *m, const struct rig *rig)
{
    uint8_t junk[512];
    char path[256], name[CLAIM_NAME] = "", number[8];
    uint8_t key[CRYPT_KEY];
    struct err ignored;
    for (size_t i = 0; i < sizeof junk; i++)
        junk[i] = (uint8_t)moving_lot(m, 256);
    session_paper_name(m->paper, number);
    resume_key(rig->office.paper[m->paper].k0, key);
    if (moving_happens(m, 30))
        claim_file_name(&rig->session, m->paper, key, name);
    else
        snprintf(name, sizeof name, "rig.%s.%016u.%s", number, moving_lot(m, 99999),
                 moving_happens(m, 50) ? "resume" : "answers");
    snprintf(path, sizeof path, "%s/%s", m->folder[0], name);
    if (!m->is_pulled[0] && !file_exists(path) &&
        file_write(path, junk, sizeof junk, FILE_NEW, &ignored) == ERR_OK)
        moving_note(m, "a strange file: %s", name);
}
