#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/soundfile.h"

/* libsndfile 1.2.0 forgets what libvorbis allocated for an OGG file that turns out to be broken. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:vorbis_info_init";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

static char room[] = "/tmp/unknot-soundfile-XXXXXX";
static char path[200];

static int make_room(void **state)
{
	(void)state;
	if (!mkdtemp(room))
		return -1;
	snprintf(path, sizeof path, "%s/sound", room);
	return 0;
}

static int clear_room(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(room);
}

/* A tone of 440 Hz that is half as loud in each channel as in the one before. */
static void write_tone(int format, int rate, int channels, double seconds)
{
	SF_INFO in = {.samplerate = rate, .channels = channels, .format = format};
	SNDFILE *f = sf_open(path, SFM_WRITE, &in);
	float frame[16];

	assert_non_null(f);
	for (int i = 0; i < (int)(seconds * rate); i++) {
		float level = 0.5f;

		for (int c = 0; c < channels; c++, level /= 2)
			frame[c] = level * (float)sin(2 * M_PI * 440 * i / rate);
		assert_int_equal(sf_writef_float(f, frame, 1), 1);
	}
	assert_int_equal(sf_close(f), 0);
}

static void write_bytes(const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static size_t read_bytes(unsigned char *bytes, size_t most)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(bytes, 1, most, f);
	fclose(f);
	return n;
}

static double loudest(const struct pcm *p, int channel)
{
	double most = 0;

	for (int64_t i = 0; i < p->count; i++)
		most = fmax(most, fabsf(p->frames[i * p->channels + channel]));
	return most;
}

static void refused(const char *with)
{
	struct pcm p = {(float *)1, 1, 1, 1};
	struct err e = {""};

	assert_false(soundfile_read(path, &p, &e));
	if (!strstr(e.text, with))
		fail_msg("\"%s\" does not say \"%s\"", e.text, with);
	assert_null(p.frames);
}

static void formats_and_rates(void **state)
{
	(void)state;
	static const struct {
		int format, rate, channels;
		double off; /* OGG is lossy */
	} some[] = {
		{SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 1, .001},
		{SF_FORMAT_WAV | SF_FORMAT_PCM_24, 44100, 2, .001},
		{SF_FORMAT_WAV | SF_FORMAT_FLOAT, 96000, 2, .001},
		{SF_FORMAT_WAV | SF_FORMAT_ULAW, 8000, 1, .02},
		{SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 22050, 1, .001},
		{SF_FORMAT_OGG | SF_FORMAT_VORBIS, 48000, 2, .05},
	};

	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		struct pcm p;
		struct err e;

		write_tone(some[i].format, some[i].rate, some[i].channels, 0.5);
		assert_true(soundfile_read(path, &p, &e));
		assert_int_equal(p.rate, some[i].rate);
		assert_int_equal(p.channels, some[i].channels);
		assert_int_equal(p.count, some[i].rate / 2);
		assert_true(fabs(loudest(&p, 0) - 0.5) < some[i].off);
		if (p.channels == 2)
			assert_true(fabs(loudest(&p, 1) - 0.25) < some[i].off);
		free(p.frames);
	}
}

static void many_channels_become_two(void **state)
{
	(void)state;
	struct pcm p;
	struct err e;

	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 4, 0.2);
	assert_true(soundfile_read(path, &p, &e));
	assert_int_equal(p.channels, 2);
	assert_true(fabs(loudest(&p, 0) - (0.5 + 0.125) / 2) < 0.001);
	assert_true(fabs(loudest(&p, 1) - (0.25 + 0.0625) / 2) < 0.001);
	free(p.frames);
}

static void what_is_over_a_limit_is_refused(void **state)
{
	(void)state;
	struct pcm p;
	struct err e;

	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 30);
	assert_true(soundfile_read(path, &p, &e));
	free(p.frames);
	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 30.01);
	refused("longer than 30 seconds");
	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 9, 0.01);
	refused("9 channels");
	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 3000, 1, 0.01);
	refused("3000 frames a second");
	write_tone(SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 48000, 1, 0.01);
	refused("not a WAV, FLAC or OGG");
	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 1, 0);
	refused("holds no sound");
	assert_int_equal(truncate(path, 65 * 1024 * 1024), 0);
	refused("too large");
}

