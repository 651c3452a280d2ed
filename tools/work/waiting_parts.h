/* What the files of waiting share. */
#ifndef SATHACH_TOOLS_WORK_WAITING_PARTS_H
#define SATHACH_TOOLS_WORK_WAITING_PARTS_H

#include "app/core/session.h"
#include "tools/office/log.h"
#include "tools/report/mark_page.h"
#include "tools/work/waiting.h"

enum {
    WAITING_ROOM_PAPERS = 3,
    WAITING_LATER_PAPERS = 5,
    WAITING_FORKS = 16 /* papers that have a row of their own */
};
/* A paper of which journals came that part. */
struct waiting_fork {
    char paper[8];
    int64_t since;
    uint64_t line; /* of the log, of its last journal */
};
/* A paper that the room needs, as PDF. */
struct waiting_paper {
    bool is_made, is_printed, is_outdated; /* made before the settings changed that it prints */
    const struct log_line *line;           /* that speaks of it as it was made last */
    const char *hash; /* of the file as it was made last, of the log; NULL: not said */
};

/* What the log's lines say of one session. */
struct waiting_session {
    const char *name;        /* of the log */
    uint32_t papers;         /* of its last line session or commit */
    int64_t made, committed; /* times of lines, 0: there is none */
    bool is_cancelled, is_closed, wants_sheet;
    /* what is made later, as it was made last: its line is NULL once it is signed */
    struct waiting_paper later[WAITING_LATER_PAPERS];
    struct waiting_paper room[WAITING_ROOM_PAPERS];     /* slips, the list to be signed, vouchers */
    int64_t slips, mark, sheet, graded, listed, packed; /* packed: the room's set, of its file */
    const char *unsigned_list; /* the pass list's file, made and not signed; of the log */
    bool is_list_signed;       /* since it was graded */
    size_t came, came_since;   /* from the room: at all, and since it was graded */
    size_t decided_since;
    struct waiting_fork fork[WAITING_FORKS]; /* the council has not ruled on them; of more the
                                                first */
    size_t forks, forks_graded;              /* and as many when it was graded */
    uint64_t graded_line;                    /* of the log; 0: not graded */
    size_t marks;
    char mark_file[MARK_PAGE_NAME]; /* the last one's sheet, "mark-2.pdf" */
    bool is_mark_printed;
    size_t undecided;      /* papers that waited for the council when it was graded */
    int64_t last;          /* its last line */
    int64_t opens, closes; /* of its file; 0 when none are set */
    bool is_training;      /* its file says so */
    /* of its sheet, once something came and it has one */
    size_t unmarked;               /* papers handed in that no mark covers */
    size_t rows_asked, rows_typed; /* and those of them that were typed */
    char fault[WAITING_TEXT];      /* why its files tell nothing; "" where they do */
};

/* Seconds since 1970 of a log's time; 0 for none. */
int64_t waiting_time(const char *text);
/* The sessions of a log; *out is owned. */
enum err_code waiting_sessions(const struct log *l, struct waiting_session **out, size_t *count,
                               struct err *e) ERR_MUST_CHECK;
/* ---- waiting_later.c: papers behind the exam, made before the settings changed ---- */

/* A line report, paper, mark or graded. */
void waiting_take_later(struct waiting_session *s, const struct log_line *x);
/* A row of those to be made again. */
enum err_code waiting_tell_later(const struct waiting_session *s, struct waiting_reply *r,
                                 struct err *e) ERR_MUST_CHECK;
/* Of a session, the command its name behind `command`. */
struct waiting_row waiting_row_of(const struct waiting_session *s, enum waiting_mark mark,
                                  enum waiting_kind kind, int64_t since, const char *command,
                                  const char *behind);

/* Which of its papers were made before the settings changed that they print. */
void waiting_look_settings(const struct workspace *w, struct waiting_session *s);
/* What the files of a session say, hours and sheet, with no key. One that cannot be read is a
 * fault. */
void waiting_look_session(const struct workspace *w, struct waiting_session *s);
/* Forks that the council has ruled on are none any more; where its decisions cannot be read all
 * stay. */
void waiting_look_forks(const struct workspace *w, const struct session *session,
                        struct waiting_session *s);
/* The rows of a session. */
enum err_code waiting_tell_session(const struct waiting_session *s, int64_t now,
                                   struct waiting_reply *r, struct err *e) ERR_MUST_CHECK;

#endif
