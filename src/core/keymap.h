/* Keys. One table from action to keys, names and help feeds footer, help page and (later) config
 * and manual (product.md, "Keys"). Pure; texts are translated where they are shown. */
#ifndef UNKNOT_CORE_KEYMAP_H
#define UNKNOT_CORE_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key: a Unicode code point (Enter is 0x0d, Esc 0x1b, Ctrl-C 0x03), or one of these. */
enum key_code {
	KEYCODE_NONE = 0,
	KEYCODE_ENTER = 0x0d,
	KEYCODE_ESC = 0x1b,
	KEYCODE_CTRL_C = 0x03,
	KEYCODE_SPACE = ' ',
	KEYCODE_BACKSPACE = 0x7f,
	KEYCODE_TAB = '\t',
	KEYCODE_UP = 0x110000,
	KEYCODE_DOWN,
	KEYCODE_LEFT,
	KEYCODE_RIGHT,
	KEYCODE_PAGE_UP,
	KEYCODE_PAGE_DOWN,
	KEYCODE_HOME,
	KEYCODE_END,
	KEYCODE_RESIZE,
	KEYCODE_HANGUP
};

enum action {
	ACT_NONE,
	ACT_GO_ON,
	ACT_PAUSE,
	ACT_STOP,
	ACT_SKIP,
	ACT_BACK,
	ACT_JUMP,
	ACT_RATE,
	ACT_SORER,
	ACT_EASIER,
	ACT_TWITCH,
	ACT_MORE,
	ACT_LESS,
	ACT_SWAP,
	ACT_MUTE,
	ACT_VOICE,
	ACT_BREATH_SOUND,
	ACT_QUIETER,
	ACT_LOUDER,
	ACT_HELP,
	ACT_QUIT,
	ACT_INTERRUPT,
	ACTIONS
};

struct binding {
	enum action action;
	const char *name;  /* of the action in config: "go-on" */
	uint32_t keys[4];  /* 0 ends the list */
	const char *shown; /* as footers show the key: "Enter", "Space", "x" */
	const char *label; /* two or three words for a footer: "it let go" is put in by the view */
	const char *help;  /* one sentence for the help page */
};

/* The table, in the order of the help page; its length in `*n`. */
const struct binding *keymap_table(size_t *n);
/* The row of an action; NULL for ACT_NONE. */
const struct binding *keymap_of(enum action a);

/* The action of a key while a session plays. A digit or `t` gives ACT_RATE and the figure in
 * `*value` (t is 10). */
enum action keymap_action(uint32_t key, int *value);

#endif
