/* The file of --events: what happens, one JSON object a line, each written at once, so that a crash
 * loses none. The lines are core/event_line's. */
#ifndef UNKNOT_EVENT_LOG_H
#define UNKNOT_EVENT_LOG_H

#include "base/err.h"
#include "core/event_line.h"

struct event_log;

/* Begins the file anew; without a path nothing is kept. NULL with a message if it cannot be made. */
struct event_log *event_log_open(const char *path, struct mono began, struct err *e);
void event_log_close(struct event_log *l); /* NULL does nothing */

void event_log_effect(struct event_log *l, const struct effect *e);
void event_log_key(struct event_log *l, uint32_t key, const struct player_snapshot *s);
void event_log_saved(struct event_log *l, int hold);

/* Why a line could not be written, once; NULL if all went well. */
const char *event_log_trouble(struct event_log *l);

#endif
