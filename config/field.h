/*
 * Field tables: each key of the study file is a row that says where its value goes, what it may be
 * and what it means. The same rows decode, check, suggest, and describe (JSON Schema, docs).
 */
#ifndef VD_CONFIG_FIELD_H
#define VD_CONFIG_FIELD_H

#include "budget/language.h"
#include "budget/study.h"
#include "io/yaml.h"

/** What decoding needs everywhere. */
struct vd_loader {
	struct vd_study *study;
	struct vd_arena *arena;
	struct vd_diagnostics *diagnostics;
	struct vd_input *input; /* the study file; the data files that it names hang on it */
	bool has_currency;	/* the study's currency is known */
	bool regions_declared;	/* the study has `regions:`, so that others are mistakes */
	struct vd_label_index *labels;
	struct vd_data_forms *data; /* what `data:` says, see config/data.h */
	struct vd_reading *reading;
};

enum vd_field_kind {
	VD_FIELD_STRING, /* const char * */
	VD_FIELD_ID,	 /* const char *: letters, digits, dot, dash, underscore */
	VD_FIELD_TEXT,	 /* struct vd_text: a text, or one for each language */
	VD_FIELD_BOOL,	 /* bool: yes, no, true, false */
	VD_FIELD_YEAR,	 /* int */
	VD_FIELD_MONTH,	 /* struct vd_month: 2016-06 */
	VD_FIELD_ENUM,	 /* unsigned-sized enum: one of `names` */
	VD_FIELD_RECORD, /* a mapping into the struct at the offset */
	VD_FIELD_LIST,	 /* a list of records into a growing array */
	VD_FIELD_MAP,	 /* a mapping of keys to records into a growing array */
	VD_FIELD_CUSTOM, /* `decode` reads it, `schema` describes it */
};

struct vd_record;

/** Reads one value into the place at the field's offset. @return false if it reported */
typedef bool (*vd_decode)(struct vd_loader *, const struct vd_node *, void *target);

struct vd_field {
	const char *key;
	enum vd_field_kind kind;
	size_t offset;
	bool required;
	const struct vd_record *record; /* RECORD, LIST, MAP; CUSTOM: describes it, or part of it */
	const char *const *names;	/* ENUM: ends with NULL; the index is the value */
	vd_decode decode;		/* CUSTOM */
	const char *schema;		/* CUSTOM: a JSON Schema; NULL: that of its record */
	void (*after)(struct vd_loader *); /* run when the field is done, if given or not */
	const char *example;		   /* what to add where it is missing */
	/* One line for the docs and for editors; N_() where a message can show it too. */
	const char *meaning;
};

enum vd_key_kind { VD_KEY_ID, VD_KEY_CODE, VD_KEY_YEAR };

/** A mapping of the study file. Fields are decoded in the order of the table, not of the file. */
struct vd_record {
	const char *name; /* of a thing: "institution"; vd_translate() for messages */
	size_t size;
	const struct vd_field *fields;
	size_t count;
	size_t place_offset; /* of its struct vd_place; SIZE_MAX if it keeps none */
	/* as an entry of a MAP: where its key goes */
	enum vd_key_kind key_kind;
	size_t key_offset;
	/* as an entry that may be written as one text instead of a mapping: the field that takes it */
	const char *short_form;
	/* where set, run on an entry before its fields are decoded */
	void (*prepare)(void *object);
	/* where set, reads an entry; the fields are those of a form of its own */
	vd_decode decode;
	/* where set, there are other keys too, which whoever has the record decoded reads; its key
	   is a name for them in the docs */
	const struct vd_field *rest;
};

/** The whole study file. */
extern const struct vd_record vd_study_record;

/** Decode a mapping into an object by its table; reports all that is wrong. */
bool vd_decode_record(struct vd_loader *loader, const struct vd_node *node,
		      const struct vd_record *record, void *object);

/* What custom decoders share. Each reports and returns false where the node does not fit. */
bool vd_decode_string(struct vd_loader *loader, const struct vd_node *node, const char **out);
bool vd_decode_text(struct vd_loader *loader, const struct vd_node *node, struct vd_text *out);
bool vd_decode_year(struct vd_loader *loader, const struct vd_node *node, int *out);

/** Whether a mapping has a key that the record lacks and that must be this one, misspelt. */
bool vd_is_misspelt(const struct vd_node *map, const struct vd_record *record, const char *key);

/** The value of a key in a mapping, or NULL. */
const struct vd_node *vd_node_get(const struct vd_node *map, const char *key);

/** Whether a text may be an id: letters, digits, dots, dashes and underscores. */
bool vd_is_id(const char *text);

/** Report a value of the wrong shape. @return false */
bool vd_wrong_type(struct vd_loader *loader, const struct vd_node *node, const char *wanted);

/** Add to the last diagnostic which of the known names is near, or which there are. @return false */
bool vd_suggest(struct vd_loader *loader, const char *given, const char *const *known,
		size_t count);

#define VD_OFFSET(type, member) offsetof(struct type, member)
#define VD_COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

#endif
