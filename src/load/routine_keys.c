#include "load/routine_keys.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/sound_event.h"

#define HOLD    IN_STEP(STEP_HOLD)
#define STRETCH IN_STEP(STEP_STRETCH)
#define MOVE    IN_STEP(STEP_MOVE)
#define WALK    IN_STEP(STEP_WALK)
#define BREATHE IN_STEP(STEP_BREATHE)
#define RATE    IN_STEP(STEP_RATE)
#define USE     IN_STEP(STEP_USE)
#define REPEAT  IN_STEP(STEP_REPEAT)
#define BLOCK   IN_STEP(STEP_BLOCK)
#define LEGS    IN_STEP(STEP_LEGS)
#define REST    IN_STEP(STEP_REST)
#define SAY     IN_STEP(STEP_SAY)

#define R(field) offsetof(struct routine, field)
#define S(field) offsetof(struct step, field)
#define D(field) offsetof(struct hold_defaults, field)
#define P(field) offsetof(struct site, field)
#define B(field) offsetof(struct breath, field)
#define C(field) offsetof(struct step_cue, field)

/* Of two rows with one name the wider type stands first: the schema describes both by it. */
static const struct key table[] = {
	{"unknot", IN_TOP, VALUE_VERSION, 0, true, N_("The version of the format: 1.")},
	{"title", IN_TOP, VALUE_TITLE, R(title), true, N_("What the routine is called, up to 60 columns.")},
	{"about", IN_TOP, VALUE_TEXT, R(about), true, N_("What it does, in a sentence or two.")},
	{"suits", IN_TOP, VALUE_TEXT, R(suits), false, N_("For whom it is.")},
	{"not-for", IN_TOP, VALUE_TEXT, R(not_for), false, N_("Who should leave it alone.")},
	{"author", IN_TOP, VALUE_TEXT, R(author), false, N_("Who wrote it.")},
	{"licence", IN_TOP, VALUE_TEXT, R(licence), false, N_("Under which terms others may use it.")},
	{"language", IN_TOP, VALUE_LANGUAGE, R(language), false,
	 N_("The language of its texts as a tag such as en or pt-BR; it picks the voice. If not given: en.")},
	{"needs", IN_TOP, VALUE_NEEDS, 0, false, N_("What has to be at hand, as a list.")},
	{"tags", IN_TOP, VALUE_TAGS, 0, false,
	 N_("Words to find it by, as a list. daily, relief, driving, sitting, running, deep, evening and "
	    "part have a meaning.")},
	{"breaths", IN_TOP, VALUE_BREATHS, 0, false, N_("Breath patterns of its own, by name.")},
	{"sites", IN_TOP, VALUE_SITES, 0, false, N_("Places of its own, by id.")},
	{"breath", IN_TOP, VALUE_BREATH, R(breath), false,
	 N_("The breath pattern where a step names none. If not given: long-out.")},
	{"pressure", IN_TOP, VALUE_PRESSURE, R(pressure), false,
	 N_("How hard to press where a hold does not say: N or N..M on the scale from 0 to 10. If not given: "
	    "4..6.")},
	{"press", IN_TOP, VALUE_PRESS, R(press), false, N_("Which legs may be pressed. If not given: both.")},
	{"defaults", IN_TOP, VALUE_DEFAULTS, R(defaults), false,
	 N_("What holds where a hold does not say: find, ease, rest, for, style.")},
	{"steps", IN_TOP, VALUE_STEPS, 0, true, N_("What to do, in order.")},

	{"find", IN_DEFAULTS, VALUE_LENGTH_OR_ZERO, D(find), false,
	 N_("Time to find the place, its last breath out to sink in.")},
	{"ease", IN_DEFAULTS, VALUE_LENGTH_OR_ZERO, D(ease), false, N_("Time to let the pressure go.")},
	{"rest", IN_DEFAULTS, VALUE_LENGTH_OR_ZERO, D(rest), false, N_("Time before the next press.")},
	{"for", IN_DEFAULTS, VALUE_RANGE, D(for_), false, N_("How long to press.")},
	{"style", IN_DEFAULTS, VALUE_DEFAULT_STYLE, 0, false, N_("What the leg does meanwhile.")},

	{"name", IN_SITE, VALUE_TEXT, P(name), true, N_("What the place is called after \"left leg,\".")},
	{"part", IN_SITE, VALUE_PART, P(part), true, N_("Which part of the leg it is on.")},
	{"along", IN_SITE, VALUE_ALONG, P(along), true,
	 N_("How far down the part: 0 at its upper end, 1 at its lower end.")},
	{"across", IN_SITE, VALUE_ACROSS, P(across), true,
	 N_("How far from the middle: -1 at the inner edge, 1 at the outer edge.")},
	{"muscle", IN_SITE, VALUE_TEXT, P(muscle), false, N_("The muscle that is pressed.")},
	{"reach", IN_SITE, VALUE_TEXT, P(reach), false, N_("How to get there on a chair.")},
	{"spreads-to", IN_SITE, VALUE_TEXT, P(spreads_to), false, N_("Where its ache may spread.")},

	{"in", IN_BREATH, VALUE_SECONDS, B(in), true, N_("Seconds to breathe in, 1 to 20.")},
	{"sip", IN_BREATH, VALUE_SECONDS, B(sip), false,
	 N_("Seconds of a second sip of air. If not given: 0.")},
	{"top", IN_BREATH, VALUE_SECONDS, B(top), false, N_("Seconds to hold full. If not given: 0.")},
	{"out", IN_BREATH, VALUE_SECONDS, B(out), true, N_("Seconds to breathe out, 1 to 20.")},
	{"bottom", IN_BREATH, VALUE_SECONDS, B(bottom), false, N_("Seconds to hold empty. If not given: 0.")},

	{"at", IN_CUE, VALUE_AT, 0, true,
	 N_("When: a time from the start, `half`, or a time before the end such as -10s.")},
	{"say", IN_CUE, VALUE_TEXT, C(say), false, N_("What to show and speak then.")},
	{"speak", IN_CUE, VALUE_SPEAK, C(speak), false, N_("What to speak instead of what is shown.")},
	{"sound", IN_CUE, VALUE_SOUND, C(sound), false, N_("What to play then.")},

	{"hold", HOLD, VALUE_PLACES, 0, false,
	 N_("Press a place, or each of a list of places: find it, sink in, hold, ease, rest.")},
	{"stretch", STRETCH, VALUE_TEXT, S(text), false, N_("A stretch, in words; timed with the breath.")},
	{"move", MOVE, VALUE_TEXT, S(text), false,
	 N_("A movement, in words; counted with a soft beat, or timed.")},
	{"walk", WALK, VALUE_LENGTH, S(length), false, N_("Stand up and walk for this long.")},
	{"breathe", BREATHE, VALUE_LENGTH, S(length), false, N_("Only breathe, for a time or some breaths.")},
	{"rate", RATE, VALUE_MEASURE, 0, false, N_("Stop the clock and ask how it feels.")},
	{"use", USE, VALUE_USE, 0, false,
	 N_("Do the steps of another routine: its id, or a path from this file.")},
	{"repeat", REPEAT, VALUE_COUNT, S(count), false, N_("Do the steps below it this many times.")},
	{"block", BLOCK, VALUE_TEXT, S(text), false,
	 N_("A part with a title; stopping after it counts whole.")},
	{"legs", LEGS, VALUE_LEGS, 0, false,
	 N_("Do the steps below it whole on one leg, then whole on the other, or on one leg only.")},
	{"legs", HOLD | STRETCH | MOVE | USE, VALUE_LEGS, 0, false,
	 N_("Which legs, in which order. A hold takes both if it does not say.")},
	{"rest", REST, VALUE_LENGTH, S(length), false, N_("Nothing to do for this long.")},
	{"rest", HOLD, VALUE_LENGTH_OR_ZERO, S(rest), false,
	 N_("Of a hold: time before the next press. If not given: 10s.")},
	{"say", SAY, VALUE_TEXT, S(text), false, N_("A text to show and speak.")},
	{"say", IN_STEPS & ~SAY, VALUE_SAY, 0, false, N_("What to show and speak in any other step.")},
	{"for", HOLD, VALUE_RANGE, S(for_), false,
	 N_("How long. Of a hold also a range, 30s..60s: it may end early once the lower figure has "
	    "passed.")},
	{"for", STRETCH | MOVE | SAY, VALUE_LENGTH, S(for_.lo), false,
	 N_("If not given: hold 60s, stretch 20s, move 30s, say as long as the text takes to read.")},
	{"find", HOLD, VALUE_LENGTH_OR_ZERO, S(find), false,
	 N_("Time to find the place, its last breath out to sink in. If not given: 15s.")},
	{"ease", HOLD, VALUE_LENGTH_OR_ZERO, S(ease), false,
	 N_("Time to let the pressure go. If not given: 5s.")},
	{"pressure", HOLD, VALUE_PRESSURE, S(pressure), false,
	 N_("How hard: N or N..M on the scale from 0 to 10.")},
	{"breath", HOLD | STRETCH | BREATHE, VALUE_BREATH, S(breath), false,
	 N_("The breath pattern: a name, figures such as 4-6 or 2+1-7, or a map.")},
	{"style", HOLD, VALUE_STYLE, 0, false, N_("What the leg does meanwhile. If not given: still.")},
	{"pick", HOLD, VALUE_PICK, 0, false, N_("Take one place of the list, and how it is chosen.")},
	{"instead", HOLD, VALUE_INSTEAD, 0, false,
	 N_("The place to press when one is locked, resting or has had its share today.")},
	{"times", STRETCH, VALUE_COUNT, S(times), false, N_("How often. If not given: once.")},
	{"reps", MOVE, VALUE_COUNT, S(reps), false, N_("How many repetitions are counted.")},
	{"each", MOVE, VALUE_LENGTH, S(each), false, N_("How long one repetition takes. If not given: 3s.")},
	{"sets", MOVE, VALUE_COUNT, S(sets), false, N_("How many sets. If not given: 1.")},
	{"pause", MOVE, VALUE_LENGTH, S(pause), false, N_("Time between two sets. If not given: 30s.")},
	{"wait", SAY, VALUE_YES_NO, S(wait), false,
	 N_("Whether to wait for a key after it. If not given: no.")},
	{"steps", REPEAT | BLOCK | LEGS, VALUE_STEPS, 0, true, N_("The steps of this part, in order.")},
	{"speak", IN_STEPS, VALUE_SPEAK, S(speak), false,
	 N_("What to speak instead of what is shown; \"\" is silence.")},
	{"note", IN_STEPS, VALUE_NOTE, 0, false, N_("A note to the reader of the file; never shown.")},
	{"optional", IN_STEPS, VALUE_YES_NO, S(optional), false,
	 N_("Whether it may drop out when time is short.")},
	{"sound", IN_STEPS, VALUE_SOUND, S(sound), false, N_("What to play at its start.")},
	{"id", IN_STEPS, VALUE_ID, S(id), false, N_("A name that stays when the text changes.")},
	{"cues", IN_STEPS, VALUE_CUES, 0, false, N_("Words and sounds at moments inside the step.")},
};

