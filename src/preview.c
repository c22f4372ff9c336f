#include "preview.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/keymap.h"
#include "hearing.h"
#include "io/clock.h"
#include "io/log.h"
#include "io/term.h"
#include "io/watch.h"
#include "keep.h"
#include "loop.h"
#include "speaker.h"
#include "view/ladder.h"
#include "view/legmap.h"
#include "view/screens/preview.h"

struct preview {
	const struct app_options *a;
	const char *path;
	struct term *term;
	struct canvas *canvas;
	struct speaker *speaker;
	struct watch *watch;
	struct opened latest; /* as it was last saved */
	struct opened good;   /* as it was last right, if that is another */
	struct plan *plan;    /* of `good`, or of `latest` if that is right */
	struct hearing hearing;
	struct view_settings set;
	struct preview_model model;
	struct person who;
	char said[VM_LINE]; /* of a key that changed what is not seen */
	bool dirty, done;
	enum exit_code code;
};

/* ---- the file ---- */

/* A plan of what was just read takes the place of the one before, and the place in it is kept. */
static void take_plan(struct preview *p)
{
	struct plan *plan = plan_compile(p->latest.routine, p->latest.atlas, &p->who, p->latest.diag);

	hearing_stop(&p->hearing, p->speaker);
	p->model.selected = ladder_keep(p->plan, p->model.selected, plan);
	plan_free(p->plan);
	opened_free(&p->good);
	p->plan = plan;
	p->model.plan = plan;
	p->model.atlas = p->latest.atlas;
}

static void load(struct preview *p)
{
	struct opened before = p->latest;
	bool was_right = before.diag && opened_ok(&before);

	p->latest = routine_open(p->a->paths, p->path, NULL);
	p->model.diag = p->latest.diag;
	if (opened_ok(&p->latest)) {
		take_plan(p);
		opened_free(&before);
	} else if (was_right) {
		p->good = before; /* its plan is shown on */
	} else if (before.diag) {
		opened_free(&before);
	}
	opened_watch(&p->latest, p->path, p->watch);
	p->dirty = true;
}

/* ---- keys ---- */

/* From the chosen step on. What is shown is played, be the file right or not. */
static void play(struct preview *p)
{
	struct opened o = p->good.routine ? p->good : p->latest;
	struct options options = *p->a->o;
	struct app_options a = *p->a;
	enum exit_code code;

	hearing_stop(&p->hearing, p->speaker);
	options.speed_milli = preview_speeds[p->model.speed];
	o.borrowed = true;
	a.o = &options;
	a.rehearsal = true;
	a.from = (int)ladder_segment(p->plan, (size_t)p->model.selected);
	a.term = p->term;
	a.speaker = p->speaker;
	code = app_run(&a, &o);
	if (code >= EXIT_SIGNAL) {
		p->code = code;
		p->done = true;
	}
	speaker_cancel(p->speaker);
	speaker_show(p->speaker, &p->set);
	p->dirty = true;
}

static void hear(struct preview *p)
{
	size_t first = ladder_segment(p->plan, (size_t)p->model.selected);

	if (p->hearing.plan)
		hearing_stop(&p->hearing, p->speaker);
	else
		p->hearing =
			hearing_begin(p->speaker, p->plan, first, ladder_next(p->plan, first), clock_mono());
}

static void leave(struct preview *p, enum exit_code code)
{
	p->code = code;
	p->done = true;
}

/* What a key of the sound has done. */
static void tell_sound(struct preview *p, enum action a)
{
	const struct view_settings *set = &p->set;

	if (a == ACT_VOICE)
		vm_format(p->said, sizeof p->said, "%s", set->voice ? _("voice on") : _("voice off"));
	else if (a == ACT_BREATH_SOUND)
		vm_format(p->said, sizeof p->said, "%s",
			  set->breath_sound ? _("breath sounds on") : _("breath sounds off"));
	else if (a == ACT_MUTE)
		vm_format(p->said, sizeof p->said, "%s", set->muted ? _("muted") : _("sound on"));
	else
		vm_format(p->said, sizeof p->said, _("volume %d of 100"), set->volume);
	p->model.notice = p->said;
}

static void screen_key(struct preview *p, uint32_t k)
{
	enum preview_choice choice;
	int value, before = p->model.selected;
	enum action action = keymap_action(k, &value);

	p->dirty = true;
	p->model.notice = NULL;
	if (speaker_action(p->speaker, action)) {
		speaker_show(p->speaker, &p->set);
		tell_sound(p, action);
		return;
	}
	if (!preview_key(&p->model, k, &choice)) {
		p->model.notice = _("? tells the keys");
		return;
	}
	if (p->model.selected != before)
		hearing_stop(&p->hearing, p->speaker);
	if (choice == PREVIEW_PLAY)
		play(p);
	else if (choice == PREVIEW_HEAR)
		hear(p);
	else if (choice == PREVIEW_QUIT)
		leave(p, EXIT_DONE);
}

static void take_keys(struct preview *p)
{
	uint32_t k;

	while (!p->done && term_key(p->term, &k)) {
		if (k == KEYCODE_RESIZE)
			p->dirty = true;
		else if (k == KEYCODE_HANGUP)
			leave(p, EXIT_SIGNAL + SIGHUP);
		else if (k == KEYCODE_CTRL_C)
			leave(p, EXIT_SIGNAL + SIGINT);
		else
			screen_key(p, k);
	}
}

