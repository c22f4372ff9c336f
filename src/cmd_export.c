/* A plan as a file: sound for a phone, a card, or data. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/mixer.h"
#include "audio/recording.h"
#include "base/duration.h"
#include "base/i18n.h"
#include "chapters.h"
#include "commands.h"
#include "configured.h"
#include "io/clock.h"
#include "io/soundfile.h"
#include "io/whole_file.h"
#include "me.h"
#include "minutes.h"
#include "open_routine.h"
#include "sounds.h"

enum { CHUNK = 24000, BAR_COLS = 30, BAR_MS = 100, FRAME_BYTES = 4, LARGE_BYTES = 20 * 1000 * 1000 };

static volatile sig_atomic_t stopped;

static void on_stop(int sig)
{
	stopped = sig;
}

/* Where the file is to go and what it is to be. */
enum kind { KIND_WAV, KIND_FLAC, KIND_OGG, KIND_CARD, KIND_JSON, KINDS };

static const char *const endings[KINDS] = {".wav", ".flac", ".ogg", ".md", ".json"};

/* By the ending, in any case; a name that is nothing else names no file. */
static enum kind kind_of(const char *path)
{
	const char *name = text_file_name(path);
	size_t n = strlen(name);

	for (int k = 0; k < KINDS; k++) {
		size_t m = strlen(endings[k]);

		if (n > m && !strcasecmp(name + n - m, endings[k]))
			return (enum kind)k;
	}
	return KINDS;
}

struct export
{
	const struct options *o;
	const char *path; /* the file itself, where the name is a link's */
	const struct plan *plan;
	enum kind kind;
	struct person who;
	bool replaces; /* there was a file of this name */
};

/* ---- telling what was written ---- */

/* `3.2 MB`, as file managers tell it. */
static const char *size_text(char text[32], int64_t bytes)
{
	const int64_t kb = 1000, mb = kb * kb;

	if (bytes < kb)
		snprintf(text, 32, n_("%d byte", "%d bytes", (int)bytes), (int)bytes);
	else if (bytes < mb)
		snprintf(text, 32, _("%d kB"), (int)((bytes + kb / 2) / kb));
	else
		snprintf(text, 32, _("%.1f MB"), (double)bytes / (double)mb);
	return text;
}

static const char *size_of(char text[32], const char *path)
{
	struct stat st;

	return size_text(text, stat(path, &st) ? 0 : st.st_size);
}

/* What is not in it, under what was written. */
static void tell_left_out(const struct export *x)
{
	struct buf lines = {0};

	plan_left_out_lines(x->plan, &lines);
	fputs(buf_str(&lines), stdout);
	buf_free(&lines);
}

static void tell_sound(const struct export *x)
{
	char size[32], length[DURATION_TEXT];

	printf(x->replaces ? _("Replaced %s (%s, %s) and %s.cue, its chapters.\n")
			   : _("Wrote %s (%s, %s) and %s.cue, its chapters.\n"),
	       x->path, duration_clock(length, x->plan->planned_ms), size_of(size, x->path), x->path);
}

static void tell_text(const struct export *x)
{
	char size[32];

	printf(x->replaces ? _("Replaced %s (%s).\n") : _("Wrote %s (%s).\n"), x->path,
	       size_of(size, x->path));
}

/* What is not packed is large. */
static void warn_of_size(const struct export *x)
{
	char size[32], length[DURATION_TEXT];
	int64_t bytes = x->plan->planned_ms * MIXER_RATE / 1000 * FRAME_BYTES;

	if (x->kind == KIND_WAV && bytes >= LARGE_BYTES)
		fprintf(stderr, _("unknot: a .wav of %s takes %s; .flac and .ogg take far less\n"),
			duration_clock(length, x->plan->planned_ms), size_text(size, bytes));
}

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

/* The cue sheet lies beside the sound: "daily.flac.cue" for "daily.flac", so that no two share one. It is on
 * the disk before the sound takes its name, and takes its own right after. */
static bool begin_sheet(const struct export *x, struct whole_file *f, struct err *e)
{
	struct buf sheet = {0}, name = {0};
	bool good;

	buf_addf(&name, "%s.cue", x->path);
	if (!chapters_cue(x->plan, text_file_name(x->path), &sheet))
		fprintf(stderr,
			_("unknot: a cue sheet has 99 tracks at most: some steps share a track in %s\n"),
			name.p);
	good = whole_file_begin(f, name.p, 0666, e);
	if (good && !whole_file_put(f, sheet.p, sheet.n, e)) {
		whole_file_abandon(f);
		good = false;
	}
	buf_free(&sheet);
	buf_free(&name);
	return good;
}

static bool finish(const struct export *x, struct soundfile *f, struct err *e)
{
	struct whole_file sheet;

	if (!begin_sheet(x, &sheet, e)) {
		soundfile_abandon(f);
		return false;
	}
	if (soundfile_finish(f, e))
		return whole_file_finish(&sheet, e);
	whole_file_abandon(&sheet);
	return false;
}

