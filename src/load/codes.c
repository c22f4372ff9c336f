#include "load/codes.h"

#include "base/i18n.h"

static const struct load_code table[] = {
	{"alias", N_("an alias (*name) names nothing above it, or the value it stands in")},
	{"anchor", N_("an anchor (&name) that nothing uses; most often a text that needs quotes")},
	{"bracket", N_("a [ or { that is never closed")},
	{"character", N_("a dash, dots or a blank that only look like the plain ones")},
	{"circle", N_("a routine uses itself, through others or directly")},
	{"colon", N_("a colon and a blank in a text without quotes")},
	{"comment", N_("a text ends at a blank and #, which begin a comment")},
	{"control", N_("a control character")},
	{"count", N_("not a whole number in the range that counts")},
	{"cue", N_("a cue that neither says nor plays anything")},
	{"depth", N_("values are nested too deep")},
	{"directive", N_("a YAML directive (a line that begins with %)")},
	{"documents", N_("a second YAML document in the file")},
	{"duplicate-key", N_("a key is given twice")},
	{"duration", N_("not a time, or a number without a unit")},
	{"empty", N_("there is nothing in the file")},
	{"encoding", N_("the file is not UTF-8 text")},
	{"for-whom", N_("`suits` or `not-for` is not given")},
	{"id", N_("an id that is taken or has letters that none may have")},
	{"indent", N_("a line begins in a column that lines up with nothing")},
	{"key", N_("a key that is a list or a map")},
	{"language", N_("not a language tag")},
	{"legs", N_("a leg is chosen twice, by a step and by the `legs` around it")},
	{"merge-key", N_("a merge key (<<)")},
	{"missing", N_("keys that must be given are not")},
	{"move", N_("a movement is both counted and timed, or counted without a count")},
	{"name", N_("a name that an author's own place or pattern cannot have")},
	{"no-value", N_("a key with nothing after it")},
	{"pattern", N_("not a breath pattern, or one outside what stays easy")},
	{"place", N_("a coordinate outside the leg")},
	{"placeholder", N_("a placeholder such as <leg> where nothing can be filled in")},
	{"pressure", N_("not a pressure, or one outside what may be asked for")},
	{"quote", N_("quotes that do not end, end too early, or hold a wrong escape")},
	{"range", N_("a range of times that does not read or begins above its end")},
	{"site", N_("there is no such site")},
	{"size", N_("the file is larger than any routine needs")},
	{"space", N_("a blank is missing after a colon or a dash")},
	{"start", N_("a text begins with a character that needs quotes around it")},
	{"step", N_("something that is not a step stands where one should")},
	{"steps", N_("`steps` holds no list of steps")},
	{"syntax", N_("the file is not YAML")},
	{"tab", N_("a tab among the blanks that indent a line")},
	{"tag", N_("a YAML tag (!name)")},
	{"title", N_("the title is too long for the screen")},
	{"two-keys", N_("two keys stand on one line")},
	{"two-steps", N_("two steps in one: \"- \" is missing before the second")},
	{"type", N_("a list or a map where one value belongs, or the reverse")},
	{"unknown-key", N_("there is no such key")},
	{"unused", N_("an author's own place or pattern that nothing uses")},
	{"use", N_("what `use` names cannot be read")},
	{"version", N_("a version of the format that this program does not read")},
	{"word", N_("not one of the few words that this key takes")},
	{"wrong-place", N_("a key that belongs elsewhere")},
};

const struct load_code *load_codes(size_t *n)
{
	*n = sizeof table / sizeof *table;
	return table;
}

static const struct load_code beyond[] = {
	{"breath-hold", N_("a pattern that holds the breath, while pressing")},
	{"cue-dropped", N_("a cue falls away, since another sounds then or its moment is never reached")},
	{"cue-moved", N_("a cue comes a little later, since another sounds then")},
	{"daily-places", N_("more than 4 places a leg in a routine with the tag `daily`")},
	{"deep", N_("more than 30 minutes on the tool without the tag `deep`")},
	{"driving-calf", N_("a calf place in a routine with the tag `driving`")},
	{"duplicate-code", N_("two places of an atlas have one code")},
	{"event", N_("a pack names a moment that no session has")},
	{"file", N_("the file cannot be found or read")},
	{"last-walk", N_("less than 30 seconds of walking after the last press")},
	{"missing-key", N_("an entry of an atlas lacks keys")},
	{"nerve-line", N_("a place of the author's own lies over the sciatic nerve")},
	{"nesting", N_("steps are nested more than 16 deep")},
	{"order", N_("places go to and fro between thigh and calf on one leg, without a walk between")},
	{"pause",
	 N_("`ease` and `rest` are under 10 seconds together, and neither a change of leg nor a walk "
	    "follows")},
	{"place-time", N_("more than 5 minutes on one place of a leg")},
	{"press-brief", N_("a press under 30 seconds")},
	{"press-lengthy", N_("a press over 90 seconds")},
	{"press-long", N_("a press over 120 seconds, or over 30 on the deep buttock")},
	{"press-short", N_("a press under 10 seconds")},
	{"presses", N_("more than 3 presses on one place of a leg")},
	{"pressure-high", N_("a pressure over 6 of 10")},
	{"rounds", N_("more than 4 rounds of the pattern 4-7-8")},
	{"segments", N_("the plan has more than 10,000 segments")},
	{"setting", N_("a value that a setting cannot have")},
	{"sides", N_("one leg is pressed longer than the other")},
	{"sound-file", N_("a sound of a pack cannot be read")},
	{"sound-name", N_("a pack names a file outside its folder")},
	{"speech-long", N_("a spoken line lasts longer than where it stands")},
	{"tool-stretch", N_("more than 15 minutes on the tool without 2 minutes of walking")},
	{"total", N_("more than 90 minutes in all")},
	{"value", N_("a value that a key of an atlas cannot have")},
	{"zone", N_("a place lies where nothing may be pressed")},
};

const struct load_code *load_codes_beyond(size_t *n)
{
	*n = sizeof beyond / sizeof *beyond;
	return beyond;
}
