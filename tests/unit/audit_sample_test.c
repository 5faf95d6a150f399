/* The audit of the samples: what is known to be wrong, and misleading, in the printed report. */
#include <string.h>

#include "budget/audit.h"
#include "tests/unit/helper.h"

TestSuite(audit_sample, .init = unit_open, .fini = unit_close);

static const char *plain(const struct vd_value *value, enum vd_unit shown_in)
{
	return vd_value_plain(unit.arena, value, shown_in, &unit.study->currency);
}

/*
 * The members as printed in the other table. Allocated 2015: 3,940 + 9,929 + 9,959 + 32,000 + 450,000
 * + 93,765 + 4,135 = 603,728; 2016: 4,495 + 15,100 + 12,000 + 10,000 + 620,195 + 25,212 = 687,002;
 * implemented 2015: 3,940 + 9,929 + 13,670 + 4,135 = 31,674; 2016: 4,495 + 10,570 + 100,410 = 115,475.
 */
Test(audit_sample, peru_leaves_maynas_out)
{
	static const struct {
		enum vd_rule rule;
		const char *at, *printed, *computed, *difference, *words;
	} cases[] = {
		{ VD_RULE_GROUP_MISMATCH, "sectors/subnational/allocated 2015", "599,593.00",
		  "603728.00", "-4135.00", "Provincial Municipality of Maynas, allocated 2015" },
		{ VD_RULE_GROUP_MISMATCH, "sectors/subnational/implemented 2015", "27,539.00",
		  "31674.00", "-4135.00", "Provincial Municipality of Maynas, implemented 2015" },
		{ VD_RULE_GROUP_MISMATCH, "sectors/subnational/allocated 2016", "661,790.00",
		  "687002.00", "-25212.00", "Provincial Municipality of Maynas, allocated 2016" },
		{ VD_RULE_TOTAL_MISMATCH, "regional-local/total/implemented 2015", "27,539.00",
		  "31674.00", "-4135.00", "Provincial Municipality of Maynas, implemented 2015" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_finding *one = unit_finding(cases[i].rule, cases[i].at);
		cr_expect_str_eq(one->printed, cases[i].printed);
		cr_expect_str_eq(plain(&one->computed, one->unit), cases[i].computed, "%s",
				 cases[i].at);
		cr_expect_str_eq(plain(&one->difference, one->unit), cases[i].difference, "%s",
				 cases[i].at);
		cr_expect_eq(one->cause, VD_CAUSE_LEFT_OUT, "%s: %s", cases[i].at,
			     one->explanation);
		cr_expect(strstr(one->explanation, "the difference is exactly: ") ==
					  one->explanation &&
				  strstr(one->explanation, cases[i].words),
			  "%s: %s", cases[i].at, one->explanation);
	}
	cr_expect_eq(unit_found(VD_RULE_GROUP_MISMATCH, NULL), 3, "%s", unit_findings());
	cr_expect_eq(unit_found(VD_RULE_TOTAL_MISMATCH, NULL), 1, "%s", unit_findings());
	/* what adds up: 14,163,523.00 and 6,485,049.50 to the cent, without Maynas */
	static const struct unit_case verdicts[] = {
		{ "checks/sectors/total/allocated 2015/verdict", "exact" },
		{ "checks/sectors/total/implemented 2015/verdict", "exact" },
		{ "checks/sectors/total/allocated 2016/verdict", "exact" },
		{ "checks/sectors/total/implemented 2016/verdict", "exact" },
		{ "checks/sectors/subnational/implemented 2016/verdict", "exact" },
		{ "checks/regional-local/total/allocated 2015/verdict", "exact" },
		{ "checks/regional-local/total/allocated 2016/verdict", "exact" },
		{ "checks/regional-local/total/implemented 2016/verdict", "exact" },
		{ "checks/general-budget/2015/allocated/verdict", "exact" },
		{ "checks/general-budget/2016/allocated/verdict", "exact" },
	};
	unit_expect_plain(verdicts, UNIT_COUNT(verdicts));
}

/*
 * 27,539 / 603,728 = 4.5615 %, otherwise 31,674 / 603,728 = 5.2464 %; 27,539 / 599,593 = 4.5929 %; 115,475
 * / 661,790 = 17.4489 %, otherwise / 687,002 = 16.8085 %.
 */
Test(audit_sample, peru_has_rates_that_follow)
{
	static const struct {
		const char *at, *follows, *otherwise;
	} cases[] = {
		{ "regional-local/total/rate 2015", "regional-local/total/implemented 2015",
		  "5.25%" },
		{ "sectors/subnational/rate 2015", "sectors/subnational/implemented 2015",
		  "5.25%" },
		{ "sectors/subnational/rate 2016", "sectors/subnational/allocated 2016", "16.81%" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *row = vd_arena_format(unit.arena, "checks/%s", cases[i].at);
		static const char *const keys[] = { "verdict", "follows_from", "otherwise" };
		const char *const wanted[] = { "rounded", cases[i].follows, cases[i].otherwise };
		for (size_t k = 0; k < UNIT_COUNT(keys); k++) {
			const char *shown =
				unit_shown(vd_arena_format(unit.arena, "%s/%s", row, keys[k]));
			cr_expect_str_eq(shown, wanted[k], "%s/%s is %s", row, keys[k], shown);
		}
	}
	/* none of its rates contradicts the amounts beside it */
	cr_expect_eq(unit_found(VD_RULE_RATE_MISMATCH, NULL), 0, "%s", unit_findings());
	const struct vd_finding *total =
		unit_finding(VD_RULE_TOTAL_MISMATCH, "regional-local/total/implemented 2015");
	cr_expect(strstr(total->explanation, "regional-local/total/rate 2015, printed 4.56%, "
					     "otherwise 5.25%"),
		  "%s", total->explanation);
}

/*
 * 1,600,000 / 108,418,909,559 = 0.0014757 %; 0.0024916; 0.0108432; 0.0046827, which would be 0.0047;
 * 3,224,738 / 142,471,518,545 = 0.0022634 %, as the misprint is read.
 */
Test(audit_sample, peru_cuts_one_share_off)
{
	static const struct unit_case verdicts[] = {
		{ "checks/general-budget/2013/share/verdict", "rounded" },
		{ "checks/general-budget/2014/share/verdict", "rounded" },
		{ "checks/general-budget/2015/share/verdict", "rounded" },
		{ "checks/general-budget/2016/share/verdict", "truncated" },
		{ "checks/general-budget/2017/share/verdict", "rounded" },
	};
	unit_sample("peru-trafficking");
	unit_expect_plain(verdicts, UNIT_COUNT(verdicts));
	const struct vd_finding *one = unit_finding(VD_RULE_TRUNCATED, "general-budget/2016/share");
	cr_expect(strstr(one->explanation, "1 of the 5 shares of the table fits only so"), "%s",
		  one->explanation);
	cr_expect_eq(unit_found(VD_RULE_SHARE_MISMATCH, NULL), 0);
}

/*
 * Sixteen gave an amount for 2015 and ten for 2016, all ten for both. By row: 954,099 + 2,914,192 +
 * 199,519 + 568,820 + 244,729 = 4,881,359, and the group's 599,593: 5,480,952 to 6,485,049.50, +18.32 %.
 * By institution, of the group 3,940 + 9,929 + 9,959 + 32,000 + 93,765 = 149,593: 5,030,952 to the same,
 * +28.90 %.
 */
Test(audit_sample, peru_compares_what_cannot_be_compared)
{
	unit_sample("peru-trafficking");
	const struct vd_finding *one =
		unit_finding(VD_RULE_COMPARABILITY, "comparable/allocated/2015/2016");
	cr_expect(strstr(one->message, "-54.21%") && strstr(one->message, "opposite directions"),
		  "%s", one->message);
	cr_expect(strstr(one->explanation, "+28.90% for the 10 institutions, +18.32% for the 6 "
					   "printed rows"),
		  "%s", one->explanation);
	/* it stands at the claim that prints the fall */
	cr_expect_str_eq(one->printed, "-54.21%");
	cr_expect_eq(one->place.line, unit_check("claims/fall-2016")->place.line);
	cr_expect_str_eq(unit_plain("claims/fall-2016/verdict"), "rounded",
			 "the claim itself is right");
}

/*
 * 2016, those that give both: 479,906 + 1,512,632 + 293,851.91 + 151,985.16 + 76,022.70 + 115,475 =
 * 2,629,872.77 of 6,485,049.50 by row, 40.55 %; by institution of 4,495 + 15,100 + 620,195 = 639,790 instead
 * of the group's 661,790, in all 6,463,049.50, 40.69 %.
 */
Test(audit_sample, peru_mixes_scopes)
{
	static const struct {
		const char *at, *printed, *words;
	} cases[] = {
		{ "sectors/total/rate 2016", "53.74%",
		  "40.69% by institution, 40.55% by printed row" },
		/* 115,475 / 639,790 = 18.0489 % */
		{ "sectors/subnational/rate 2016", "17.45%", "18.05%" },
		{ "regional-local/total/rate 2016", "16.81%", "18.05%" },
		/* The row leaves Maynas out: 27,539 / (3,940 + 9,929 + 93,765); with it 31,674 / 111,769. */
		{ "sectors/subnational/rate 2015", "4.59%", "25.59%" },
		{ "regional-local/total/rate 2015", "4.56%", "28.34%" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_finding *one = unit_finding(VD_RULE_MIXED_SCOPE, cases[i].at);
		cr_expect_str_eq(one->printed, cases[i].printed);
		cr_expect(strstr(one->explanation, cases[i].words), "%s: %s", cases[i].at,
			  one->explanation);
	}
}

/* Of twenty in the headline; Maynas is outside. */
Test(audit_sample, peru_has_flags)
{
	static const struct {
		enum vd_rule rule;
		const char *at, *message;
	} cases[] = {
		{ VD_RULE_PARTIAL_YEAR, "years/2016/implemented",
		  "implemented 2016 covers January to June only" },
		{ VD_RULE_BILL, "years/2017", "the budget of 2017 is a bill, not law" },
		{ VD_RULE_REPEAT, "institutions/mrree/2016/allocated",
		  "MRREE, allocated 2016 is the same as the year before" },
		{ VD_RULE_REPEAT, "series/victims-reta/2015",
		  "victims-reta 2015 is the same as the year before" },
		{ VD_RULE_COVERAGE, "years/2015/allocated",
		  "allocated 2015: 16 of 20 institutions gave an amount, 20 answered" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(unit_finding(cases[i].rule, cases[i].at)->message,
				 cases[i].message);
	cr_expect_eq(unit_found(VD_RULE_REPEAT, NULL), 2, "%s", unit_findings());
	cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), 0);
	cr_expect_eq(unit_found(VD_RULE_GROUP_WITHOUT_DETAIL, NULL), 0);
	cr_expect_eq(unit_found(VD_RULE_OVER_IMPLEMENTED, NULL), 0);
	cr_expect_eq(unit_found(VD_RULE_UNUSED_ACCEPTANCE, NULL), 0);
}

/* Official figures that are right. */
Test(audit_sample, peru_national_adds_up)
{
	unit_sample("peru-national");
	const struct vd_audit *audit = unit.analysis->audit;
	cr_expect_gt(audit->checks.count, 0);
	for (size_t i = 0; i < audit->checks.count; i++)
		cr_expect_eq(audit->checks.items[i]->verdict, VD_VERDICT_EXACT, "%s",
			     audit->checks.items[i]->at);
	cr_expect_eq(vd_audit_count(audit, VD_SEVERITY_CONTRADICTION, false), 0, "%s",
		     unit_findings());
	cr_expect_eq(vd_audit_count(audit, VD_SEVERITY_WARNING, false), 0, "%s", unit_findings());
}

/* Every finding of the samples: in order, told, pointing into the file, its address its own. */
Test(audit_sample, findings_are_well_formed)
{
	static const char *const samples[] = { "peru-trafficking", "peru-national" };
	for (size_t s = 0; s < UNIT_COUNT(samples); s++) {
		unit_sample(samples[s]);
		const struct vd_audit *audit = unit.analysis->audit;
		const struct vd_place *last = NULL;
		size_t bytes = 0;
		for (size_t i = 0; i < audit->findings.count; i++) {
			const struct vd_finding *one = &audit->findings.items[i];
			cr_expect(!last || last->line < one->place.line ||
					  (last->line == one->place.line &&
					   last->column <= one->place.column),
				  "%s", one->at);
			last = &one->place;
			cr_expect(one->place.line && one->place.column && one->place.length, "%s",
				  one->at);
			cr_expect(vd_input_line(&unit.input, one->place.line, &bytes) && bytes,
				  "%s", one->at);
			cr_expect(*one->message && one->explanation && *one->at);
			cr_expect_null(strchr(one->message, '\n'), "%s", one->message);
			cr_expect_eq(vd_rule_class(one->rule), VD_CLASS_FINDING);
			cr_expect_eq(one->other.file != NULL, one->other_note != NULL, "%s",
				     one->at);
			for (size_t k = 0; k < i; k++)
				cr_expect(audit->findings.items[k].rule != one->rule ||
						  !vd_same(audit->findings.items[k].at, one->at),
					  "%s twice", one->at);
		}
	}
}
