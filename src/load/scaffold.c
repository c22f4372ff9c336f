/* The text; what fits into the time is scaffold_fit.c's. */
#include "load/scaffold.h"

#include <stdio.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "load/scaffold_fit.h"

#define SCHEMA  "routine.schema.json"
#define EDITORS "# yaml-language-server: $schema=./" SCHEMA "\n"

enum { NAME_COLUMNS = 60 };

/* What is written for each answer; the tags of format.md make it found. */
static const struct when {
	const char *name, *text, *tags, *pressure, *about, *suits;
} whens[SCAFFOLD_WHENS] = {
	[WHEN_DAILY] = {"daily", N_("every day; 'unknot today' may choose it"), "[daily]", "4..5",
			N_("A routine of my own for every day."),
			N_("Every day, if yesterday left no more than a little soreness.")},
	[WHEN_EVENING] = {"evening", N_("the end of the day; dim and quiet"), "[evening]", "3..4",
			  N_("A quiet end of the day."), N_("The last minutes of the day.")},
	[WHEN_SITTING] = {"sitting", N_("quick relief after long sitting"), "[relief, sitting]", "4..5",
			  N_("A short break after long sitting."), N_("Anyone stiff from sitting.")},
	[WHEN_DRIVING] = {"driving", N_("quick relief after a drive; no calves"), "[relief, driving]", "4..5",
			  N_("A short break after a drive."),
			  N_("Anyone stiff from sitting behind a wheel.")},
	[WHEN_RUNNING] = {"running", N_("quick relief after a run"), "[relief, running]", "3..4",
			  N_("A few quiet minutes after a run."), N_("Legs that are heavy from a run.")},
	[WHEN_ANY] = {"anytime", N_("whenever you choose it"), NULL, "4..5", N_("A routine of my own."),
		      N_("Anyone who sat a lot today.")},
};

const char *scaffold_when_name(enum scaffold_when w)
{
	return whens[w].name;
}

const char *scaffold_when_text(enum scaffold_when w)
{
	return _(whens[w].text);
}

bool scaffold_when_by_name(const char *name, enum scaffold_when *out)
{
	for (int i = 0; i < SCAFFOLD_WHENS; i++)
		if (text_same(whens[i].name, name))
			return *out = (enum scaffold_when)i, true;
	return false;
}

/* ---- names ---- */

/* Letters of other scripts, as far as signs, dashes, arrows, pictures and private ones can be told from them. */
static bool is_other_letter(uint32_t cp)
{
	bool sign = cp == 0xd7 || cp == 0xf7 || (cp >= 0x2000 && cp < 0x2c00) ||
		    (cp >= 0x3000 && cp < 0x3005) || (cp >= 0x3007 && cp < 0x3041) ||
		    (cp >= 0xe000 && cp < 0xf900) || (cp >= 0xfe10 && cp < 0xfe70) ||
		    (cp >= 0xff00 && cp < 0xff10) || cp >= 0x1f000;

	return cp >= 0xc0 && !sign && text_cp_width(cp) > 0;
}

static bool is_name_cp(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') || cp == '-' ||
	       cp == '_' || is_other_letter(cp);
}

/* What a name that cannot be would be with - for all that it may not have. */
static void near_name(const char *id, struct buf *out)
{
	const char *end = id + strlen(id), *from = id;
	uint32_t cp;

	for (; from < end && out->n < NAME_COLUMNS; from = id) {
		bool kept = utf8_next(&id, end, &cp) && is_name_cp(cp) && cp != '_';

		if (kept)
			buf_add(out, from, (size_t)(id - from));
		else if (out->n && out->p[out->n - 1] != '-')
			buf_addc(out, '-');
		id += id == from; /* a byte that begins nothing */
	}
	while (out->n && out->p[out->n - 1] == '-')
		out->p[--out->n] = '\0';
}

static bool no_name(const char *id, struct err *e)
{
	struct buf near = {0};

	near_name(id, &near);
	err_set(e,
		_("A name has letters, digits, - and _, and begins with a letter or a digit, "
		  "like %s. It goes into your own folder."),
		near.n ? near.p : "my-legs");
	buf_free(&near);
	return false;
}

bool scaffold_name(const char *id, struct err *e)
{
	/* what lies beside routines, or is read as something else by its name */
	static const char *const taken[] = {"atlas", "config", "pack"};
	const char *p = id, *end = id + strlen(id);
	uint32_t cp;

	while (p < end && utf8_next(&p, end, &cp) && is_name_cp(cp))
		;
	if (p < end || !*id || *id == '-' || *id == '_' || (p > id && !is_name_cp(cp)))
		return no_name(id, e);
	if (text_width(id) > NAME_COLUMNS)
		return err_set(e, _("A name has at most %d letters."), NAME_COLUMNS);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (text_same(id, taken[i]))
			return err_set(e, _("\"%s\" is the name of something else here: choose another."),
				       id);
	return true;
}

