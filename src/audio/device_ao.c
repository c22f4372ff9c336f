#include <ao/ao.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/device.h"
#include "audio/mixer.h"
#include "base/i18n.h"
#include "base/mem.h"

/* libao cannot be asked how much it buffers. Its alsa plugin takes a wish in ms; its pulse plugin
 * has 20 ms, and breaks at every wish (the product overflows 32 bits); the others are a guess. */
static const struct driver {
	const char *name;
	const char *wish; /* value of buffer_time */
	int64_t buffer_ms;
} drivers[] = {{"alsa", "80", 80}, {"pulse", NULL, 20}, {NULL, NULL, 60}};

struct live {
	struct device device;
	ao_device *ao;
	void *alsa; /* handle that keeps alsa-lib's messages off */
	int64_t chunk;
};

typedef void alsa_says(const char *file, int line, const char *function, int error, const char *form, ...);

static void alsa_hush(const char *file, int line, const char *function, int error, const char *form, ...)
{
	(void)file;
	(void)line;
	(void)function;
	(void)error;
	(void)form;
}

/* Tells alsa-lib where to put its messages (nine lines of stderr for a machine without a card);
 * NULL: back to its own way. The library may not be there. */
static void alsa_report_to(void *alsa, alsa_says *says)
{
	int (*set)(alsa_says *) = NULL;
	void *symbol = alsa ? dlsym(alsa, "snd_lib_error_set_handler") : NULL;

	memcpy(&set, &symbol, sizeof set);
	if (set)
		set(says);
}

static void library_begin(struct live *l)
{
	static bool hushed; /* libao keeps its options for the life of the process */

	/* Never unloaded: alsa-lib keeps what it read of its configuration, 90 kB, and each new load
	 * would read and keep it again. */
	l->alsa = dlopen("libasound.so.2", RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	alsa_report_to(l->alsa, alsa_hush);
	if (!hushed)
		ao_append_global_option("quiet", NULL);
	hushed = true;
	ao_initialize();
}

static void library_end(struct live *l)
{
	ao_shutdown();
	alsa_report_to(l->alsa, NULL);
	if (l->alsa)
		dlclose(l->alsa);
}

static const struct driver *driver_of(const char *name)
{
	const struct driver *d = drivers;

	while (d->name && strcmp(d->name, name))
		d++;
	return d;
}

/* Opens one driver. The `null` one takes sound without keeping time: silence is ours to play. */
static bool try_driver(struct live *l, const char *name)
{
	const struct driver *d = driver_of(name);
	ao_sample_format format = {.bits = 16,
				   .rate = MIXER_RATE,
				   .channels = MIXER_CHANNELS,
				   .byte_format = AO_FMT_NATIVE,
				   .matrix = (char *)"L,R"};
	int id = ao_driver_id(name);
	ao_info *info = id < 0 ? NULL : ao_driver_info(id);
	ao_option *options = NULL;

	if (!info || info->type != AO_TYPE_LIVE || !strcmp(name, "null"))
		return false;
	if (d->wish)
		ao_append_option(&options, "buffer_time", d->wish);
	l->ao = ao_open_live(id, &format, options);
	ao_free_options(options);
	if (!l->ao)
		return false;
	l->device.buffer_ms = d->buffer_ms;
	l->chunk = mixer_frames(d->buffer_ms * NS_PER_MS / (d->buffer_ms > 40 ? 4 : 2)).n;
	snprintf(l->device.name, sizeof l->device.name, "%s", name);
	return true;
}

static bool try_all(struct live *l, const char *choice)
{
	int n = 0;
	ao_info **all = ao_driver_info_list(&n);

	if (choice && try_driver(l, choice))
		return true;
	for (const struct driver *d = drivers; d->name; d++)
		if (try_driver(l, d->name))
			return true;
	for (int i = 0; i < n; i++)
		if (!driver_of(all[i]->short_name)->name && try_driver(l, all[i]->short_name))
			return true;
	return false;
}

static struct device *live_open(const char *choice, struct err *e)
{
	struct live *l = mem_calloc(1, sizeof *l);

	l->device.ops = &device_ao;
	library_begin(l);
	if (try_all(l, choice))
		return &l->device;
	library_end(l);
	free(l);
	err_set(e, _("No sound can be had: neither ALSA nor a PulseAudio or PipeWire server answers. "
		     "The session goes on silently."));
	return NULL;
}

static int64_t live_wants(struct device *d, struct mono now)
{
	(void)now;
	return ((struct live *)d)->chunk;
}

static bool live_write(struct device *d, const int16_t *frames, int64_t n)
{
	/* ao_play() does not change the samples; its parameter is older than const. */
	return ao_play(((struct live *)d)->ao, (char *)frames,
		       (uint_32)(n * MIXER_CHANNELS * (int64_t)sizeof *frames));
}

static void live_close(struct device *d)
{
	struct live *l = (struct live *)d;

	ao_close(l->ao);
	library_end(l);
	free(l);
}

const struct device_ops device_ao = {live_open, live_wants, live_write, live_close};
