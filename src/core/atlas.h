/* The atlas: the places that may be pressed, the zones that must not be, and the limits on dose.
 * It is read once at start from YAML that is compiled into the program (routines/atlas.yaml, by
 * load/atlas_load), so that safety data cannot go missing; facts and sources: domain.md 1, 2, 9.
 * An atlas and all its strings live in the arena it was loaded into and never change. */
#ifndef UNKNOT_CORE_ATLAS_H
#define UNKNOT_CORE_ATLAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum leg { LEG_NONE, LEG_LEFT, LEG_RIGHT };

/* `left`, `right`; "" for none. The word of the format, not for the screen. */
const char *leg_name(enum leg leg);
/* The leg as shown: "left", "right", translated. */
const char *leg_text(enum leg leg);
enum leg leg_other(enum leg leg);

/* Which stretch of the leg a place's `along` runs over. Thigh: 0 sit bone on the chair, 1 knee
 * crease. Calf: 0 knee crease, 1 heel. Buttock: 0 top of the hip bone, 1 sit bone. */
enum part { PART_BUTTOCK, PART_THIGH, PART_CALF };

enum { SITES_BUILT_IN = 11, SITE_MOST = 64 /* with a routine's own */ };

struct site {
	int index;              /* 0..10 in atlas order; a routine's own from 11 */
	const char *id, *code;  /* "thigh-outer-middle", "T2"; code NULL for a routine's own */
	const char *name;       /* "outer thigh, half way down": after "left leg," on the screen */
	const char *muscle;     /* "biceps femoris, long head"; NULL if unknown */
	const char *spreads_to; /* where the ache may spread; NULL if unknown */
	const char *reach;      /* how to get there sitting; NULL if unknown */
	enum part part;
	double along, along_lo, along_hi; /* fraction of the part, and the range to search */
	double across;                    /* -1 inner edge .. +1 outer edge */
	int64_t press_max_ms;             /* cap of one press on this place */
	bool ask_calf;                    /* brings the clot question */
	bool ask_nerve;                   /* brings the nerve notice (H2) */
	bool locked;                      /* opens with clean sessions only (H2) */
};

enum { ZONE_PARTS = 4 };

/* A no-press zone as boxes of part coordinates; a bound of a box is inclusive. */
struct zone {
	const char *id, *name, *why; /* "N1", "hollow of the knee", one clause */
	struct zone_box {
		enum part part;
		double along_lo, along_hi, across_lo, across_hi;
	} box[ZONE_PARTS];
	int nboxes; /* 0: no fixed place (N7: veins, bruises) */
};

/* format.md "Limits", product.md "Caps"; all lengths in ms, pressures on the 0-10 scale. */
struct limits {
	int64_t press_min, press_max, press_warn_lo, press_warn_hi;
	int presses_most;          /* per place and leg, a day */
	int64_t place_ms;          /* per place and leg, a day */
	int64_t tool_stretch;      /* on the tool without `stand_min` of walking */
	int64_t stand_min;
	int64_t total;             /* a whole routine */
	int64_t tool_deep;         /* on the tool, over which `deep` is needed */
	int64_t last_walk;
	int64_t pause_warn;        /* ease and rest together */
	int64_t more;              /* what is offered when a place has not let go */
	int pressure_lo, pressure_hi, pressure_warn;
	int gentle_pressure;       /* ceiling in gentle mode */
	int daily_places;          /* warned over, per leg in a `daily` */
	int segments, depth;       /* sizes of a compiled and of an authored routine */
	int rounds_478;
	double nerve_lo, nerve_hi; /* across, on the thigh: the nerve line */
};

enum { ZONE_MOST = 16 };

struct atlas {
	struct site site[SITES_BUILT_IN];
	struct zone zone[ZONE_MOST];
	int nzones;
	struct limits limits;
};

/* The site with this id or code, in either case; NULL if there is none. */
const struct site *atlas_site(const struct atlas *a, const char *id_or_code);

/* The same for who goes through rows: looked for from the one after `*hint` on (begin with 0), where it is left
 * for the next. */
const struct site *atlas_site_next(const struct atlas *a, const char *id_or_code, int *hint);

/* The no-press zone that holds this point, or NULL. */
const struct zone *atlas_zone_at(const struct atlas *a, enum part part, double along, double across);

/* Whether a no-press zone comes within `reach` (along) of the site and to where the search for it goes
 * (across): the map hatches those. */
bool atlas_zone_near(const struct zone *z, const struct site *s, double reach);

#endif
