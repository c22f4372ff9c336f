#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/mem.h"
#include "load/routine_keys.h"
#include "load/yaml_tree.h"

struct fixture {
	struct arena *arena;
	struct diag *diag;
	const struct yaml_node *root;
	bool cut;
};

static const struct yaml_words words = {.key = routine_key_known, .text = routine_key_is_text, .steps = true};

static struct fixture parse_n(const char *text, size_t n)
{
	struct fixture f = {arena_new(), diag_new(), NULL, false};
	uint16_t source = diag_source(f.diag, "t.yaml", text, n);

	f.root = yaml_tree(f.arena, f.arena, f.diag, source, text, n, &words, &f.cut);
	return f;
}

static struct fixture parse(const char *text)
{
	return parse_n(text, strlen(text));
}

static void done(struct fixture *f)
{
	arena_free(f->arena);
	diag_free(f->diag);
}

/* The tree as one line: enough to compare shapes. */
static void dump(const struct yaml_node *n, struct buf *out)
{
	if (n->kind == YAML_SCALAR) {
		buf_addf(out, n->quoted ? "'%s'" : "%s", n->bad ? "?" : n->text);
		return;
	}
	buf_addc(out, n->kind == YAML_LIST ? '[' : '{');
	for (size_t i = 0; i < n->count; i++) {
		if (i)
			buf_adds(out, ", ");
		if (n->kind == YAML_MAP)
			buf_addf(out, "%s: ", n->pairs[i].key->text);
		dump(n->kind == YAML_MAP ? n->pairs[i].value : n->items[i], out);
	}
	buf_addc(out, n->kind == YAML_LIST ? ']' : '}');
	if (n->open)
		buf_addc(out, '~');
}

static void assert_tree(const char *text, const char *shape)
{
	struct fixture f = parse(text);
	struct buf out = {0};

	if (f.root)
		dump(f.root, &out);
	assert_string_equal(buf_str(&out), shape);
	buf_free(&out);
	done(&f);
}

/* The first diagnostic of `text` has this code and place. */
static void assert_fault(const char *text, const char *code, uint32_t line, uint32_t col)
{
	struct fixture f = parse(text);
	const struct diag_entry *e = diag_at(f.diag, 0);

	assert_non_null(e);
	assert_string_equal(e->code, code);
	assert_int_equal(e->at.line, line);
	assert_int_equal(e->at.col, col);
	done(&f);
}

static void shapes(void **state)
{
	(void)state;
	assert_tree("a: 1\nb: [x, y]\nc:\n  - d\n  - e: 'f'\n", "{a: 1, b: [x, y], c: [d, {e: 'f'}]}");
	assert_tree("a: no\nb: 012\nc: 1:30\nd: ~\ne:\n", "{a: no, b: 012, c: 1:30, d: ~, e: }");
	assert_tree("\357\273\277a: 1\n", "{a: 1}");
	assert_tree("a: one\n  two\nb: |\n  three\n  four\n", "{a: one two, b: 'three\nfour\n'}");
	assert_tree("plain", "plain");
	assert_tree("%YAML 1.1\n---\na: 1\n", "");
}

static void spans(void **state)
{
	struct fixture f = parse("日本: 呼吸\nb: &x  word\nc: {d: 1}\ne:\n  - f\n  - g\n\n# end\nh: \"q\"\n");
	const struct yaml_pair *p = f.root->pairs;

	(void)state;
	assert_int_equal(p[0].value->at.line, 1);
	assert_int_equal(p[0].value->at.col, 5);
	assert_int_equal(p[0].value->at.end_col, 7);
	assert_int_equal(p[1].value->at.col, 8);
	assert_int_equal(p[1].value->at.end_col, 12);
	assert_int_equal(p[2].value->at.col, 4);
	assert_int_equal(p[2].value->at.end_col, 10);
	assert_int_equal(p[3].value->at.line, 5);
	assert_int_equal(p[3].value->at.end_line, 6);
	assert_int_equal(p[3].value->at.end_col, 6);
	assert_int_equal(p[4].value->at.end_col, 7);
	done(&f);
}

