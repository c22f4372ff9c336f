#include "audio/render.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* The swell is air (smooth noise, darker and brighter) over a quiet tone that glides a fifth. What
 * changes slowly is worked out once a grid of frames and drawn straight between, which costs a
 * hundredth of doing it for each frame. */
enum { GRID = 32, DARK = 3 /* grids from one value of the dark noise to the next */ };

static const double TAU = 6.283185307179586;
static const double LOW_HZ = 146.83, HIGH_HZ = 220.0; /* d to a: the notes of the default pack */
static const double FIFTH = 0.4043520913775152;       /* log(HIGH_HZ / LOW_HZ) */
static const float AIR = 0.055f, TONE = 0.022f;

static double smooth(double x)
{
	if (x <= 0)
		return 0;
	return x >= 1 ? 1 : x * x * (3 - 2 * x);
}

/* Loudness at `u` (0..1) of the phase; 0 at both ends. */
static double loudness(bool rising, double u)
{
	return rising ? smooth(u / 0.85) * smooth((1 - u) / 0.15) : smooth(u / 0.15) * smooth((1 - u) / 0.85);
}

/* A value of the noise, -1..1, the same for the same number. */
static float noise(int64_t n, uint32_t row)
{
	uint32_t x = (uint32_t)n * 0x9e3779b1u + row * 0x85ebca6bu;

	x = (x ^ (x >> 16)) * 0x7feb352du;
	x = (x ^ (x >> 15)) * 0x846ca68bu;
	x ^= x >> 16;
	return (float)x * (2.0f / 4294967295.0f) - 1.0f;
}

/* Phase of the gliding tone, in radians: the integral of a pitch that moves evenly to the ear. */
static double glide(bool rising, double u, double seconds)
{
	double bend = rising ? FIFTH : -FIFTH;

	return TAU * (rising ? LOW_HZ : HIGH_HZ) * seconds * (exp(bend * u) - 1) / bend;
}

/* All of grid `g`. */
static void grid(float out[GRID], int64_t g, bool rising, int64_t length)
{
	double u0 = (double)(g * GRID) / (double)length, u1 = (double)((g + 1) * GRID) / (double)length;
	float loud = (float)loudness(rising, u0), more = ((float)loudness(rising, u1) - loud) / GRID;
	float bright = (float)(rising ? u0 : 1 - u0);
	double phase = glide(rising, u0, (double)length / 48000),
	       turn = glide(rising, u1, (double)length / 48000) - phase;
	float s = (float)sin(phase), c = (float)cos(phase);
	float ts = (float)sin(turn / GRID), tc = (float)cos(turn / GRID);
	float a0 = noise(g, 1), a1 = noise(g + 1, 1), b0 = noise(g / DARK, 2), b1 = noise(g / DARK + 1, 2);
	float tone[GRID], dark = (float)(g % DARK);

	for (int i = 0; i < GRID; i++) {
		float next = s * tc + c * ts;

		tone[i] = s + 0.5f * s * c;
		c = c * tc - s * ts;
		s = next;
	}
	for (int i = 0; i < GRID; i++) {
		float x = (float)i / GRID, y = (dark + x) / DARK;
		float air = bright * (a0 + (a1 - a0) * x * x * (3 - 2 * x)) +
			    (1 - bright) * (b0 + (b1 - b0) * y * y * (3 - 2 * y));

		out[i] = (loud + more * (float)i) * (AIR * air + TONE * tone[i]);
	}
}

void render_breath(float *out, int64_t from, int64_t n, enum breath_phase p, int64_t length)
{
	bool rising = p == BREATH_IN || p == BREATH_SIP;
	int64_t end = from + n < length ? from + n : length;
	float frames[GRID];

	memset(out, 0, (size_t)n * sizeof *out);
	if (!rising && p != BREATH_OUT)
		return;
	for (int64_t at = from < 0 ? 0 : from; at < end;) {
		int64_t g = at / GRID, stop = (g + 1) * GRID < end ? (g + 1) * GRID : end;

		grid(frames, g, rising, length);
		memcpy(out + (at - from), frames + at % GRID, (size_t)(stop - at) * sizeof *out);
		at = stop;
	}
}
