/* What the finders of slips share: lines taken apart, and how a fault is told. Only for yaml_fault*.c. Pure. */
#ifndef UNKNOT_LOAD_YAML_FAULT_PARTS_H
#define UNKNOT_LOAD_YAML_FAULT_PARTS_H

#include "load/yaml_fault.h"

/* A line taken apart as YAML's block style has it: `    - key: value`. Offsets are bytes. */
struct line {
	uint32_t number;
	const char *p;
	size_t n;      /* without blanks at the end */
	size_t indent; /* blanks before anything */
	size_t body;   /* after the dashes of list items */
	size_t key;    /* bytes of the key at `body`, 0 for none */
	size_t value;  /* what stands after the colon and its blanks, or `body` */
};

enum { FAULT_SHOWN_MOST = 200 /* bytes of a line that are offered again, mended */ };

struct reader {
	struct diag *d;
	const struct yaml_fault *f;
	const struct yaml_words *words;
	uint16_t source;
	struct line at, context, before; /* where it gave up, where that began, the line above that holds something */
	uint32_t trusted;                /* the line from which nothing is to be trusted, set by a slip if it is not its own */
};

/* Whether a key may hold this character. */
bool fault_is_word(char c);

/* Whether the key of a line is this word. */
bool fault_has_key(const struct line *l, const char *word);

struct line fault_line(struct diag *d, uint16_t source, uint32_t number);

/* The nearest line above one that holds more than a comment; its number is 0 if there is none. */
struct line fault_line_before(struct diag *d, uint16_t source, uint32_t number);

/* The same below. */
struct line fault_line_below(struct diag *d, uint16_t source, uint32_t number);

/* The nearest line above that is indented less than `l` and holds something. */
struct line fault_line_around(const struct reader *r, const struct line *l);

uint32_t fault_column(const struct line *l, size_t byte);
size_t fault_byte(const struct line *l, uint32_t col);
struct span fault_span(const struct reader *r, const struct line *l, size_t from, size_t to);

/* Whether the rest of a line can be shown as it is: the source may hold any bytes. */
bool fault_showable(const struct line *l, size_t from);

/* Whether libyaml's words for the problem hold these. */
bool fault_says(const struct reader *r, const char *words);

struct diag_entry *fault_report(struct reader *r, const char *code, struct span at, const char *message);

/* ---- slips (yaml_fault_colon.c): each looks whether it is the one, and tells of it; NULL if not ---- */

/* The line a text begins on that libyaml read up to a key below it: that of its key, or one without a key.
 * Its number is 0 if there is none. */
struct line fault_text_begin(const struct reader *r);

/* `- hold T2` above the keys of the step. */
struct diag_entry *fault_no_colon_above(struct reader *r);

/* `for 45s` among the keys of a step. */
struct diag_entry *fault_no_colon(struct reader *r);

/* ---- more of them (yaml_fault_quotes.c) ---- */

/* A text whose first character means something to YAML; `needs: - chair`. */
struct diag_entry *fault_odd_start(struct reader *r);

/* `hold: T2 for: 60s`, or a colon and a blank in a text. */
struct diag_entry *fault_second_colon(struct reader *r);

/* ---- lists and maps in brackets (yaml_fault_brackets.c) ---- */

/* `tags: [#daily]`, which libyaml reads on below. */
struct diag_entry *fault_comment_in_list(struct reader *r);

/* `[T2,, T4]`. */
struct diag_entry *fault_comma_too_many(struct reader *r);

/* `[T2, T4` and `{in: 4 out: 6}`. */
struct diag_entry *fault_open_bracket(struct reader *r);

/* `[sound]` above `key = value`, as other programs have their settings. */
struct diag_entry *fault_heading(struct reader *r);

/* ---- and more (yaml_fault_steps.c) ---- */

/* Whether a line is an item that names a step. */
bool fault_is_step(const struct line *l);

/* Whether it would be one with a dash; `*detail`: it may as well be a key of another step. */
bool fault_names_step(const struct line *l, bool *detail);

/* `- walk: 2m` at the top of a file without `steps:`. */
struct diag_entry *fault_no_steps(struct reader *r);

/* `for: 30s` under `- hold: T2` in the column of a list around it, and the list goes on below. */
struct diag_entry *fault_key_astray(struct reader *r);

/* The same in the column of the dashes. */
struct diag_entry *fault_key_among_dashes(struct reader *r);

/* `steps:` under the dash of `- block: A`. */
struct diag_entry *fault_steps_astray(struct reader *r);

/* `- repeat: 2` with a list under it that no `steps:` begins; a "-" among keys. */
struct diag_entry *fault_list_under_value(struct reader *r);

/* `-chair` in a list of texts. */
struct diag_entry *fault_tight_items(struct reader *r);

#endif
