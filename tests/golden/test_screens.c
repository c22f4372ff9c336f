/* Every screen at the four sizes against its file in tests/golden/screens: the rows of text, a line
 * of dashes, the rows of style marks. UPDATE_GOLDEN=1 writes them anew; look at what changed. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "view_scenes.h"

static const struct {
	int cols, rows;
} sizes[] = {{20, 4}, {40, 12}, {80, 24}, {120, 40}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b = {0};
	char part[4096];
	size_t n;

	if (!f)
		return NULL;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(&b, part, n);
	fclose(f);
	buf_adds(&b, "");
	return b.p ? b.p : mem_strdup("");
}

static void write_all(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* Tells the first line that differs; returns whether all are the same. */
static int compare(const char *path, const char *got, const char *want)
{
	const char *g = got, *w = want;

	for (int line = 1; *g || *w; line++) {
		size_t ng = strcspn(g, "\n"), nw = strcspn(w, "\n");

		if (ng != nw || memcmp(g, w, ng) != 0) {
			print_error("%s:%d:\n  has    %.*s\n  drawn  %.*s\n", path, line, (int)nw, w, (int)ng,
				    g);
			return 0;
		}
		g += ng + (g[ng] == '\n');
		w += nw + (w[nw] == '\n');
	}
	return 1;
}

static int check(const char *name, int cols, int rows)
{
	struct canvas *c = canvas_new(cols, rows, TIER_BRAILLE);
	static struct fixture f;
	struct buf b = {0};
	char path[256];
	int same = 1;

	snprintf(path, sizeof path, "tests/golden/screens/%s-%dx%d.txt", name, cols, rows);
	scene_draw(c, name, &f);
	canvas_dump(c, &b);
	if (getenv("UPDATE_GOLDEN")) {
		write_all(path, buf_str(&b));
	} else {
		char *want = read_all(path);

		if (!want)
			print_error("%s is missing\n", path);
		same = want && compare(path, buf_str(&b), want);
		free(want);
	}
	buf_free(&b);
	canvas_free(c);
	return same;
}

static void at_the_four_sizes(void **state)
{
	int wrong = 0;

	(void)state;
	for (int i = 0; i < SCENES; i++) {
		for (int k = 0; k < SIZES; k++)
			wrong += !check(scene_names[i], sizes[k].cols, sizes[k].rows);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(at_the_four_sizes)};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
