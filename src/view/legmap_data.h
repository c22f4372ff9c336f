/* The shape of the legs, seen from behind: the data of view/legmap. Lengths are fractions of the
 * leg from the hip bone's top (y 0) to the sole (y 1); x counts outward from the middle of the
 * body, u across one leg from its inner edge (-1) to its outer one (+1). Pure. */
#ifndef UNKNOT_VIEW_LEGMAP_DATA_H
#define UNKNOT_VIEW_LEGMAP_DATA_H

#include "core/atlas.h"
#include "view/theme.h"

/* Inner and outer edge at a height 0 .. 1. */
struct leg_edges {
	double in, out;
};
struct leg_edges leg_edges_at(double y);

/* The outer edge of the widest height: half the width of the whole picture. */
double leg_half_width(void);

/* Height of a point of the atlas. */
double leg_height(enum part part, double along);

/* What part of the atlas a height lies on, and where along it. */
enum part leg_part_at(double y, double *along);

/* What is seen at a point of the leg. */
enum leg_tissue {
	TISSUE_LOIN, TISSUE_BUTTOCK, TISSUE_HAM_OUTER, TISSUE_HAM_INNER, TISSUE_THIGH_SIDE, TISSUE_HOLLOW,
	TISSUE_CALF_INNER, TISSUE_CALF_OUTER, TISSUE_SOLEUS, TISSUE_TENDON, TISSUE_FOOT,
	TISSUES
};
struct leg_point {
	enum leg_tissue tissue;
	double across; /* of it, about -1 .. 1 */
	double down;   /* along it, about 0 .. 1 */
};
struct leg_point leg_point_at(double y, double u);

/* How far the point `p` at `u` comes forward, for a leg of this half width, in the unit of `half`. */
double leg_relief(const struct leg_point *p, double u, double half);

enum style leg_tissue_style(enum leg_tissue t);

#endif
