/* The audio thread turns commands into pending sounds, and pending sounds into voices of the mixer
 * once their frame lies in the next chunk. It writes to one of two devices: the live one, whose
 * writes keep the time, or the silent one, kept by the clock, which serves while there is no live
 * one, while muted, and while nothing has sounded for some seconds. Then the thread sleeps. */
#include "audio/engine.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "audio/device.h"
#include "audio/material.h"
#include "audio/mixer.h"
#include "audio/sound.h"
#include "audio/timeline.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "io/clock.h"

enum {
	QUEUE_MOST = 512, /* sounds waiting for a thread that is stuck: more are dropped */
	FACTS_MOST = 256,
	QUIET_MS = 5000,         /* without a sound for so long: the live device is left alone */
	RETRY_MS = 3000,         /* between two tries to get a lost device back */
	STRIDE_MS = 500,         /* of the silent device while something sounds */
	LATE_MS = 500,           /* a cue later than this is not played any more */
	RUNAWAY_MS = 2000,       /* a device so far ahead of the clock plays nothing */
	CHUNK = MIXER_RATE / 10, /* frames made at a time, at most */
};

enum command_kind { COMMAND_SOUND, COMMAND_CANCEL, COMMAND_MUTE, COMMAND_VOLUME, COMMAND_GAIN };

struct command {
	enum command_kind kind;
	struct mono due; /* sound */
	struct mixer_sound sound;
	enum engine_kind gain;
	int value; /* mute, volume, gain */
};

struct commands {
	struct command *items;
	size_t n, cap;
};

struct engine {
	/* set before the thread starts, then only read */
	const struct device_ops *devices;
	const struct sound_bank *bank;
	char driver[32]; /* "": none chosen */
	int fd;
	bool runs; /* there is a thread */
	pthread_t thread;

	/* under `lock` */
	pthread_mutex_t lock;
	pthread_cond_t woken; /* there are commands, or `stop` */
	pthread_cond_t ended; /* `done` */
	struct commands queue;
	struct engine_fact facts[FACTS_MOST];
	size_t nfacts;
	bool stop, done;

	/* the audio thread's alone */
	struct commands taken, pending; /* pending: sounds only */
	struct mixer *mixer;
	struct timeline timeline;
	struct device *live;   /* NULL: none, or lost */
	struct device *silent; /* NULL while the live one serves */
	struct device *out;    /* one of the two */
	bool muted;
	struct mono busy;  /* when there last was something to hear */
	struct mono retry; /* when to try for a live device */
	bool had_live;
	struct mono fed_since; /* when writing to the live device began, and what it took since */
	struct frames fed;
	int16_t chunk[CHUNK * MIXER_CHANNELS];
};

/* --- any thread: commands in, facts out --- */

static void push(struct commands *c, const struct command *x)
{
	mem_grow((void **)&c->items, c->n, &c->cap, sizeof *c->items);
	c->items[c->n++] = *x;
}

static void drop_sounds(struct commands *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (c->items[i].kind == COMMAND_SOUND)
			free(c->items[i].sound.owned);
		else
			c->items[kept++] = c->items[i];
	}
	c->n = kept;
}

static void send(struct engine *e, const struct command *c)
{
	pthread_mutex_lock(&e->lock);
	if (c->kind == COMMAND_CANCEL)
		drop_sounds(&e->queue);
	if (c->kind == COMMAND_SOUND && e->queue.n >= QUEUE_MOST)
		free(c->sound.owned);
	else
		push(&e->queue, c);
	pthread_cond_signal(&e->woken);
	pthread_mutex_unlock(&e->lock);
}

static void post(struct engine *e, enum engine_fact_kind kind, uint32_t id, struct mono when,
		 const char *text)
{
	struct engine_fact f = {.kind = kind, .id = id, .when = when};
	uint64_t one = 1;
	ssize_t wrote;

	snprintf(f.text, sizeof f.text, "%s", text);
	pthread_mutex_lock(&e->lock);
	if (e->nfacts == FACTS_MOST) /* nobody listens: the oldest goes */
		memmove(e->facts, e->facts + 1, --e->nfacts * sizeof *e->facts);
	e->facts[e->nfacts++] = f;
	wrote = write(e->fd, &one, sizeof one);
	assert(wrote == sizeof one);
	(void)wrote;
	pthread_mutex_unlock(&e->lock);
}

int engine_fd(const struct engine *e)
{
	return e->fd;
}

