/*
 * Statistics against what is printed elsewhere: certified data, tables, R; or worked by hand; or
 * counted out over all permutations; or computed here in another way.
 */
#include "budget/stats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/helper.h"

TestSuite(stats, .init = unit_open, .fini = unit_close);

/* Whether a number is what is printed, to so many significant digits. */
static bool agrees(double number, double printed, int digits)
{
	return fabs(number - printed) <= 0.5 * pow(10, 1 - digits) * fabs(printed);
}

static bool is_close(double a, double b)
{
	return fabs(a - b) <= 1e-10 * fmax(1, fabs(b));
}

/* The next order of values in the order of dictionaries; false after the last. */
static bool next_order(double *values, size_t n)
{
	size_t i = n - 1, j = n - 1;
	while (i > 0 && values[i - 1] >= values[i])
		i--;
	if (i == 0)
		return false;
	while (values[j] <= values[i - 1])
		j--;
	double kept = values[i - 1];
	values[i - 1] = values[j];
	values[j] = kept;
	for (size_t k = 0; k < (n - i) / 2; k++) {
		kept = values[i + k];
		values[i + k] = values[n - 1 - k];
		values[n - 1 - k] = kept;
	}
	return true;
}

static void count_up(double *values, size_t n, double first)
{
	for (size_t i = 0; i < n; i++)
		values[i] = first + (double)i;
}

/* NIST StRD, Norris: https://www.itl.nist.gov/div898/strd/lls/data/Norris.shtml */
static const double norris_y[] = { 0.1,	  338.8, 118.1, 888.0, 9.2,   228.1, 668.5, 998.5, 449.1,
				   778.9, 559.2, 0.3,	0.1,   778.1, 668.8, 339.3, 448.9, 10.8,
				   557.7, 228.3, 998.0, 888.8, 119.6, 0.3,   0.6,   557.6, 339.3,
				   888.0, 998.5, 778.9, 10.2,  117.6, 228.9, 668.4, 449.2, 0.2 };
static const double norris_x[] = { 0.2,	  337.4, 118.2, 884.6, 10.1,  226.5, 666.3, 996.3, 448.6,
				   777.0, 558.2, 0.4,	0.6,   775.5, 666.9, 338.0, 447.5, 11.6,
				   556.0, 228.1, 995.8, 887.6, 120.2, 0.3,   0.3,   556.8, 339.1,
				   887.2, 999.0, 779.0, 11.1,  118.3, 229.2, 669.1, 448.9, 0.5 };
enum { NORRIS = UNIT_COUNT(norris_x) };

/* Certified to 15 digits, and the same in exact fractions. */
Test(stats, line_is_the_certified_one)
{
	struct vd_line line = { 0 };
	cr_assert(vd_fit_line(norris_x, norris_y, NORRIS, &line));
	cr_expect(agrees(line.intercept, -0.262323073774029, 12));
	cr_expect(agrees(line.slope, 1.00211681802045, 13));
	cr_expect(agrees(line.intercept_error, 0.232818234301152, 12));
	cr_expect(agrees(line.slope_error, 0.429796848199937e-3, 12));
	cr_expect(agrees(line.residual, 0.884796396144373, 12));
	cr_expect(agrees(line.r_squared, 0.999993745883712, 14));
	cr_expect_eq(line.n, NORRIS);
	/* The fractions' 419.1777... and 4237993.0222... */
	cr_expect(is_close(line.x_mean, 419.0 + 8.0 / 45));
	cr_expect(agrees(line.x_spread, 4237993.0 + 1.0 / 45, 14));
}

/* The same line 100000 further on, in exact fractions. */
Test(stats, line_far_from_zero_keeps_its_digits)
{
	double x[NORRIS];
	for (size_t i = 0; i < NORRIS; i++)
		x[i] = norris_x[i] + 1e5;
	struct vd_line line = { 0 };
	cr_assert(vd_fit_line(x, norris_y, NORRIS, &line));
	cr_expect(agrees(line.slope, 1.00211681802045, 10));
	cr_expect(agrees(line.slope_error, 0.429796848199937e-3, 10));
	cr_expect(agrees(line.residual, 0.884796396144373, 10));
	cr_expect(agrees(line.r_squared, 0.999993745883712, 12));
	cr_expect(agrees(line.intercept, -100211.944125119, 12));
	cr_expect(agrees(line.intercept_error, 43.1600980337456, 10));
}

/* Moore and McCabe, example 10.3, and a bad fit: R 1.8.1, as in the tests of Commons Math. */
static const double moore_x[] = { 15.6, 26.8, 37.8, 36.4, 35.5, 18.6, 15.3, 7.9, 0.0 };
static const double moore_y[] = { 5.2, 6.1, 8.7, 8.5, 8.8, 4.9, 4.5, 2.5, 1.1 };
static const double bad_x[] = { 1, 2, 3, 4, 5, 6 };
static const double bad_y[] = { 1, 0, 5, 2, -1, 12 };

static double half(struct vd_bounds interval)
{
	return (interval.high - interval.low) / 2;
}

