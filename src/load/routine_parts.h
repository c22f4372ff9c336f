/* What the files of the loader share: its state, and who reads what. Nobody else includes this. */
#ifndef UNKNOT_LOAD_ROUTINE_PARTS_H
#define UNKNOT_LOAD_ROUTINE_PARTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "core/routine.h"
#include "load/routine_keys.h"
#include "load/yaml_tree.h"

/* A pattern that the routine gave a name. */
struct named_breath {
	const char *name;
	struct breath breath;
	struct span at;
	bool used;
};

/* A `use` that waits for its file. */
struct pending_use {
	struct step *step;
	const char *want;
	const char *path; /* of the value, for messages */
	bool in_legs;
};

/* A step's id, found by its hash: a file may hold thousands. */
struct named_step {
	const char *id;
	struct span at;
	size_t next; /* in its bucket, index + 1; 0 ends */
};

enum { ID_BUCKETS = 1024 };

/* One file: the main one or one that a `use` names. */
struct load_file {
	struct routine *r;
	bool cut;    /* a syntax error ended the reading: what is missing may have stood below */
	bool failed; /* there is no routine in it */
	bool has_legs; /* some step chooses a leg, so that it cannot be used inside `legs` */
	bool legs_known; /* has_legs counts the files that it uses */
	struct named_breath *breaths;
	size_t nbreaths;
	bool *site_used; /* of each of r->sites */
	struct pending_use *uses;
	size_t nuses, cap_uses;
	struct named_step *ids;
	size_t nids, cap_ids;
	size_t id_bucket[ID_BUCKETS]; /* index + 1; 0 for none */
	int visiting; /* of the search for circles: 0 not yet, 1 on the way, 2 done */
};

struct routine_load {
	struct arena *arena;
	const struct atlas *atlas;
	struct diag *d;
	struct load_file **files;
	size_t nfiles, cap_files;
	size_t file_at, use_at; /* the next use to hand in */
	int next_site;          /* index of the next place of an author */

	/* while a file is read */
	struct load_file *file;
	struct buf path; /* steps[2].steps[0].for */
	const struct yaml_node *guessed; /* a misspelt key that was taken to name its step */
	const struct yaml_node *naming;  /* the key that names the step whose keys are sorted; NULL once blamed */
	const char *guess;               /* the name it was taken for */
	const struct key *reading;       /* the key whose value is read; NULL outside any */
	uint32_t reading_in;             /* the kind of map that it stands in */
	uint32_t listed;                 /* the kinds of map whose keys a hint has listed */
	bool in_legs;    /* inside a `legs` step */
	bool broken;     /* something that sums of times and doses depend on could not be understood */
};

/* ---- messages (routine_values.c) ---- */

