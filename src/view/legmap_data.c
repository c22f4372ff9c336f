#include "view/legmap_data.h"

#include <math.h>
#include <stddef.h>

/* Edges at chosen heights, read off the proportions of a standing person (waist 0.22, hips 0.35, knee 0.10,
 * calf 0.12, ankle 0.045 of the height from the hip bone's top to the sole); between them a smooth curve
 * runs. The legs stand a little apart, so that the two never touch in a raster of dots. */
static const struct {
	double y, in, out;
} edge[] = {
	{0.000, .003, .112}, {0.035, .003, .121}, {0.080, .003, .143}, {0.125, .003, .163},
	{0.165, .004, .174}, {0.205, .006, .177}, {0.240, .011, .174}, {0.270, .012, .171},
	{0.310, .011, .168}, {0.360, .013, .160}, {0.420, .019, .149}, {0.480, .028, .136},
	{0.530, .034, .127}, {0.565, .036, .126}, {0.600, .031, .131}, {0.640, .024, .137},
	{0.680, .023, .137}, {0.730, .030, .130}, {0.790, .043, .118}, {0.850, .054, .108},
	{0.900, .059, .103}, {0.935, .058, .104}, {0.960, .054, .109}, {0.980, .053, .118},
	{1.000, .058, .136},
};

enum { EDGES = sizeof edge / sizeof *edge };

static const double pi = 3.14159265358979323846;

