#include "io/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

struct vd_digest {
	struct sha256_ctx context;
};

_Static_assert(VD_DIGEST_CHARS == BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE) + 1, "two a byte");

struct vd_digest *vd_digest_open(struct vd_arena *arena)
{
	struct vd_digest *digest = VD_TAKE(arena, struct vd_digest, 1);
	sha256_init(&digest->context);
	return digest;
}

void vd_digest_add(struct vd_digest *digest, const char *bytes, size_t count)
{
	sha256_update(&digest->context, count, (const uint8_t *)bytes);
}

void vd_digest_end(struct vd_digest *digest, char hexadecimal[VD_DIGEST_CHARS])
{
	uint8_t bytes[SHA256_DIGEST_SIZE];
	sha256_digest(&digest->context, sizeof(bytes), bytes);
	base16_encode_update(hexadecimal, sizeof(bytes), bytes);
	hexadecimal[VD_DIGEST_CHARS - 1] = '\0';
}
