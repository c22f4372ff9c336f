/* What works here, what does not, and how to mend it: each thing is tried and not guessed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/engine.h"
#include "audio/mixer.h"
#include "audio/voice.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "commands.h"
#include "configured.h"
#include "io/clock.h"
#include "io/history.h"
#include "io/term.h"
#include "loop.h"
#include "prose.h"
#include "remembered.h"
#include "sounds.h"

enum { CHECKS_MOST = 24, TEXT = 640, DEVICE_MS = 5000, STOP_MS = 500 };

struct check {
	const char *name;
	bool ok;
	char found[TEXT], mend[TEXT];
};

struct doctor {
	const struct options *o;
	struct paths paths;
	struct config config;
	struct check checks[CHECKS_MOST];
	size_t n;
	struct sound_bank *bank;
	struct engine *engine;
	struct voice *voice;
	struct remembered kept;
	bool audible; /* a device takes sound */
};

static struct check *add(struct doctor *d, const char *name, bool ok)
{
	struct check *c = &d->checks[d->n < CHECKS_MOST - 1 ? d->n++ : d->n];

	*c = (struct check){.name = name, .ok = ok};
	return c;
}

#define SET(field, ...) snprintf(field, sizeof field, __VA_ARGS__)

/* ---- this system's words ---- */

/* Package managers by the program that is there, with what brings a voice and what brings sound. */
static const struct manager {
	const char *program, *install, *voice, *sound;
} managers[] = {
	{"/usr/bin/apt-get", "sudo apt-get install", "libespeak-ng1 espeak-ng-data",
	 "libasound2 libasound2-plugins"},
	{"/usr/bin/dnf", "sudo dnf install", "espeak-ng", "alsa-lib alsa-plugins-pulseaudio"},
	{"/usr/bin/pacman", "sudo pacman -S", "espeak-ng", "alsa-lib alsa-plugins"},
	{"/sbin/apk", "doas apk add", "espeak-ng", "alsa-lib alsa-plugins-pulse"},
	{"/usr/bin/zypper", "sudo zypper install", "espeak-ng", "libasound2 alsa-plugins-pulse"},
};

static const struct manager *manager(void)
{
	for (size_t i = 0; i < sizeof managers / sizeof *managers; i++)
		if (access(managers[i].program, X_OK) == 0)
			return &managers[i];
	return NULL;
}

static bool over_ssh(void)
{
	return getenv("SSH_CONNECTION") || getenv("SSH_TTY");
}

static void mend_sound(char *mend, size_t n)
{
	const struct manager *m = manager();

	if (over_ssh())
		snprintf(mend, n, "%s",
			 _("Over SSH the sound would be made on this machine. Forward a sound server (ssh -R "
			   "and "
			   "PULSE_SERVER), or take the sound with you: unknot export ROUTINE -o FILE.ogg"));
	else if (m)
		snprintf(mend, n,
			 _("Start PipeWire or PulseAudio (systemctl --user start pipewire-pulse), or plug in "
			   "a "
			   "sound card; %s %s"),
			 m->install, m->sound);
	else
		snprintf(mend, n, "%s", _("Start PipeWire or PulseAudio, or plug in a sound card."));
}

/* ---- the checks ---- */

static void check_sounds(struct doctor *d)
{
	struct err first;
	struct check *c;

	d->bank = sounds_read(&d->paths, d->config.sounds, NULL, &first);
	c = add(d, "sounds", !first.text[0]);
	SET(c->found, _("pack \"%s\""), d->config.sounds);
	if (first.text[0]) {
		SET(c->found, "%s", first.text);
		SET(c->mend, "%s",
		    _("Mend that, or choose another pack in the config; until then the default pack is "
		      "heard."));
	}
}

/* Waits for what the engine has to say of its device. */
static bool device_answers(struct doctor *d, struct engine_fact *f)
{
	struct mono until = mono_add_ms(clock_mono(), DEVICE_MS);

	while (clock_mono().ns < until.ns) {
		struct loop l = {.n = 0};

		while (engine_next_fact(d->engine, f))
			if (f->kind == ENGINE_DEVICE || f->kind == ENGINE_SILENT)
				return true;
		loop_add(&l, engine_fd(d->engine), POLLIN);
		loop_wait(&l, until);
	}
	return false;
}

static void mend_no_sound(const struct doctor *d, struct check *c)
{
	size_t n;

	mend_sound(c->mend, sizeof c->mend);
	n = strlen(c->mend);
	if (d->config.driver[0])
		snprintf(c->mend + n, sizeof c->mend - n,
			 _(" (driver: %s in config.yaml does not open either.)"), d->config.driver);
}

