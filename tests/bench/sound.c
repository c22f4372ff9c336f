/* What sound costs, ours and the least that does it at all; each prints "cpu_ms=".
 *
 *   sound mix SECONDS     eight voices with gain and pan summed into 16 bits, as fast as it goes
 *   sound paced SECONDS   the same, 20 ms at a time and no quicker than it would be heard
 *   sound live DRIVER SECONDS   the same, through that driver of libao's
 *   sound speak           lines of standard input through our voice, into frames at the mixer's rate
 *   sound espeak          the same lines through libespeak-ng alone, into its own samples
 */
#include <ao/ao.h>
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio/voice.h"

#if __has_include(<espeak-ng/speak_lib.h>)
#include <espeak-ng/speak_lib.h>
#define HAVE_ESPEAK 1
#endif

enum { RATE = 48000, CHUNK = RATE / 50, VOICES = 8, LINES = 200 };

static double cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void mix_chunk(const float *wave, int16_t *out)
{
	static float sum[2 * CHUNK];
	static double phase[VOICES];

	memset(sum, 0, sizeof sum);
	for (int v = 0; v < VOICES; v++) {
		float left = 0.1f * (float)(v + 1) / VOICES, right = 0.1f - left;

		for (int i = 0; i < CHUNK; i++) {
			float s = wave[(int)phase[v]];

			sum[2 * i] += s * left;
			sum[2 * i + 1] += s * right;
			phase[v] += 110.0 * (v + 1);
			phase[v] -= phase[v] >= RATE ? RATE : 0;
		}
	}
	for (int i = 0; i < 2 * CHUNK; i++)
		out[i] = (int16_t)(sum[i] * 32767);
}

static int mix(int seconds, int paced)
{
	static float wave[RATE];
	static int16_t out[2 * CHUNK];
	struct timespec at;
	volatile int16_t heard = 0;
	double from;

	for (int i = 0; i < RATE; i++)
		wave[i] = (float)sin(6.283185307 * i / RATE);
	clock_gettime(CLOCK_MONOTONIC, &at);
	from = cpu_ms();
	for (long k = 0; k < seconds * 50L; k++) {
		mix_chunk(wave, out);
		heard = out[k % CHUNK];
		at.tv_nsec += 20000000;
		at.tv_sec += at.tv_nsec / 1000000000;
		at.tv_nsec %= 1000000000;
		if (paced)
			clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
	}
	(void)heard;
	printf("cpu_ms=%.2f\n", cpu_ms() - from);
	return 0;
}

static int live(char *driver, int seconds)
{
	static float wave[RATE];
	static int16_t out[2 * CHUNK];
	ao_sample_format format = {16, RATE, 2, AO_FMT_NATIVE, "L,R"};
	ao_option *wish = NULL;
	ao_device *d;
	double from = cpu_ms();

	for (int i = 0; i < RATE; i++)
		wave[i] = (float)sin(6.283185307 * i / RATE);
	ao_initialize();
	if (!strcmp(driver, "alsa")) /* as ours: device_ao.c */
		ao_append_option(&wish, "buffer_time", "80");
	d = ao_open_live(ao_driver_id(driver), &format, wish);
	for (long k = 0; d && k < seconds * 50L; k++) {
		mix_chunk(wave, out);
		if (!ao_play(d, (char *)out, sizeof out))
			return 1;
	}
	if (d)
		ao_close(d);
	ao_free_options(wish);
	ao_shutdown();
	printf("cpu_ms=%.2f\n", cpu_ms() - from);
	return !d;
}

static int read_lines(char *lines[LINES])
{
	char text[1024];
	int n = 0;

	while (n < LINES && fgets(text, sizeof text, stdin)) {
		text[strcspn(text, "\n")] = '\0';
		lines[n++] = strdup(text);
	}
	return n;
}

static int speak(void)
{
	char *lines[LINES];
	int n = read_lines(lines);
	double from = cpu_ms();
	struct voice_options o = {"en", NULL, VOICE_RATE, VOICE_PITCH};
	struct err e;
	struct voice *v = voice_open(&o, &e);

	for (int i = 0; v && i < n; i++) {
		struct voice_line line;

		if (voice_say(v, lines[i], 0, &line))
			free(line.frames);
	}
	voice_close(v);
	if (v)
		printf("cpu_ms=%.2f\n", cpu_ms() - from);
	return 0;
}

#ifdef HAVE_ESPEAK

static int drop(short *samples, int n, espeak_EVENT *events)
{
	(void)samples;
	(void)n;
	(void)events;
	return 0;
}

static int espeak(void)
{
	char *lines[LINES];
	int n = read_lines(lines);
	double from = cpu_ms();
	void *lib = dlopen("libespeak-ng.so.1", RTLD_NOW);
	__typeof__(espeak_Initialize) *initialize;
	__typeof__(espeak_SetSynthCallback) *callback;
	__typeof__(espeak_SetVoiceByName) *voice;
	__typeof__(espeak_Synth) *synth;

	if (!lib)
		return 0;
	memcpy(&initialize, &(void *){dlsym(lib, "espeak_Initialize")}, sizeof initialize);
	memcpy(&callback, &(void *){dlsym(lib, "espeak_SetSynthCallback")}, sizeof callback);
	memcpy(&voice, &(void *){dlsym(lib, "espeak_SetVoiceByName")}, sizeof voice);
	memcpy(&synth, &(void *){dlsym(lib, "espeak_Synth")}, sizeof synth);
	initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, 0);
	callback(drop);
	voice("en");
	for (int i = 0; i < n; i++)
		synth(lines[i], strlen(lines[i]) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL);
	printf("cpu_ms=%.2f\n", cpu_ms() - from);
	return 0;
}

#else

static int espeak(void)
{
	return 0;
}

#endif

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (argc == 3 && (!strcmp(what, "mix") || !strcmp(what, "paced")))
		return mix(atoi(argv[2]), *what == 'p');
	if (argc == 4 && !strcmp(what, "live"))
		return live(argv[2], atoi(argv[3]));
	if (!strcmp(what, "speak"))
		return speak();
	if (!strcmp(what, "espeak"))
		return espeak();
	fputs("usage: see the head of sound.c\n", stderr);
	return 2;
}