/* ---- places ---- */

/* Whether the id or the name of a place has every word of `text`. */
static bool has_words(const struct site *s, const char *text)
{
	bool any = false;

	while (*text) {
		char word[32];
		size_t n = strcspn(text, " -_");

		snprintf(word, sizeof word, "%.*s", (int)n, text);
		if (n && !strcasestr(s->id, word) && !strcasestr(s->name, word))
			return false;
		any |= n > 0;
		text += n + (text[n] != '\0');
	}
	return any;
}

/* Says that `text` is no place, and which were perhaps meant. */
static bool no_place(const struct atlas *a, const char *text, struct err *e)
{
	const char *ids[SITES_BUILT_IN], *near;
	struct buf meant = {0};

	for (int i = 0; i < SITES_BUILT_IN; i++) {
		ids[i] = a->site[i].id;
		if (has_words(&a->site[i], text))
			buf_addf(&meant, "%s%s", meant.n ? ", " : "", ids[i]);
	}
	near = text_nearest(text, ids, SITES_BUILT_IN);
	if (!meant.n && near)
		buf_adds(&meant, near);
	if (meant.n) {
		err_set(e, _("There is no place \"%.40s\". Did you mean: %s?"), text, meant.p);
	} else {
		for (int i = 0; i < SITES_BUILT_IN; i++)
			buf_addf(&meant, "%s%s (%s)", i ? ", " : "", ids[i], a->site[i].code);
		err_set(e,
			_("There is no place \"%.40s\". There are %s; write ids or codes with commas "
			  "between."),
			text, meant.p);
	}
	buf_free(&meant);
	return false;
}

static void add_place(struct scaffold *s, const struct site *site)
{
	for (size_t i = 0; i < s->nplaces; i++)
		if (s->place[i] == site)
			return;
	s->place[s->nplaces++] = site;
}

/* Adds every word of `text`, if all are places. */
static bool add_words(const struct atlas *a, const char *text, struct scaffold *s)
{
	for (int pass = 0; pass < 2; pass++) {
		char copy[200], *save = NULL;

		snprintf(copy, sizeof copy, "%s", text);
		for (char *w = strtok_r(copy, " \t", &save); w; w = strtok_r(NULL, " \t", &save)) {
			const struct site *site = atlas_site(a, w);

			if (!site)
				return false;
			if (pass)
				add_place(s, site);
		}
	}
	return true;
}

bool scaffold_places(const char *text, const struct atlas *a, struct scaffold *s, struct err *e)
{
	s->nplaces = 0;
	while (*text) {
		char piece[200];
		size_t n, lead = strspn(text, " \t,;");

		text += lead;
		n = strcspn(text, ",;\n");
		snprintf(piece, sizeof piece, "%.*s", (int)n, text);
		text += n + (text[n] != '\0');
		for (n = strlen(piece); n && (piece[n - 1] == ' ' || piece[n - 1] == '\t');)
			piece[--n] = '\0';
		if (n && !add_words(a, piece, s))
			return no_place(a, piece, e);
	}
	return s->nplaces || err_set(e, _("Name at least one place, like thigh-outer-middle or T2."));
}

/* ---- the text ---- */

/* A text as a value: as it is where YAML reads it so, else between quotes. */
static void put_text(struct buf *out, const char *key, const char *text)
{
	bool plain = !strchr("&*!|>@`%[]{},#-?:'\"~ ", *text) && !strstr(text, ": ") && !strstr(text, " #");

	buf_addf(out, plain ? "%s: %s\n" : "%s: \"", key, text);
	if (plain)
		return;
	for (; *text; text++)
		buf_addf(out, strchr("\"\\", *text) ? "\\%c" : "%c", *text);
	buf_adds(out, "\"\n");
}

/* The title that a name makes: `my-legs` is "My legs". */
static void put_title(struct buf *out, const char *id)
{
	size_t from = out->n + strlen("title: ");

	buf_addf(out, "title: %s\n", id);
	for (char *p = out->p + from; *p; p++)
		*p = (char)(*p == '-' || *p == '_' ? ' ' : *p);
	if (out->p[from] >= 'a' && out->p[from] <= 'z')
		out->p[from] = (char)(out->p[from] - 'a' + 'A');
}

static bool is_calf(const struct site *s)
{
	return s->part == PART_CALF;
}

