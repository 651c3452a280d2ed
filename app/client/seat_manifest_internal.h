/* What the files of the module share: seat_manifest.c goes from step to step, seat_manifest_file.c
 * is what the disk is asked for. */
#ifndef SATHACH_CLIENT_SEAT_MANIFEST_INTERNAL_H
#define SATHACH_CLIENT_SEAT_MANIFEST_INTERNAL_H

#include "app/client/seat_manifest.h"

/* The job of the errands, one after the other; between them it is the screen's. */
struct seat_manifest_job {
    void (*run)(struct seat_manifest_job *j); /* what is to be done now */
    const struct session *session;
    char *dir;
    struct manifest m;
    uint32_t files; /* manifests of this seat that stand in the data folder */
    char *path, *part;
    struct buf bytes;
    uint8_t hash[CRYPT_HASH];
    enum err_code rc; /* of what was done last */
    struct err e;
};

/* NULL: no memory. */
struct seat_manifest_job *seat_manifest_new_job(const struct client *c, enum manifest_why why);
void seat_manifest_free_job(void *job);
/* The manifest is called so, in the data folder. False: no memory. */
bool seat_manifest_name_job(struct seat_manifest_job *j, const char *name);

/* Attempts without an end go out as answers, and into the manifest; ERR_BUSY where the disk does
 * not answer: then nothing was begun. */
void seat_manifest_read_attempts(struct seat_manifest_job *j);
/* Writes the manifest under another name; gives it its own. */
void seat_manifest_write_part(struct seat_manifest_job *j);
void seat_manifest_give_name(struct seat_manifest_job *j);

#endif
