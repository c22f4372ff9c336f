/* A plan as a file: sound for a phone, a card, or data. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audio/mixer.h"
#include "audio/recording.h"
#include "base/i18n.h"
#include "chapters.h"
#include "commands.h"
#include "configured.h"
#include "io/clock.h"
#include "io/soundfile.h"
#include "io/whole_file.h"
#include "minutes.h"
#include "open_routine.h"
#include "sounds.h"

enum { CHUNK = 24000, BAR_COLS = 30, BAR_MS = 100 };

static volatile sig_atomic_t stopped;

static void on_stop(int sig)
{
	stopped = sig;
}

/* Where the file is to go and what it is to be. */
enum kind { KIND_WAV, KIND_FLAC, KIND_OGG, KIND_CARD, KIND_JSON, KINDS };

static const char *const endings[KINDS] = {".wav", ".flac", ".ogg", ".md", ".json"};

static enum kind kind_of(const char *path)
{
	size_t n = strlen(path);

	for (int k = 0; k < KINDS; k++) {
		size_t m = strlen(endings[k]);

		if (n > m && !strcmp(path + n - m, endings[k]))
			return (enum kind)k;
	}
	return KINDS;
}

struct export
{
	const struct options *o;
	const struct plan *plan;
	enum kind kind;
	struct person who;
};

/* How far it is, for a terminal. */
static void show_progress(const struct recording *r, struct mono *shown)
{
	int64_t made = recording_made(r), all = recording_planned(r);
	struct mono now = clock_mono();
	int part = all > 0 && made < all ? (int)(made * BAR_COLS / all) : BAR_COLS;

	if (now.ns - shown->ns < BAR_MS * NS_PER_MS)
		return;
	*shown = now;
	fprintf(stderr, "\r[%.*s%.*s] %3d%%", part, "##############################", BAR_COLS - part,
		"..............................", part * 100 / BAR_COLS);
}

static void clear_progress(const struct mono *shown)
{
	if (shown->ns)
		fprintf(stderr, "\r%*s\r", BAR_COLS + 8, "");
}

static bool record(struct recording *r, struct soundfile *f, struct err *e)
{
	int16_t frames[CHUNK * MIXER_CHANNELS];
	const bool watched = isatty(STDERR_FILENO);
	struct mono shown = {0};
	int64_t n;
	bool good = true;

	while (good && !stopped && (n = recording_next(r, frames, CHUNK)) > 0) {
		good = soundfile_write(f, frames, n, e);
		if (watched)
			show_progress(r, &shown);
	}
	clear_progress(&shown);
	return good && !stopped;
}

/* The cue sheet lies beside the sound: "daily.cue" for "daily.flac". */
static bool write_sheet(const struct export *x, struct err *e)
{
	const char *path = x->o->output, *slash = strrchr(path, '/');
	struct buf sheet = {0}, name = {0};
	bool good;

	buf_addf(&name, "%.*s.cue", (int)(strlen(path) - strlen(endings[x->kind])), path);
	chapters_cue(x->plan, slash ? slash + 1 : path, &sheet);
	good = whole_file_write(name.p, sheet.p, sheet.n, 0666, e);
	buf_free(&sheet);
	buf_free(&name);
	return good;
}

static enum exit_code write_sound(const struct export *x, struct recording *r)
{
	const struct routine *t = x->plan->routine;
	struct buf chapters = {0};
	struct err e = {""};
	struct soundfile *f;
	bool good;

	chapters_list(x->plan, &chapters);
	f = soundfile_create(x->o->output, (enum soundfile_kind)x->kind, t->title ? t->title : t->id,
			     buf_str(&chapters), &e);
	buf_free(&chapters);
	good = f && record(r, f, &e);
	if (good)
		good = soundfile_finish(f, &e) && write_sheet(x, &e);
	else
		soundfile_abandon(f);
	if (stopped)
		return (enum exit_code)(EXIT_SIGNAL + stopped);
	if (!good)
		fprintf(stderr, "unknot: %s\n", e.text);
	else if (recording_unspoken(r))
		fprintf(stderr,
			n_("unknot: %d line took longer than its time and was left out\n",
			   "unknot: %d lines took longer than their time and were left out\n",
			   recording_unspoken(r)),
			recording_unspoken(r));
	return good ? EXIT_DONE : EXIT_ENVIRONMENT;
}

