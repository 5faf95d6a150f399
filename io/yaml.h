/* YAML as a tree in which every node knows its place; the only door to libyaml. */
#ifndef VD_IO_YAML_H
#define VD_IO_YAML_H

#include "io/input.h"

enum vd_node_kind { VD_NODE_SCALAR, VD_NODE_LIST, VD_NODE_MAP };

enum vd_node_style { VD_STYLE_PLAIN, VD_STYLE_QUOTED, VD_STYLE_LITERAL, VD_STYLE_FOLDED };

struct vd_pair {
	struct vd_node *key, *value;
};

struct vd_node {
	enum vd_node_kind kind;
	enum vd_node_style style; /* of a scalar */
	struct vd_place place;
	const char *text; /* of a scalar: as written, never converted */
	size_t bytes;
	struct {
		struct vd_node **items;
		size_t count, capacity;
	} list;
	struct {
		struct vd_pair *items;
		size_t count, capacity;
	} map;
};

enum { VD_YAML_DEPTH_MOST = 32, VD_YAML_NODES_MOST = 1000000 };

/**
 * Parse a file into a tree. Duplicate keys, aliases, anchors and tags are errors.
 * Reports yaml-syntax, yaml-feature, too-deep, too-many, duplicate-key.
 * @return the root, in the arena; NULL where the file cannot be used at all
 */
struct vd_node *vd_yaml_parse(const struct vd_input *input, struct vd_arena *arena,
			      struct vd_diagnostics *diagnostics);

/** An empty plain scalar: `key:` with nothing behind it. */
bool vd_node_is_empty(const struct vd_node *node);

/** "a list", "a mapping", "a text". */
const char *vd_node_kind_name(const struct vd_node *node);

#endif
