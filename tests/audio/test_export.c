/* Exports, as files: what is in them is found there and not asked of the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RATE = 48000, QUIET = RATE / 10, CUES_MOST = 4000 };

/* Runs unknot; its exit status, or 128 and the signal. */
static int run(const char *const *args, int64_t bytes_most, int stop_after_ms)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct rlimit most = {(rlim_t)bytes_most, (rlim_t)bytes_most};

		if (bytes_most) {
			signal(SIGXFSZ, SIG_IGN);
			setrlimit(RLIMIT_FSIZE, &most);
		}
		if (!freopen("said", "w", stderr) ||
		    (!strcmp(args[1], "show") && !freopen("shown", "w", stdout)))
			_exit(99);
		execv(getenv("UNKNOT"), (char *const *)args);
		_exit(99);
	}
	if (stop_after_ms) {
		usleep((useconds_t)stop_after_ms * 1000);
		kill(child, SIGINT);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

#define RUN(...) run((const char *const[]){"unknot", __VA_ARGS__, NULL}, 0, 0)

static char *read_whole(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *all;

	assert_non_null(f);
	fseek(f, 0, SEEK_END);
	*n = (size_t)ftell(f);
	rewind(f);
	all = malloc(*n + 1);
	assert_non_null(all);
	assert_int_equal(fread(all, 1, *n, f), *n);
	all[*n] = '\0';
	fclose(f);
	return all;
}

/* The samples of a WAV file: stereo, 16 bits. `*all` is to be freed. */
static const int16_t *samples(const char *path, char **all, int64_t *frames)
{
	size_t n, at = 12;

	*all = read_whole(path, &n);
	assert_memory_equal(*all, "RIFF", 4);
	while (at + 8 <= n && memcmp(*all + at, "data", 4) != 0) {
		uint32_t size;

		memcpy(&size, *all + at + 4, 4);
		at += 8 + size + (size & 1);
	}
	assert_true(at + 8 <= n);
	*frames = (int64_t)(n - at - 8) / 4;
	return (const int16_t *)(const void *)(*all + at + 8);
}

/* The frames at which `show` has sounds; "state": "dropped" has none. */
static int shown_cues(const char *routine, int64_t at[CUES_MOST])
{
	char *all, *line, *next;
	size_t n;
	int cues = 0;

	assert_int_equal(RUN("show", routine, "--format=json"), 0);
	all = read_whole("shown", &n);
	line = strstr(all, "\"cues\"");
	assert_non_null(line);
	for (; line; line = next ? next + 1 : NULL) {
		double t;

		next = strchr(line, '\n');
		if (next)
			*next = '\0';
		if (!strstr(line, "\"sound\": ") || strstr(line, "\"dropped\""))
			continue;
		assert_int_equal(sscanf(strstr(line, "\"at\": "), "\"at\": %lf", &t), 1);
		assert_true(cues < CUES_MOST);
		at[cues++] = llround(t * RATE);
	}
	free(all);
	return cues;
}

/* The frame after the last of the plan that was shown. */
static int64_t shown_end(void)
{
	size_t n;
	char *all = read_whole("shown", &n), *at = strstr(all, "\"planned\": ");
	double s;

	assert_non_null(at);
	assert_int_equal(sscanf(at, "\"planned\": %lf", &s), 1);
	free(all);
	return llround(s * RATE);
}

static bool sounds(const int16_t *s, int64_t frame)
{
	return s[2 * frame] != 0 || s[2 * frame + 1] != 0;
}

/* Each cue begins on its frame, and whatever begins after silence is a cue. */
static void check_cues(const char *routine)
{
	static int64_t at[CUES_MOST];
	int cues = shown_cues(routine, at), next = 0, alone = 0;
	int64_t frames, quiet = QUIET;
	const int16_t *s;
	char *all;

	assert_true(cues < CUES_MOST);
	at[cues++] = shown_end(); /* the sound that ends a session */
	assert_int_equal(RUN("export", routine, "--only", "cues", "-o", "cues.wav"), 0);
	s = samples("cues.wav", &all, &frames);
	for (int i = 0; i < cues; i++)
		if (!sounds(s, at[i]))
			fail_msg("%s: cue %d does not begin on frame %lld", routine, i, (long long)at[i]);
	for (int64_t f = 0; f < frames; f++) {
		if (!sounds(s, f)) {
			quiet++;
			continue;
		}
		while (next < cues && at[next] < f)
			next++;
		if (quiet >= QUIET && (next == cues || at[next] != f))
			fail_msg("%s: something begins on frame %lld", routine, (long long)f);
		alone += quiet >= QUIET;
		quiet = 0;
	}
	if (alone * 2 < cues)
		fail_msg("%s: only %d of %d cues begin after silence", routine, alone, cues);
	free(all);
	unlink("cues.wav");
}

static void cues_are_on_their_samples(void **state)
{
	static const char *const few[] = {"two-minute-ease", "out-of-the-car", NULL};
	static const char *const all[] = {
		"first-sitting",     "daily",      "evening",         "below-the-knee",
		"hips-and-sit-bone", "long-chair", "two-minute-ease", NULL};

	(void)state;
	for (const char *const *r = getenv("UNKNOT_LONG") ? all : few; *r; r++)
		check_cues(*r);
}

static void nothing_is_clipped_and_twice_is_the_same(void **state)
{
	(void)state;
	char *one, *two;
	int64_t frames;
	size_t n, m;
	const int16_t *s;
	double dc[2] = {0};
	int peak = 0;

	assert_int_equal(RUN("export", "two-minute-ease", "-o", "a.wav"), 0);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "b.wav"), 0);
	s = samples("a.wav", &one, &frames);
	assert_true(frames >= 120 * RATE && frames < 131 * RATE);
	for (int64_t i = 0; i < 2 * frames; i++) {
		peak = abs(s[i]) > peak ? abs(s[i]) : peak;
		dc[i % 2] += s[i];
	}
	assert_in_range(peak, 3000, 29204); /* -1 dBFS */
	for (int c = 0; c < 2; c++)
		assert_true(fabs(dc[c] / (double)frames / 32768) < 0.001);
	free(one);
	one = read_whole("a.wav", &n);
	two = read_whole("b.wav", &m);
	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	free(one);
	free(two);
	one = read_whole("a.wav.cue", &n);
	assert_non_null(strstr(one, "FILE \"a.wav\" WAVE\n  TRACK 01 AUDIO\n"));
	assert_non_null(strstr(one, "    INDEX 01 00:10:00\n"));
	free(one);
}

