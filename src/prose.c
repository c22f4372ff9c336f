#include "prose.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { LEAST = 40, LINES_MOST = 64 };

int prose_width(FILE *f)
{
	struct winsize size;

	if (!isatty(fileno(f)) || ioctl(fileno(f), TIOCGWINSZ, &size) < 0)
		return 0;
	return size.ws_col < LEAST ? 0 : size.ws_col;
}

/* Bytes of a line before its last column: before the text it goes on under. At most half the cells. */
static size_t head_of(const char *line, size_t n, int cells)
{
	size_t head = 0;

	while (head < n && line[head] == ' ')
		head++;
	for (size_t i = head + 2; i < n && (int)i <= cells / 2; i++)
		if (line[i] != ' ' && line[i - 1] == ' ' && line[i - 2] == ' ')
			head = i;
	return (int)head <= cells / 2 ? head : 0;
}

static void wrap_line(const char *line, size_t n, int cells, struct buf *out)
{
	size_t head = head_of(line, n, cells), lines;
	struct text_line part[LINES_MOST];
	struct buf before = {0}, rest = {0};
	int column;

	buf_add(&before, line, head);
	buf_add(&rest, line + head, n - head);
	column = text_width(buf_str(&before));
	lines = text_wrap(buf_str(&rest), cells - column, part, LINES_MOST);
	buf_adds(out, buf_str(&before));
	if (lines > LINES_MOST)
		buf_adds(out, rest.p);
	for (size_t i = 0; i < lines && lines <= LINES_MOST; i++) {
		if (i)
			buf_addf(out, "\n%*s", column, "");
		buf_add(out, part[i].p, part[i].n);
	}
	buf_free(&before);
	buf_free(&rest);
}

void prose_wrap(const char *text, int cells, struct buf *out)
{
	if (!cells) {
		buf_adds(out, text);
		return;
	}
	while (*text) {
		size_t n = strcspn(text, "\n");

		wrap_line(text, n, cells, out);
		text += n;
		if (*text) {
			buf_addc(out, '\n');
			text++;
		}
	}
}

void prose_puts(FILE *f, const char *text)
{
	struct buf out = {0};

	prose_wrap(text, prose_width(f), &out);
	fputs(buf_str(&out), f);
	buf_free(&out);
}

void prose(FILE *f, const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	prose_puts(f, buf_str(&text));
	buf_free(&text);
}

void prose_diag(FILE *f, struct diag *d)
{
	struct buf text = {0};
	const char *no_colour = getenv("NO_COLOR"); /* https://no-color.org: set and not empty */
	bool terminal = isatty(fileno(f));

	if (terminal)
		diag_terminal(d, prose_width(f), getenv("HOME"));
	diag_text(d, &text, terminal && !(no_colour && *no_colour));
	fputs(buf_str(&text), f);
	buf_free(&text);
}