enum { KEYS = sizeof table / sizeof *table };

enum { STEP_ITSELF = 0 /* the key that names a step */ };

/* What people write, and the key that means it there. */
static const struct {
	const char *word, *key;
	uint32_t where;
} synonyms[] = {
	{"name", "title", IN_TOP},
	{"description", "about", IN_TOP},
	{"beschreibung", "about", IN_TOP},
	{"contraindications", "not-for", IN_TOP},
	{"tool", "needs", IN_TOP},
	{"tools", "needs", IN_TOP},
	{"aim", "pressure", IN_TOP | HOLD},
	{"intensity", "pressure", IN_TOP | HOLD},
	{"force", "pressure", IN_TOP | HOLD},
	{"druck", "pressure", IN_TOP | HOLD},
	{"pattern", "breath", IN_TOP | HOLD | STRETCH | BREATHE},
	{"breathing", "breath", IN_TOP | HOLD | STRETCH | BREATHE},
	{"press", "pressure", HOLD},
	{"time", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"duration", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"seconds", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"length", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"secs", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"dauer", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"zeit", "for", IN_DEFAULTS | HOLD | STRETCH | MOVE | SAY},
	{"text", "say", IN_STEPS | IN_CUE},
	{"sagen", "say", IN_STEPS},
	{"voice", "speak", IN_STEPS},
	{"comment", "note", IN_STEPS},
	{"comments", "note", IN_STEPS},
	{"notes", "note", IN_STEPS},
	{"equipment", "needs", IN_TOP},
	{"places", "sites", IN_TOP},
	{"exercises", "steps", IN_TOP},
	{"exercise", "steps", IN_TOP},
	{"schritte", "steps", IN_TOP},
	{"\303\274bungen", "steps", IN_TOP},
	{"\303\234bungen", "steps", IN_TOP},
	{"sprache", "language", IN_TOP},
	{"when", "at", IN_CUE},
	{"speech", "speak", IN_STEPS | IN_CUE},
	{"legs", "press", IN_TOP},
	{"beine", "legs", HOLD | STRETCH | MOVE | USE},
	{"seite", "legs", HOLD | STRETCH | MOVE | USE},
	{"side", "legs", HOLD | STRETCH | MOVE | USE},
	{"sides", "legs", HOLD | STRETCH | MOVE | USE},
	{"leg", "legs", HOLD | STRETCH | MOVE | USE},
	{"pause", "rest", IN_DEFAULTS | HOLD},
	{"break", "rest", IN_DEFAULTS | HOLD},
	{"break", "pause", MOVE},
	{"press", "hold", STEP_ITSELF},
	{"massage", "hold", STEP_ITSELF},
	{"ball", "hold", STEP_ITSELF},
	{"ball press", "hold", STEP_ITSELF},
	{"push", "hold", STEP_ITSELF},
	{"roll", "hold", STEP_ITSELF},
	{"loop", "repeat", STEP_ITSELF},
	{"rounds", "repeat", STEP_ITSELF},
	{"pause", "rest", STEP_ITSELF},
	{"wait", "rest", STEP_ITSELF},
	{"text", "say", STEP_ITSELF},
	{"speak", "say", STEP_ITSELF},
	{"side", "legs", STEP_ITSELF},
	{"breath", "breathe", STEP_ITSELF},
	{"exercise", "move", STEP_ITSELF},
	{"include", "use", STEP_ITSELF},
	{"dehnen", "stretch", STEP_ITSELF},
	{"dehnung", "stretch", STEP_ITSELF},
	{"gehen", "walk", STEP_ITSELF},
	{"atmen", "breathe", STEP_ITSELF},
	{"ruhe", "rest", STEP_ITSELF},
	{"halten", "hold", STEP_ITSELF},
	{"dr\303\274cken", "hold", STEP_ITSELF},
	{"sagen", "say", STEP_ITSELF},
	{"bewegen", "move", STEP_ITSELF},
	{"bewegung", "move", STEP_ITSELF},
	{"\303\274bung", "move", STEP_ITSELF},
	{"\303\234bung", "move", STEP_ITSELF},
	{"wiederholen", "repeat", STEP_ITSELF},
	{"set", "sets", MOVE},
	{"count", "reps", MOVE},
	{"times", "reps", MOVE},
	{"repeat", "reps", MOVE},
	{"repetitions", "reps", MOVE},
	{"wiederholungen", "reps", MOVE},
	{"s\303\244tze", "sets", MOVE},
	{"wdh", "reps", MOVE},
	{"series", "sets", MOVE},
	{"series", "times", STRETCH},
	{"version", "unknot", IN_TOP},
	{"reps", "times", STRETCH},
	{"sets", "times", STRETCH},
	{"set", "times", STRETCH},
	{"rounds", "times", STRETCH},
	{"rounds", "sets", MOVE},
	{"inhale", "in", IN_BREATH},
	{"hold", "top", IN_BREATH},
	{"exhale", "out", IN_BREATH},
	{"pause", "bottom", IN_BREATH},
};