/* A voice, unless none is wanted; one that is missing is told and missed. */
static struct voice *find_voice(const struct export *x, const struct config *c)
{
	struct voice_options o = {x->plan->routine->language, c->voice_name, c->voice_rate, c->voice_pitch};
	struct err e = {""};
	struct voice *v = NULL;

	if (!x->o->no_voice && c->voice && (x->o->only == ONLY_ALL || x->o->only == ONLY_VOICE))
		v = voice_open(&o, &e);
	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	return v;
}

static enum exit_code export_sound(const struct export *x, const struct paths *paths, const struct config *c)
{
	struct err e;
	struct sound_bank *bank = sounds_read(paths, c->sounds, &e);
	struct recording_options o = {.plan = x->plan,
				      .bank = bank,
				      .voice = find_voice(x, c),
				      .gain_db = {[ENGINE_CUES] = c->cues_db,
						  [ENGINE_BREATH] = c->breath_db,
						  [ENGINE_VOICE] = c->voice_db},
				      .mono = c->mono};
	struct recording *r;
	enum exit_code code = EXIT_ENVIRONMENT;

	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	o.without[ENGINE_CUES] = x->o->only != ONLY_ALL && x->o->only != ONLY_CUES;
	o.without[ENGINE_BREATH] = x->o->only != ONLY_ALL && x->o->only != ONLY_BREATH;
	o.without[ENGINE_VOICE] = x->o->only != ONLY_ALL && x->o->only != ONLY_VOICE;
	r = recording_new(&o);
	if (o.voice || x->o->only != ONLY_VOICE)
		code = write_sound(x, r);
	recording_free(r);
	voice_close(o.voice);
	sound_bank_free(bank);
	return code;
}

static enum exit_code export_text(const struct export *x)
{
	struct buf out = {0};
	struct err e;
	bool good;

	if (x->kind == KIND_CARD)
		plan_card(x->plan, &x->who, &out);
	else
		plan_json(x->plan, &out);
	good = whole_file_write(x->o->output, out.p, out.n, 0666, &e);
	buf_free(&out);
	if (!good)
		fprintf(stderr, "unknot: %s\n", e.text);
	return good ? EXIT_DONE : EXIT_ENVIRONMENT;
}

static enum exit_code run(struct export *x, const struct paths *paths, struct opened *r)
{
	struct sigaction stop = {.sa_handler = on_stop};
	struct err notice;
	struct config config = configured_read(paths, &notice);
	struct plan *plan;
	enum exit_code code;

	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGHUP, &stop, NULL);
	x->who = plan_person_neutral();
	x->who.legs = x->o->legs;
	x->who.minutes_ms = x->o->minutes_ms;
	if (!minutes_enough(r, &x->who))
		return EXIT_INPUT;
	plan = plan_compile(r->routine, r->atlas, &x->who, NULL);
	x->plan = plan;
	code = x->kind < KIND_CARD ? export_sound(x, paths, &config) : export_text(x);
	plan_free(plan);
	return code;
}

enum exit_code cmd_export(const struct options *o)
{
	struct export x = {.o = o, .kind = o->output ? kind_of(o->output) : KINDS};
	struct paths paths;
	struct opened r;
	enum exit_code code = EXIT_INPUT;

	if (!o->output || x.kind == KINDS) {
		fprintf(stderr, _("unknot: export needs -o FILE, whose name ends in .wav, .flac or .ogg "
				  "(sound), .md (a "
				  "card) or .json\n"));
		return EXIT_USAGE;
	}
	paths = paths_find();
	r = routine_open(&paths, o->args[0], NULL);
	opened_complain(&r);
	if (opened_ok(&r))
		code = run(&x, &paths, &r);
	opened_free(&r);
	paths_free(&paths);
	return code;
}
