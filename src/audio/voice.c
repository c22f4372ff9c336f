#include "audio/voice.h"

#include <ctype.h>
#include <dlfcn.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/mixer.h"
#include "audio/sound.h"
#include "base/i18n.h"
#include "base/mem.h"

#if __has_include(<espeak-ng/speak_lib.h>)

#include <espeak-ng/speak_lib.h>

/* The functions of the library that are used. */
struct library {
	void *handle;
	__typeof__(espeak_Initialize) *initialize;
	__typeof__(espeak_SetSynthCallback) *set_callback;
	__typeof__(espeak_SetVoiceByName) *set_voice;
	__typeof__(espeak_SetParameter) *set_parameter;
	__typeof__(espeak_Synth) *synth;
	__typeof__(espeak_Info) *info;
};

/* What the library has said of a line so far. */
struct heard {
	short *samples;
	size_t n, room;
};

struct voice {
	struct library lib;
	int hz;
	int rate, pitch;
	char about[80];
};

/* -60 dBFS: under this the ends of a line are silence. */
enum { SILENCE = 33 };

/* espeak-ng speaks up to full scale; 3 dB less is about as loud as the shipped cues. */
static const float BESIDE_CUES = 0.7f;

enum { FASTER_PERCENT = 125, EDGE_MS = 5 };

static bool load_library(struct library *l, struct err *e)
{
	/* It stays loaded: libraries that it brings do not like to go. */
	l->handle = dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (!l->handle) {
		err_set(e, _("There is no voice: libespeak-ng is not installed (Debian: libespeak-ng1)."));
		return false;
	}
	const struct {
		void *to;
		const char *name;
	} calls[] = {{&l->initialize, "espeak_Initialize"},
		     {&l->set_callback, "espeak_SetSynthCallback"},
		     {&l->set_voice, "espeak_SetVoiceByName"},
		     {&l->set_parameter, "espeak_SetParameter"},
		     {&l->synth, "espeak_Synth"},
		     {&l->info, "espeak_Info"}};

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		void *symbol = dlsym(l->handle, calls[i].name);

		if (!symbol) {
			err_set(e, _("There is no voice: this libespeak-ng lacks %s()."), calls[i].name);
			return false;
		}
		memcpy(calls[i].to, &symbol, sizeof symbol); /* POSIX: a function's address too */
	}
	return true;
}

static int take_samples(short *samples, int n, espeak_EVENT *events)
{
	struct heard *h = events->user_data;

	if (!samples || n <= 0 || !h)
		return 0;
	while (h->n + (size_t)n > h->room)
		mem_grow((void **)&h->samples, h->room, &h->room, sizeof *h->samples);
	memcpy(h->samples + h->n, samples, (size_t)n * sizeof *samples);
	h->n += (size_t)n;
	return 0;
}

