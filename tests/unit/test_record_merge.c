/* Merging: whatever order records are added in, and however often, all of them end up the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "core/record_merge.h"

enum { MOST = 12 };

/* A record with room, made by hand. */
struct made {
	struct record r;
	struct session_row sessions[MOST];
	struct hold_row holds[MOST * 2];
	struct rating_row ratings[MOST];
	struct checkin_row checkins[MOST];
	struct choice_row choices[MOST];
	struct screening_row screenings[MOST];
};

static struct made *begin(void)
{
	struct made *m = mem_calloc(1, sizeof *m);

	m->r = (struct record){.sessions = m->sessions,
			       .holds = m->holds,
			       .ratings = m->ratings,
			       .checkins = m->checkins,
			       .choices = m->choices,
			       .screenings = m->screenings};
	return m;
}

static struct wall at(int64_t minute)
{
	return (struct wall){INT64_C(1795341600000) + minute * 60000, 3600};
}

/* Session `id` with `nholds` holds. */
static struct session_row *play(struct made *m, int id, enum session_outcome outcome, int nholds)
{
	struct session_row *s = &m->sessions[m->r.nsessions++];

	*s = (struct session_row){.routine = "daily",
				  .title = "Daily",
				  .outcome = outcome,
				  .started = at(id * 1440),
				  .pain_before = RATING_UNKNOWN,
				  .pain_after = RATING_UNKNOWN,
				  .numb_after = -1};
	if (outcome != SESSION_OPEN)
		s->ended = at(id * 1440 + 20);
	snprintf(s->id, sizeof s->id, "%032x", (unsigned)id);
	for (int n = 0; n < nholds; n++) {
		struct hold_row *h = &m->holds[m->r.nholds++];

		*h = (struct hold_row){
			.n = n, .site = "calf-low", .leg = LEG_LEFT, .when = at(id * 1440 + n)};
		memcpy(h->session, s->id, sizeof h->session);
	}
	return s;
}

/* Puts `from` into `here`, as io/history does with tables; rows of sessions that are replaced go first. */
static void drop(struct record *r, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nsessions; i++)
		if (strcmp(r->sessions[i].id, id) != 0)
			r->sessions[n++] = r->sessions[i];
	r->nsessions = n;
	n = 0;
	for (size_t i = 0; i < r->nholds; i++)
		if (strcmp(r->holds[i].session, id) != 0)
			r->holds[n++] = r->holds[i];
	r->nholds = n;
}

static struct merge_tally merge(struct made *here, const struct record *from)
{
	struct record_merge m = record_merge(&here->r, NULL, 0, from);
	struct record *r = &here->r;
	struct merge_tally t = m.tally;

	for (size_t i = 0; i < from->nsessions; i++) {
		if (!m.sessions[i])
			continue;
		drop(r, from->sessions[i].id);
		r->sessions[r->nsessions++] = from->sessions[i];
		for (size_t k = 0; k < from->nholds; k++)
			if (!strcmp(from->holds[k].session, from->sessions[i].id))
				r->holds[r->nholds++] = from->holds[k];
	}
	for (size_t i = 0; i < from->ncheckins; i++) {
		size_t k = 0;

		if (!m.checkins[i])
			continue;
		while (k < r->ncheckins && r->checkins[k].when.ms != from->checkins[i].when.ms)
			k++;
		r->checkins[k] = from->checkins[i];
		r->ncheckins += k == r->ncheckins;
	}
	for (size_t i = 0; i < from->nchoices; i++) {
		size_t k = 0;

		if (!m.choices[i])
			continue;
		while (k < r->nchoices && (r->choices[k].when.ms != from->choices[i].when.ms ||
					   strcmp(r->choices[k].what, from->choices[i].what) != 0))
			k++;
		r->choices[k] = from->choices[i];
		r->nchoices += k == r->nchoices;
	}
	for (size_t i = 0; i < from->nscreenings; i++)
		if (m.screenings[i])
			r->screenings[r->nscreenings++] = from->screenings[i];
	record_merge_free(&m);
	record_sort(r);
	return t;
}

static char *json(const struct made *m)
{
	struct buf out = {0};

	record_json(&m->r, &out);
	return out.p;
}

/* Three machines that know some of the same, each in its own way. */
static struct made *machine(int which)
{
	struct made *m = begin();

