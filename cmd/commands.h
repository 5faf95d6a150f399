/* The subcommands: one file each, one sorted line each in main.c. */
#ifndef VD_CMD_COMMANDS_H
#define VD_CMD_COMMANDS_H

#include <getopt.h>

#include "cmd/session.h"

struct vd_command {
	const char *name, *summary, *help;
	enum vd_status (*run)(int argc, char **argv);
};

extern const struct vd_command vd_command_check, vd_command_explain, vd_command_new,
	vd_command_report, vd_command_schema, vd_command_show;

/** All commands, sorted by name; ends with NULL. */
extern const struct vd_command *const vd_commands[];

/** Say on standard error what is wrong with the usage. @return VD_USAGE */
enum vd_status vd_usage_error(const struct vd_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** Print a command's help on standard output. @return VD_DONE */
enum vd_status vd_print_help(const struct vd_command *command);

/**
 * The next option of a command. `-h` and `--help` are understood everywhere, and what getopt does
 * not know is reported.
 * @return the option's letter; -1 after the last; 0 when the command is to stop with `*status`
 */
int vd_next_option(const struct vd_command *command, int argc, char **argv, const char *letters,
		   const struct option *options, enum vd_status *status);

#endif
