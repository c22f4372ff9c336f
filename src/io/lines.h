/* Keys and signals of plain mode. On a terminal each key counts at once and is not echoed; from
 * a pipe a key is a line: its first character, an empty line is Enter, one of blanks is Space, a whole
 * number 0-10 is that digit (10 is t). One per process, one thread. */
#ifndef UNKNOT_IO_LINES_H
#define UNKNOT_IO_LINES_H

#include <stdbool.h>
#include <stdint.h>

struct lines;

/* Takes over stdin and blocks SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGCONT for lines_signal(). */
struct lines *lines_open(void);

/* Puts modes and signals back; NULL does nothing. */
void lines_close(struct lines *l);

/* Descriptor to poll for keys; -1 after the end of input. */
int lines_key_fd(const struct lines *l);
int lines_signal_fd(const struct lines *l);

/* Next key, as keymap.h codes; false when none waits. At the end of input gives KEYCODE_HANGUP once. */
bool lines_key(struct lines *l, uint32_t *key);

/* For a number of more than one figure: from here on a line gives each of its characters and then
 * Enter, until it is turned off. Where there is a terminal that is so anyway. */
void lines_whole(struct lines *l, bool on);

/* Forgets keys typed ahead on a terminal; what comes from a pipe was meant. */
void lines_drop(struct lines *l);

/* Next signal, 0 if none. After SIGCONT the terminal's modes have been taken again. */
int lines_signal(struct lines *l);

#endif
