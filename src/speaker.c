#include "speaker.h"

#include <stdio.h>
#include <stdlib.h>

#include "audio/sound.h"
#include "base/mem.h"
#include "io/catalog.h"
#include "io/clock.h"
#include "io/log.h"
#include "io/soundfile.h"
#include "load/pack_load.h"
#include "remembered.h"

/* Full is 0 dB; each per cent below is 0.4 dB, so that a step is heard as the same step anywhere. */
enum { VOLUME_STEP = 5, QUIET_DB = -40, OFF_DB = -60, STOP_MS = 100, NOTICE_MS = 12000 };

struct speaker {
	const struct paths *paths;
	struct remembered kept, now; /* as it was read; as it is */
	bool mute_once;              /* --mute: not to be remembered */
	struct sound_bank *bank;
	struct engine *engine;
	char notice[200]; /* why there is no sound; told once, the log keeps it */
	struct mono told; /* when it was first shown */
};

struct speaker *speaker_new(const struct paths *paths, bool mute)
{
	struct speaker *s = mem_calloc(1, sizeof *s);

	s->paths = paths;
	s->kept = s->now = remembered_read(paths);
	s->mute_once = mute && !s->now.mute;
	s->now.mute |= mute;
	return s;
}

/* ---- sounds ---- */

static void put_sound(struct speaker *s, const char *folder, const char *file, enum sound event)
{
	struct buf path = {0};
	struct err e;
	struct pcm p;

	buf_addf(&path, "%s/%s", folder, file);
	if (!soundfile_read(path.p, &p, &e)) {
		log_line("%s", e.text);
	} else {
		if (!sound_bank_put(s->bank, event, p.frames, p.count, p.channels, p.rate, &e))
			log_line("%s: %s", path.p, e.text);
		free(p.frames);
	}
	buf_free(&path);
}

static void put_pack(struct speaker *s, const char *folder, const struct file *f)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct pack *p = pack_load(a, d, diag_source(d, f->path, f->bytes, f->n), f->bytes, f->n);
	const struct diag_entry *e = diag_at(d, 0);

	if (e)
		log_line("%s:%u: %s", f->path, (unsigned)e->at.line, e->message);
	for (int i = 1; p && i < SOUND_COUNT_OF; i++)
		if (p->sound[i].file && !sound_bank_has(s->bank, (enum sound)i))
			put_sound(s, folder, p->sound[i].file, (enum sound)i);
	diag_free(d);
	arena_free(a);
}

/* Packs on the search path, the person's own first: what one lacks the next gives. */
static void fill_bank(struct speaker *s)
{
	s->bank = sound_bank_new();
	for (size_t i = 0; i < s->paths->nsounds; i++) {
		struct buf folder = {0}, path = {0};
		struct file f;

		buf_addf(&folder, "%s/default", s->paths->sounds[i]);
		buf_addf(&path, "%s/pack.yaml", folder.p);
		if (catalog_read(path.p, PACK_BYTES_MOST, &f, NULL)) {
			put_pack(s, folder.p, &f);
			file_free(&f);
		}
		buf_free(&folder);
		buf_free(&path);
	}
}

/* ---- the engine ---- */

static int decibel(int percent)
{
	return percent ? QUIET_DB * (100 - percent) / 100 : OFF_DB;
}

struct engine *speaker_engine(struct speaker *s)
{
	struct engine_options o = {.mute = s->now.mute, .volume_db = decibel(s->now.volume)};

	if (s->engine)
		return s->engine;
	fill_bank(s);
	o.bank = s->bank;
	s->engine = engine_start(&o);
	engine_gain(s->engine, ENGINE_BREATH, s->now.breath ? 0 : OFF_DB);
	return s->engine;
}

struct engine *speaker_running(struct speaker *s)
{
	return s->engine;
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
	} else if (a == ACT_BREATH_SOUND) {
		s->now.breath = !s->now.breath;
		if (s->engine)
			engine_gain(s->engine, ENGINE_BREATH, s->now.breath ? 0 : OFF_DB);
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

	while (engine_next_fact(s->engine, &f)) {
		switch (f.kind) {
		case ENGINE_DEVICE:
			log_line("sound: %s", f.text);
			s->notice[0] = '\0';
			break;
		case ENGINE_SILENT:
		case ENGINE_LOST:
			log_line("sound: %s", f.text);
			snprintf(s->notice, sizeof s->notice, "%s", f.text);
			s->told = clock_mono();
			break;
		case ENGINE_SOUNDED:
			break;
		}
	}
}

void speaker_show(const struct speaker *s, struct view_settings *set)
{
	set->muted = s->now.mute;
	set->breath_sound = s->now.breath;
	set->volume = s->now.volume;
	set->sound_notice =
		s->notice[0] && clock_mono().ns - s->told.ns < NOTICE_MS * NS_PER_MS ? s->notice : NULL;
}

bool speaker_free(struct speaker *s)
{
	struct remembered keep = s->now;

	if (s->mute_once)
		keep.mute = s->kept.mute;
	if (keep.volume != s->kept.volume || keep.mute != s->kept.mute || keep.breath != s->kept.breath)
		remembered_write(s->paths, &keep);
	if (s->engine && !engine_stop(s->engine, STOP_MS))
		return false;
	sound_bank_free(s->bank);
	free(s);
	return true;
}
