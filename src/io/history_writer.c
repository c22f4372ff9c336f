#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "io/clock.h"
#include "io/history_db.h"
#include "io/paths.h"

/* The way of a row: history_hold() copies it into the queue and returns; the writer thread commits
 * it in a transaction of its own and posts a fact. A row that fails stays at the head of the queue
 * and is tried again when the next row comes or the record is closed, so order is kept and nothing
 * is lost while the program lives. */

struct fact_node {
	struct fact_node *next;
	struct history_fact fact;
};

struct history {
	/* never changes after history_open() */
	char *path;
	enum history_state state;
	int fd;

	/* caller's thread only */
	int lock_fd;
	bool looks;        /* came by history_look() */
	struct db *reader; /* as history_open() had it, for the first reading: opening costs as much */

	/* writer thread only */
	struct db *db;

	pthread_t thread;
	bool has_thread;

	/* guarded by lock */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct row *first, **last;
	struct fact_node *facts, **facts_last;
	bool busy;    /* a row is being committed */
	bool stalled; /* the first row failed: wait for another before trying again */
	bool quit;
};

/* ---- the writer thread ---- */

static void row_free(struct row *r)
{
	free(r->text[0]);
	free(r->text[1]);
	free(r);
}

/* The session a row belongs to; NULL where it belongs to none. */
static const char *row_session(const struct row *r)
{
	switch (r->kind) {
	case ROW_BEGIN:
	case ROW_POSITION:
	case ROW_END:
		return r->session.id;
	case ROW_HOLD:
		return r->hold.session;
	case ROW_RATING:
		return r->rating.session;
	case ROW_SCREENING:
	case ROW_CHECKIN:
	case ROW_CHOICE:
		break;
	}
	return NULL;
}

static void post_fact(struct history *h, const struct row *r, bool saved, const struct err *why)
{
	struct fact_node *f = mem_calloc(1, sizeof *f);
	const char *session = row_session(r);

	f->fact.saved = saved;
	f->fact.hold = r->kind == ROW_HOLD ? r->hold.n : -1;
	if (session)
		memcpy(f->fact.session, session, sizeof f->fact.session);
	if (!saved)
		f->fact.why = *why;
	*h->facts_last = f;
	h->facts_last = &f->next;
	eventfd_write(h->fd, 1);
}

static bool commit(struct history *h, const struct row *r, struct err *why)
{
	enum history_state state;

	if (!h->db)
		h->db = db_open(h->path, &state, why);
	return h->db && db_write(h->db, r, why);
}

static void *writer(void *arg)
{
	struct history *h = arg;

	pthread_mutex_lock(&h->lock);
	for (;;) {
		struct err why = {""};
		struct row *r;
		bool saved;

		while ((!h->first || h->stalled) && !h->quit)
			pthread_cond_wait(&h->changed, &h->lock);
		r = h->first;
		if (!r || (h->quit && h->stalled))
			break;
		h->busy = true;
		pthread_mutex_unlock(&h->lock);
		saved = commit(h, r, &why);
		pthread_mutex_lock(&h->lock);
		h->busy = false;
		h->stalled = !saved;
		post_fact(h, r, saved, &why);
		if (saved) {
			h->first = r->next;
			if (!h->first)
				h->last = &h->first;
			row_free(r);
		}
		pthread_cond_broadcast(&h->changed);
	}
	pthread_mutex_unlock(&h->lock);
	db_close(h->db);
	h->db = NULL;
	return NULL;
}

/* Signals belong to the main thread's self-pipe. */
static bool start_writer(struct history *h)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	h->has_thread = pthread_create(&h->thread, NULL, writer, h) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return h->has_thread;
}

static void enqueue(struct history *h, struct row *r)
{
	pthread_mutex_lock(&h->lock);
	*h->last = r;
	h->last = &r->next;
	if (h->state == HISTORY_READ_ONLY) { /* for this process alone: what it closes stays closed */
		pthread_mutex_unlock(&h->lock);
		return;
	}
	h->stalled = false;
	if (!h->has_thread && !start_writer(h)) {
		struct err why;

		err_set(&why,
			_("The record is written when the session is over: there is no room for a thread "
			  "now."));
		post_fact(h, r, false, &why);
	}
	pthread_cond_broadcast(&h->changed);
	pthread_mutex_unlock(&h->lock);
}

