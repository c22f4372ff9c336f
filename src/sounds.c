#include "sounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "io/catalog.h"
#include "io/soundfile.h"
#include "load/pack_load.h"

struct reading {
	const struct paths *paths;
	const atomic_bool *stop;
	struct sound_bank *bank;
	struct err *first;
	char *pack; /* the pack.yaml that it is of; NULL: of none */
	int more;   /* that are wrong besides */
};

static void blame(struct reading *r, const char *name, unsigned line, const char *why)
{
	if (r->first->text[0]) {
		r->more++;
		return;
	}
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

void sounds_confine(struct pack *p, const char *folder, struct diag *d)
{
	for (int i = 1; i < SOUND_COUNT_OF; i++) {
		struct pack_entry *entry = &p->sound[i];
		struct buf path = {0};

		if (!entry->file)
			continue;
		buf_addf(&path, "%s/%s", folder, entry->file);
		if (!paths_inside(folder, path.p)) {
			struct diag_entry *e =
				diag_add(d, DIAG_ERROR, "sound-name", entry->at,
					 _("this is a link to a file outside the folder of the pack, "
					   "and no pack can reach elsewhere"));

			diag_hint(d, e, _("put a copy of the file there"));
			entry->file = NULL;
		}
		buf_free(&path);
	}
}

static void put_pack(struct reading *r, const char *folder, const struct file *f)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct pack *p = pack_load(a, d, diag_source(d, f->path, f->bytes, f->n), f->bytes, f->n);
	const struct diag_entry *e;
	bool well = !r->first->text[0];

	if (p)
		sounds_confine(p, folder, d);
	for (size_t i = 0; (e = diag_at(d, i)); i++)
		blame(r, f->path, e->at.line ? e->at.line : 1, e->message); /* of an empty file too */
	for (int i = 1; p && i < SOUND_COUNT_OF && !(r->stop && *r->stop); i++)
		if (p->sound[i].file && !sound_bank_has(r->bank, (enum sound)i))
			put_sound(r, folder, p->sound[i].file, (enum sound)i);
	if (well && r->first->text[0])
		r->pack = mem_strdup(f->path);
	diag_free(d);
	arena_free(a);
}

/* False: there is no pack of that name. */
static bool put_packs(struct reading *r, const char *name)
{
	bool any = false;

	for (size_t i = 0; i < r->paths->nsounds; i++) {
		struct buf folder = {0}, path = {0};
		struct file f;

		buf_addf(&folder, "%s/%s", r->paths->sounds[i], name);
		buf_addf(&path, "%s/pack.yaml", folder.p);
		if (catalog_read(path.p, PACK_BYTES_MOST, &f, NULL)) {
			any = true;
			put_pack(r, folder.p, &f);
			file_free(&f);
		}
		buf_free(&folder);
		buf_free(&path);
	}
	return any;
}

/* Room is for one thing that is wrong; where the others are told. */
static void add_more(struct reading *r)
{
	struct err first = *r->first;

	err_set(r->first,
		n_("%.300s (and %d more: unknot check %s)", "%.300s (and %d more: unknot check %s)", r->more),
		first.text, r->more, r->pack);
}

struct sound_bank *sounds_read(const struct paths *paths, const char *pack, const atomic_bool *stop,
			       struct err *first)
{
	struct reading r = {.paths = paths, .stop = stop, .bank = sound_bank_new(), .first = first};

	first->text[0] = '\0';
	if (!put_packs(&r, pack))
		err_set(first,
			_("There is no pack of sounds \"%s\": no folder of that name with a pack.yaml in "
			  "%s."),
			pack, paths->nsounds ? paths->sounds[0] : "");
	if (strcmp(pack, "default") != 0)
		put_packs(&r, "default");
	if (r.more && r.pack)
		add_more(&r);
	free(r.pack);
	return r.bank;
}
