/* Plain mode: the same session line by line, for a screen reader, a log or a pipe. */
#ifndef UNKNOT_PLAIN_H
#define UNKNOT_PLAIN_H

#include "commands.h"
#include "gatekeeper.h"
#include "session.h"

/* Asks in a line; 1 for Enter or y, 0 for n, -1 if the person leaves. */
int plain_ask(const char *question);

/* Plays a session to its end and returns how the program should end. */
enum exit_code plain_play(struct session *s, bool hands_free);

/* Goes through the gate in lines, and says what closes it. Returns where it ends: GATE_OPEN, what closes
 * it, or the page at which the person left. */
enum gate plain_gate(struct gatekeeper *k);

/* Adds the page of a gate that is closed; of another nothing. */
void plain_advice(const struct gatekeeper *k, enum gate g, struct buf *out);

#endif
