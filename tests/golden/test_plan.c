/* The plan of every shipped routine beside its exact JSON in tests/golden/plan, and what must hold in
 * the plan of any routine. UPDATE_GOLDEN=1 writes the files anew. Run in the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/plan.h"
#include "io/catalog.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "plan_rules.h"

struct opened {
	struct arena *arena;
	struct diag *diag;
	const struct atlas *atlas;
	struct routine *routine;
};

static struct opened open_text(const char *path, const char *bytes, size_t n)
{
	struct opened o = {.arena = arena_new(), .diag = diag_new()};

	o.atlas = atlas_built_in(o.arena);
	o.routine = routine_load_finish(routine_load_begin(o.arena, o.atlas, o.diag, path, bytes, n));
	assert_non_null(o.routine);
	return o;
}

static struct opened open_file(const char *path)
{
	struct opened o;
	struct file f;
	struct err e;

	if (!catalog_read(path, ROUTINE_BYTES_MOST, &f, &e))
		fail_msg("%s", e.text);
	o = open_text(path, f.bytes, f.n);
	diag_keep(o.diag, f.bytes);
	free(f.path);
	return o;
}

static void close_opened(struct opened *o)
{
	diag_free(o->diag);
	arena_free(o->arena);
}

static void no_errors(struct opened *o)
{
	struct buf out = {0};

	diag_text(o->diag, &out, false);
	if (diag_count(o->diag, DIAG_ERROR))
		fail_msg("%s", buf_str(&out));
	buf_free(&out);
}

static struct plan *plan_for(struct opened *o, const struct person *who)
{
	struct person neutral = plan_person_neutral();

	return plan_compile(o->routine, o->atlas, who ? who : &neutral, o->diag);
}

static const struct shipped {
	const char *id;
	int64_t planned_s; /* domain.md 8, and its section 6 */
} shipped[] = {
	{"first-sitting", 9 * 60},      {"daily", 19 * 60 + 50}, {"out-of-the-car", 5 * 60},
	{"two-minute-ease", 2 * 60},    {"long-chair", 74 * 60}, {"below-the-knee", 11 * 60 + 30},
	{"hips-and-sit-bone", 12 * 60}, {"evening", 15 * 60},    {"up-from-the-desk", 330},
	{"after-the-run", 305},
};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

static struct opened open_shipped(size_t i)
{
	char path[128];

	snprintf(path, sizeof path, "routines/%s.yaml", shipped[i].id);
	return open_file(path);
}

static void rewrite(const char *path, const struct buf *out)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(out->p, 1, out->n, f), out->n);
	assert_int_equal(fclose(f), 0);
}

/* Fails at the first line that differs. */
static void compare(const char *path, const struct buf *out)
{
	struct file f;
	struct err e;

	if (getenv("UPDATE_GOLDEN"))
		rewrite(path, out);
	if (!catalog_read(path, 1 << 22, &f, &e))
		fail_msg("%s", e.text);
	for (size_t i = 0, line = 1; i < f.n || i < out->n; i++) {
		if (i >= f.n || i >= out->n || f.bytes[i] != out->p[i])
			fail_msg("%s: line %zu differs", path, line);
		line += f.bytes[i] == '\n';
	}
	file_free(&f);
}

static void every_shipped_plan_is_as_written_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		struct opened o = open_shipped(i);
		struct plan *p = plan_for(&o, NULL);
		struct buf out = {0};
		char path[128];

		no_errors(&o);
		plan_rules(p);
		assert_int_equal(p->planned_ms, shipped[i].planned_s * 1000);
		plan_json(p, &out);
		snprintf(path, sizeof path, "tests/golden/plan/%s.json", shipped[i].id);
		compare(path, &out);
		buf_free(&out);
		plan_free(p);
		close_opened(&o);
	}
}

