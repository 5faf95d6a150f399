#include "budget/stats.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

enum {
	LEAST_FOR_LINE = 3,
	LEAST_FOR_TREND = 3,
	LEAST_FOR_BISQUARE = 6,
	LEAST_FOR_ROBUST_Z = 5,
	LEAST_FOR_RANKS = 3,
	MOST_EXACT_TREND = 10,
	MOST_EXACT_INVERSIONS = MOST_EXACT_TREND * (MOST_EXACT_TREND - 1) / 2,
	MOST_EXACT_RANKS = 8,
};

/* The third quartile of the normal distribution: MAD / this estimates its standard deviation. */
static const double normal_quartile = 0.6744897501960817;

/* For what can fail: GSL's own handler would end the program. */
static void quiet_gsl(void)
{
	gsl_set_error_handler_off();
}

static bool varies(const double *values, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (values[i] != values[0])
			return true;
	return false;
}

static double *sorted(struct vd_arena *arena, const double *values, size_t n)
{
	double *copy = VD_TAKE(arena, double, n);
	if (n)
		memcpy(copy, values, n * sizeof(*copy));
	gsl_sort(copy, 1, n);
	return copy;
}

static double factorial(size_t n)
{
	double product = 1;
	for (size_t i = 2; i <= n; i++)
		product *= (double)i;
	return product;
}

/* A row 1, x - mean for each x; NULL without memory. */
static gsl_matrix *design(const double *x, size_t n, double mean)
{
	gsl_matrix *rows = gsl_matrix_alloc(n, 2);
	for (size_t i = 0; rows && i < n; i++) {
		gsl_matrix_set(rows, i, 0, 1);
		gsl_matrix_set(rows, i, 1, x[i] - mean);
	}
	return rows;
}

/* What rounding alone leaves of points that lie on a line is nothing. */
static double without_noise(double squares, const double *y, size_t n)
{
	double largest = 0;
	for (size_t i = 0; i < n; i++)
		largest = fmax(largest, fabs(y[i]));
	double noise = DBL_EPSILON * largest;
	return squares <= (double)n * noise * noise ? 0 : squares;
}

bool vd_fit_line(const double *x, const double *y, size_t n, struct vd_line *line)
{
	quiet_gsl();
	if (n < LEAST_FOR_LINE || !varies(x, n))
		return false;
	double x_mean = gsl_stats_mean(x, 1, n), y_mean = gsl_stats_mean(y, 1, n);
	gsl_matrix *rows = design(x, n, x_mean);
	if (!rows)
		return false;
	double level = 0, slope = 0, level_variance = 0, covariance = 0, slope_variance = 0;
	double squares = 0;
	int status = gsl_fit_linear(gsl_matrix_ptr(rows, 0, 1), rows->tda, y, 1, n, &level, &slope,
				    &level_variance, &covariance, &slope_variance, &squares);
	gsl_matrix_free(rows);
	if (without_noise(squares, y, n) == 0)
		squares = slope_variance = level_variance = 0;
	*line = (struct vd_line){
		.n = n,
		.slope = slope,
		.intercept = level - slope * x_mean,
		.slope_error = sqrt(slope_variance),
		.intercept_error = sqrt(level_variance + x_mean * x_mean * slope_variance),
		.residual = sqrt(squares / (double)(n - 2)),
		.r_squared = varies(y, n) ? fmax(0, 1 - squares / gsl_stats_tss_m(y, 1, n, y_mean))
					  : NAN,
		.x_mean = x_mean,
		.x_spread = gsl_stats_tss_m(x, 1, n, x_mean),
		.y_mean = y_mean,
	};
	return status == GSL_SUCCESS;
}

double vd_student_quantile(double probability, double degrees)
{
	quiet_gsl();
	if (!(probability > 0 && probability < 1))
		return NAN;
	return gsl_cdf_tdist_Pinv(probability, degrees);
}

