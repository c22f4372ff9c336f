#include "core/config.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/country.h"

const struct config config_default = {
	.motion = true,
	.level = 1,
	.find_waits = true,
	.voice = true,
	.voice_rate = 175,
	.voice_pitch = 50,
	.sounds = "default",
};

/* clang-format off */
static const struct config_row rows[CONFIG_KEYS] = {
	[CONFIG_THEME] = {"theme", {"auto", "dark", "light", "high-contrast", "colour-blind"},
		N_("Colours: auto holds on any ground; dark and light are richer where you know yours."), 0, 0},
	[CONFIG_MOTION] = {"motion", {"full", "none"},
		N_("none: nothing moves but figures and bars."), 0, 0},
	[CONFIG_MIRROR] = {"mirror", {"no", "yes"},
		N_("yes: the legs as in a mirror, the right one at the left; no: seen from behind."), 0, 0},
	[CONFIG_LEVEL] = {"level", {NULL},
		N_("How hard a press may be: 1 gentle, at most 4 of 10; 2 at most 6; 3 at most 7. More is not better."), 1, 3},
	[CONFIG_HANDS_FREE] = {"hands-free", {"no", "yes"},
		N_("yes: a session never waits for a key, as with --hands-free."), 0, 0},
	[CONFIG_FIND] = {"find", {"waits", "passes"},
		N_("waits: the hold begins when you say that you found the spot; passes: with the time."), 0, 0},
	[CONFIG_SYNC] = {"sync", {"auto", "yes", "no"},
		N_("Asks the terminal to show whole frames only; auto: where it is known to do so."), 0, 0},
	[CONFIG_VOICE] = {"voice.on", {"yes", "no"},
		N_("no: nothing is spoken; v in a session turns the voice on and off."), 0, 0},
	[CONFIG_VOICE_NAME] = {"voice.name", {NULL},
		N_("A voice of espeak-ng, such as en-us or en+f3; else the one of the routine's language."), 0, 0},
	[CONFIG_VOICE_RATE] = {"voice.rate", {NULL},
		N_("Words a minute; 175 where nothing is set."), 80, 450},
	[CONFIG_VOICE_PITCH] = {"voice.pitch", {NULL},
		N_("How high the voice is, 1 to 99; 50 where nothing is set."), 1, 99},
	[CONFIG_CUES_DB] = {"gains.cues", {NULL},
		N_("Cues louder or softer, in dB; -60 is off."), GAIN_LEAST, GAIN_MOST},
	[CONFIG_BREATH_DB] = {"gains.breath", {NULL},
		N_("Breath sounds louder or softer, in dB; -60 is off."), GAIN_LEAST, GAIN_MOST},
	[CONFIG_VOICE_DB] = {"gains.voice", {NULL},
		N_("The voice louder or softer, in dB; -60 is off."), GAIN_LEAST, GAIN_MOST},
	[CONFIG_MONO] = {"mono", {"no", "yes"},
		N_("yes: the same in both ears; no: a leg is heard from its side."), 0, 0},
	[CONFIG_DRIVER] = {"driver", {NULL},
		N_("A driver of libao (alsa, pulse, ...), or silent; else the best that opens."), 0, 0},
	[CONFIG_SOUNDS] = {"sounds", {NULL},
		N_("The folder of sounds to play, in one of the folders of sounds; what it lacks comes from default."), 0, 0},
	[CONFIG_COUNTRY] = {"country", {NULL},
		N_("Two letters, such as gb or de: whose emergency number is named; else 112, 911, 999 or the local one."), 0, 0},
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
	case CONFIG_LEVEL:
		c->level = word;
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
	case CONFIG_VOICE:
		c->voice = word == 0;
		break;
	case CONFIG_VOICE_RATE:
		c->voice_rate = word;
		break;
	case CONFIG_VOICE_PITCH:
		c->voice_pitch = word;
		break;
	case CONFIG_CUES_DB:
		c->cues_db = word;
		break;
	case CONFIG_BREATH_DB:
		c->breath_db = word;
		break;
	case CONFIG_VOICE_DB:
		c->voice_db = word;
		break;
	case CONFIG_MONO:
		c->mono = word == 1;
		break;
	case CONFIG_VOICE_NAME:
	case CONFIG_DRIVER:
	case CONFIG_SOUNDS:
	case CONFIG_COUNTRY:
	case CONFIG_KEYS:
		break;
	}
}

/* No name reaches out of a folder. */
static bool can_be_name(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n < CONFIG_TEXT && name[0] != '.' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+") == n;
}

bool config_set_name(struct config *c, enum config_key k, const char *name)
{
	char *to = k == CONFIG_VOICE_NAME ? c->voice_name
		   : k == CONFIG_DRIVER   ? c->driver
		   : k == CONFIG_SOUNDS   ? c->sounds
		   : k == CONFIG_COUNTRY  ? c->country
					  : NULL;

	if (!to || !can_be_name(name) || (k == CONFIG_COUNTRY && !country_number(name)))
		return false;
	snprintf(to, CONFIG_TEXT, "%s", name);
	return true;
}
