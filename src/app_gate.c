#include "app_gate.h"

#include "core/country.h"
#include "io/clock.h"

static enum gate_way next_page(struct app_gate *g)
{
	enum gate next = gatekeeper_next(&g->keeper);
	struct gate_about about;

	if (next == GATE_OPEN)
		return WAY_THROUGH;
	about = gatekeeper_about(&g->keeper);
	gate_open(&g->model, next, &about, clock_mono());
	return WAY_ON;
}

enum gate_way app_gate_begin(struct app_gate *g, const struct app_options *a, const struct shelf *shelf,
			     const struct opened *routine)
{
	*g = (struct app_gate){.keeper = {.history = a->history,
					  .rows = shelf->rows,
					  .atlas = routine->atlas,
					  .routine = routine->routine,
					  .legs = a->o->legs,
					  .level = a->config->level,
					  .call = country_to_call(a->config->country),
					  .start = {.person_here = true}}};
	return next_page(g);
}

enum gate_way app_gate_morning(struct app_gate *g, const struct app_options *a, const struct shelf *shelf)
{
	*g = (struct app_gate){.keeper = {.history = a->history,
					  .rows = shelf->rows,
					  .atlas = shelf->atlas,
					  .level = a->config->level,
					  .call = country_to_call(a->config->country),
					  .start = {.person_here = true, .morning = true}}};
	return next_page(g);
}

enum gate_way app_gate_key(struct app_gate *g, uint32_t key)
{
	switch (gate_key(&g->model, key, clock_mono())) {
	case GATE_NONE:
		return WAY_STAYS;
	case GATE_MARKED:
		return WAY_CHANGED;
	case GATE_LEAVE:
		return WAY_LEFT;
	case GATE_BACK:
		gate_back(&g->keeper.start, g->model.at);
		return next_page(g);
	case GATE_ANSWERED:
		break;
	}
	g->answered = true;
	return gatekeeper_answer(&g->keeper, g->model.at, g->model.value) ? next_page(g) : WAY_LEFT;
}
