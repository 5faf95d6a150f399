/* The records and custom decoders of the study file, shared between the files of config/. */
#ifndef VD_CONFIG_PARTS_H
#define VD_CONFIG_PARTS_H

#include "budget/amount.h"
#include "config/field.h"

/* tables.c: the headings of columns */

/** Whether a word heads a column of the format. */
bool vd_is_heading_word(const char *word);

/** A heading such as `allocated 2016` or `PIA`: kind, stage and year of its column. */
bool vd_decode_heading(struct vd_loader *loader, const struct vd_node *node,
		       struct vd_table_column *column);

extern const struct vd_record vd_institution_record; /* institutions.c */
extern const struct vd_record vd_data_record;	     /* data.c */
extern const struct vd_record vd_table_record;	     /* tables.c */
extern const struct vd_record vd_series_record;	     /* series.c */
extern const struct vd_record vd_claim_record;	     /* claims.c */
extern const struct vd_record vd_acceptance_record;  /* accept.c */

/* What must hold between claims, and between acceptances; run when all are decoded. */
void vd_claims_check(struct vd_loader *loader);
void vd_acceptances_check(struct vd_loader *loader);

/* institutions.c */
extern const char *const vd_level_names[]; /* the index is the enum vd_level; ends with NULL */

/** Index of an institution by id; reports an unknown one. */
bool vd_find_institution(struct vd_loader *loader, const struct vd_node *node, int *index);

/** No two institutions share a code. */
void vd_codes_check(struct vd_loader *loader);

/* references.c: values that name something declared elsewhere; decoders for field tables */
bool vd_decode_notes(struct vd_loader *loader, const struct vd_node *node, void *vd_notes);
bool vd_decode_source(struct vd_loader *loader, const struct vd_node *node, void *vd_reference);
bool vd_decode_region(struct vd_loader *loader, const struct vd_node *node, void *region_index);

/** Index of a region by its code; added where the study declares none. Reports an unknown one. */
bool vd_find_region(struct vd_loader *loader, const char *code, struct vd_place place, int *index);
bool vd_decode_declared_year(struct vd_loader *loader, const struct vd_node *node,
			     void *year_index);
extern const char vd_notes_schema[], vd_source_schema[];

/* measures.c: the measures of claims, each by the index of its name */
extern const char *const vd_measure_names[]; /* ends with NULL */

/** Whether what a measure gives is printed with a percent sign. */
enum vd_percent_sign {
	VD_SIGN_AS_PRINTED, /* depends on the operands */
	VD_SIGN_MEANT,	    /* printed or not */
	VD_SIGN_WRONG,
};
enum vd_percent_sign vd_measure_sign(unsigned measure);

/** Read the keys of a claim that depend on its measure into its two operands. */
bool vd_decode_by_measure(struct vd_loader *loader, const struct vd_node *map, unsigned measure,
			  struct vd_claim *claim);

/** Check the same keys as far as they mean the same in any measure. @return false */
bool vd_check_without_measure(struct vd_loader *loader, const struct vd_node *map);

/* operands.c: the figures that a claim is made from */
extern const struct vd_operand vd_no_operand; /* refers to nothing */
extern const char vd_operand_schema[];
bool vd_decode_operand(struct vd_loader *loader, const struct vd_node *node, void *vd_operand);
bool vd_decode_stage(struct vd_loader *loader, const struct vd_node *node, enum vd_stage *stage);
bool vd_decode_series(struct vd_loader *loader, const struct vd_node *node, int *series_index);

/** Read `institution`, `group` or `region` of a mapping into a figure: whose it is. */
bool vd_decode_whose(struct vd_loader *loader, const struct vd_node *map,
		     struct vd_operand *figure);

/* study.c: a currency by its code, for field tables */
bool vd_decode_currency(struct vd_loader *loader, const struct vd_node *node, void *vd_currency);
extern const char vd_currency_schema[];

/* numbers.c: how numbers are written, and reading them with a message that helps */
bool vd_decode_numbers(struct vd_loader *loader, const struct vd_node *node, void *number_style);
extern const char vd_numbers_schema[];

/** The numbers of a data file: besides the marks, their unit, other minus signs, words for zero. */
bool vd_decode_amounts(struct vd_loader *loader, const struct vd_node *node, void *amount_style);
extern const char vd_amounts_schema[];

/** How amounts are written, for a reader: `decimal mark ","; 1 stands for 1,000`. */
const char *vd_amounts_words(struct vd_arena *arena, const struct vd_amount_style *style);

/** The style of a table or series: its own, else the study's. */
const struct vd_number_style *vd_style_of(const struct vd_loader *loader,
					  const struct vd_number_style *own);

/** Say why a text is not a number in a style. @return false */
bool vd_bad_number(struct vd_loader *loader, struct vd_place place, const char *text,
		   const struct vd_number_style *style, enum vd_number_status status, size_t at);

/** Read a number in a style. */
bool vd_decode_decimal(struct vd_loader *loader, const struct vd_node *node,
		       const struct vd_number_style *style, struct vd_decimal *out);

/* labels.c: what a table's row may be called */
enum vd_label_kind { VD_LABEL_NONE, VD_LABEL_INSTITUTION, VD_LABEL_GROUP, VD_LABEL_AMBIGUOUS };

/** Index the names of all institutions and groups; reports duplicate ids. */
void vd_labels_build(struct vd_loader *loader);

/** Whom a label names. `index` is set for an institution or group. */
enum vd_label_kind vd_label_find(const struct vd_loader *loader, const char *label, int *index);

/** Index the names of the institutions so far, before there are groups. */
void vd_labels_of_institutions(struct vd_loader *loader);

/** Whether a label is the word total, in any case. */
bool vd_is_total_word(const char *label);

/** The label nearest to one that is unknown, or NULL. */
const char *vd_label_nearest(const struct vd_loader *loader, const char *label);

/* data_read.c: when all entries of `data` are decoded, read those that are right and add their
   institutions; when the tables are, add theirs */
void vd_data_read(struct vd_loader *loader);
void vd_data_add_tables(struct vd_loader *loader);

/** Whether institutions that data would have added are not known: others need not be wrong. */
bool vd_data_is_incomplete(const struct vd_loader *loader);

/* checks.c: what a decoded study must fulfil as a whole; numbers the printed rows */
void vd_check_study(struct vd_loader *loader, const struct vd_node *root);

/* rows.c: the rows of a table */
bool vd_decode_rows(struct vd_loader *loader, const struct vd_node *node, void *vd_table);
bool vd_decode_total(struct vd_loader *loader, const struct vd_node *node, void *vd_table);

#endif