static void every_kind_is_a_whole_file(void **state)
{
	(void)state;
	static const struct {
		const char *path, *begins;
	} kinds[] = {
		{"k.flac", "fLaC"}, {"k.ogg", "OggS"}, {"k.md", "# Two-Minute Ease\n"}, {"k.json", "{\n"}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char *all;
		size_t n;

		assert_int_equal(RUN("export", "two-minute-ease", "-o", kinds[i].path), 0);
		all = read_whole(kinds[i].path, &n);
		assert_memory_equal(all, kinds[i].begins, strlen(kinds[i].begins));
		free(all);
	}
	assert_int_equal(RUN("show", "two-minute-ease", "--format=json"), 0);
	size_t n, m;
	char *shown = read_whole("shown", &n), *written = read_whole("k.json", &m);

	assert_string_equal(shown, written);
	free(shown);
	free(written);
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

/* Files that an export has not taken away again. */
static int in_the_making(void)
{
	DIR *d = opendir(".");
	const struct dirent *e;
	int n = 0;

	assert_non_null(d);
	while ((e = readdir(d)))
		n += !strncmp(e->d_name, "unknot-", 7);
	closedir(d);
	return n;
}

static void write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void holds(const char *path, const char *text)
{
	size_t n;
	char *all = read_whole(path, &n);

	if (!strstr(all, text))
		fail_msg("%s holds no \"%s\": %s", path, text, all);
	free(all);
}

/* Files of others beside the export are theirs, whatever their names. */
static void what_lies_beside_stays(void **state)
{
	static const char *const mine[] = {"n.wav.part", "n.cue", "n.ogg.part"};
	char to[16] = {0};
	pid_t child;
	int status;

	(void)state;
	for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
		write_text(mine[i], "mine");
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "n.wav"), 0);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "n.ogg"), 0);
	for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
		holds(mine[i], "mine");
	holds("n.wav.cue", "FILE \"n.wav\" WAVE\n");
	holds("n.ogg.cue", "FILE \"n.ogg\" WAVE\n");

	/* through a link, be there something or not */
	assert_int_equal(mkdir("far", 0700), 0);
	assert_int_equal(symlink("far/real.wav", "link.wav"), 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(RUN("export", "two-minute-ease", "-o", "link.wav"), 0);
		assert_int_equal(readlink("link.wav", to, sizeof to - 1), 12);
		assert_true(there("far/real.wav"));
		holds("far/real.wav.cue", "FILE \"real.wav\" WAVE\n");
		assert_false(there("link.wav.cue"));
	}
	assert_int_equal(mkfifo("pipe.md", 0600), 0);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "pipe.md"), 3);
	holds("said", "pipe.md cannot be written: what is there is no plain file");

	/* two at once: one of them whole */
	child = fork();
	if (child == 0)
		_exit(RUN("export", "two-minute-ease", "-o", "both.wav"));
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "both.wav"), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	char *one, *two;
	size_t n, m;

	one = read_whole("n.wav", &n);
	two = read_whole("both.wav", &m);
	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	free(one);
	free(two);
	assert_int_equal(in_the_making(), 0);
}

