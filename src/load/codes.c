#include "load/codes.h"

#include <string.h>

#include "base/i18n.h"

enum {
	ROUTINES = IN_ROUTINE | IN_USED,
	YAML = ROUTINES | IN_ATLAS | IN_PACK | IN_CONFIG /* what any file can be wrong in */
};

static const struct load_code table[] = {
	{"alias", YAML, N_("an alias (*name) names nothing above it, or the value it stands in")},
	{"anchor", YAML,
	 N_("an anchor (&name) that nothing uses; most often a text that needs quotes; a warning")},
	{"bracket", YAML, N_("a [ or { that is never closed")},
	{"character", YAML, N_("a dash, dots, quotes or a blank that only look like the plain ones")},
	{"circle", ROUTINES, N_("a routine uses itself, through others or directly")},
	{"colon", YAML, N_("a colon and a blank in a text without quotes")},
	{"comment", ROUTINES, N_("a text ends at a blank and #, which begin a comment; a warning")},
	{"control", YAML, N_("a control character")},
	{"count", ROUTINES, N_("not a whole number in the range that counts")},
	{"cue", ROUTINES, N_("a cue that neither says nor plays anything")},
	{"depth", YAML, N_("values are nested too deep")},
	{"directive", YAML, N_("a YAML directive (a line that begins with %)")},
	{"documents", YAML, N_("a second YAML document in the file")},
	{"duplicate-key", YAML, N_("a key is given twice")},
	{"duration", ROUTINES, N_("not a time, or a number without a unit")},
	{"empty", YAML & ~IN_CONFIG, N_("there is nothing in the file")},
	{"encoding", YAML, N_("the file is not UTF-8 text")},
	{"figures", ROUTINES,
	 N_("figures in the text of a move or a stretch, which nothing counts or times; a note")},
	{"for-whom", ROUTINES, N_("`suits` or `not-for` is not given; a warning")},
	{"id", ROUTINES, N_("an id that is taken or has letters that none may have")},
	{"indent", YAML, N_("a line begins in a column that lines up with nothing")},
	{"key", YAML, N_("a key that is a list or a map")},
	{"language", ROUTINES, N_("not a language tag")},
	{"legs", ROUTINES, N_("a leg is chosen twice, by a step and by the `legs` around it")},
	{"merge-key", YAML, N_("a merge key (<<)")},
	{"missing", ROUTINES, N_("keys that must be given are not")},
	{"move", ROUTINES, N_("a movement is both counted and timed, or counted without a count")},
	{"name", ROUTINES, N_("a name that an author's own place or pattern cannot have")},
	{"no-value", ROUTINES, N_("a key with nothing after it")},
	{"pattern", ROUTINES, N_("not a breath pattern, or one outside what stays easy")},
	{"place", ROUTINES, N_("a coordinate outside the leg")},
	{"placeholder", ROUTINES,
	 N_("a placeholder such as <leg> where nothing can be filled in, or one as other programs write it")},
	{"pressure", ROUTINES, N_("not a pressure, or one outside what may be asked for")},
	{"quote", YAML, N_("quotes that do not end, end too early, or hold a wrong escape")},
	{"range", ROUTINES, N_("a range of times that does not read or begins above its end")},
	{"site", ROUTINES, N_("there is no such site")},
	{"size", YAML, N_("there is more in the file than any routine needs")},
	{"space", YAML, N_("a blank is missing after a colon or a dash")},
	{"start", YAML, N_("a text begins with a character that needs quotes around it")},
	{"step", ROUTINES, N_("something that is not a step stands where one should")},
	{"steps", ROUTINES, N_("`steps` holds no list of steps")},
	{"syntax", YAML, N_("the file is not YAML")},
	{"tab", YAML, N_("a tab among the blanks that indent a line")},
	{"tag", YAML, N_("a YAML tag (!name)")},
	{"tags", ROUTINES, N_("a tag that is nearly one with a meaning, and has none; a warning")},
	{"title", ROUTINES, N_("the title is too long for the screen")},
	{"two-keys", YAML, N_("two keys stand on one line")},
	{"two-steps", ROUTINES, N_("two steps in one: \"- \" is missing before the second")},
	{"type", YAML, N_("a list or a map where one value belongs, or the reverse")},
	{"unknown-key", YAML, N_("there is no such key")},
	{"unused", ROUTINES, N_("an author's own place or pattern that nothing uses; a warning")},
	{"use", ROUTINES, N_("what `use` names cannot be read")},
	{"version", ROUTINES | IN_PACK, N_("a version of the format that this program does not read")},
	{"word", ROUTINES, N_("not one of the few words that this key takes")},
	{"wrong-place", ROUTINES, N_("a key that belongs elsewhere")},
};