static void check_device(struct doctor *d)
{
	struct engine_options o = {.driver = d->config.driver[0] ? d->config.driver : NULL,
				   .mono = d->config.mono,
				   .bank = d->bank};
	struct engine_fact f = {0};
	struct check *c;
	bool answers, live, none, passed;

	d->engine = engine_start(&o);
	/* a moment of silence: a device is opened for something to play */
	engine_speech(d->engine, 0, mem_calloc(MIXER_RATE / 100, sizeof(float)), MIXER_RATE / 100,
		      clock_mono(), LEG_NONE);
	answers = device_answers(d, &f);
	live = answers && f.kind == ENGINE_DEVICE && strcmp(f.text, "silent") != 0;
	none = answers && f.kind == ENGINE_DEVICE && !live; /* as chosen */
	passed = live && d->config.driver[0] && strcmp(d->config.driver, f.text) != 0;
	d->audible = live;
	c = add(d, "sound", (live && !passed) || none);
	if (live)
		SET(c->found, _("driver %s (%s), %d frames a second, stereo"), f.text,
		    !strcmp(d->config.driver, f.text) ? _("chosen in config.yaml")
						      : _("the best that opened"),
		    MIXER_RATE);
	else if (none)
		SET(c->found, "%s", _("none, as config.yaml has it (driver: silent)"));
	else
		SET(c->found, "%s",
		    answers ? f.text : _("The sound system did not answer within five seconds."));
	if (passed)
		SET(c->mend,
		    _("driver: %s in config.yaml was passed over: no sound device opens by it. Name another "
		      "(alsa, pulse, ...), or take the line out."),
		    d->config.driver);
	else if (!c->ok)
		mend_no_sound(d, c);
	else if (live && d->kept.mute)
		SET(c->mend, "%s", _("Muted since a session: m in the next one turns sound on again."));
	else if (live && d->kept.volume < 100)
		SET(c->mend, _("The volume is %d of 100 since a session: ] in the next one raises it."),
		    d->kept.volume);
	else if (live && !strcmp(f.text, "pulse"))
		SET(c->mend, "%s",
		    _("If it stutters on a busy machine, take driver: alsa (with ALSA's plugin for "
		      "PulseAudio or "
		      "PipeWire): it keeps more sound ready than libao's pulse does."));
}

/* Whether it is the name alone that brings no voice; nobody is left speaking. */
static bool name_is_unknown(const struct voice_options *o)
{
	struct voice_options unnamed = *o;
	struct err e = {""};
	struct voice *v;

	unnamed.name = NULL;
	v = o->name && *o->name ? voice_open(&unnamed, &e) : NULL;
	voice_close(v);
	return v != NULL;
}

static void mend_voice(const struct voice_options *o, struct check *c)
{
	const struct manager *m = manager();

	if (name_is_unknown(o)) {
		SET(c->found, _("There is no voice named \"%s\" (voice: { name: ... } in config.yaml)."),
		    o->name);
		SET(c->mend, "%s",
		    _("Tones carry a session too. For the voice take the name out, or choose one such as en, "
		      "en-us, en-gb-scotland, en+f3, de or fr; the program espeak-ng (Debian: espeak-ng) "
		      "lists all with espeak-ng --voices."));
	} else if (m) {
		SET(c->mend, _("Tones carry a session too. For the voice: %s %s"), m->install, m->voice);
	} else {
		SET(c->mend, "%s", _("Tones carry a session too. For the voice install espeak-ng."));
	}
}

static void check_voice(struct doctor *d)
{
	const struct config *k = &d->config;
	struct voice_options o = {NULL, k->voice_name, k->voice_rate, k->voice_pitch};
	struct voice_line line = {0};
	struct err e = {""};
	struct check *c;

	d->voice = voice_open(&o, &e);
	c = add(d, "voice", d->voice && voice_say(d->voice, "Rest.", 0, &line));
	free(line.frames);
	if (c->ok)
		SET(c->found, _("%s, %d words a minute%s"), voice_about(d->voice), k->voice_rate,
		    k->voice ? "" : _("; off in config.yaml"));
	else
		SET(c->found, "%s", e.text[0] ? e.text : _("The voice says nothing."));
	if (!c->ok)
		mend_voice(&o, c);
	else if (!d->kept.voice)
		SET(c->mend, "%s", _("Off since a session: v in the next one turns it on again."));
}

