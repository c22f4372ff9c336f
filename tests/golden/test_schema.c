/* The schema for editors that ships beside the routines is what the program's table says.
 * UPDATE_GOLDEN=1 writes it. Run in the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "load/atlas_load.h"
#include "load/routine_keys.h"
#include "load/routine_load.h"

#define SCHEMA "routines/routine.schema.json"

enum { ROOM = 1 << 18 };

static char *read_schema(void)
{
	char *text = mem_calloc(1, ROOM);
	FILE *f = fopen(SCHEMA, "rb");

	if (f) {
		text[fread(text, 1, ROOM - 1, f)] = '\0';
		fclose(f);
	}
	return text;
}

static void write_schema(const struct buf *text)
{
	FILE *f = fopen(SCHEMA, "wb");

	assert_non_null(f);
	fwrite(buf_str(text), 1, text->n, f);
	assert_int_equal(fclose(f), 0);
}

static void file_and_program_agree(void **state)
{
	struct arena *a = arena_new();
	struct buf want = {0};
	char *have;

	(void)state;
	routine_schema(atlas_built_in(a), &want);
	if (getenv("UPDATE_GOLDEN"))
		write_schema(&want);
	have = read_schema();
	if (strcmp(have, buf_str(&want)))
		fail_msg("%s is not what `unknot check --schema` prints", SCHEMA);
	free(have);
	buf_free(&want);
	arena_free(a);
}

/* Editors turn either into messages that mislead. */
static void no_alternatives(void **state)
{
	char *have = read_schema();

	(void)state;
	assert_null(strstr(have, "oneOf"));
	assert_null(strstr(have, "anyOf"));
	assert_null(strstr(have, "allOf"));
	free(have);
}

static void every_key_is_in_it_with_its_help(void **state)
{
	size_t n;
	const struct key *keys = routine_keys(&n);
	char *have = read_schema();

	(void)state;
	for (size_t i = 0; i < n; i++) {
		char name[40], start[32];

		snprintf(name, sizeof name, "\"%s\": {", keys[i].name);
		assert_non_null(strstr(have, name));
		snprintf(start, sizeof start, "%.20s", keys[i].help);
		assert_non_null(strstr(have, start));
	}
	free(have);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_and_program_agree),
		cmocka_unit_test(no_alternatives),
		cmocka_unit_test(every_key_is_in_it_with_its_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
