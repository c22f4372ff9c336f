#include "sounds.h"

#include <stdlib.h>
#include <string.h>

#include "io/catalog.h"
#include "io/soundfile.h"
#include "load/pack_load.h"

struct reading {
	const struct paths *paths;
	struct sound_bank *bank;
	struct err *first;
};

static void blame(struct reading *r, const char *name, unsigned line, const char *why)
{
	if (r->first->text[0])
		return;
	if (line)
		err_set(r->first, "%s:%u: %s", name, line, why);
	else
		err_set(r->first, "%s", why); /* names the file itself */
}

static void put_sound(struct reading *r, const char *folder, const char *file, enum sound event)
{
	struct buf path = {0};
	struct err e;
	struct pcm p;

	buf_addf(&path, "%s/%s", folder, file);
	if (!soundfile_read(path.p, &p, &e)) {
		blame(r, path.p, 0, e.text);
	} else {
		if (!sound_bank_put(r->bank, event, p.frames, p.count, p.channels, p.rate, &e))
			blame(r, path.p, 0, e.text);
		free(p.frames);
	}
	buf_free(&path);
}

static void put_pack(struct reading *r, const char *folder, const struct file *f)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct pack *p = pack_load(a, d, diag_source(d, f->path, f->bytes, f->n), f->bytes, f->n);
	const struct diag_entry *e = diag_at(d, 0);

	if (e)
		blame(r, f->path, e->at.line, e->message);
	for (int i = 1; p && i < SOUND_COUNT_OF; i++)
		if (p->sound[i].file && !sound_bank_has(r->bank, (enum sound)i))
			put_sound(r, folder, p->sound[i].file, (enum sound)i);
	diag_free(d);
	arena_free(a);
}

static void put_packs(struct reading *r, const char *name)
{
	for (size_t i = 0; i < r->paths->nsounds; i++) {
		struct buf folder = {0}, path = {0};
		struct file f;

		buf_addf(&folder, "%s/%s", r->paths->sounds[i], name);
		buf_addf(&path, "%s/pack.yaml", folder.p);
		if (catalog_read(path.p, PACK_BYTES_MOST, &f, NULL)) {
			put_pack(r, folder.p, &f);
			file_free(&f);
		}
		buf_free(&folder);
		buf_free(&path);
	}
}

struct sound_bank *sounds_read(const struct paths *paths, const char *pack, struct err *first)
{
	struct reading r = {paths, sound_bank_new(), first};

	first->text[0] = '\0';
	put_packs(&r, pack);
	if (strcmp(pack, "default") != 0)
		put_packs(&r, "default");
	return r.bank;
}
