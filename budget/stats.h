/*
 * Statistics on arrays of doubles, in the units of the caller. Values are finite, and so are their
 * squares. What a function cannot compute it says: with false, or with NAN.
 */
#ifndef VD_BUDGET_STATS_H
#define VD_BUDGET_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/arena.h"

/** A straight line fitted by least squares, y = intercept + slope x. */
struct vd_line {
	size_t n;
	double slope, intercept;	     /* the intercept is at x = 0 */
	double slope_error, intercept_error; /* standard errors */
	double residual;  /* standard error of the regression: sqrt(sum of squares / (n - 2)) */
	double r_squared; /* part of y's variation on the line, 0 to 1; NAN if y does not vary */
	double x_mean, x_spread; /* the spread: sum of squares about the mean */
	double y_mean;
};

/**
 * Fit a line.
 * Method: slope = sum((x - x_mean) (y - y_mean)) / x_spread, with x centred first, so that years
 * lose no digits; slope_error = residual / sqrt(x_spread).
 * Domain: false if n < 3, if all x are equal, or without memory.
 * Source: Draper and Smith, Applied Regression Analysis, 3rd edition 1998, chapter 1.
 */
bool vd_fit_line(const double *x, const double *y, size_t n, struct vd_line *line);

/**
 * The t below which Student's distribution has a probability.
 * Domain: 0 < probability < 1 and degrees > 0; NAN outside.
 * Source: Student, The probable error of a mean, Biometrika 6 (1908).
 */
double vd_student_quantile(double probability, double degrees);

/** From and to, in the unit of what it is an interval of. */
struct vd_bounds {
	double low, high;
};

/**
 * Confidence interval of the slope.
 * Method: slope -+ t((1 + confidence) / 2, n - 2) slope_error.
 * Domain: 0 < confidence < 1, such as 0.95; NAN outside. Independent normal errors of one size.
 * Source: Draper and Smith 1998, chapter 1.
 */
struct vd_bounds vd_slope_interval(const struct vd_line *line, double confidence);

/** The line at x. */
double vd_line_at(const struct vd_line *line, double x);

/**
 * Interval for one new y at x.
 * Method: the line at x -+ t((1 + confidence) / 2, n - 2) residual
 * sqrt(1 + 1 / n + (x - x_mean)^2 / x_spread).
 * Domain and source: as vd_slope_interval().
 */
struct vd_bounds vd_prediction_interval(const struct vd_line *line, double x, double confidence);

/**
 * A slope that outliers do not pull, up to 29 in 100 of them.
 * Method: the median of (y_j - y_i) / (x_j - x_i) over all pairs whose x differ.
 * Domain: false without such a pair. Takes n (n - 1) / 2 doubles.
 * Source: Theil, Indagationes Mathematicae 12 (1950); Sen, Estimates of the regression coefficient
 * based on Kendall's tau, JASA 63 (1968).
 */
bool vd_theil_sen(const double *x, const double *y, size_t n, double *slope);

/** A test for a trend up or down, of any shape. */
struct vd_mann_kendall {
	int64_t s; /* pairs that rise less pairs that fall */
	double p;  /* two-sided: chance of an |s| at least as large without a trend */
	bool exact;
};

/**
 * Test y, in order of time, for a trend.
 * Method: for n <= 10 without ties exact, from the number of orders with each number of inversions;
 * otherwise normal, z = (|s| - 1) / sqrt(variance), 0 for s = 0, with
 * variance = (n (n - 1) (2n + 5) - sum of t (t - 1) (2t + 5) over groups of t equal values) / 18.
 * Domain: n >= 3, false below; all y equal gives s = 0, p = 1. Independent values. With ties and
 * few values the normal p is rough.
 * Source: Mann, Nonparametric tests against trend, Econometrica 13 (1945); Kendall, Rank
 * Correlation Methods, 4th edition 1975.
 */
