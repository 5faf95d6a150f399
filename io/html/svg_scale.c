/* Round numbers for an axis, exact: a step is 1, 2 or 5 times a power of ten. */
#include "io/html/svg.h"

#include <math.h>

enum { STEPS_WANTED = 5, POWER_MOST = 17 };

static double step_of(const struct vd_scale *scale)
{
	return scale->mantissa * pow(10, scale->power);
}

/* The smallest step that covers the span in few enough. */
static void choose_step(struct vd_scale *scale, double span)
{
	static const int mantissas[] = { 1, 2, 5 };
	double power = floor(log10(span / STEPS_WANTED));
	scale->power = (int)fmin(fmax(power, -POWER_MOST), POWER_MOST);
	for (;; scale->power++) {
		for (size_t i = 0; i < 3; i++) {
			scale->mantissa = mantissas[i];
			if (span / step_of(scale) <= STEPS_WANTED || scale->power > POWER_MOST)
				return;
		}
	}
}

struct vd_scale vd_scale_of(double low, double high, bool with_zero)
{
	struct vd_scale scale = { 0 };
	if (with_zero) {
		low = fmin(low, 0);
		high = fmax(high, 0);
	}
	if (!(high > low))
		high = low + (low != 0 ? fabs(low) : 1);
	choose_step(&scale, high - low);
	/* A value within a rounding error of a round number is that number. */
	double step = step_of(&scale), slack = 1e-9;
	scale.first = (int64_t)floor(low / step + slack);
	scale.last = (int64_t)ceil(high / step - slack);
	return scale;
}

double vd_scale_number(const struct vd_scale *scale, int64_t step)
{
	return (double)step * step_of(scale);
}

double vd_scale_at(const struct vd_scale *scale, double value)
{
	double low = vd_scale_number(scale, scale->first);
	double high = vd_scale_number(scale, scale->last);
	return scale->from + (value - low) / (high - low) * (scale->to - scale->from);
}

const char *vd_scale_text(struct vd_arena *arena, const struct vd_scale *scale, int64_t step)
{
	uint8_t up = (uint8_t)(scale->power > 0 ? scale->power : 0);
	uint8_t down = (uint8_t)(scale->power < 0 ? -scale->power : 0);
	struct vd_ratio ratio = { (vd_int128)step * scale->mantissa * vd_power_of_ten(up),
				  vd_power_of_ten(down) };
	return vd_ratio_format(arena, ratio, 0, down, VD_GROUPED);
}

double vd_svg_width(const char *text)
{
	return vd_utf8_width(text) * 7.0;
}

double vd_scale_width(struct vd_arena *arena, const struct vd_scale *scale)
{
	double first = vd_svg_width(vd_scale_text(arena, scale, scale->first));
	return fmax(first, vd_svg_width(vd_scale_text(arena, scale, scale->last)));
}