/* The same in less time: without steps, and with shorter rests. */
static void a_fitted_plan_is_as_written_down(void **state)
{
	static const struct {
		const char *id, *golden;
		int64_t minutes_s, planned_s;
	} rows[] = {{"daily", "daily-in-12-minutes", 12 * 60, 11 * 60},
		    {"first-sitting", "first-sitting-in-8m45s", 525, 524}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct person who = plan_person_neutral();
		struct buf out = {0};
		struct opened o;
		struct plan *p;
		char path[128];

		snprintf(path, sizeof path, "routines/%s.yaml", rows[i].id);
		o = open_file(path);
		who.minutes_ms = rows[i].minutes_s * 1000;
		p = plan_for(&o, &who);
		plan_rules(p);
		assert_int_equal(p->planned_ms, rows[i].planned_s * 1000);
		plan_json(p, &out);
		snprintf(path, sizeof path, "tests/golden/plan/%s.json", rows[i].golden);
		compare(path, &out);
		buf_free(&out);
		plan_free(p);
		close_opened(&o);
	}
}

/* What an author took twice from one anchor goes on both legs together. */
static void an_anchor_on_the_other_leg_is_fitted_alike(void **state)
{
	(void)state;
	static const char text[] =
		"unknot: 1\ntitle: T\nabout: A\nsuits: S\nnot-for: N\nsteps:\n"
		"  - block: Left\n    steps:\n      - legs: left\n        steps: &side\n"
		"          - {hold: T2, for: 30s..90s}\n          - {hold: T4, optional: yes}\n"
		"  - block: Right\n    steps:\n      - legs: right\n        steps: *side\n"
		"  - walk: 60s\n";
	struct opened o = open_text("sides.yaml", text, sizeof text - 1);
	struct person who = plan_person_neutral();
	struct plan *p;

	no_errors(&o);
	who.minutes_ms = 281000; /* 240 of T2, 180 of T4, the walk: without T4 300, with a breath less 280 */
	p = plan_for(&o, &who);
	plan_rules(p);
	assert_int_equal(p->planned_ms, 280000);
	assert_int_equal(p->npresses, 2);
	assert_int_equal(p->presses[0].upper_ms, 80000);
	assert_int_equal(p->presses[1].upper_ms, 80000);
	assert_int_equal(p->nleft_out, 2);
	assert_int_equal(p->left_out[0].leg, LEG_LEFT);
	assert_int_equal(p->left_out[1].leg, LEG_RIGHT);
	plan_free(p);
	close_opened(&o);
}

/* Without its second pass the daily routine takes the 17 minutes of domain.md 8. */
static void the_daily_routine_takes_17_minutes_without_its_second_pass(void **state)
{
	(void)state;
	struct opened o = open_file("routines/daily.yaml");
	struct plan *p = plan_for(&o, NULL);
	int64_t second = 0;

	for (size_t i = 0; i < p->npresses; i++)
		if (p->presses[i].step->pick == PICK_SOREST)
			for (int n = p->presses[i].find; n <= p->presses[i].rest; n++)
				second += p->segments[n].for_ms;
	assert_int_equal(p->planned_ms - second, 17 * 60 * 1000);
	plan_free(p);
	close_opened(&o);
}

static void the_text_fits_eighty_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		struct opened o = open_shipped(i);
		struct plan *p = plan_for(&o, NULL);
		struct buf out = {0};

		plan_text(p, &out);
		for (char *line = strtok(out.p, "\n"); line; line = strtok(NULL, "\n"))
			assert_in_range(text_width(line), 0, 80);
		buf_free(&out);
		plan_free(p);
		close_opened(&o);
	}
}

/* What the fourth column of the rows adds up to, in seconds; `*all` is what the last of them says. */
static int time_of_rows(const char *card, int *all)
{
	int sum = 0;

	*all = -1;
	for (const char *line = strstr(card, "|---"); line && *all < 0; line = strchr(line + 1, '\n')) {
		const char *cell = line + 1;
		int m = 0, s = 0, h = 0;

		for (int i = 0; i < 3 && cell; i++)
			cell = strchr(cell + 1, '|');
		if (!cell || line[1] != '|')
			continue;
		cell += strspn(cell, "| *");
		if (sscanf(cell, "%d:%d:%d", &h, &m, &s) < 3 && (h = 0, sscanf(cell, "%d:%d", &m, &s)) < 2)
			continue;
		if (strstr(line, "**in all**") && strstr(line, "**in all**") < cell)
			*all = h * 3600 + m * 60 + s;
		else
			sum += h * 3600 + m * 60 + s;
	}
	return sum;
}

