/* What must hold whatever the bytes were: if it does not, the run ends there, in `make check` as in a fuzzer.
 * Shared by all that stand in this folder. */
#ifndef UNKNOT_TESTS_FUZZ_MUST_H
#define UNKNOT_TESTS_FUZZ_MUST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "load/codes.h"

#define must(holds) must_at((holds), #holds, __FILE__, __LINE__)

static inline void must_at(bool holds, const char *what, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* Each diagnostic has a place in its text, a message of fair length and a code that may stand in this kind of text:
 * `in` in the first source, `in_used` in those that it names. */
static inline void must_be_sound(struct diag *d, unsigned in, unsigned in_used)
{
	const struct diag_entry *e;
	struct buf out = {0};

	for (size_t i = 0; (e = diag_at(d, i)); i++) {
		size_t n;

		must(load_code_in(e->code) & (e->at.source ? in_used : in));
		must(e->message[0] && strlen(e->message) < 1000 && !strchr(e->message, '\n'));
		must(e->at.end_line > e->at.line || e->at.end_col >= e->at.col);
		diag_line(d, e->at.source, e->at.line, &n);
		must(e->at.col <= n + 2);
	}
	diag_text(d, &out, false);
	diag_json(d, &out);
	must(utf8_valid(buf_str(&out), out.n, NULL));
	buf_free(&out);
}

#endif