static void check_terminal(struct doctor *d)
{
	static const char *const depths[] = {[DEPTH_NONE] = N_("no colours"),
					     [DEPTH_8] = N_("8 colours"),
					     [DEPTH_16] = N_("16 colours"),
					     [DEPTH_256] = N_("256 colours"),
					     [DEPTH_TRUE] = N_("true colour")};
	static const char *const tiers[] = {
		[TIER_ASCII] = N_("ASCII"), [TIER_BLOCK] = N_("blocks"), [TIER_BRAILLE] = N_("Braille dots")};
	struct term_report r = term_report(&(struct term_options){.ground = GROUND_UNKNOWN});
	bool here = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	struct check *c = add(d, "terminal", r.usable || !here);

	if (r.usable)
		SET(c->found, _("%s, %dx%d, %s, %s, %s"), r.name, r.cols, r.rows, _(depths[r.depth]),
		    _(tiers[r.tier]), r.utf8 ? "UTF-8" : _("no UTF-8"));
	else if (!here)
		SET(c->found, "%s", _("not looked at: this is read or written by no terminal"));
	else
		SET(c->found, _("no screen here (TERM is \"%s\"): sessions play line by line"), r.name);
	if (!c->ok)
		SET(c->mend, "%s", _("In a terminal window TERM names it, xterm-256color for most."));
	else if (r.usable && !r.utf8)
		SET(c->mend, "%s", _("A UTF-8 locale (LANG=C.UTF-8) shows the legs in fine dots."));
}

static void check_record(struct doctor *d)
{
	struct err e = {""}, trouble = {""};
	int schema = 0;
	struct history *h = history_look(d->paths.history, &e);
	struct record *rows = history_read(h, &trouble);
	enum history_state state = history_state(h);
	bool none = state == HISTORY_NONE && !e.text[0],
	     begins = none && paths_could_write(d->paths.history, &e),
	     whole = none || (state != HISTORY_NONE && history_check(h, &schema, &trouble));
	struct check *c = add(d, "record", (state == HISTORY_OK || begins) && whole && !trouble.text[0]);

	if (none)
		SET(c->found, _("%s, not there yet: the first session begins it"), d->paths.history);
	else
		SET(c->found,
		    n_("%s, %d session, schema %d, undamaged", "%s, %d sessions, schema %d, undamaged",
		       (int)rows->nsessions),
		    d->paths.history, (int)rows->nsessions, schema);
	if (!c->ok) {
		SET(c->found, "%s", e.text[0] ? e.text : trouble.text);
		SET(c->mend,
		    _("See to the folder and the file %s; sessions play without it, but are not kept."),
		    d->paths.history);
	}
	record_free(rows);
	history_close(h, 0);
}

static void check_log(struct doctor *d)
{
	struct err e = {""};
	struct check *c = add(d, "log", paths_could_write(d->paths.log, &e));

	SET(c->found, "%s", c->ok ? d->paths.log : e.text);
	if (!c->ok)
		SET(c->mend,
		    _("See to the folder of %s; until then nothing is logged, nor the volume remembered."),
		    d->paths.log);
}

static bool is_there(const char *folder, const char *name)
{
	struct buf path = {0};
	bool there;

	buf_addf(&path, "%s/%s", folder, name);
	there = access(buf_str(&path), F_OK) == 0;
	buf_free(&path);
	return there;
}

static void check_settings(struct doctor *d, const struct err *notice)
{
	bool there = is_there(d->paths.config, "config.yaml"),
	     misnamed = !there && is_there(d->paths.config, "config.yml");
	struct check *c = add(d, "settings", !notice->text[0] && !misnamed);

	SET(c->found, there ? "%s/config.yaml" : _("the defaults; %s/config.yaml is not there"),
	    d->paths.config);
	if (notice->text[0]) {
		SET(c->found, "%s", notice->text);
		SET(c->mend, "%s",
		    _("Mend that; until then the defaults hold for it and for what cannot be read below "
		      "it."));
	} else if (misnamed) {
		SET(c->mend, "%s", _("Rename config.yml, which lies there, to config.yaml."));
	}
}

static void check_paths(struct doctor *d, const struct err *notice)
{
	struct check *c;

	check_settings(d, notice);
	c = add(d, "routines", d->paths.nroutines > 0);
	for (size_t i = 0; i < d->paths.nroutines; i++) {
		size_t used = strlen(c->found);

		snprintf(c->found + used, sizeof c->found - used, "%s%s", i ? ", " : "",
			 d->paths.routines[i]);
	}
	check_log(d);
}

