/* libFuzzer's way in to the settings of config.yaml. */
#include "config_once.h"
#include "lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	config_once((const char *)bytes, n);
	return 0;
}
