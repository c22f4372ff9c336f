#include "speaker.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "audio/mixer.h"
#include "audio/sound.h"
#include "audio/speech.h"
#include "base/mem.h"
#include "io/clock.h"
#include "io/log.h"
#include "remembered.h"
#include "sounds.h"

/* Cues that may come while the sounds are read: a second's worth of any plan. */
enum { WAITING_MOST = 16 };

/* Full is 0 dB; each per cent below is 0.4 dB, so that a step is heard as the same step anywhere. */
enum { VOLUME_STEP = 5, QUIET_DB = -40, OFF_DB = -60, STOP_MS = 100, NOTICE_MS = 12000 };

struct speaker {
	const struct paths *paths;
	struct remembered kept, now; /* as it was read; as it is */
	const struct config *config;
	bool mute_once, silent_once; /* --mute, --no-voice: not to be remembered */

	/* the loader's until it is joined */
	pthread_t loader;
	bool loading;
	atomic_bool leaving; /* the session is over: what is not read yet is not wanted */
	int ready_fd;        /* readable once the loader is done; -1 before it began */
	struct sound_bank *bank;
	struct err trouble; /* the first sound that could not be read; the log is the main thread's */

	struct engine *engine; /* NULL until the sounds are read */
	struct waiting {       /* what came before */
		enum { WAIT_CUE, WAIT_BREATH, WAIT_LINE } kind;
		uint32_t id;
		enum sound sound;
		enum breath_phase breath;
		int64_t length_ms;
		char *text; /* owned */
		struct mono due;
		enum leg leg;
	} waiting[WAITING_MOST];
	int nwaiting;

	struct speech *speech;   /* NULL before the first start */
	struct mono spoken_till; /* what is said now, or last, ends about here */
	enum cue_kind spoken;    /* and is of this kind */
	bool voice_told;

	char notice[200];  /* why there is no sound or no voice; told once, the log keeps it */
	bool notice_sound; /* of the sound: a device that opens takes it back */
	struct mono told;  /* when it was first shown */
};

struct speaker *speaker_new(const struct paths *paths, const struct config *config, bool mute, bool no_voice)
{
	struct speaker *s = mem_calloc(1, sizeof *s);

	s->paths = paths;
	s->config = config;
	s->ready_fd = -1;
	s->kept = s->now = remembered_read(paths);
	s->mute_once = mute && !s->now.mute;
	s->now.mute |= mute;
	s->silent_once = s->now.voice && (no_voice || !config->voice);
	s->now.voice &= !s->silent_once;
	return s;
}

/* ---- the engine ---- */

static int decibel(int percent)
{
	return percent ? QUIET_DB * (100 - percent) / 100 : OFF_DB;
}

static void *load(void *arg)
{
	struct speaker *s = arg;

	s->bank = sounds_read(s->paths, s->config->sounds, &s->leaving, &s->trouble);
	eventfd_write(s->ready_fd, 1);
	return NULL;
}

/* Signals are the main thread's. */
void speaker_start(struct speaker *s, const char *language)
{
	const struct config *c = s->config;
	struct voice_options o = {language, c->voice_name, c->voice_rate, c->voice_pitch};
	sigset_t all, old;

	if (speech_free(s->speech, STOP_MS)) /* else it is left behind */
		s->speech = speech_new(&o);
	if (s->ready_fd >= 0)
		return;
	s->ready_fd = eventfd(0, EFD_CLOEXEC);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	s->loading = pthread_create(&s->loader, NULL, load, s) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!s->loading)
		log_line("sound: no thread to read the sounds");
}

static void give(struct speaker *s, const struct waiting *w)
{
	struct mono now = clock_mono();

	switch (w->kind) {
	case WAIT_CUE:
		engine_cue(s->engine, w->id, w->sound, w->due, w->leg);
		break;
	case WAIT_BREATH:
		engine_breath(s->engine, w->breath, w->length_ms, w->due, w->leg);
		break;
	case WAIT_LINE: /* a line that waited is no less worth saying */
		speech_ask(s->speech, w->id, w->text, w->length_ms, w->due.ns > now.ns ? w->due : now,
			   w->leg);
		break;
	}
}