Test(stats, slope_errors_and_intervals_are_those_of_R)
{
	struct vd_line line = { 0 };
	cr_assert(vd_fit_line(moore_x, moore_y, UNIT_COUNT(moore_x), &line));
	cr_expect(agrees(line.slope_error, 0.011448491, 8));
	cr_expect(agrees(line.intercept_error, 0.286036932, 9));
	cr_expect(agrees(half(vd_slope_interval(&line, 0.95)), 0.0270713794287, 10));
	cr_assert(vd_fit_line(bad_x, bad_y, UNIT_COUNT(bad_x), &line));
	cr_expect(agrees(line.slope_error, 1.07260253, 9));
	cr_expect(agrees(line.intercept_error, 4.17718672, 9));
	struct vd_bounds interval = vd_slope_interval(&line, 0.95);
	cr_expect(agrees(half(interval), 2.97802204827, 10));
	cr_expect(is_close((interval.low + interval.high) / 2, line.slope));
}

/* Ezekiel 1930, R's data set `cars`: speed and distance to stop. */
static const double cars_speed[] = { 4,	 4,  7,	 7,  8,	 9,  10, 10, 10, 11, 11, 12, 12,
				     12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15,
				     16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20,
				     20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25 };
static const double cars_distance[] = { 2,  10, 4,  22, 16, 10, 18, 26, 34, 17,	 28, 14, 20,
					24, 28, 26, 34, 34, 46, 26, 36, 60, 80,	 20, 26, 54,
					32, 40, 32, 40, 50, 42, 56, 76, 84, 36,	 46, 68, 32,
					48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85 };

Test(stats, prediction_interval_is_that_of_R)
{
	struct vd_line line = { 0 };
	cr_assert(vd_fit_line(cars_speed, cars_distance, UNIT_COUNT(cars_speed), &line));
	/* predict(lm(dist ~ speed), data.frame(speed = 10), interval = "predict") */
	struct vd_bounds interval = vd_prediction_interval(&line, 10, 0.95);
	cr_expect(agrees(vd_line_at(&line, 10), 21.74499, 7));
	cr_expect(agrees(interval.low, -9.809601, 7));
	cr_expect(agrees(interval.high, 53.29959, 7));
}

Test(stats, prediction_interval_is_that_worked_by_hand)
{
	/*
	 * Spread 10, sum of products 6: slope 0.6, intercept 4 - 0.6 x 3 = 2.2; residuals -0.8,
	 * 0.6, 1, -0.6, -0.2: squares 2.4, variance 2.4 / 3 = 0.8. Of 6 variations 2.4 are left.
	 * At 6: 5.8, variance 0.8 (1 + 1/5 + 9/10) = 1.68; t(0.975, 3) = 3.182446.
	 */
	static const double x[] = { 1, 2, 3, 4, 5 }, y[] = { 2, 4, 5, 4, 5 };
	struct vd_line line = { 0 };
	cr_assert(vd_fit_line(x, y, 5, &line));
	cr_expect(is_close(line.slope, 0.6) && is_close(line.intercept, 2.2));
	cr_expect(is_close(line.residual, sqrt(0.8)) && is_close(line.r_squared, 0.6));
	cr_expect(is_close(line.slope_error, sqrt(0.08)));
	cr_expect(is_close(line.intercept_error, sqrt(0.8 * (0.2 + 0.9))));
	struct vd_bounds interval = vd_prediction_interval(&line, 6, 0.95);
	cr_expect(is_close(vd_line_at(&line, 6), 5.8));
	cr_expect(agrees(interval.low, 5.8 - 3.182446 * sqrt(1.68), 7));
	cr_expect(agrees(interval.high, 5.8 + 3.182446 * sqrt(1.68), 7));
}

Test(stats, line_has_its_limits)
{
	static const double up[] = { 1, 2, 3, 4 }, same[] = { 0.1, 0.1, 0.1, 0.1 };
	struct vd_line line = { 0 };
	cr_expect_not(vd_fit_line(up, up, 2, &line));
	cr_expect_not(vd_fit_line(same, up, 4, &line));
	cr_assert(vd_fit_line(up, same, 4, &line));
	cr_expect(line.slope == 0 && line.slope_error == 0 && line.residual == 0);
	cr_expect(isnan(line.r_squared));
	/* No slope: rounding would leave less than nothing. */
	static const double x[] = { 1, 2, 3, 4, 5 }, arch[] = { 4.5, 7.3, 2.3, 7.3, 4.5 };
	cr_assert(vd_fit_line(x, arch, 5, &line));
	cr_expect(line.r_squared >= 0 && line.r_squared < 1e-12);
	cr_assert(vd_fit_line(up, up, 3, &line));
	cr_expect(is_close(line.slope, 1) && is_close(line.r_squared, 1));
	cr_expect(isnan(vd_slope_interval(&line, 0).low));
	cr_expect(isnan(vd_slope_interval(&line, 1).high));
	cr_expect(isnan(vd_prediction_interval(&line, 5, -0.95).low));
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
Test(stats, student_quantiles_are_those_of_the_table)
{
	static const double probabilities[] = { 0.90, 0.95, 0.975, 0.99, 0.995 };
	static const struct {
		int degrees;
		double t[UNIT_COUNT(probabilities)];
	} rows[] = {
		{ 1, { 3.078, 6.314, 12.706, 31.821, 63.657 } },
		{ 2, { 1.886, 2.920, 4.303, 6.965, 9.925 } },
		{ 3, { 1.638, 2.353, 3.182, 4.541, 5.841 } },
		{ 4, { 1.533, 2.132, 2.776, 3.747, 4.604 } },
		{ 5, { 1.476, 2.015, 2.571, 3.365, 4.032 } },
		{ 8, { 1.397, 1.860, 2.306, 2.896, 3.355 } },
		{ 10, { 1.372, 1.812, 2.228, 2.764, 3.169 } },
		{ 20, { 1.325, 1.725, 2.086, 2.528, 2.845 } },
		{ 30, { 1.310, 1.697, 2.042, 2.457, 2.750 } },
		{ 100, { 1.290, 1.660, 1.984, 2.364, 2.626 } },
	};
	for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
		for (size_t k = 0; k < UNIT_COUNT(probabilities); k++) {
			double t = vd_student_quantile(probabilities[k], rows[i].degrees);
			cr_expect(fabs(t - rows[i].t[k]) < 0.00051, "%d, %g: %g", rows[i].degrees,
				  probabilities[k], t);
			cr_expect(is_close(-t, vd_student_quantile(1 - probabilities[k],
								   rows[i].degrees)));
		}
	}
}