static void aliases(void **state)
{
	(void)state;
	assert_tree("a: &x [1, 2]\nb: *x\nc: *x\n", "{a: [1, 2], b: [1, 2], c: [1, 2]}");
	assert_tree("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}");
	assert_tree("a: &a [1, *a]\n", "{a: [1, ?]}");
	assert_tree("a: *b\nc: 1\n", "{a: ?, c: 1}");
	assert_fault("a: &a [1, *a]\n", "alias", 1, 11);
	assert_fault("a: *b\n", "alias", 1, 4);
	assert_fault("a: &b c\n", "anchor", 1, 4);
}

static void faults(void **state)
{
	(void)state;
	assert_fault("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1);
	assert_fault("a: !!str 1\n", "tag", 1, 4);
	assert_fault("a: &x {b: 1}\nc:\n  <<: *x\n", "merge-key", 3, 3);
	assert_fault("a: 1\n---\nb: 2\n", "documents", 2, 1);
	assert_fault("? [a]\n: b\n", "key", 1, 3);
	assert_fault("", "empty", 0, 0);
	assert_fault("   \n# only a comment\n", "empty", 0, 0);
	assert_fault("a: \"\\e[2J\"\n", "control", 1, 4);
	assert_fault("a: \"\\0\"\n", "control", 1, 4);
	assert_fault("a: 1\nb: \x07\n", "control", 2, 4);
	assert_fault("a: 1\nb: x\xff\n", "encoding", 2, 5);
	assert_fault("a: 1\n%TAG ! x\n", "directive", 2, 1);
}

static void repeated_key_keeps_the_first(void **state)
{
	(void)state;
	assert_tree("a: 1\nb: 2\na: 3\nc: 4\n", "{a: 1, b: 2, c: 4}");
}

/* What stands above a syntax error is kept, what it may have spoiled is not. */
static void cut_keeps_what_is_above(void **state)
{
	(void)state;
	assert_tree("a: 1\nb: 2\nc: d: e\n", "{a: 1, b: 2}~");
	assert_tree("a: 1\nb: [x, y\nc: 3\n", "{a: 1}~");
	assert_tree("a:\n  - b: 1\n  - c: \"x\" y\n", "{a: [{b: 1}]~}~");
}

static void text_of_other_worlds(void **state)
{
	char wide[] = "\377\376a\0:\0 \0b\0\n";
	char nul[] = "a: x\0y\nb: 2\n";
	char noise[256];
	struct fixture f;

	(void)state;
	f = parse_n(wide, sizeof wide - 1);
	assert_null(f.root);
	assert_string_equal(diag_at(f.diag, 0)->code, "encoding");
	done(&f);
	f = parse_n(nul, sizeof nul - 1);
	assert_non_null(f.root);
	assert_int_equal(f.root->count, 2);
	assert_string_equal(diag_at(f.diag, 0)->code, "control");
	assert_int_equal(diag_at(f.diag, 0)->at.col, 5);
	done(&f);
	for (int i = 0; i < 256; i++)
		noise[i] = (char)(i * 37 + 11);
	f = parse_n(noise, sizeof noise);
	assert_null(f.root);
	assert_int_equal(diag_count(f.diag, DIAG_ERROR), 1);
	done(&f);
}

static char *repeat(const char *what, size_t times, size_t *n)
{
	size_t len = strlen(what);
	char *s = mem_calloc(len * times + 1, 1);

	for (size_t i = 0; i < times; i++)
		memcpy(s + i * len, what, len);
	*n = len * times;
	return s;
}

/* Processor time, not the wall: a busy machine must not fail this. The bound is far above what a
 * linear reading takes under sanitizers and far below what a quadratic one would. */
static struct fixture parse_soon(const char *text, size_t n)
{
	clock_t start = clock();
	struct fixture f = parse_n(text, n);

	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 3.0);
	return f;
}

static void assert_soon(const char *what, size_t times, const char *code)
{
	size_t n;
	char *s = repeat(what, times, &n);
	struct fixture f = parse_soon(s, n);
	const struct diag_entry *e = diag_at(f.diag, 0);

	if (code) {
		assert_non_null(e);
		assert_string_equal(e->code, code);
	} else {
		assert_null(e);
	}
	done(&f);
	free(s);
}

