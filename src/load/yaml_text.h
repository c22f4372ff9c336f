/* The bytes of a YAML file before libyaml sees them. A fault there has no line in libyaml and hides
 * all others, so it is found here and mended in a copy, and the reading goes on. Pure. */
#ifndef UNKNOT_LOAD_YAML_TEXT_H
#define UNKNOT_LOAD_YAML_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

/* Checks size, encoding and control characters of `*bytes`, diagnosing each. `*bytes` becomes a
 * mended copy in the arena if one is needed, and `*n` shrinks past a byte order mark. False if this
 * is no text to go on with. */
bool yaml_text_check(struct arena *a, struct diag *d, uint16_t source, const char **bytes, size_t *n);

/* Whether text must not hold this character: a control character or a line end that only some
 * programs know (NEL, U+2028, U+2029), which would put line numbers out of step. */
bool yaml_text_control(uint32_t cp);

/* The bytes of what only looks like the "- " of a list at the start of a text, with its blanks: another dash, a
 * bullet, `1.`, `2)`, `a)`, or a "-" with a no-break space after it; 0 if there is none. `*mark` of them are no blanks. */
size_t yaml_text_odd_mark(const char *p, size_t n, size_t *mark);

/* The bytes of a character that only looks like a blank, or like nothing, at the start of a text; 0 if there is none. */
size_t yaml_text_odd_blank(const char *p, size_t n, uint32_t *cp);

/* What is said of such a character in the indent of a line. */
void yaml_text_tell_blank(char *message, size_t size, uint32_t cp);

/* Whether a text stands in curly or angled quotes; the bytes of the first and of the last. */
bool yaml_text_curly(const char *p, size_t n, size_t *first, size_t *last);

/* Says to put what stands from `first` to `last` below the key before it. */
void yaml_text_hint_indent(struct diag *d, struct diag_entry *e, struct span first, struct span last);

/* What a word other than `yes` and `no` says where one of these is wanted: `on`, `TRUE`, `n`. NULL if neither. */
const char *yaml_text_yes_no(const char *word);

/* Further lines of one slip, told with the first: as many as are named, and how many there are. */
struct yaml_lines {
	uint32_t named[8];
	size_t n;
};
void yaml_lines_add(struct yaml_lines *l, uint32_t line);

/* `8, 9, 12` or `8, 9, 12, 13, 14, 15, 16, 17 and 3 more`. */
void yaml_lines_write(const struct yaml_lines *l, struct buf *out);

/* As much of a text as a message can bear, in the arena or the text itself. */
const char *yaml_text_brief(struct arena *a, const char *text);

#endif
