/* The statistics of result tables: named once, with their method and where it is published. */
#ifndef VD_BUDGET_STATISTICS_H
#define VD_BUDGET_STATISTICS_H

#include "budget/arena.h"
#include "budget/language.h"
#include "budget/value.h"

/* S(constant, name in formulas: a key, method: a text for a reader, source) */
/* clang-format off */
#define VD_STATISTICS(S)                                                                           \
	S(N, N_("n"), N_("how many values are used"), "")                                                  \
	S(FIRST_YEAR, N_("first_year"), N_("the first year used"), "")                                     \
	S(LAST_YEAR, N_("last_year"), N_("the last year used"), "")                                        \
	S(SLOPE, N_("slope"), N_("least squares: Σ(x − x̄)(y − ȳ) / Σ(x − x̄)²"),                           \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.4.1")                              \
	S(SLOPE_LOW, N_("slope_low"),                                                                  \
	  /* xgettext:no-c-format */ N_("slope − t × s / √Σ(x − x̄)², with t of Student's distribution at 95 % and n − 2 degrees of freedom"), \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.4.1")                              \
	S(SLOPE_HIGH, N_("slope_high"),                                                                \
	  /* xgettext:no-c-format */ N_("slope + t × s / √Σ(x − x̄)², with t of Student's distribution at 95 % and n − 2 degrees of freedom"), \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.4.1")                              \
	S(R_SQUARED, N_("r_squared"), N_("1 − Σ(y − ŷ)² / Σ(y − ȳ)², the part of the variation on the line"), \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.4.4")                                \
	S(RESIDUAL, N_("residual"), N_("√(Σ(y − ŷ)² / (n − 2)), the standard error of the fit"),           \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.4.1")                              \
	S(LOG_GROWTH, N_("log_growth"), N_("e^b − 1, with b the least-squares slope of ln y"),             \
	  "World Bank, World Development Indicators, Statistical methods: least-squares growth rate") \
	S(CAGR, N_("cagr"), N_("(last / first)^(1 / years between) − 1"),                                  \
	  "World Bank, World Development Indicators, Statistical methods: geometric-end-point growth rate") \
	S(THEIL_SEN, N_("theil_sen"), N_("the median of the slopes of all pairs of years"),                \
	  "Sen, P. K. (1968), Journal of the American Statistical Association 63: 1379–1389")      \
	S(MANN_KENDALL_S, N_("mann_kendall_s"), N_("pairs of years that rise less pairs that fall"),       \
	  "Mann, H. B. (1945), Econometrica 13: 245–259")                                          \
	S(MANN_KENDALL_P, N_("mann_kendall_p"),                                                        \
	  N_("two-sided: how often chance alone gives an S as far from 0; exact for n ≤ 10 without ties, else normal with tie correction"), \
	  "Kendall, M. G. (1975), Rank Correlation Methods, 4th edition")                          \
	S(BISQUARE, N_("bisquare"), N_("slope of the line by Tukey's bisquare M-estimate, tuning constant 4.685"), \
	  "Holland, P. W., Welsch, R. E. (1977), Communications in Statistics A6: 813–827")        \
	S(PROJECTED, N_("projected"), N_("ȳ + slope × (year − x̄)"),                                        \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.5.1.2")                              \
	S(PROJECTED_LOW, N_("projected_low"),                                                          \
	  N_("projected − t × s × √(1 + 1/n + (year − x̄)² / Σ(x − x̄)²), 95 %"),                        \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.5.1.2")                              \
	S(PROJECTED_HIGH, N_("projected_high"),                                                        \
	  N_("projected + t × s × √(1 + 1/n + (year − x̄)² / Σ(x − x̄)²), 95 %"),                        \
	  "NIST/SEMATECH e-Handbook of Statistical Methods, 4.5.1.2")                              \
	S(HERFINDAHL, N_("herfindahl"), N_("Σ(amount / total)²: 1/n if all are equal, 1 if one has all"),  \
	  "Herfindahl, O. C. (1950); Hirschman, A. O. (1964), American Economic Review 54: 761–762") \
	S(GINI, N_("gini"), N_("2 Σ i x(i) / (n Σ x) − (n + 1)/n, amounts in ascending order: 0 if all are equal"), \
	  "Sen, A. (1973), On Economic Inequality")                                   \
	S(TOP_1, N_("top_1"), N_("the largest amount over the total"), "")                                 \
	S(TOP_3, N_("top_3"), N_("the three largest amounts over the total"), "")                          \
	S(TOP_5, N_("top_5"), N_("the five largest amounts over the total"), "")                           \
	S(RANK_AMOUNT, N_("rank_amount"), N_("how many are lower, and half of those that are equal and one more"), "") \
	S(RANK_VALUE, N_("rank_value"), N_("how many are lower, and half of those that are equal and one more"), "") \
	S(RHO, N_("rho"), N_("Spearman: the correlation of the ranks, ties at their mean rank"),           \
	  "Spearman, C. (1904), American Journal of Psychology 15: 72–101")                        \
	S(RHO_P, N_("rho_p"),                                                                          \
	  N_("two-sided: how often chance alone gives a rho as far from 0; exact for n ≤ 8, else by Student's distribution with n − 2 degrees of freedom"), \
	  "Kendall, M. G. (1975), Rank Correlation Methods, 4th edition")                          \
	S(ROBUST_Z, N_("robust_z"),                                                                    \
	  N_("0.67448975 × (ln ratio − median) / MAD, over all that report both years"),                   \
	  "Iglewicz, B., Hoaglin, D. C. (1993), How to Detect and Handle Outliers, ASQC")          \
	S(NATIONAL_ALLOCATED, N_("national_allocated"),                                                \
	  N_("Σ allocated / Σ population, over the regions that have both"), "")                       \
	S(NATIONAL_IMPLEMENTED, N_("national_implemented"),                                            \
	  N_("Σ implemented / Σ population, over the regions that have both"), "")                     \
	S(LOWEST, N_("lowest"), N_("the lowest over the population series"), "")                           \
	S(HIGHEST, N_("highest"), N_("the highest over the population series"), "")                        \
	S(CHANGE_LOWEST, N_("change_lowest"),                                                          \
	  N_("the lowest change against the year before, over the series that have both years"), "")   \
	S(CHANGE_HIGHEST, N_("change_highest"),                                                        \
	  N_("the highest change against the year before, over the series that have both years"), "")  \
	S(HEADS_APPROVED, N_("heads_approved"), N_("Σ approved, over the heads that have both figures"),   \
	  "PEFA, Framework for assessing public financial management (2016), PI-1 and PI-2")       \
	S(HEADS_ACTUAL, N_("heads_actual"), N_("Σ actual, over the same heads"),                           \
	  "PEFA, Framework for assessing public financial management (2016), PI-1 and PI-2")       \
	S(HEADS_ADJUSTED, N_("heads_adjusted"),                                                        \
	  N_("Σ adjusted, with adjusted = approved × Σ actual / Σ approved"),                          \
	  "PEFA, Framework for assessing public financial management (2016), PI-2.1")              \
	S(DEVIATIONS, N_("deviations"), N_("Σ|actual − adjusted|; the heads below the line count as one"), \
	  "PEFA, Framework for assessing public financial management (2016), PI-2.1")              \
	S(DEVIATIONS_ALL, N_("deviations_all"), N_("Σ|actual − adjusted|, every head for itself"),         \
	  "PEFA, Framework for assessing public financial management (2016), PI-2.1, without its rule of the largest heads") \
	S(CONTINGENCY, N_("contingency"), N_("Σ actual, over the heads declared as contingency"),          \
	  "PEFA, Framework for assessing public financial management (2016), PI-2.3")              \
	S(MEASURED, N_("measured"), N_("the row's own"), "")                                               \
	S(BASE, N_("base"), N_("the row's own"), "")
