#include "io/soundfile.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "io/whole_file.h"

enum {
	SECONDS_MOST = 30,
	CHANNELS_MOST = 8,
	RATE_LEAST = 4000,
	RATE_MOST = 192000,
	BYTES_MOST = 64 * 1024 * 1024, /* 30 s of anything that a person would put here */
	BLOCK = 4096
};

/* A regular file of a sane size, or -1 with a message. Does not wait on a pipe. */
static int open_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	if (fd < 0 || fstat(fd, &st)) {
		err_set(e, _("%s cannot be read: %s"), path, strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		err_set(e, _("%s is not a file"), path);
	} else if (st.st_size > BYTES_MOST) {
		err_set(e, _("%s is too large for a sound of at most %d seconds"), path, SECONDS_MOST);
	} else {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

/* What a header claims is held against the limits before it is believed. */
static bool sane(const SF_INFO *in, const char *path, struct err *e)
{
	int type = in->format & SF_FORMAT_TYPEMASK;

	if (type != SF_FORMAT_WAV && type != SF_FORMAT_WAVEX && type != SF_FORMAT_FLAC &&
	    type != SF_FORMAT_OGG)
		return err_set(e, _("%s is not a WAV, FLAC or OGG file"), path);
	if (in->channels < 1 || in->channels > CHANNELS_MOST)
		return err_set(e, _("%s has %d channels; a sound may have 1 to %d"), path, in->channels,
			       CHANNELS_MOST);
	if (in->samplerate < RATE_LEAST || in->samplerate > RATE_MOST)
		return err_set(e, _("%s has %d frames a second; a sound may have %d to %d"), path,
			       in->samplerate, RATE_LEAST, RATE_MOST);
	return true;
}

/* A sample that is a number between -1 and 1. */
static float tame(float x)
{
	return !isfinite(x) ? 0 : x > 1 ? 1 : x < -1 ? -1 : x;
}

/* Appends `n` frames, channels beyond two mixed into the first two by turns. */
static void append(struct pcm *p, const float *in, int64_t n, int channels)
{
	float *out = p->frames + p->count * p->channels;
	int share = (channels + 1) / 2;

	for (int64_t i = 0; i < n; i++, in += channels, out += p->channels) {
		if (channels <= 2) {
			for (int c = 0; c < channels; c++)
				out[c] = tame(in[c]);
			continue;
		}
		out[0] = out[1] = 0;
		for (int c = 0; c < channels; c++)
			out[c % 2] += tame(in[c]) / (float)share;
	}
	p->count += n;
}

/* Decodes until the end or the limit; memory follows what is there, not what the header says. */
static bool decode(SNDFILE *f, const SF_INFO *in, const char *path, struct pcm *p, struct err *e)
{
	int64_t most = (int64_t)SECONDS_MOST * in->samplerate, room = 0;
	float block[BLOCK * CHANNELS_MOST];
	sf_count_t n;

	*p = (struct pcm){.channels = in->channels < 2 ? 1 : 2, .rate = in->samplerate};
	while ((n = sf_readf_float(f, block, BLOCK)) > 0) {
		if (p->count + n > most)
			return err_set(e, _("%s is longer than %d seconds"), path, SECONDS_MOST);
		if (p->count + n > room) {
			room = room ? room * 2 : BLOCK;
			p->frames = mem_realloc(p->frames, (size_t)(room * p->channels), sizeof(float));
		}
		append(p, block, n, in->channels);
	}
	if (!p->count)
		return err_set(e, _("%s holds no sound"), path);
	return true;
}

bool soundfile_read(const char *path, struct pcm *p, struct err *e)
{
	int fd = open_file(path, e);
	SF_INFO in = {0};
	SNDFILE *f = fd < 0 ? NULL : sf_open_fd(fd, SFM_READ, &in, SF_FALSE);
	bool ok;

	*p = (struct pcm){0};
	if (fd < 0)
		return false;
	if (f)
		ok = sane(&in, path, e) && decode(f, &in, path, p, e);
	else
		ok = err_set(e, _("%s cannot be read as sound, as WAV, FLAC and Ogg Vorbis can: %s"), path,
			     sf_strerror(NULL));
	if (!ok) {
		free(p->frames);
		*p = (struct pcm){0};
	}
	if (f)
		sf_close(f);
	close(fd);
	return ok;
}

/* ---- writing ---- */

struct soundfile {
	SNDFILE *out;
	struct whole_file file;
	int64_t frames;
};

static int format_of(enum soundfile_kind kind)
{
	switch (kind) {
	case SOUNDFILE_WAV:
		return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
	case SOUNDFILE_FLAC:
		return SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
	case SOUNDFILE_OGG:
		break;
	}
	return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
}

struct soundfile *soundfile_create(const char *path, enum soundfile_kind kind, const char *title,
				   const char *comment, struct err *e)
{
	SF_INFO info = {.samplerate = 48000, .channels = 2, .format = format_of(kind)};
	struct soundfile *f = mem_calloc(1, sizeof *f);

	if (!whole_file_begin(&f->file, path, 0666, e)) {
		free(f);
		return NULL;
	}
	f->out = sf_open_fd(f->file.fd, SFM_WRITE, &info, SF_FALSE);
	if (!f->out) {
		err_set(e, _("%s cannot be written: %s"), path, sf_strerror(NULL));
		soundfile_abandon(f);
		return NULL;
	}
	sf_set_string(f->out, SF_STR_TITLE, title);
	sf_set_string(f->out, SF_STR_COMMENT, comment);
	return f;
}

bool soundfile_write(struct soundfile *f, const int16_t *frames, int64_t n, struct err *e)
{
	errno = 0;
	f->frames += n;
	return sf_writef_short(f->out, frames, n) == n ||
	       err_set(e, _("%s cannot be written: %s"), f->file.path,
		       errno ? strerror(errno) : sf_strerror(f->out));
}

/* Whether all that was written is there: not every fault on the way is told. */
static bool is_whole(const struct soundfile *f)
{
	SF_INFO in = {0};
	int fd = f->file.fd;
	SNDFILE *back = lseek(fd, 0, SEEK_SET) == 0 ? sf_open_fd(fd, SFM_READ, &in, SF_FALSE) : NULL;

	if (back)
		sf_close(back);
	return back && in.frames == f->frames;
}

bool soundfile_finish(struct soundfile *f, struct err *e)
{
	bool good;

	errno = 0;
	sf_close(f->out);
	f->out = NULL;
	if (is_whole(f)) {
		good = whole_file_finish(&f->file, e);
		free(f);
		return good;
	}
	err_set(e, _("%s cannot be written: %s"), f->file.path, strerror(errno ? errno : EIO));
	soundfile_abandon(f);
	return false;
}

void soundfile_abandon(struct soundfile *f)
{
	if (!f)
		return;
	if (f->out)
		sf_close(f->out);
	whole_file_abandon(&f->file);
	free(f);
}
