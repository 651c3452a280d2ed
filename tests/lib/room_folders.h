/* A room with two exchange folders, for tests of what moves by them. */
#ifndef SATHACH_TESTS_ROOM_FOLDERS_H
#define SATHACH_TESTS_ROOM_FOLDERS_H

#include "tests/lib/room_rig.h"

#include <stddef.h>

extern struct rig rig;
extern char folder[64], other[64];

/* Of the group: the room is made, and cleared away. */
int room_folders_up(void **state);
int room_folders_down(void **state);
/* Around each test: nothing lies in them. */
int room_folders_empty(void **state);
/* Lays a file there. */
void room_folders_put(const char *dir, const char *name, const void *bytes, size_t len);
/* SBD 001 up to the rules. */
void room_folders_to_rules(struct room_seat *s);

#endif
