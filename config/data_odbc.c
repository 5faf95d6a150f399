/* Reading what a database answers. Who asks is said by its own set-up, or by the environment. */
#include <stdlib.h>

#include "config/data_read.h"
#include "io/odbc.h"

/* What the environment has under a name. */
static bool read_variable(struct vd_loader *loader, const struct vd_named *variable,
			  const char **value)
{
	*value = variable->text ? getenv(variable->text) : NULL;
	if (*value || !variable->text)
		return true;
	vd_report(loader->diagnostics, variable->place, VD_RULE_DATA_UNREADABLE,
		  _("the environment has no variable `%s`"), variable->text);
	return vd_hint(loader->diagnostics, _("set it for this run: in most shells `export %s=…`"),
		       variable->text);
}

struct watch {
	const struct vd_reading *reading;
	const char *database;
};

static void watch(void *context, uint64_t rows)
{
	const struct watch *watched = context;
	watched->reading->asking(watched->reading->context, watched->database, rows);
}

static void done_asking(const struct vd_loader *loader)
{
	if (loader->reading->progress)
		loader->reading->progress(loader->reading->context, NULL, NULL);
}

bool vd_data_read_odbc(struct vd_data_sums *sums)
{
	struct vd_loader *loader = sums->loader;
	const struct vd_data_form *form = sums->form;
	struct vd_odbc_source source = { .connection = form->odbc.text,
					 .query = form->query.text,
					 .place = form->odbc.place,
					 .query_place = form->query.place };
	struct watch watched = { loader->reading, form->odbc.text };
	if (loader->reading->asking) {
		source.progress = watch;
		source.context = &watched;
	}
	bool good = read_variable(loader, &form->user, &source.user);
	good = read_variable(loader, &form->password, &source.password) && good;
	struct vd_odbc *odbc = good ? vd_odbc_open(&source, loader->arena, loader->diagnostics)
				    : NULL;
	if (!odbc) {
		done_asking(loader);
		return false;
	}
	struct vd_data_plan plan;
	struct vd_lines *lines = NULL;
	size_t count = 0;
	const char *const *names = vd_odbc_columns(odbc, &count);
	sums->shown = _("the query's result");
	good = vd_data_plan(loader, form, sums->shown, names, count, &plan) &&
	       vd_odbc_sum(odbc, &plan.plan, plan.columns, loader->diagnostics, &lines);
	done_asking(loader);
	const struct vd_odbc_facts *facts = vd_odbc_facts(odbc);
	sums->data->rows = facts->rows;
	sums->data->used = facts->used;
	sums->data->passed_over = facts->passed_over;
	sums->data->skipped = facts->faulty;
	sums->data->engine = facts->engine;
	good = good && vd_data_take(sums, lines);
	vd_odbc_close(odbc);
	return good;
}