/* Waits until all rows are committed, one has failed, or `ms` have passed. Called with the lock. */
static bool drain(struct history *h, int64_t ms)
{
	struct mono end = mono_add_ms(clock_mono(), ms);
	struct timespec until = {end.ns / 1000000000, end.ns % 1000000000};

	while ((h->first && !h->stalled) || h->busy)
		if (pthread_cond_timedwait(&h->changed, &h->lock, &until) == ETIMEDOUT)
			break;
	return !h->first;
}

/* ---- opening and closing ---- */

/* How sore a person is is nobody else's to read: the file is made for its owner alone before SQLite
 * would make it for all. One that is there, or cannot be made, is left to SQLite to judge. */
static void make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
}

static struct history *new_history(const char *path)
{
	struct history *h = mem_calloc(1, sizeof *h);
	pthread_condattr_t attr;

	h->path = mem_strdup(path);
	h->lock_fd = -1;
	h->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	h->last = &h->first;
	h->facts_last = &h->facts;
	pthread_mutex_init(&h->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&h->changed, &attr);
	pthread_condattr_destroy(&attr);
	h->state = HISTORY_NONE;
	return h;
}

struct history *history_open(const char *path, struct err *e)
{
	struct history *h = new_history(path);
	char *folder = paths_folder(path);

	if (paths_make(folder, e)) {
		make_private(path);
		h->reader = db_open(path, &h->state, e);
	}
	free(folder);
	return h;
}

struct history *history_look(const char *path, struct err *e)
{
	struct history *h = new_history(path);

	h->looks = true;
	if (access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR))
		h->reader = db_look(path, &h->state, e);
	return h;
}

enum history_state history_state(const struct history *h)
{
	return h->state;
}

static void free_queues(struct history *h)
{
	for (struct row *r = h->first, *next; r; r = next) {
		next = r->next;
		row_free(r);
	}
	for (struct fact_node *f = h->facts, *next; f; f = next) {
		next = f->next;
		free(f);
	}
}

/* Without a writer: the rows that waited for one. */
static bool commit_here(struct history *h)
{
	struct err why;

	while (h->first && commit(h, h->first, &why)) {
		struct row *r = h->first;

		h->first = r->next;
		row_free(r);
	}
	db_close(h->db);
	return !h->first;
}

bool history_close(struct history *h, int64_t ms)
{
	bool all = true;

	if (!h)
		return true;
	db_close(h->reader);
	if (!h->has_thread && h->state != HISTORY_READ_ONLY)
		all = commit_here(h);
	if (h->has_thread) {
		pthread_mutex_lock(&h->lock);
		h->stalled = false; /* a last try for what failed */
		pthread_cond_broadcast(&h->changed);
		all = drain(h, ms);
		h->quit = true;
		pthread_cond_broadcast(&h->changed);
		/* A disk that hangs must not hold the person: the process ends without us. */
		if (h->busy) {
			pthread_mutex_unlock(&h->lock);
			pthread_detach(h->thread);
			return false;
		}
		h->stalled = h->first != NULL;
		pthread_mutex_unlock(&h->lock);
		pthread_join(h->thread, NULL);
	}
	free_queues(h);
	pthread_cond_destroy(&h->changed);
	pthread_mutex_destroy(&h->lock);
	close(h->fd);
	history_unlock(h);
	free(h->path);
	free(h);
	return all;
}