static void what_is_no_sound_is_refused(void **state)
{
	(void)state;
	unsigned char noise[5000];
	uint32_t x = 1;

	unlink(path);
	refused("No such file");
	write_bytes("", 0);
	refused("cannot be read as sound");
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (unsigned char)((x = x * 1664525u + 1013904223u) >> 24);
	write_bytes(noise, sizeof noise);
	refused("cannot be read as sound");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	refused("is not a file");
	rmdir(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	refused("is not a file"); /* and does not wait for a writer */
	unlink(path);
}

/* Memory follows the data, not the header's claim. */
static void a_header_that_lies_about_its_length(void **state)
{
	(void)state;
	unsigned char bytes[4096];
	struct pcm p;
	struct err e;
	size_t n;

	write_tone(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 1, 0.02);
	n = read_bytes(bytes, sizeof bytes);
	memset(bytes + 4, 0xf0, 4);
	memset(bytes + 40, 0xf0, 4);
	write_bytes(bytes, n);
	if (soundfile_read(path, &p, &e)) {
		assert_true(p.count <= 960);
		free(p.frames);
	}
}

static void numbers_that_are_none_become_silence(void **state)
{
	(void)state;
	static const float odd[] = {NAN, INFINITY, -INFINITY, 3, -3, 0.5f}, tame[] = {0, 0, 0, 1, -1, 0.5f};
	SF_INFO in = {.samplerate = 48000, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
	SNDFILE *f = sf_open(path, SFM_WRITE, &in);
	struct pcm p;
	struct err e;

	assert_int_equal(sf_writef_float(f, odd, 6), 6);
	sf_close(f);
	assert_true(soundfile_read(path, &p, &e));
	assert_int_equal(p.count, 6);
	for (int i = 0; i < 6; i++)
		assert_true(p.frames[i] == tame[i]);
	free(p.frames);
}

/* Whatever byte is wrong: an answer within the limits, or a message. */
static void damaged_files(void **state)
{
	(void)state;
	static const int formats[] = {SF_FORMAT_WAV | SF_FORMAT_PCM_16, SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
				      SF_FORMAT_OGG | SF_FORMAT_VORBIS};
	static unsigned char good[100000], bad[100000];
	uint32_t x = 7;

	for (size_t k = 0; k < 3; k++) {
		size_t n;

		write_tone(formats[k], 48000, 1, 0.05);
		n = read_bytes(good, sizeof good);
		for (int round = 0; round < 150; round++) {
			struct pcm p;
			struct err e = {""};
			size_t keep = n;

			memcpy(bad, good, n);
			for (int i = 0; i <= round % 4; i++) {
				x = x * 1664525u + 1013904223u;
				bad[(x >> 8) % (round % 2 ? n : 200)] = (unsigned char)(x >> 24);
			}
			if (round % 3 == 0)
				keep = (x >> 8) % n;
			write_bytes(bad, keep);
			if (!soundfile_read(path, &p, &e)) {
				assert_int_not_equal(e.text[0], 0);
				assert_null(p.frames);
				continue;
			}
			assert_in_range(p.channels, 1, 2);
			assert_true(p.count <= 30 * (int64_t)p.rate);
			for (int64_t i = 0; i < p.count * p.channels; i++)
				assert_true(p.frames[i] >= -1 && p.frames[i] <= 1);
			free(p.frames);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_and_rates),
		cmocka_unit_test(many_channels_become_two),
		cmocka_unit_test(what_is_over_a_limit_is_refused),
		cmocka_unit_test(what_is_no_sound_is_refused),
		cmocka_unit_test(a_header_that_lies_about_its_length),
		cmocka_unit_test(numbers_that_are_none_become_silence),
		cmocka_unit_test(damaged_files),
	};
	return cmocka_run_group_tests(tests, make_room, clear_room);
}
