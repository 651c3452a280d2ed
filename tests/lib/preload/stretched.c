/* What was stretched once in a run of the tests is not stretched again: Argon2id with the same
 * passphrase, salt and costs gives the same bytes, and most of a run's time would go to asking it
 * for the same codes. The first who asks computes; the others, of whatever program, read what came
 * out in a table in memory that lies in the file STRETCHED. For LD_PRELOAD. The file is mapped
 * before main: afterwards no system call is made, so that a program killed at its calls, or held
 * in a sandbox, makes the same ones with it. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ROWS = 1 << 15, TRIES = 64, SALT = 16, LEN_MAX = 64, KEY = 32, ARGON2ID = 2 };

struct row {
    _Atomic uint32_t state; /* 0 free, 1 taken, 2 whole */
    uint8_t key[KEY];       /* hash of all that was asked */
    uint8_t out[LEN_MAX];
};

typedef int stretch(unsigned char *out, unsigned long long len, const char *word,
                    unsigned long long word_len, const unsigned char *salt, unsigned long long ops,
                    size_t mem, int alg);
typedef int hash(unsigned char *out, size_t len, const unsigned char *in, unsigned long long in_len,
                 const unsigned char *key, size_t key_len);

/* A program that loads the library later than this finds it here, and remembers nothing. */
static stretch *find_real(void)
{
    void *library = dlopen("libsodium.so.23", RTLD_LAZY | RTLD_NOLOAD);
    stretch *found = NULL;
    *(void **)&found = library ? dlsym(library, "crypto_pwhash") : NULL;
    return found;
}

static struct row *table;
static stretch *real;
static hash *hash_of;

__attribute__((constructor)) static void map_table(void)
{
    const char *path = getenv("STRETCHED");
    *(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash");
    *(void **)&hash_of = dlsym(RTLD_NEXT, "crypto_generichash");
    if (!path || !real || !hash_of)
        return;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    void *at = mmap(NULL, ROWS * sizeof(struct row), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    table = at == MAP_FAILED ? NULL : at;
}

/* The row of what is asked, whole, or one that is the caller's to fill; NULL: neither. */
static struct row *find(const uint8_t key[KEY], bool *is_whole)
{
    uint32_t at;
    memcpy(&at, key, sizeof at);
    for (uint32_t i = 0; i < TRIES; i++) {
        struct row *row = &table[(at + i) % ROWS];
        uint32_t state = atomic_load(&row->state);
        if (state == 0 && atomic_compare_exchange_strong(&row->state, &state, 1)) {
            *is_whole = false;
            return row;
        }
        if (state == 2 && memcmp(row->key, key, KEY) == 0) {
            *is_whole = true;
            return row;
        }
    }
    return NULL;
}

static void hash_request(uint8_t key[KEY], uint64_t len, const char *word, uint64_t word_len,
                         const unsigned char *salt, uint64_t ops, uint64_t mem)
{
    uint8_t asked[3 * sizeof(uint64_t) + SALT], word_hash[KEY];
    const uint64_t number[3] = {len, ops, mem};
    memcpy(asked, number, sizeof number);
    memcpy(asked + sizeof number, salt, SALT);
    hash_of(word_hash, KEY, (const unsigned char *)word, word_len, NULL, 0);
    hash_of(key, KEY, asked, sizeof asked, word_hash, KEY);
}

int crypto_pwhash(unsigned char *out, unsigned long long len, const char *word,
                  unsigned long long word_len, const unsigned char *salt, unsigned long long ops,
                  size_t mem, int alg);
int crypto_pwhash(unsigned char *out, unsigned long long len, const char *word,
                  unsigned long long word_len, const unsigned char *salt, unsigned long long ops,
                  size_t mem, int alg)
{
    uint8_t key[KEY];
    bool is_whole = false;
    if (!real && !(real = find_real()))
        return -1;
    if (!table || len > LEN_MAX || alg != ARGON2ID)
        return real(out, len, word, word_len, salt, ops, mem, alg);
    hash_request(key, len, word, word_len, salt, ops, mem);
    struct row *row = find(key, &is_whole);
    if (row && is_whole) {
        memcpy(out, row->out, len);
        return 0;
    }
    int rc = real(out, len, word, word_len, salt, ops, mem, alg);
    if (row && rc == 0) {
        memcpy(row->key, key, KEY);
        memcpy(row->out, out, len);
        atomic_store(&row->state, 2);
    } else if (row) {
        atomic_store(&row->state, 0);
    }
    return rc;
}