bool vd_mann_kendall(struct vd_arena *arena, const double *y, size_t n,
		     struct vd_mann_kendall *test);

/**
 * A line that gives outliers in y little or no weight.
 * Method: least squares, reweighted until it settles: weight (1 - u^2)^2 for |u| < 1, else 0, with
 * u = residual / (4.685 s sqrt(1 - leverage)); s = median of |residual| / sqrt(1 - leverage),
 * without the smallest, / 0.6745, at least 1e-6 standard deviations of y.
 * Domain: false if n < 6, if all x are equal, if it does not settle in 100 rounds, if weights are
 * left at one x only, or without memory. Outliers together at one end can still pull it.
 * Source: Holland and Welsch, Communications in Statistics A6 (1977); Street, Carroll and Ruppert,
 * The American Statistician 42 (1988); DuMouchel and O'Brien, Computer Science and Statistics,
 * 21st Symposium on the Interface (1989).
 */
bool vd_bisquare(const double *x, const double *y, size_t n, double *slope, double *intercept);

/** The middle value, or the mean of the two in the middle. False for n = 0. */
bool vd_median(struct vd_arena *arena, const double *values, size_t n, double *median);

/**
 * How far each value lies from the median, in robust standard deviations: the modified z-score.
 * Method: z = 0.67448975 (x - median) / MAD, with MAD the median of |x - median|; |z| > 3.5 is the
 * authors' mark of a possible outlier.
 * Domain: false if n < 5, or if MAD is 0: then median and mad are set and z is not.
 * Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
 */
bool vd_robust_z(struct vd_arena *arena, const double *values, size_t n, double *z, double *median,
		 double *mad);

/**
 * Concentration: the sum of squared shares, from 1 / n (all equal) to 1 (one has all).
 * Domain: NAN if an amount is negative or the total is not positive.
 * Source: Herfindahl 1950 and Hirschman, The paternity of an index, American Economic Review 54
 * (1964); 1 here is 10,000 points of the United States' Merger Guidelines.
 */
double vd_herfindahl(const double *amounts, size_t n);

/**
 * Inequality, from 0 (all equal) to (n - 1) / n (one has all).
 * Method: 2 sum(i x_i) / (n sum(x_i)) - (n + 1) / n over the amounts in ascending order, i from 1.
 * Domain: as vd_herfindahl().
 * Source: Gini, Variabilita e mutabilita, 1912; this form in Sen, On Economic Inequality, 1973.
 */
double vd_gini(struct vd_arena *arena, const double *amounts, size_t n);

/** The share of the total that the k largest amounts have. NAN if k > n, and as vd_herfindahl(). */
double vd_top_share(struct vd_arena *arena, const double *amounts, size_t n, size_t k);

/**
 * Ranks of values, from 1 for the lowest; equal ones share the mean of their ranks.
 * @param ranks  n of them, all set
 */
void vd_ranks(struct vd_arena *arena, const double *values, size_t n, double *ranks);

/**
 * Rank correlation, from -1 to 1.
 * Method: Pearson's correlation of the ranks, equal values sharing the mean of theirs.
 * Domain: false if n < 3 or one side does not vary.
 * Source: Spearman, The proof and measurement of association between two things, American Journal
 * of Psychology 15 (1904).
 */
bool vd_spearman(struct vd_arena *arena, const double *x, const double *y, size_t n, double *rho);

/**
 * Two-sided p of a rank correlation `rho`: the chance of an absolute one at least as large if the
 * sides have nothing to do with each other.
 * Method: for n <= 8 the part of all n! pairings, ties as they are; above, Student's t with n - 2
 * degrees, t = rho sqrt((n - 2) / (1 - rho^2)), which gives 0 for a perfect correlation.
 * Domain: NAN if n < 3.
 * Source: Kendall, Rank Correlation Methods, 4th edition 1975.
 */
double vd_spearman_p(struct vd_arena *arena, const double *x, const double *y, size_t n,
		     double rho);

#endif
