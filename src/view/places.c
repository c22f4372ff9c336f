#include "view/places.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "view/stats_words.h"
#include "view/view_model.h"

enum stage place_stage(const struct place_state *p)
{
	bool now = p->presses > 0 || p->last_day != INT64_MIN || p->sore >= 0;

	return p->stage == STAGE_UNKNOWN && now ? STAGE_FOUND : p->stage;
}

static const struct {
	enum style style;
	enum glyph glyph;
	const char *text;
} stages[STAGES] = {
	[STAGE_UNKNOWN] = {STYLE_UNKNOWN, GLYPH_UNKNOWN, N_("not tried yet")},
	[STAGE_FOUND] = {STYLE_FOUND, GLYPH_FOUND, N_("found")},
	[STAGE_SORE] = {STYLE_SORE, GLYPH_SORE, N_("sore")},
	[STAGE_EASING] = {STYLE_EASING, GLYPH_EASING, N_("easing")},
	[STAGE_QUIET] = {STYLE_QUIET, GLYPH_QUIET, N_("quiet")},
};

enum style stage_style(enum stage s)
{
	return stages[s].style;
}

enum glyph stage_glyph(enum stage s)
{
	return stages[s].glyph;
}

const char *stage_text(enum stage s)
{
	return _(stages[s].text);
}

/* The greater change; of equals the one found last. */
static bool more_told(const struct place_story *a, const struct place_story *than)
{
	struct found f = place_story_found(a), other = place_story_found(than);
	int x = abs(found_fall(&f)), y = abs(found_fall(&other));

	return x > y || (x == y && a->last_day > than->last_day);
}

static int most_told(const struct progress *p)
{
	int best = -1;

	for (int i = 0; i < 2 * SITES_BUILT_IN; i++) {
		const struct place_story *s = &p->place[i / 2][i % 2];
		struct found f = place_story_found(s);

		if (found_fall(&f) && (best < 0 || more_told(s, &p->place[best / 2][best % 2])))
			best = i;
	}
	return best;
}

void places_story(char *out, size_t n, const struct progress *p, const struct atlas *a)
{
	int best = most_told(p);
	struct buf b = {0};

	vm_format(out, n, "%s", "");
	if (best < 0)
		return;
	const struct place_story *s = &p->place[best / 2][best % 2];
	struct found f = place_story_found(s);

	words_found(&b, &f, s->last_day - s->first_day);
	vm_format(out, n, "%s: %s, %s. %s", buf_str(&b), leg_text(best % 2 ? LEG_RIGHT : LEG_LEFT),
		  _(a->site[best / 2].name), words_found_note());
	buf_free(&b);
}

void places_bruised(const struct atlas *a, const struct person *who, struct buf *out)
{
	struct buf list = {0};
	int n = 0;

	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++)
			if (who->place[i][leg].closed == CLOSED_BRUISE)
				buf_addf(&list, _("%s%s leg, %s"), n++ ? "; " : "",
					 leg_text(leg ? LEG_RIGHT : LEG_LEFT), a->site[i].name);
	if (n)
		buf_addf(out, n_("Resting for a bruise: %s.", "Resting for bruises: %s.", n), buf_str(&list));
	buf_free(&list);
}
