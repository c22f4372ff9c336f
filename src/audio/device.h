/* A device that takes sound: 48 kHz, stereo, 16 bits in the machine's byte order. The engine's thread
 * makes every call, the first included, and nothing else ever waits for it. A device belongs to
 * whoever opened it, until close. */
#ifndef UNKNOT_AUDIO_DEVICE_H
#define UNKNOT_AUDIO_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/duration.h"
#include "base/err.h"

struct device;

struct device_ops {
	/* Opens by the person's choice of driver (NULL: the best there is). May take seconds. NULL
	 * with a message that says what would help. */
	struct device *(*open)(const char *driver, struct err *e);

	/* How many frames it wants now; the caller makes so many and writes them, in parts if it
	 * likes. 0: none yet, ask again when something is due. A device whose write keeps the time
	 * always wants its next chunk. */
	int64_t (*wants)(struct device *d, struct mono now);

	/* Takes `n` frames, interleaved. May wait until there is room for them, and for ever if a sound
	 * server stands still. False: the device is lost; it must be closed. NULL: nobody would hear them,
	 * they need not be made. */
	bool (*write)(struct device *d, const int16_t *frames, int64_t n);

	/* Frees it; may wait until what was written has been heard. */
	void (*close)(struct device *d);
};

/* Begins every kind of device. */
struct device {
	const struct device_ops *ops;
	char name[32];     /* of the driver, for messages */
	int64_t buffer_ms; /* how long a full buffer plays */
};

/* Through libao: the person's choice, else alsa, else pulse, else what libao offers. */
extern const struct device_ops device_ao;

/* Passes over sound at the pace of the clock, in strides as long as the caller cares to make. */
extern const struct device_ops device_silent;

#endif