void history_new_id(char id[33])
{
	unsigned char bytes[16];

	while (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		;
	for (int i = 0; i < 16; i++)
		snprintf(id + 2 * i, 3, "%02x", bytes[i]);
}

/* ---- rows in ---- */

static struct row *row_new(enum row_kind kind)
{
	struct row *r = mem_calloc(1, sizeof *r);

	r->kind = kind;
	return r;
}

static const char *keep(struct row *r, int k, const char *s)
{
	return s ? r->text[k] = mem_strdup(s) : NULL;
}

static void add_session(struct history *h, enum row_kind kind, const struct session_row *s)
{
	struct row *r = row_new(kind);

	r->session = *s;
	r->session.routine = keep(r, 0, s->routine);
	r->session.title = keep(r, 1, s->title);
	enqueue(h, r);
}

void history_begin(struct history *h, const struct session_row *s)
{
	add_session(h, ROW_BEGIN, s);
}

void history_position(struct history *h, const struct session_row *s)
{
	add_session(h, ROW_POSITION, s);
}

void history_end(struct history *h, const struct session_row *s)
{
	add_session(h, ROW_END, s);
}

void history_hold(struct history *h, const struct hold_row *hold)
{
	struct row *r = row_new(ROW_HOLD);

	r->hold = *hold;
	r->hold.site = keep(r, 0, hold->site);
	enqueue(h, r);
}

void history_rating(struct history *h, const struct rating_row *rating)
{
	struct row *r = row_new(ROW_RATING);

	r->rating = *rating;
	r->rating.what = keep(r, 0, rating->what);
	enqueue(h, r);
}

void history_screening(struct history *h, const struct screening_row *s)
{
	struct row *r = row_new(ROW_SCREENING);

	r->screening = *s;
	r->screening.page = keep(r, 0, s->page);
	enqueue(h, r);
}

void history_checkin(struct history *h, const struct checkin_row *c)
{
	struct row *r = row_new(ROW_CHECKIN);

	r->checkin = *c;
	r->checkin.where = keep(r, 0, c->where);
	enqueue(h, r);
}

void history_choice(struct history *h, const struct choice_row *c)
{
	struct row *r = row_new(ROW_CHOICE);

	r->choice = *c;
	r->choice.what = keep(r, 0, c->what);
	r->choice.value = keep(r, 1, c->value);
	enqueue(h, r);
}

/* ---- facts out ---- */

int history_fd(const struct history *h)
{
	return h->state == HISTORY_READ_ONLY ? -1 : h->fd;
}

bool history_next_fact(struct history *h, struct history_fact *out)
{
	struct fact_node *f;
	eventfd_t count;

	pthread_mutex_lock(&h->lock);
	f = h->facts;
	if (f) {
		h->facts = f->next;
		if (!h->facts) { /* the descriptor is ready while there are any */
			h->facts_last = &h->facts;
			eventfd_read(h->fd, &count);
		}
	}
	pthread_mutex_unlock(&h->lock);
	if (!f)
		return false;
	*out = f->fact;
	free(f);
	return true;
}

/* What was handed over is written before it is read, or has failed. */
static void settle(struct history *h)
{
	pthread_mutex_lock(&h->lock);
	if (h->has_thread)
		drain(h, 2000);
	pthread_mutex_unlock(&h->lock);
}

/* A connection for the caller's thread; closed by it. NULL with a message. */
static struct db *reader(struct history *h, struct err *e)
{
	enum history_state state;
	struct db *db;

	settle(h);
	db = h->reader ? h->reader : h->looks ? db_look(h->path, &state, e) : db_open(h->path, &state, e);
	h->reader = NULL;
	return db;
}

/* What could not be opened may have been made since, when a row was tried again. NULL if not. */
static struct db *look_again(struct history *h)
{
	enum history_state state;
	struct err ignored;

	settle(h);
	return h->has_thread && access(h->path, F_OK) == 0 ? db_look(h->path, &state, &ignored) : NULL;
}

static struct record *empty(void)
{
	struct record *r = mem_calloc(1, sizeof *r);

	r->arena = arena_new();
	return r;
}

/* The record with the rows that could not be written, in memory: what they close stays closed for this process. Takes
 * `db`, which may be NULL; gives it back where nothing waits. */
static struct db *with_unwritten(struct history *h, struct db *db)
{
	struct db *all = NULL;

	pthread_mutex_lock(&h->lock);
	if (h->first)
		all = db_copy(db);
	for (const struct row *r = h->first; r && all; r = r->next) {
		struct err ignored; /* it was told when the row failed */

		db_write(all, r, &ignored);
	}
	pthread_mutex_unlock(&h->lock);
	if (!all)
		return db;
	db_close(db);
	return all;
}

static struct record *read_since(struct history *h, int64_t ratings_since, struct err *e)
{
	struct record *r = empty();
	struct db *db = with_unwritten(h, h->state == HISTORY_NONE ? look_again(h) : reader(h, e));

	if (db)
		db_read(db, r, ratings_since, e);
	db_close(db);
	return r;
}

struct record *history_read(struct history *h, struct err *e)
{
	return read_since(h, INT64_MIN, e);
}

struct record *history_read_today(struct history *h, struct wall now, struct err *e)
{
	enum { DAY_MS = 86400000 };

	return read_since(h, now.ms - DAY_MS, e);
}

bool history_check(struct history *h, int *schema, struct err *e)
{
	struct db *db = reader(h, e);
	bool good = db && db_check(db, schema, e);

	db_close(db);
	return good;
}

/* A connection that changes what is there; NULL with a message where that may not be. */
static struct db *changer(struct history *h, struct err *e)
{
	if (h->state == HISTORY_OK)
		return reader(h, e);
	err_set(e, _("The record (%s) may not be changed."), h->path);
	return NULL;
}

bool history_import(struct history *h, const struct record *from, struct merge_tally *t, struct err *e)
{
	struct db *db = changer(h, e);
	bool good = db && db_import(db, from, t, e);

	db_close(db);
	return good;
}

bool history_forget(struct history *h, const char *id, struct err *e)
{
	struct db *db = changer(h, e);
	bool good = db && db_forget(db, id, e);

	db_close(db);
	if (good)
		db_drop_copies(h->path);
	return good;
}

bool history_erase(struct history *h, struct err *e)
{
	static const char *const ends[] = {"", "-journal", ".lock"};
	bool good = true;

	db_close(h->reader);
	h->reader = NULL;
	db_drop_copies(h->path);
	for (size_t i = 0; i < sizeof ends / sizeof *ends && good; i++) {
		size_t n = strlen(h->path) + strlen(ends[i]) + 1;
		char *path = mem_calloc(n, 1);

		snprintf(path, n, "%s%s", h->path, ends[i]);
		good = unlink(path) == 0 || errno == ENOENT ||
		       err_set(e, _("%s cannot be removed: %s"), path, strerror(errno));
		free(path);
	}
	return good;
}

static int open_lock(const struct history *h, int flags)
{
	size_t n = strlen(h->path) + 6;
	char *path = mem_calloc(n, 1);
	int fd;

	snprintf(path, n, "%s.lock", h->path);
	fd = open(path, O_RDWR | O_CLOEXEC | flags, 0600);
	free(path);
	return fd;
}

/* A file system without locks is no reason to refuse a session, and without a file there is no record to guard. */
static bool take_lock(int fd, int how, struct err *e)
{
	int got;

	do
		got = fd < 0 ? 0 : flock(fd, how | LOCK_NB);
	while (got < 0 && errno == EINTR);
	return got == 0 || errno != EWOULDBLOCK ||
	       err_set(e, _("Another unknot on this machine is in the middle of a session. End it first."));
}

bool history_lock(struct history *h, struct err *e)
{
	if (h->lock_fd >= 0)
		return true;
	h->lock_fd = open_lock(h, O_CREAT);
	if (take_lock(h->lock_fd, LOCK_EX, e))
		return true;
	history_unlock(h);
	return false;
}

bool history_busy(const struct history *h, struct err *e)
{
	int fd = h->lock_fd >= 0 ? -1 : open_lock(h, 0);
	bool mine = take_lock(fd, LOCK_SH, e);

	if (fd >= 0)
		close(fd);
	return !mine;
}

void history_unlock(struct history *h)
{
	if (h->lock_fd >= 0)
		close(h->lock_fd);
	h->lock_fd = -1;
}
