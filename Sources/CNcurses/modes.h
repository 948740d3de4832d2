// Between the shim's own files.
#pragma once

/// Remembers the terminal's modes as they are now, for a crash to set again.
void tonnage_remember_modes(int input);
