#include "io/csv_scan.h"

#include "budget/text.h"

/* Fastest first. */
static const struct vd_csv_kernel *const kernels[] = {
#if defined(__x86_64__)
	&vd_csv_avx512,
	&vd_csv_avx2,
	&vd_csv_sse2,
#elif defined(__aarch64__)
	&vd_csv_neon,
#endif
	&vd_csv_scalar,
};

/* SSE2 and NEON belong to every processor of their kind. */
static bool runs_here(const struct vd_csv_kernel *kernel)
{
#if defined(__x86_64__)
	if (kernel == &vd_csv_avx512)
		return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512vl") &&
		       __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("pclmul") &&
		       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
		       __builtin_cpu_supports("popcnt");
	if (kernel == &vd_csv_avx2)
		return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
		       __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
		       __builtin_cpu_supports("popcnt");
#endif
	return kernel != NULL;
}

const struct vd_csv_kernel *vd_csv_kernel_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kernels) / sizeof(*kernels); i++)
		if ((!name || vd_same(kernels[i]->name, name)) && runs_here(kernels[i]))
			return kernels[i];
	return NULL;
}