static void drop_waiting(struct speaker *s)
{
	for (int i = 0; i < s->nwaiting; i++)
		free(s->waiting[i].text);
	s->nwaiting = 0;
}

/* Of what can be turned off by a key. */
static void set_gains(struct speaker *s)
{
	if (!s->engine)
		return;
	engine_gain(s->engine, ENGINE_BREATH, s->now.breath ? s->config->breath_db : OFF_DB);
	engine_gain(s->engine, ENGINE_VOICE, s->now.voice ? s->config->voice_db : OFF_DB);
}

/* The sounds are read: the engine begins with what has come meanwhile. */
static void begin(struct speaker *s)
{
	const struct config *c = s->config;
	struct engine_options o = {.driver = c->driver[0] ? c->driver : NULL,
				   .mono = c->mono,
				   .mute = s->now.mute,
				   .volume_db = decibel(s->now.volume)};

	pthread_join(s->loader, NULL);
	s->loading = false;
	if (s->trouble.text[0])
		log_line("sound: %s", s->trouble.text);
	o.bank = s->bank;
	s->engine = engine_start(&o);
	engine_gain(s->engine, ENGINE_CUES, c->cues_db);
	set_gains(s);
	for (int i = 0; i < s->nwaiting; i++)
		give(s, &s->waiting[i]);
	drop_waiting(s);
}

/* False: there is nobody to take it. */
static bool hand(struct speaker *s, const struct waiting *w)
{
	if (s->engine)
		give(s, w);
	else if (s->loading && s->nwaiting < WAITING_MOST)
		s->waiting[s->nwaiting++] = *w;
	else
		return false;
	return true;
}

void speaker_cue(struct speaker *s, uint32_t id, enum sound sound, struct mono due, enum leg leg)
{
	hand(s, &(struct waiting){.kind = WAIT_CUE, .id = id, .sound = sound, .due = due, .leg = leg});
}

void speaker_breath(struct speaker *s, enum breath_phase p, int64_t length_ms, struct mono due, enum leg leg)
{
	hand(s, &(struct waiting){
			.kind = WAIT_BREATH, .breath = p, .length_ms = length_ms, .due = due, .leg = leg});
}

void speaker_cancel(struct speaker *s)
{
	drop_waiting(s);
	s->spoken_till = (struct mono){0};
	if (s->speech)
		speech_cancel(s->speech);
	if (s->engine)
		engine_cancel(s->engine);
}

void speaker_say(struct speaker *s, uint32_t id, const char *text, int64_t slot_ms, enum cue_kind kind,
		 struct mono due, enum leg leg)
{
	struct waiting w = {.kind = WAIT_LINE, .id = id, .length_ms = slot_ms, .due = due, .leg = leg};
	bool taken = due.ns < s->spoken_till.ns && kind > s->spoken;

	if (!s->speech || s->now.mute || !s->now.voice || !*text || taken)
		return;
	/* The voice begins after the sounds are read, so that the first line stands before no frame. */
	w.text = mem_strdup(text);
	if (!hand(s, &w) || s->engine)
		free(w.text); /* else it waits with it */
	s->spoken = kind;
	s->spoken_till = mono_add_ms(due, slot_ms);
}

static void tell(struct speaker *s, const char *text, bool sound)
{
	snprintf(s->notice, sizeof s->notice, "%s", text);
	s->notice_sound = sound;
	s->told = clock_mono();
}

/* When a line that has been made is said: the first ones wait for the voice, which is opened with them. One of the plan
 * still ends in the time that the plan keeps free for it; a question has until something else is to be said. */
static struct mono said_at(struct speaker *s, const struct spoken *line)
{
	enum { LATE_MOST_MS = 2000 };
	int64_t takes = line->line.count * 1000 / MIXER_RATE, late = clock_mono().ns - line->due.ns;
	int64_t most = line->id ? line->slot_ms - takes : LATE_MOST_MS;

	if (late <= 0 || late > most * NS_PER_MS)
		return line->due;
	s->spoken_till.ns += s->spoken_till.ns ? late : 0;
	return (struct mono){line->due.ns + late};
}

