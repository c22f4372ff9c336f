#include "io/clock.h"

#include <errno.h>
#include <time.h>

#define NS_PER_S INT64_C(1000000000)

static int64_t read_ns(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * NS_PER_S + t.tv_nsec;
}

struct mono clock_mono(void)
{
	return (struct mono){read_ns(CLOCK_MONOTONIC)};
}

/* The two clocks cannot be read at once: the monotonic one is read on both sides of the other, so
 * that a pause of this thread between them shows as an error of half its length, not as a sleep;
 * the nearest of a few readings is taken. */
int64_t clock_slept_ms(void)
{
	int64_t best = 0, least = INT64_MAX;

	for (int i = 0; i < 4 && least > NS_PER_MS; i++) {
		int64_t before = read_ns(CLOCK_MONOTONIC), boot = read_ns(CLOCK_BOOTTIME);
		int64_t after = read_ns(CLOCK_MONOTONIC);

		if (after - before < least) {
			least = after - before;
			best = boot - before - (after - before) / 2;
		}
	}
	return best / NS_PER_MS;
}

struct wall clock_wall(void)
{
	struct timespec t;
	struct tm local;

	clock_gettime(CLOCK_REALTIME, &t);
	localtime_r(&t.tv_sec, &local);
	return (struct wall){(int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000, (int32_t)local.tm_gmtoff};
}

void clock_sleep_until(struct mono t)
{
	struct timespec until = {t.ns / NS_PER_S, t.ns % NS_PER_S};

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
		;
}
