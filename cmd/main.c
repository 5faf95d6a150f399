#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "budget/language.h"
#include "cmd/commands.h"
#include "cmd/progress.h"
#include "io/language.h"
#include "io/replace.h"

const struct vd_command *const vd_commands[] = {
	&vd_command_check,   &vd_command_claim,
	&vd_command_explain, &vd_command_find,
	&vd_command_import,  &vd_command_new,
	&vd_command_report,  &vd_command_schema,
	&vd_command_show,    NULL,
};

static enum vd_status print_overview(void)
{
	fputs(_("veedor: what does not add up in a public budget, why, and how each number was made\n"
		"\n"
		"usage: veedor COMMAND [OPTION…] [ARGUMENT…]\n"
		"\n"),
	      stdout);
	for (size_t i = 0; vd_commands[i]; i++)
		printf("  %-8s  %s\n", vd_commands[i]->name, vd_translate(vd_commands[i]->summary));
	fputs(_("\n"
		"veedor COMMAND --help tells more of a command. veedor --version gives the version.\n"
		"--lang en|es, before COMMAND or among its options, chooses the language; without it\n"
		"the study's `language:` does, else the environment.\n"
		"\n"
		"Exit status: 0 done; 1 `check` has contradictions or warnings that are not accepted, a\n"
		"claim is contradicted, or a study has errors; 2 wrong usage, or an input that cannot be\n"
		"used at all; 3 the system failed (disk full, no memory).\n"),
	      stdout);
	return VD_DONE;
}

enum vd_status vd_usage_error(const struct vd_command *command, const char *format, ...)
{
	fputs(_("veedor: error: "), stderr);
	va_list arguments;
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	putc('\n', stderr);
	if (command)
		fprintf(stderr, _("  veedor %s --help tells how it is used\n"), command->name);
	else
		fputs(_("  veedor --help tells how it is used\n"), stderr);
	return VD_USAGE;
}

enum vd_status vd_print_help(const struct vd_command *command)
{
	static const char help_word[] = "  -h, --help", language_words[] = "      --lang en|es";
	fputs(vd_translate(command->help), stdout);
	if (command->takes_analysis)
		fputs(_("      --from YEAR --to YEAR   compare these two years as well\n"
			"      --project YEARS         project each trend for so many years, 1 to 50\n"
			"      --include WHAT          take these years into trends: partial, bills, or both\n"
			"                              with a comma between\n"),
		      stdout);
	printf("%-*s%s\n%-*s%s\n", command->option_column, help_word, _("this text"),
	       command->option_column, language_words,
	       command->reads_study
		       ? _("the language; default: the study's, else the environment's")
		       : _("the language; default: the environment's"));
	if (command->help_end)
		printf("\n%s", vd_translate(command->help_end));
	return VD_DONE;
}

/* Speak the language that --lang names. @return false if there is none; reported */
static bool take_language(const struct vd_command *command, const char *name)
{
	enum vd_language language;
	if (!vd_language_find(name, &language)) {
		vd_usage_error(command, _("--lang takes en or es, not `%s`"), name);
		return false;
	}
	vd_language_insist(language);
	return true;
}