/* Closed forms: Shaw, Sampling Student's T distribution, J. Computational Finance 9 (2006). */
Test(stats, student_quantiles_are_those_of_closed_forms)
{
	const double pi = acos(-1);
	for (int i = 1; i < 500; i++) {
		double p = 0.5 + i / 1000.0, alpha = 4 * p * (1 - p);
		double four = cos(acos(sqrt(alpha)) / 3) / sqrt(alpha);
		cr_expect(is_close(vd_student_quantile(p, 1) / tan(pi * (p - 0.5)), 1), "%g", p);
		cr_expect(is_close(vd_student_quantile(p, 2) * sqrt(alpha / 2) / (2 * p - 1), 1),
			  "%g", p);
		cr_expect(is_close(vd_student_quantile(p, 4) / (2 * sqrt(four - 1)), 1), "%g", p);
	}
	cr_expect(isnan(vd_student_quantile(0, 3)) && isnan(vd_student_quantile(1, 3)));
	cr_expect(isnan(vd_student_quantile(0.9, 0)) && isnan(vd_student_quantile(0.9, -1)));
	cr_expect(isnan(vd_student_quantile(NAN, 3)));
}

Test(stats, theil_sen_is_the_published_slope)
{
	/*
	 * Sen's example of 1968, his list of slopes put right as in R's `deming` and SciPy. Of the 21,
	 * eight are less than 4 (1, 2.5, 3.67, 3.71, 3.75, 3.83, 3.93, 3.94) and four are 4.
	 */
	static const double x[] = { 1, 2, 3, 4, 10, 12, 18 };
	static const double y[] = { 9, 15, 19, 20, 45, 55, 78 };
	double slope = 0;
	cr_assert(vd_theil_sen(x, y, UNIT_COUNT(x), &slope));
	cr_expect(is_close(slope, 4));
	/* SciPy's test: slopes 1, 0 and 0.5. */
	static const double step[] = { 0, 1, 1 };
	cr_assert(vd_theil_sen(x, step, 3, &slope));
	cr_expect(is_close(slope, 0.5));
}

Test(stats, theil_sen_is_the_slope_worked_by_hand)
{
	/* 2010 to the others 3, 5, 2; 2011 to 2013 1.5 and 0.5; equal years give none: 2. */
	static const double years[] = { 2010, 2011, 2011, 2013 }, y[] = { 1, 4, 6, 7 };
	double slope = 0;
	cr_assert(vd_theil_sen(years, y, 4, &slope));
	cr_expect(is_close(slope, 2));
	/* 10, 4, 0, -2, -5, -8: the mean of 0 and -2. */
	static const double x[] = { 0, 1, 2, 3 }, arch[] = { 0, 10, 8, 0 };
	cr_assert(vd_theil_sen(x, arch, 4, &slope));
	cr_expect(is_close(slope, -1));
	cr_expect_not(vd_theil_sen(x, arch, 1, &slope));
	cr_expect_not(vd_theil_sen(years + 1, y, 2, &slope));
}

enum { MOST = 8, MOST_PAIRS = MOST * (MOST - 1) / 2 };

static int64_t falls(const double *y, size_t n)
{
	int64_t count = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			count += y[j] > y[i];
	return count;
}