/* On paper: rows that add up to the whole, the way to each place that may be pressed, and no keys. */
static void every_shipped_card_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		struct opened o = open_shipped(i);
		struct person who = plan_person_neutral();
		struct plan *p = plan_for(&o, &who);
		struct buf out = {0};
		char path[128];
		int all;

		plan_card(p, &who, &out);
		assert_int_equal(time_of_rows(buf_str(&out), &all), shipped[i].planned_s);
		assert_int_equal(all, shipped[i].planned_s);
		for (size_t k = 0; k < p->npresses; k++)
			for (size_t n = 0; n < p->presses[k].step->nplaces; n++)
				assert_non_null(
					strstr(buf_str(&out), p->presses[k].step->places[n].site->reach));
		assert_null(strstr(buf_str(&out), "press x"));
		assert_null(strstr(buf_str(&out), "press q"));
		assert_null(strstr(buf_str(&out), "Enter"));
		assert_non_null(strstr(buf_str(&out), "no diagnosis and no treatment"));
		snprintf(path, sizeof path, "tests/golden/plan/%s.md", shipped[i].id);
		if (!strcmp(shipped[i].id, "daily") || !strcmp(shipped[i].id, "two-minute-ease"))
			compare(path, &out);
		buf_free(&out);
		plan_free(p);
		close_opened(&o);
	}
}

/* What a person's own legs and ratings decide is told as a choice. */
static void a_card_tells_choices(void **state)
{
	static const char text[] = "unknot: 1\ntitle: t\nabout: a\nsteps:\n"
				   "  - legs: worse first\n    say: Begin here.\n    steps:\n"
				   "      - {hold: [T1, T2], pick: sorest, for: 30s..60s, breath: easy, say: "
				   "Lean to the <leg>.}\n"
				   "      - {hold: [T2, T3], pick: sorest, style: slow-knee, optional: yes}\n"
				   "  - {stretch: Pull the <leg> leg, legs: both, times: 2}\n"
				   "  - walk: 30s\n";
	struct person who = plan_person_neutral();
	struct opened o = open_text("t.yaml", text, sizeof text - 1);
	struct plan *p = plan_for(&o, &who);
	struct buf out = {0};
	const char *card;

	(void)state;
	plan_card(p, &who, &out);
	card = buf_str(&out);
	assert_non_null(strstr(card, "| 1 | worse | the sorest of: A, B | "));
	assert_non_null(strstr(card,
			       "| 2 | worse | the next sorest of: B, C; straighten and bend the knee slowly;"
			       " breathe in 4 s, out 6 s *(if there is time)* | "));
	assert_non_null(strstr(card, "| 3 | other | the sorest of: A, B | "));
	assert_non_null(strstr(card, "| 35 s to 56 s | "));
	assert_non_null(strstr(card, "| 5 | left | Pull the left (right) leg, 2 times | "));
	assert_non_null(strstr(card, "- **1** Begin here.\n"));
	assert_non_null(strstr(card, "- **1, 3** Lean to the worse (other).\n"));
	assert_null(strstr(card, "the left leg is pressed"));
	buf_clear(&out);
	plan_free(p);
	who.legs = PRESS_LEFT;
	p = plan_for(&o, &who);
	plan_card(p, &who, &out);
	card = buf_str(&out);
	assert_non_null(strstr(card, "| 1 | left | the sorest of: A, B | "));
	assert_null(strstr(card, "| other |"));
	assert_non_null(strstr(card, "Only the left leg is pressed; stretches and movements stay on both."));
	buf_free(&out);
	plan_free(p);
	close_opened(&o);
}

/* ---- routines made at random ---- */

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static unsigned upto(unsigned *seed, unsigned n)
{
	return next_random(seed) % n;
}

static const char *one_of(unsigned *seed, const char *const *words, size_t n)
{
	return words[upto(seed, (unsigned)n)];
}
#define ONE_OF(seed, words) one_of(seed, words, sizeof words / sizeof *words)

