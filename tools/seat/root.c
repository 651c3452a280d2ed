/* seat-root: what root does on a seat that starts from its stick, where there is no shell. One word
 * each, called by the units of image/files:
 *   console        font, keyboard and colours of the first console; no way to another
 *   data           where attempts are kept, on the stick; what the image hashes to
 *   name           what the seat is called
 *   drop           the exchange folder on the network
 *   stick DEVICE   a session's stick, below /media;  unstick DEVICE
 *   (as a generator of systemd, with its three folders: what seat.ini wants started)
 * What hinders an exam is written where seat-start reads it; only that a stick is waited for is
 * said on the console from here. */
#include "tools/seat/drives.h"
#include "tools/seat/seat_state.h"
#include "tools/seat/settings.h"

#include "app/core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/vt.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CONSOLE "/dev/tty1"
#define FONT "/usr/share/consolefonts/Vietnamese-Fixed16.psf"
#define DATA "/var/lib/sathach"
#define DROP "/srv/sathach/drop"
enum { LARGE_COLUMNS = 160, HUGE_COLUMNS = 200, WAIT_MS = 15000, STEP_MS = 250, OPTIONS = 512 };
enum { FSCK_MENDED = 3 /* the highest exit code of e2fsck after which all is well */ };
enum { HELD = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME };

