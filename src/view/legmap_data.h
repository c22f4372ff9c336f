/* The shape of the legs, seen from behind: the data of view/legmap. Lengths are fractions of the
 * leg from the hip bone's top (y 0) to the sole (y 1); x counts outward from the middle of the
 * body. Pure. */
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

/* What is seen at a height and a place across (-1 inner edge .. +1 outer edge). */
enum leg_tissue {
	TISSUE_BUTTOCK, TISSUE_HAM_OUTER, TISSUE_HAM_INNER, TISSUE_THIGH_SIDE, TISSUE_HOLLOW,
	TISSUE_CALF_INNER, TISSUE_CALF_OUTER, TISSUE_SOLEUS, TISSUE_TENDON, TISSUE_FOOT,
	TISSUES
};
enum leg_tissue leg_tissue_at(double y, double across);
enum style leg_tissue_style(enum leg_tissue t);

#endif