static void random_hold(struct buf *b, unsigned *seed, int indent)
{
	static const char *const places[] = {"T1",       "t2",       "T3",           "thigh-inner-lower",
					     "[T1, T2]", "calf-low", "[T4, T2, T1]", "H2"};
	static const char *const lengths[] = {"10s",          "31s",      "60s",   "4 breaths", "30s..90s",
					      "2..3 breaths", "25s..29s", "14.5s", "120s",      "99s"};
	static const char *const breaths[] = {"easy", "sigh", "3.5-5", "20-20", "1-1", "18-18"};
	static const char *const picks[] = {"first", "sorest", "turns"};

	buf_addf(b, "%*s- hold: %s\n%*s  for: %s\n", indent, "", ONE_OF(seed, places), indent, "",
		 ONE_OF(seed, lengths));
	if (upto(seed, 2))
		buf_addf(b, "%*s  find: %us\n", indent, "", upto(seed, 20));
	if (upto(seed, 3) == 0)
		buf_addf(b, "%*s  breath: %s\n", indent, "", ONE_OF(seed, breaths));
	if (upto(seed, 3) == 0)
		buf_addf(b, "%*s  ease: 0s\n%*s  rest: %us\n", indent, "", indent, "", upto(seed, 9));
	if (upto(seed, 3) == 0)
		buf_addf(b, "%*s  pick: %s\n%*s  instead: T6\n", indent, "", ONE_OF(seed, picks), indent, "");
	if (upto(seed, 4) == 0)
		buf_addf(b, "%*s  optional: yes\n", indent, "");
	if (upto(seed, 3) == 0)
		buf_addf(b,
			 "%*s  say: To the <leg>, %u of ten, and stay with <site> for <time>.\n%*s  cues:\n"
			 "%*s    - {at: half, say: Halfway}\n%*s    - {at: -%us, say: Nearly there now}\n",
			 indent, "", upto(seed, 9), indent, "", indent, "", indent, "", upto(seed, 30) + 1);
}

static void random_step(struct buf *b, unsigned *seed, int indent, bool in_legs);

static void random_container(struct buf *b, unsigned *seed, int indent, bool in_legs)
{
	static const char *const legs[] = {"both", "right first", "worse first", "left", "other"};
	bool opens_legs = !in_legs && upto(seed, 2);

	if (opens_legs)
		buf_addf(b, "%*s- legs: %s\n", indent, "", ONE_OF(seed, legs));
	else if (upto(seed, 2))
		buf_addf(b, "%*s- repeat: %u\n", indent, "", upto(seed, 3) + 1);
	else
		buf_addf(b, "%*s- block: A part\n%*s  say: This is the part.\n", indent, "", indent, "");
	buf_addf(b, "%*s  steps:\n", indent, "");
	for (unsigned i = upto(seed, 3) + 1; i-- > 0;)
		random_step(b, seed, indent + 4, in_legs || opens_legs);
}

static void random_step(struct buf *b, unsigned *seed, int indent, bool in_legs)
{
	switch (upto(seed, indent > 12 ? 8 : 10)) {
	case 0:
		buf_addf(b, "%*s- walk: %us\n", indent, "", upto(seed, 200) + 1);
		break;
	case 1:
		buf_addf(b, "%*s- stretch: Reach\n%*s  for: %us\n%*s  times: %u\n", indent, "", indent, "",
			 upto(seed, 40) + 1, indent, "", upto(seed, 3) + 1);
		break;
	case 2:
		buf_addf(b, "%*s- move: Pump\n%*s  reps: %u\n%*s  sets: %u\n", indent, "", indent, "",
			 upto(seed, 9) + 1, indent, "", upto(seed, 3) + 1);
		break;
	case 3:
		buf_addf(b, "%*s- breathe: %us\n%*s  breath: 4-7-8\n", indent, "", upto(seed, 90) + 1, indent,
			 "");
		break;
	case 4:
		buf_addf(b, "%*s- say: A word or two for the way\n%*s  wait: yes\n", indent, "", indent, "");
		break;
	case 5:
		buf_addf(b, "%*s- rate: leg\n", indent, "");
		break;
	case 8:
	case 9:
		random_container(b, seed, indent, in_legs);
		break;
	default:
		random_hold(b, seed, indent);
		break;
	}
}

/* A person with some places closed, some rated, some pressed already. */
static struct person random_person(unsigned *seed)
{
	struct person who = plan_person_neutral();