static void sleep_ms(long ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

/* Runs a program to its end; its exit code, -1 when it did not come to one. */
static int run(const char *const argv[])
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int fail(const char *what)
{
    fprintf(stderr, "seat-root: %s: %s\n", what, strerror(errno));
    return EXIT_FAILURE;
}

static const struct passwd *account(void)
{
    return getpwnam("sathach-seat");
}

/* ---- console ---- */

static int console(void)
{
    static const char PLAIN[] = "\033%G\033[9;0]\033[14;0]"; /* UTF-8; never blank, never off */
    struct settings s;
    struct err e;
    struct winsize size = {.ws_col = 80};
    int fd = open(CONSOLE, O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(CONSOLE);
    bool is_large = settings_read(SETTINGS_PATH, &s, &e) == ERR_OK && s.is_large;
    ioctl(fd, TIOCGWINSZ, &size);
    const char *font[] = {"/usr/bin/setfont", "-C", CONSOLE, FONT, NULL, NULL};
    if (size.ws_col >= HUGE_COLUMNS || (is_large && size.ws_col >= LARGE_COLUMNS))
        font[4] = "-d";
    int rc = run((const char *[]){"/usr/bin/kbd_mode", "-u", "-C", CONSOLE, NULL});
    rc |= run(font);
    rc |= write(fd, PLAIN, sizeof PLAIN - 1) < 0;
    /* holds for all consoles, and outlives whoever stands on this one */
    if (ioctl(fd, VT_LOCKSWITCH, 1) != 0)
        rc |= fail("VT_LOCKSWITCH");
    close(fd);
    return rc ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* ---- data ---- */

static void tell_image_hash(const struct drive *d, size_t n)
{
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    if (!drives_image_hash(d, n, "/dev", hash))
        return;
    crypt_hex(hash, sizeof hash, hex);
    seat_state_write(SEAT_IMAGE, hex);
}

/* On the console itself, for nobody else has it yet. "" takes the words away. */
static void say_on_console(const char *words)
{
    FILE *f = fopen(CONSOLE, "we");
    if (!f)
        return;
    fprintf(f, "\033[2J\033[H");
    if (words[0])
        fprintf(f, "\n\n  sathach\n\n  %s\n", words);
    fclose(f);
}

/* Another area than the stick's own counts only when the stick had its time to appear. */
static bool is_settled(enum drives_found found, const struct drive *area, int waited_ms)
{
    if (found == DRIVES_NONE)
        return false;
    return waited_ms >= WAIT_MS || (found != DRIVES_TWICE && area->is_of_image);
}

/* As long as it takes; after a while people are told what to plug in. */
static enum drives_found await_area(struct drive *out)
{
    struct drive d[DRIVES_MAX];
    enum drives_found found = DRIVES_NONE;
    size_t n = 0;
    for (int waited = 0; !is_settled(found, out, waited); waited += STEP_MS) {
        if (waited)
            sleep_ms(STEP_MS);
        n = drives_list("/sys/class/block", "/dev", d);
        found = drives_choose(d, n, "/sys/class/block", "/run/udev/data", out);
        if (waited == WAIT_MS && found == DRIVES_NONE)
            say_on_console(seat_trouble_words(SEAT_NOWHERE));
    }
    say_on_console("");
    tell_image_hash(d, n);
    return found;
}

/* A folder of attempts on it, the seat's account's. */
static enum seat_trouble_kind mount_area(const char *device)
{
    const struct passwd *owner = account();
    if (mount(device, DATA, "ext4", HELD, "errors=remount-ro") != 0) {
        fail(device);
        return SEAT_DAMAGED;
    }
    rmdir(DATA "/lost+found");
    if (!owner || chown(DATA, owner->pw_uid, owner->pw_gid) != 0 || chmod(DATA, 0700) != 0) {
        fail(DATA);
        return SEAT_DAMAGED;
    }
    return SEAT_FINE;
}

static enum seat_trouble_kind use_area(const struct drive *area, bool is_new)
{
    char device[DRIVES_NAME + 8];
    snprintf(device, sizeof device, "/dev/%s", area->name);
    if (is_new &&
        run((const char *[]){"/usr/sbin/mkfs.ext4", "-q", "-L", DRIVES_LABEL, "-m", "0", "-E",
                             "lazy_itable_init=0,lazy_journal_init=0,nodiscard", device, NULL}))
        return SEAT_DAMAGED;
    int checked = run((const char *[]){"/usr/sbin/e2fsck", "-p", device, NULL});
    return checked < 0 || checked > FSCK_MENDED ? SEAT_DAMAGED : mount_area(device);
}

static enum seat_trouble_kind use_memory(void)
{
    const struct passwd *owner = account();
    if (!owner || mount("sathach", DATA, "tmpfs", HELD, "mode=0700,size=25%") != 0 ||
        chown(DATA, owner->pw_uid, owner->pw_gid) != 0)
        return SEAT_DAMAGED;
    return SEAT_FINE;
}

static enum seat_trouble_kind find_area(void)
{
    struct drive area = {.part = 0};
    switch (await_area(&area)) {
    case DRIVES_READY: return use_area(&area, false);
    case DRIVES_NEW: return use_area(&area, true);
    case DRIVES_TWICE: return SEAT_TWICE;
    default: return SEAT_DAMAGED;
    }
}

static int data(void)
{
    static struct settings s;
    struct err e;
    if (settings_read(SETTINGS_PATH, &s, &e) != ERR_OK)
        return EXIT_SUCCESS; /* seat-start says so */
    enum seat_trouble_kind trouble = s.is_in_memory ? use_memory() : find_area();
    if (trouble == SEAT_FINE)
        return EXIT_SUCCESS;
    seat_state_write(SEAT_TROUBLE, seat_trouble_words(trouble));
    return EXIT_FAILURE;
}

/* ---- name ---- */

/* The first line of a file, if it is a name. */
static bool read_name(const char *path, char name[SETTINGS_NAME])
{
    char line[SETTINGS_NAME + 2];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    ssize_t n = fd >= 0 ? file_read_all(fd, line, sizeof line - 1) : -1;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return false;
    line[n] = '\0';
    line[strcspn(line, "\r\n")] = '\0';
    if (!settings_is_name(line))
        return false;
    snprintf(name, SETTINGS_NAME, "%s", line);
    return true;
}

/* The first wired card by its name (eth0 before eth1), "" without one. */
static void find_card(char mac[SETTINGS_MAC])
{
    char first[256] = "", path[512], word[32];
    DIR *dir = opendir("/sys/class/net");
    mac[0] = '\0';
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        if (strncmp(entry->d_name, "eth", 3) == 0 &&
            (!first[0] || strcmp(entry->d_name, first) < 0))
            snprintf(first, sizeof first, "%s", entry->d_name);
    if (dir)
        closedir(dir);
    snprintf(path, sizeof path, "/sys/class/net/%s/address", first);
    FILE *f = first[0] ? fopen(path, "re") : NULL;
    if (f && fgets(word, sizeof word, f)) {
        word[strcspn(word, "\n")] = '\0';
        snprintf(mac, SETTINGS_MAC, "%s", word);
    }
    if (f)
        fclose(f);
}

/* What the network calls this machine, where it was asked. */
static bool read_lease(char name[SETTINGS_NAME])
{
    static const char LEASES[] = "/run/systemd/netif/leases";
    char path[512], line[256];
    bool is_found = false;
    DIR *dir = opendir(LEASES);
    for (struct dirent *entry; dir && !is_found && (entry = readdir(dir));) {
        snprintf(path, sizeof path, "%s/%s", LEASES, entry->d_name);
        FILE *f = entry->d_name[0] != '.' ? fopen(path, "re") : NULL;
        while (f && !is_found && fgets(line, sizeof line, f)) {
            line[strcspn(line, "\n")] = '\0';
            if (strncmp(line, "HOSTNAME=", 9) == 0 && settings_is_name(line + 9)) {
                snprintf(name, SETTINGS_NAME, "%s", line + 9);
                is_found = true;
            }
        }
        if (f)
            fclose(f);
    }
    if (dir)
        closedir(dir);
    return is_found;
}

static int name(void)
{
    static struct settings s;
    struct err e;
    char found[SETTINGS_NAME] = "", mac[SETTINGS_MAC];
    find_card(mac);
    if (!read_name(DATA "/name", found) && !read_lease(found)) {
        snprintf(found, sizeof found, "may-%.2s%.2s", strlen(mac) == 17 ? mac + 12 : "00",
                 strlen(mac) == 17 ? mac + 15 : "00");
        if (settings_read(SETTINGS_PATH, &s, &e) == ERR_OK)
            for (size_t i = 0; i < s.names; i++)
                if (strcmp(s.name[i].mac, mac) == 0)
                    snprintf(found, sizeof found, "%s", s.name[i].name);
    }
    seat_state_write(SEAT_NAME, found);
    return EXIT_SUCCESS;
}

/* ---- exchange folder ---- */

/* The unit tries again until the share is there; unmounted, its place takes nothing. */
static int drop(void)
{
    static struct settings s;
    struct err e;
    char options[OPTIONS], address[64] = "";
    const struct passwd *owner = account();
    if (settings_read(SETTINGS_PATH, &s, &e) != ERR_OK || !s.share[0] || !owner)
        return EXIT_SUCCESS;
    snprintf(address, sizeof address, "%.*s", (int)strcspn(s.share + 2, "/"), s.share + 2);
    snprintf(options, sizeof options,
             "ip=%s,user=%s,pass=%s,vers=3.1.1,seal,soft,cache=none,nosharesock,uid=%u,gid=%u,"
             "file_mode=0600,dir_mode=0700",
             address, s.user, s.password, owner->pw_uid, owner->pw_gid);
    int rc = mount(s.share, DROP, "cifs", HELD, options);
    crypt_wipe(options, sizeof options);
    return rc == 0 ? EXIT_SUCCESS : fail(s.share);
}

/* ---- sticks of a session ---- */

static bool is_device_name(const char *word)
{
    return strlen(word) > 0 && strlen(word) < 32 &&
           strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen(word);
}

static int stick(const char *device)
{
    static const char *const KINDS[] = {"vfat", "exfat"};
    char from[64], to[64], options[128];
    const struct passwd *owner = account();
    if (!is_device_name(device) || !owner)
        return EXIT_FAILURE;
    snprintf(from, sizeof from, "/dev/%s", device);
    snprintf(to, sizeof to, "/media/%s", device);
    if (mkdir(to, 0555) != 0 && errno != EEXIST)
        return fail(to);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        snprintf(options, sizeof options, "uid=%u,gid=%u,umask=0077%s", owner->pw_uid,
                 owner->pw_gid, i == 0 ? ",utf8" : "");
        if (mount(from, to, KINDS[i], HELD | MS_SYNCHRONOUS, options) == 0)
            return EXIT_SUCCESS;
    }
    int rc = fail(from);
    rmdir(to);
    return rc;
}

static int unstick(const char *device)
{
    char at[64];
    if (!is_device_name(device))
        return EXIT_FAILURE;
    snprintf(at, sizeof at, "/media/%s", device);
    umount2(at, MNT_DETACH);
    rmdir(at);
    return EXIT_SUCCESS;
}

/* ---- what is started, by seat.ini ---- */

static void write_unit(const char *folder, const char *place, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, place);
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    FILE *f = fopen(path, "we");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0)
        fail(path);
}

