#include "audio/speech.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/mem.h"

struct asked {
	struct asked *next;
	char *text;
	int64_t slot_ms;
	struct spoken spoken;
};

struct queue {
	struct asked *first, **last;
};

struct speech {
	/* set before the thread begins, then only read */
	struct voice_options o;
	char language[40], name[80];
	int ready_fd, done_fd;

	bool runs; /* the caller's */
	pthread_t thread;

	/* under `lock` */
	pthread_mutex_t lock;
	pthread_cond_t woken; /* there are lines, or `stop` */
	struct queue asked, spoken;
	unsigned cancelled; /* how often: a line in the making then belongs to the past */
	struct err trouble;
	bool stop;
};

static void put(struct queue *q, struct asked *a)
{
	a->next = NULL;
	*q->last = a;
	q->last = &a->next;
}

static struct asked *take(struct queue *q)
{
	struct asked *a = q->first;

	if (!a)
		return NULL;
	q->first = a->next;
	if (!q->first)
		q->last = &q->first;
	return a;
}

static void drop(struct asked *a)
{
	free(a->spoken.line.frames);
	free(a->text);
	free(a);
}

static void empty(struct queue *q)
{
	struct asked *a;

	while ((a = take(q)))
		drop(a);
}

struct speech *speech_new(const struct voice_options *o)
{
	struct speech *s = mem_calloc(1, sizeof *s);

	s->o = *o;
	/* cut texts name no voice, and that is told */
	strncpy(s->language, o->language ? o->language : "", sizeof s->language - 1);
	strncpy(s->name, o->name ? o->name : "", sizeof s->name - 1);
	s->o.language = s->language[0] ? s->language : NULL;
	s->o.name = s->name;
	s->ready_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	s->done_fd = eventfd(0, EFD_CLOEXEC);
	s->asked.last = &s->asked.first;
	s->spoken.last = &s->spoken.first;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->woken, NULL);
	return s;
}

/* ---- the thread ---- */

/* The next line to speak; NULL when the thread is to end. */
static struct asked *wait_for_line(struct speech *s, unsigned *cancelled)
{
	struct asked *a = NULL;

	pthread_mutex_lock(&s->lock);
	while (!s->stop && !(a = take(&s->asked)))
		pthread_cond_wait(&s->woken, &s->lock);
	*cancelled = s->cancelled;
	pthread_mutex_unlock(&s->lock);
	return a;
}

static void hand_back(struct speech *s, struct asked *a, unsigned cancelled)
{
	bool late;

	pthread_mutex_lock(&s->lock);
	late = cancelled != s->cancelled;
	if (!late) {
		if (!s->spoken.first)
			eventfd_write(s->ready_fd, 1);
		put(&s->spoken, a);
	}
	pthread_mutex_unlock(&s->lock);
	if (late)
		drop(a);
}

static void *speak(void *arg)
{
	struct speech *s = arg;
	struct err why = {""};
	struct voice *v = voice_open(&s->o, &why);
	unsigned cancelled;
	struct asked *a;

	if (!v) {
		pthread_mutex_lock(&s->lock);
		s->trouble = why;
		pthread_mutex_unlock(&s->lock);
	}
	while ((a = wait_for_line(s, &cancelled))) {
		if (v)
			voice_say(v, a->text, a->slot_ms, &a->spoken.line);
		hand_back(s, a, cancelled);
	}
	voice_close(v);
	eventfd_write(s->done_fd, 1);
	return NULL;
}

/* Signals are the main thread's. */
static bool begin(struct speech *s)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	s->runs = pthread_create(&s->thread, NULL, speak, s) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return s->runs;
}

/* ---- the caller's side ---- */

void speech_ask(struct speech *s, uint32_t id, const char *text, int64_t slot_ms, struct mono due,
		enum leg leg)
{
	struct asked *a;

	if (!s->runs && !begin(s))
		return;
	a = mem_calloc(1, sizeof *a);
	a->text = mem_strdup(text);
	a->slot_ms = slot_ms;
	a->spoken = (struct spoken){.id = id, .due = due, .leg = leg, .slot_ms = slot_ms};
	pthread_mutex_lock(&s->lock);
	put(&s->asked, a);
	pthread_cond_signal(&s->woken);
	pthread_mutex_unlock(&s->lock);
}

void speech_cancel(struct speech *s)
{
	eventfd_t count;

	pthread_mutex_lock(&s->lock);
	s->cancelled++;
	if (s->spoken.first)
		eventfd_read(s->ready_fd, &count);
	empty(&s->asked);
	empty(&s->spoken);
	pthread_mutex_unlock(&s->lock);
}

int speech_fd(const struct speech *s)
{
	return s->ready_fd;
}

bool speech_next(struct speech *s, struct spoken *out)
{
	struct asked *a;
	eventfd_t count;

	pthread_mutex_lock(&s->lock);
	a = take(&s->spoken);
	if (a && !s->spoken.first)
		eventfd_read(s->ready_fd, &count);
	pthread_mutex_unlock(&s->lock);
	if (!a)
		return false;
	*out = a->spoken;
	a->spoken.line.frames = NULL;
	drop(a);
	return true;
}

const char *speech_trouble(struct speech *s)
{
	const char *text;

	pthread_mutex_lock(&s->lock);
	text = s->trouble.text; /* written once, before the first line comes back */
	pthread_mutex_unlock(&s->lock);
	return text;
}

bool speech_free(struct speech *s, int64_t ms)
{
	struct pollfd done = {.events = POLLIN};

	if (!s)
		return true;
	done.fd = s->done_fd;
	if (s->runs) {
		pthread_mutex_lock(&s->lock);
		s->stop = true;
		pthread_cond_signal(&s->woken);
		pthread_mutex_unlock(&s->lock);
		if (poll(&done, 1, (int)ms) != 1)
			return false;
		pthread_join(s->thread, NULL);
	}
	empty(&s->asked);
	empty(&s->spoken);
	close(s->ready_fd);
	close(s->done_fd);
	pthread_cond_destroy(&s->woken);
	pthread_mutex_destroy(&s->lock);
	free(s);
	return true;
}
