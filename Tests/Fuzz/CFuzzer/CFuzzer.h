// libFuzzer's way in for programs with a main of their own; it comes with no header.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments,
                        int (*callback)(const uint8_t *data, size_t size));
