#include "core/atlas.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

const char *leg_name(enum leg leg)
{
	switch (leg) {
	case LEG_LEFT:
		return "left";
	case LEG_RIGHT:
		return "right";
	case LEG_NONE:
		break;
	}
	return "";
}

const char *leg_text(enum leg leg)
{
	switch (leg) {
	case LEG_LEFT:
		return _("left");
	case LEG_RIGHT:
		return _("right");
	case LEG_NONE:
		break;
	}
	return "";
}

enum leg leg_other(enum leg leg)
{
	switch (leg) {
	case LEG_LEFT:
		return LEG_RIGHT;
	case LEG_RIGHT:
		return LEG_LEFT;
	case LEG_NONE:
		break;
	}
	return LEG_NONE;
}

const struct site *atlas_site(const struct atlas *a, const char *id_or_code)
{
	/* as the record spells it: it asks for every hold of ten years */
	for (int i = 0; i < SITES_BUILT_IN; i++)
		if (!strcmp(a->site[i].id, id_or_code))
			return &a->site[i];
	for (int i = 0; i < SITES_BUILT_IN; i++)
		if (text_same(a->site[i].id, id_or_code) || text_same(a->site[i].code, id_or_code))
			return &a->site[i];
	return NULL;
}

const struct site *atlas_site_next(const struct atlas *a, const char *id_or_code, int *hint)
{
	for (int k = 1; k <= SITES_BUILT_IN; k++) {
		int i = (*hint + k) % SITES_BUILT_IN;

		if (!strcmp(a->site[i].id, id_or_code)) {
			*hint = i;
			return &a->site[i];
		}
	}
	return atlas_site(a, id_or_code);
}

static bool inside(double v, double lo, double hi)
{
	return v >= lo && v <= hi;
}

const struct zone *atlas_zone_at(const struct atlas *a, enum part part, double along, double across)
{
	for (int i = 0; i < a->nzones; i++)
		for (int k = 0; k < a->zone[i].nboxes; k++) {
			const struct zone_box *b = &a->zone[i].box[k];

			if (b->part == part && inside(along, b->along_lo, b->along_hi) &&
			    inside(across, b->across_lo, b->across_hi))
				return &a->zone[i];
		}
	return NULL;
}

/* How far to the side of its starting place a person searches (domain.md 2). */
static const double search_across = 0.3;

bool atlas_zone_near(const struct zone *z, const struct site *s, double reach)
{
	for (int k = 0; k < z->nboxes; k++) {
		const struct zone_box *b = &z->box[k];

		if (b->part == s->part && inside(s->along, b->along_lo - reach, b->along_hi + reach) &&
		    inside(s->across, b->across_lo - search_across, b->across_hi + search_across))
			return true;
	}
	return false;
}