static_assert((int)KEYS <= (int)KEYS_MOST, "room for a value of each key");

const struct key *routine_keys(size_t *n)
{
	*n = KEYS;
	return table;
}

const struct key *routine_key(uint32_t where, const char *name)
{
	bool one_place = !(where & (where - 1)); /* where a name has one row at most */
	const struct key *found = NULL;

	/* from the end: nearly all keys of a file are those of steps, which stand last */
	for (size_t i = KEYS; i-- && !(found && one_place);)
		if (table[i].where & where && table[i].name[0] == name[0] && !strcmp(table[i].name, name))
			found = &table[i];
	return found;
}

const char *routine_key_meant(uint32_t where, const char *word)
{
	for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
		if ((where ? synonyms[i].where & where : synonyms[i].where == STEP_ITSELF) &&
		    text_same(synonyms[i].word, word))
			return synonyms[i].key;
	return NULL;
}

static const struct key *any_key(const char *name, size_t n)
{
	for (size_t i = 0; i < KEYS; i++)
		if (strlen(table[i].name) == n && !memcmp(table[i].name, name, n))
			return &table[i];
	return NULL;
}

bool routine_key_known(const char *name, size_t n)
{
	return any_key(name, n) != NULL;
}

static bool is_text(enum value_type t)
{
	return t == VALUE_TEXT || t == VALUE_TITLE || t == VALUE_NOTE || t == VALUE_SAY || t == VALUE_SPEAK;
}

