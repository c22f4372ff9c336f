#include "core/speech_estimate.h"

#include <string.h>

#include "base/text.h"

/* At 175 words a minute English takes 57 ms a letter; a figure is spoken as a word or two. Held against
 * espeak-ng 1.51, none of the 141 lines of the shipped routines takes more than nine tenths of this, and
 * none of those tried in German, French, Spanish and Chinese more than all of it. Letters that are spelt
 * out (www) do. */
enum {
	START_MS = 500,
	LETTER_MS = 62,
	WIDE_MS = 320, /* a sign of Chinese, Japanese or Korean is a syllable or more */
	FIGURE_MS = 400,
	CLAUSE_MS = 200,   /* the pause at a comma */
	SENTENCE_MS = 350, /* at a full stop */
	SLOW_PERCENT = 115 /* languages with longer syllables at the same rate */
};

static int64_t sign_ms(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return FIGURE_MS;
	if (cp == ',' || cp == ';' || cp == ':' || cp == 0x2013 || cp == 0x2014)
		return CLAUSE_MS;
	if (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026)
		return SENTENCE_MS;
	return text_cp_width(cp) * (text_cp_width(cp) == 2 ? WIDE_MS / 2 : LETTER_MS);
}

int64_t speech_estimate(const char *text, const char *language)
{
	const char *s = text, *end = text + strlen(text);
	int64_t ms = 0;
	uint32_t cp;

	while (s < end)
		if (utf8_next(&s, end, &cp))
			ms += sign_ms(cp);
		else
			s++;
	if (!ms)
		return 0;
	if (language && strncmp(language, "en", 2) != 0)
		ms = ms * SLOW_PERCENT / 100;
	return START_MS + ms;
}
