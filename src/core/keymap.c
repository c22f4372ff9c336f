#include "core/keymap.h"

#include "base/i18n.h"

/* clang-format off */
/* The one table of keys (product.md, "Keys"). Its order is that of the help page. */
static const struct binding table[] = {
	{ACT_STOP, "stop", {'x', KEYCODE_ESC}, "x", N_("stop"),
	 N_("Stops this press at once. Stopping is always right and never counts against you.")},
	{ACT_GO_ON, "go-on", {KEYCODE_ENTER, KEYCODE_PAGE_DOWN}, N_("Enter"), N_("go on"),
	 N_("Goes on. In a hold: it let go, the hold ends with this breath, one of a range not before its shorter time; again, it ends now.")},
	{ACT_PAUSE, "pause", {KEYCODE_SPACE}, N_("Space"), N_("pause"),
	 N_("Pauses and goes on again. Ease off while you are paused.")},
	{ACT_SKIP, "skip", {'n', KEYCODE_RIGHT}, "n", N_("next step"),
	 N_("Skips to the next step.")},
	{ACT_BACK, "back", {'p', KEYCODE_LEFT}, "p", N_("back"),
	 N_("Starts this part again; twice quickly, the one before it.")},
	{ACT_JUMP, "jump", {'j'}, "j", N_("jump"),
	 N_("Lists the steps, to jump to one.")},
	{ACT_RATE, "rate", {'0', 't'}, "0-9 t", N_("how sore"),
	 N_("Says how sore the spot is now, from 0 to 9; t, or 1 and 0 quickly, is ten.")},
	{ACT_SORER, "sorer", {KEYCODE_UP}, "\xe2\x86\x91", N_("sorer"),
	 N_("One more than this press was rated; the first is 5.")},
	{ACT_EASIER, "easier", {KEYCODE_DOWN}, "\xe2\x86\x93", N_("easier"),
	 N_("One less than this press was rated; the first is 5.")},
	{ACT_TWITCH, "twitch", {'w'}, "w", N_("twitch"),
	 N_("Notes that the muscle twitched; nothing hangs on it.")},
	{ACT_MORE, "more", {'+'}, "+", N_("a little longer"),
	 N_("One breath more in a hold, ten seconds elsewhere; never past the daily share of a place.")},
	{ACT_LESS, "less", {'-'}, "-", N_("a little shorter"),
	 N_("One breath less in a hold, ten seconds elsewhere.")},
	{ACT_SWAP, "swap-legs", {'s'}, "s", N_("swap legs"),
	 N_("Swaps the order of the legs, between presses.")},
	{ACT_MUTE, "mute", {'m'}, "m", N_("mute"),
	 N_("Turns all sound off and on.")},
	{ACT_VOICE, "voice", {'v'}, "v", N_("voice"),
	 N_("Turns the voice off and on.")},
	{ACT_BREATH_SOUND, "breath-sounds", {'b'}, "b", N_("breath sounds"),
	 N_("Turns the breath sounds off and on.")},
	{ACT_QUIETER, "quieter", {'['}, "[", N_("quieter"),
	 N_("Turns the volume down.")},
	{ACT_LOUDER, "louder", {']'}, "]", N_("louder"),
	 N_("Turns the volume up.")},
	{ACT_HELP, "help", {'?'}, "?", N_("help"),
	 N_("Lists the keys.")},
	{ACT_QUIT, "quit", {'q'}, "q", N_("end"),
	 N_("Ends the session, after asking. What was done is kept.")},
	{ACT_INTERRUPT, "interrupt", {KEYCODE_CTRL_C}, "Ctrl-C", N_("leave"),
	 N_("Asks whether to leave; again within two seconds leaves at once.")},
};
/* clang-format on */

enum { ROWS = sizeof table / sizeof *table };

const struct binding *keymap_table(size_t *n)
{
	*n = ROWS;
	return table;
}

const struct binding *keymap_of(enum action a)
{
	for (size_t i = 0; i < ROWS; i++)
		if (table[i].action == a)
			return &table[i];
	return NULL;
}

static bool bound(const struct binding *b, uint32_t key)
{
	size_t most = sizeof b->keys / sizeof *b->keys;
	for (size_t i = 0; i < most && b->keys[i]; i++)
		if (b->keys[i] == key)
			return true;
	return false;
}

enum action keymap_action(uint32_t key, int *value)
{
	*value = 0;
	/* The row of ratings holds the first of the digits; the others follow from it. */
	bool digit = key >= '0' && key <= '9';
	for (size_t i = 0; key && i < ROWS; i++) {
		if (!bound(&table[i], digit ? '0' : key))
			continue;
		if (table[i].action == ACT_RATE)
			*value = digit ? (int)(key - '0') : 10;
		return table[i].action;
	}
	return ACT_NONE;
}