bool routine_key_is_text(const char *name, size_t n)
{
	const struct key *k = any_key(name, n);

	return k && is_text(k->type);
}

bool routine_value_counts(enum value_type t)
{
	switch (t) {
	case VALUE_VERSION:
	case VALUE_TITLE:
	case VALUE_TEXT:
	case VALUE_NOTE:
	case VALUE_LANGUAGE:
	case VALUE_NEEDS:
	case VALUE_SAY:
	case VALUE_SPEAK:
	case VALUE_CUES:
	case VALUE_AT:
	case VALUE_SOUND:
	case VALUE_ID:
	case VALUE_STYLE:
	case VALUE_DEFAULT_STYLE:
	case VALUE_MEASURE:
	case VALUE_PRESSURE:
		return false;
	case VALUE_TAGS:
	case VALUE_BREATH:
	case VALUE_PRESS:
	case VALUE_BREATHS:
	case VALUE_SITES:
	case VALUE_DEFAULTS:
	case VALUE_STEPS:
	case VALUE_LENGTH:
	case VALUE_LENGTH_OR_ZERO:
	case VALUE_RANGE:
	case VALUE_YES_NO:
	case VALUE_COUNT:
	case VALUE_PLACES:
	case VALUE_INSTEAD:
	case VALUE_LEGS:
	case VALUE_PICK:
	case VALUE_USE:
	case VALUE_PART:
	case VALUE_ALONG:
	case VALUE_ACROSS:
	case VALUE_SECONDS:
		return true;
	}
	return true;
}