struct diag_entry *load_error(struct routine_load *l, const char *code, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
struct diag_entry *load_warning(struct routine_load *l, const char *code, struct span at, const char *fmt,
				...) __attribute__((format(printf, 4, 5)));

/* Lists what would be legal and, if one of it is near `word`, asks whether that was meant. */
void load_guess(struct routine_load *l, struct diag_entry *e, const char *word, const char *const *words,
		size_t n);

/* Whether so much is wrong that nothing more is printed: a hostile file must not take its time. */
bool load_nobody_reads(const struct routine_load *l);

/* Says that `text` was likely meant, and offers it as the replacement. */
void load_did_you_mean(struct routine_load *l, struct diag_entry *e, const char *text);

/* A text of the file as far as a message can bear it. */
const char *load_brief(struct routine_load *l, const char *text);

/* Goes into a part of the document for the paths of messages; load_up() goes back. */
size_t load_down(struct routine_load *l, const char *key);
size_t load_down_item(struct routine_load *l, size_t i);
void load_up(struct routine_load *l, size_t mark);

/* The character at the beginning of a span; 0 if there is none. */
char load_first_char(struct routine_load *l, struct span at);

/* ---- values ---- */

/* Reads the value of key `k` into the struct that the key's `where` fills. False if it was
 * diagnosed; the field keeps its zero then. */
bool load_value(struct routine_load *l, const struct key *k, const struct yaml_node *v, void *into);

/* The text of a scalar that is not empty, or NULL with a diagnostic. `name` is the key. */
const char *load_scalar(struct routine_load *l, const char *name, const struct yaml_node *v);

/* Free text: one line, trimmed. NULL with a diagnostic if it is none. */
const char *load_text(struct routine_load *l, const char *name, const struct yaml_node *v);

/* Placeholders (routine_fills.c): whether a text may hold some, or what stands for one elsewhere. */
bool load_may_fill(const struct yaml_node *v);

/* Checks the placeholders of a text against those that have a meaning there (a set of these). */
enum { FILL_LEG = 1, FILL_SITE = 2, FILL_MUSCLE = 4, FILL_TIME = 8, FILL_BREATHS = 16 };
void load_check_fills(struct routine_load *l, const struct yaml_node *v, unsigned legal);

/* ---- maps (routine_maps.c) ---- */

/* Reads all keys of a map by the table; unknown ones are diagnosed, missing ones too. `what` names
 * the map in messages (NULL for a step). False if a value was wrong or a key missing. */
bool load_map(struct routine_load *l, const struct yaml_node *map, uint32_t where, const char *what,
	      void *into);

/* Whether a key or a step is `for:60s`, one word to YAML since the blank after the colon is missing or
 * a no-break space; if so, that is diagnosed. */
bool load_refuse_missing_blank(struct routine_load *l, const struct yaml_node *v);

/* Keys that stand beside the name they belong to and not below it: how many follow pair `i` of a map, whose value is
 * empty, that are keys of such a map, or with 0 as `where` maps under names of the author's own. If there are any,
 * that is diagnosed. */
size_t load_refuse_beside(struct routine_load *l, const struct yaml_node *map, size_t i, uint32_t where);

/* Whether a key of the map was told of as a slip for this one. */
bool load_is_meant(const struct yaml_node *map, uint32_t where, const char *name);

/* The value of a key in a map, or NULL. */
const struct yaml_node *load_find(const struct yaml_node *map, const char *name);

/* times (routine_times.c) */
bool load_length(struct routine_load *l, const char *name, const struct yaml_node *v, bool zero,
		 struct length *out);
bool load_range(struct routine_load *l, const char *name, const struct yaml_node *v,
		struct length_range *out);
bool load_pressure(struct routine_load *l, const struct yaml_node *v, struct pressure *out);
bool load_at(struct routine_load *l, const struct yaml_node *v, struct step_cue *out);
const char *load_moment_meant(struct routine_load *l, const char *text); /* `middle` as `at` has it; NULL for none */

/* What was likely meant by a length that does not read, as `40 sec` is 40s; NULL if nothing is. `zero`: it may
 * last no time. */
const char *load_guess_length(struct routine_load *l, const char *text, bool zero);

/* The same for a range of times, which may be one time: `30 to 60 sec` is 30s..60s. */
const char *load_guess_range(struct routine_load *l, const char *text);

/* times in words (slips_times.c) */

/* `1 min 30 sec` as `1m30s`: numbers and words of units with blanks anywhere. `unit` serves a number
 * that has none; behind minutes it is one of seconds. False if it reads as no length at all. */
bool load_respell_length(const char *s, const char *unit, struct buf *out);

/* The unit of the last figure of a length, for a range that names it once. */
const char *load_last_unit(const char *s);

/* `60000ms` as 60s; NULL if it is no number of milliseconds. */
const char *load_from_milliseconds(struct routine_load *l, const char *text);

/* What was likely meant by a value that stands where only a time does: `60s, slowly`, and `none` where it may last no
 * time; NULL for nothing. */
const char *load_time_in(struct routine_load *l, const char *text, bool zero);

/* A copy of `text` in which dashes, dots and blanks that only look like the plain ones are plain;
 * NULL if there are none. */
const char *load_plain_spelling(struct arena *a, const char *text);
bool load_is_breaths(const char *text); /* `6 breaths` */

/* Lists of texts (routine_lists.c). A tag that has a meaning has it in any case. */
bool load_texts(struct routine_load *l, const char *name, const struct yaml_node *v, const char ***out, size_t *n);
bool load_tags(struct routine_load *l, const char *name, const struct yaml_node *v, struct routine *r);

/* The language of the texts (routine_language.c). */
bool load_language(struct routine_load *l, const char *name, const struct yaml_node *v, const char **out);

/* breath patterns (routine_breaths.c) */
bool load_breath(struct routine_load *l, const char *name, const struct yaml_node *v, struct pattern *out);
bool load_breaths(struct routine_load *l, const struct yaml_node *v);
bool load_seconds(struct routine_load *l, const char *name, const struct yaml_node *v, int32_t *out);
const char *load_guess_pattern(struct routine_load *l, const char *text); /* `4s-6s` as figures; NULL for none */

/* `box`, `5 box`, `4-6` where a time belongs: says where the pattern goes; false, and nothing said, if it is none. */
bool load_hint_pattern_first(struct routine_load *l, struct diag_entry *e, const char *text);

/* places (routine_places.c) */
bool load_sites(struct routine_load *l, const struct yaml_node *v);
bool load_places(struct routine_load *l, const struct yaml_node *v, struct step *s);
bool load_place(struct routine_load *l, const char *name, const struct yaml_node *v, struct place *out);

/* `T1, T2`, `T1 and T2` and `(T1; T2)` as `[T1, T2]`, if every word of it is a place; one place by itself is offered
 * without what stands round it. */
const char *load_as_list(struct routine_load *l, const char *text);

/* Says which place may have been meant by a text that names none, that it must not be pressed, or which
 * places there are (`ids`). (place_guess.c) */
void load_guess_place(struct routine_load *l, struct diag_entry *e, const char *text, const char *const *ids,
		      size_t n);

/* The few places that have all words of a text, with commas between them, and how many; NULL for none or too many. */
const char *load_places_meant(struct routine_load *l, const char *text, size_t *n);

/* A press in words, as people write it in one line: `outer thigh both sides 40 s twice`. */
struct press_words {
	const char *places; /* ids, with commas between them */
	const char *time;   /* as the format writes it; NULL for none */
	const char *legs;   /* the value of `legs`; NULL for none */
	int often;          /* 0 if it does not say */
};

/* Takes such a text apart: how many places may be meant; 0 if it is none, or says no more than a place. `near`: the
 * words of a place may be misspelt, as where nothing but a place can stand. */
size_t load_take_press(struct routine_load *l, const char *text, bool near, struct press_words *out);

/* Says to write only the place of it here, and which keys below; false, and nothing said, if it is no such text. */
bool load_hint_press(struct routine_load *l, struct diag_entry *e, const char *text);

/* Figures that stand in words (slips_figures.c). */
struct figures {
	const char *time; /* as the format writes it; NULL for none */
	int times;        /* how often that time: `3 x 20 s`; 0 if it does not say */
	int reps, sets;   /* counts that belong to no time; 0 for none */
	bool each_leg;
};
void load_read_figures(struct routine_load *l, const char *text, struct figures *out);

/* The first time with its unit in a text, as the format writes it, and where it stands; NULL for none. */
const char *load_find_time(struct routine_load *l, const char *text, size_t *at, size_t *n);

/* `3 x 10` anywhere in a text. */
bool load_find_sets(const char *text, int *sets, int *reps);

/* The bytes of what stands between two numbers of which one says how often; 0 for none. */
size_t load_times_sign(const char *p);

/* `ten`, `zehn`, `twice`: the number that a word is; 0 for none. (slips.c) */
int load_number_word(const char *word);

/* A whole number that can count at `*p`, which goes past it and the blanks behind it; 0 if there is none. */
int load_take_count(const char **p);

/* Whether a text is nothing but a number that can count. */
bool load_is_count(const char *text);

/* The bytes of a text before words that mean each leg, at its end; 0 if there are none or only they. */
size_t load_before_legs(const char *text);

/* Steps without their key (slips_steps.c): what a text that stands as a step was meant for; what a map without
 * one was meant for, by its first key; `walk 2 min`. */
const char *load_keys_in_words(struct routine_load *l, const char *const *keys, size_t n); /* `reps: 10 and sets: 3` */
void load_hint_step(struct routine_load *l, struct diag_entry *e, const char *text);
bool load_hint_kind(struct routine_load *l, struct diag_entry *e, const struct yaml_node *map);
bool load_hint_no_colon(struct routine_load *l, struct diag_entry *e, const char *name, const char *rest);

/* slips of habit (slips.c): `reps: 3x10`; what to do instead for a key that counts, in a hold (NULL: it counts
 * nothing); `for: 2 x 30s` and `for: 30s each`, a time that also says how often (false, and nothing said: it does
 * not); figures in the text of a move or a stretch, for which there are keys; a value that a key may have, as an
 * example (NULL: none); a list or a map where one value belongs; a value or a text in curly quotes. */
void load_hint_count(struct routine_load *l, struct diag_entry *e, const char *name, const char *text);
const char *load_legs_meant(const char *text); /* the value of `legs`; NULL for none */
const char *load_example(const char *name);
void load_hint_example(struct routine_load *l, struct diag_entry *e, const char *name);
void load_refuse_collection(struct routine_load *l, const char *name, const struct yaml_node *v, bool text);
bool load_refuse_curly(struct routine_load *l, const struct yaml_node *v);
void load_note_curly(struct routine_load *l, const char *name, const struct yaml_node *v);
void load_note_figures(struct routine_load *l, const struct yaml_node *map, const struct step *s);
bool load_hint_repeated(struct routine_load *l, struct diag_entry *e, const char *text);
const char *load_hint_again(const char *name);
bool load_hint_habit(struct routine_load *l, struct diag_entry *e, const struct yaml_node *map, const char *name,
		     uint32_t where);
/* steps (routine_steps.c) */
bool load_steps(struct routine_load *l, const struct yaml_node *v, struct step **steps, size_t *n);
bool load_cues(struct routine_load *l, const struct yaml_node *v, struct step *s); /* (routine_cues.c) */

/* `10s before end` as `at` has it; NULL if it is no such moment. (routine_cues.c) */
const char *load_before_end(struct routine_load *l, const char *text);
bool load_use(struct routine_load *l, const struct yaml_node *v, struct step *s);

#endif