static void take_signals(struct preview *p)
{
	int got;

	while (!p->done && (got = term_signal(p->term))) {
		p->dirty = true;
		if (got == SIGTSTP) {
			hearing_stop(&p->hearing, p->speaker);
			term_stop(p->term);
		} else if (got == SIGINT || got == SIGTERM || got == SIGHUP || got == SIGQUIT) {
			leave(p, (enum exit_code)(EXIT_SIGNAL + got));
		}
	}
}

/* ---- the loop ---- */

static void draw(struct preview *p)
{
	int cols, rows;

	term_size(p->term, &cols, &rows);
	if (cols != p->canvas->cols || rows != p->canvas->rows)
		canvas_resize(p->canvas, cols, rows);
	preview_draw(p->canvas, &p->model);
	p->dirty = !term_show(p->term, p->canvas);
}

/* What has come of time: a save, what is heard, a notice that has stood long enough. */
static void tick(struct preview *p)
{
	struct mono now = clock_mono();
	int64_t heard = p->model.heard_ms;
	const char *notice = p->set.sound_notice;

	if (now.ns >= watch_deadline(p->watch).ns && watch_changed(p->watch, now))
		load(p);
	hearing_tick(&p->hearing, p->speaker, now);
	speaker_facts(p->speaker);
	speaker_show(p->speaker, &p->set);
	p->model.heard_ms = hearing_ms(&p->hearing, now);
	p->dirty |= p->model.soundless != speaker_soundless(p->speaker);
	p->model.soundless = speaker_soundless(p->speaker);
	p->dirty |= notice != p->set.sound_notice || (heard < 0) != (p->model.heard_ms < 0) ||
		    heard / 1000 != p->model.heard_ms / 1000;
}

static struct mono deadline(const struct preview *p)
{
	struct mono until = mono_min(watch_deadline(p->watch), hearing_deadline(&p->hearing));

	if (p->hearing.plan) /* the next whole second of what is heard */
		until = mono_min(until, mono_add_ms(p->hearing.began, (p->model.heard_ms / 1000 + 1) * 1000));
	return until;
}

static void take_what_comes(struct preview *p)
{
	struct loop l = {.n = 0};
	int sounds[2];
	bool free = term_write_fd(p->term) < 0;

	speaker_fds(p->speaker, sounds);
	loop_add(&l, term_key_fd(p->term), POLLIN);
	loop_add(&l, term_signal_fd(p->term), POLLIN);
	loop_add(&l, term_write_fd(p->term), POLLOUT);
	loop_add(&l, watch_fd(p->watch), POLLIN);
	loop_add(&l, sounds[0], POLLIN);
	loop_add(&l, sounds[1], POLLIN);
	loop_wait(&l, p->dirty && free ? clock_mono() : deadline(p));
	if (loop_ready(&l, term_write_fd(p->term)))
		term_flush(p->term);
	if (loop_ready(&l, watch_fd(p->watch)) && watch_changed(p->watch, clock_mono()))
		load(p);
	if (loop_ready(&l, term_signal_fd(p->term)))
		take_signals(p);
	if (loop_ready(&l, term_key_fd(p->term)) || term_key_due(p->term))
		take_keys(p);
}

static void run(struct preview *p)
{
	while (!p->done) {
		tick(p);
		if (p->dirty && term_write_fd(p->term) < 0)
			draw(p);
		take_what_comes(p);
	}
}

static enum exit_code shut(struct preview *p)
{
	bool freed;

	hearing_stop(&p->hearing, p->speaker);
	freed = speaker_free(p->speaker);
	term_close(p->term);
	canvas_free(p->canvas);
	watch_free(p->watch);
	plan_free(p->plan);
	opened_free(&p->latest);
	opened_free(&p->good);
	legmap_memo_free(p->set.memo);
	if (!freed) { /* as in app.c: no destructor may run beside a thread that is stuck */
		enum exit_code code = keep_record(p->a->history, p->code);

		log_close();
		_exit((int)code);
	}
	return p->code;
}

enum exit_code preview_run(const struct app_options *a, const char *path)
{
	struct preview p = {
		.a = a,
		.path = path,
		.who = plan_person_neutral(),
		.set = {.motion = a->config->motion, .mirror = a->config->mirror, .memo = legmap_memo_new()}};
	struct term_options to = app_terminal(a);
	struct err e = {""};
	int cols, rows;

	p.term = term_open(&to, &e);
	if (!p.term) {
		fprintf(stderr, "unknot: %s\n", e.text);
		legmap_memo_free(p.set.memo);
		return EXIT_ENVIRONMENT;
	}
	term_size(p.term, &cols, &rows);
	p.canvas = canvas_new(cols, rows, term_tier(p.term));
	p.speaker = speaker_new(a->paths, a->config, a->o->mute, a->o->no_voice);
	p.watch = watch_new(false);
	p.who.legs = a->o->legs;
	p.model = (struct preview_model){
		.name = path, .who = &p.who, .set = &p.set, .heard_ms = -1, .speed = PREVIEW_SPEED};
	speaker_show(p.speaker, &p.set);
	watch_files(p.watch, &path, 1); /* first: what is saved while it is read is seen */
	load(&p);
	run(&p);
	return shut(&p);
}
