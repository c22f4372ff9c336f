/* The terminal alone, without the program: shows a frame with what happened to it, and does what
 * the keys ask. test_term.c drives it. */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/keymap.h"
#include "io/term.h"

struct driver {
	struct term *term;
	struct canvas *canvas;
	int frame, last_signal, dropped;
	unsigned last_key;
	bool done;
	int code;
};

static void draw(struct driver *d)
{
	struct canvas *c = d->canvas;
	int cols, rows;

	term_size(d->term, &cols, &rows);
	if (cols != c->cols || rows != c->rows)
		canvas_resize(c, cols, rows);
	canvas_clear(c);
	canvas_printf(c, 0, 0, STYLE_PLAIN, "frame %d key %x signal %d", d->frame, d->last_key,
		      d->last_signal);
	canvas_printf(c, 0, 1, STYLE_PLAIN, "size %dx%d tier %d dropped %d", cols, rows,
		      (int)term_tier(d->term), d->dropped);
	canvas_text(c, 0, 2, STYLE_SORE, "sore");
	canvas_text(c, 6, 2, STYLE_SELECTED, "chosen");
	canvas_text(c, 0, 3, STYLE_PLAIN, "日本 é");
	canvas_put(c, cols - 1, rows - 1, '$', STYLE_PLAIN, 15);
	if (!term_show(d->term, c))
		d->dropped++;
}

/* A frame in which every cell differs from the last. */
static void fill(struct driver *d)
{
	canvas_fill(d->canvas, canvas_rect(d->canvas), (uint32_t)('a' + d->frame % 26), STYLE_BREATH);
	if (!term_show(d->term, d->canvas))
		d->dropped++;
}

static void overflow(volatile char *deeper)
{
	volatile char here[4096];

	here[0] = deeper ? deeper[0] : 1;
	if (here[0])
		overflow(here);
	here[1] = here[0]; /* no tail call */
}

/* A page that nobody may touch: sanitizers see it no sooner than the processor does. */
static void fault(void)
{
	volatile char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	page[0] = 1;
}

static void key(struct driver *d, uint32_t k)
{
	d->last_key = k;
	switch (k) {
	case 'n':
		d->frame++;
		break;
	case 'f': /* many frames at once, as fast as they go */
		for (int i = 0; i < 400; i++, d->frame++)
			fill(d);
		break;
	case 'e':
		fputs("rubble from a library\n", stderr);
		fflush(stderr);
		break;
	case 'b':
		term_bell(d->term);
		break;
	case 'r':
		term_redraw(d->term);
		break;
	case 'S':
		raise(SIGSEGV);
		break;
	case 'N':
		fault();
		break;
	case 'O':
		overflow(NULL);
		break;
	case 'A':
		abort();
	case 'x':
		exit(7);
	case 'q':
	case KEYCODE_HANGUP:
		d->done = true;
		d->code = k == 'q' ? 0 : 9;
		break;
	default:
		break;
	}
}

static void take_signal(struct driver *d, int sig)
{
	d->last_signal = sig;
	if (sig == SIGTSTP) {
		term_stop(d->term);
	} else if (sig == SIGTERM || sig == SIGHUP || sig == SIGQUIT) {
		d->done = true;
		d->code = 128 + sig;
	}
}

static void run(struct driver *d)
{
	while (!d->done) {
		struct pollfd fds[3] = {{term_key_fd(d->term), POLLIN, 0},
					{term_signal_fd(d->term), POLLIN, 0},
					{term_write_fd(d->term), POLLOUT, 0}};
		uint32_t k;
		int sig;

		draw(d);
		fds[2].fd = term_write_fd(d->term);
		poll(fds, 3, -1);
		if (fds[2].revents)
			term_flush(d->term);
		while (!d->done && (sig = term_signal(d->term)))
			take_signal(d, sig);
		while (!d->done && term_key(d->term, &k))
			key(d, k);
	}
}

int main(int argc, char **argv)
{
	struct buf log = {0};
	struct term_options o = {0};
	struct driver d = {0};
	struct err e = {""};

	setlocale(LC_CTYPE, "");
	buf_addf(&log, "%s/log.txt", getenv("HOME"));
	o.stderr_path = log.p;
	for (int i = 1; i < argc; i++)
		o.ascii |= strcmp(argv[i], "--ascii") == 0;
	if (!term_usable()) {
		puts("plain");
		buf_free(&log);
		return 3;
	}
	d.term = term_open(&o, &e);
	buf_free(&log);
	if (!d.term) {
		puts(e.text);
		return 3;
	}
	d.canvas = canvas_new(1, 1, term_tier(d.term));
	poll(NULL, 0, 0); /* before its first blocking call the thread sanitizer drops every signal */
	run(&d);
	term_close(d.term);
	term_close(d.term);
	canvas_free(d.canvas);
	return d.code;
}
