/* Keys at times in, event lines out: every NAME.script in tests/golden/trace beside its exact
 * NAME.events. UPDATE_GOLDEN=1 writes what happens now. Run in the project's folder.
 *
 * A script: `play FILE`, `hands-free`, `speed N`, then lines `SECONDS KEY` with the time since the
 * start and the key as the event lines write it. Instead of a key, `sleep S` is a machine that slept
 * and `away S` a program that was not run for so long. What is left plays by itself, for two hours.
 * replay.sh makes a script of the file that a person's --events wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glob.h>

#include "base/text.h"
#include "core/event_line.h"
#include "core/keymap.h"
#include "io/catalog.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "view/answers.h"

enum { HOURS_MOST = 2, INTERRUPT_MS = 2000 };

struct trace {
	struct arena *arena;
	struct diag *diag;
	const struct atlas *atlas;
	struct routine *routine;
	struct person who;
	struct plan *plan;
	struct player *player;
	struct player_options o;
	struct mono now, began, interrupted;
	struct buf lines;
};

static void load(struct trace *t, const char *path)
{
	struct file f;
	struct err e;
	struct buf complaint = {0};
	if (!catalog_read(path, ROUTINE_BYTES_MOST, &f, &e))
		fail_msg("%s", e.text);
	t->routine = routine_load_finish(routine_load_begin(t->arena, t->atlas, t->diag, path, f.bytes, f.n));
	diag_text(t->diag, &complaint, false);
	if (diag_count(t->diag, DIAG_ERROR))
		fail_msg("%s", buf_str(&complaint));
	buf_free(&complaint);
	diag_keep(t->diag, f.bytes);
	free(f.path);
}

static void step(struct trace *t, enum player_event_kind kind, int value)
{
	struct effects out;
	bool replan = false;
	do {
		out = (struct effects){0};
		player_step(t->player, (struct player_event){kind, value}, t->now, &out);
		for (int i = 0; i < out.n; i++) {
			event_line_effect(&t->lines, &out.e[i], t->began, t->now);
			replan |= out.e[i].kind == FX_REPLAN;
		}
		kind = EV_TICK;
	} while (out.more);
	if (!replan)
		return;
	struct person who = player_person(t->player);
	struct plan *plan = plan_compile(t->routine, t->atlas, &who, NULL);
	player_replan(t->player, plan);
	plan_free(t->plan);
	t->plan = plan;
}

static void run_until(struct trace *t, struct mono end)
{
	for (struct mono d; (d = player_deadline(t->player)).ns <= end.ns;) {
		t->now = d;
		step(t, EV_TICK, 0);
	}
	t->now = end;
}

static uint32_t key_of(const char *word)
{
	static const struct {
		const char *word;
		uint32_t key;
	} words[] = {{"enter", KEYCODE_ENTER},   {"space", KEYCODE_SPACE}, {"esc", KEYCODE_ESC},
		     {"ctrl-c", KEYCODE_CTRL_C}, {"up", KEYCODE_UP},       {"down", KEYCODE_DOWN},
		     {"left", KEYCODE_LEFT},     {"right", KEYCODE_RIGHT}, {"page-down", KEYCODE_PAGE_DOWN}};
	uint32_t cp;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].word, word))
			return words[i].key;
	if (!utf8_next(&word, word + strlen(word), &cp))
		fail_msg("no such key: %s", word);
	return cp;
}

static enum player_event_kind event_of(enum action a)
{
	static const enum player_event_kind events[ACTIONS] = {
		[ACT_GO_ON] = EV_GO_ON, [ACT_PAUSE] = EV_PAUSE,   [ACT_STOP] = EV_STOP,
		[ACT_SKIP] = EV_SKIP,   [ACT_BACK] = EV_BACK,     [ACT_RATE] = EV_RATE,
		[ACT_SORER] = EV_SORER, [ACT_EASIER] = EV_EASIER, [ACT_TWITCH] = EV_TWITCH,
		[ACT_MORE] = EV_MORE,   [ACT_LESS] = EV_LESS,     [ACT_SWAP] = EV_SWAP,
		[ACT_QUIT] = EV_QUIT};
	return events[a];
}

static void press(struct trace *t, const char *word)
{
	struct player_snapshot s = player_snapshot(t->player, t->now);
	struct player_event ev = {EV_TICK, 0};
	uint32_t key = key_of(word);
	event_line_key(&t->lines, key, &s, t->began, t->now);
	if (!answers_key(&s, key, &ev)) {
		enum action a = keymap_action(key, &ev.value);
		ev.kind = event_of(a);
		if (a == ACT_INTERRUPT) {
			bool again =
				t->interrupted.ns && t->now.ns - t->interrupted.ns < INTERRUPT_MS * NS_PER_MS;
			ev.kind = again ? EV_INTERRUPT : EV_QUIT;
			t->interrupted = t->now;
		}
	}
	step(t, ev.kind, ev.value);
}

static void begin(struct trace *t)
{
	t->who = plan_person_neutral();
	t->now = t->began = (struct mono){INT64_C(3600000000000)};
	t->plan = plan_compile(t->routine, t->atlas, &t->who, NULL);
	t->player = player_new(t->plan, &t->who, t->o);
	step(t, EV_START, 0);
}

/* A line `SECONDS KEY`, or what stands for a key. */
static void do_moment(struct trace *t, const char *seconds, const char *word)
{
	if (!t->player)
		begin(t);
	run_until(t, mono_add_ms(t->began, (int64_t)(atof(seconds) * 1000 + 0.5)));
	if (!strncmp(word, "sleep ", 6)) {
		step(t, EV_SUSPEND, (int)(atof(word + 6) * 1000));
	} else if (!strncmp(word, "away ", 5)) {
		t->now = mono_add_ms(t->now, (int64_t)(atof(word + 5) * 1000));
		step(t, EV_TICK, 0);
	} else {
		press(t, word);
	}
}

