#include "core/config.h"

#include "base/i18n.h"

const struct config config_default = {.motion = true, .find_waits = true};

/* clang-format off */
static const struct config_row rows[CONFIG_KEYS] = {
	[CONFIG_THEME] = {"theme", {"auto", "dark", "light", "high-contrast", "colour-blind"},
		N_("Colours: auto holds on any ground; dark and light are richer where you know yours.")},
	[CONFIG_MOTION] = {"motion", {"full", "none"},
		N_("none: nothing moves but figures and bars.")},
	[CONFIG_MIRROR] = {"mirror", {"no", "yes"},
		N_("yes: the legs as in a mirror, the right one at the left; no: seen from behind.")},
	[CONFIG_HANDS_FREE] = {"hands-free", {"no", "yes"},
		N_("yes: a session never waits for a key, as with --hands-free.")},
	[CONFIG_FIND] = {"find", {"waits", "passes"},
		N_("waits: the hold begins when you say that you found the spot; passes: with the time.")},
	[CONFIG_SYNC] = {"sync", {"auto", "yes", "no"},
		N_("Asks the terminal to show whole frames only; auto: where it is known to do so.")},
};
/* clang-format on */

const struct config_row *config_row(enum config_key k)
{
	return &rows[k];
}

void config_set(struct config *c, enum config_key k, int word)
{
	switch (k) {
	case CONFIG_THEME:
		c->theme = (enum config_theme)word;
		break;
	case CONFIG_MOTION:
		c->motion = word == 0;
		break;
	case CONFIG_MIRROR:
		c->mirror = word == 1;
		break;
	case CONFIG_HANDS_FREE:
		c->hands_free = word == 1;
		break;
	case CONFIG_FIND:
		c->find_waits = word == 0;
		break;
	case CONFIG_SYNC:
		c->sync = (enum config_sync)word;
		break;
	case CONFIG_KEYS:
		break;
	}
}
