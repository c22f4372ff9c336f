/* The manual pages say what the program's tables say: commands, options, keys, settings, the keys and values
 * of a routine, and every code. Those parts stand between two comments in src/man, and are written from the
 * tables with UPDATE_GOLDEN=1. Run in the project's folder, with the program in $UNKNOT. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "core/breath.h"
#include "core/config.h"
#include "core/keymap.h"
#include "core/limits_report.h"
#include "load/atlas_load.h"
#include "load/codes.h"
#include "load/routine_keys.h"

enum { ROOM = 1 << 18, LINE = 256 };

/* ---- roff ---- */

/* As it stands: a hyphen is the one that is typed, and no sign means anything. */
static void put_literal(struct buf *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '-' || *s == '\\')
			buf_adds(out, *s == '-' ? "\\-" : "\\e");
		else if (!strncmp(s, "\xe2\x86\x91", 3) || !strncmp(s, "\xe2\x86\x93", 3))
			buf_adds(out, s[2] == '\x91' ? "\\(ua" : "\\(da"), s += 2;
		else
			buf_addc(out, *s);
	}
}

/* An argument of a macro, which is none itself. */
static void put_arg(struct buf *out, const char *s)
{
	buf_adds(out, " \"\\&");
	put_literal(out, s);
	buf_adds(out, "\"");
}

static void put_item(struct buf *out, const char *name, const char *value)
{
	buf_adds(out, ".It Ic");
	put_arg(out, name);
	if (value && *value) {
		buf_adds(out, " Ar");
		put_arg(out, value);
	}
	buf_adds(out, "\n");
}

/* Sentences, one a line, the last with a full stop, the first with a capital. */
static void put_prose(struct buf *out, const char *s)
{
	size_t n = strlen(s);
	/* "none: nothing moves" begins with a value, which stays as it is written */
	bool inside = false, first = s[strcspn(s, " :")] != ':';

	for (const char *p = s; *p; p++, first = false) {
		if (*p == '`') {
			buf_adds(out, inside ? "\\(cq" : "\\(oq");
			inside = !inside;
		} else if (*p == ' ' && p > s && strchr(".?", p[-1]) && isupper((unsigned char)p[1])) {
			buf_adds(out, "\n");
		} else if (*p == '-' && !isalpha((unsigned char)p[1])) {
			buf_adds(out, "\\-");
		} else if (*p == '\\') {
			buf_adds(out, "\\e");
		} else {
			buf_addc(out, (char)(first ? toupper((unsigned char)*p) : *p));
		}
	}
	buf_adds(out, n && strchr(".?!", s[n - 1]) ? "\n" : ".\n");
}

static void begin_list(struct buf *out)
{
	buf_adds(out, ".Bl -tag -width 6n\n");
}

static void end_list(struct buf *out)
{
	buf_adds(out, ".El\n");
}

static void put_words(struct buf *out, const char *const *words, size_t n)
{
	buf_adds(out, "One of\n");
	for (size_t i = 0; i < n; i++) {
		buf_adds(out, ".Ql");
		put_arg(out, words[i]);
		buf_adds(out, i + 1 < n ? " ,\n" : " .\n");
	}
}

/* ---- commands and options: what the program itself says ---- */

static char *says(const char *arguments)
{
	char command[LINE], *text = mem_calloc(1, ROOM);
	const char *program = getenv("UNKNOT");
	FILE *f;

	if (!program)
		fail_msg("UNKNOT names no program");
	snprintf(command, sizeof command, "'%s' %s", program, arguments);
	f = popen(command, "r");
	assert_non_null(f);
	text[fread(text, 1, ROOM - 1, f)] = '\0';
	assert_int_equal(pclose(f), 0);
	return text;
}

/* The next line at `*p`, without its end; NULL after the last. */
static char *next_line(char **p)
{
	char *line = *p, *end = strchr(line, '\n');

	if (!*line)
		return NULL;
	*p = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	return line;
}