/* "pt-br" for "pt-BR"; then, where that is unknown, "pt". */
static bool choose_language(struct voice *v, const char *language, char *name, size_t size)
{
	char *region;

	snprintf(name, size, "%s", language);
	for (char *c = name; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	if (v->lib.set_voice(name) == EE_OK)
		return true;
	region = strchr(name, '-');
	if (region)
		*region = '\0';
	return region && v->lib.set_voice(name) == EE_OK;
}

static bool choose(struct voice *v, const struct voice_options *o, struct err *e)
{
	char name[40];
	const char *path;

	if (o->name && *o->name) {
		snprintf(name, sizeof name, "%s", o->name);
		if (v->lib.set_voice(o->name) != EE_OK)
			return err_set(e,
				       _("There is no voice: espeak-ng knows none named \"%s\" (espeak-ng "
					 "--voices lists them)."),
				       o->name);
	} else if (!choose_language(v, o->language ? o->language : "en", name, sizeof name)) {
		return err_set(e, _("There is no voice: espeak-ng speaks no \"%s\"."), o->language);
	}
	snprintf(v->about, sizeof v->about, _("espeak-ng %.20s, voice %s"), v->lib.info(&path), name);
	return true;
}

/* Begun once a process and never ended: ended a second time espeak-ng 1.51 waits for ever for a thread that
 * has gone (its fifo_terminate()). */
static struct {
	struct library lib;
	int hz;
} begun;

static bool begin_library(struct err *e)
{
	struct library lib;
	int hz;

	if (begun.hz > 0)
		return true;
	if (!load_library(&lib, e))
		return false;
	hz = lib.initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
	if (hz <= 0)
		return err_set(e, _("There is no voice: libespeak-ng does not find its data (Debian: "
				    "espeak-ng-data)."));
	lib.set_callback(take_samples);
	begun.lib = lib;
	begun.hz = hz;
	return true;
}

struct voice *voice_open(const struct voice_options *o, struct err *e)
{
	struct voice *v = mem_calloc(1, sizeof *v);

	if (!begin_library(e)) {
		free(v);
		return NULL;
	}
	v->lib = begun.lib;
	v->hz = begun.hz;
	v->rate = o->rate;
	v->pitch = o->pitch;
	if (choose(v, o, e))
		return v;
	voice_close(v);
	return NULL;
}

void voice_close(struct voice *v)
{
	free(v);
}

const char *voice_about(const struct voice *v)
{
	return v->about;
}

/* What a line sounds like at a rate, without the silence round it; NULL if nothing is heard. */
static float *speak(struct voice *v, const char *text, int rate, int64_t *count)
{
	struct heard h = {0};
	size_t from = 0, to;
	float *out;

	v->lib.set_parameter(espeakRATE, rate, 0);
	v->lib.set_parameter(espeakPITCH, v->pitch, 0);
	v->lib.synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakENDPAUSE, NULL,
		     &h);
	to = h.n;
	while (from < to && abs(h.samples[from]) < SILENCE)
		from++;
	while (to > from && abs(h.samples[to - 1]) < SILENCE)
		to--;
	*count = (int64_t)(to - from);
	out = to > from ? mem_calloc(to - from, sizeof *out) : NULL;
	for (size_t i = from; i < to; i++)
		out[i - from] = (float)h.samples[i] / 32768 * BESIDE_CUES;
	free(h.samples);
	return out;
}

bool voice_say(struct voice *v, const char *text, int64_t slot_ms, struct voice_line *line)
{
	struct err e;
	/* Slots are made for the usual rate: a slower voice gives way where it must. */
	int rate = v->rate, most = (rate > VOICE_RATE ? rate : VOICE_RATE) * FASTER_PERCENT / 100;
	int64_t slot = slot_ms * v->hz / 1000;

	*line = (struct voice_line){0};
	line->frames = speak(v, text, rate, &line->count);
	if (slot > 0 && line->count > slot) {
		rate = (int)(rate * line->count / slot) + 1;
		free(line->frames);
		line->frames = NULL;
		if (rate <= most)
			line->frames = speak(v, text, rate, &line->count);
	}
	if (line->frames && (!slot || line->count <= slot) &&
	    sound_fit(&line->frames, &line->count, v->hz, true, &e))
		return true;
	free(line->frames);
	*line = (struct voice_line){0};
	return false;
}

#else

struct voice *voice_open(const struct voice_options *o, struct err *e)
{
	(void)o;
	err_set(e, _("There is no voice: this unknot was built without libespeak-ng (Debian: "
		     "libespeak-ng-dev)."));
	return NULL;
}

void voice_close(struct voice *v)
{
	(void)v;
}

const char *voice_about(const struct voice *v)
{
	(void)v;
	return "";
}

bool voice_say(struct voice *v, const char *text, int64_t slot_ms, struct voice_line *line)
{
	(void)v;
	(void)text;
	(void)slot_ms;
	*line = (struct voice_line){0};
	return false;
}

#endif