bool engine_next_fact(struct engine *e, struct engine_fact *out)
{
	uint64_t n;
	bool any;
	ssize_t got;

	pthread_mutex_lock(&e->lock);
	any = e->nfacts > 0;
	if (any) {
		*out = e->facts[0];
		memmove(e->facts, e->facts + 1, --e->nfacts * sizeof *e->facts);
		if (!e->nfacts) { /* the descriptor is ready while there are any */
			got = read(e->fd, &n, sizeof n);
			assert(got == sizeof n);
			(void)got;
		}
	}
	pthread_mutex_unlock(&e->lock);
	return any;
}

void engine_cue(struct engine *e, uint32_t id, enum sound s, struct mono due, enum leg leg)
{
	struct command c = {.kind = COMMAND_SOUND, .due = due, .sound = material_cue(e->bank, s, leg)};

	c.sound.id = id;
	send(e, &c);
}

void engine_breath(struct engine *e, enum breath_phase p, int64_t length_ms, struct mono due, enum leg leg)
{
	int64_t length = mixer_frames(length_ms * NS_PER_MS).n;

	send(e, &(struct command){.kind = COMMAND_SOUND,
				  .due = due,
				  .sound = material_breath(e->bank, p, length, leg)});
}

void engine_speech(struct engine *e, uint32_t id, float *frames, int64_t count, struct mono due, enum leg leg)
{
	struct command c = {.kind = COMMAND_SOUND,
			    .due = due,
			    .sound = {.id = id,
				      .kind = ENGINE_VOICE,
				      .pcm = frames,
				      .length = count,
				      .owned = frames,
				      .leg = leg}};

	send(e, &c);
}

void engine_cancel(struct engine *e)
{
	send(e, &(struct command){.kind = COMMAND_CANCEL});
}

void engine_mute(struct engine *e, bool mute)
{
	send(e, &(struct command){.kind = COMMAND_MUTE, .value = mute});
}

void engine_volume(struct engine *e, int db)
{
	send(e, &(struct command){.kind = COMMAND_VOLUME, .value = db});
}

void engine_gain(struct engine *e, enum engine_kind k, int db)
{
	send(e, &(struct command){.kind = COMMAND_GAIN, .gain = k, .value = db});
}

/* --- the audio thread --- */

static void apply(struct engine *e, const struct command *c)
{
	switch (c->kind) {
	case COMMAND_SOUND:
		push(&e->pending, c);
		break;
	case COMMAND_CANCEL:
		drop_sounds(&e->pending);
		mixer_cancel(e->mixer);
		break;
	case COMMAND_MUTE:
		e->muted = c->value;
		mixer_mute(e->mixer, e->muted);
		break;
	case COMMAND_VOLUME:
		mixer_volume(e->mixer, c->value);
		break;
	case COMMAND_GAIN:
		mixer_gain(e->mixer, c->gain, c->value);
		break;
	}
}

static bool anything_to_play(const struct engine *e)
{
	return e->pending.n || !mixer_idle(e->mixer);
}

/* When the thread has something to do if no command comes. */
static struct mono next_work(const struct engine *e)
{
	struct mono t = MONO_NEVER;

	if (e->out && e->out == e->live)
		return (struct mono){0};
	for (size_t i = 0; i < e->pending.n; i++) /* a little after, so that its first frame is in */
		t = mono_min(t, mono_add_ms(e->pending.items[i].due, 1));
	return mixer_idle(e->mixer) ? t : mono_min(t, mono_add_ms(clock_mono(), STRIDE_MS));
}

static struct timespec as_timespec(struct mono t)
{
	return (struct timespec){t.ns / 1000000000, (long)(t.ns % 1000000000)};
}

/* Sleeps until there is work and takes the commands. False: the thread is to end. */
static bool wait_for_work(struct engine *e)
{
	struct mono until = next_work(e);
	struct timespec deadline = as_timespec(until);
	struct commands took;
	bool go_on;

	pthread_mutex_lock(&e->lock);
	while (!e->stop && !e->queue.n && clock_mono().ns < until.ns) {
		if (until.ns == MONO_NEVER.ns)
			pthread_cond_wait(&e->woken, &e->lock);
		else
			pthread_cond_timedwait(&e->woken, &e->lock, &deadline);
	}
	took = e->queue;
	e->queue = e->taken;
	e->taken = took;
	go_on = !e->stop;
	pthread_mutex_unlock(&e->lock);
	for (size_t i = 0; i < e->taken.n; i++)
		apply(e, &e->taken.items[i]);
	e->taken.n = 0;
	return go_on;
}