Test(stats, mann_kendall_is_counted_out)
{
	for (size_t n = 3; n <= MOST; n++) {
		int64_t pairs = (int64_t)(n * (n - 1) / 2), orders = 0;
		int64_t counts[MOST_PAIRS + 1] = { 0 };
		double example[MOST_PAIRS + 1][MOST] = { 0 }, y[MOST];
		count_up(y, n, 2010);
		do {
			int64_t down = falls(y, n);
			memcpy(example[down], y, sizeof(y));
			counts[down]++;
			orders++;
		} while (next_order(y, n));
		for (int64_t down = 0; down <= pairs; down++) {
			int64_t s = pairs - 2 * down, as_far = 0;
			for (int64_t other = 0; other <= pairs; other++)
				if (llabs(pairs - 2 * other) >= llabs(s))
					as_far += counts[other];
			struct vd_mann_kendall test = { 0 };
			cr_assert(vd_mann_kendall(unit.arena, example[down], n, &test));
			cr_expect_eq(test.s, s);
			cr_expect(test.exact);
			cr_expect(is_close(test.p, (double)as_far / (double)orders), "%zu, %lld", n,
				  (long long)s);
		}
	}
}

/* A series of n values with so many pairs that fall. */
static void series_with(int64_t down, double *y, size_t n)
{
	double left[10];
	count_up(left, n, 1);
	for (size_t i = 0; i < n; i++) {
		size_t rest = n - i;
		size_t taken = down < (int64_t)rest ? (size_t)down : rest - 1;
		down -= (int64_t)taken;
		y[i] = left[taken];
		memmove(&left[taken], &left[taken + 1], (rest - taken - 1) * sizeof(*left));
	}
}

static double trend_p(int64_t s, size_t n)
{
	double y[10];
	struct vd_mann_kendall test = { 0 };
	series_with(((int64_t)(n * (n - 1) / 2) - s) / 2, y, n);
	cr_assert(vd_mann_kendall(unit.arena, y, n, &test));
	cr_expect(test.exact && test.s == s);
	return test.p;
}

/* Orders by inversions, OEIS A008302: the row of 9; of 10, each fifth, as in A128564. */
Test(stats, mann_kendall_agrees_with_mahonian_numbers)
{
	static const double nine[] = {
		1,    8,    35,	   111,	  285,	 628,	1230,  2191,  3606,
		5545, 8031, 11021, 14395, 17957, 21450, 24584, 27073, 28675
	};
	double sum = 0;
	for (size_t i = 0; i < UNIT_COUNT(nine); i++) {
		sum += nine[i];
		cr_expect(is_close(trend_p(36 - 2 * (int64_t)i, 9) * 362880, 2 * sum), "%zu", i);
		cr_expect(is_close(trend_p(2 * (int64_t)i - 36, 9) * 362880, 2 * sum), "%zu", i);
	}
	cr_expect(is_close(trend_p(0, 9), 1));
	static const double ten[] = { 1, 1068, 21670, 110010, 230131 };
	cr_expect(is_close(trend_p(45, 10) * 3628800, 2));
	cr_expect(is_close(trend_p(43, 10) * 3628800, 2 * (1 + 9)));
	for (int64_t i = 1; i < (int64_t)UNIT_COUNT(ten); i++) {
		double more = trend_p(45 - 10 * i, 10) - trend_p(47 - 10 * i, 10);
		cr_expect(is_close(more * 3628800, 2 * ten[i]), "%lld", (long long)i);
	}
}

static const double alphas[] = { 0.10, 0.05, 0.025, 0.01, 0.005, 0.001 };

/* Upper critical values of Kendall's tau, one-sided: tau = S / pairs, 0 where there is none. */
Test(stats, mann_kendall_agrees_with_critical_values)
{
	static const struct {
		size_t n;
		double tau[UNIT_COUNT(alphas)];
	} rows[] = {
		{ 5, { 0.800, 0.800, 1.000, 1.000 } },
		{ 6, { 0.600, 0.733, 0.867, 0.867, 1.000 } },
		{ 7, { 0.524, 0.619, 0.714, 0.810, 0.905, 1.000 } },
		{ 8, { 0.429, 0.571, 0.643, 0.714, 0.786, 0.857 } },
		{ 9, { 0.389, 0.500, 0.556, 0.667, 0.722, 0.833 } },
		{ 10, { 0.378, 0.467, 0.511, 0.600, 0.644, 0.778 } },
	};
	for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
		size_t n = rows[i].n;
		for (size_t k = 0; k < UNIT_COUNT(alphas) && rows[i].tau[k] > 0; k++) {
			int64_t s = llround(rows[i].tau[k] * (double)(n * (n - 1)) / 2);
			cr_expect(trend_p(s, n) <= 2 * alphas[k], "%zu, %g", n, alphas[k]);
			cr_expect(trend_p(s - 2, n) > 2 * alphas[k], "%zu, %g", n, alphas[k]);
		}
	}
}

Test(stats, mann_kendall_with_ties_is_normal)
{
	/*
	 * J. Little, College of the Holy Cross, "A Mann-Kendall example (by hand)": 72 pairs rise,
	 * 18 fall, one is equal: S = 54, variance (14 13 33 - 2 1 9) / 18, Z = 2.9058.
	 */
	static const double published[] = { 12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9,
					    11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7 };
	struct vd_mann_kendall test = { 0 };
	cr_assert(vd_mann_kendall(unit.arena, published, UNIT_COUNT(published), &test));
	cr_expect(test.s == 54 && !test.exact);
	cr_expect(agrees(test.p, erfc(2.9058 / sqrt(2)), 4));
	cr_expect(agrees(test.p, 2 * 0.0018, 2));
	/* S = 3 + 3 + 1 = 7, variance (5 4 15 - 3 2 11) / 18 = 13, z = 6 / sqrt(13) = 1.664. */
	static const double tied[] = { 1, 1, 1, 2, 3 };
	cr_assert(vd_mann_kendall(unit.arena, tied, 5, &test));
	cr_expect(test.s == 7 && !test.exact);
	cr_expect(agrees(test.p, 0.0960923294556733, 12));
}

