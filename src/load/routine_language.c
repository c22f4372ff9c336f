#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* A tag as BCP 47 spells it: en, pt-BR, zh-Hans. A language has two or three letters; longer ones may be
 * registered, and none is. */
static bool is_language(const char *s)
{
	size_t n, letters = strspn(s, LOWER UPPER);

	if (letters < 2 || letters > 3)
		return false;
	for (s += letters; *s == '-'; s += 1 + n) {
		n = strspn(s + 1, LOWER UPPER "0123456789");
		if (!n || n > 8)
			return false;
	}
	return !*s;
}

/* What people write who do not know the tag: the language's own name and its English one. */
static const struct {
	const char *tag, *names;
} languages[] = {
	{"en", " english "},
	{"de", " deutsch german "},
	{"fr", " fran\xc3\xa7"
	       "ais francais french "},
	{"es", " espa\xc3\xb1ol espanol spanish "},
	{"it", " italiano italian "},
	{"pt", " portugu\xc3\xaas portugues portuguese "},
	{"nl", " nederlands dutch "},
	{"da", " dansk danish "},
	{"sv", " svenska swedish "},
	{"nb", " norsk norwegian "},
	{"fi", " suomi finnish "},
	{"pl", " polski polish "},
	{"cs", " \xc4\x8d"
	       "e\xc5\xa1tina cestina czech "},
	{"hu", " magyar hungarian "},
	{"tr", " t\xc3\xbcrk\xc3\xa7"
	       "e turkce turkish "},
	{"ru", " \xd1\x80\xd1\x83\xd1\x81\xd1\x81\xd0\xba\xd0\xb8\xd0\xb9 russian "},
};

/* `German` is de, `de_DE.UTF-8` (as a system writes it) de-DE; NULL if it is neither. */
static const char *guess_language(struct arena *a, const char *text)
{
	char *tag = arena_strndup(a, text, strcspn(text, ".@"));
	char *word = arena_printf(a, " %s ", text);

	for (char *p = tag; *p; p++)
		*p = *p == '_' ? '-' : *p;
	if (is_language(tag))
		return tag;
	for (char *p = word; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (strstr(languages[i].names, word))
			return languages[i].tag;
	return NULL;
}

bool load_language(struct routine_load *l, const char *name, const struct yaml_node *v, const char **out)
{
	static const char *const examples[] = {"en", "de", "pt-BR"};
	const char *text = load_scalar(l, name, v), *guess;
	struct diag_entry *e;

	if (!text)
		return false;
	if (is_language(text)) {
		*out = text;
		return true;
	}
	guess = guess_language(l->arena, text);
	e = load_error(l, "language", v->at, _("\"%s\" is not a language tag such as en or pt-BR"), text);
	if (guess)
		load_did_you_mean(l, e, guess);
	diag_expect(l->d, e, examples, 3);
	return false;
}
