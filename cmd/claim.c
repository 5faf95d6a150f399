/* veedor claim: whether one stated figure follows from the numbers stated with it. */
#include "budget/claim_text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "io/render.h"

enum {
	OPTION_ROUNDED = 512,
	OPTION_DECIMAL,
	LINE_BYTES = 4 * (VD_CLAIM_CHARACTERS + 2), /* more than a claim can have */
	WINDOW = 100,				    /* characters of a claim shown with an error */
};

struct request {
	struct vd_claim_style style;
	bool as_json;
	unsigned long line; /* of standard input, 0 for a claim on the command line */
};

/* --- what is wrong with a claim --- */

/* Bytes of the first `characters` characters. */
static size_t bytes_of(const char *text, uint32_t characters)
{
	size_t bytes = 0;
	for (; text[bytes]; bytes++)
		if (((unsigned char)text[bytes] & 0xC0U) != 0x80U && characters-- == 0)
			break;
	return bytes;
}

/* The claim, or what is around the place, with the place marked. */
static void show_place(const struct vd_claim_error *error)
{
	uint32_t first = error->column > WINDOW * 2 / 3 ? error->column - WINDOW / 2 : 0;
	const char *text = error->text + bytes_of(error->text, first);
	size_t bytes = bytes_of(text, WINDOW);
	uint32_t column = error->column - first + (first ? 1 : 0);
	uint32_t room = WINDOW > column ? WINDOW - column : 1;
	uint32_t length = error->length < room ? error->length : room;
	fprintf(stderr, "  %s%.*s%s\n  %*s^", first ? "…" : "", (int)bytes, text,
		text[bytes] ? "…" : "", (int)column, "");
	for (uint32_t i = 1; i < length; i++)
		putc('~', stderr);
	putc('\n', stderr);
}

static void show_error(const struct request *request, const struct vd_claim_error *error)
{
	fflush(stdout);
	if (request->line)
		fprintf(stderr, _("veedor: error: line %lu: %s\n"), request->line, error->message);
	else
		fprintf(stderr, _("veedor: error: %s\n"), error->message);
	if (error->text)
		show_place(error);
	if (*error->expected)
		fprintf(stderr, _("  expected: %s\n"), error->expected);
	if (!request->line)
		fputs(_("  such as: veedor claim \"63 of 92 = 68.47%\"\n"
			"           veedor claim \"from 889 to 1032 = 16.08%\"\n"),
		      stderr);
}

/* --- what is said of a claim --- */

/* A stated figure as what it was stated: at least so much. */
static const char *stated_words(const struct vd_session *session, const struct vd_claim_text *text,
				const struct vd_check *check)
{
	struct vd_arena *arena = session->arena;
	switch (text->stated) {
	case VD_AS_AT_LEAST:
		return vd_arena_format(arena, _("at least %s"), check->printed);
	case VD_AS_MORE_THAN:
		return vd_arena_format(arena, _("more than %s"), check->printed);
	case VD_AS_ABOUT:
		return vd_arena_format(arena, _("about %s"), check->printed);
	case VD_AS_LESS_THAN:
		return vd_arena_format(arena, _("less than %s"), check->printed);
	case VD_AS_AT_MOST:
		return vd_arena_format(arena, _("at most %s"), check->printed);
	case VD_AS_EQUAL:
	case VD_COMPARISONS:
		break;
	}
	return check->printed;
}

static const char *reason(const struct vd_check *check)
{
	return check->computed.missing == VD_NO_BASE ? _("it divides by zero")
						     : vd_missing_words(check->computed.missing);
}

static const char *computed(const struct vd_session *session, const struct vd_claim_text *text,
			    const struct vd_check *check)
{
	return vd_value_unrounded(session->arena, &check->computed, check->unit, &text->currency);
}

/* How the stated figure stands to the computed one; `next` begins another line. */
static void write_standing(const struct vd_session *session, const struct vd_claim_text *text,
			   const struct vd_check *check, const char *next)
{
	const char *right = vd_claim_text_figure(session->arena, text, check);
	/* Only numbers that are rounded themselves let it through. */
	bool wide = vd_printed_fit(&text->claim.printed, &check->computed, check->unit,
				   &text->currency) == VD_FIT_NONE;
	switch (check->verdict) {
	case VD_VERDICT_ROUNDED:
		printf(wide ? _(", which may be %s as its numbers are rounded")
			    : _(", rounded to %s"),
		       check->printed);
		break;
	case VD_VERDICT_TRUNCATED:
		fputs(next, stdout);
		if (wide)
			printf(_("%s fits only if its digits were cut off, and as its numbers are "
				 "rounded"),
			       check->printed);
		else if (right)
			printf(_("%s fits only if its digits were cut off; rounded it is %s"),
			       check->printed, right);
		else
			printf(_("%s fits only if its digits were cut off"), check->printed);
		break;
	case VD_VERDICT_HOLDS:
		printf(", %s", stated_words(session, text, check));
		break;
	case VD_VERDICT_CONTRADICTED:
		if (text->stated != VD_AS_EQUAL) {
			printf(_(", not %s"), stated_words(session, text, check));
			break;
		}
		fputs(next, stdout);
		if (right)
			printf(_("%s is not that: to as many digits it is %s"), check->printed,
			       right);
		else
			printf(_("%s is not that"), check->printed);
		break;
	case VD_VERDICT_EXACT:
	case VD_VERDICT_NOT_TESTABLE:
	case VD_VERDICTS:
		break;
	}
}