static struct vd_bounds around(double centre, double error, size_t n, double confidence)
{
	double half = vd_student_quantile((1 + confidence) / 2, (double)n - 2) * error;
	if (!(confidence > 0))
		half = NAN;
	return (struct vd_bounds){ centre - half, centre + half };
}

struct vd_bounds vd_slope_interval(const struct vd_line *line, double confidence)
{
	return around(line->slope, line->slope_error, line->n, confidence);
}

double vd_line_at(const struct vd_line *line, double x)
{
	return line->y_mean + line->slope * (x - line->x_mean);
}

struct vd_bounds vd_prediction_interval(const struct vd_line *line, double x, double confidence)
{
	double away = x - line->x_mean;
	double error =
		line->residual * sqrt(1 + 1 / (double)line->n + away * away / line->x_spread);
	return around(vd_line_at(line, x), error, line->n, confidence);
}

bool vd_theil_sen(const double *x, const double *y, size_t n, double *slope)
{
	if (n < 2)
		return false;
	/* Of long series too many to keep with the study. */
	double *slopes = malloc(n * (n - 1) / 2 * sizeof(*slopes));
	size_t count = 0;
	for (size_t i = 0; slopes && i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (x[j] != x[i])
				slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
	if (count)
		*slope = gsl_stats_median(slopes, 1, count);
	free(slopes);
	return count > 0;
}

static int64_t rises_less_falls(const double *y, size_t n)
{
	int64_t s = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			s += (y[j] > y[i]) - (y[j] < y[i]);
	return s;
}

/* The chance that a random order of n different values has S >= s. */
static double exact_tail(size_t n, int64_t s)
{
	/* Orders by inversions: a value put into an order of n - 1 adds 0 to n - 1 of them. */
	int64_t orders[MOST_EXACT_INVERSIONS + 1] = { 1 };
	int64_t pairs = 0;
	for (int64_t length = 2; length <= (int64_t)n; length++) {
		pairs += length - 1;
		for (int64_t k = pairs; k > 0; k--)
			for (int64_t added = 1; added < length && added <= k; added++)
				orders[k] += orders[k - added];
	}
	int64_t count = 0;
	for (int64_t inversions = 0; pairs - 2 * inversions >= s; inversions++)
		count += orders[inversions];
	return (double)count / factorial(n);
}

static double tie_term(double count)
{
	return count * (count - 1) * (2 * count + 5);
}

/* 18 times the variance of S, less for each group of equal values. */
static double trend_variance(const double *ascending, size_t n)
{
	double variance = tie_term((double)n);
	for (size_t i = 0, end = 0; i < n; i = end) {
		while (end < n && ascending[end] == ascending[i])
			end++;
		variance -= tie_term((double)(end - i));
	}
	return variance;
}

bool vd_mann_kendall(struct vd_arena *arena, const double *y, size_t n,
		     struct vd_mann_kendall *test)
{
	if (n < LEAST_FOR_TREND)
		return false;
	int64_t s = rises_less_falls(y, n), size = s < 0 ? -s : s;
	double variance = trend_variance(sorted(arena, y, n), n);
	bool exact = n <= MOST_EXACT_TREND && variance == tie_term((double)n);
	double p = 1;
	if (exact)
		p = fmin(1, 2 * exact_tail(n, size));
	else if (size > 0)
		p = erfc((double)(size - 1) / sqrt(variance / 18) / sqrt(2));
	*test = (struct vd_mann_kendall){ .s = s, .p = p, .exact = exact };
	return true;
}

/*
 * Whether the last round moved the line by next to nothing anywhere on the data. GSL compares each
 * coefficient with itself only, and does not end where one of them is zero.
 */
static bool has_settled(const gsl_multifit_robust_workspace *work, const gsl_matrix *rows,
			const double *y, const double *c)
{
	double low = 0, high = 0;
	gsl_stats_minmax(&low, &high, y, 1, rows->size1);
	double level = c[0] - gsl_vector_get(work->c_prev, 0);
	double slope = c[1] - gsl_vector_get(work->c_prev, 1);
	for (size_t i = 0; i < rows->size1; i++)
		if (!(fabs(level + slope * gsl_matrix_get(rows, i, 1)) <= 1e-8 * (high - low)))
			return false;
	return true;
}

static bool reweigh(gsl_multifit_robust_workspace *work, const gsl_matrix *rows, const double *y,
		    double *c)
{
	double covariances[4] = { 0 };
	gsl_vector_const_view ys = gsl_vector_const_view_array(y, rows->size1);
	gsl_vector_view cs = gsl_vector_view_array(c, 2);
	gsl_matrix_view cov = gsl_matrix_view_array(covariances, 2, 2);
	int status = gsl_multifit_robust(rows, &ys.vector, &cs.vector, &cov.matrix, work);
	return status == GSL_SUCCESS || (status == GSL_EMAXITER && has_settled(work, rows, y, c));
}

/* Whether weights are left at more than one x. */
static bool is_determined(const gsl_vector *weights, const double *x)
{
	double first = NAN;
	for (size_t i = 0; i < weights->size; i++) {
		if (gsl_vector_get(weights, i) == 0)
			continue;
		if (isnan(first))
			first = x[i];
		if (x[i] != first)
			return true;
	}
	return false;
}

bool vd_bisquare(const double *x, const double *y, size_t n, double *slope, double *intercept)
{
	quiet_gsl();
	if (n < LEAST_FOR_BISQUARE || !varies(x, n))
		return false;
	double c[2] = { y[0], 0 }, mean = gsl_stats_mean(x, 1, n);
	bool fitted = !varies(y, n);
	if (!fitted) {
		gsl_matrix *rows = design(x, n, mean);
		gsl_multifit_robust_workspace *work =
			gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, n, 2);
		fitted = rows && work && reweigh(work, rows, y, c) &&
			 is_determined(gsl_multifit_robust_statistics(work).weights, x);
		gsl_matrix_free(rows);
		if (work)
			gsl_multifit_robust_free(work);
	}
	*slope = c[1];
	*intercept = c[0] - c[1] * mean;
	return fitted;
}