/* Lines that are spoken now go to the engine. Before there is one they wait. */
static void take_speech(struct speaker *s)
{
	struct spoken line;

	while (s->engine && s->speech && speech_next(s->speech, &line))
		if (line.line.frames)
			engine_speech(s->engine, line.id, line.line.frames, line.line.count,
				      said_at(s, &line), line.leg);
	if (!s->speech || s->voice_told || !*speech_trouble(s->speech))
		return;
	s->voice_told = true;
	log_line("voice: %s", speech_trouble(s->speech));
	if (!s->notice[0])
		tell(s, speech_trouble(s->speech), false);
}

void speaker_fds(const struct speaker *s, int fds[2])
{
	fds[0] = s->engine ? engine_fd(s->engine) : s->loading ? s->ready_fd : -1;
	fds[1] = s->engine && s->speech ? speech_fd(s->speech) : -1;
}

static void set_volume(struct speaker *s, int percent)
{
	s->now.volume = percent < 0 ? 0 : percent > 100 ? 100 : percent;
	if (s->engine)
		engine_volume(s->engine, decibel(s->now.volume));
}

bool speaker_action(struct speaker *s, enum action a)
{
	if (a == ACT_MUTE) {
		s->now.mute = !s->now.mute;
		s->mute_once = false;
		if (s->engine)
			engine_mute(s->engine, s->now.mute);
	} else if (a == ACT_VOICE) {
		s->now.voice = !s->now.voice;
		s->silent_once = false;
		set_gains(s);
	} else if (a == ACT_BREATH_SOUND) {
		s->now.breath = !s->now.breath;
		set_gains(s);
	} else if (a == ACT_QUIETER) {
		set_volume(s, s->now.volume - VOLUME_STEP);
	} else if (a == ACT_LOUDER) {
		set_volume(s, s->now.volume + VOLUME_STEP);
	} else {
		return false;
	}
	return true;
}

void speaker_facts(struct speaker *s)
{
	struct engine_fact f;
	struct pollfd ready = {.fd = s->ready_fd, .events = POLLIN};

	if (s->loading && poll(&ready, 1, 0) == 1)
		begin(s);
	take_speech(s);
	while (s->engine && engine_next_fact(s->engine, &f)) {
		switch (f.kind) {
		case ENGINE_DEVICE:
			log_line("sound: %s", f.text);
			if (s->notice_sound)
				s->notice[0] = '\0';
			break;
		case ENGINE_SILENT:
		case ENGINE_LOST:
			log_line("sound: %s", f.text);
			tell(s, f.text, true);
			break;
		case ENGINE_SOUNDED:
			break;
		}
	}
}

bool speaker_soundless(const struct speaker *s)
{
	return s->notice_sound && s->notice[0];
}

void speaker_show(const struct speaker *s, struct view_settings *set)
{
	set->muted = s->now.mute;
	set->breath_sound = s->now.breath;
	set->voice = s->now.voice || !s->config->voice;
	set->volume = s->now.volume;
	set->sound_notice =
		s->notice[0] && clock_mono().ns - s->told.ns < NOTICE_MS * NS_PER_MS ? s->notice : NULL;
}

bool speaker_free(struct speaker *s)
{
	struct remembered keep = s->now;

	if (s->mute_once)
		keep.mute = s->kept.mute;
	if (s->silent_once)
		keep.voice = s->kept.voice;
	if (keep.volume != s->kept.volume || keep.mute != s->kept.mute || keep.breath != s->kept.breath ||
	    keep.voice != s->kept.voice)
		remembered_write(s->paths, &keep);
	drop_waiting(s);
	s->leaving = true;
	if (s->loading) {
		/* A file on a disk that hangs must not hold the person. */
		struct pollfd ready = {.fd = s->ready_fd, .events = POLLIN};

		if (poll(&ready, 1, STOP_MS) != 1)
			return false;
		pthread_join(s->loader, NULL);
	}
	if (s->engine && !engine_stop(s->engine, STOP_MS))
		return false;
	if (!speech_free(s->speech, STOP_MS))
		return false;
	if (s->ready_fd >= 0)
		close(s->ready_fd);
	sound_bank_free(s->bank);
	free(s);
	return true;
}