Test(stats, mann_kendall_has_its_limits)
{
	struct vd_mann_kendall test = { 0 };
	double y[11];
	count_up(y, UNIT_COUNT(y), 2010);
	cr_expect_not(vd_mann_kendall(unit.arena, y, 2, &test));
	/* More than ten: S = 55, variance 11 10 27 / 18 = 165, z = 54 / sqrt(165) = 4.2039. */
	cr_assert(vd_mann_kendall(unit.arena, y, 11, &test));
	cr_expect(test.s == 55 && !test.exact && agrees(test.p, 2.6236149394587126e-05, 12));
	static const double same[] = { 3, 3, 3 }, level[] = { 1, 2, 2, 1 };
	cr_assert(vd_mann_kendall(unit.arena, same, 3, &test));
	cr_expect(test.s == 0 && test.p == 1 && !test.exact);
	cr_assert(vd_mann_kendall(unit.arena, level, 4, &test));
	cr_expect(test.s == 0 && test.p == 1);
}

struct robust {
	double slope, intercept;
	double moved; /* by the last round, at most */
};

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double middle(const double *values, size_t n)
{
	double copy[32];
	memcpy(copy, values, n * sizeof(*copy));
	qsort(copy, n, sizeof(*copy), compare);
	return (copy[(n - 1) / 2] + copy[n / 2]) / 2;
}

static struct robust weighted(const double *x, const double *y, const double *weights, size_t n)
{
	double sum = 0, xs = 0, ys = 0, squares = 0, products = 0;
	for (size_t i = 0; i < n; i++) {
		sum += weights[i];
		xs += weights[i] * x[i];
		ys += weights[i] * y[i];
	}
	for (size_t i = 0; i < n; i++) {
		squares += weights[i] * (x[i] - xs / sum) * (x[i] - xs / sum);
		products += weights[i] * (x[i] - xs / sum) * (y[i] - ys / sum);
	}
	double slope = products / squares;
	return (struct robust){ .slope = slope, .intercept = (ys - slope * xs) / sum };
}

/* The published weights, by normal equations and for a fixed number of rounds. */
static struct robust reweighted(const double *x, const double *y, size_t n, int rounds)
{
	double ones[32], residuals[32], ordered[32], weights[32], mean = 0, spread = 0;
	for (size_t i = 0; i < n; i++) {
		ones[i] = 1;
		mean += x[i] / (double)n;
	}
	for (size_t i = 0; i < n; i++)
		spread += (x[i] - mean) * (x[i] - mean);
	struct robust line = weighted(x, y, ones, n);
	while (rounds-- > 0) {
		for (size_t i = 0; i < n; i++) {
			double away = x[i] - mean;
			double leverage = 1 / (double)n + away * away / spread;
			double residual = y[i] - line.intercept - line.slope * x[i];
			residuals[i] = fabs(residual) / sqrt(1 - leverage);
		}
		memcpy(ordered, residuals, sizeof(ordered));
		qsort(ordered, n, sizeof(*ordered), compare);
		double scale = middle(ordered + 1, n - 1) / 0.6745;
		for (size_t i = 0; i < n; i++) {
			double u = residuals[i] / (4.685 * scale);
			weights[i] = u < 1 ? (1 - u * u) * (1 - u * u) : 0;
		}
		struct robust next = weighted(x, y, weights, n);
		next.moved = 0;
		for (size_t i = 0; i < n; i++)
			next.moved = fmax(next.moved, fabs(next.intercept - line.intercept +
							   (next.slope - line.slope) * x[i]));
		line = next;
	}
	return line;
}

/* Series of years, a trend with noise and now and then an outlier, against the lines above. */
Test(stats, bisquare_is_reweighted_least_squares)
{
	uint64_t seed = 1;
	int settled = 0;
	for (int series = 0; series < 500; series++) {
		size_t n = 6 + unit_random(&seed, 20);
		double x[32], y[32], slope = 0, intercept = 0;
		count_up(x, n, 2000);
		for (size_t i = 0; i < n; i++) {
			y[i] = 100 + 3 * (double)i + unit_random(&seed, 2000) / 100.0;
			if (unit_random(&seed, 6) == 0)
				y[i] += unit_random(&seed, 1000) - 500.0;
		}
		struct robust wanted = reweighted(x, y, n, 500);
		bool fitted = vd_bisquare(x, y, n, &slope, &intercept);
		settled += fitted;
		if (!fitted || wanted.moved > 1e-9)
			continue;
		double middle_year = 2000 + (double)n / 2;
		cr_expect(fabs(slope - wanted.slope) < 1e-5, "%d: %g, not %g", series, slope,
			  wanted.slope);
		cr_expect(fabs(intercept - wanted.intercept +
			       (slope - wanted.slope) * middle_year) < 1e-5,
			  "%d", series);
	}
	cr_expect(settled > 450, "%d", settled);
}

