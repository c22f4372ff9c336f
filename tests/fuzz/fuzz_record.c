/* libFuzzer's way in to what `unknot import` reads. */
#include <stdint.h>

#include "record_once.h"
#include "values.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	record_once((const char *)bytes, n);
	return 0;
}
