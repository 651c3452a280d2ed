#include "tools/work/basis.h"

#include "app/core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WHOLE_MAX = 64 * 1024 * 1024,
    END_BYTES = 1024 * 1024,
    DEPTH = 4,
    TEXT_MAX = 64 * 1024 * 1024
};

/* ---- a file ---- */

static enum err_code add_bytes(int fd, off_t from, size_t len, const char *path, struct buf *out,
                               struct err *e)
{
    uint8_t piece[64 * 1024];
    while (len) {
        ssize_t n = pread(fd, piece, len < sizeof piece ? len : sizeof piece, from);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(e, errno, "%s", path);
        if (n == 0)
            break; /* shorter now: that is another one */
        buf_add(out, piece, (size_t)n);
        from += n;
        len -= (size_t)n;
    }
    return ERR_OK;
}

static enum err_code add_file(int fd, const char *path, struct buf *out, struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return err_set_errno(e, errno, "%s", path);
    buf_printf(out, "%lld\n", (long long)st.st_size);
    if (st.st_size <= WHOLE_MAX)
        return add_bytes(fd, 0, (size_t)st.st_size, path, out, e);
    buf_printf(out, "%lld.%ld\n", (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    enum err_code rc = add_bytes(fd, 0, END_BYTES, path, out, e);
    return rc == ERR_OK ? add_bytes(fd, st.st_size - END_BYTES, END_BYTES, path, out, e) : rc;
}

static enum err_code finish(struct buf *text, const char *path, uint8_t hash[CRYPT_HASH],
                            struct err *e)
{
    enum err_code rc = buf_check(text, path, e);
    if (rc == ERR_OK)
        crypt_hash_file(text->data, text->len, hash);
    buf_free(text);
    return rc;
}

enum err_code basis_of_file(const char *path, uint8_t hash[CRYPT_HASH], struct err *e)
{
    struct buf text;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_set_errno(e, errno, "%s", path);
    buf_init(&text, WHOLE_MAX + 64);
    enum err_code rc = add_file(fd, path, &text, e);
    close(fd);
    if (rc == ERR_OK)
        return finish(&text, path, hash, e);
    buf_free(&text);
    return rc;
}

/* ---- a folder ---- */

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_names(char **name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(name[i]);
    free(name);
}

static enum err_code list(const char *folder, char ***name, size_t *count, struct err *e)
{
    DIR *d = opendir(folder);
    enum err_code rc = d ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    *name = NULL;
    *count = 0;
    for (const struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        char **grown = realloc(*name, (*count + 1) * sizeof *grown);
        if (!grown) {
            rc = err_memory(e);
            break;
        }
        *name = grown;
        if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0)
            continue;
        if (!(grown[*count] = strdup(x->d_name)))
            rc = err_memory(e);
        else
            ++*count;
    }
    if (d)
        closedir(d);
    if (*count)
        qsort(*name, *count, sizeof **name, compare);
    return rc;
}

static enum err_code add_folder(const char *folder, int depth, struct buf *out, struct err *e)
{
    char **name;
    size_t count;
    enum err_code rc = list(folder, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++) {
        struct stat st;
        char *path = file_join(folder, name[i]);
        bool is_there = path && lstat(path, &st) == 0;
        if (is_there && S_ISREG(st.st_mode))
            buf_printf(out, "%s %lld %lld\n", path, (long long)st.st_size,
                       (long long)st.st_mtim.tv_sec);
        else if (is_there && S_ISDIR(st.st_mode) && depth > 1)
            rc = add_folder(path, depth - 1, out, e);
        free(path);
    }
    free_names(name, count);
    return rc;
}

enum err_code basis_of_path(const char *path, uint8_t hash[CRYPT_HASH], struct err *e)
{
    struct buf text;
    if (!file_is_folder(path))
        return basis_of_file(path, hash, e);
    buf_init(&text, TEXT_MAX);
    enum err_code rc = add_folder(path, DEPTH, &text, e);
    if (rc == ERR_OK)
        return finish(&text, path, hash, e);
    buf_free(&text);
    return rc;
}

enum err_code basis_bind(struct work *work, const char *path, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    enum err_code rc = basis_of_path(path, hash, e);
    return rc == ERR_OK ? work_bind(work, hash, e) : rc;
}

enum err_code basis_bind_bytes(struct work *work, const struct buf *bytes, struct err *e)
{
    struct buf text;
    uint8_t hash[CRYPT_HASH];
    buf_init(&text, WHOLE_MAX + 64);
    buf_printf(&text, "%lld\n", (long long)bytes->len);
    buf_add(&text, bytes->data, bytes->len);
    enum err_code rc = finish(&text, "basis", hash, e);
    return rc == ERR_OK ? work_bind(work, hash, e) : rc;
}
