#include "core/routine.h"

const char *step_kind_name(enum step_kind k)
{
	static const char *const names[STEP_KINDS] = {
		[STEP_HOLD] = "hold", [STEP_STRETCH] = "stretch", [STEP_MOVE] = "move",
		[STEP_WALK] = "walk", [STEP_BREATHE] = "breathe", [STEP_RATE] = "rate",
		[STEP_USE] = "use",   [STEP_REPEAT] = "repeat",   [STEP_BLOCK] = "block",
		[STEP_LEGS] = "legs", [STEP_REST] = "rest",       [STEP_SAY] = "say",
	};

	return names[k];
}

static const char *const legs_names[] = {
	[LEGS_NONE] = "",
	[LEGS_BOTH] = "both",
	[LEGS_RIGHT_FIRST] = "right first",
	[LEGS_WORSE_FIRST] = "worse first",
	[LEGS_LEFT] = "left",
	[LEGS_RIGHT] = "right",
	[LEGS_WORSE] = "worse",
	[LEGS_OTHER] = "other",
};

const char *legs_name(enum legs l)
{
	return legs_names[l];
}

const char *measure_name(enum measure m)
{
	static const char *const names[] = {"back", "leg", "reach", "stands"};

	return names[m];
}

const struct hold_defaults routine_hold_defaults = {
	.find = {.ms = 15000},
	.ease = {.ms = 5000},
	.rest = {.ms = 10000},
	.for_ = {.lo = {.ms = 60000}, .hi = {.ms = 60000}},
	.style = STYLE_STILL,
};

const struct breath routine_breath_default = {.in = 4000, .out = 6000};

const struct pressure routine_pressure_default = {.lo = 4, .hi = 6};

int64_t length_ms(const struct length *l, const struct breath *b)
{
	return l->breaths ? l->breaths * breath_cycle(b) : l->ms;
}