bool vd_median(struct vd_arena *arena, const double *values, size_t n, double *median)
{
	if (n == 0)
		return false;
	double *copy = VD_TAKE(arena, double, n);
	memcpy(copy, values, n * sizeof(*copy));
	*median = gsl_stats_median(copy, 1, n); /* by selection: in the order of n */
	return true;
}

bool vd_robust_z(struct vd_arena *arena, const double *values, size_t n, double *z, double *median,
		 double *mad)
{
	if (n < LEAST_FOR_ROBUST_Z)
		return false;
	vd_median(arena, values, n, median);
	double *distances = VD_TAKE(arena, double, n);
	for (size_t i = 0; i < n; i++)
		distances[i] = fabs(values[i] - *median);
	vd_median(arena, distances, n, mad);
	if (*mad == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		z[i] = normal_quartile * (values[i] - *median) / *mad;
	return true;
}

/* NAN if there is nothing to have a share of. */
static double whole(const double *amounts, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++) {
		if (!(amounts[i] >= 0))
			return NAN;
		sum += amounts[i];
	}
	return sum > 0 ? sum : NAN;
}

double vd_herfindahl(const double *amounts, size_t n)
{
	double total = whole(amounts, n), sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += amounts[i] / total * (amounts[i] / total);
	return isnan(total) ? NAN : sum;
}

double vd_gini(struct vd_arena *arena, const double *amounts, size_t n)
{
	const double *ascending = sorted(arena, amounts, n);
	double count = (double)n, sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (double)(i + 1) * ascending[i];
	double gini = 2 * sum / (count * whole(amounts, n)) - (count + 1) / count;
	return fabs(gini) < count * DBL_EPSILON * 4 ? 0 : gini; /* all equal, but for rounding */
}

