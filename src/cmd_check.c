#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "commands.h"
#include "io/catalog.h"
#include "io/soundfile.h"
#include "load/atlas_load.h"
#include "load/config_load.h"
#include "load/pack_load.h"
#include "load/routine_load.h"
#include "open_routine.h"
#include "sounds.h"
#include "verdict.h"

static void print_schema(void)
{
	struct arena *a = arena_new();
	struct buf out = {0};

	routine_schema(atlas_built_in(a), &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	arena_free(a);
}

static void print_diag_json(struct diag *d)
{
	struct buf out = {0};

	diag_json(d, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

static bool is_good(const struct diag *d, const struct options *o)
{
	return !diag_count(d, DIAG_ERROR) && !(o->strict && diag_count(d, DIAG_WARNING));
}

/* An atlas, settings and a pack are told by the names they go by, and checked as what they are. */
static bool is_named(const char *path, const char *name)
{
	return !strcmp(text_file_name(path), name);
}

/* Whether the sounds that a pack names are there, and sounds. */
static void check_sounds(struct opened *r, const struct pack *p, const char *path)
{
	for (int i = 1; i < SOUND_COUNT_OF; i++) {
		const struct pack_entry *entry = &p->sound[i];
		struct buf file = {0};
		struct err e = {""};
		struct pcm pcm;

		if (!entry->file)
			continue;
		buf_addf(&file, "%.*s%s", (int)(text_file_name(path) - path), path, entry->file);
		if (soundfile_read(file.p, &pcm, &e))
			free(pcm.frames);
		else
			diag_add(r->diag, DIAG_ERROR, "sound-file", entry->at, "%s", e.text);
		buf_free(&file);
	}
}

/* What leads out of the pack's folder is not even looked at. */
static void confine(struct opened *r, struct pack *p, const char *path)
{
	char *folder = paths_folder(path);

	sounds_confine(p, folder, r->diag);
	free(folder);
}

static bool check_pack(const char *name, const struct options *o, struct diag *all)
{
	struct opened r = {.arena = arena_new(), .diag = all ? all : diag_new(), .lent = all != NULL};
	struct pack *p = NULL;
	struct err e = {""};
	struct file f;
	bool good = catalog_read(name, PACK_BYTES_MOST, &f, &e);

	if (good) {
		p = pack_load(r.arena, r.diag, diag_source(r.diag, f.path, f.bytes, f.n), f.bytes, f.n);
		if (p) {
			confine(&r, p, f.path);
			check_sounds(&r, p, f.path);
		}
		opened_keep_text(&r, &f);
	} else {
		opened_blame_file(&r, name, e.text);
	}
	good = p && is_good(r.diag, o);
	if (!all)
		verdict_print(&r, NULL, good);
	if (!all && good)
		printf(_("%s: fine, a pack of sounds\n"), name);
	opened_free(&r);
	return good;
}

/* What a file cannot tell: a name is right by its letters alone. */
static void print_settings(const char *name, const struct config *c)
{
	if (!is_named(name, "config.yaml"))
		printf(_("%s: fine, settings, and read only under the name config.yaml\n"), name);
	else if (c->driver[0] || strcmp(c->sounds, config_default.sounds) != 0)
		printf(_("%s: fine, settings; `unknot doctor` tells whether the sounds and the driver they "
			 "name "
			 "are here\n"),
		       name);
	else
		printf(_("%s: fine, settings\n"), name);
}

static bool check_config(const char *name, const struct options *o, struct diag *all)
{
	struct opened r = {.arena = arena_new(), .diag = all ? all : diag_new(), .lent = all != NULL};
	struct config c = config_default;
	struct err e = {""};
	struct file f;
	bool good;

	if (catalog_read(name, CONFIG_BYTES_MOST, &f, &e)) {
		c = config_load(r.arena, r.diag, diag_source(r.diag, f.path, f.bytes, f.n), f.bytes, f.n);
		opened_keep_text(&r, &f);
	} else {
		opened_blame_file(&r, name, e.text);
	}
	good = is_good(r.diag, o);
	if (!all)
		verdict_print(&r, NULL, good);
	if (!all && good)
		print_settings(name, &c);
	opened_free(&r);
	return good;
}

/* A pack may have any name: its keys tell. What is given on standard input is read once, as a routine. */
static bool is_pack(const char *name)
{
	struct file f;
	bool pack;

	if (is_named(name, "pack.yaml"))
		return true;
	if (!strcmp(name, "-") || !catalog_read(name, PACK_BYTES_MOST, &f, NULL))
		return false;
	pack = pack_is_one(f.bytes, f.n);
	file_free(&f);
	return pack;
}

static bool check_atlas(const char *name, const struct options *o, struct diag *all)
{
	struct opened r = {.arena = arena_new(), .diag = all ? all : diag_new(), .lent = all != NULL};
	struct err e = {""};
	struct file f;
	bool good = catalog_read(name, ROUTINE_BYTES_MOST, &f, &e);

	if (good) {
		good = atlas_load(r.arena, r.diag, f.path, f.bytes, f.n) && is_good(r.diag, o);
		opened_keep_text(&r, &f);
	} else {
		opened_blame_file(&r, name, e.text);
	}
	if (!all)
		verdict_print(&r, NULL, good);
	if (!all && good)
		printf(_("%s: fine, the atlas (the one compiled in is what counts)\n"), name);
	opened_free(&r);
	return good;
}

static bool check_file(const struct paths *paths, const char *name, const struct options *o, struct diag *all)
{
	if (is_named(name, "atlas.yaml"))
		return check_atlas(name, o, all);
	if (is_named(name, "config.yaml") || is_named(name, "config.yml"))
		return check_config(name, o, all);
	if (is_pack(name))
		return check_pack(name, o, all);
	return verdict_routine(paths, name, o->strict, all).good;
}

enum exit_code cmd_check(const struct options *o)
{
	struct diag *all = o->format == FORMAT_JSON ? diag_new() : NULL; /* one document for all files */
	struct paths paths;
	bool good = true;

	if (o->schema) {
		print_schema();
		diag_free(all);
		return EXIT_DONE;
	}
	paths = paths_find();
	for (int i = 0; i < o->nargs; i++)
		good &= check_file(&paths, o->args[i], o, all);
	if (all)
		print_diag_json(all);
	diag_free(all);
	paths_free(&paths);
	return good ? EXIT_DONE : EXIT_INPUT;
}