const struct load_code *load_codes(size_t *n)
{
	*n = sizeof table / sizeof *table;
	return table;
}

static const struct load_code beyond[] = {
	{"breath-hold", ROUTINES, N_("a pattern that holds the breath, while pressing")},
	{"cue-dropped", ROUTINES,
	 N_("a cue falls away, since another sounds then or its moment is never reached; a note")},
	{"cue-moved", ROUTINES, N_("a cue comes a little later, since another sounds then; a note")},
	{"daily-places", IN_ROUTINE, N_("more than 4 places a leg in a routine with the tag `daily`")},
	{"deep", IN_ROUTINE, N_("more than 30 minutes on the tool without the tag `deep`")},
	{"driving-calf", IN_ROUTINE, N_("a calf place in a routine with the tag `driving`")},
	{"duplicate-code", IN_ATLAS, N_("two places of an atlas have one code")},
	{"event", IN_PACK, N_("a pack names a moment that no session has")},
	{"file", 0, N_("the file cannot be found or read, or is larger than 1 MiB")},
	{"last-walk", IN_ROUTINE, N_("less than 30 seconds of walking after the last press")},
	{"missing-key", IN_ATLAS, N_("an entry of an atlas lacks keys")},
	{"nerve-line", ROUTINES, N_("a place of the author's own lies over the sciatic nerve")},
	{"nesting", ROUTINES, N_("steps are nested more than 16 deep")},
	{"order", IN_ROUTINE,
	 N_("places go to and fro between thigh and calf on one leg, without a walk between; a note")},
	{"pause", ROUTINES,
	 N_("`ease` and `rest` are under 10 seconds together, and neither a change of leg nor a walk "
	    "follows")},
	{"place-time", IN_ROUTINE, N_("more than 5 minutes on one place of a leg")},
	{"press-brief", ROUTINES, N_("a press under 30 seconds")},
	{"press-lengthy", ROUTINES, N_("a press over 90 seconds")},
	{"press-long", ROUTINES, N_("a press over 120 seconds, or over 30 on the deep buttock")},
	{"press-short", ROUTINES, N_("a press under 10 seconds")},
	{"presses", IN_ROUTINE, N_("more than 3 presses on one place of a leg")},
	{"pressure-high", ROUTINES, N_("a pressure over 6 of 10")},
	{"rounds", IN_ROUTINE, N_("more than 4 rounds of the pattern 4-7-8")},
	{"segments", IN_ROUTINE, N_("the plan has more than 10,000 segments")},
	{"setting", IN_CONFIG, N_("a value that a setting cannot have")},
	{"sides", IN_ROUTINE, N_("both legs are pressed, and one longer than the other")},
	{"sound-file", 0, N_("a sound of a pack cannot be read")},
	{"sound-name", IN_PACK, N_("a pack names a file outside its folder")},
	{"speech-long", ROUTINES, N_("a spoken line lasts longer than where it stands; a warning")},
	{"tool-stretch", IN_ROUTINE, N_("more than 15 minutes on the tool without 2 minutes of walking")},
	{"total", IN_ROUTINE, N_("more than 90 minutes in all")},
	{"value", IN_ATLAS, N_("a value that a key of an atlas cannot have")},
	{"zone", ROUTINES | IN_ATLAS, N_("a place lies where nothing may be pressed")},
};

const struct load_code *load_codes_beyond(size_t *n)
{
	*n = sizeof beyond / sizeof *beyond;
	return beyond;
}

static const struct load_code *find(const struct load_code *codes, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(codes[i].name, name))
			return &codes[i];
	return NULL;
}

unsigned load_code_in(const char *name)
{
	const struct load_code *c = find(table, sizeof table / sizeof *table, name);

	if (!c)
		c = find(beyond, sizeof beyond / sizeof *beyond, name);
	return c ? c->in : 0;
}
