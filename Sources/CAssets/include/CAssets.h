// The files that travel inside the binary, so that a copy of it away from its checkout has them.
// In C because Swift's own embedding of resources takes minutes beyond a few kilobytes.
#pragma once

#include <stddef.h>

/// The bytes of a file by its name, such as "themes/default.toml"; NULL if there is none of that
/// name. They are part of the program and stay where they are; no zero follows them.
const unsigned char *tonnage_asset(const char *name, size_t *length);

/// The name of the nth file, counted from 0; NULL after the last.
const char *tonnage_asset_name(size_t index);
