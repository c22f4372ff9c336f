/* libFuzzer's way in to the player: keys and time in sessions of shipped routines. */
#include "keys_once.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	keys_once(bytes, n);
	return 0;
}
