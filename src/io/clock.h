/* The clock: the only place that asks the system for the time. Any thread. */
#ifndef UNKNOT_IO_CLOCK_H
#define UNKNOT_IO_CLOCK_H

#include "base/duration.h"

struct mono clock_mono(void); /* CLOCK_MONOTONIC; stands still while the machine sleeps */

/* How long the machine has slept since boot, ms: CLOCK_BOOTTIME less CLOCK_MONOTONIC. A growth
 * between two calls is a suspend. */
int64_t clock_slept_ms(void);

struct wall clock_wall(void); /* now, with the offset of the local zone */

/* Sleeps until `t` (at once if it has passed). For threads that own nothing else to wait for. */
void clock_sleep_until(struct mono t);

#endif
