#include "core/chosen.h"

#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "core/caps.h"

static const struct {
	const char *name, *text;
} tools[TOOLS] = {
	[TOOL_TOWEL] = {"towel", N_("rolled towel")},
	[TOOL_SOFT] = {"soft-ball", N_("soft ball")},
	[TOOL_MEDIUM] = {"medium-ball", N_("medium ball")},
	[TOOL_HARD] = {"hard-ball", N_("hard ball")},
};

const char *tool_name(enum tool t)
{
	return tools[t].name;
}

const char *tool_text(enum tool t)
{
	return _(tools[t].text);
}

static void choose_target(struct chosen *c, const char *value)
{
	if (value[0] >= '0' + TARGET_LEAST && value[0] <= '0' + TARGET_MOST && !value[1])
		c->target = value[0] - '0';
}

static void choose_tool(struct chosen *c, const char *value)
{
	for (int i = 0; i < TOOLS; i++)
		if (!strcmp(tools[i].name, value))
			c->tool = (enum tool)i;
}

static void choose_rest(struct chosen *c, const struct choice_row *row, struct wall now, bool rest)
{
	int64_t today = caps_day(now), monday = caps_monday(today), day;

	if (!day_parse(row->value, &day) || caps_day(row->when) > day)
		return;
	if (day >= monday && day < monday + WEEK_DAYS)
		c->rest[day - monday] = rest;
	if (day == today + 1)
		c->rest_tomorrow = rest;
}

struct chosen chosen_fold(const struct record *r, struct wall now)
{
	struct chosen c = {.target = TARGET_USUAL, .tool = TOOL_SOFT};

	for (size_t i = 0; i < r->nchoices; i++) {
		const struct choice_row *row = &r->choices[i];

		if (!strcmp(row->what, "target"))
			choose_target(&c, row->value);
		else if (!strcmp(row->what, "tool"))
			choose_tool(&c, row->value);
		else if (!strcmp(row->what, "rest"))
			choose_rest(&c, row, now, true);
		else if (!strcmp(row->what, "no-rest"))
			choose_rest(&c, row, now, false);
	}
	return c;
}