Test(stats, bisquare_recovers_a_line_from_one_outlier)
{
	for (size_t outlier = 0; outlier < 6; outlier++) {
		double x[6], y[6], slope = 0, intercept = 0;
		count_up(x, 6, 2015);
		for (size_t i = 0; i < 6; i++)
			y[i] = 3 + 2 * (x[i] - 2015);
		y[outlier] += 1000;
		cr_assert(vd_bisquare(x, y, 6, &slope, &intercept), "%zu", outlier);
		cr_expect(is_close(slope, 2), "%zu: %.17g", outlier, slope);
		cr_expect(fabs(intercept + 2 * 2015 - 3) < 1e-8, "%zu", outlier);
	}
}

Test(stats, bisquare_has_its_limits)
{
	static const double x[] = { 1, 2, 3, 4, 5, 6 }, same[] = { 7, 7, 7, 7, 7, 7 };
	double slope = 1, intercept = 0;
	cr_expect_not(vd_bisquare(x, x, 5, &slope, &intercept));
	cr_expect_not(vd_bisquare(same, x, 6, &slope, &intercept));
	cr_expect_not(vd_bisquare(same, same, 6, &slope, &intercept));
	cr_assert(vd_bisquare(x, same, 6, &slope, &intercept));
	cr_expect(slope == 0 && intercept == 7);
	/* The same forwards and backwards: no slope, and none that GSL could compare with itself. */
	static const double arch[] = { 53, 22, 91, 91, 22, 53 };
	cr_assert(vd_bisquare(x, arch, 6, &slope, &intercept));
	cr_expect(fabs(slope) < 1e-12);
	cr_expect(fabs(intercept - reweighted(x, arch, 6, 500).intercept) < 1e-6);
	/* Two points of their own, so far off that only x = 1 is left. */
	static const double stack[] = { 1, 1, 1, 1, 1, 5, 9 };
	static const double far[] = { 0, 0, 0, 0, 0, 10, -10 };
	cr_expect_not(vd_bisquare(stack, far, 7, &slope, &intercept));
}

Test(stats, bisquare_says_when_it_does_not_settle)
{
	static const double x[] = { 1, 2, 3, 4, 5, 6 }, y[] = { 60, 2, 6, 0, 2, 5 };
	double slope = 0, intercept = 0;
	cr_expect_gt(reweighted(x, y, 6, 100).moved, 1e-3);
	cr_expect_not(vd_bisquare(x, y, 6, &slope, &intercept));
}

Test(stats, median_is_in_the_middle)
{
	static const double values[] = { 9, -1, 4, 4.5 };
	double median = 0;
	cr_expect_not(vd_median(unit.arena, values, 0, &median));
	cr_expect(vd_median(unit.arena, values, 1, &median) && median == 9);
	cr_expect(vd_median(unit.arena, values, 3, &median) && median == 4);
	cr_expect(vd_median(unit.arena, values, 4, &median) && median == 4.25);
	cr_expect_eq(values[0], 9);
}

Test(stats, robust_z_is_that_worked_by_hand)
{
	double z[9], median = 0, mad = 0;
	/* R's help of mad(): 1 to 8 and 100 have 2. Median 5, so 100 lies 47.5 MAD off. */
	static const double rising[] = { 1, 2, 3, 4, 5, 6, 7, 8, 100 };
	cr_assert(vd_robust_z(unit.arena, rising, 9, z, &median, &mad));
	cr_expect(median == 5 && mad == 2 && z[4] == 0);
	cr_expect(agrees(z[8], 47.5 * 0.6744897501960817, 14));
	cr_expect(agrees(z[0], -2 * 0.6744897501960817, 14));
	/* Median 7, off by 6 4 4 1 1 3 3 993: MAD 3.5, so 993 / (1.482602 x 3.5) = 191.36. */
	static const double few[] = { 1, 3, 3, 6, 8, 10, 10, 1000 };
	cr_assert(vd_robust_z(unit.arena, few, 8, z, &median, &mad));
	cr_expect(median == 7 && mad == 3.5);
	cr_expect(agrees(z[7], 191.36, 5));
	cr_expect(agrees(z[3], -1 / (1.482602218505602 * 3.5), 14));
}

Test(stats, robust_z_has_its_limits)
{
	static const double same[] = { 10, 10, 10, 10, 100 }, four[] = { 1, 2, 3, 4 };
	double z[5] = { 0 }, median = 0, mad = 1;
	cr_expect_not(vd_robust_z(unit.arena, four, 4, z, &median, &mad));
	cr_expect_not(vd_robust_z(unit.arena, same, 5, z, &median, &mad));
	cr_expect(median == 10 && mad == 0 && z[4] == 0);
}

static const double none[] = { 0, 0, 0 }, negative[] = { 3, -1, 2 };

