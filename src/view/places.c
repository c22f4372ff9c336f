#include "view/places.h"

#include "base/i18n.h"

enum { QUIET_MOST = 2, EASING_MOST = 4 };

enum place_look place_look(const struct place_state *p)
{
	if (p->sore < 0)
		return p->presses > 0 || p->last_day != INT64_MIN ? LOOK_FOUND : LOOK_UNKNOWN;
	if (p->sore <= QUIET_MOST)
		return LOOK_QUIET;
	return p->sore <= EASING_MOST ? LOOK_EASING : LOOK_SORE;
}

static const struct {
	enum style style;
	enum glyph glyph;
	const char *text;
} looks[PLACE_LOOKS] = {
	[LOOK_UNKNOWN] = {STYLE_UNKNOWN, GLYPH_UNKNOWN, N_("not tried yet")},
	[LOOK_FOUND] = {STYLE_FOUND, GLYPH_FOUND, N_("found")},
	[LOOK_SORE] = {STYLE_SORE, GLYPH_SORE, N_("sore")},
	[LOOK_EASING] = {STYLE_EASING, GLYPH_EASING, N_("easing")},
	[LOOK_QUIET] = {STYLE_QUIET, GLYPH_QUIET, N_("quiet")},
};

enum style place_look_style(enum place_look l)
{
	return looks[l].style;
}

enum glyph place_look_glyph(enum place_look l)
{
	return looks[l].glyph;
}

const char *place_look_text(enum place_look l)
{
	return _(looks[l].text);
}
