/* What people write by habit where the format wants keys: `bridge 3 x 10`, `calf stretch 30s each`, `legs: each`. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"

/* `3 x 10` anywhere in a text: sets and reps. */
static bool find_sets(const char *text, int *sets, int *reps)
{
	enum { MOST = 1000 };

	for (const char *p = text; *p; p++) {
		char *end;
		long a, b;

		if (*p < '0' || *p > '9' || (p > text && p[-1] >= '0' && p[-1] <= '9'))
			continue;
		a = strtol(p, &end, 10);
		end += strspn(end, " ");
		if (*end != 'x' && *end != 'X' && strncmp(end, "\xc3\x97", 2) != 0)
			continue;
		end += *end == 'x' || *end == 'X' ? 1 : 2;
		end += strspn(end, " ");
		b = *end >= '0' && *end <= '9' ? strtol(end, NULL, 10) : 0;
		if (a < 1 || a > MOST || b < 1 || b > MOST)
			continue;
		*sets = (int)a;
		*reps = (int)b;
		return true;
	}
	return false;
}

/* Whether a text names a part of the leg where places are, and a time. */
static bool is_of_a_place(const char *text)
{
	static const char *const parts[] = {"thigh", "calf", "buttock", "hamstring"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcasestr(text, parts[i]))
			return true;
	return false;
}

void load_hint_step(struct routine_load *l, struct diag_entry *e, const char *text)
{
	int sets, reps;

	if (find_sets(text, &sets, &reps))
		diag_hint(l->d, e, _("write move: before it, then reps: %d and sets: %d below"), reps, sets);
	else if (strcasestr(text, "stretch"))
		diag_hint(l->d, e, "%s", _("write stretch: before it, then for: 30s and legs: both below"));
	else if (is_of_a_place(text))
		diag_hint(l->d, e, "%s", _("write hold: and a place, like hold: T2, then for: 40s below"));
	else
		diag_hint(l->d, e, "%s", _("if it is a text to show, write say: before it"));
}

void load_hint_count(struct routine_load *l, struct diag_entry *e, const char *name, const char *text)
{
	int sets, reps;

	if (!strcmp(name, "reps") && find_sets(text, &sets, &reps))
		diag_hint(l->d, e, _("write reps: %d, and sets: %d below"), reps, sets);
}

bool load_means_both(const char *text)
{
	static const char *const words[] = {"left first",  "each",      "each leg",
					    "each side",   "both legs", "both sides",
					    "left, right", "all",       "left and right"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_same(words[i], text))
			return true;
	return false;
}

const char *load_hint_again(const char *name)
{
	static const char *const again[] = {"times", "reps", "sets"};

	for (size_t i = 0; i < sizeof again / sizeof *again; i++)
		if (!strcmp(again[i], name))
			return _("put the hold under the steps of a repeat: step to do it again");
	return NULL;
}