static void put_head(const struct scaffold *s, const struct scaffold_fit *f, struct buf *out)
{
	const struct when *w = &whens[s->when];
	bool calves = false;

	for (size_t i = 0; i < s->nplaces; i++)
		calves |= is_calf(s->place[i]);
	buf_adds(out, EDITORS "\n");
	buf_addf(out,
		 _("# Yours to change, in any editor. What follows a # is for you alone.\n"
		   "#   unknot edit %s    opens it, and checks it when you come back\n"
		   "#   unknot preview %s stands beside the editor and follows each save\n"
		   "#   unknot show %s    what it makes of it, with times\n"
		   "#   unknot play %s    plays it; add --speed 20 to look it over first\n"
		   "# Times are written 45s, 2m, 1m30s or 6 breaths. All there is to write: man 5 unknot.\n"),
		 s->id, s->id, s->id, s->id);
	buf_adds(out, "unknot: 1\n");
	put_title(out, s->id);
	put_text(out, "about", _(w->about));
	put_text(out, "suits", _(w->suits));
	put_text(out, "not-for",
		 _("A leg that is numb, weak, swollen or hot, or a bruise where you would press."));
	buf_addf(out, "needs: [%s]\n",
		 calves ? _("firm chair, second chair, tennis ball") : _("firm chair, tennis ball"));
	if (w->tags)
		buf_addf(out, "tags: %s  %s\n", w->tags, _("# what finds it: home, today, relief"));
	buf_addf(out, "pressure: %s  %s\n", w->pressure, _("# of 10: a dull ache that lets you breathe"));
	buf_addf(out, "defaults:  %s\n", _("# what holds for every hold below, unless it says otherwise"));
	buf_addf(out, "  find: %ds  %s\n", f->find, _("# to find the sore spot"));
	if (f->breaths > SCAFFOLD_BREATHS_LEAST)
		buf_addf(out, "  for: %d..%d breaths  %s\n", SCAFFOLD_BREATHS_LEAST, f->breaths,
			 _("# ends when you say that it let go, or goes on by itself"));
	else
		buf_addf(out, "  for: %d breaths\n", f->breaths);
	buf_addf(out, "  rest: %ds  %s\n", f->rest, _("# after 5 s of easing off"));
}

/* Whether a place of them allows no press of this many breaths. */
static bool is_capped(const struct scaffold *s, const struct scaffold_fit *f)
{
	for (size_t i = 0; i < s->nplaces; i++)
		if (scaffold_breaths(s->place[i], f->breaths) < f->breaths)
			return true;
	return false;
}

/* A place that opens only with time has another to stand in for it. */
static void put_instead(const struct site *site, const struct atlas *a, const char *indent, struct buf *out)
{
	const struct site *other = NULL;

	for (int i = 0; i < SITES_BUILT_IN && !other; i++)
		if (site->locked && a->site[i].part == site->part && !a->site[i].locked)
			other = &a->site[i];
	if (other)
		buf_addf(out, "%sinstead: %s  %s\n", indent, other->id,
			 _("# until the deep one has opened, after a few sessions"));
}

/* Every place a hold of its own, in the order in which the chair changes once. */
static void put_each(const struct scaffold *s, const struct scaffold_fit *f, const struct atlas *a,
		     struct buf *out)
{
	for (int calf = 0; calf < 2; calf++) {
		for (size_t i = 0; i < s->nplaces; i++) {
			const struct site *site = s->place[i];
			int breaths = scaffold_breaths(site, f->breaths);

			if (is_calf(site) != calf)
				continue;
			buf_addf(out, "      - hold: %s  # %s\n", site->id, site->name);
			if (breaths < f->breaths)
				buf_addf(out, "        for: %d breaths  %s\n", breaths,
					 _("# no longer here: a nerve lies beneath"));
			put_instead(site, a, "        ", out);
		}
	}
}

/* More places than there is time for: each time the ones that have waited longest. */
static void put_turns(const struct scaffold *s, const struct scaffold_fit *f, struct buf *out)
{
	buf_addf(out, "      - repeat: %d  %s\n", f->slots, _("# so many of the places below each time"));
	buf_adds(out, "        steps:\n          - hold:\n");
	for (size_t i = 0; i < s->nplaces; i++)
		buf_addf(out, "              - %s  # %s\n", s->place[i]->id, s->place[i]->name);
	buf_addf(out, "            pick: turns  %s\n", _("# those that have waited longest"));
	if (is_capped(s, f))
		buf_addf(out, "            for: %d breaths  %s\n", SCAFFOLD_BREATHS_LEAST,
			 _("# no longer: beneath one of them lies a nerve"));
}