/* Splits "left   right" at the first run of two blanks; `right` may be empty. */
static char *split(char *line)
{
	char *gap = strstr(line, "  ");

	if (!gap) {
		gap = strchr(line, ' ');
		return gap ? *gap = '\0', gap + 1 : line + strlen(line);
	}
	*gap = '\0';
	return gap + 1 + strspn(gap + 1, " ");
}

/* An option line of a help page, "--legs=LEGS   text" or "-o, --output=FILE  text", taken apart. */
struct option_line {
	char *name, *arg, *help;
	bool short_o;
};

static bool read_option(char *line, struct option_line *o)
{
	*o = (struct option_line){0};
	if (strncmp(line, "  -", 3) != 0)
		return false;
	line += 2;
	o->short_o = !strncmp(line, "-o, ", 4);
	line += o->short_o ? 4 : 0;
	o->name = line + 2;
	o->help = strchr(line, ' ');
	assert_non_null(o->help);
	*o->help++ = '\0';
	o->help += strspn(o->help, " ");
	o->arg = strchr(o->name, '=');
	if (o->arg)
		*o->arg++ = '\0';
	return strcmp(o->name, "help") != 0;
}

static void put_command(struct buf *out, const char *name, const char *args, const char *help)
{
	char line[LINE], *text, *p, *l;
	struct option_line o;
	bool any = false;

	put_item(out, name, args);
	put_prose(out, help);
	snprintf(line, sizeof line, "%s --help", name);
	text = p = says(line);
	while ((l = next_line(&p))) {
		if (!read_option(l, &o))
			continue;
		buf_addf(out, "%s\n.Fl -%s", any ? " ," : "Takes", o.name);
		any = true;
	}
	if (any)
		buf_adds(out, " .\n");
	free(text);
}

static void commands(struct buf *out)
{
	char *text = says("--help"), *p = text, *line;

	begin_list(out);
	while ((line = next_line(&p))) {
		char *help, *args;

		if (strncmp(line, "  unknot ", 9) != 0)
			continue;
		line += 9;
		help = split(line);
		args = strchr(line, ' ');
		if (args)
			*args++ = '\0';
		put_command(out, line, args, help);
	}
	end_list(out);
	free(text);
}

static void add_option(struct buf *out, struct buf *seen, const struct option_line *o)
{
	char name[LINE];

	/* one that means a little more to some commands is told as often */
	snprintf(name, sizeof name, " %s=%s ", o->name, o->help);
	if (strstr(buf_str(seen), name))
		return;
	buf_adds(seen, name);
	buf_addf(out, ".It %sFl -%s", o->short_o ? "Fl o , " : "", o->name);
	if (o->arg)
		buf_addf(out, " Ns = Ns Ar %s", o->arg);
	buf_adds(out, "\n");
	put_prose(out, o->help);
}

static void options(struct buf *out)
{
	char *all = says("--help"), *p = all, *line;
	struct buf seen = {0};

	begin_list(out);
	while ((line = next_line(&p))) {
		char command[LINE], *text, *q, *l;
		struct option_line o;

		if (strncmp(line, "  unknot ", 9) != 0)
			continue;
		snprintf(command, sizeof command, "%.*s --help", (int)strcspn(line + 9, " "), line + 9);
		text = q = says(command);
		while ((l = next_line(&q)))
			if (read_option(l, &o))
				add_option(out, &seen, &o);
		free(text);
	}
	end_list(out);
	buf_free(&seen);
	free(all);
}

/* What runs without a command takes options too. */
static void home_options(struct buf *out)
{
	char *text = says("--plain --help"), *p = text, *line;
	struct option_line o;
	bool any = false;

	buf_adds(out, "The home screen takes");
	while ((line = next_line(&p))) {
		if (!read_option(line, &o))
			continue;
		buf_addf(out, "%s\n.Fl -%s", any ? " ," : "", o.name);
		any = true;
	}
	assert_true(any);
	buf_adds(out, " .\n");
	free(text);
}

/* ---- keys of a session, settings ---- */

static void session_keys(struct buf *out)
{
	size_t n;
	const struct binding *b = keymap_table(&n);

	begin_list(out);
	for (size_t i = 0; i < n; i++) {
		put_item(out, b[i].shown, NULL);
		put_prose(out, b[i].help);
	}
	end_list(out);
}

