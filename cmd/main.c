#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "budget/language.h"
#include "cmd/commands.h"
#include "io/language.h"
#include "io/replace.h"

const struct vd_command *const vd_commands[] = {
	&vd_command_check,  &vd_command_claim, &vd_command_explain,
	&vd_command_find,   &vd_command_new,   &vd_command_report,
	&vd_command_schema, &vd_command_show,  NULL,
};

static const char help[] =
	"veedor: what does not add up in a public budget, why, and how each number was made\n"
	"\n"
	"usage: veedor COMMAND [OPTION…] [ARGUMENT…]\n"
	"\n";

static const char help_end[] =
	"\n"
	"veedor COMMAND --help tells more of a command. veedor --version gives the version.\n"
	"\n"
	"Exit status: 0 done; 1 `check` has findings, or a study has errors; 2 wrong usage, or an\n"
	"input that cannot be used at all; 3 the system failed (disk full, no memory).\n";

static enum vd_status print_overview(void)
{
	fputs(help, stdout);
	for (size_t i = 0; vd_commands[i]; i++)
		printf("  %-8s  %s\n", vd_commands[i]->name, vd_commands[i]->summary);
	fputs(help_end, stdout);
	return VD_DONE;
}

enum vd_status vd_usage_error(const struct vd_command *command, const char *format, ...)
{
	fputs("veedor: error: ", stderr);
	va_list arguments;
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, "\n  veedor %s%s--help tells how it is used\n",
		command ? command->name : "", command ? " " : "");
	return VD_USAGE;
}

enum vd_status vd_print_help(const struct vd_command *command)
{
	fputs(command->help, stdout);
	return VD_DONE;
}

int vd_next_option(const struct vd_command *command, int argc, char **argv, const char *letters,
		   const struct option *options, enum vd_status *status)
{
	opterr = 0;
	int letter = VD_OPTION_LANG;
	while (letter == VD_OPTION_LANG)
		letter = getopt_long(argc, argv, letters, options, NULL);
	if (letter == 'h') {
		*status = vd_print_help(command);
		return 0;
	}
	if (letter == ':') {
		*status = vd_usage_error(command, "the option %s needs a value", argv[optind - 1]);
		return 0;
	}
	if (letter == '?') {
		/* A letter inside a word of letters is named by itself. */
		const char single[3] = { '-', (char)optopt, '\0' };
		*status = vd_usage_error(command, "unknown option %s",
					 optopt ? single : argv[optind - 1]);
		return 0;
	}
	return letter;
}

static const struct vd_command *find_command(const char *name)
{
	for (size_t i = 0; vd_commands[i]; i++)
		if (vd_same(vd_commands[i]->name, name))
			return vd_commands[i];
	return NULL;
}

static enum vd_status unknown_command(const char *name)
{
	enum { COUNT = sizeof(vd_commands) / sizeof(*vd_commands) - 1 };
	const char *names[COUNT];
	size_t count = 0;
	for (; count < COUNT && vd_commands[count]; count++)
		names[count] = vd_commands[count]->name;
	const char *nearest = vd_nearest(name, names, count);
	return vd_usage_error(NULL, "there is no command `%s`%s%s%s", name,
			      nearest ? "; did you mean `" : "", nearest ? nearest : "",
			      nearest ? "`?" : "");
}

/* Take --lang wherever it stands: what is wrong with the usage is said in that language too. */
static bool choose_language(int argc, char **argv)
{
	static const char option[] = "--lang";
	vd_language_set(vd_language_of_environment());
	for (int i = 1; i < argc && !vd_same(argv[i], "--"); i++) {
		size_t length = strlen(option);
		if (strncmp(argv[i], option, length) != 0)
			continue;
		const char *value = argv[i][length] == '='    ? argv[i] + length + 1
				    : argv[i][length] == '\0' ? argv[i + 1]
							      : NULL;
		enum vd_language language;
		if (value && !vd_language_find(value, &language)) {
			vd_usage_error(NULL, _("--lang takes en or es, not `%s`"), value);
			return false;
		}
		if (value)
			vd_language_insist(language);
	}
	return true;
}

static enum vd_status run(int argc, char **argv)
{
	/* Before the command's name there may be --lang. */
	while (argc > 2 && strncmp(argv[1], "--lang", strlen("--lang")) == 0) {
		int words = strchr(argv[1], '=') ? 1 : 2;
		argc -= words;
		argv += words;
	}
	const char *name = argc > 1 ? argv[1] : NULL;
	if (!name) {
		vd_usage_error(NULL, "no command given");
		return VD_USAGE;
	}
	if (vd_same(name, "--help") || vd_same(name, "-h"))
		return print_overview();
	if (vd_same(name, "help")) {
		const struct vd_command *command = argc > 2 ? find_command(argv[2]) : NULL;
		if (argc > 2 && !command)
			return unknown_command(argv[2]);
		return command ? vd_print_help(command) : print_overview();
	}
	if (vd_same(name, "--version")) {
		puts("veedor " VD_VERSION);
		return VD_DONE;
	}
	if (name[0] == '-')
		return vd_usage_error(NULL, "unknown option %s", name);
	const struct vd_command *command = find_command(name);
	return command ? command->run(argc - 1, argv + 1) : unknown_command(name);
}

/* An interrupted program leaves no half-written file, and dies of the signal as the shell expects. */
static void on_signal(int number)
{
	/* It only unlinks, which a handler may. */
	vd_replace_abandon(); /* NOLINT(bugprone-signal-handler,cert-sig30-c) */
	signal(number, SIG_DFL);
	raise(number);
}

static void catch_signals(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		signal(numbers[i], on_signal);
	/* A file-size limit is a full disk: an error of write(), not death. */
	signal(SIGXFSZ, SIG_IGN);
}

/*
 * A standard stream that is closed would give its number to the next file opened, and text would
 * land in it. Stand in for it with a descriptor that refuses instead.
 */
static void guard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(VD_SYSTEM);
}

int main(int argc, char **argv)
{
	guard_streams();
	catch_signals();
	enum vd_status status = choose_language(argc, argv) ? run(argc, argv) : VD_USAGE;
	/* Results count only once they are out. */
	if (fflush(stdout) != 0 || ferror(stdout) || close(STDOUT_FILENO) != 0) {
		int error = errno;
		fprintf(stderr, "veedor: error: standard output cannot be written: %s\n",
			strerror(error));
		return VD_SYSTEM;
	}
	return (int)status;
}