static void close_device(struct device **d)
{
	if (*d)
		(*d)->ops->close(*d);
	*d = NULL;
}

/* Tries for a live device; a first failure is for good, a lost one is tried for again. */
static void open_live(struct engine *e)
{
	struct err why = {""};

	if (!strcmp(e->driver, "silent")) {
		e->retry = MONO_NEVER;
		post(e, ENGINE_DEVICE, 0, clock_mono(), "silent");
		return;
	}
	e->live = e->devices->open(e->driver[0] ? e->driver : NULL, &why);
	if (e->live)
		post(e, ENGINE_DEVICE, 0, clock_mono(), e->live->name);
	else if (!e->had_live)
		post(e, ENGINE_SILENT, 0, clock_mono(), why.text);
	e->had_live |= e->live != NULL;
	e->retry = e->had_live ? mono_add_ms(clock_mono(), RETRY_MS) : MONO_NEVER;
}

static void lose_live(struct engine *e)
{
	close_device(&e->live);
	e->out = NULL;
	e->retry = mono_add_ms(clock_mono(), RETRY_MS);
	post(e, ENGINE_LOST, 0, clock_mono(),
	     _("The sound device is gone; the session goes on silently and tries to get it back."));
}

/* A device that takes sound faster than anyone could hear it would leave cues without a time. */
static bool runs_away(struct engine *e, struct mono now)
{
	return mixer_ns(e->fed) > now.ns - e->fed_since.ns + RUNAWAY_MS * NS_PER_MS;
}

static void give_up_live(struct engine *e)
{
	char text[sizeof(struct engine_fact){0}.text];

	snprintf(text, sizeof text,
		 _("The driver \"%s\" takes sound without playing it, so the session is silent."),
		 e->live->name);
	close_device(&e->live);
	e->out = NULL;
	e->retry = MONO_NEVER;
	post(e, ENGINE_SILENT, 0, clock_mono(), text);
}

/* Fills the device with silence, so that from then on it holds a full buffer. */
static void begin_live(struct engine *e)
{
	int64_t n = mixer_frames(e->live->buffer_ms * NS_PER_MS).n;

	close_device(&e->silent);
	e->out = e->live;
	e->fed_since = clock_mono();
	e->fed.n = n;
	assert(n <= CHUNK);
	memset(e->chunk, 0, (size_t)n * MIXER_CHANNELS * sizeof *e->chunk);
	if (e->live->ops->write(e->live, e->chunk, n))
		timeline_wrote(&e->timeline, clock_mono(), mixer_now(e->mixer),
			       e->live->buffer_ms * NS_PER_MS);
	else
		lose_live(e);
}

static void begin_silent(struct engine *e)
{
	struct mono now = clock_mono();

	e->silent = e->out = device_silent.open(NULL, NULL);
	device_silent.wants(e->silent, now); /* its time begins */
	timeline_wrote(&e->timeline, now, mixer_now(e->mixer), 0);
}

/* Decides which device serves. */
static void choose_device(struct engine *e)
{
	struct mono now = clock_mono();
	bool live;

	if (!e->muted && anything_to_play(e))
		e->busy = now;
	live = now.ns - e->busy.ns < QUIET_MS * NS_PER_MS;
	if (live && !e->live && now.ns >= e->retry.ns)
		open_live(e);
	live = live && e->live;
	if (e->out && e->out == (live ? e->live : e->silent))
		return;
	e->timeline = (struct timeline){0};
	if (live)
		begin_live(e);
	if (!e->out || !live)
		begin_silent(e);
}

/* Gives the mixer what begins in the next `n` frames. */
static void place(struct engine *e, int64_t n)
{
	int64_t now = mixer_now(e->mixer).n, late = mixer_frames(LATE_MS * NS_PER_MS).n;
	size_t kept = 0;

	for (size_t i = 0; i < e->pending.n; i++) {
		struct command *c = &e->pending.items[i];
		struct frames at = timeline_frame(&e->timeline, c->due);
		bool breath = c->sound.kind == ENGINE_BREATH;

		if (at.n >= now + n)
			e->pending.items[kept++] = *c;
		else if (at.n + (breath ? c->sound.length : late) < now)
			free(c->sound.owned);
		else
			mixer_play(e->mixer, at, &c->sound);
	}
	e->pending.n = kept;
}

static void tell_begun(struct engine *e)
{
	uint32_t id;
	struct frames at;

	while (mixer_begun(e->mixer, &id, &at))
		post(e, ENGINE_SOUNDED, id, timeline_heard(&e->timeline, at), "");
}

