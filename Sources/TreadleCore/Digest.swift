internal import CTreadleCrypto

/// Digests, by OpenSSL.
package enum Digest {
    /// SHA-1, for the WebSocket handshake alone (RFC 6455, section 4.2.2). 20 bytes.
    package static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        _ = CTreadleCrypto.SHA1(bytes, bytes.count, &digest)
        return digest
    }

    /// SHA-256. 32 bytes.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = CTreadleCrypto.SHA256(bytes, bytes.count, &digest)
        return digest
    }

    /// A digest of a secret that takes long to work out, so that guessing secrets by it does (PBKDF2 with HMAC-SHA-256,
    /// RFC 8018, section 5.2). 32 bytes; tens of milliseconds.
    package static func slow(_ secret: [UInt8], salt: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        let isDone = secret.withUnsafeBytes { secret in
            PKCS5_PBKDF2_HMAC(
                secret.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(secret.count), salt, Int32(salt.count),
                100_000, EVP_sha256(), Int32(digest.count), &digest)
        }
        precondition(isDone == 1, "OpenSSL has HMAC-SHA-256, and its arguments are in range")
        return digest
    }

    /// Standard base64 with padding (RFC 4648, section 4).
    package static func base64(_ bytes: [UInt8]) -> String {
        var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let length = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
        return String(decoding: text.prefix(Int(length)), as: UTF8.self)
    }

    /// Whether two secrets are equal, in a time that tells nothing of where they differ.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        // Digests first: their lengths are always equal, so the length of a secret does not show either.
        let (left, right) = (Self.sha256(left), Self.sha256(right))
        return CRYPTO_memcmp(left, right, left.count) == 0
    }
}