static void write_long_routine(const char *path, int rounds)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fprintf(f, "unknot: 1\ntitle: Long\nabout: Many rows.\nsteps:\n"
		   "  - stretch: >\n      A whole paragraph of a stretch, which goes on and on about how to "
		   "sit, "
		   "where to put the heel, and what the other leg is to do meanwhile.\n    for: 2s\n");
	fprintf(f, "  - repeat: %d\n    steps: [{rest: 1s}, {say: Well, for: 1s}]\n", rounds);
	fprintf(f, "  - legs: both\n    steps: [{move: Shake, for: 2s}]\n  - walk: 30s\n");
	fclose(f);
}

/* A sheet has tracks with titles of one line, and 99 of them at most. */
static void a_sheet_keeps_to_its_form(void **state)
{
	size_t n;
	char *all;
	int tracks = 0;

	(void)state;
	write_long_routine("few.yaml", 3);
	assert_int_equal(RUN("export", "few.yaml", "--only", "cues", "-o", "few.flac"), 0);
	holds("few.flac.cue", "    TITLE \"A whole paragraph of a stretch, which goes on and on...\"\n");
	holds("few.flac.cue", "  TRACK 10 AUDIO\n");
	all = read_whole("said", &n);
	assert_null(strstr(all, "99 tracks"));
	free(all);
	write_long_routine("many.yaml", 120);
	assert_int_equal(RUN("export", "many.yaml", "--only", "cues", "-o", "many.flac"), 0);
	holds("said", "a cue sheet has 99 tracks at most: some steps share a track in many.flac.cue\n");
	all = read_whole("many.flac.cue", &n);
	for (const char *t = all; (t = strstr(t, "  TRACK ")); t++)
		tracks++;
	assert_in_range(tracks, 50, 99);
	assert_non_null(strstr(all, "INDEX 01 00:00:00"));
	free(all);
}

