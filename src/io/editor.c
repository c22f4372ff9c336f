#include "io/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { NOT_FOUND = 127, NOT_RUN = 126 };

/* How an editor is told the line: what follows its command. */
#define PLUS  " \"+$2\" \"$1\""
#define COLON " \"$1:$2\""
#define GOTO  " --goto \"$1:$2\""

static const struct known {
	const char *name, *how;
	bool returns_at_once; /* unless told to --wait */
} known[] = {
	{"vi", PLUS, false},   {"vim", PLUS, false},      {"nvim", PLUS, false},
	{"gvim", PLUS, false}, {"vim.tiny", PLUS, false}, {"vim.basic", PLUS, false},
	{"nano", PLUS, false}, {"pico", PLUS, false},     {"emacs", PLUS, false},
	{"kak", PLUS, false},  {"micro", PLUS, false},    {"emacsclient", PLUS, false},
	{"joe", PLUS, false},  {"mcedit", PLUS, false},   {"editor", PLUS, false},
	{"hx", COLON, false},  {"helix", COLON, false},   {"subl", COLON, true},
	{"code", GOTO, true},  {"codium", GOTO, true},
};

static bool is_on_path(const char *name)
{
	const char *path = getenv("PATH");
	struct buf at = {0};
	bool found = false;

	while (path && *path && !found) {
		size_t n = strcspn(path, ":");

		buf_clear(&at);
		buf_addf(&at, "%.*s/%s", (int)n, path, name);
		found = n && access(at.p, X_OK) == 0;
		path += n + (path[n] == ':');
	}
	buf_free(&at);
	return found;
}

char *editor_find(struct err *e)
{
	static const char *const names[] = {"VISUAL", "EDITOR"}, *const usual[] = {"editor", "nano", "vi"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && value[strspn(value, " \t")])
			return mem_strdup(value);
	}
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(e, _("An editor needs a terminal, and there is none here. Name one that needs none "
			     "in VISUAL or "
			     "EDITOR."));
		return NULL;
	}
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (is_on_path(usual[i]))
			return mem_strdup(usual[i]);
	err_set(e, _("No editor is known here. Name yours in VISUAL or EDITOR, as in: export EDITOR=nano"));
	return NULL;
}

/* The editor that a command line begins with, without its folder; quotes may go round it. */
static const struct known *know(const char *editor)
{
	const char *first = editor + strspn(editor, " \t"), *end, *name;

	end = *first == '"' || *first == '\'' ? strchr(first + 1, *first) : first + strcspn(first, " \t");
	first += *first == '"' || *first == '\'';
	for (name = end ? end : first; name > first && name[-1] != '/';)
		name--;
	for (size_t i = 0; end && i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].name) == (size_t)(end - name) &&
		    !strncmp(known[i].name, name, (size_t)(end - name)))
			return &known[i];
	return NULL;
}

void editor_line(const char *editor, bool at_line, struct buf *out)
{
	const struct known *k = know(editor);

	buf_adds(out, editor);
	if (k && k->returns_at_once && !strstr(editor, "--wait") && !strstr(editor, " -w"))
		buf_adds(out, " --wait");
	buf_adds(out, k && at_line ? k->how : " \"$1\"");
}

/* The child: signals as a program expects them, then the shell. */
static _Noreturn void become(const char *line, const char *file, const char *at)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	execl("/bin/sh", "sh", "-c", line, "unknot", file, at, (char *)NULL);
	_exit(NOT_FOUND);
}

/* Runs the shell's line and waits for it; false, with errno, if it cannot be started. Ctrl-C in the editor is the
 * editor's, from before it begins. */
static bool run_line(const char *line, const char *file, const char *at, int *status)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, was_int, was_quit;
	pid_t child;
	int why;

	sigaction(SIGINT, &ignore, &was_int);
	sigaction(SIGQUIT, &ignore, &was_quit);
	child = fork();
	why = errno;
	if (child == 0)
		become(line, file, at);
	while (child > 0 && waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGINT, &was_int, NULL);
	sigaction(SIGQUIT, &was_quit, NULL);
	errno = why;
	return child > 0;
}

static bool judge(const char *editor, int status, struct err *e)
{
	if (WIFSIGNALED(status))
		return err_set(e, _("The editor (%.80s) was ended by signal %d; what it saved is kept."),
			       editor, WTERMSIG(status));
	if (WEXITSTATUS(status) == NOT_FOUND || WEXITSTATUS(status) == NOT_RUN)
		return err_set(
			e,
			_("The editor (%.80s) could not be started. Name another in VISUAL or EDITOR, as "
			  "in: export EDITOR=nano"),
			editor);
	if (WEXITSTATUS(status))
		return err_set(e, _("The editor (%.80s) ended with a fault (%d); what it saved is kept."),
			       editor, WEXITSTATUS(status));
	return true;
}

bool editor_run(const char *editor, const char *file, uint32_t line, struct err *e)
{
	bool terminal;
	struct termios modes;
	struct buf shell = {0}, name = {0};
	char at[12];
	int status = 0;
	bool ran;

	snprintf(at, sizeof at, "%u", line);
	editor_line(editor, line > 0, &shell);
	buf_addf(&name, "%s%s", *file == '-' ? "./" : "", file); /* no option */
	terminal = tcgetattr(STDIN_FILENO, &modes) == 0;
	fflush(stdout);
	ran = run_line(shell.p, name.p, at, &status);
	if (!ran)
		err_set(e, _("The editor cannot be started: %s."), strerror(errno));
	buf_free(&shell);
	buf_free(&name);
	if (!ran)
		return false;
	if (terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
	return judge(editor, status, e);
}