static void do_line(struct trace *t, char *line)
{
	char *word = strchr(line, ' ');
	if (line[0] == '#' || !line[0])
		return;
	if (!strcmp(line, "hands-free")) {
		t->o.hands_free = true;
		return;
	}
	if (!word) {
		fail_msg("not understood: %s", line);
		return;
	}
	*word++ = '\0';
	if (!strcmp(line, "play"))
		load(t, word);
	else if (!strcmp(line, "speed"))
		t->o.speed_milli = (int32_t)(atof(word) * 1000);
	else
		do_moment(t, line, word);
}

static struct buf play_script(const char *path)
{
	struct trace t = {
		.arena = arena_new(), .diag = diag_new(), .o = {.speed_milli = 1000, .ask_pain = true}};
	struct file f;
	struct err e;
	t.atlas = atlas_built_in(t.arena);
	if (!catalog_read(path, ROUTINE_BYTES_MOST, &f, &e))
		fail_msg("%s", e.text);
	char *text = strndup(f.bytes, f.n), *rest = NULL;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		do_line(&t, line);
	if (!t.player)
		begin(&t);
	run_until(&t, mono_add_ms(t.began, HOURS_MOST * INT64_C(3600000)));
	player_free(t.player);
	plan_free(t.plan);
	diag_free(t.diag);
	arena_free(t.arena);
	file_free(&f);
	free(text);
	return t.lines;
}

static void write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fwrite(buf_str(b), 1, b->n, f);
	assert_int_equal(fclose(f), 0);
}

static void compare(const char *script)
{
	char path[256];
	struct buf got = play_script(script);
	struct file want;
	struct err e;
	snprintf(path, sizeof path, "%.*s.events", (int)(strlen(script) - strlen(".script")), script);
	if (getenv("UPDATE_GOLDEN"))
		write_file(path, &got);
	if (!catalog_read(path, ROUTINE_BYTES_MOST, &want, &e))
		fail_msg("%s", e.text);
	size_t line = 1, i = 0;
	for (; i < got.n && i < want.n && got.p[i] == want.bytes[i]; i++)
		line += got.p[i] == '\n';
	if (i != got.n || i != want.n)
		fail_msg("%s:%zu: differs: %.120s", path, line, buf_str(&got) + (i > 60 ? i - 60 : 0));
	file_free(&want);
	buf_free(&got);
}

static void scripts_give_their_events(void **state)
{
	(void)state;
	glob_t g;
	assert_int_equal(glob("tests/golden/trace/*.script", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++)
		compare(g.gl_pathv[i]);
	assert_true(g.gl_pathc >= 6);
	globfree(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(scripts_give_their_events)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
