/* libFuzzer's way in to a sound pack. */
#include "lines.h"
#include "pack_once.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	pack_once((const char *)bytes, n);
	return 0;
}