static void settings(struct buf *out)
{
	begin_list(out);
	for (int i = 0; i < CONFIG_KEYS; i++) {
		const struct config_row *row = config_row((enum config_key)i);
		size_t n = 0;

		while (n < CONFIG_WORDS && row->words[n])
			n++;
		put_item(out, row->name, NULL);
		put_prose(out, row->help);
		if (n)
			put_words(out, row->words, n);
		else if (row->least || row->most)
			buf_addf(out, "A whole number from %s%d to %d.\n", row->least < 0 ? "\\-" : "",
				 abs(row->least), row->most);
	}
	end_list(out);
}

/* ---- the keys of a routine ---- */

/* What stands after a key, as the section VALUES calls it; "" where it is told by words of its own. */
static const char *value_name(enum value_type t)
{
	switch (t) {
	case VALUE_VERSION:
		return "1";
	case VALUE_TITLE:
	case VALUE_TEXT:
	case VALUE_NOTE:
	case VALUE_SAY:
	case VALUE_SPEAK:
		return "text";
	case VALUE_LANGUAGE:
		return "language";
	case VALUE_NEEDS:
	case VALUE_TAGS:
		return "list of texts";
	case VALUE_BREATH:
		return "pattern";
	case VALUE_PRESSURE:
		return "pressure";
	case VALUE_BREATHS:
		return "map of patterns";
	case VALUE_SITES:
		return "map of sites";
	case VALUE_DEFAULTS:
		return "map";
	case VALUE_STEPS:
		return "list of steps";
	case VALUE_LENGTH:
		return "duration";
	case VALUE_LENGTH_OR_ZERO:
		return "duration or 0s";
	case VALUE_RANGE:
		return "duration or range";
	case VALUE_COUNT:
		return "count";
	case VALUE_PLACES:
		return "site, or a list of sites";
	case VALUE_INSTEAD:
		return "site";
	case VALUE_USE:
		return "routine";
	case VALUE_CUES:
		return "list of cues";
	case VALUE_AT:
		return "moment";
	case VALUE_ID:
		return "id";
	case VALUE_ALONG:
		return "0 to 1";
	case VALUE_ACROSS:
		return "-1 to 1";
	case VALUE_SECONDS:
		return "seconds";
	case VALUE_SOUND:
		return "sound";
	case VALUE_PRESS:
	case VALUE_YES_NO:
	case VALUE_LEGS:
	case VALUE_STYLE:
	case VALUE_DEFAULT_STYLE:
	case VALUE_PICK:
	case VALUE_MEASURE:
	case VALUE_PART:
		return "";
	}
	return "";
}

static void put_key(struct buf *out, const struct key *k)
{
	const char *words[KEY_NAMES_MOST], *value = value_name(k->type);
	size_t n = routine_words(k->type, words, NULL);

	put_item(out, k->name, *value ? value : "word");
	put_prose(out, k->help);
	if (!*value)
		put_words(out, words, n);
	if (k->required)
		buf_adds(out, "It must be there.\n");
}

/* All keys of a map, or those of a step that no other kind shares with all. */
static void put_keys(struct buf *out, uint32_t where, uint32_t without)
{
	size_t n;
	const struct key *keys = routine_keys(&n);

	begin_list(out);
	for (size_t i = 0; i < n; i++)
		if (keys[i].where & where && (keys[i].where & without) != without)
			put_key(out, &keys[i]);
	end_list(out);
}

/* What every kind of step takes, or every one but one. */
#define SHARED (IN_STEPS & ~IN_STEP(STEP_SAY))

static void every_step(struct buf *out)
{
	size_t n;
	const struct key *keys = routine_keys(&n);

	begin_list(out);
	for (size_t i = 0; i < n; i++)
		if ((keys[i].where & SHARED) == SHARED)
			put_key(out, &keys[i]);
	end_list(out);
}

/* Each kind of step under the key that names it, with the keys of its own. */
static void steps(struct buf *out)
{
	for (int kind = 0; kind < STEP_KINDS; kind++) {
		buf_addf(out, ".Ss %c%s\n", toupper((unsigned char)step_kind_name((enum step_kind)kind)[0]),
			 step_kind_name((enum step_kind)kind) + 1);
		put_keys(out, IN_STEP(kind), SHARED);
	}
}