/* clang-format on */

enum vd_statistic {
#define VD_STATISTIC_CONSTANT(constant, name, method, source) VD_STATISTIC_##constant,
	VD_STATISTICS(VD_STATISTIC_CONSTANT)
#undef VD_STATISTIC_CONSTANT
		VD_STATISTIC_COUNT
};

struct vd_statistic_info {
	const char *name, *method, *source; /* source "": it needs none */
};

const struct vd_statistic_info *vd_statistic_info(enum vd_statistic statistic);

/** The statistics of one row, set when the row is listed. */
struct vd_statistics {
	struct vd_statistic_value {
		enum vd_statistic statistic;
		struct vd_value value;
	} * items;
	size_t count, capacity;
};

/** Set or replace a value. */
void vd_statistics_set(struct vd_arena *arena, struct vd_statistics *statistics,
		       enum vd_statistic statistic, struct vd_value value);

/** As above for a number that may be none: NAN and infinities are missing, for `reason`. */
void vd_statistics_set_real(struct vd_arena *arena, struct vd_statistics *statistics,
			    enum vd_statistic statistic, double number, enum vd_missing reason);

/** The value; missing with VD_TOO_FEW where it was not set. */
struct vd_value vd_statistics_get(const struct vd_statistics *statistics,
				  enum vd_statistic statistic);

/** Level of the intervals, and where an outlier begins; they stand in Assumptions. */
#define VD_CONFIDENCE 0.95
#define VD_OUTLIER_Z 3.5

/** Fewest values for a fit, for what speaks of significance, for the bisquare fit. */
enum { VD_FIT_LEAST = 3, VD_SIGNIFICANCE_LEAST = 5, VD_BISQUARE_LEAST = 6 };

#endif
