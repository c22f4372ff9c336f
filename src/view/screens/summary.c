/* What was done, in honest words: the spots with their ratings before and after, the time on each
 * leg, the pain before and after, and the map as it is now. */

#include "view/summary.h"
#include "base/i18n.h"
#include "base/text.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/screens/parts.h"
#include "view/screens/play.h"
#include "view/trail.h"
#include "view/words.h"

/* A spot: leg, place, "6 → 3", how it ended. Columns give way from the right. */
static void draw_spot(struct canvas *c, struct rect r, const struct player_result *p)
{
	struct band b[] = {{6, 6, 2, {0}}, {12, 32, 0, {0}}, {7, 7, 1, {0}}, {12, 12, 3, {0}}};
	char sore[VM_LINE];

	layout_cols(r, b, sizeof b / sizeof *b);
	summary_sore(sore, sizeof sore, p);
	canvas_text_in(c, b[0].r.x, r.y, b[0].r.w ? b[0].r.w - 1 : 0, parts_leg_style(p->leg),
		       leg_text(p->leg));
	canvas_text_in(c, b[1].r.x, r.y, b[1].r.w ? b[1].r.w - 1 : 0, STYLE_PLAIN, p->site->name);
	canvas_text_in(c, b[2].r.x, r.y, b[2].r.w, STYLE_STRONG, sore);
	canvas_text_in(c, b[3].r.x, r.y, b[3].r.w, p->outcome == HOLD_RELEASED ? STYLE_GOOD : STYLE_DIM,
		       words_hold(p->outcome));
}

static void draw_spots(struct canvas *c, struct rect r, const struct player_snapshot *s)
{
	int shown = (int)s->nresults > r.h ? r.h - 1 : (int)s->nresults;
	char more[VM_LINE];

	for (int i = 0; i < shown; i++)
		draw_spot(c, (struct rect){r.x, r.y + i, r.w, 1}, &s->results[i]);
	if (r.h < 1 || shown == (int)s->nresults)
		return;
	int left = (int)s->nresults - shown;

	vm_format(more, sizeof more, n_("and %d more", "and %d more", left), left);
	canvas_text_in(c, r.x, r.y + shown, r.w, STYLE_DIM, more);
}

/* The day's step is gone and its loops fill, if it is this session that brought them. */
static void draw_progress(struct canvas *c, struct rect trail, struct rect loops, const struct progress *was,
			  const struct progress *now, int settled)
{
	bool first = was->trail.step[was->trail.today] != TRAIL_TENDED;

	trail_draw(c, trail, &now->trail, first ? settled : 1000);
	loops_draw(c, loops, now, was->loops_today + (now->loops_today - was->loops_today) * settled / 1000);
}

/* `p`: the progress to show, NULL for none. */
static void draw_words(struct canvas *c, struct rect r, const struct summary *t, const struct play_model *m,
		       const struct progress *p)
{
	const struct player_snapshot *s = &m->snap;
	enum { HEAD, GAP1, TIME, LEGS, PAIN, GAP2, SPOTS, GAP3, WORDS, GAP4, WEEK, TRAIL, LOOPS, ROWS };
	int words = parts_rows(t->words, r.w, t->care ? 12 : 4), spots = (int)s->nresults,
	    head = parts_rows(t->head, r.w, 2), trail = r.w >= TRAIL_COLS ? TRAIL_ROWS : 1;
	struct band b[ROWS] = {
		[HEAD] = {t->care && r.h < 4 ? 0
			  : r.h >= 8         ? head
					     : 1,
			  head,
			  1,
			  {0}},
		[GAP1] = {1, 1, 10, {0}},
		[TIME] = {t->time[0] ? 1 : 0, 1, 5, {0}},
		[LEGS] = {t->legs[0] ? 1 : 0, 1, 6, {0}},
		[PAIN] = {t->pain[0] ? 1 : 0, 1, 4, {0}},
		[GAP2] = {1, 1, 11, {0}},
		[SPOTS] = {spots < 4 ? spots : 4, spots, 2, {0}},
		[GAP3] = {1, 1, 12, {0}},
		[WORDS] = {!t->care      ? words > 0
			   : words < r.h ? words
					 : r.h,
			   words,
			   t->care ? 0 : 3,
			   {0}},
		[GAP4] = {t->week[0] ? 1 : 0, 1, 13, {0}},
		[WEEK] = {t->week[0] ? 1 : 0, 1, 7, {0}},
		[TRAIL] = {t->week[0] && r.w >= TRAIL_COLS_LEAST ? trail : 0, trail, 9, {0}},
		[LOOPS] = {t->loops[0] ? 1 : 0, 1, 8, {0}},
	};

	layout_rows(r, b, ROWS);
	canvas_wrap(c, b[HEAD].r, STYLE_TITLE, t->head);
	if (b[TIME].r.h)
		canvas_text_in(c, r.x, b[TIME].r.y, r.w, STYLE_PLAIN, t->time);
	if (b[LEGS].r.h)
		canvas_text_in(c, r.x, b[LEGS].r.y, r.w, STYLE_PLAIN, t->legs);
	if (b[PAIN].r.h)
		canvas_text_in(c, r.x, b[PAIN].r.y, r.w, STYLE_STRONG, t->pain);
	draw_spots(c, b[SPOTS].r, s);
	canvas_wrap(c, b[WORDS].r, t->care ? STYLE_WARN : STYLE_DIM, t->words);
	if (!p)
		return;
	if (b[WEEK].r.h)
		canvas_text_in(c, r.x, b[WEEK].r.y, r.w, STYLE_TITLE, t->week);
	draw_progress(c, b[TRAIL].r, b[LOOPS].r, m->progress, p, view_model_settled(m));
}