static void patterns(struct buf *out)
{
	size_t n;
	const char *const *names = breath_names(&n);

	begin_list(out);
	for (size_t i = 0; i < n; i++) {
		struct breath b;

		assert_true(breath_by_name(names[i], &b));
		put_item(out, names[i], NULL);
		buf_addf(out, "In for %g s", b.in / 1000.0);
		if (b.sip)
			buf_addf(out, ", a second sip of %g s", b.sip / 1000.0);
		if (b.top)
			buf_addf(out, ", full for %g s", b.top / 1000.0);
		buf_addf(out, ", out for %g s", b.out / 1000.0);
		if (b.bottom)
			buf_addf(out, ", empty for %g s", b.bottom / 1000.0);
		buf_adds(out, ".\n");
	}
	end_list(out);
}

static void sites(struct buf *out)
{
	struct arena *a = arena_new();
	const struct atlas *atlas = atlas_built_in(a);

	begin_list(out);
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *s = &atlas->site[i];

		put_item(out, s->id, s->code);
		put_prose(out, s->name);
	}
	end_list(out);
	arena_free(a);
}

static void sounds(struct buf *out)
{
	const char *words[KEY_NAMES_MOST];

	put_words(out, words, routine_words(VALUE_SOUND, words, NULL));
}

/* ---- codes ---- */

#define LIMIT_ROW(id, code, severity) {code, severity},

static const struct {
	const char *code;
	enum diag_severity severity;
} limits[] = {LIMITS(LIMIT_ROW)};
enum { LIMITS_TOLD = sizeof limits / sizeof *limits };

static void put_codes(struct buf *out, const struct load_code *codes, size_t n)
{
	begin_list(out);
	for (size_t i = 0; i < n; i++) {
		put_item(out, codes[i].name, NULL);
		put_prose(out, codes[i].meaning);
		for (size_t k = 0; k < LIMITS_TOLD; k++)
			if (!strcmp(limits[k].code, codes[i].name) && limits[k].severity == DIAG_WARNING)
				buf_adds(out, "A warning.\n");
	}
	end_list(out);
}

static void codes(struct buf *out)
{
	size_t n;
	const struct load_code *table = load_codes(&n);

	put_codes(out, table, n);
}

static void codes_beyond(struct buf *out)
{
	size_t n;
	const struct load_code *table = load_codes_beyond(&n);

	put_codes(out, table, n);
}

static void every_limit_is_told(void **state)
{
	size_t n;
	const struct load_code *table = load_codes_beyond(&n);

	(void)state;
	for (size_t i = 1; i < n; i++)
		assert_true(strcmp(table[i - 1].name, table[i].name) < 0);
	for (size_t k = 0; k < LIMITS_TOLD; k++) {
		size_t i = 0;

		while (i < n && strcmp(table[i].name, limits[k].code) != 0)
			i++;
		if (i == n)
			fail_msg("nothing is told of [%s]", limits[k].code);
	}
}

/* ---- the pages ---- */