static void put_presses(const struct scaffold *s, const struct scaffold_fit *f, const struct atlas *a,
			struct buf *out)
{
	if (f->legs == 2)
		buf_addf(out, "\n  - legs: both  %s\n",
			 _("# all of it on the left leg, then all on the right"));
	else
		buf_addf(out, "\n  - legs: worse  %s\n",
			 _("# the worse leg alone: there is no time for both"));
	buf_adds(out, "    steps:\n");
	if ((size_t)f->slots < s->nplaces)
		put_turns(s, f, out);
	else
		put_each(s, f, a, out);
	buf_addf(out, "%s",
		 _("      # Where and how is said by itself. Your own words go under a hold, like this:\n"
		   "      #   say: Lean towards the <leg> side as you breathe out.\n"));
	if (f->split)
		buf_addf(out, "      - walk: 2m  %s\n",
			 _("# over 15 minutes on the ball need a walk between"));
	buf_adds(out, "\n");
}

static void put_seconds(struct buf *out, const char *step, int seconds)
{
	char text[DURATION_TEXT];

	buf_addf(out, "  - %s: %s\n", step, duration_spell(text, seconds * INT64_C(1000)));
}

/* Steps that answers do not ask for; a test takes the signs away. */
static void put_others(struct buf *out)
{
	buf_adds(out, _("  # Other steps there are. Take away a # and the blank after it to have one:\n"));
	buf_addf(out,
		 "  # - say: %s\n  #   wait: yes  %s\n"
		 "  # - move: %s\n  #   reps: 10\n  #   sets: 3\n"
		 "  # - stretch: %s\n  #   for: 30s\n  #   legs: both\n"
		 "  # - repeat: 2\n  #   steps:\n  #     - hold: thigh-outer-middle\n  #       for: 40s\n"
		 "  # - say: %s\n",
		 _("Stand behind the chair. Enter when you are ready."),
		 _("# time to get into position, before a move or a stretch"), _("Bridge on the chair"),
		 _("Calf stretch"), _("Words to show and to speak."));
}

static void put_steps(const struct scaffold *s, const struct scaffold_fit *f, const struct atlas *a,
		      struct buf *out)
{
	buf_addf(out, "steps:\n");
	put_seconds(out, "walk", f->walk);
	put_text(out, "    say", _("Walk a little, and let the arms swing."));
	if (f->breathe) {
		put_seconds(out, "breathe", f->breathe);
		put_text(out, "    say", _("Sit down. Small, quiet breaths, longer out than in."));
	}
	put_presses(s, f, a, out);
	put_others(out);
	if (f->stretch) {
		put_text(out, "  - stretch", _("Seated reach"));
		buf_addf(out, "    for: %ds\n    legs: both\n", f->stretch);
		put_text(out, "    say",
			 _("Front of the chair, <leg> leg straight, heel down. Tip forward to a mild pull."));
	}
	put_seconds(out, "walk", f->last_walk);
	put_text(out, "    say", _("Stand up slowly, and walk a little."));
}

bool scaffold_suits(const struct scaffold *s, struct err *e)
{
	for (size_t i = 0; i < s->nplaces; i++)
		if (s->when == WHEN_DRIVING && s->place[i]->ask_calf)
			return err_set(
				e,
				_("A calf is not pressed after a drive, since long sitting can leave a "
				  "clot in it: leave out %s."),
				s->place[i]->id);
	return true;
}

bool scaffold_write(const struct scaffold *s, const struct atlas *a, struct buf *out,
		    struct scaffold_made *made, struct err *e)
{
	struct scaffold_fit f;
	char needs[DURATION_TEXT];

	if (!scaffold_suits(s, e))
		return false;
	if (!scaffold_fit(s, a, &f))
		return err_set(e, _("A walk, one place and a walk take %s: give it that."),
			       duration_spell(needs, f.total_ms));
	put_head(s, &f, out);
	put_steps(s, &f, a, out);
	*made = (struct scaffold_made){f.total_ms, f.slots, f.legs};
	return true;
}

void scaffold_copy(const char *text, size_t n, const char *from, struct buf *out)
{
	static const char line[] = "# yaml-language-server:", mark[] = "\xef\xbb\xbf";
	bool marked = n >= 3 && !memcmp(text, mark, 3);
	size_t head = marked ? 3 : 0, at;
	const char *end;

	if (n - head >= sizeof line - 1 && !memcmp(text + head, line, sizeof line - 1)) {
		end = memchr(text, '\n', n);
		head = end ? (size_t)(end - text) + 1 : n;
	}
	if (memmem(text, head, SCHEMA, sizeof SCHEMA - 1)) { /* it lies elsewhere, seen from there */
		buf_add(out, text, marked ? 3 : 0);
		buf_adds(out, EDITORS);
	} else {
		buf_add(out, text, head);
	}
	if (head && out->p[out->n - 1] != '\n' && !(marked && head == 3))
		buf_addc(out, '\n');
	buf_adds(out, "# ");
	at = out->n;
	buf_adds(out, from);
	text_clean(out->p + at, out->n - at, false); /* a comment ends with its line */
	buf_addc(out, '\n');
	buf_add(out, text + head, n - head);
}
