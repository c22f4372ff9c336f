/* The pages of the gate in words: what is said, what may apply, which keys answer. Screen and plain mode
 * draw and read the same page. The words are sentences that a voice could speak. Pure. */
#ifndef UNKNOT_VIEW_GATE_PAGE_H
#define UNKNOT_VIEW_GATE_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "core/gate.h"

enum gate_answers {
	ANSWERS_YES_NO, /* y, n */
	ANSWERS_LIST,   /* a key marks what applies, Enter takes the marks: none, or these */
	ANSWERS_LINE,   /* Enter: none of these; c: something changed */
	ANSWERS_DIGIT,  /* 0-9, t; Enter leaves it out */
	ANSWERS_GO_ON,  /* Enter */
	ANSWERS_REST,   /* Enter: rest today; g: play all the same */
	ANSWERS_LEAVE   /* nothing is asked: Enter, Space, Esc or q leave */
};

enum { GATE_ITEMS = CHECKIN_PLACES + 1, GATE_ITEM = 160, GATE_TEXT = 1600 };

struct gate_page {
	enum gate_answers answers;
	const char *title;    /* translated */
	bool warns;           /* one that stops */
	enum { STRONG_NONE, STRONG_FIRST, STRONG_LAST } strong; /* the paragraph that matters most */
	char text[GATE_TEXT]; /* before the items; "" for none */
	char item[GATE_ITEMS][GATE_ITEM];
	char key[GATE_ITEMS]; /* marks item i */
	unsigned bit[GATE_ITEMS];
	size_t n;
	bool back;                /* p goes to the page before */
	const char *none, *these; /* what Enter says of a list: nothing marked; something marked */
};

/* What the pages are about. */
struct gate_about {
	struct screening screening;
	struct checkin_day day;
	struct checkin_place places[CHECKIN_PLACES];
	size_t nplaces;
	const char *call; /* country_to_call() */
	struct gate_start start;
};

struct gate_about gate_about(const struct record *r, const struct atlas *a, struct wall now,
			     const char *call);

/* Writes the page of `g`; of GATE_OPEN an empty one. */
void gate_page(struct gate_page *p, enum gate g, const struct gate_about *about);

/* What `yes` says, as a list with commas: "a fever ...; cancer ...". */
void gate_said(unsigned yes, struct buf *out);

enum gate_choice {
	GATE_NONE,     /* the key means nothing here */
	GATE_MARKED,   /* it changed `*marks` */
	GATE_BACK,     /* to the page before */
	GATE_ANSWERED, /* `*value` is the answer for gate_answer() */
	GATE_LEAVE     /* the person leaves, or has read it */
};
enum gate_choice gate_page_key(const struct gate_page *p, uint32_t key, unsigned *marks, unsigned *value);

/* The keys that answer a page as a whole must not come of one held down or pressed ahead: they are taken
 * only this long after the page came, and after the last of them. */
enum { GATE_QUIET_MS = 1000 };
bool gate_key_needs_quiet(const struct gate_page *p, uint32_t key);

#endif
