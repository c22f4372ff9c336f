#include "view/legmap_data.h"

#include <math.h>
#include <stddef.h>

/* Edges at chosen heights, read off the proportions of a standing person (hips 0.36, knee 0.10,
 * calf 0.12, ankle 0.065 of the leg's length); between them a smooth curve runs. The legs stand a
 * little apart, so that the two never touch in a raster of dots. */
static const struct {
	double y, in, out;
} edge[] = {
	{0.000, .012, .100}, {0.030, .010, .140}, {0.075, .010, .166}, {0.130, .010, .180},
	{0.180, .011, .186}, {0.225, .013, .184}, {0.260, .012, .181}, {0.310, .010, .175},
	{0.370, .012, .164}, {0.430, .018, .150}, {0.490, .028, .136}, {0.535, .034, .130},
	{0.570, .036, .130}, {0.610, .032, .136}, {0.655, .025, .143}, {0.700, .025, .142},
	{0.760, .034, .132}, {0.820, .047, .119}, {0.875, .056, .110}, {0.915, .058, .109},
	{0.945, .054, .113}, {0.970, .052, .118}, {0.988, .054, .134}, {1.000, .060, .150},
};

enum { EDGES = sizeof edge / sizeof *edge };

/* Catmull-Rom through b and c at t 0 .. 1. */
static double curve(double a, double b, double c, double d, double t)
{
	return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

struct leg_edges leg_edges_at(double y)
{
	size_t i = 0;

	y = fmin(1, fmax(0, y));
	while (i + 2 < EDGES && y > edge[i + 1].y)
		i++;
	size_t a = i > 0 ? i - 1 : 0, d = i + 2 < EDGES ? i + 2 : EDGES - 1;
	double t = (y - edge[i].y) / (edge[i + 1].y - edge[i].y);

	return (struct leg_edges){curve(edge[a].in, edge[i].in, edge[i + 1].in, edge[d].in, t),
				  curve(edge[a].out, edge[i].out, edge[i + 1].out, edge[d].out, t)};
}

double leg_half_width(void)
{
	return 0.187;
}

/* Heights of the atlas's landmarks. */
static const double hip_top = 0.02, sit_bone = 0.225, knee_crease = 0.56, heel = 0.965;

double leg_height(enum part part, double along)
{
	switch (part) {
	case PART_BUTTOCK:
		return hip_top + along * (sit_bone - hip_top);
	case PART_THIGH:
		return sit_bone + along * (knee_crease - sit_bone);
	case PART_CALF:
		return knee_crease + along * (heel - knee_crease);
	}
	return 0;
}

enum part leg_part_at(double y, double *along)
{
	if (y < sit_bone) {
		*along = (y - hip_top) / (sit_bone - hip_top);
		return PART_BUTTOCK;
	}
	if (y < knee_crease) {
		*along = (y - sit_bone) / (knee_crease - sit_bone);
		return PART_THIGH;
	}
	*along = (y - knee_crease) / (heel - knee_crease);
	return PART_CALF;
}

/* The fold under the buttock: lowest a little inside the middle, rising to the outside. */
static double fold_at(double u)
{
	return 0.262 - 0.045 * (u + 0.25) * (u + 0.25);
}

static enum leg_tissue thigh_tissue(double y, double u)
{
	double t = (y - sit_bone) / (knee_crease - sit_bone);
	double hollow = (t - 0.74) * 1.9; /* half the gap between the tendons, from where they part */
	double side_in = -0.80 + 0.42 * fmax(0, 0.42 - t); /* adductors show at the top of the inside */

	if (u > 0.80 || u < side_in)
		return TISSUE_THIGH_SIDE;
	if (fabs(u - 0.04) < hollow)
		return TISSUE_HOLLOW;
	return u > 0.02 + 0.06 * t ? TISSUE_HAM_OUTER : TISSUE_HAM_INNER;
}

static enum leg_tissue calf_tissue(double y, double u)
{
	double c = (y - knee_crease) / (heel - knee_crease);
	double hollow = 0.42 - 4.2 * c;                        /* the hollow runs out between the heads */
	double end_in = 0.50 - 0.42 * (u + 0.48) * (u + 0.48); /* lower borders: the inner head hangs lower */
	double end_out = 0.43 - 0.36 * (u - 0.50) * (u - 0.50);

	if (fabs(u) < hollow)
		return TISSUE_HOLLOW;
	if (u <= 0 && c < end_in)
		return TISSUE_CALF_INNER;
	if (u > 0 && c < end_out)
		return TISSUE_CALF_OUTER;
	if (c > 0.46 && fabs(u) < 0.12 + 0.9 * fmax(0, c - 0.56))
		return TISSUE_TENDON;
	return c < 0.80 ? TISSUE_SOLEUS : TISSUE_TENDON;
}

enum leg_tissue leg_tissue_at(double y, double u)
{
	if (y < fold_at(u))
		return TISSUE_BUTTOCK;
	if (y < knee_crease)
		return thigh_tissue(y, u);
	return y < heel - 0.03 ? calf_tissue(y, u) : TISSUE_FOOT;
}

enum style leg_tissue_style(enum leg_tissue t)
{
	switch (t) {
	case TISSUE_BUTTOCK:
		return STYLE_BUTTOCK;
	case TISSUE_HAM_OUTER:
		return STYLE_HAM_OUTER;
	case TISSUE_HAM_INNER:
		return STYLE_HAM_INNER;
	case TISSUE_CALF_INNER:
	case TISSUE_CALF_OUTER:
		return STYLE_CALF;
	case TISSUE_SOLEUS:
		return STYLE_SOLEUS;
	case TISSUE_THIGH_SIDE:
	case TISSUE_HOLLOW:
	case TISSUE_TENDON:
	case TISSUE_FOOT:
	case TISSUES:
		break;
	}
	return STYLE_SKIN;
}
