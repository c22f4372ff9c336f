/* A program in a pseudo-terminal whose screen libvterm keeps. Between the test and the program
 * stands a leader that does what a shell does: it gives the program the terminal, sees it stop and
 * lets it go on. Nothing here waits for a time to pass: waits are for something to be seen, with a
 * bound that only a failure reaches. */
#ifndef UNKNOT_TESTS_HARNESS_H
#define UNKNOT_TESTS_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include <vterm.h>

#include "base/text.h"

enum { PTY_ARGS = 16, PTY_WAIT_MS = 20000 };

struct pty_options {
	int cols, rows;             /* 0: 80x24 */
	const char *argv[PTY_ARGS]; /* NULL ends it */
	const char *env[PTY_ARGS];  /* "NAME=value" sets, "NAME" unsets; NULL ends it */
	const char *home;           /* NULL: a new one, removed again */
};

struct pty {
	VTerm *vt;
	VTermScreen *screen;
	int master, slave; /* the slave is kept open so that modes can be read after the end */
	int to_leader, from_leader;
	pid_t leader, pid;
	int status; /* of waitpid(2), once `ended` */
	bool ended, stopped;
	bool alt_screen, cursor; /* as the terminal has them now */
	int bells;
	struct termios before; /* modes before the program began */
	struct buf raw;        /* every byte that came; a test may clear it */
	char home[256];
	bool own_home;
};

struct pty *pty_start(const struct pty_options *o);

/* Ends what still runs, removes the home. NULL does nothing. */
void pty_free(struct pty *p);

/* Path of the program under test ($UNKNOT, else beside the tests), of a helper beside this test. */
const char *pty_program(void);
const char *pty_beside(const char *name);

void pty_keys(struct pty *p, const char *keys);
void pty_resize(struct pty *p, int cols, int rows);
void pty_signal(struct pty *p, int sig);
void pty_go_on(struct pty *p); /* fg */
void pty_hang_up(struct pty *p);

/* Takes in what came, waiting up to `ms` for something; false if nothing did. */
bool pty_take(struct pty *p, int ms);

/* Wait until the screen shows `text`, shows it no more, the program stopped, or ended (then its
 * exit status, 128 + signal if one killed it). They fail the test at the bound. */
void pty_until(struct pty *p, const char *text);
void pty_until_gone(struct pty *p, const char *text);
void pty_until_stopped(struct pty *p);
int pty_until_ended(struct pty *p);

/* The same while nobody reads what the program writes. */
int pty_until_ended_unread(struct pty *p);

/* The screen as text, a row a line. */
const char *pty_text(struct pty *p);
bool pty_shows(struct pty *p, const char *text);
VTermScreenCell pty_cell(struct pty *p, int x, int y);
/* Where `text` begins on the screen; false if it is not there. */
bool pty_find(struct pty *p, const char *text, int *x, int *y);

/* write(2) calls of the program so far, from /proc. */
long pty_writes(struct pty *p);

/* The terminal is as it was: modes, main screen, cursor. */
void pty_is_restored(struct pty *p);

#endif
