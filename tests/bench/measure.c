/*
 * Run a command with its output thrown away, or in a file, and print what it took:
 * wall, user and system time in microseconds, peak resident memory in KiB, exit status.
 *
 * A process starts out with the peak of the one that made it, so that a Python parent would
 * hide the memory of a small program. This one is smaller than any of them.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long long microseconds(struct timeval t)
{
	return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

int main(int argc, char **argv)
{
	const char *output = "/dev/null";

	if (argc > 3 && strcmp(argv[1], "-o") == 0) {
		output = argv[2];
		argv += 2;
		argc -= 2;
	}
	if (argc < 2) {
		fputs("usage: measure [-o FILE] COMMAND [ARGUMENT...]\n", stderr);
		return 2;
	}
	long long start = now();
	pid_t child = fork();
	if (child == 0) {
		int file = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		if (file < 0 || dup2(file, STDOUT_FILENO) < 0) {
			perror(output);
			_exit(127);
		}
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	int status;
	struct rusage used;
	if (child < 0 || wait4(child, &status, 0, &used) < 0) {
		perror("measure");
		return 3;
	}
	printf("%lld %lld %lld %ld %d\n", now() - start, microseconds(used.ru_utime),
	       microseconds(used.ru_stime), used.ru_maxrss,
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