Test(stats, herfindahl_is_the_published_one)
{
	/* U.S. Department of Justice: 30, 30, 20 and 20 percent are 2,600 points. */
	static const double four[] = { 30, 30, 20, 20 };
	cr_expect(is_close(vd_herfindahl(four, 4), 0.26));
	/* Investopedia: 1,296 points. */
	static const double eight[] = { 10, 9, 12, 15, 12, 11, 15, 16 };
	cr_expect(is_close(vd_herfindahl(eight, 8), 0.1296));
	/* By hand: shares 1/6, 2/6, 3/6, so 14 / 36. */
	static const double three[] = { 500, 1000, 1500 };
	cr_expect(is_close(vd_herfindahl(three, 3), 14.0 / 36));
	cr_expect(is_close(vd_herfindahl(three, 1), 1));
	cr_expect(isnan(vd_herfindahl(three, 0)) && isnan(vd_herfindahl(none, 3)));
	cr_expect(isnan(vd_herfindahl(negative, 3)));
}

Test(stats, gini_is_the_published_one)
{
	/* R's `ineq`, its example: 0.4620911. */
	static const double incomes[] = { 541,	22261, 2445, 3438, 4437,
					  5401, 6392,  8304, 1463, 11904 };
	cr_expect(agrees(vd_gini(unit.arena, incomes, 10), 0.4620911, 7));
	/* By hand: 2 (1 + 4 + 9 + 16) / (4 x 10) - 5 / 4 = 0.25. */
	static const double four[] = { 2, 4, 1, 3 };
	cr_expect(is_close(vd_gini(unit.arena, four, 4), 0.25));
	/* One has all: 2 x 4 / 4 - 5 / 4, three quarters; all equal: none. */
	static const double one[] = { 0, 8, 0, 0 }, equal[] = { 3, 3, 3 };
	cr_expect(is_close(vd_gini(unit.arena, one, 4), 0.75));
	cr_expect(is_close(vd_gini(unit.arena, equal, 3), 0));
	cr_expect(isnan(vd_gini(unit.arena, four, 0)) && isnan(vd_gini(unit.arena, none, 3)));
	cr_expect(isnan(vd_gini(unit.arena, negative, 3)));
}

Test(stats, top_share_is_of_the_largest)
{
	static const double four[] = { 2, 4, 1, 3 };
	cr_expect_eq(vd_top_share(unit.arena, four, 4, 0), 0);
	cr_expect(is_close(vd_top_share(unit.arena, four, 4, 1), 0.4));
	cr_expect(is_close(vd_top_share(unit.arena, four, 4, 3), 0.9));
	cr_expect_eq(vd_top_share(unit.arena, four, 4, 4), 1);
	cr_expect(isnan(vd_top_share(unit.arena, four, 4, 5)));
	cr_expect(isnan(vd_top_share(unit.arena, none, 3, 1)));
	cr_expect(isnan(vd_top_share(unit.arena, negative, 3, 1)));
}

/* R's data set `swiss`, 47 provinces: draftees with the highest mark, and educated further. */
static const double examination[] = { 15, 6,  5,  12, 17, 9,  16, 14, 12, 16, 14, 21,
				      14, 19, 22, 18, 17, 26, 31, 19, 22, 14, 22, 20,
				      12, 14, 6,  16, 25, 15, 3,  7,  5,  12, 7,  9,
				      3,  13, 26, 29, 22, 35, 15, 25, 37, 16, 22 };
static const double education[] = { 12, 9,  5,	7, 15, 7,  7,  8,  7,  13, 6, 12, 7,  12, 5, 2,
				    8,	28, 20, 9, 10, 3,  12, 6,  1,  8,  3, 10, 19, 8,  2, 6,
				    2,	6,  3,	9, 3,  13, 12, 11, 13, 32, 7, 7,  53, 29, 29 };

Test(stats, spearman_is_the_published_one)
{
	double rho = 0;
	/* R, as in the tests of Commons Math; many ties on both sides. */
	cr_assert(vd_spearman(unit.arena, examination, education, 47, &rho));
	cr_expect(agrees(rho, 0.674603831406147, 13));
	/* Wikipedia: sum of squared differences 194, so 1 - 6 x 194 / 990 = -29 / 165; p 0.627188. */
	static const double iq[] = { 106, 100, 86, 101, 99, 103, 97, 113, 112, 110 };
	static const double hours[] = { 7, 27, 2, 50, 28, 29, 20, 12, 6, 17 };
	cr_assert(vd_spearman(unit.arena, iq, hours, 10, &rho));
	cr_expect(is_close(rho, -29.0 / 165));
	cr_expect(agrees(vd_spearman_p(unit.arena, iq, hours, 10, rho), 0.627188, 5));
}