static void hostile_sizes(void **state)
{
	(void)state;
	assert_soon("[", 400000, "depth");
	assert_soon("{", 400000, "depth");
	assert_soon("- ", 400000, "depth");
	assert_soon("? ", 400000, "depth");
	assert_soon("a: ", 300000, "colon");
	assert_soon("[a,", 300000, "depth");
	assert_soon(" ", 1 << 20, "empty");
	assert_soon("\n", 1 << 20, "empty");
	assert_soon("# c\n", 200000, "empty");
	assert_soon("x", 1 << 20, NULL);
	assert_soon("- a\n", 250000, "size");
	assert_soon("%TAG !a! b\n", 90000, "directive");
	assert_soon("a", (1 << 20) + 1, "size");
	assert_soon("\"\\0", 300000, "control");
	assert_soon("k: 1\n", 200000, "duplicate-key");
	assert_soon("- &a b\n- *a\n", 80000, NULL);
}

static void many_keys_and_anchors(void **state)
{
	struct buf b = {0};
	struct fixture f;

	(void)state;
	for (int i = 0; i < 60000; i++)
		buf_addf(&b, "k%d: &a%d 1\n", i, i);
	buf_adds(&b, "k0: 2\n");
	f = parse_soon(b.p, b.n);
	assert_int_equal(diag_count(f.diag, DIAG_ERROR), 1);
	done(&f);
	buf_free(&b);
}

/* Nine doublings of nine: 387 million values from 400 bytes. */
static void alias_bomb(void **state)
{
	struct buf b = {0};
	struct fixture f;

	(void)state;
	buf_adds(&b, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
	for (int i = 1; i < 9; i++) {
		buf_addf(&b, "a%d: &a%d [", i, i);
		for (int k = 0; k < 9; k++)
			buf_addf(&b, "%s*a%d", k ? ", " : "", i - 1);
		buf_adds(&b, "]\n");
	}
	f = parse_soon(b.p, b.n);
	assert_true(f.cut);
	assert_string_equal(diag_at(f.diag, 0)->code, "size");
	assert_true(arena_size(f.arena) < 1 << 20);
	done(&f);
	buf_free(&b);
}

/* Aliases cannot stack depth past the limit either. */
static void alias_tower(void **state)
{
	struct buf b = {0};
	struct fixture f;

	(void)state;
	buf_adds(&b, "- &a0 [x]\n");
	for (int i = 1; i < 5000; i++)
		buf_addf(&b, "- &a%d [*a%d]\n", i, i - 1);
	f = parse_soon(b.p, b.n);
	assert_true(f.cut);
	assert_string_equal(diag_at(f.diag, 0)->code, "depth");
	assert_int_equal(diag_at(f.diag, 0)->at.line, 64);
	done(&f);
	buf_free(&b);
}

/* A routine of 1 MiB as a person would write it, if they wrote for years. */
static void memory_of_a_large_file(void **state)
{
	size_t n;
	char *s = repeat(
		"  - hold: thigh-outer-middle\n    find: 10s\n    for: 30s..60s\n    say: Lean towards the "
		"side as you breathe out.\n",
		8800, &n);
	struct fixture f = parse_soon(s, n);

	(void)state;
	assert_true(n > 900000);
	assert_false(f.cut);
	assert_true(arena_size(f.arena) < 6000000);
	done(&f);
	free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes),
		cmocka_unit_test(spans),
		cmocka_unit_test(aliases),
		cmocka_unit_test(faults),
		cmocka_unit_test(repeated_key_keeps_the_first),
		cmocka_unit_test(cut_keeps_what_is_above),
		cmocka_unit_test(text_of_other_worlds),
		cmocka_unit_test(hostile_sizes),
		cmocka_unit_test(many_keys_and_anchors),
		cmocka_unit_test(alias_bomb),
		cmocka_unit_test(alias_tower),
		cmocka_unit_test(memory_of_a_large_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
