#pragma once
// xxHash: checksums. Nothing here needs a stand-in; the header list is the whole shim.
#include <xxhash.h>
