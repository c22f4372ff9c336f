/* The plan as data: format.md, "The compiled plan". */
#include "base/json.h"
#include "core/plan_build.h"

static void key_seconds(struct json *j, const char *key, int64_t ms)
{
	json_key(j, key);
	json_seconds(j, ms);
}

static void key_string(struct json *j, const char *key, const char *s)
{
	json_key(j, key);
	json_string(j, s);
}

static void key_int(struct json *j, const char *key, int64_t v)
{
	json_key(j, key);
	json_int(j, v);
}

static const char *leg_or_null(enum leg leg)
{
	return leg == LEG_NONE ? NULL : leg_name(leg);
}

static void put_breath(struct json *j, const struct segment *s)
{
	json_key(j, "breath");
	if (!s->breaths) {
		json_null(j);
		return;
	}
	json_flat(j, '{');
	key_seconds(j, "in", s->breath.in);
	key_seconds(j, "sip", s->breath.sip);
	key_seconds(j, "top", s->breath.top);
	key_seconds(j, "out", s->breath.out);
	key_seconds(j, "bottom", s->breath.bottom);
	json_end(j);
}

static void put_press(struct json *j, const struct plan *p, const struct segment *s)
{
	json_key(j, "press");
	if (s->press < 0) {
		json_null(j);
		return;
	}
	json_flat(j, '[');
	json_int(j, p->presses[s->press].k);
	json_int(j, p->presses[s->press].of);
	json_end(j);
}

static void put_pressure(struct json *j, const struct segment *s)
{
	json_key(j, "pressure");
	if (s->press < 0) {
		json_null(j);
		return;
	}
	json_flat(j, '[');
	json_int(j, s->pressure.lo);
	json_int(j, s->pressure.hi);
	json_end(j);
}

static void put_segment(struct json *j, const struct plan *p, const struct segment *s)
{
	json_flat(j, '{');
	key_int(j, "n", s->n);
	key_int(j, "step", s->step_n);
	key_string(j, "id", s->id);
	key_int(j, "line", s->line);
	key_string(j, "phase", phase_name(s->phase));
	key_string(j, "leg", leg_or_null(s->leg));
	key_string(j, "site", s->site ? s->site->id : NULL);
	put_press(j, p, s);
	key_seconds(j, "at", s->at_ms);
	key_seconds(j, "for", s->for_ms);
	key_seconds(j, "shortest", s->shortest_ms);
	json_key(j, "longest");
	if (s->waits)
		json_null(j);
	else
		json_seconds(j, s->longest_ms);
	key_int(j, "breaths", s->breaths);
	put_breath(j, s);
	put_pressure(j, s);
	key_string(j, "text", s->text ? s->text : "");
	json_end(j);
}

static void put_cue(struct json *j, const struct cue *c)
{
	json_flat(j, '{');
	key_int(j, "n", c->segment);
	key_seconds(j, "at", c->at_ms);
	key_string(j, c->say ? "say" : "sound", c->say ? c->say : sound_name(c->sound));
	key_string(j, "kind", cue_kind_name(c->kind));
	key_string(j, "state", cue_state_name(c->state));
	key_seconds(j, "for", c->for_ms);
	key_string(j, "leg", leg_or_null(c->leg));
	json_end(j);
}

static const char *closed_word(enum closed c)
{
	static const char *const words[] = {
		[OPEN] = "leg",           [CLOSED_LOCKED] = "locked", [CLOSED_TODAY] = "today",
		[CLOSED_SHARE] = "share", [CLOSED_BRUISE] = "bruise", [CLOSED_ANSWER] = "answer",
		[CLOSED_TIME] = "time"};

	return words[c];
}

static void put_left_out(struct json *j, const struct left_out *l)
{
	json_flat(j, '{');
	key_int(j, "line", l->step->at.line);
	key_string(j, "leg", leg_or_null(l->leg));
	key_string(j, "site", l->site ? l->site->id : NULL);
	key_string(j, "why", closed_word(l->why));
	key_string(j, "instead", l->instead ? l->instead->id : NULL);
	json_end(j);
}

static void put_leg(struct json *j, const struct plan *p, int leg)
{
	json_key(j, leg ? "right" : "left");
	json_flat(j, '{');
	key_int(j, "presses", p->leg[leg].presses);
	key_seconds(j, "seconds", p->leg[leg].ms);
	json_end(j);
}

static void put_totals(struct json *j, const struct plan *p)
{
	json_key(j, "seconds");
	json_flat(j, '{');
	key_seconds(j, "shortest", p->shortest_ms);
	key_seconds(j, "planned", p->planned_ms);
	key_seconds(j, "longest", p->longest_ms);
	json_end(j);
	json_key(j, "tool");
	json_flat(j, '{');
	key_seconds(j, "seconds", p->tool_ms);
	key_seconds(j, "longest_stretch", p->tool_stretch_ms);
	json_end(j);
	json_key(j, "legs");
	json_flat(j, '{');
	put_leg(j, p, 0);
	put_leg(j, p, 1);
	json_end(j);
}

void plan_json(const struct plan *p, struct buf *out)
{
	const struct routine *r = p->routine;
	struct json j = json_to(out, true);

	json_object(&j);
	key_string(&j, "id", r->id);
	key_string(&j, "title", r->title);
	key_string(&j, "path", r->path);
	key_string(&j, "language", r->language ? r->language : "en");
	json_key(&j, "tags");
	json_flat(&j, '[');
	for (size_t i = 0; i < r->ntags; i++)
		json_string(&j, r->tags[i]);
	json_end(&j);
	put_totals(&j, p);
	json_key(&j, "left_out");
	json_array(&j);
	for (size_t i = 0; i < p->nleft_out; i++)
		put_left_out(&j, &p->left_out[i]);
	json_end(&j);
	json_key(&j, "segments");
	json_array(&j);
	for (size_t i = 0; i < p->nsegments; i++)
		put_segment(&j, p, &p->segments[i]);
	json_end(&j);
	json_key(&j, "cues");
	json_array(&j);
	for (size_t i = 0; i < p->ncues; i++)
		put_cue(&j, &p->cues[i]);
	json_end(&j);
	json_end(&j);
}
