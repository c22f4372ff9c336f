/* The words a fuzzer should know, as a dictionary of libFuzzer: `words KIND [FILE]` prints what the tables of that
 * loader hold, the marks of YAML, and each word of FILE. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "core/config.h"
#include "core/sound_event.h"
#include "load/atlas_load.h"
#include "load/routine_keys.h"

/* A word of a file is printed once if it is short; libFuzzer minds neither repeats nor order. */
enum { WORD_MOST = 40 };

static void say(const char *word)
{
	putchar('"');
	for (const unsigned char *p = (const unsigned char *)word; *p; p++)
		if (*p == '"' || *p == '\\')
			printf("\\%c", *p);
		else if (isprint(*p))
			putchar(*p);
		else
			printf("\\x%02x", *p);
	puts("\"");
}

static void say_all(const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		say(words[i]);
}

static void of_yaml(void)
{
	static const char *const marks[] = {": ", "- ",    " #",      "\n  ",        "\n    ", "[",     "]",
					    "{",  "}",     "? ",      "<<: ",        "---\n",  "%YAML", "&a ",
					    "*a", "!x ",   "|\n",     ">\n",         "\"\"",   "''",    "\t",
					    "..", "\\x07", "\\u00a0", "\xef\xbb\xbf"};

	say_all(marks, sizeof marks / sizeof *marks);
}

static void of_routine(void)
{
	static const char *const more[] = {"60s",    "4..6 breaths", "1m30s",      "half",  "<leg>",
					   "<site>", "use: fuzz",    "use: other", "4-7-8", "30s..60s"};
	struct arena *a = arena_new();
	const struct atlas *atlas = atlas_built_in(a);
	const char *names[KEY_NAMES_MOST];
	size_t n;
	const struct key *keys = routine_keys(&n);

	for (size_t i = 0; i < n; i++) {
		say(arena_printf(a, "%s: ", keys[i].name));
		say_all(names, routine_words(keys[i].type, names, NULL));
	}
	say_all(names, routine_tags(names));
	for (int i = 0; i < SITES_BUILT_IN; i++)
		say(atlas->site[i].code);
	say_all(more, sizeof more / sizeof *more);
	arena_free(a);
}

static void of_config(void)
{
	for (enum config_key k = 0; k < CONFIG_KEYS; k++) {
		const struct config_row *row = config_row(k);
		const char *dot = strchr(row->name, '.');

		say(dot ? dot + 1 : row->name);
		for (int w = 0; w < CONFIG_WORDS && row->words[w]; w++)
			say(row->words[w]);
	}
	say("voice: ");
	say("gains: ");
}

static void of_pack(void)
{
	static const char *const keys[] = {
		"unknot-sounds: 1", "title: ", "about: ", "sounds:\n  ", "../", ".wav"};

	say_all(keys, sizeof keys / sizeof *keys);
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++)
		say(sound_name((enum sound)s));
}

/* What takes two keys, or a question and its answer. */
static void of_keys(void)
{
	static const char *const pairs[] = {"x\xc0"
					    "1",
					    "x\xc0"
					    "2",
					    "x\xc0"
					    "4",
					    "q\xc0y",
					    "q\xc0n",
					    "pp",
					    "10",
					    "\x03\x03",
					    " \xc0 ",
					    "\r\xc0\r",
					    "s\xc0s",
					    "++"};

	say_all(pairs, sizeof pairs / sizeof *pairs);
}

static int of_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char word[WORD_MOST + 1];

	if (!f)
		return 1;
	while (fscanf(f, "%*[^a-z]") != EOF)
		if (fscanf(f, "%40[a-z0-9-]", word) == 1)
			say(word);
	return fclose(f) != 0;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *kind;
		void (*say)(void);
	} kinds[] = {{"routine", of_routine}, {"config", of_config}, {"pack", of_pack}, {"keys", of_keys}};
	const char *kind = argc > 1 ? argv[1] : "";

	if (strcmp(kind, "record") != 0 && strcmp(kind, "keys") != 0)
		of_yaml();
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kind, kinds[i].kind))
			kinds[i].say();
	return argc > 2 ? of_file(argv[2]) : 0;
}