/* How many lines had no room, and the first of them with its place: there something can be done. */
static void tell_unspoken(const struct recording *r, const struct plan *p, int rate)
{
	const struct cue *first = recording_first_unspoken(r);
	int n = recording_unspoken(r), faster;

	if (!first)
		return;
	fprintf(stderr,
		n_("unknot: %d line took longer than its time and was left out\n",
		   "unknot: %d lines took longer than their time and were left out\n", n),
		n);
	fprintf(stderr, _("unknot: the first is in step %d (line %u): \"%s\"\n"),
		p->segments[first->segment].step_n, (unsigned)p->segments[first->segment].line, first->say);
	/* not a longer step: a line has the time that its columns are reckoned to take; a slow voice speeds up to
	   the usual rate by itself */
	faster = (rate > VOICE_RATE ? rate : VOICE_RATE) * 5 / 4;
	fprintf(stderr,
		_("unknot: a shorter line helps, or a faster voice: voice: { rate: %d } in config.yaml, "
		  "where %d "
		  "holds now\n"),
		faster < VOICE_RATE_MOST ? faster : VOICE_RATE_MOST, rate);
}

static enum exit_code write_sound(const struct export *x, struct recording *r, int rate)
{
	const struct routine *t = x->plan->routine;
	struct buf chapters = {0};
	struct err e = {""};
	struct soundfile *f;
	bool good;

	chapters_list(x->plan, &chapters);
	f = soundfile_create(x->path, (enum soundfile_kind)x->kind, t->title ? t->title : t->id,
			     buf_str(&chapters), &e);
	buf_free(&chapters);
	good = f && record(r, f, &e);
	if (good)
		good = finish(x, f, &e);
	else
		soundfile_abandon(f);
	if (stopped)
		return (enum exit_code)(EXIT_SIGNAL + stopped);
	if (good) {
		tell_unspoken(r, x->plan, rate);
		tell_sound(x);
	} else {
		fprintf(stderr, "unknot: %s\n", e.text);
	}
	return good ? EXIT_DONE : EXIT_ENVIRONMENT;
}

/* Whether the voice is wanted: asked for by name it is, whatever the settings say. */
static bool wants_voice(const struct export *x, const struct config *c)
{
	return x->o->only == ONLY_VOICE || (x->o->only == ONLY_ALL && c->voice && !x->o->no_voice);
}

/* A voice, unless none is wanted; one that is missing is told and missed. */
static struct voice *find_voice(const struct export *x, const struct config *c)
{
	struct voice_options o = {x->plan->routine->language, c->voice_name, c->voice_rate, c->voice_pitch};
	struct err e = {""};
	struct voice *v = NULL;

	/* espeak-ng calls the sound server even where it is to play nothing, and that complains where there is no
	   home; a file needs none of them */
	setenv("PULSE_SERVER", "unix:/dev/null", 1);
	if (wants_voice(x, c))
		v = voice_open(&o, &e);
	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	return v;
}

static enum exit_code export_sound(const struct export *x, const struct paths *paths, const struct config *c)
{
	struct err e;
	struct sound_bank *bank = sounds_read(paths, c->sounds, NULL, &e);
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
	warn_of_size(x);
	r = recording_new(&o);
	if (o.voice || x->o->only != ONLY_VOICE)
		code = write_sound(x, r, c->voice_rate);
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
	good = whole_file_write(x->path, out.p, out.n, 0666, &e);
	buf_free(&out);
	if (good)
		tell_text(x);
	else
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
	if (x->o->me)
		me_from_record(&x->who, paths, r->atlas, config.level);
	x->who.legs = x->o->legs;
	x->who.minutes_ms = x->o->minutes_ms;
	if (!minutes_enough(r, &x->who))
		return EXIT_INPUT;
	plan = plan_compile(r->routine, r->atlas, &x->who, NULL);
	x->plan = plan;
	code = x->kind < KIND_CARD ? export_sound(x, paths, &config) : export_text(x);
	if (code == EXIT_DONE)
		tell_left_out(x);
	plan_free(plan);
	return code;
}

static bool usage(const char *why)
{
	fprintf(stderr, "unknot: %s\n", why);
	return false;
}

/* Whether the options go together. */
static bool makes_sense(const struct export *x)
{
	const struct options *o = x->o;

	if (!o->output || x->kind == KINDS)
		return usage(_("export needs -o FILE, whose name ends in .wav, .flac or .ogg (sound), .md (a "
			       "card) or .json"));
	if (x->kind >= KIND_CARD && (o->only != ONLY_ALL || o->no_voice))
		return usage(
			_("--only and --no-voice choose what is heard, and a card or data makes no sound: "
			  "leave them out, or end the name of the file in .wav, .flac or .ogg"));
	if (o->only == ONLY_VOICE && o->no_voice)
		return usage(
			_("--only voice and --no-voice together leave nothing to hear: leave one of them "
			  "out"));
	return true;
}

enum exit_code cmd_export(const struct options *o)
{
	struct export x = {.o = o, .kind = o->output ? kind_of(o->output) : KINDS};
	struct paths paths;
	struct opened r;
	enum exit_code code = EXIT_INPUT;
	char *path;

	if (!makes_sense(&x))
		return EXIT_USAGE;
	path = whole_file_target(o->output);
	x.path = path;
	x.replaces = access(path, F_OK) == 0;
	paths = paths_find();
	r = routine_open(&paths, o->args[0], NULL);
	opened_complain(&r);
	if (opened_ok(&r))
		code = run(&x, &paths, &r);
	opened_free(&r);
	paths_free(&paths);
	free(path);
	return code;
}