static void write_text(const struct vd_session *session, const struct request *request,
		       const struct vd_claim_text *text, const struct vd_check *check)
{
	const char *next = request->line ? "\n    " : "\n  ";
	if (request->line)
		printf("%s\n  ", text->claim.id);
	printf("%s: ", vd_word(vd_verdict_key(check->verdict)));
	if (check->verdict == VD_VERDICT_NOT_TESTABLE) {
		puts(reason(check));
		return;
	}
	printf("%s = %s", check->arithmetic, computed(session, text, check));
	write_standing(session, text, check, next);
	const char *words = "";
	if (check->verdict == VD_VERDICT_CONTRADICTED &&
	    (text->stated == VD_AS_EQUAL || check->causes.count))
		words = vd_causes_words(session->arena, &check->causes);
	while (*words) {
		size_t length = strcspn(words, "\n");
		printf("%s%.*s", next, (int)length, words);
		words += length + (words[length] == '\n');
	}
	putchar('\n');
}

static void write_member(const char *key, const char *text)
{
	printf("%s\"%s\": ", vd_same(key, "claim") ? "{" : ", ", key);
	vd_write_json_string(stdout, text);
}

static const char *explanation(const struct vd_session *session, const struct vd_check *check)
{
	struct vd_buffer lines = { .arena = session->arena };
	const char *words = "";
	if (check->verdict == VD_VERDICT_CONTRADICTED)
		words = vd_causes_words(session->arena, &check->causes);
	if (check->verdict == VD_VERDICT_NOT_TESTABLE)
		words = reason(check);
	for (; *words; words++)
		vd_buffer_add(&lines, *words == '\n' ? "; " : (const char[]){ *words, '\0' });
	return vd_buffer_text(&lines);
}

static void write_json(const struct vd_session *session, const struct vd_claim_text *text,
		       const struct vd_check *check)
{
	const char *number =
		vd_value_plain(session->arena, &check->computed, check->unit, &text->currency);
	write_member("claim", text->claim.id);
	write_member("id", text->claim.id);
	write_member("printed", check->printed);
	printf(", \"computed\": %s", *number ? number : "null");
	write_member("unit", vd_unit_name(check->unit, &text->currency));
	write_member("as", vd_comparison_key(text->claim.as));
	write_member("verdict", vd_verdict_key(check->verdict));
	write_member("cause", vd_cause_key(vd_causes_fact(&check->causes)));
	write_member("explanation", explanation(session, check));
	write_member("arithmetic", check->arithmetic);
	puts("}");
}

/* One of several that cannot be read, so that each line has its object. */
static void write_unread(const struct vd_claim_error *error)
{
	write_member("claim", error->text ? error->text : "");
	write_member("id", error->text ? error->text : "");
	fputs(", \"printed\": \"\", \"computed\": null, \"unit\": \"\", \"as\": \"\"", stdout);
	write_member("verdict", vd_verdict_key(VD_VERDICT_NOT_TESTABLE));
	write_member("cause", "");
	write_member("explanation", error->message);
	write_member("arithmetic", "");
	puts("}");
}

static enum vd_status status_of(enum vd_verdict verdict)
{
	return verdict == VD_VERDICT_CONTRADICTED   ? VD_FOUND
	       : verdict == VD_VERDICT_NOT_TESTABLE ? VD_USAGE
						    : VD_DONE;
}

static enum vd_status answer(const struct vd_session *session, const struct request *request,
			     const char *claim, size_t bytes)
{
	struct vd_claim_text text;
	struct vd_claim_error error;
	if (!vd_claim_text_read(session->arena, claim, bytes, &request->style, &text, &error)) {
		show_error(request, &error);
		if (request->line && request->as_json)
			write_unread(&error);
		return VD_USAGE;
	}
	struct vd_check check = vd_claim_check(NULL, session->arena, &text.currency, &text.claim);
	if (request->as_json)
		write_json(session, &text, &check);
	else
		write_text(session, request, &text, &check);
	return status_of(check.verdict);
}

/* --- claims, a line each --- */

/* The next line, cut to LINE_BYTES, without its end. @return false behind the last */
static bool read_line(char *line, size_t *bytes)
{
	int c = getchar();
	if (c == EOF)
		return false;
	for (*bytes = 0; c != EOF && c != '\n'; c = getchar())
		if (*bytes < LINE_BYTES)
			line[(*bytes)++] = (char)c;
	if (*bytes && *bytes < LINE_BYTES && line[*bytes - 1] == '\r')
		(*bytes)--;
	return true;
}

static bool is_empty(const char *line, size_t bytes)
{
	while (bytes && (line[bytes - 1] == ' ' || line[bytes - 1] == '\t'))
		bytes--;
	return !bytes;
}