size_t routine_key_names(uint32_t where, const char *out[KEY_NAMES_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < KEYS && n < KEY_NAMES_MOST; i++) {
		bool there = !(table[i].where & where);

		for (size_t k = 0; k < n && !there; k++)
			there = !strcmp(out[k], table[i].name);
		if (!there)
			out[n++] = table[i].name;
	}
	return n;
}

size_t routine_tags(const char *out[KEY_NAMES_MOST])
{
	/* in the order of enum routine_tag */
	static const char *const tags[] = {"daily",   "relief", "driving", "deep",
					   "evening", "part",   "sitting", "running"};

	memcpy(out, tags, sizeof tags);
	return sizeof tags / sizeof *tags;
}

/* Names `first`..`last` of an enum by a function that knows them. */
#define WORDS(from, to, name)                                                                                \
	do {                                                                                                 \
		*start = (from);                                                                             \
		for (int i = (from); i <= (to); i++)                                                         \
			out[n++] = (name);                                                                   \
	} while (0)

size_t routine_words(enum value_type type, const char *out[KEY_NAMES_MOST], int *first)
{
	static const char *const styles[] = {"still", "slow-knee"};
	static const char *const picks[] = {"first", "sorest", "turns"};
	static const char *const sides[] = {"both", "left", "right"};
	static const char *const parts[] = {"thigh", "calf"};
	static const char *const answers[] = {"no", "yes"};
	int ignored, *start = first ? first : &ignored;
	size_t n = 0;

	if (type == VALUE_LEGS)
		WORDS(LEGS_BOTH, LEGS_OTHER, legs_name((enum legs)i));
	else if (type == VALUE_SOUND)
		WORDS(SOUND_NONE + 1, SOUND_COUNT_OF - 1, sound_name((enum sound)i));
	else if (type == VALUE_STYLE || type == VALUE_DEFAULT_STYLE)
		WORDS(STYLE_STILL, STYLE_SLOW_KNEE, styles[i]);
	else if (type == VALUE_PICK)
		WORDS(PICK_FIRST, PICK_TURNS, picks[i - PICK_FIRST]);
	else if (type == VALUE_MEASURE)
		WORDS(MEASURE_BACK, MEASURE_STANDS, measure_name((enum measure)i));
	else if (type == VALUE_PRESS)
		WORDS(PRESS_BOTH, PRESS_RIGHT, sides[i]);
	else if (type == VALUE_PART)
		WORDS(PART_THIGH, PART_CALF, parts[i - PART_THIGH]);
	else if (type == VALUE_YES_NO)
		WORDS(0, 1, answers[i]);
	return n;
}
