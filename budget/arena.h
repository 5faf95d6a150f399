/* Memory that lives as long as a study and is freed once. */
#ifndef VD_BUDGET_ARENA_H
#define VD_BUDGET_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct vd_arena;

/**
 * Called when the system has no more memory. It must not return: the library never exits by
 * itself, the program that opened the arena decides how (a message and status 3, a longjmp).
 */
typedef __attribute__((noreturn)) void (*vd_no_memory)(void);

/** Open an arena. @return NULL if even that much memory is missing. */
struct vd_arena *vd_arena_open(vd_no_memory on_no_memory);

/**
 * Call the handler unless so much memory can be had: for libraries that do not expect to be refused
 * any, before they take it.
 */
void vd_arena_expect(const struct vd_arena *arena, size_t bytes);

/** Open another arena that does the same without memory. Never NULL. */
struct vd_arena *vd_arena_open_beside(const struct vd_arena *arena)
	__attribute__((returns_nonnull));

/** Give back everything taken from an arena, to take from it again: for what is soon thrown away. */
void vd_arena_reset(struct vd_arena *arena);

/** Free everything ever taken from the arena. NULL is fine. */
void vd_arena_close(struct vd_arena *arena);

/** Take `count` objects of `size` bytes, zeroed and aligned for any type. Never NULL. */
void *vd_arena_take(struct vd_arena *arena, size_t count, size_t size)
	__attribute__((returns_nonnull));

/** Copy `length` bytes and add a terminating NUL. */
char *vd_arena_copy(struct vd_arena *arena, const char *bytes, size_t length)
	__attribute__((returns_nonnull));

/** A formatted string in the arena. */
char *vd_arena_format(struct vd_arena *arena, const char *format, ...)
	__attribute__((returns_nonnull, format(printf, 2, 3)));

/** As vd_arena_format(), with the arguments as a list. */
char *vd_arena_vformat(struct vd_arena *arena, const char *format, va_list arguments)
	__attribute__((returns_nonnull, nonnull(1, 2), format(printf, 2, 0)));

/**
 * Make room for one more element at the end of an array in the arena: grows by doubling.
 * @param items     the array, or NULL while it is empty
 * @param count     elements in use
 * @param capacity  elements there is room for; updated
 * @return the array, perhaps moved
 */
void *vd_arena_grow(struct vd_arena *arena, void *items, size_t count, size_t *capacity,
		    size_t size);

#define VD_TAKE(arena, type, count) ((type *)vd_arena_take((arena), (count), sizeof(type)))

/** Append to a growing array with members `items`, `count` and `capacity`; gives the new slot. */
#define VD_APPEND(arena, list)                                                                     \
	((list)->items = vd_arena_grow((arena), (list)->items, (list)->count, &(list)->capacity,   \
				       sizeof(*(list)->items)),                                    \
	 &(list)->items[(list)->count++])

#endif