double vd_top_share(struct vd_arena *arena, const double *amounts, size_t n, size_t k)
{
	if (k > n || k == 0)
		return k ? NAN : 0 / whole(amounts, n);
	/* The k largest so far, the least of them last: for few of them no sorting is needed. */
	double *largest = VD_TAKE(arena, double, k);
	size_t held = 0;
	for (size_t i = 0; i < n; i++) {
		if (held == k && amounts[i] <= largest[k - 1])
			continue;
		size_t place = held < k ? held++ : k - 1;
		for (; place && largest[place - 1] < amounts[i]; place--)
			largest[place] = largest[place - 1];
		largest[place] = amounts[i];
	}
	double sum = 0;
	for (size_t i = k; i-- > 0;)
		sum += largest[i];
	return sum / whole(amounts, n);
}

bool vd_spearman(struct vd_arena *arena, const double *x, const double *y, size_t n, double *rho)
{
	quiet_gsl();
	if (n < LEAST_FOR_RANKS || !varies(x, n) || !varies(y, n))
		return false;
	*rho = gsl_stats_spearman(x, 1, y, 1, n, VD_TAKE(arena, double, 2 * n));
	return true;
}

/* How many of ascending values are below one, or not above it. */
static size_t count_up_to(const double *ascending, size_t n, double value, bool with_equal)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		bool counts = with_equal ? ascending[middle] <= value : ascending[middle] < value;
		if (counts)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void vd_ranks(struct vd_arena *arena, const double *values, size_t n, double *ranks)
{
	const double *ascending = sorted(arena, values, n);
	for (size_t i = 0; i < n; i++) {
		size_t lower = count_up_to(ascending, n, values[i], false);
		size_t equal = count_up_to(ascending, n, values[i], true) - lower;
		ranks[i] = (double)lower + ((double)equal + 1) / 2;
	}
}

/* Ranks times two, so that a shared one is whole too. For few values: n^2. */
static int *doubled_ranks(struct vd_arena *arena, const double *values, size_t n)
{
	int *ranks = VD_TAKE(arena, int, n);
	for (size_t i = 0; i < n; i++) {
		ranks[i] = 1;
		for (size_t j = 0; j < n; j++)
			ranks[i] += 2 * (values[j] < values[i]) + (values[j] == values[i]);
	}
	return ranks;
}

/* Two sides by their doubled ranks, and what the sum of products must be off its mean by. */
struct pairing {
	const int *x;
	int *y;
	size_t n;
	int mean, distance;
};

static int products(const struct pairing *pairing)
{
	int sum = 0;
	for (size_t i = 0; i < pairing->n; i++)
		sum += pairing->x[i] * pairing->y[i];
	return sum;
}

static int distance(const struct pairing *pairing)
{
	int away = products(pairing) - pairing->mean;
	return away < 0 ? -away : away;
}

static void swap(int *a, int *b)
{
	int kept = *a;
	*a = *b;
	*b = kept;
}

/* How many orders of y from `at` on are as far off; y is as before in the end. */
static int64_t orders_as_far(struct pairing *pairing, size_t at)
{
	if (at == pairing->n)
		return distance(pairing) >= pairing->distance;
	int64_t count = 0;
	for (size_t i = at; i < pairing->n; i++) {
		swap(&pairing->y[at], &pairing->y[i]);
		count += orders_as_far(pairing, at + 1);
		swap(&pairing->y[at], &pairing->y[i]);
	}
	return count;
}

double vd_spearman_p(struct vd_arena *arena, const double *x, const double *y, size_t n, double rho)
{
	quiet_gsl();
	if (n < LEAST_FOR_RANKS)
		return NAN;
	if (n > MOST_EXACT_RANKS) {
		double rest = (1 - rho) * (1 + rho), degrees = (double)n - 2;
		return rest > 0 ? 2 * gsl_cdf_tdist_Q(fabs(rho) * sqrt(degrees / rest), degrees)
				: 0;
	}
	struct pairing pairing = {
		.x = doubled_ranks(arena, x, n),
		.y = doubled_ranks(arena, y, n),
		.n = n,
		.mean = (int)(n * (n + 1) * (n + 1)),
	};
	pairing.distance = distance(&pairing);
	return (double)orders_as_far(&pairing, 0) / factorial(n);
}