	switch (which) {
	case 0:
		play(m, 1, SESSION_DONE, 3);
		play(m, 2, SESSION_OPEN, 1);
		play(m, 4, SESSION_DONE, 1)->title = "Told one way";
		m->checkins[m->r.ncheckins++] = (struct checkin_row){at(2000), 2, true, ""};
		m->choices[m->r.nchoices++] = (struct choice_row){at(5), "target", "3"};
		m->screenings[m->r.nscreenings++] = (struct screening_row){at(1), "emergency", 4, false};
		m->screenings[m->r.nscreenings++] = (struct screening_row){at(2), "emergency", 0, false};
		break;
	case 1:
		play(m, 2, SESSION_INTERRUPTED, 4);
		play(m, 3, SESSION_STOPPED, 2);
		play(m, 4, SESSION_DONE, 1)->title = "Told another";
		m->checkins[m->r.ncheckins++] = (struct checkin_row){at(2000), 3, false, ""};
		m->checkins[m->r.ncheckins++] = (struct checkin_row){at(3000), 1, false, ""};
		m->choices[m->r.nchoices++] = (struct choice_row){at(5), "target", "5"};
		m->choices[m->r.nchoices++] = (struct choice_row){at(5), "tool", "towel"};
		break;
	default:
		play(m, 2, SESSION_DONE, 2);
		play(m, 4, SESSION_DONE, 1)->title = "And a third";
		m->checkins[m->r.ncheckins++] = (struct checkin_row){at(2000), 3, false, "calf-low left"};
		m->choices[m->r.nchoices++] = (struct choice_row){at(5), "target", "4"};
		m->screenings[m->r.nscreenings++] = (struct screening_row){at(1), "emergency", 4, false};
	}
	return m;
}

static void any_order_ends_the_same(void **state)
{
	static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	char *first = NULL;

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct made *m = machine(orders[i][0]), *b = machine(orders[i][1]),
			    *c = machine(orders[i][2]);
		struct merge_tally t;
		char *said;

		merge(m, &b->r);
		merge(m, &c->r);
		t = merge(m, &b->r); /* again: nothing is new */
		assert_int_equal(t.added + t.fuller + t.checkins + t.choices + t.screenings, 0);
		assert_int_equal(t.known, b->r.nsessions);
		said = json(m);
		if (first) {
			assert_string_equal(said, first);
			free(said);
		} else {
			first = said;
		}
		free(m);
		free(b);
		free(c);
	}
	/* the four holds of the second session, one of three titles, the sorer check-in */
	assert_non_null(strstr(first, "\"n\": 3"));
	assert_non_null(strstr(first, "Told one way"));
	assert_non_null(strstr(first, "\"soreness\": 3, \"bruise\": false, \"where\": \"calf-low left\""));
	assert_non_null(strstr(first, "\"yes\": [2]"));
	free(first);
}

/* What is merged by way of a third machine is the same too. */
static void grouping_is_of_no_matter(void **state)
{
	struct made *a = machine(0), *b = machine(1), *c = machine(2), *a2 = machine(0);
	char *left, *right;

	(void)state;
	merge(a, &b->r);
	merge(a, &c->r);
	merge(b, &c->r);
	merge(a2, &b->r);
	left = json(a);
	right = json(a2);
	assert_string_equal(left, right);
	free(left);
	free(right);
	free(a);
	free(b);
	free(c);
	free(a2);
}

static void the_further_telling_stands(void **state)
{
	struct made *here = begin(), *there = begin();
	struct merge_tally t;

	(void)state;
	play(here, 1, SESSION_OPEN, 2);
	play(there, 1, SESSION_DONE, 2);
	t = merge(here, &there->r);
	assert_int_equal(t.fuller, 1);
	assert_int_equal(here->r.nsessions, 1);
	assert_int_equal(here->r.nholds, 2);
	assert_int_equal(here->r.sessions[0].outcome, SESSION_DONE);
	there->sessions[0].outcome = SESSION_INTERRUPTED;
	t = merge(here, &there->r);
	assert_int_equal(t.known, 1);
	assert_int_equal(here->r.sessions[0].outcome, SESSION_DONE);
	/* what was pressed counts, however it ended */
	there->r.nsessions = there->r.nholds = 0;
	play(there, 1, SESSION_OPEN, 3);
	t = merge(here, &there->r);
	assert_int_equal(t.fuller, 1);
	assert_int_equal(here->r.nholds, 3);
	free(here);
	free(there);
}

static void what_was_forgotten_stays_away(void **state)
{
	static const char forgotten[2][33] = {"00000000000000000000000000000001",
					      "00000000000000000000000000000003"};
	struct made *here = begin(), *there = begin();
	struct record_merge m;

	(void)state;
	play(there, 1, SESSION_DONE, 1);
	play(there, 2, SESSION_DONE, 1);
	m = record_merge(&here->r, forgotten, 2, &there->r);
	assert_int_equal(m.tally.forgotten, 1);
	assert_int_equal(m.tally.added, 1);
	assert_false(m.sessions[0]);
	assert_true(m.sessions[1]);
	record_merge_free(&m);
	free(here);
	free(there);
}

/* "None apply" of another machine opens no gate here. */
static void only_a_yes_is_taken(void **state)
{
	struct made *here = begin(), *there = begin();

	(void)state;
	there->screenings[0] = (struct screening_row){at(1), "emergency", 0, false};
	there->screenings[1] = (struct screening_row){at(2), "emergency", 4, false};
	there->screenings[2] = (struct screening_row){at(2), "emergency", 4, false};
	there->r.nscreenings = 3;
	assert_int_equal(merge(here, &there->r).screenings, 1);
	assert_int_equal(here->r.screenings[0].yes, 4);
	free(here);
	free(there);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_ends_the_same),    cmocka_unit_test(grouping_is_of_no_matter),
		cmocka_unit_test(the_further_telling_stands), cmocka_unit_test(what_was_forgotten_stays_away),
		cmocka_unit_test(only_a_yes_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
