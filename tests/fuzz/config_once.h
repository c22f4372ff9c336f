/* One settings file of anybody's read, and what must hold after it whatever the bytes were. Shared by the
 * bounded run of `make check` and by the fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_CONFIG_ONCE_H
#define UNKNOT_TESTS_FUZZ_CONFIG_ONCE_H

#include "core/country.h"
#include "load/config_load.h"
#include "must.h"

/* Nothing that reaches out of a folder. */
static inline void must_be_name(const char *name)
{
	must(strlen(name) < CONFIG_TEXT && name[0] != '.');
	must(!strpbrk(name, "/\\ \n"));
}

static inline void must_lie(int value, enum config_key k)
{
	must(value >= config_row(k)->least && value <= config_row(k)->most);
}

static inline void config_once(const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct config c = config_load(a, d, diag_source(d, "config.yaml", bytes, n), bytes, n);

	must(c.theme <= THEME_COLOUR_BLIND && c.sync <= SYNC_NO);
	must(c.level >= 1 && c.level <= 3);
	must_lie(c.voice_rate, CONFIG_VOICE_RATE);
	must_lie(c.voice_pitch, CONFIG_VOICE_PITCH);
	must_lie(c.cues_db, CONFIG_CUES_DB);
	must_lie(c.breath_db, CONFIG_BREATH_DB);
	must_lie(c.voice_db, CONFIG_VOICE_DB);
	must_be_name(c.voice_name);
	must_be_name(c.driver);
	must_be_name(c.sounds);
	must(!c.country[0] || country_number(c.country));
	must_be_sound(d, IN_CONFIG, 0);
	diag_free(d);
	arena_free(a);
}

#endif
