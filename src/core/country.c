#include "core/country.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/text.h"

/* Where several numbers reach help, the one that is taught. A country is listed only where one number
 * is well established for an ambulance: all others get the default, which sends to the local number. */
static const struct {
	char code[3];
	const char *number;
} table[] = {
	{"AT", "112"}, {"AU", "000"}, {"BE", "112"}, {"BG", "112"}, {"BR", "192"}, {"CA", "911"},
	{"CH", "144"}, {"CL", "131"}, {"CN", "120"}, {"CY", "112"}, {"CZ", "112"}, {"DE", "112"},
	{"DK", "112"}, {"EE", "112"}, {"ES", "112"}, {"FI", "112"}, {"FR", "112"}, {"GB", "999"},
	{"GR", "112"}, {"HK", "999"}, {"HR", "112"}, {"HU", "112"}, {"IE", "112"}, {"IL", "101"},
	{"IN", "112"}, {"IS", "112"}, {"IT", "112"}, {"JP", "119"}, {"KR", "119"}, {"LI", "112"},
	{"LT", "112"}, {"LU", "112"}, {"LV", "112"}, {"MT", "112"}, {"MX", "911"}, {"MY", "999"},
	{"NL", "112"}, {"NO", "113"}, {"NZ", "111"}, {"PL", "112"}, {"PT", "112"}, {"RO", "112"},
	{"SE", "112"}, {"SG", "995"}, {"SI", "112"}, {"SK", "112"}, {"TR", "112"}, {"TW", "119"},
	{"US", "911"},
};

const char *country_number(const char *code)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (text_same(table[i].code, code))
			return table[i].number;
	return NULL;
}

const char *country_to_call(const char *code)
{
	const char *number = country_number(code);

	return number ? number : _("112, 911, 999 or your local number");
}
