/* Preloaded into the program under test (LD_PRELOAD): lets calls of one kind fail.
 *
 *   FAIL_CALL   open, write, sync, thread, eventfd, signalfd, pipe, poll, mmap, lock or random
 *   FAIL_FROM   the first call that fails, counted from 1
 *   FAIL_ERRNO  the number it fails with; 0 for a write that takes half
 *   FAIL_ALWAYS 1: every later one too
 *   FAIL_COUNT  a file of 8 bytes: how many such calls there were
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	const char *call;
	int64_t from;
	int error;
	bool always;
	int64_t *count;
} fail;

__attribute__((constructor)) static void prepare(void)
{
	const char *path = getenv("FAIL_COUNT"), *from = getenv("FAIL_FROM"), *error = getenv("FAIL_ERRNO");
	int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
	long at = fd < 0 ? -1
			 : syscall(SYS_mmap, NULL, sizeof *fail.count, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
				   0);

	if (fd >= 0)
		syscall(SYS_close, fd);
	if (at == -1 || !from || !error)
		return;
	fail.count = (int64_t *)at;
	fail.from = atoll(from);
	fail.error = atoi(error);
	fail.always = getenv("FAIL_ALWAYS") != NULL;
	fail.call = getenv("FAIL_CALL");
}

/* Whether this call fails. */
static bool fails(const char *call)
{
	int64_t n;

	if (!fail.call || strcmp(fail.call, call))
		return false;
	n = __atomic_add_fetch(fail.count, 1, __ATOMIC_SEQ_CST);
	return n == fail.from || (fail.always && n > fail.from);
}

/* The function that would have been called: no cast between objects and functions. */
#define REAL(result, name, ...)                                                                              \
	result (*real)(__VA_ARGS__);                                                                         \
	void *found = dlsym(RTLD_NEXT, name);                                                                \
	memcpy(&real, &found, sizeof real)

#define FAIL_IF(call)                                                                                        \
	if (fails(call)) {                                                                                   \
		errno = fail.error;                                                                          \
		return -1;                                                                                   \
	}

static mode_t mode_of(int flags, va_list ap)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(ap, mode_t) : 0;
}

#define OPEN(name)                                                                                           \
	int name(const char *path, int flags, ...)                                                           \
	{                                                                                                    \
		REAL(int, #name, const char *, int, mode_t);                                                 \
		va_list ap;                                                                                  \
		mode_t mode;                                                                                 \
		va_start(ap, flags);                                                                         \
		mode = mode_of(flags, ap);                                                                   \
		va_end(ap);                                                                                  \
		FAIL_IF("open");                                                                             \
		return real(path, flags, mode);                                                              \
	}
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                                         \
	int name(int at, const char *path, int flags, ...)                                                   \
	{                                                                                                    \
		REAL(int, #name, int, const char *, int, mode_t);                                            \
		va_list ap;                                                                                  \
		mode_t mode;                                                                                 \
		va_start(ap, flags);                                                                         \
		mode = mode_of(flags, ap);                                                                   \
		va_end(ap);                                                                                  \
		FAIL_IF("open");                                                                             \
		return real(at, path, flags, mode);                                                          \
	}
OPENAT(openat)
OPENAT(openat64)

/* Half of it is written where the error is 0. */
#define HALF_OR_FAIL(n)                                                                                      \
	if (fails("write")) {                                                                                \
		if (fail.error) {                                                                            \
			errno = fail.error;                                                                  \
			return -1;                                                                           \
		}                                                                                            \
		n = n > 1 ? n / 2 : n;                                                                       \
	}

ssize_t write(int fd, const void *bytes, size_t n)
{
	REAL(ssize_t, "write", int, const void *, size_t);
	HALF_OR_FAIL(n);
	return real(fd, bytes, n);
}

#define PWRITE(name)                                                                                         \
	ssize_t name(int fd, const void *bytes, size_t n, off_t at)                                          \
	{                                                                                                    \
		REAL(ssize_t, #name, int, const void *, size_t, off_t);                                      \
		HALF_OR_FAIL(n);                                                                             \
		return real(fd, bytes, n, at);                                                               \
	}
PWRITE(pwrite)
PWRITE(pwrite64)

#define ONE_FD(call, name)                                                                                   \
	int name(int fd)                                                                                     \
	{                                                                                                    \
		REAL(int, #name, int);                                                                       \
		FAIL_IF(call);                                                                               \
		return real(fd);                                                                             \
	}
ONE_FD("sync", fsync)
ONE_FD("sync", fdatasync)

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*run)(void *), void *arg)
{
	REAL(int, "pthread_create", pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
	return fails("thread") ? fail.error : real(thread, attr, run, arg);
}

int eventfd(unsigned count, int flags)
{
	REAL(int, "eventfd", unsigned, int);
	FAIL_IF("eventfd");
	return real(count, flags);
}

int signalfd(int fd, const sigset_t *set, int flags)
{
	REAL(int, "signalfd", int, const sigset_t *, int);
	FAIL_IF("signalfd");
	return real(fd, set, flags);
}

int pipe2(int fds[2], int flags)
{
	REAL(int, "pipe2", int *, int);
	FAIL_IF("pipe");
	return real(fds, flags);
}

int poll(struct pollfd *fds, nfds_t n, int ms)
{
	REAL(int, "poll", struct pollfd *, nfds_t, int);
	FAIL_IF("poll");
	return real(fds, n, ms);
}

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *wait, const sigset_t *mask)
{
	REAL(int, "ppoll", struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
	FAIL_IF("poll");
	return real(fds, n, wait, mask);
}

#define MAP(name)                                                                                            \
	void *name(void *at, size_t n, int protection, int flags, int fd, off_t from)                        \
	{                                                                                                    \
		REAL(void *, #name, void *, size_t, int, int, int, off_t);                                   \
		if (fails("mmap")) {                                                                         \
			errno = fail.error;                                                                  \
			return MAP_FAILED;                                                                   \
		}                                                                                            \
		return real(at, n, protection, flags, fd, from);                                             \
	}
MAP(mmap)
MAP(mmap64)

int flock(int fd, int operation)
{
	REAL(int, "flock", int, int);
	FAIL_IF("lock");
	return real(fd, operation);
}

ssize_t getrandom(void *bytes, size_t n, unsigned flags)
{
	REAL(ssize_t, "getrandom", void *, size_t, unsigned);
	FAIL_IF("random");
	return real(bytes, n, flags);
}