	who.worse = upto(seed, 2) ? LEG_LEFT : LEG_RIGHT;
	who.legs = upto(seed, 4) ? PRESS_BOTH : PRESS_RIGHT;
	who.swapped = upto(seed, 2);
	who.pressure_most = upto(seed, 2) ? 10 : 4;
	who.press_most = upto(seed, 3) ? INT64_MAX : 60000;
	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++) {
			struct place_state *s = &who.place[i][leg];

			s->closed = upto(seed, 4) ? OPEN : (enum closed)upto(seed, 4);
			s->sore = (int)upto(seed, 11);
			s->sore_now = upto(seed, 2);
			s->presses = (int)upto(seed, 3);
			s->held_ms = s->presses * 60000;
			s->last_day = upto(seed, 99);
		}
	return who;
}

static void check_person(const struct plan *p, const struct person *who)
{
	int presses[SITES_BUILT_IN][2] = {0};
	int64_t ms[SITES_BUILT_IN][2] = {0};

	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *press = &p->presses[i];
		int leg = press->leg == LEG_RIGHT, site = press->site->index;
		const struct place_state *s = &who->place[site][leg];

		assert_int_equal(s->closed, OPEN);
		assert_true(who->legs == PRESS_BOTH || press->leg == LEG_RIGHT);
		assert_true(press->upper_ms <= who->press_most);
		assert_true(p->segments[press->hold].pressure.hi <= who->pressure_most);
		presses[site][leg]++;
		ms[site][leg] += press->upper_ms + press->more_ms;
		assert_true(s->presses + presses[site][leg] <= p->atlas->limits.presses_most);
		assert_true(s->held_ms + ms[site][leg] <= p->atlas->limits.place_ms);
	}
}

static void check_card(const struct plan *p, const struct person *who)
{
	struct buf out = {0};

	plan_card(p, who, &out);
	for (size_t i = 0; i < p->npresses; i++)
		assert_non_null(strstr(buf_str(&out), p->presses[i].site->name));
	buf_free(&out);
}

/* Playing on with what is known now leaves what lies behind as it was. */
static void check_played(struct opened *o, const struct plan *p, const struct person *who, unsigned *seed)
{
	struct person later = random_person(seed);
	size_t to = p->nsegments ? upto(seed, (unsigned)p->nsegments) : 0;
	bool *done = calloc(p->nsegments + 1, sizeof *done);
	struct plan *q;

	later.worse = who->worse;
	later.legs = who->legs;
	later.swapped = who->swapped;
	later.played = p;
	memset(done, true, to);
	later.played_done = done;
	later.played_at = -1;
	q = plan_for(o, &later);
	for (size_t i = 0; i < to; i++) {
		int found = p->segments[i].press < 0 ? (int)i : plan_find(q, p->segments[i].key);

		if (p->segments[i].press < 0)
			continue;
		assert_true(found >= 0);
		assert_ptr_equal(q->segments[found].site, p->segments[i].site);
		assert_true(q->segments[found].for_ms == p->segments[i].for_ms);
	}
	plan_rules(q);
	plan_free(q);
	free(done);
}

/* Nothing is closed and nothing has been had: a pick takes what it takes, whatever stands before it. */
static bool has_all(const struct person *who)
{
	for (int i = 0; i < SITE_MOST; i++)
		for (int leg = 0; leg < 2; leg++)
			if (who->place[i][leg].closed != OPEN || who->place[i][leg].held_ms ||
			    who->place[i][leg].presses)
				return false;
	return true;
}

/* In any time there is enough of, and in mid-session. More time makes no plan shorter, but where a place that a
 * pick takes in the stead of another has less room left today. */
static void check_fitted(struct opened *o, const struct plan *whole, const struct person *who, unsigned *seed)
{
	struct person hurried = *who;
	int64_t shortest = plan_shortest_possible(o->routine, o->atlas, who), before = 0;

	for (int k = 1; k <= 4; k++) {
		struct plan *p;

		hurried.minutes_ms = whole->planned_ms * k / 4 + 1;
		p = plan_for(o, &hurried);
		plan_rules(p);
		check_person(p, &hurried);
		check_played(o, p, &hurried, seed);
		assert_true(p->planned_ms <= (hurried.minutes_ms > shortest ? hurried.minutes_ms : shortest));
		assert_true(p->planned_ms >= before || !has_all(who));
		before = p->planned_ms;
		plan_free(p);
	}
	assert_true(before == whole->planned_ms);
}