static void start_with_machine(const char *folder, const char *unit)
{
    char from[PATH_MAX], to[PATH_MAX];
    write_unit(folder, "multi-user.target.wants/.made", "");
    snprintf(from, sizeof from, "/usr/lib/systemd/system/%s", unit);
    snprintf(to, sizeof to, "%s/multi-user.target.wants/%s", folder, unit);
    if (symlink(from, to) != 0)
        fail(to);
}

static int generate(const char *folder)
{
    static struct settings s;
    struct err e;
    char text[1024];
    if (settings_read(SETTINGS_PATH, &s, &e) != ERR_OK)
        return EXIT_SUCCESS; /* nothing is opened; seat-start says why */
    if (s.has_network) {
        write_unit("/run", "systemd/network/50-sathach.network",
                   "[Match]\nName=eth*\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=no\n"
                   "IPv6AcceptRA=no\nLLMNR=no\nMulticastDNS=no\nLLDP=no\n"
                   "[DHCPv4]\nUseDNS=no\nUseNTP=no\nUseRoutes=yes\n");
        start_with_machine(folder, "systemd-networkd.service");
    }
    if (s.share[0])
        start_with_machine(folder, "sathach-drop.service");
    if (s.is_thin) {
        snprintf(
            text, sizeof text,
            "[Unit]\nRequires=\n[Service]\nPrivateNetwork=no\nRestrictAddressFamilies=AF_INET\n"
            "IPAddressAllow=%s\nLoadCredential=thin_key:/etc/sathach/thin_key\n"
            "ExecStart=\nExecStart=/usr/lib/sathach/seat-start thin\nRestart=always\n",
            s.host);
        write_unit(folder, "sathach-seat.service.d/90-thin.conf", text);
    } else {
        start_with_machine(folder, "sathach-data.service");
    }
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    struct err e;
    const char *word = argc > 1 ? argv[1] : "";
    umask(022);
    if (crypt_start(&e) != ERR_OK)
        return fail("libsodium");
    if (argc == 4 && word[0] == '/')
        return generate(word);
    if (strcmp(word, "console") == 0)
        return console();
    if (strcmp(word, "data") == 0)
        return data();
    if (strcmp(word, "name") == 0)
        return name();
    if (strcmp(word, "drop") == 0)
        return drop();
    if (argc == 3 && strcmp(word, "stick") == 0)
        return stick(argv[2]);
    if (argc == 3 && strcmp(word, "unstick") == 0)
        return unstick(argv[2]);
    fputs("usage: seat-root console|data|name|drop|stick DEVICE|unstick DEVICE\n", stderr);
    return ERR_USAGE;
}