/* ---- telling ---- */

static void tell(const struct doctor *d, struct buf *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct check *c = &d->checks[i];

		buf_addf(out, "%-9s %-5s %s\n", c->name, c->ok ? _("ok") : _("MEND"), c->found);
		if (c->mend[0])
			buf_addf(out, "%16s%s\n", "", c->mend);
	}
}

static void tell_json(const struct doctor *d, struct buf *out)
{
	struct json j = json_to(out, true);

	json_object(&j);
	json_key(&j, "version");
	json_string(&j, UNKNOT_VERSION);
	json_key(&j, "checks");
	json_array(&j);
	for (size_t i = 0; i < d->n; i++) {
		const struct check *c = &d->checks[i];

		json_flat(&j, '{');
		json_key(&j, "name");
		json_string(&j, c->name);
		json_key(&j, "ok");
		json_bool(&j, c->ok);
		json_key(&j, "found");
		json_string(&j, c->found);
		json_key(&j, "mend");
		json_string(&j, c->mend[0] ? c->mend : NULL);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	buf_addc(out, '\n');
}

/* ---- listening ---- */

static void wait_until(struct mono t)
{
	while (clock_mono().ns < t.ns) {
		struct loop l = {.n = 0};

		loop_wait(&l, t);
	}
}

static void listen_now(struct doctor *d)
{
	static const char *const said[] = {N_("a cue from the left"), N_("a cue from the right"), N_("a cue"),
					   N_("a breath, in and out"), N_("the voice")};
	static const int64_t length_ms[] = {1500, 1500, 1500, 6500, 2500};
	struct mono due = mono_add_ms(clock_mono(), 300);
	struct voice_line line = {0};

	for (int i = 0; i < 5; i++) {
		if (i < 3)
			engine_cue(d->engine, 0, i < 2 ? SOUND_START : SOUND_LET_GO, due,
				   i == 0   ? LEG_LEFT
				   : i == 1 ? LEG_RIGHT
					    : LEG_NONE);
		if (i == 3)
			engine_breath(d->engine, BREATH_IN, 2500, due, LEG_NONE);
		if (i == 3)
			engine_breath(d->engine, BREATH_OUT, 3500, mono_add_ms(due, 2500), LEG_NONE);
		if (i == 4 && d->voice &&
		    voice_say(d->voice, _("Left leg. Outer thigh, half way down."), 0, &line))
			engine_speech(d->engine, 0, line.frames, line.count, due, LEG_NONE);
		wait_until(due);
		puts(i < 4 || line.count ? _(said[i]) : _("no voice"));
		fflush(stdout);
		due = mono_add_ms(due, length_ms[i]);
	}
	wait_until(due);
}

/* Looking makes nothing; libraries of sound would make a folder of theirs, and the way there, in a home that is
 * not there. Ours is found already. */
static void hide_missing_home(void)
{
	const char *home = getenv("HOME");

	if (home && access(home, F_OK) < 0)
		unsetenv("HOME");
}

enum exit_code cmd_doctor(const struct options *o)
{
	struct doctor d = {.o = o, .paths = paths_find()};
	struct err notice;
	struct buf out = {0};
	enum exit_code code = EXIT_DONE;

	d.config = configured_read(&d.paths, &notice);
	d.kept = remembered_read(&d.paths);
	hide_missing_home();
	check_sounds(&d);
	check_device(&d);
	check_voice(&d);
	check_terminal(&d);
	check_record(&d);
	check_paths(&d, &notice);
	if (o->format == FORMAT_JSON)
		tell_json(&d, &out);
	else
		tell(&d, &out);
	if (o->format == FORMAT_JSON)
		fputs(buf_str(&out), stdout);
	else
		prose_puts(stdout, buf_str(&out));
	fflush(stdout);
	buf_free(&out);
	if (o->listen && d.audible)
		listen_now(&d);
	else if (o->listen)
		fputs(_("unknot: nothing can be heard here (see \"sound\"), so nothing is played\n"), stderr);
	for (size_t i = 0; i < d.n; i++)
		if (!d.checks[i].ok)
			code = EXIT_ENVIRONMENT;
	voice_close(d.voice);
	if (!engine_stop(d.engine, STOP_MS)) /* stuck in its device: no destructor may run beside it */
		_exit((int)code);
	sound_bank_free(d.bank);
	paths_free(&d.paths);
	return code;
}
