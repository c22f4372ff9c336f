#include "chapters.h"

#include "view/ladder.h"
#include "view/view_model.h"
#include "view/words.h"

enum { TRACKS_MOST = 99, CUE_FRAMES = 75 /* a second, in a cue sheet */ };

void chapters_list(const struct plan *p, struct buf *out)
{
	for (size_t i = 0; i < p->nsegments; i = ladder_next(p, i)) {
		int s = (int)(p->segments[i].at_ms / 1000);
		char what[VM_LINE];

		words_segment(what, sizeof what, &p->segments[i]);
		buf_addf(out, "%02d:%02d:%02d %s\n", s / 3600, s / 60 % 60, s % 60, what);
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

void chapters_cue(const struct plan *p, const char *file, struct buf *out)
{
	int n = 0;

	put_quoted(out, "TITLE", p->routine->title ? p->routine->title : p->routine->id);
	buf_addc(out, '\n');
	put_quoted(out, "FILE", file);
	buf_adds(out, " WAVE\n");
	for (size_t i = 0; i < p->nsegments && n < TRACKS_MOST; i = ladder_next(p, i)) {
		int64_t at = p->segments[i].at_ms, s = at / 1000;
		char what[VM_LINE];

		words_segment(what, sizeof what, &p->segments[i]);
		buf_addf(out, "  TRACK %02d AUDIO\n", ++n);
		put_quoted(out, "    TITLE", what);
		buf_addf(out, "\n    INDEX 01 %02d:%02d:%02d\n", (int)(s / 60), (int)(s % 60),
			 (int)(at % 1000 * CUE_FRAMES / 1000));
	}
}
