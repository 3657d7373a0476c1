#pragma once
// OpenSSL's libcrypto: digests and base64. Nothing here needs a stand-in; the header list is the whole shim.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
