/* The terminal: the only file that sees ncurses. It sets modes, reads keys, tells of resizes and
 * signals, shows canvases and restores everything on every path. One terminal a process, one
 * thread. */
#ifndef UNKNOT_IO_TERM_H
#define UNKNOT_IO_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "view/paint.h"

struct term;

struct term_options {
	bool ascii;         /* --ascii: only ASCII glyphs */
	bool no_colour;     /* NO_COLOR or --no-colour */
	enum ground ground; /* theme of the person; GROUND_UNKNOWN: auto */
	enum palette palette;
	int sync;                /* frames held back until whole: 0 where known to work, 1 always, -1 never */
	const char *stderr_path; /* where fd 2 goes while the screen is up (the log); NULL: /dev/null */
};

/* Whether a screen can be shown at all: stdin and stdout are a terminal whose terminfo can move
 * the cursor and clear; else plain mode. */
bool term_usable(void);

/* What is found of the terminal, without taking it over. */
struct term_report {
	bool usable;      /* as term_usable() */
	const char *name; /* $TERM, or "" */
	int cols, rows;   /* 0 0: stdout is none */
	enum depth depth;
	enum tier tier;
	bool utf8; /* the locale's characters */
};
struct term_report term_report(const struct term_options *o);

/* Takes over the terminal. False with a message if it cannot. */
struct term *term_open(const struct term_options *o, struct err *e);

/* Puts everything back. NULL does nothing. May be called twice. */
void term_close(struct term *t);

/* Descriptors to poll for reading: keys, and signals. */
int term_key_fd(const struct term *t);
int term_signal_fd(const struct term *t);

/* Descriptor to poll for writing while a frame is unfinished; -1 while none is. */
int term_write_fd(const struct term *t);

/* Next key waiting, as keymap.h codes (KEYCODE_RESIZE after a new size, KEYCODE_HANGUP when the
 * terminal is gone); false when none is. Call until false. */
bool term_key(struct term *t, uint32_t *key);

/* Whether term_key() has one to give that no descriptor tells of: a new size, a terminal lost. */
bool term_key_due(const struct term *t);

/* Takes a signal that arrived: SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH.
 * 0 when none is left. SIGWINCH has been applied: term_size() is new. */
int term_signal(struct term *t);

/* Gives the terminal back and stops the process (Ctrl-Z); returns when it goes on, screen and
 * modes taken over again, everything to be repainted. */
void term_stop(struct term *t);

/* Size in cells, at least 1x1. */
void term_size(const struct term *t, int *cols, int *rows);
enum tier term_tier(const struct term *t);

/* Shows a canvas: at most one write, none if nothing changed. If the terminal has not taken the
 * last frame yet, this one is dropped; call term_flush() when term_write_fd() is writable. Returns
 * whether the canvas was taken (false: draw again later). */
bool term_show(struct term *t, const struct canvas *c);
void term_flush(struct term *t);

/* Repaint all with the next frame. */
void term_redraw(struct term *t);

/* One BEL. */
void term_bell(struct term *t);

#endif