/* Makes `n` frames with what begins in them and hands them over, or passes over them where nobody hears. */
static bool play(struct engine *e, int64_t n)
{
	for (int64_t part; n > 0; n -= part) {
		part = n < CHUNK ? n : CHUNK;
		place(e, part);
		if (!e->out->ops->write) {
			mixer_skip(e->mixer, (struct frames){part});
			continue;
		}
		mixer_render(e->mixer, e->chunk, part);
		if (!e->out->ops->write(e->out, e->chunk, part))
			return false;
	}
	return true;
}

/* Gives the device what it wants. */
static void feed(struct engine *e)
{
	struct mono now = clock_mono();
	int64_t n = e->out->ops->wants(e->out, now);

	if (n <= 0)
		return;
	if (!play(e, n)) {
		lose_live(e);
		return;
	}
	if (e->out == e->live) {
		now = clock_mono();
		e->fed.n += n;
	}
	timeline_wrote(&e->timeline, now, mixer_now(e->mixer), e->out->buffer_ms * NS_PER_MS);
	tell_begun(e);
	if (e->out == e->live && runs_away(e, now))
		give_up_live(e);
}

/* What sounds ramps out before the device is closed. */
static void fall_silent(struct engine *e)
{
	enum { LAST = MIXER_RATE / 100 };

	if (e->out != e->live || !e->live || mixer_idle(e->mixer))
		return;
	mixer_cancel(e->mixer);
	mixer_render(e->mixer, e->chunk, LAST);
	e->live->ops->write(e->live, e->chunk, LAST);
}

static void *engine_main(void *arg)
{
	struct engine *e = arg;

	choose_device(e);
	while (wait_for_work(e)) {
		choose_device(e);
		feed(e);
	}
	fall_silent(e);
	close_device(&e->live);
	close_device(&e->silent);
	pthread_mutex_lock(&e->lock);
	e->done = true;
	pthread_cond_signal(&e->ended);
	pthread_mutex_unlock(&e->lock);
	return NULL;
}

/* --- start and stop --- */

/* Starts the thread with all signals blocked, those of the libraries' own threads with it. */
static bool start_thread(struct engine *e)
{
	sigset_t all, before;
	bool ok;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	ok = pthread_create(&e->thread, NULL, engine_main, e) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

static void condition_init(pthread_cond_t *c)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(c, &attr);
	pthread_condattr_destroy(&attr);
}

struct engine *engine_start_on(const struct engine_options *o, const struct device_ops *devices)
{
	struct engine *e = mem_calloc(1, sizeof *e);

	e->devices = devices;
	e->bank = o->bank;
	snprintf(e->driver, sizeof e->driver, "%s", o->driver ? o->driver : "");
	e->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	pthread_mutex_init(&e->lock, NULL);
	condition_init(&e->woken);
	condition_init(&e->ended);
	e->mixer = mixer_new(o->mono);
	e->muted = o->mute;
	mixer_volume(e->mixer, o->volume_db);
	mixer_mute(e->mixer, o->mute);
	mixer_settle(e->mixer);
	e->busy = mono_add_ms(clock_mono(), o->mute ? -QUIET_MS : 0);
	e->runs = start_thread(e);
	if (!e->runs)
		post(e, ENGINE_SILENT, 0, clock_mono(),
		     _("The system has no room for a sound thread; the session is silent."));
	return e;
}

struct engine *engine_start(const struct engine_options *o)
{
	return engine_start_on(o, &device_ao);
}

static void engine_free(struct engine *e)
{
	drop_sounds(&e->queue);
	drop_sounds(&e->pending);
	free(e->queue.items);
	free(e->taken.items);
	free(e->pending.items);
	mixer_free(e->mixer);
	pthread_mutex_destroy(&e->lock);
	pthread_cond_destroy(&e->woken);
	pthread_cond_destroy(&e->ended);
	close(e->fd);
	free(e);
}

bool engine_stop(struct engine *e, int64_t ms)
{
	struct mono until = mono_add_ms(clock_mono(), ms);
	struct timespec deadline = as_timespec(until);
	bool done;

	pthread_mutex_lock(&e->lock);
	e->stop = true;
	pthread_cond_signal(&e->woken);
	while (e->runs && !e->done && clock_mono().ns < until.ns)
		pthread_cond_timedwait(&e->ended, &e->lock, &deadline);
	done = !e->runs || e->done;
	pthread_mutex_unlock(&e->lock);
	if (!done)
		return false;
	if (e->runs)
		pthread_join(e->thread, NULL);
	engine_free(e);
	return true;
}