static void any_routine_for_anybody_keeps_the_rules(void **state)
{
	(void)state;
	int clean = 0;

	for (unsigned i = 1; i <= 400; i++) {
		unsigned seed = i;
		struct buf text = {0};
		struct opened o;
		struct person who;
		struct plan *p;

		buf_adds(&text, "unknot: 1\ntitle: T\nabout: A\nsuits: S\nnot-for: N\nsteps:\n");
		for (unsigned k = upto(&seed, 6) + 1; k-- > 0;)
			random_step(&text, &seed, 2, false);
		buf_adds(&text, "  - walk: 30s\n");
		o = open_text("random.yaml", text.p, text.n);
		who = random_person(&seed);
		p = plan_for(&o, &who);
		plan_rules(p);
		check_person(p, &who);
		check_played(&o, p, &who, &seed);
		check_fitted(&o, p, &who, &seed);
		check_card(p, &who);
		plan_free(p);
		p = plan_for(&o, NULL);
		plan_rules(p);
		if (!diag_count(o.diag, DIAG_ERROR)) {
			clean++;
			assert_int_equal(p->nleft_out, 0); /* what keeps the limits is played whole */
		}
		plan_free(p);
		close_opened(&o);
		buf_free(&text);
	}
	/* else the maker of routines is broken, not the plan */
	assert_in_range(clean, 100, 400);
}

/* The least CPU that planning a routine takes of some times, ms; `planned_ms` is what it comes to (0: never mind). */
static double cpu_of_plan(const char *text, int64_t minutes_ms, int64_t planned_ms)
{
	struct opened o = open_text("large.yaml", text, strlen(text));
	struct person who = plan_person_neutral();
	double least = 1e9;

	who.minutes_ms = minutes_ms;
	for (int i = 0; i < 5; i++) {
		struct timespec from, to;
		struct plan *p;
		double ms;

		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
		p = plan_for(&o, &who);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
		ms = (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
		least = ms < least ? ms : least;
		assert_true(!planned_ms || p->planned_ms == planned_ms);
		plan_free(p);
	}
	close_opened(&o);
	return least;
}

#define LARGE "unknot: 1\ntitle: T\nabout: A\nsuits: S\nnot-for: N\ntags: [part]\nsteps:\n"

/* The largest routine there may be takes ten times as long as a tenth of it, give or take. */
enum { TENTHS_MOST = 40 };

static void ten_thousand_segments_compile_at_once(void **state)
{
#define HOLDS(n)                                                                                             \
	LARGE "  - repeat: " n "\n    steps:\n      - hold: [T1, T2]\n        cues:\n"                       \
	      "          - {at: half, say: Half}\n"
	double tenth = cpu_of_plan(HOLDS("99"), 0, 0), all = cpu_of_plan(HOLDS("990"), 0, 0);

	(void)state;
	assert_true(all < TENTHS_MOST * tenth);
}

/* Fitted too, where every second step may go. */
static void ten_thousand_segments_are_fitted_soon(void **state)
{
#define PAIRS(n)                                                                                             \
	LARGE "  - repeat: 49\n    steps:\n      - repeat: " n "\n        steps:\n"                          \
	      "          - {walk: 1s}\n          - {rest: 1s, optional: yes}\n"
	double tenth = cpu_of_plan(PAIRS("10"), 700500, 700000),
	       all = cpu_of_plan(PAIRS("100"), 7000500, 7000000);

	(void)state;
	assert_true(all < TENTHS_MOST * tenth);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_plan_is_as_written_down),
		cmocka_unit_test(a_fitted_plan_is_as_written_down),
		cmocka_unit_test(an_anchor_on_the_other_leg_is_fitted_alike),
		cmocka_unit_test(the_daily_routine_takes_17_minutes_without_its_second_pass),
		cmocka_unit_test(the_text_fits_eighty_columns),
		cmocka_unit_test(every_shipped_card_is_whole),
		cmocka_unit_test(a_card_tells_choices),
		cmocka_unit_test(any_routine_for_anybody_keeps_the_rules),
		cmocka_unit_test(ten_thousand_segments_compile_at_once),
		cmocka_unit_test(ten_thousand_segments_are_fitted_soon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