static void no_half_file_is_left(void **state)
{
	static const char *const full[] = {"unknot", "export", "two-minute-ease", "-o", "full.wav", NULL};
	static const char *const flac[] = {"unknot", "export", "two-minute-ease", "-o", "full.flac", NULL};
	static const char *const ogg[] = {"unknot", "export", "two-minute-ease", "-o", "full.ogg", NULL};
	static const char *const cut[] = {"unknot", "export", "long-chair", "-o", "cut.wav", NULL};
	size_t n;
	char *said;

	(void)state;
	assert_int_equal(run(full, 1 << 20, 0), 3);
	said = read_whole("said", &n);
	assert_non_null(strstr(said, "full.wav cannot be written: File too large"));
	free(said);
	assert_int_equal(run(flac, 1 << 18, 0), 3);
	assert_int_equal(run(ogg, 1 << 16, 0), 3);
	assert_false(there("full.wav") || there("full.wav.cue"));
	assert_false(there("full.flac") || there("full.ogg"));
	assert_int_equal(run(cut, 0, 300), 130);
	assert_false(there("cut.wav") || there("cut.wav.cue"));
	assert_int_equal(in_the_making(), 0);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "nowhere/x.wav"), 3);
}

static void what_cannot_be_is_told(void **state)
{
	(void)state;
	assert_int_equal(RUN("export", "two-minute-ease"), 2);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "x.mp3"), 2);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", ".wav"), 2);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "x.wav", "--only", "bells"), 2);
	assert_int_equal(RUN("export", "no-such-routine", "-o", "x.wav"), 1);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "./.wav"), 2);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "x.wav", "--only", "voice", "--no-voice"), 2);
	holds("said", "leave nothing to hear");
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "x.md", "--only", "cues"), 2);
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "x.json", "--no-voice"), 2);
	holds("said", "--only and --no-voice choose what is heard");
	assert_false(there("x.wav") || there("x.md") || there("x.json"));
	assert_int_equal(RUN("export", "two-minute-ease", "-o", "X.MD"), 0);
	holds("X.MD", "# Two-Minute Ease\n");
}

/* Where there is a voice: a line without room is told with its place and what helps; and the voice alone is
 * spoken although the settings leave it out. */
static void a_line_without_room_is_told(void **state)
{
	char path[512];

	(void)state;
	write_text(
		"short.yaml",
		"unknot: 1\ntitle: Short\nabout: A line without room.\nsuits: All.\nnot-for: None.\nsteps:\n"
		"  - walk: 30s\n  - say: 777777777777 777777777777 777777777777\n"
		"    for: 1s\n  - walk: 30s\n");
	snprintf(path, sizeof path, "%s/unknot", getenv("XDG_CONFIG_HOME"));
	mkdir(getenv("XDG_CONFIG_HOME"), 0700);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/unknot/config.yaml", getenv("XDG_CONFIG_HOME"));
	write_text(path, "voice: { on: no }\n");
	if (RUN("export", "short.yaml", "--only", "voice", "-o", "short.wav") == 3) {
		holds("said", "There is no voice");
		unlink(path);
		skip();
	}
	unlink(path);
	assert_true(there("short.wav"));
	holds("said", "1 line took longer than its time and was left out\n");
	holds("said", "the first is in step 2 (line 8): \"777777777777 ");
	holds("said", "or a faster voice: voice: { rate: 218 } in config.yaml, where 175 holds now\n");
}

static int setup(void **state)
{
	(void)state;
	return chdir(getenv("HOME"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cues_are_on_their_samples),
		cmocka_unit_test(nothing_is_clipped_and_twice_is_the_same),
		cmocka_unit_test(every_kind_is_a_whole_file),
		cmocka_unit_test(no_half_file_is_left),
		cmocka_unit_test(what_cannot_be_is_told),
		cmocka_unit_test(what_lies_beside_stays),
		cmocka_unit_test(a_sheet_keeps_to_its_form),
		cmocka_unit_test(a_line_without_room_is_told),
	};

	return cmocka_run_group_tests_name("export", tests, setup, NULL);
}
