/* From the least there can be, figures grow one by one in a fixed order, each as far as the time and the limits of the
 * atlas allow: places first, then breaths, then what makes it pleasant. */
#include "load/scaffold_fit.h"

enum { S_MS = 1000 };

enum grower { WALK, BREATHE, LEGS, SLOTS, BREATHS, FIND, REST, STRETCH, LAST_WALK };

struct growth {
	enum grower what;
	int to;
	bool evening; /* only then */
};

static const struct growth growths[] = {
	{LEGS, 2, false},        {SLOTS, 2, false},    {SLOTS, 3, false},       {SLOTS, 4, false},
	{SLOTS, 5, false},       {SLOTS, 6, false},    {SLOTS, 7, false},       {SLOTS, 8, false},
	{SLOTS, 9, false},       {SLOTS, 10, false},   {SLOTS, 11, false},      {BREATHE, 60, true},
	{BREATHE, 120, true},    {BREATHS, 4, false},  {BREATHS, 5, false},     {BREATHS, 6, false},
	{FIND, 15, false},       {REST, 10, false},    {WALK, 60, false},       {LAST_WALK, 60, false},
	{BREATHE, 60, false},    {STRETCH, 20, false}, {LAST_WALK, 120, false}, {BREATHE, 120, false},
	{BREATHE, 180, false},   {BREATHS, 7, false},  {BREATHS, 8, false},     {BREATHS, 9, false},
	{LAST_WALK, 180, false}, {WALK, 120, false},
};

static const struct scaffold_fit least = {.walk = 30,
					  .legs = 1,
					  .slots = 1,
					  .breaths = SCAFFOLD_BREATHS_LEAST,
					  .find = 10,
					  .rest = 5,
					  .last_walk = 30};

static int *figure(struct scaffold_fit *f, enum grower what)
{
	switch (what) {
	case WALK:
		return &f->walk;
	case BREATHE:
		return &f->breathe;
	case LEGS:
		return &f->legs;
	case SLOTS:
		return &f->slots;
	case BREATHS:
		return &f->breaths;
	case FIND:
		return &f->find;
	case REST:
		return &f->rest;
	case STRETCH:
		return &f->stretch;
	case LAST_WALK:
		break;
	}
	return &f->last_walk;
}

int scaffold_breaths(const struct site *site, int breaths)
{
	int64_t most = site->press_max_ms / (SCAFFOLD_BREATH_S * S_MS);

	return most && most < breaths ? (int)most : breaths;
}

/* Seconds on the tool for one leg. Where places take turns the shortest of them tells all. */
static int leg_seconds(const struct scaffold *s, const struct scaffold_fit *f)
{
	int round = f->find + SCAFFOLD_EASE_S + f->rest, breaths = 0, fewest = f->breaths;

	for (size_t i = 0; i < s->nplaces; i++) {
		int n = scaffold_breaths(s->place[i], f->breaths);

		breaths += n;
		fewest = n < fewest ? n : fewest;
	}
	if ((size_t)f->slots < s->nplaces)
		breaths = f->slots * fewest;
	return f->slots * round + breaths * SCAFFOLD_BREATH_S;
}

/* Whether these figures may be; tells their total. */
static bool is_allowed(const struct scaffold *s, const struct limits *l, struct scaffold_fit *f)
{
	int leg = leg_seconds(s, f), tool = leg * f->legs, others;

	f->split = tool * (int64_t)S_MS > l->tool_stretch;
	others = f->walk + f->breathe + 2 * f->stretch + f->last_walk;
	f->total_ms = (tool + others) * (int64_t)S_MS + (f->split ? 2 * l->stand_min : 0);
	return f->total_ms <= s->minutes_ms && (size_t)f->slots <= s->nplaces &&
	       (s->when != WHEN_DAILY || f->slots <= l->daily_places) &&
	       leg * (int64_t)S_MS <= l->tool_stretch && tool * (int64_t)S_MS <= l->tool_deep;
}

bool scaffold_fit(const struct scaffold *s, const struct atlas *a, struct scaffold_fit *f)
{
	*f = least;
	if (!is_allowed(s, &a->limits, f))
		return false;
	for (size_t i = 0; i < sizeof growths / sizeof *growths; i++) {
		struct scaffold_fit more = *f;

		*figure(&more, growths[i].what) = growths[i].to;
		if (growths[i].to > *figure(f, growths[i].what) &&
		    (!growths[i].evening || s->when == WHEN_EVENING) && is_allowed(s, &a->limits, &more))
			*f = more;
	}
	return true;
}