static const struct section {
	const char *page, *name;
	void (*put)(struct buf *out);
	uint32_t where; /* without `put`: the keys of this map */
} sections[] = {
	{"src/man/unknot.1", "commands", commands, 0},
	{"src/man/unknot.1", "home", home_options, 0},
	{"src/man/unknot.1", "options", options, 0},
	{"src/man/unknot.1", "keys", session_keys, 0},
	{"src/man/unknot.1", "settings", settings, 0},
	{"src/man/unknot.5", "top", NULL, IN_TOP},
	{"src/man/unknot.5", "defaults", NULL, IN_DEFAULTS},
	{"src/man/unknot.5", "steps", steps, 0},
	{"src/man/unknot.5", "every step", every_step, 0},
	{"src/man/unknot.5", "cue", NULL, IN_CUE},
	{"src/man/unknot.5", "patterns", patterns, 0},
	{"src/man/unknot.5", "breath", NULL, IN_BREATH},
	{"src/man/unknot.5", "sites", sites, 0},
	{"src/man/unknot.5", "site", NULL, IN_SITE},
	{"src/man/unknot.5", "sounds", sounds, 0},
	{"src/man/unknot.5", "codes", codes, 0},
	{"src/man/unknot.5", "codes beyond", codes_beyond, 0},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static char *read_page(const char *path)
{
	char *text = mem_calloc(1, ROOM);
	FILE *f = fopen(path, "rb");

	if (!f)
		fail_msg("%s cannot be read", path);
	text[fread(text, 1, ROOM - 1, f)] = '\0';
	fclose(f);
	return text;
}

/* Where a section's text begins in a page, and its length. */
static char *find_section(char *page, const struct section *s, size_t *n)
{
	char mark[LINE], *from, *to;

	snprintf(mark, sizeof mark, ".\\\" from the tables: %s\n", s->name);
	from = strstr(page, mark);
	if (!from)
		fail_msg("%s has no section \"%s\"", s->page, s->name);
	from += strlen(mark);
	to = strstr(from, ".\\\" to here\n");
	if (!to)
		fail_msg("%s: \"%s\" does not end", s->page, s->name);
	*n = (size_t)(to - from);
	return from;
}

static void write_section(const struct section *s, const char *page, const char *at, size_t n,
			  const struct buf *want)
{
	FILE *f = fopen(s->page, "wb");

	assert_non_null(f);
	fwrite(page, 1, (size_t)(at - page), f);
	fwrite(buf_str(want), 1, want->n, f);
	fputs(at + n, f);
	assert_int_equal(fclose(f), 0);
}

static void pages_and_tables_agree(void **state)
{
	(void)state;
	for (int i = 0; i < SECTIONS; i++) {
		char *page = read_page(sections[i].page);
		struct buf want = {0};
		size_t n;
		char *at = find_section(page, &sections[i], &n);

		if (sections[i].put)
			sections[i].put(&want);
		else
			put_keys(&want, sections[i].where, UINT32_MAX);
		if (getenv("UPDATE_GOLDEN"))
			write_section(&sections[i], page, at, n, &want);
		else if (n != want.n || memcmp(at, buf_str(&want), n) != 0)
			fail_msg("%s: \"%s\" is not what the program says; `make golden` writes it",
				 sections[i].page, sections[i].name);
		buf_free(&want);
		free(page);
	}
}

/* What a tag does is told by hand; that each is told, here. */
static void every_tag_is_told(void **state)
{
	char *page = read_page("src/man/unknot.5");
	const char *tags[KEY_NAMES_MOST];
	size_t n = routine_tags(tags);

	(void)state;
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++) {
		char item[LINE];

		snprintf(item, sizeof item, "\n.It Ic %s\n", tags[i]);
		if (!strstr(page, item))
			fail_msg("unknot.5 does not tell of the tag %s", tags[i]);
	}
	free(page);
}

/* Each key of a routine stands in a routine of the guide, each word somewhere in it. */
static void the_guide_shows_every_key(void **state)
{
	char *guide = read_page("routines/README.md");
	size_t n;
	const struct key *keys = routine_keys(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const char *words[KEY_NAMES_MOST];
		size_t nwords = keys[i].type == VALUE_SOUND ? 0 : routine_words(keys[i].type, words, NULL);
		char text[LINE], *at = guide + 1;

		snprintf(text, sizeof text, "%s:", keys[i].name);
		/* as a whole word, with a value or a map after it */
		while ((at = strstr(at, text)) &&
		       (!strchr(" {\n", at[-1]) || !strchr(" \n", at[strlen(text)])))
			at++;
		if (!at)
			fail_msg("no routine of the guide has `%s`", keys[i].name);
		for (size_t k = 0; k < nwords; k++)
			if (!strstr(guide, words[k]))
				fail_msg("the guide does not tell of \"%s\"", words[k]);
	}
	free(guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_limit_is_told),
		cmocka_unit_test(every_tag_is_told),
		cmocka_unit_test(the_guide_shows_every_key),
		cmocka_unit_test(pages_and_tables_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
