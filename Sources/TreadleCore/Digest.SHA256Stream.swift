internal import CTreadleCrypto

extension Digest {
    /// SHA-256 of bytes that come part by part.
    package struct SHA256Stream: ~Copyable {
        private let context: OpaquePointer

        /// Starts with no bytes.
        package init() {
            guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
                preconditionFailure("libcrypto has SHA-256, and fails to start it only without memory")
            }
            self.context = context
        }

        deinit { EVP_MD_CTX_free(self.context) }

        /// Adds bytes.
        package func update(_ bytes: UnsafeRawBufferPointer) {
            _ = EVP_DigestUpdate(self.context, bytes.baseAddress, bytes.count)
        }

        /// Adds bytes.
        package func update(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { self.update($0) } }

        /// The digest of all that was added. 32 bytes.
        package consuming func finish() -> [UInt8] {
            var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
            _ = EVP_DigestFinal_ex(self.context, &digest, nil)
            return digest
        }
    }
}
