/* Plain mode: the same session line by line, for a screen reader, a log or a pipe. */
#ifndef UNKNOT_PLAIN_H
#define UNKNOT_PLAIN_H

#include "commands.h"
#include "core/screening.h"
#include "io/history.h"
#include "session.h"

/* Plays a session to its end and returns how the program should end. */
enum exit_code plain_play(struct session *s, bool hands_free);

/* Asks the questions of the gate in lines and records the answer; prints what a yes means. Returns
 * the gate as it stands afterwards; GATE_ASK if the person left without an answer. */
enum gate plain_gate(struct history *h);

/* Records a page of answers. */
void plain_record_gate(struct history *h, unsigned yes, bool by_script);

#endif
