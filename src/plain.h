/* Plain mode: the same session line by line, for a screen reader, a log or a pipe. */
#ifndef UNKNOT_PLAIN_H
#define UNKNOT_PLAIN_H

#include "commands.h"
#include "gatekeeper.h"
#include "session.h"

/* Plays a session to its end and returns how the program should end. */
enum exit_code plain_play(struct session *s, bool hands_free);

/* Goes through the gate in lines, and says what closes it. Returns where it ends: GATE_OPEN, what closes
 * it, or the page at which the person left. */
enum gate plain_gate(struct gatekeeper *k);

/* Adds the page of a gate that is closed; of another nothing. */
void plain_advice(const struct gatekeeper *k, enum gate g, struct buf *out);

#endif