/* Catmull-Rom through b and c at t 0 .. 1. */
static double curve(double a, double b, double c, double d, double t)
{
	return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

static double within(double lo, double v, double hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

struct leg_edges leg_edges_at(double y)
{
	size_t i = 0;

	y = within(0, y, 1);
	while (i + 2 < EDGES && y > edge[i + 1].y)
		i++;
	size_t a = i > 0 ? i - 1 : 0, d = i + 2 < EDGES ? i + 2 : EDGES - 1;
	double t = (y - edge[i].y) / (edge[i + 1].y - edge[i].y);

	return (struct leg_edges){curve(edge[a].in, edge[i].in, edge[i + 1].in, edge[d].in, t),
				  curve(edge[a].out, edge[i].out, edge[i + 1].out, edge[d].out, t)};
}

double leg_half_width(void)
{
	return 0.178;
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

/* ---- tissues: where each begins and ends across a row ---- */

/* Where in a stretch of a row, -1 .. 1. */
static double across(double u, double from, double to)
{
	return to > from ? (u - (from + to) / 2) / ((to - from) / 2) : 0;
}

static double smooth(double from, double to, double v)
{
	double t = within(0, (v - from) / (to - from), 1);

	return t * t * (3 - 2 * t);
}

/* Upper border of the buttock: from the side of the sacrum up to the crest of the hip. */
static double crest_at(double u)
{
	double inner = fmax(0, (0.75 - u) / 1.75), outer = fmax(0, (u - 0.75) / 0.25);

	return 0.012 + 0.085 * pow(inner, 1.35) + 0.03 * outer * outer;
}

/* The fold under the buttock: lowest a little inside the middle, rising to the outside. */
static double fold_at(double u)
{
	return 0.252 - 0.046 * (u + 0.18) * (u + 0.18);
}

static struct leg_point buttock_point(double y, double u)
{
	double crest = crest_at(u), fold = fold_at(u);

	if (y < crest)
		return (struct leg_point){TISSUE_LOIN, u, 0.5};
	return (struct leg_point){TISSUE_BUTTOCK, u + 0.05, (y - crest) / (fold - crest)};
}

static struct leg_point thigh_point(double y, double u)
{
	double t = (y - sit_bone) / (knee_crease - sit_bone);
	double inside = -0.60 - 0.24 * smooth(0.2, 0.8, t); /* adductors show at the top of the inside */
	double outside = 0.80 - 0.02 * t, middle = 0.03 + 0.04 * t;
	double hollow = fmax(0, t - 0.76) * 1.75; /* half the gap between the tendons, from where they part */

	if (u < inside)
		return (struct leg_point){TISSUE_THIGH_SIDE, across(u, -1, inside), t};
	if (u > outside)
		return (struct leg_point){TISSUE_THIGH_SIDE, across(u, outside, 1), t};
	if (fabs(u - middle) < hollow)
		return (struct leg_point){TISSUE_HOLLOW, (u - middle) / hollow, t};
	if (u < middle)
		return (struct leg_point){TISSUE_HAM_INNER, across(u, inside, middle - hollow), t};
	return (struct leg_point){TISSUE_HAM_OUTER, across(u, middle + hollow, outside), t};
}

static struct leg_point calf_point(double y, double u)
{
	double c = (y - knee_crease) / (heel - knee_crease);
	double hollow = 0.44 - 4.4 * c;                        /* the hollow runs out between the heads */
	double end_in = 0.49 - 0.36 * (u + 0.48) * (u + 0.48); /* lower borders: the inner head hangs lower */
	double end_out = 0.42 - 0.33 * (u - 0.50) * (u - 0.50);
	double cord = 0.12 + 0.55 * fmax(0, c - 0.58) + 4 * pow(fmax(0, c - 0.70), 1.5); /* half its width */

	if (fabs(u) < hollow)
		return (struct leg_point){TISSUE_HOLLOW, u / hollow, c};
	if (u <= 0 && c < end_in)
		return (struct leg_point){TISSUE_CALF_INNER, across(u, -1, 0), c / end_in};
	if (u > 0 && c < end_out)
		return (struct leg_point){TISSUE_CALF_OUTER, across(u, 0, 1), c / end_out};
	if (c > 0.44 && fabs(u) < cord)
		return (struct leg_point){TISSUE_TENDON, within(-1, u / cord, 1), c};
	return (struct leg_point){TISSUE_SOLEUS, across(fabs(u), fmin(cord, 0.9), 1) * (u < 0 ? -1 : 1), c};
}

struct leg_point leg_point_at(double y, double u)
{
	if (y < fold_at(u))
		return buttock_point(y, u);
	if (y < knee_crease)
		return thigh_point(y, u);
	return y < heel - 0.02 ? calf_point(y, u) : (struct leg_point){TISSUE_FOOT, u, 0.5};
}

/* ---- relief ---- */

/* How far a tissue bulges, of half the leg's width, and along which stretch of it. */
static double bulge(const struct leg_point *p)
{
	switch (p->tissue) {
	case TISSUE_BUTTOCK:
		return 0.62 * sin(pi * pow(within(0, p->down, 1), 1.25));
	case TISSUE_HAM_INNER:
	case TISSUE_HAM_OUTER:
		return 0.20 * sin(pi * within(0, 0.08 + 0.9 * p->down, 1));
	case TISSUE_CALF_INNER:
		return 0.27 * sin(pi * within(0, 0.12 + 0.85 * p->down, 1));
	case TISSUE_CALF_OUTER:
		return 0.24 * sin(pi * within(0, 0.12 + 0.85 * p->down, 1));
	case TISSUE_THIGH_SIDE:
	case TISSUE_SOLEUS:
		return 0.07;
	case TISSUE_TENDON:
		return 0.05;
	case TISSUE_HOLLOW:
		return -0.10;
	case TISSUE_LOIN:
		return -0.05;
	case TISSUE_FOOT:
	case TISSUES:
		break;
	}
	return 0;
}

double leg_relief(const struct leg_point *p, double u, double half)
{
	double w = within(-1, p->across, 1), round = sqrt(fmax(0, 1 - 0.97 * u * u));

	return half * (round + bulge(p) * (1 - w * w));
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
	case TISSUE_LOIN:
	case TISSUE_THIGH_SIDE:
	case TISSUE_HOLLOW:
	case TISSUE_TENDON:
	case TISSUE_FOOT:
	case TISSUES:
		break;
	}
	return STYLE_SKIN;
}
