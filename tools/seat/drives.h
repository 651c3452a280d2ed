/* The disks of a PC that starts from the seat's stick: which one it started from, what the image on
 * it hashes to, where attempts are to be kept. Nothing here writes to a disk. */
#ifndef SATHACH_TOOLS_SEAT_DRIVES_H
#define SATHACH_TOOLS_SEAT_DRIVES_H

#include "app/core/crypt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DRIVES_IMAGE_ID = 0x5A7AC401, /* of a seat's stick, in its partition table */
    DRIVES_DATA_PART = 3,
    DRIVES_NAME = 64,
    DRIVES_MAX = 64
};
#define DRIVES_LABEL "sathach-data"

struct drive {
    char name[DRIVES_NAME]; /* "sda3" */
    char disk[DRIVES_NAME]; /* "sda"; its own name for a whole disk */
    unsigned part;          /* 0 for a whole disk */
    bool is_of_image;       /* its disk is a seat's stick */
    bool is_labelled;       /* holds an ext4 labelled sathach-data */
};

enum drives_found {
    DRIVES_READY, /* *out holds attempts, or will */
    DRIVES_NEW,   /* *out is the third partition of a stick that was never used */
    DRIVES_TWICE, /* several, and none is the started stick's alone */
    DRIVES_ALIEN, /* the stick's third partition holds something else */
    DRIVES_NONE
};

/* The disks and partitions that the system knows (sys: "/sys/class/block", dev: "/dev"), at most
 * DRIVES_MAX. */
size_t drives_list(const char *sys, const char *dev, struct drive out[DRIVES_MAX]);
/* Where attempts go. udev: where its database lies, "/run/udev/data"; a partition that it has not
 * looked at yet counts as not there. */
enum drives_found drives_choose(const struct drive *d, size_t n, const char *sys, const char *udev,
                                struct drive *out);
/* SHA-256 of the image on the one seat's stick among them, as of the file it was written from.
 * False without such a stick, with two, or when it cannot be read. */
bool drives_image_hash(const struct drive *d, size_t n, const char *dev, uint8_t out[CRYPT_HASH]);

#endif