/* `was`: how the places stood, if they are seen to change. */
static void draw_map(struct canvas *c, struct rect r, const struct play_model *m, const struct person *who,
		     const struct person *was, const char *label)
{
	struct legmap map = legmap_of(m->plan->atlas, who);

	if (r.w < 1)
		return;
	map.mirror = m->set->mirror;
	map.memo = m->set->memo;
	map.was = was;
	map.settled = view_model_settled(m);
	canvas_text_mid(c, r.x, r.y, r.w, STYLE_DIM, label);
	parts_map(c, (struct rect){r.x, r.y + 1, r.w, r.h - 1}, &map);
}

static void draw_body(struct canvas *c, struct rect r, const struct play_model *m, const struct summary *t)
{
	enum { BEFORE, GAP1, AFTER, GAP2, WORDS, COLUMNS };
	enum { WORDS_COLS = 54, BETWEEN = 2, GAP = 3 };
	int room = r.w - WORDS_COLS - GAP;
	bool both = parts_map_good((room - BETWEEN) / 2);
	int map = parts_map_cols(r.h - 1, both ? (room - BETWEEN) / 2 : room);
	struct band b[COLUMNS] = {
		[BEFORE] = {both ? map : 0, map, 6, {0}},
		[GAP1] = {both && map ? BETWEEN : 0, BETWEEN, 6, {0}},
		[AFTER] = {map, map, 5, {0}},
		[GAP2] = {map ? GAP : 0, GAP, 4, {0}},
		[WORDS] = {r.w < WORDS_COLS ? r.w : WORDS_COLS, 76, 0, {0}},
	};

	struct person who = *m->who;
	struct progress after;
	bool told = summary_progress(&after, m);

	for (int i = 0; told && i < 2 * SITES_BUILT_IN; i++)
		who.place[i / 2][i % 2].stage = after.place[i / 2][i % 2].stage;
	layout_cols(r, b, COLUMNS);
	draw_map(c, b[BEFORE].r, m, m->before, NULL, _("before"));
	draw_map(c, b[AFTER].r, m, &who, told ? m->before : NULL, b[BEFORE].r.w ? _("now") : "");
	draw_words(c, b[WORDS].r, t, m, told ? &after : NULL);
}

void summary_draw(struct canvas *c, const struct play_model *m)
{
	struct vm_key keys[] = {parts_key(ACT_GO_ON, _("leave"))};
	struct parts_frame f = parts_frame(c, 9);
	struct summary t;

	summary_make(&t, m);
	parts_head(c, f.head, m->plan->routine->title, NULL, session_outcome_text(m->snap.outcome));
	draw_body(c, f.body, m, &t);
	parts_keys(c, f.keys, keys, 1);
}
