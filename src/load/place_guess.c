/* Which place a text was meant for: people write what the screen says, `outer thigh, half way down`. */
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "load/routine_parts.h"

enum {
	WORDS_MOST = 12,
	TEXT_MOST = 60,   /* bytes of a text or a name that words are looked for in */
	NEAR_LEAST = 4,   /* letters: any shorter word is like too many others */
	OFFERED_MOST = 4, /* places: more are no guess */
	PRESS_MOST = 100  /* bytes of a text that a place is taken out of */
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

/* The places over a muscle that a text names, up to OFFERED_MOST; their count, 0 also if there are more. */
static size_t find_by_muscle(struct routine_load *l, const char *text, const char *out[OFFERED_MOST])
{
	struct words w = words_of(l, text);
	size_t n = 0;

	for (size_t i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *s = &l->atlas->site[i];
		struct words muscle = words_of(l, s->muscle ? s->muscle : "");
		size_t had = 0;

		while (had < w.n && has_word(&muscle, w.word[had], true))
			had++;
		if (!w.n || had < w.n)
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

/* ---- a place with what belongs to keys of its own behind it ---- */

static const char between[] = " ,;()";

/* The legs that one to three words mean at the start of a text, and the bytes of these; NULL for none. */
static const char *legs_at(struct routine_load *l, const char *p, size_t *n)
{
	enum { WORDS = 3 };
	const char *meant = NULL;
	size_t end = 0;

	for (int word = 0; word < WORDS && p[end]; word++) {
		size_t bare;
		const char *legs;

		end += strspn(p + end, " ");
		end += strcspn(p + end, " ");
		for (bare = end; bare && strchr(",;.)", p[bare - 1]);)
			bare--;
		legs = load_legs_meant(arena_strndup(l->arena, p, bare));
		if (legs && strncasecmp(p, "all", 3) != 0) { /* `all calf` speaks of places */
			meant = legs;
			*n = end;
		}
	}
	return meant;
}

/* How often, at the start of a text: `3 x`, `x 3`, `twice`, and the bytes of that; 0 for none. */
static int often_at(const char *p, size_t *n)
{
	const char *rest = p + load_times_sign(p);
	int often;

	if (!strncmp(p, "twice", 5)) {
		*n = 5;
		return strchr(" ,.", p[5]) ? 2 : 0;
	}
	if (rest > p) {
		rest += strspn(rest, " ");
		often = load_take_count(&rest);
	} else {
		often = load_take_count(&rest);
		*n = load_times_sign(rest);
		rest += *n;
		often = *n ? often : 0;
	}
	*n = (size_t)(rest - p);
	return often && (!*rest || strchr(" ,.", *rest) || rest[-1] == ' ' || load_times_sign(rest - 1))
		       ? often
		       : 0;
}

/* The time or the range of times at the start of a text, and the bytes of it: `40 s`, `1:30`, `30-60s`; NULL for none. */
static const char *how_long_at(struct routine_load *l, const char *p, size_t *n)
{
	size_t at, word = strcspn(p, between);
	const char *one = arena_strndup(l->arena, p, word), *time;
	int64_t ms;

	if (!strspn(p, "0123456789"))
		return NULL;
	time = load_find_time(l, p, &at, n);
	if (time && !at && (!p[*n] || strchr(between, p[*n])))
		return time;
	*n = word;
	return duration_parse(one, word, &ms) == DURATION_OK ? one : load_guess_range(l, one);
}

/* Takes one thing that has a key off a text; the bytes of it, 0 if none begins there or it was there before. */
static size_t take_one(struct routine_load *l, const char *p, struct press_words *w)
{
	size_t n = 0;
	int often = w->often ? 0 : often_at(p, &n);
	const char *time, *legs;

	if (often) {
		w->often = often;
		return n;
	}
	time = w->time ? NULL : how_long_at(l, p, &n);
	if (time) {
		w->time = time;
		return n;
	}
	legs = w->legs ? NULL : legs_at(l, p, &n);
	if (legs)
		w->legs = legs;
	return legs ? n : 0;
}

/* Words that say nothing of a place, nor of how it is pressed. */
static bool says_nothing(const char *p, size_t n)
{
	static const char *const words[] = {"for", "only", "f\303\274r", "nur"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (n == strlen(words[i]) && !strncasecmp(p, words[i], n))
			return true;
	return false;
}

size_t load_take_press(struct routine_load *l, const char *text, bool near, struct press_words *w)
{
	struct buf name = {0};
	const char *found[OFFERED_MOST];
	size_t n = 0;

	*w = (struct press_words){0};
	if (strlen(text) > PRESS_MOST)
		return 0;
	for (const char *p = text + strspn(text, between); *p; p += strspn(p, between)) {
		size_t taken = take_one(l, p, w), word = strcspn(p, between);

		if (!taken && !says_nothing(p, word))
			buf_addf(&name, "%s%.*s", name.n ? " " : "", (int)word, p);
		p += taken ? taken : word;
	}
	if (name.n && name.n <= TEXT_MOST && (w->time || w->legs || w->often > 1)) {
		w->places = load_as_list(l, buf_str(&name));
		n = w->places ? 1 : find_places(l, buf_str(&name), false, found);
		if (!n && near)
			n = find_places(l, buf_str(&name), true, found);
	}
	if (n && !w->places)
		w->places = join(l, found, n);
	buf_free(&name);
	return n;
}

/* `T2 left`, `outer thigh both sides 40 s twice` where only the place belongs. */
bool load_hint_press(struct routine_load *l, struct diag_entry *e, const char *text)
{
	struct press_words w;
	size_t places = load_nobody_reads(l) ? 0 : load_take_press(l, text, true, &w), n = 0;
	const char *keys[2];

	if (!places)
		return false;
	if (places == 1 && l->reading && l->reading->type == VALUE_INSTEAD && *w.places != '[') {
		load_did_you_mean(l, e, w.places); /* how long and on which leg its step says */
		return true;
	}
	if (places > 1)
		w.places = arena_printf(l->arena, _("one of %s"), w.places);
	if (w.time)
		keys[n++] = arena_printf(l->arena, "for: %s", w.time);
	if (w.legs)
		keys[n++] = arena_printf(l->arena, "legs: %s", w.legs);
	if (n && w.often > 1)
		diag_hint(
			l->d, e,
			_("write %s here, then %s below, and put the step under the steps of a `repeat: %d`"),
			w.places, load_keys_in_words(l, keys, n), w.often);
	else if (n)
		diag_hint(l->d, e, _("write %s here, then %s below"), w.places,
			  load_keys_in_words(l, keys, n));
	else
		diag_hint(l->d, e, _("write %s here, and put the step under the steps of a `repeat: %d`"),
			  w.places, w.often);
	return true;
}

/* ---- what a text means ---- */

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

/* The one place right above a zone that a text speaks of with its side, as `inner knee` does; NULL for none. */
static const char *above_zone(struct routine_load *l, const char *text)
{
	const char *found[OFFERED_MOST], *side = strcasestr(text, "inner")   ? "inner"
						 : strcasestr(text, "outer") ? "outer"
									     : NULL;

	return side && find_places(l, arena_printf(l->arena, "thigh %s lower", side), false, found) == 1
		       ? found[0]
		       : NULL;
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
	if (load_nobody_reads(l) || load_hint_press(l, e, text))
		return;
	places = find_places(l, text, false, found);
	if (!places)
		places = find_places(l, text, true, found);
	zone = zone_meant(l, text);
	if (!places && !zone)
		places = find_by_muscle(l, text, found);
	if (places == 1)
		load_did_you_mean(l, e, found[0]);
	else if (places)
		diag_hint(l->d, e, _("did you mean one of these: %s?"), join(l, found, places));
	else if (zone && strcasestr(text, "knee") && above_zone(l, text))
		diag_hint(l->d, e, _("the %s must not be pressed, since %s; the place above it is %s"),
			  zone->name, zone->why, above_zone(l, text));
	else if (zone)
		diag_hint(l->d, e, _("the %s must not be pressed, since %s"), zone->name, zone->why);
	else
		diag_hint(l->d, e, _("the places are %s"),
			  join(l, ids, n < SITE_MOST / 2 ? n : SITE_MOST / 2));
}
