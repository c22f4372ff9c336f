#include "chapters.h"

#include <string.h>

#include "view/ladder.h"
#include "view/view_model.h"
#include "view/words.h"

enum { TRACKS_MOST = 99, CUE_FRAMES = 75 /* a second, in a cue sheet */, TITLE_COLS = 60 };

/* What a row is, in at most TITLE_COLS columns, ended at a word: a stretch may be a paragraph. */
static void put_what(const struct segment *s, struct buf *out)
{
	char what[VM_LINE];
	size_t n;

	words_segment(what, sizeof what, s);
	n = text_fit(what, TITLE_COLS);
	if (!what[n]) {
		buf_adds(out, what);
		return;
	}
	n = text_fit(what, TITLE_COLS - 3);
	for (size_t blank = n; blank > n / 2; blank--)
		if (what[blank] == ' ') {
			n = blank;
			break;
		}
	while (n > 0 && strchr(" .,;:", what[n - 1]))
		n--;
	buf_addf(out, "%.*s...", (int)n, what);
}

void chapters_list(const struct plan *p, struct buf *out)
{
	for (size_t i = 0; i < p->nsegments; i = ladder_next(p, i)) {
		int s = (int)(p->segments[i].at_ms / 1000);

		buf_addf(out, "%02d:%02d:%02d ", s / 3600, s / 60 % 60, s % 60);
		put_what(&p->segments[i], out);
		buf_addc(out, '\n');
	}
}

/* A text in quotes, which a sheet cannot escape. */
static void put_quoted(struct buf *out, const char *key, const char *text)
{
	buf_addf(out, "%s \"", key);
	for (const char *s = text; *s; s++)
		buf_addc(out, *s == '"' ? '\'' : *s);
	buf_addc(out, '"');
}

/* How rows share tracks. */
struct sharing {
	bool steps;    /* rows one after the other of one step */
	size_t stride; /* and then so many of these */
};

static size_t next_of_step(const struct plan *p, size_t i, bool steps)
{
	size_t n = ladder_next(p, i);

	while (steps && n < p->nsegments && p->segments[n].step == p->segments[i].step)
		n = ladder_next(p, n);
	return n;
}

static size_t next_track(const struct plan *p, size_t i, const struct sharing *how)
{
	for (size_t k = 0; k < how->stride && i < p->nsegments; k++)
		i = next_of_step(p, i, how->steps);
	return i;
}

static size_t tracks(const struct plan *p, const struct sharing *how)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nsegments; i = next_track(p, i, how))
		n++;
	return n;
}

static struct sharing share(const struct plan *p)
{
	struct sharing how = {.stride = 1};
	size_t n = tracks(p, &how);

	if (n <= TRACKS_MOST)
		return how;
	how.steps = true;
	n = tracks(p, &how);
	how.stride = (n + TRACKS_MOST - 1) / TRACKS_MOST;
	return how;
}

bool chapters_cue(const struct plan *p, const char *file, struct buf *out)
{
	struct sharing how = share(p);
	int n = 0;

	put_quoted(out, "TITLE", p->routine->title ? p->routine->title : p->routine->id);
	buf_addc(out, '\n');
	put_quoted(out, "FILE", file);
	buf_adds(out, " WAVE\n");
	for (size_t i = 0; i < p->nsegments; i = next_track(p, i, &how)) {
		int64_t at = p->segments[i].at_ms, s = at / 1000;
		struct buf what = {0};

		put_what(&p->segments[i], &what);
		buf_addf(out, "  TRACK %02d AUDIO\n", ++n);
		put_quoted(out, "    TITLE", buf_str(&what));
		buf_addf(out, "\n    INDEX 01 %02d:%02d:%02d\n", (int)(s / 60), (int)(s % 60),
			 (int)(at % 1000 * CUE_FRAMES / 1000));
		buf_free(&what);
	}
	return !how.steps;
}
