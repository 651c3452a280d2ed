/* The environment the client lives in: a list of variables, and nothing else of what whoever
 * started it had set. Others may name folders that libraries read from or write to. */
#ifndef SATHACH_CLIENT_ENVIRONMENT_H
#define SATHACH_CLIENT_ENVIRONMENT_H

/* Keeps TERM (made of letters, digits and + . _ - alone; else it becomes vt220), NO_COLOR, LANG,
 * LANGUAGE, LC_ALL, LC_CTYPE, LC_MESSAGES, TZ, HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR; PATH becomes
 * the system's; all others go. Before any thread, and before anything is read from it. */
void environment_clear(void);
/* HOME goes too, whose folder .terminfo may describe the terminal in another way. */
void environment_leave_home(void);

#endif
