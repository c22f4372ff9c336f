/* The gate of the program on a screen: the pages that stand before a session, one after the other. */
#ifndef UNKNOT_APP_GATE_H
#define UNKNOT_APP_GATE_H

#include "app_shelf.h"
#include "gatekeeper.h"
#include "view/screens/gate.h"

struct app_gate {
	struct gatekeeper keeper;
	struct gate_model model; /* the page that is shown */
	bool answered;           /* something was */
};

enum gate_way {
	WAY_STAYS,   /* the page is as it was */
	WAY_CHANGED, /* it looks different */
	WAY_ON,      /* another page has come: keys typed ahead are not meant for it */
	WAY_THROUGH, /* the session may begin */
	WAY_LEFT     /* the person leaves, or has read where to turn */
};

/* Begins a start of `routine`, which with the shelf outlives it. WAY_THROUGH, or WAY_ON with a page. */
enum gate_way app_gate_begin(struct app_gate *g, const struct app_options *a, const struct shelf *shelf,
			     const struct opened *routine);

/* Asks after the night, before home and without a routine. WAY_THROUGH where that is not due. */
enum gate_way app_gate_morning(struct app_gate *g, const struct app_options *a, const struct shelf *shelf);
enum gate_way app_gate_key(struct app_gate *g, uint32_t key);

#endif
