#include "core/breath.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/i18n.h"

enum {
	FULL = 1000,
	SIPPED = 750 /* how full the first in-breath of a sigh leaves the lungs: the sip is seen */
};

static const double half_turn = 3.14159265358979323846;

/* Name and figures of a built-in pattern (domain.md 4). */
#define PATTERNS(X)                                                                                          \
	X("easy", 3000, 0, 0, 4000, 0)                                                                       \
	X("long-out", 4000, 0, 0, 6000, 0)                                                                   \
	X("even", 5000, 0, 0, 5000, 0)                                                                       \
	X("sigh", 2000, 1000, 0, 7000, 0)                                                                    \
	X("box", 4000, 0, 4000, 4000, 4000)                                                                  \
	X("4-7-8", 4000, 0, 7000, 8000, 0)

#define PATTERN_NAME(name, in, sip, top, out, bottom) name,
static const char *const names[] = {PATTERNS(PATTERN_NAME)};
#undef PATTERN_NAME

#define PATTERN_FIGURES(name, in, sip, top, out, bottom) {in, sip, top, out, bottom},
static const struct breath figures[] = {PATTERNS(PATTERN_FIGURES)};
#undef PATTERN_FIGURES

int64_t breath_cycle(const struct breath *b)
{
	return (int64_t)b->in + b->sip + b->top + b->out + b->bottom;
}

bool breath_holds(const struct breath *b)
{
	return b->top > 0 || b->bottom > 0;
}

static int64_t phase_length(const struct breath *b, enum breath_phase p)
{
	switch (p) {
	case BREATH_IN:
		return b->in;
	case BREATH_SIP:
		return b->sip;
	case BREATH_TOP:
		return b->top;
	case BREATH_OUT:
		return b->out;
	case BREATH_BOTTOM:
		return b->bottom;
	case BREATH_NONE:
		break;
	}
	return 0;
}

/* Air moves slowest at both ends of a breath: half a cosine from `from` to `to`. */
static int32_t eased(int32_t from, int32_t to, int64_t elapsed, int64_t length)
{
	double part = (1 - cos(half_turn * (double)elapsed / (double)length)) / 2;

	return (int32_t)lround(from + (to - from) * part);
}

static int32_t fullness(const struct breath *b, enum breath_phase p, int64_t elapsed, int64_t length)
{
	int32_t after_in = b->sip ? SIPPED : FULL;

	switch (p) {
	case BREATH_IN:
		return eased(0, after_in, elapsed, length);
	case BREATH_SIP:
		return eased(SIPPED, FULL, elapsed, length);
	case BREATH_TOP:
		return FULL;
	case BREATH_OUT:
		return eased(FULL, 0, elapsed, length);
	case BREATH_BOTTOM:
	case BREATH_NONE:
		break;
	}
	return 0;
}

struct breath_now breath_at(const struct breath *b, int64_t elapsed_ms, int64_t cycles)
{
	struct breath_now now = {.phase = BREATH_NONE};
	int64_t whole = breath_cycle(b);

	assert(elapsed_ms >= 0);
	if (whole <= 0 || elapsed_ms / whole >= cycles)
		return now;
	now.cycle = elapsed_ms / whole;
	now.elapsed_ms = elapsed_ms % whole;
	for (int p = BREATH_IN; p <= BREATH_BOTTOM; p++) {
		now.phase = (enum breath_phase)p;
		now.length_ms = phase_length(b, now.phase);
		if (now.elapsed_ms < now.length_ms)
			break;
		now.elapsed_ms -= now.length_ms;
	}
	now.fullness = fullness(b, now.phase, now.elapsed_ms, now.length_ms);
	return now;
}

int64_t breath_next(const struct breath *b, int64_t elapsed_ms, int64_t cycles)
{
	struct breath_now now = breath_at(b, elapsed_ms, cycles);
	int64_t next = elapsed_ms - now.elapsed_ms + now.length_ms;

	if (now.phase == BREATH_NONE || next >= cycles * breath_cycle(b))
		return INT64_MAX;
	return next;
}

int64_t breath_fit(const struct breath *b, int64_t ms)
{
	int64_t whole = breath_cycle(b);

	if (whole <= 0)
		return 0;
	int64_t n = ms / whole;
	if (2 * (ms % whole) > whole)
		n++;
	return n < 1 ? 1 : n;
}

bool breath_by_name(const char *name, struct breath *out)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i], name)) {
			*out = figures[i];
			return true;
		}
	return false;
}

const char *const *breath_names(size_t *n)
{
	*n = sizeof names / sizeof *names;
	return names;
}

const char *breath_text(enum breath_phase p)
{
	switch (p) {
	case BREATH_IN:
		return _("breathe in");
	case BREATH_SIP:
		return _("and a sip");
	case BREATH_TOP:
		return _("hold");
	case BREATH_OUT:
		return _("breathe out");
	case BREATH_BOTTOM:
		return _("rest");
	case BREATH_NONE:
		break;
	}
	return "";
}
