/* Parts that several screens are made of. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PARTS_H
#define UNKNOT_VIEW_SCREENS_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/keymap.h"
#include "view/canvas.h"
#include "view/view_model.h"

/* The head line: the program's name and `title` at the left; `right`, and `more` before it while
 * there is room, at the right. NULL or "" for none. */
void parts_head(struct canvas *c, struct rect r, const char *title, const char *more, const char *right);

/* What most screens are: a head line, the body with air around it, the keys. `least` is how many rows
 * the body needs before head and air are given up for it. Clears the canvas; a part without room has
 * no rows. */
struct parts_frame {
	struct rect head, body, keys;
};
struct parts_frame parts_frame(struct canvas *c, int least);

/* The keys that matter, in order while they fit, on the rows of `r`; the first is never left out. */
void parts_keys(struct canvas *c, struct rect r, const struct vm_key *keys, size_t n);

/* The step bar, the legs told apart; where it has more steps than columns, a bar of the session. */
void parts_steps(struct canvas *c, struct rect r, const struct view_model *vm);

/* The scale 0 to 10 with the target, the first rating and the last one on it. Needs 34 columns; a
 * second row is used for words, and for the key of the 10, where `r` has one. */
enum { SCALE_COLS = 34 };
void parts_scale(struct canvas *c, struct rect r, int lo, int hi, int first, int last);

/* "left" and "right" over the legs, then the map. */
struct legmap;
void parts_map(struct canvas *c, struct rect r, const struct legmap *m);

/* What moves on that map. */
void parts_map_now(struct canvas *c, struct rect r, const struct legmap *m);

/* The places of a plan with the order they come in on each leg, to be drawn as a map. */
struct legmap parts_order_map(const struct plan *p, const struct atlas *a, const struct person *who,
			      const struct view_settings *set);

/* Columns for a map of at most `rows` rows, labels and all, in at most `room`; 0 if none fits. */
int parts_map_cols(int rows, int room);

/* Whether `room` has a map of a good size beside what else it is for. Screens ask this, and not how large
 * the map will be, before they add a column: so a window that grows in height loses none. */
bool parts_map_good(int room);

/* Rows that `text` takes at a width, at most `most`; 0 for "". */
int parts_rows(const char *text, int cols, int most);

/* First row of a list of `n` to show in `rows`, so that `selected` is seen with some around it. */
int parts_top(int selected, int n, int rows);

/* Marks in the column after the pointer that such a list, whose rows from `top` on are in `r`, goes on above or below. */
void parts_more(struct canvas *c, struct rect r, int top, int n, int selected);

/* What is left of `r` under its first rows. */
struct rect parts_below(struct rect r, int rows);

/* Moves `*selected` among `n` by an arrow, Page, Home or End key, or j and k; false for others. */
bool parts_move(uint32_t key, int *selected, int n, int page);

/* Text wrapped into `r` from line `top` on, with a mark where there is more below. Returns the
 * highest `top` there is use for. */
int parts_lines(struct canvas *c, struct rect r, enum style style, const char *text, int top);

/* A page of text that scrolls: title, lines and keys. Returns the highest first line there is. */
int parts_page(struct canvas *c, const char *title, enum style style, const char *text, int top,
	       const struct vm_key *keys, size_t nkeys);

/* The key of an action with a label of one's own. */
struct vm_key parts_key(enum action a, const char *label);

enum style parts_leg_style(enum leg leg);

#endif
