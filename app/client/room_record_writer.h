/* The room record's writer: a thread of its own with the record's file (room_record_file.h), for
 * the disk may hang. What is added is known here at once, over the file's records, and on the disk
 * a moment later; who must not go on before waits until it is settled, and not for ever. */
#ifndef SATHACH_CLIENT_ROOM_RECORD_WRITER_H
#define SATHACH_CLIENT_ROOM_RECORD_WRITER_H

#include "app/client/room_record_file.h"

struct room_record_writer;

/* Starts the thread, which reads what stands there; waits up to ms for that. ERR_BUSY: the disk did
 * not answer; ERR_LIMIT, ERR_IO: no memory, no thread. All of the setup is copied. */
enum err_code room_record_writer_start(const struct room_record_setup *setup, int ms,
                                       struct room_record_writer **out,
                                       struct err *e) ERR_MUST_CHECK;
/* Waits two seconds for what is on its way, then ends. A thread that hangs is left behind with what
 * it holds. NULL is fine. What never could be written is lost. */
void room_record_writer_stop(struct room_record_writer *w);
/* The same where the program goes on: a disk that hangs is not waited for. */
void room_record_writer_leave(struct room_record_writer *w);
/* Readable when something was written, or could not be. */
int room_record_writer_fd(const struct room_record_writer *w);

/* Adds a record, and one that carries nothing but perhaps data: as room_record_file_add and _note.
 */
void room_record_writer_add(struct room_record_writer *w, const struct room_record *r);
void room_record_writer_note(struct room_record_writer *w, enum room_what what,
                             const uint8_t *data);
/* All that was added is on the disk, or was refused by it and waits in memory. */
bool room_record_writer_is_settled(struct room_record_writer *w);
/* Waits up to ms for that; whether it is. */
bool room_record_writer_flush(struct room_record_writer *w, int ms);
/* Why records wait in memory; ERR_OK when none does. */
enum err_code room_record_writer_trouble(struct room_record_writer *w, struct err *out);

/* Whether a voucher may be used so, as far as is known here. */
enum room_record_use room_record_writer_voucher(struct room_record_writer *w,
                                                const struct room_record *use);
/* The same, and a fresh use is added. The file is asked too, for other programs of this seat: what
 * came of it tells room_record_writer_answer, which is called once it is settled, or when nobody
 * waits any longer; then it counts as used here, whatever the file says later. */
enum room_record_use room_record_writer_use_voucher(struct room_record_writer *w,
                                                    const struct room_record *use);
enum room_record_use room_record_writer_answer(struct room_record_writer *w);

/* As the functions of the file, over all that is known. */
void room_record_writer_state(struct room_record_writer *w, const struct clock_source *clock,
                              struct room_record_state *out);
void room_record_writer_bytes(struct room_record_writer *w, struct buf *out);
size_t room_record_writer_count(struct room_record_writer *w);
void room_record_writer_at(struct room_record_writer *w, size_t i, struct room_record *out);

#endif