Test(stats, spearman_with_ties_is_that_worked_by_hand)
{
	double rho = 0;
	/* Two 61 share rank 4.5 (of 4 and 5): 55 / sqrt(82 x 82.5) = 0.66870. */
	static const double english[] = { 56, 75, 45, 71, 61, 64, 58, 80, 76, 61 };
	static const double maths[] = { 66, 70, 40, 60, 65, 56, 59, 77, 67, 63 };
	cr_assert(vd_spearman(unit.arena, english, maths, 10, &rho));
	cr_expect(is_close(rho, 55 / sqrt(82 * 82.5)));
	/*
	 * Ranks 1 2 3 4 and 1 2.5 2.5 4: 4.5 / sqrt(5 x 4.5). As far off only if 1 and 4 stand at
	 * the ends: 2 of the 12 places of these two.
	 */
	static const double up[] = { 10, 20, 30, 40 }, tied[] = { 5, 7, 7, 9 };
	cr_assert(vd_spearman(unit.arena, up, tied, 4, &rho));
	cr_expect(is_close(rho, 4.5 / sqrt(22.5)));
	cr_expect(is_close(vd_spearman_p(unit.arena, up, tied, 4, rho), 1.0 / 6));
}

enum { MOST_SQUARES = (MOST * MOST * MOST - MOST) / 3 };

/* All pairings of 1 to n by their sum of squared differences of ranks. */
struct pairings {
	size_t n;
	int64_t orders, counts[MOST_SQUARES + 1];
	double example[MOST_SQUARES + 1][MOST];
};

static void count_pairings(struct pairings *pairings, size_t n)
{
	double x[MOST], y[MOST];
	memset(pairings, 0, sizeof(*pairings));
	pairings->n = n;
	count_up(x, n, 1);
	count_up(y, n, 1);
	do {
		double squares = 0;
		for (size_t i = 0; i < n; i++)
			squares += (x[i] - y[i]) * (x[i] - y[i]);
		memcpy(pairings->example[(size_t)squares], y, sizeof(y));
		pairings->counts[(size_t)squares]++;
		pairings->orders++;
	} while (next_order(y, n));
}

static double pairing_p(const struct pairings *pairings, int squares)
{
	double x[MOST], rho = 0, n = (double)pairings->n;
	const double *y = pairings->example[squares];
	count_up(x, pairings->n, 2010);
	cr_assert(vd_spearman(unit.arena, x, y, pairings->n, &rho));
	cr_expect(is_close(rho, 1 - 6 * squares / (n * n * n - n)));
	return vd_spearman_p(unit.arena, x, y, pairings->n, rho);
}

static struct pairings pairings;

Test(stats, spearman_p_is_counted_out)
{
	for (size_t n = 3; n <= MOST; n++) {
		count_pairings(&pairings, n);
		int most = (int)(n * n * n - n) / 3;
		for (int squares = 0; squares <= most; squares++) {
			if (pairings.counts[squares] == 0)
				continue;
			int64_t as_far = 0;
			for (int other = 0; other <= most; other++)
				if (abs(2 * other - most) >= abs(2 * squares - most))
					as_far += pairings.counts[other];
			cr_expect(is_close(pairing_p(&pairings, squares),
					   (double)as_far / (double)pairings.orders),
				  "%zu, %d", n, squares);
		}
	}
}

/* Upper critical values of Spearman's rank correlation, one-sided; 0 where there is none. */
Test(stats, spearman_p_agrees_with_critical_values)
{
	static const struct {
		size_t n;
		double rho[UNIT_COUNT(alphas)];
	} rows[] = {
		{ 4, { 1.000, 1.000 } },
		{ 5, { 0.800, 0.900, 1.000, 1.000 } },
		{ 6, { 0.657, 0.829, 0.886, 0.943, 1.000 } },
		{ 7, { 0.571, 0.714, 0.786, 0.893, 0.929, 1.000 } },
		{ 8, { 0.524, 0.643, 0.738, 0.833, 0.881, 0.952 } },
	};
	for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
		count_pairings(&pairings, rows[i].n);
		for (size_t k = 0; k < UNIT_COUNT(alphas) && rows[i].rho[k] > 0; k++) {
			double n = (double)rows[i].n;
			/* Squared differences add up to an even number. */
			int squares = 2 * (int)lround((1 - rows[i].rho[k]) * (n * n * n - n) / 12);
			cr_expect(pairing_p(&pairings, squares) <= 2 * alphas[k], "%g, %g", n,
				  alphas[k]);
			cr_expect(pairing_p(&pairings, squares + 2) > 2 * alphas[k], "%g, %g", n,
				  alphas[k]);
		}
	}
}

Test(stats, spearman_has_its_limits)
{
	static const double up[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, same[] = { 2, 2, 2 };
	double rho = 0;
	cr_expect_not(vd_spearman(unit.arena, up, up, 2, &rho));
	cr_expect_not(vd_spearman(unit.arena, up, same, 3, &rho));
	cr_expect_not(vd_spearman(unit.arena, same, up, 3, &rho));
	cr_expect(isnan(vd_spearman_p(unit.arena, up, up, 2, 1)));
	cr_expect(is_close(vd_spearman_p(unit.arena, up, up, 3, 1), 2.0 / 6));
	cr_assert(vd_spearman(unit.arena, up, up, 9, &rho));
	cr_expect(is_close(rho, 1));
	cr_expect(vd_spearman_p(unit.arena, up, up, 9, 1) == 0);
	cr_expect(vd_spearman_p(unit.arena, up, up, 9, nextafter(-1, -2)) == 0);
}
