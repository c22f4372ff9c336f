/* Turns the atlas into C, at build time: the program finds it ready and cannot start with a wrong
 * one, because a fault in routines/atlas.yaml ends the build with its line.
 *
 *   atlas_tables FILE >atlas_tables.c
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "load/atlas_load.h"

static void print_text(const char *s)
{
	if (!s) {
		fputs("0, ", stdout);
		return;
	}
	putchar('"');
	for (; *s; s++)
		if (*s == '"' || *s == '\\' || (unsigned char)*s < ' ' || (unsigned char)*s > '~')
			printf("\\%03o", (unsigned char)*s);
		else
			putchar(*s);
	fputs("\", ", stdout);
}

static void print_site(const struct site *s)
{
	printf("{%d, ", s->index);
	print_text(s->id);
	print_text(s->code);
	print_text(s->name);
	print_text(s->muscle);
	print_text(s->spreads_to);
	print_text(s->reach);
	printf("(enum part)%d, %a, %a, %a, %a, %" PRId64 ", %d, %d, %d},\n", (int)s->part, s->along,
	       s->along_lo, s->along_hi, s->across, s->press_max_ms, s->ask_calf, s->ask_nerve, s->locked);
}

static void print_zone(const struct zone *z)
{
	fputs("{", stdout);
	print_text(z->id);
	print_text(z->name);
	print_text(z->why);
	fputs("{", stdout);
	for (int i = 0; i < ZONE_PARTS; i++)
		printf("{(enum part)%d, %a, %a, %a, %a}, ", (int)z->box[i].part, z->box[i].along_lo,
		       z->box[i].along_hi, z->box[i].across_lo, z->box[i].across_hi);
	printf("}, %d},\n", z->nboxes);
}

#define LENGTH(field) printf("." #field " = %" PRId64 ", ", l->field)
#define FIGURE(field) printf("." #field " = %d, ", l->field)

static void print_limits(const struct limits *l)
{
	LENGTH(press_min), LENGTH(press_max), LENGTH(press_warn_lo), LENGTH(press_warn_hi);
	FIGURE(presses_most), LENGTH(place_ms), LENGTH(tool_stretch), LENGTH(stand_min), LENGTH(total);
	LENGTH(tool_deep), LENGTH(last_walk), LENGTH(pause_warn), LENGTH(more);
	FIGURE(pressure_lo), FIGURE(pressure_hi), FIGURE(pressure_warn), FIGURE(gentle_pressure);
	FIGURE(daily_places), FIGURE(segments), FIGURE(depth), FIGURE(rounds_478);
	printf(".nerve_lo = %a, .nerve_hi = %a", l->nerve_lo, l->nerve_hi);
}

static void print_atlas(const struct atlas *a)
{
	puts("#include \"load/atlas_load.h\"\n\nstatic const struct atlas atlas = {\n.site = {");
	for (int i = 0; i < SITES_BUILT_IN; i++)
		print_site(&a->site[i]);
	puts("},\n.zone = {");
	for (int i = 0; i < a->nzones; i++)
		print_zone(&a->zone[i]);
	printf("},\n.nzones = %d,\n.limits = {", a->nzones);
	print_limits(&a->limits);
	puts("},\n};\n\nconst struct atlas *atlas_built_in(struct arena *a)\n{\n\t(void)a;\n\treturn "
	     "&atlas;\n}");
}

int main(int argc, char **argv)
{
	static char bytes[1 << 16];
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	struct arena *arena = arena_new();
	struct diag *d = diag_new();
	struct buf said = {0};
	const struct atlas *a;

	if (!f || !feof(f))
		return fprintf(stderr, "usage: atlas_tables FILE (of at most %zu bytes)\n", sizeof bytes), 2;
	fclose(f);
	a = atlas_load(arena, d, argv[1], bytes, n);
	diag_text(d, &said, false);
	fputs(buf_str(&said), stderr);
	if (a)
		print_atlas(a);
	buf_free(&said);
	diag_free(d);
	arena_free(arena);
	return !a || fflush(stdout) == EOF;
}