int vd_next_option(const struct vd_command *command, int argc, char **argv, const char *letters,
		   const struct option *options, enum vd_status *status)
{
	opterr = 0;
	int letter = getopt_long(argc, argv, letters, options, NULL);
	for (; letter == VD_OPTION_LANG; letter = getopt_long(argc, argv, letters, options, NULL)) {
		/* Taken already, unless it is written shorter, as --la. */
		if (take_language(command, optarg))
			continue;
		*status = VD_USAGE;
		return 0;
	}
	if (letter == 'h') {
		*status = vd_print_help(command);
		return 0;
	}
	if (letter == ':') {
		*status =
			vd_usage_error(command, _("the option %s needs a value"), argv[optind - 1]);
		return 0;
	}
	if (letter == '?') {
		/* A letter inside a word of letters is named by itself. */
		const char single[3] = { '-', (char)optopt, '\0' };
		*status = vd_usage_error(command, _("unknown option %s"),
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
	return nearest ? vd_usage_error(NULL, _("there is no command `%s`; did you mean `%s`?"),
					name, nearest)
		       : vd_usage_error(NULL, _("there is no command `%s`"), name);
}

/* How many words --lang takes here with its value; 0 if another word stands here. */
static int language_words(const char *word)
{
	static const char option[] = "--lang";
	size_t length = strlen(option);
	if (strncmp(word, option, length) != 0)
		return 0;
	return word[length] == '=' ? 1 : word[length] == '\0' ? 2 : 0;
}

/* Take --lang wherever it stands: what is wrong with the usage is said in that language too. */
static bool choose_language(char **argv)
{
	vd_language_set(vd_language_of_environment());
	for (int i = 1; argv[i] && !vd_same(argv[i], "--"); i++) {
		int words = language_words(argv[i]);
		const char *value = words == 1	 ? strchr(argv[i], '=') + 1
				    : words == 2 ? argv[i + 1]
						 : NULL;
		if (value && !take_language(NULL, value))
			return false;
	}
	return true;
}

/* Go past each --lang that stands first. @return false if one has no value; reported */
static bool skip_language(int *argc, char ***argv)
{
	for (int words; *argc > 1 && (words = language_words((*argv)[1])) != 0;) {
		if (words >= *argc) {
			vd_usage_error(NULL, _("the option %s needs a value"), (*argv)[1]);
			return false;
		}
		*argc -= words;
		*argv += words;
	}
	return true;
}

/* veedor help [COMMAND] */
static enum vd_status help(int argc, char **argv)
{
	if (!skip_language(&argc, &argv))
		return VD_USAGE;
	if (argc < 2)
		return print_overview();
	const struct vd_command *command = find_command(argv[1]);
	return command ? vd_print_help(command) : unknown_command(argv[1]);
}

static enum vd_status run(int argc, char **argv)
{
	if (!skip_language(&argc, &argv))
		return VD_USAGE;
	const char *name = argc > 1 ? argv[1] : NULL;
	if (!name) {
		vd_usage_error(NULL, _("no command given"));
		return VD_USAGE;
	}
	if (vd_same(name, "--help") || vd_same(name, "-h"))
		return print_overview();
	if (vd_same(name, "help"))
		return help(argc - 1, argv + 1);
	if (vd_same(name, "--version")) {
		puts("veedor " VD_VERSION);
		return VD_DONE;
	}
	if (name[0] == '-')
		return vd_usage_error(NULL, _("unknown option %s"), name);
	const struct vd_command *command = find_command(name);
	return command ? command->run(argc - 1, argv + 1) : unknown_command(name);
}

/* An interrupted program leaves no half-written file, and dies of the signal as the shell expects. */
static void on_signal(int number)
{
	/* They only unlink and write, which a handler may. */
	vd_progress_abandon(); /* NOLINT(bugprone-signal-handler,cert-sig30-c) */
	vd_replace_abandon();  /* NOLINT(bugprone-signal-handler,cert-sig30-c) */
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

/* A report takes memory and gives it back in small pieces: ask the system for it in large ones. */
static void keep_memory(void)
{
	enum { LARGE_BYTES = 16 << 20, KEPT_BYTES = 256 << 20 };
	mallopt(M_TOP_PAD, LARGE_BYTES);
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
}

int main(int argc, char **argv)
{
	guard_streams();
	catch_signals();
	keep_memory();
	enum vd_status status = choose_language(argv) ? run(argc, argv) : VD_USAGE;
	/* Results count only once they are out. */
	if (fflush(stdout) != 0 || ferror(stdout) || close(STDOUT_FILENO) != 0) {
		int error = errno;
		fprintf(stderr, _("veedor: error: standard output cannot be written: %s\n"),
			strerror(error));
		return VD_SYSTEM;
	}
	return (int)status;
}