/* Each line with memory of its own: there is no end of them. */
static enum vd_status answer_lines(struct request *request)
{
	static const char mark[] = "\xEF\xBB\xBF"; /* of byte order */
	char line[LINE_BYTES];
	size_t bytes, claims = 0;
	enum vd_status worst = VD_DONE;
	while (read_line(line, &bytes)) {
		bool marked = request->line++ == 0 && bytes >= strlen(mark) &&
			      memcmp(line, mark, strlen(mark)) == 0;
		size_t skipped = marked ? strlen(mark) : 0;
		if (is_empty(line + skipped, bytes - skipped))
			continue;
		struct vd_session session;
		vd_session_open(&session);
		enum vd_status status = answer(&session, request, line + skipped, bytes - skipped);
		vd_session_close(&session);
		worst = status > worst ? status : worst;
		claims++;
	}
	if (ferror(stdin)) {
		int error = errno;
		fflush(stdout);
		fprintf(stderr, _("veedor: error: standard input cannot be read: %s\n"),
			strerror(error));
		return VD_USAGE;
	}
	return claims ? worst
		      : vd_usage_error(&vd_command_claim,
				       _("standard input has no claim, one a line"));
}

/* --- the command line --- */

static enum vd_status take_option(struct request *request, int letter, const char *value)
{
	if (letter == OPTION_ROUNDED)
		request->style.rounded = true;
	if (letter == OPTION_DECIMAL) {
		if (!vd_same(value, ".") && !vd_same(value, ","))
			return vd_usage_error(&vd_command_claim,
					      _("--decimal takes . or , and not `%s`"), value);
		request->style.decimal = value;
	}
	if (letter == 'f') {
		request->as_json = vd_same(value, "json");
		if (!request->as_json && !vd_same(value, "text"))
			return vd_usage_error(&vd_command_claim,
					      _("there is no format `%s`: text or json"), value);
	}
	return VD_DONE;
}

static enum vd_status run_claim(struct vd_session *session, int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "format", required_argument, NULL, 'f' },
		{ "rounded", no_argument, NULL, OPTION_ROUNDED },
		{ "decimal", required_argument, NULL, OPTION_DECIMAL },
		{ 0 },
	};
	struct request request = { 0 };
	enum vd_status status = VD_DONE;
	argv = vd_protect_figures(session->arena, argc, argv);
	for (int letter; (letter = vd_next_option(&vd_command_claim, argc, argv, ":hf:", options,
						  &status)) != -1;) {
		if (letter)
			status = take_option(&request, letter, optarg);
		if (letter == 0 || status != VD_DONE)
			return status;
	}
	if (optind == argc)
		return vd_usage_error(&vd_command_claim,
				      _("a claim is expected, such as \"63 of 92 = 68.47%%\""));
	if (argc - optind == 1 && vd_same(argv[optind], "-"))
		return answer_lines(&request);
	struct vd_buffer claim = { .arena = session->arena };
	for (int i = optind; i < argc; i++) {
		vd_buffer_add(&claim, i > optind ? " " : "");
		vd_buffer_add(&claim, vd_figure_as_typed(session->arena, argv[i]));
	}
	const char *text = vd_buffer_text(&claim);
	return answer(session, &request, text, claim.count);
}

static enum vd_status run(int argc, char **argv)
{
	struct vd_session session;
	vd_session_open(&session);
	enum vd_status status = run_claim(&session, argc, argv);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_claim = {
	.name = "claim",
	.summary = N_("whether one stated figure follows from its numbers, without a study"),
	.help = N_(
		"usage: veedor claim CLAIM [OPTION…]\n"
		"\n"
		"Computes what a claim states and compares it with the digits stated: exact, rounded,\n"
		"truncated (digits cut off), holds, contradicted; of a figure said to be\n"
		"equal, what may have gone wrong is told.\n"
		"In English or Spanish, best in quotes:\n"
		"\n"
		"  \"63 of 92 = 68.47%\"           \"63 de cada 92 = 68,47 %\"\n"
		"  \"from 889 to 1032 = 16.08%\"   \"889 → 1032 = 16.08%\", also ->\n"
		"  \"6485049.50 / 31488625 = 20 cents\"\n"
		"  \"620195 / 93765 is more than 6 times\"\n"
		"  \"1 in 17: 84 of 1459\"         \"1 de cada 17: 84 de 1459\"\n"
		"  \"53 + 527 = 580\"              \"(53 + 527) of 1334 = 43.48%\"\n"
		"\n"
		"CLAIM may be - for standard input, one claim a line.\n"
		"\n"
		"  -f, --format FORMAT     text (default), json\n"
		"      --decimal MARK      the decimal mark, . or , where a claim can be read both ways\n"
		"      --rounded           its numbers are rounded themselves, each to its last digit\n"),
	.option_column = 26,
	.help_end = N_(
		"Status 0 if the figure fits or the claim holds, 1 if it is contradicted, 2 if it\n"
		"cannot be read or tested; of several the highest.\n"),
	.run = run,
};
