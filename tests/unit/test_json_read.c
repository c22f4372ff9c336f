/* JSON as it comes: what is right is given, what is wrong is told with its line and is never read past. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/json_read.h"

static struct json_reader of(const char *text)
{
	return json_reader(text, strlen(text));
}

static void values(void **state)
{
	struct json_reader r = of("\xef\xbb\xbf { \"a\" : [ 1 , -2.5, 0.125, true, false, null ] ,\n"
				  "\"b\":{}, \"c\": \"x\\n\\u00e9\\ud83d\\ude00\\/\", \"d\": [] }\n");
	const char *s;
	int64_t v = 0;
	bool yes;

	(void)state;
	assert_int_equal(json_peek(&r), JSON_OBJECT);
	assert_true(json_enter_object(&r));
	assert_string_equal(json_member(&r), "a");
	assert_true(json_enter_array(&r));
	assert_true(json_item(&r) && json_take_number(&r, 0, &v));
	assert_int_equal(v, 1);
	assert_true(json_item(&r) && json_take_number(&r, 3, &v));
	assert_int_equal(v, -2500);
	assert_true(json_item(&r) && !json_take_number(&r, 2, &v) && json_take_number(&r, 3, &v));
	assert_int_equal(v, 125);
	assert_true(json_item(&r) && json_take_bool(&r, &yes) && yes);
	assert_true(json_item(&r) && json_take_bool(&r, &yes) && !yes);
	assert_true(json_item(&r) && !json_take_bool(&r, &yes) && json_take_null(&r));
	assert_false(json_item(&r));
	assert_string_equal(json_member(&r), "b");
	assert_true(json_enter_object(&r));
	assert_null(json_member(&r));
	assert_string_equal(json_member(&r), "c");
	assert_true(json_take_string(&r, &s));
	assert_string_equal(s, "x\né😀/");
	assert_string_equal(json_member(&r), "d");
	assert_int_equal(json_line(&r), 2);
	assert_true(json_skip(&r));
	assert_null(json_member(&r));
	assert_true(json_at_end(&r));
	assert_null(r.fault);
	json_reader_free(&r);
}

static void numbers_that_do_not_fit(void **state)
{
	static const char *const none[] = {
		"1e3", "1E400", "0.0001", "99999999999999999999", "1e-3", "-9223372036854775807000"};
	int64_t v = 7;

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct json_reader r = of(none[i]);

		assert_false(json_take_number(&r, 3, &v));
		assert_null(r.fault);
		assert_true(json_skip(&r) && json_at_end(&r));
		json_reader_free(&r);
	}
	assert_int_equal(v, 7);
}

/* Skips the whole text and gives what was wrong. */
static bool skips(const char *text, size_t n, const char *fault, size_t line)
{
	struct json_reader r = json_reader(text, n);
	bool good = json_skip(&r) && json_at_end(&r);

	if (!good) {
		assert_non_null(r.fault);
		if (!strstr(r.fault, fault))
			fail_msg("%s: %s", text, r.fault);
		assert_int_equal(json_line(&r), line);
	}
	json_reader_free(&r);
	return good;
}

static void what_is_wrong_is_told(void **state)
{
	static const struct {
		const char *text, *fault;
		size_t line;
	} wrong[] = {
		{"", "a value", 1},
		{"\n\n  nothing", "word", 3},
		{"{\"a\" 1}", "colon", 1},
		{"{\"a\": 1\n \"b\": 2}", "comma or the end }", 2},
		{"{a: 1}", "string in quotes", 1},
		{"{\"a\": 1,\n}", "string in quotes", 2},
		{"[1,]", "a value", 1},
		{"[1 2]", "comma or the end ]", 1},
		{"[1", "comma or the end ]", 1},
		{"[1}", "comma or the end ]", 1},
		{"\"abc", "closing quote", 1},
		{"\"a\nb\"", "control character", 1},
		{"\"\\x\"", "backslash", 1},
		{"\"\\", "backslash", 1},
		{"\"\\u12\"", "hexadecimal", 1},
		{"\"\\ud800\"", "no character", 1},
		{"\"\\udc00\"", "no character", 1},
		{"\"\\ud800\\u0041\"", "half", 1},
		{"\"\\u0000\"", "no character", 1},
		{"\"\xc0\xaf\"", "UTF-8", 1},
		{"\"\xff\"", "UTF-8", 1},
		{"01", "number", 1},
		{"-", "number", 1},
		{"1.", "number", 1},
		{"1e", "number", 1},
		{"tru", "word", 1},
		{"nul", "word", 1},
		{"1 1", "after the end", 1},
		{"{} x", "after the end", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (skips(wrong[i].text, strlen(wrong[i].text), wrong[i].fault, wrong[i].line))
			fail_msg("%s was read", wrong[i].text);
	assert_false(skips("[\"\0\"]", 5, "control character", 1));
	assert_false(skips("{}\0", 3, "after the end", 1));
	/* cut anywhere, nothing is read past the end */
	for (size_t n = 0; n < 40; n++)
		assert_false(skips("{\"a\": [true, null, {\"b\": \"\\u00e9\", \"c\": -1.5e3}]}", n, "", 1));
}

static void deep_nesting_ends(void **state)
{
	char deep[4000];

	(void)state;
	memset(deep, '[', sizeof deep);
	assert_false(skips(deep, sizeof deep, "too deep", 1));
	for (size_t i = 0; i + 5 < sizeof deep; i += 5)
		memcpy(deep + i, "{\"\":[", 5);
	assert_false(skips(deep, sizeof deep - 5, "too deep", 1));
	memset(deep, '[', JSON_READ_DEPTH);
	memset(deep + JSON_READ_DEPTH, ']', JSON_READ_DEPTH);
	assert_true(skips(deep, (size_t)2 * JSON_READ_DEPTH, "", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(numbers_that_do_not_fit),
		cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(deep_nesting_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
