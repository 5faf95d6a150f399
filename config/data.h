/*
 * `data:` what the study says of files and queries of budget lines, and how they become tables. An
 * entry is decoded into a vd_data_form (data.c, data_columns.c, data_where.c), read (data_read.c) by
 * a plan over the columns it needs (data_plan.c), its institutions are found or added
 * (data_parties.c), and its sums make a table like any other (data_table.c).
 */
#ifndef VD_CONFIG_DATA_H
#define VD_CONFIG_DATA_H

#include "budget/lines.h"
#include "config/field.h"

/** A text of the study file with its place, such as the name of a column. text NULL: not given. */
struct vd_named {
	const char *text;
	struct vd_place place;
};

struct vd_named_list {
	struct vd_named *items;
	size_t count, capacity;
};

/** What a column must say for a line to count. */
struct vd_data_condition {
	struct vd_named column;
	bool is_prefix, is_negated;
	struct vd_words values;
};

struct vd_data_conditions {
	struct vd_data_condition *items;
	size_t count, capacity;
};

/** A figure, and the columns that add up to it. */
struct vd_data_figure {
	struct vd_table_column column; /* of the table that is made */
	struct vd_named_list from;
	struct vd_data_conditions where;
};

/** What a cell of the level's column stands for. */
struct vd_level_word {
	const char *cell;
	enum vd_level level;
};

/** `columns:` which of them says what. */
struct vd_data_columns {
	struct vd_named year, code, name, region_of; /* the last: the institution's own region */
	struct vd_named region, region_name;	     /* those that split institutions by region */
	bool has_year;				     /* a column or `all_of_year` */
	int all_of_year;       /* index of the year that all lines are of, or VD_NONE */
	struct vd_named level; /* a column, or text NULL */
	bool has_level;	       /* a column or `all_of_level` */
	enum vd_level all_of_level;
	struct {
		struct vd_level_word *items;
		size_t count, capacity;
	} levels;
	struct vd_place institution_place; /* line 0: lines are of no institution */
	struct {
		struct vd_data_figure *items;
		size_t count, capacity;
	} figures;
	struct vd_place place;
};

/** What is done with institutions that the study does not declare. */
enum vd_others { VD_OTHERS_ERROR, VD_OTHERS_ADD, VD_OTHERS_LEAVE };

/** An entry of `data:`. */
struct vd_data_form {
	const char *id;
	struct vd_text title;
	struct vd_reference source;
	struct vd_notes notes;
	bool primary;
	struct vd_named csv, odbc, query;
	struct vd_named user, password; /* names of environment variables */
	const char *member, *encoding;
	char separator; /* 0: the one that stands out */
	bool has_quotes;
	uint64_t header;
	unsigned ragged, on_error; /* 1: pad; skip */
	unsigned others;	   /* an enum vd_others */
	struct vd_place others_place;
	struct vd_data_columns columns;
	struct vd_data_conditions where;
	struct vd_amount_style style;
	bool has_style;
	bool is_good;		/* decoded without an error, so that it can be read */
	struct vd_table *table; /* what was made of it, or NULL */
	struct vd_place place;
};

/** The name of an institution that was added, or NULL, and the year of the line that has it. */
struct vd_added_name {
	const char *name;
	int year;
};

/** What loading keeps of all entries, in their order. */
struct vd_data_forms {
	struct vd_data_form **items;
	size_t count, capacity;
	/* Institutions that some entry adds are not known: those that are named may well be right. */
	bool is_incomplete;
	/* Those that were added, by their index less `first`. */
	struct {
		struct vd_added_name *items;
		size_t count, capacity;
	} names;
	size_t first;
	bool *has_region; /* of those before: its region is the data's, the study says none */
};

/* data_columns.c, data_where.c: decoders for field tables */
bool vd_decode_data_columns(struct vd_loader *loader, const struct vd_node *node, void *columns);
bool vd_decode_where(struct vd_loader *loader, const struct vd_node *node, void *conditions);
extern const char vd_where_schema[];
extern const struct vd_record vd_data_columns_record;

/** The name of a column; a list of them too. */
bool vd_decode_named(struct vd_loader *loader, const struct vd_node *node, void *vd_named);
bool vd_decode_named_list(struct vd_loader *loader, const struct vd_node *node,
			  void *vd_named_list);

/** The conditions for a reader: "PROGRAMA_PPTO is 0080; MES is not 0". */
const char *vd_where_words(struct vd_arena *arena, const struct vd_data_conditions *where);

/** The columns of a figure, for a reader: "MONTO where MES is not 0". */
const char *vd_figure_words(struct vd_arena *arena, const struct vd_data_figure *figure);

/** Which columns make which figures, for a reader. */
const char *vd_columns_words(const struct vd_study *study, struct vd_arena *arena,
			     const struct vd_data_columns *columns);

#endif
