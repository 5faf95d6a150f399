/* What a command makes of the studies it is given: PRODUCT.md's exit statuses. */
#include "cmd/session.h"

#include <string.h>

#include "budget/audit.h"
#include "tests/unit/helper.h"

TestSuite(session, .init = unit_open, .fini = unit_close);

#define BASE                                                                                       \
	"veedor: 1\ntitle: t\ncurrency: PEN\nyears: {2016: {phase: enacted}}\n"                    \
	"institutions: [{id: a, level: national}]\ntables:\n"
#define TABLE "  - {id: t, columns: [institution, allocated 2016], rows: [[a, 1]]}\n"
#define RIVAL "  - {id: u, columns: [institution, allocated 2016], rows: [[a, 2]]}\n"

static const char *file(const char *name, const char *text)
{
	return unit_write(name, text, strlen(text));
}

Test(session, has_the_status_of_the_worst)
{
	static const struct {
		const char *text; /* NULL: no file */
		bool loads;
		enum vd_status status;
	} cases[] = {
		{ BASE TABLE, true, VD_DONE },
		{ BASE TABLE RIVAL, true, VD_DONE },		 /* a finding, no error */
		{ BASE TABLE "colour: red\n", false, VD_FOUND }, /* an error in the file */
		{ BASE "  - {id: t, columns: [institution, allocated 2016], rows: [[a, 1], [a, "
		       "1]]}\n",
		  false, VD_FOUND }, /* seen in the dataset only */
		{ "", false, VD_USAGE },
		{ "a: [\n", false, VD_USAGE },
		{ "veedor: 2\n", false, VD_USAGE },
		{ NULL, false, VD_USAGE },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_session session;
		vd_session_open(&session);
		const char *name = cases[i].text ? file("study.yaml", cases[i].text) : "nothing";
		cr_expect_eq(vd_session_load(&session, name), cases[i].loads, "case %zu", i);
		cr_expect_eq(vd_session_status(&session), cases[i].status, "case %zu", i);
		cr_expect_eq(session.data != NULL, cases[i].loads, "case %zu", i);
		cr_expect_null(session.analysis, "case %zu: computed before it is asked for", i);
		vd_session_close(&session);
	}
}

Test(session, fails_with_the_system)
{
	struct vd_session session;
	vd_session_open(&session);
	vd_session_load(&session, "nothing");
	vd_report(&session.diagnostics, (struct vd_place){ 0 }, VD_RULE_OUTPUT_FAILED, "full");
	cr_expect_eq(vd_session_status(&session), VD_SYSTEM);
	vd_session_close(&session);
}

/* `check` takes several: each is looked at, and its findings count, whatever the others are. */
Test(session, looks_at_every_study)
{
	struct vd_session session;
	vd_session_open(&session);
	file("wrong.yaml", BASE TABLE "colour: red\n");
	file("odd.yaml", BASE TABLE RIVAL);
	cr_expect_not(vd_session_load(&session, "nothing.yaml"));
	cr_expect_not(vd_session_load(&session, "wrong.yaml"));
	cr_assert(vd_session_load(&session, "odd.yaml"));
	vd_session_analyse(&session, &(struct vd_options){ .language = VD_EN });
	const size_t *by_severity = session.diagnostics.by_severity;
	cr_expect_eq(by_severity[VD_SEVERITY_INPUT], 1);
	cr_expect_eq(by_severity[VD_SEVERITY_ERROR], 1);
	/* What is found in the figures is in the analysis and makes no error. */
	const struct vd_audit *audit = session.analysis->audit;
	cr_expect_eq(vd_audit_count(audit, VD_SEVERITY_CONTRADICTION, false), 1);
	cr_expect_eq(vd_audit_count(audit, VD_SEVERITY_CONTRADICTION, true), 0);
	cr_expect_eq(session.diagnostics.count, 2);
	vd_session_close(&session);
}

Test(session, keeps_the_lines_of_each_file)
{
	struct vd_session session;
	vd_session_open(&session);
	file("one.yaml", BASE TABLE);
	file("two.yaml", BASE TABLE);
	cr_expect(vd_session_load(&session, "one.yaml") && vd_session_load(&session, "two.yaml"));
	cr_assert(session.input_list[0] && session.input_list[1]);
	cr_expect_str_eq(session.input_list[0]->file, "one.yaml");
	cr_expect_str_eq(session.input_list[1]->file, "two.yaml");
	cr_expect_null(session.input_list[2]);
	vd_session_close(&session);
}

Test(session, computes_what_was_loaded)
{
	struct vd_session session;
	vd_session_open(&session);
	cr_assert(vd_session_load(&session, file("study.yaml", BASE TABLE)));
	vd_session_analyse(&session, &(struct vd_options){ .project = 3, .with_bills = true });
	cr_assert(session.analysis);
	cr_expect_eq(session.analysis->data, session.data);
	cr_expect_eq(session.analysis->options.project, 3);
	cr_expect(session.analysis->options.with_bills);
	vd_session_close(&session);
}
