/* Which place a text was meant for: people write what the screen says, `outer thigh, half way down`. */
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"

enum {
	WORDS_MOST = 12,
	TEXT_MOST = 60,  /* bytes of a text or a name that words are looked for in */
	NEAR_LEAST = 4,  /* letters: any shorter word is like too many others */
	OFFERED_MOST = 4 /* places: more are no guess */
};

struct words {
	const char *word[WORDS_MOST];
	size_t n;
};

/* Words that tell nothing of the place. */
static bool is_idle(const char *word)
{
	static const char *const idle[] = {"the", "a",    "of",   "on",    "in",   "my",   "left", "right",
					   "leg", "down", "both", "sides", "side", "each", "legs", "worse"};

	for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
		if (text_same(idle[i], word))
			return true;
	return false;
}

static struct words words_of(struct routine_load *l, const char *text)
{
	struct words w = {.n = 0};
	char *save = NULL, *copy = arena_strndup(l->arena, text, strnlen(text, TEXT_MOST));

	for (char *word = strtok_r(copy, " ,.:;-_", &save); word && w.n < WORDS_MOST;
	     word = strtok_r(NULL, " ,.:;-_", &save))
		if (!is_idle(word))
			w.word[w.n++] = word;
	return w;
}

static bool has_word(const struct words *of, const char *word, bool near)
{
	for (size_t i = 0; i < of->n; i++)
		if (text_same(of->word[i], word))
			return true;
	return near && strlen(word) >= NEAR_LEAST && text_nearest(word, of->word, of->n);
}

/* Whether the id and the name of a place have every word of it. */
static bool has_words(struct routine_load *l, const struct site *s, const struct words *w, bool near)
{
	struct words id = words_of(l, s->id), name = words_of(l, s->name ? s->name : "");

	if (w->n == 1 && s->code && text_same(s->code, w->word[0]))
		return true;
	for (size_t i = 0; i < w->n; i++)
		if (!has_word(&id, w->word[i], near) && !has_word(&name, w->word[i], near))
			return false;
	return w->n > 0;
}

/* The places that a text may be meant for, up to OFFERED_MOST; their count, 0 also if there are more. */
static size_t find_places(struct routine_load *l, const char *text, bool near, const char *out[OFFERED_MOST])
{
	const struct routine *r = l->file->r;
	struct words w = words_of(l, text);
	size_t n = 0;

	for (size_t i = 0; i < SITES_BUILT_IN + r->nsites; i++) {
		const struct site *s = i < SITES_BUILT_IN ? &l->atlas->site[i] : r->sites[i - SITES_BUILT_IN];

		if (!has_words(l, s, &w, near))
			continue;
		if (n == OFFERED_MOST)
			return 0;
		out[n++] = s->id;
	}
	return n;
}

static const char *join(struct routine_load *l, const char *const *words, size_t n)
{
	struct buf out = {0};
	const char *joined;

	buf_list(&out, words, n);
	joined = arena_strdup(l->arena, buf_str(&out));
	buf_free(&out);
	return joined;
}

/* The words of a text that tell which leg, as they stand in it. */
static const char *side_words(struct routine_load *l, const char *text)
{
	static const char *const sides[] = {"left",  "right", "both", "each", "side",
					    "sides", "leg",   "legs", "worse"};
	char *save = NULL, *copy = arena_strndup(l->arena, text, strnlen(text, TEXT_MOST));
	struct buf out = {0};
	const char *all;

	for (char *word = strtok_r(copy, " ,.:;-_", &save); word; word = strtok_r(NULL, " ,.:;-_", &save))
		for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
			if (text_same(sides[i], word))
				buf_addf(&out, "%s%s", out.n ? " " : "", word);
	all = arena_strdup(l->arena, buf_str(&out));
	buf_free(&out);
	return all;
}

/* The zone that must not be pressed and that a text speaks of, or NULL. */
static const struct zone *zone_meant(struct routine_load *l, const char *text)
{
	static const struct {
		const char *word;
		enum part part;
		double along;
	} zones[] = {
		{"knee", PART_THIGH, 1}, {"hollow", PART_THIGH, 1}, {"popliteal", PART_THIGH, 1},
		{"heel", PART_CALF, 1},  {"ankle", PART_CALF, 1},   {"achilles", PART_CALF, 1},
	};
	struct words w = words_of(l, text);

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (has_word(&w, zones[i].word, false))
			return atlas_zone_at(l->atlas, zones[i].part, zones[i].along, 0);
	return NULL;
}

const char *load_places_meant(struct routine_load *l, const char *text, size_t *n)
{
	const char *found[OFFERED_MOST];

	*n = find_places(l, text, false, found);
	return *n ? join(l, found, *n) : NULL;
}

void load_guess_place(struct routine_load *l, struct diag_entry *e, const char *text, const char *const *ids,
		      size_t n)
{
	const char *found[OFFERED_MOST];
	const struct zone *zone;
	size_t places;

	/* nobody reads that far: a hostile file must not take its time */
	if (diag_count(l->d, DIAG_ERROR) > DIAG_MOST)
		return;
	places = find_places(l, text, false, found);
	if (!places)
		places = find_places(l, text, true, found);
	zone = zone_meant(l, text);
	if (places && load_hint_place_legs(l, e, join(l, found, places), places, side_words(l, text)))
		return;
	if (places == 1)
		load_did_you_mean(l, e, found[0]);
	else if (places)
		diag_hint(l->d, e, _("did you mean one of these: %s?"), join(l, found, places));
	else if (zone)
		diag_hint(l->d, e, _("the %s must not be pressed, since %s"), zone->name, zone->why);
	else
		diag_hint(l->d, e, _("the places are %s"),
			  join(l, ids, n < SITE_MOST / 2 ? n : SITE_MOST / 2));
}
