/* Quick relief: one key says what it is for, and the session begins. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_RELIEF_PAGE_H
#define UNKNOT_VIEW_SCREENS_RELIEF_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/relief.h"
#include "view/canvas.h"
#include "view/screens/card.h"

/* Filled by relief_page_open(), ended by relief_page_close(); all zero it is closed. */
struct relief_page {
	const struct card *cards;
	int64_t minutes_ms;         /* the time there is; 0: any */
	int card[RELIEF_AFTERS];    /* what would be played; -1: there is no routine for it */
	int64_t give_ms[RELIEF_AFTERS]; /* in that time: what there is, or the least that it takes; 0: any */
	struct card fitted[RELIEF_AFTERS]; /* as it would be played in that time; without a plan: as the card has it */
	int selected;               /* enum relief_after */
};

enum { RELIEF_CARDS = 512 }; /* of more the first so many are looked at */

/* The cards, with their routines, must outlive it. */
struct relief_page relief_page_open(const struct card *cards, size_t n, int64_t minutes_ms,
				    const struct person *who);
void relief_page_close(struct relief_page *m);

enum relief_page_choice { RELIEF_NONE, RELIEF_PLAY, RELIEF_BACK };

/* Takes a key; RELIEF_PLAY is for card `card[selected]`. False if it means nothing. */
bool relief_page_key(struct relief_page *m, uint32_t key, enum relief_page_choice *choice);
void relief_page_draw(struct canvas *c, const struct relief_page *m);

#endif
