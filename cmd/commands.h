/* The subcommands: one file each, one sorted line each in main.c. */
#ifndef VD_CMD_COMMANDS_H
#define VD_CMD_COMMANDS_H

#include <getopt.h>

#include "budget/language.h"
#include "cmd/session.h"

/** Its texts are marked with N_(). The help is printed in the order of the members. */
struct vd_command {
	const char *name, *summary;
	const char *help;     /* how it is used, what it does, and the options of its own */
	bool takes_analysis;  /* VD_ANALYSIS_OPTIONS too */
	bool reads_study;     /* which may say what language is spoken */
	int option_column;    /* where in a line the text of its options begins */
	const char *help_end; /* what is said below the options, or NULL */
	enum vd_status (*run)(int argc, char **argv);
};

extern const struct vd_command vd_command_check, vd_command_claim, vd_command_explain,
	vd_command_find, vd_command_import, vd_command_new, vd_command_report, vd_command_schema,
	vd_command_show;

/** All commands, sorted by name; ends with NULL. */
extern const struct vd_command *const vd_commands[];

/** Say on standard error what is wrong with the usage. @return VD_USAGE */
enum vd_status vd_usage_error(const struct vd_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** Print a command's help on standard output. @return VD_DONE */
enum vd_status vd_print_help(const struct vd_command *command);

/**
 * The next option of a command. `-h`, `--help` and `--lang` are understood everywhere, and what
 * getopt does not know is reported.
 * @return the option's letter; -1 after the last; 0 when the command is to stop with `*status`
 */
int vd_next_option(const struct vd_command *command, int argc, char **argv, const char *letters,
		   const struct option *options, enum vd_status *status);

/**
 * The arguments, with those that begin with a minus and no option's letter under the sign that no
 * option begins with: a figure such as -54.21%.
 */
char **vd_protect_figures(struct vd_arena *arena, int argc, char **argv);

/** Such an argument as it was typed. */
const char *vd_figure_as_typed(struct vd_arena *arena, const char *word);

/** Letters of the options that several commands share; none has a short form. */
enum { VD_OPTION_FROM = 256, VD_OPTION_TO, VD_OPTION_PROJECT, VD_OPTION_INCLUDE, VD_OPTION_LANG };

/** The options of every command, for getopt. --lang is taken before a command is run. */
#define VD_COMMON_OPTIONS                                                                          \
	{ "help", no_argument, NULL, 'h' },                                                        \
	{                                                                                          \
		"lang", required_argument, NULL, VD_OPTION_LANG                                    \
	}

/** Those that say what to compute beyond the usual, for getopt. */
#define VD_ANALYSIS_OPTIONS                                                                        \
	{ "from", required_argument, NULL, VD_OPTION_FROM },                                       \
		{ "to", required_argument, NULL, VD_OPTION_TO },                                   \
		{ "project", required_argument, NULL, VD_OPTION_PROJECT },                         \
	{                                                                                          \
		"include", required_argument, NULL, VD_OPTION_INCLUDE                              \
	}

/** Take one of these options. @return VD_DONE, or VD_USAGE with the complaint written */
enum vd_status vd_analysis_option(const struct vd_command *command, int letter, const char *value,
				  struct vd_options *options);

/** Load a study and compute it as asked for. @return VD_DONE, or what stopped it, written */
enum vd_status vd_load_analysis(const struct vd_command *command, struct vd_session *session,
				const char *study, const struct vd_options *options);

#endif
