/* Files that are no routines: the atlas, settings, packs of sounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "io/catalog.h"
#include "io/soundfile.h"
#include "load/atlas_load.h"
#include "load/config_load.h"
#include "load/pack_load.h"
#include "open_routine.h"
#include "sounds.h"
#include "verdict.h"

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

static const char *read_pack(struct opened *r, const struct file *f)
{
	struct pack *p =
		pack_load(r->arena, r->diag, diag_source(r->diag, f->path, f->bytes, f->n), f->bytes, f->n);

	if (p) {
		confine(r, p, f->path);
		check_sounds(r, p, f->path);
	}
	return _("a pack of sounds");
}

/* What a file cannot tell: a name is right by its letters alone. */
static const char *read_settings(struct opened *r, const struct file *f)
{
	struct config c =
		config_load(r->arena, r->diag, diag_source(r->diag, f->path, f->bytes, f->n), f->bytes, f->n);

	if (!is_named(f->path, "config.yaml"))
		return _("settings, and read only under the name config.yaml");
	if (c.driver[0] || strcmp(c.sounds, config_default.sounds) != 0)
		return _("settings; `unknot doctor` tells whether the sounds and the driver they name are "
			 "here");
	return _("settings");
}

static const char *read_atlas(struct opened *r, const struct file *f)
{
	atlas_load(r->arena, r->diag, f->path, f->bytes, f->n);
	return _("the atlas (the one compiled in is what counts)");
}

/* `read` adds what is wrong with the file and tells what it is, for where nothing is. */
static struct verdict judge(const char *name, size_t most,
			    const char *(*read)(struct opened *, const struct file *), bool strict,
			    struct diag *all)
{
	struct opened r = {.arena = arena_new(), .diag = all ? all : diag_new(), .lent = all != NULL};
	const char *what = NULL;
	struct err e = {""};
	struct verdict v;
	struct file f;

	if (catalog_read(name, most, &f, &e)) {
		what = read(&r, &f);
		opened_keep_text(&r, &f);
	} else {
		opened_blame_file(&r, name, e.text);
	}
	v = verdict_end(&r, NULL, strict);
	if (!all && v.good)
		printf(_("%s: fine, %s\n"), name, what);
	opened_free(&r);
	return v;
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

struct verdict verdict_file(const struct paths *paths, const char *name, bool strict, struct diag *all)
{
	if (is_named(name, "atlas.yaml"))
		return judge(name, ROUTINE_BYTES_MOST, read_atlas, strict, all);
	if (is_named(name, "config.yaml") || is_named(name, "config.yml"))
		return judge(name, CONFIG_BYTES_MOST, read_settings, strict, all);
	if (is_pack(name))
		return judge(name, PACK_BYTES_MOST, read_pack, strict, all);
	return verdict_routine(paths, name, strict, all);
}
