/* Reads and writes sound files through libsndfile (the only file that sees it): WAV, FLAC, OGG. */
#ifndef UNKNOT_IO_SOUNDFILE_H
#define UNKNOT_IO_SOUNDFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct pcm {
	float *frames; /* interleaved, `count * channels` samples, -1..1 */
	int64_t count;
	int channels; /* 1 or 2 */
	int rate;     /* Hz */
};

/* At most 30 s and 8 channels (mixed down to 2); false with a message. `p->frames` is the caller's
 * to free. */
bool soundfile_read(const char *path, struct pcm *p, struct err *e);

enum soundfile_kind { SOUNDFILE_WAV, SOUNDFILE_FLAC, SOUNDFILE_OGG };

/* A sound file in the making: 16 bits, stereo, 48 kHz. It lies beside its place under another name, and takes
 * the name only when it is whole. */
struct soundfile;

/* `title` and `comment` go into the file as it keeps them (Vorbis comments, WAV's LIST). NULL with a message. */
struct soundfile *soundfile_create(const char *path, enum soundfile_kind kind, const char *title,
				   const char *comment, struct err *e);

/* Appends `n` frames, interleaved. False with a message: no space, ...; then only soundfile_abandon(). */
bool soundfile_write(struct soundfile *f, const int16_t *frames, int64_t n, struct err *e);

/* Ends the file, waits until it is on the disk and gives it its name; frees `f`. False with a message: there is
 * no file, or the one that was there before. */
bool soundfile_finish(struct soundfile *f, struct err *e);

/* Takes it away again; frees `f`. NULL does nothing. */
void soundfile_abandon(struct soundfile *f);

#endif
