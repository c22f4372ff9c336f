/* libFuzzer's way in to an atlas. */
#include "atlas_once.h"
#include "lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	atlas_once((const char *)bytes, n);
	return 0;
}
