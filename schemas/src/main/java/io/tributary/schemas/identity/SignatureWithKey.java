package io.tributary.schemas.identity;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A signature together with the public key that it names. It does not prove that the key belongs to
 * the client: the caller checks that.
 *
 * @param key the public key that verifies the signature
 * @param signature 64 bytes of Ed25519
 */
public record SignatureWithKey(ClientKey key, byte[] signature) {
  /** The length of a signature in bytes. */
  public static final int SIGNATURE_BYTES = 64;

  public SignatureWithKey {
    if (signature.length != SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a signature must be " + SIGNATURE_BYTES + " bytes, was " + signature.length);
    }
  }

  /** Returns whether the owner of the key signed exactly this text. */
  public boolean isOver(SignedText text) {
    byte[] message = text.bytes();
    return NativeEd25519.here()
            .filter(library -> library.accepts(key, signature, message))
            .isPresent()
        || Ed25519.verify(signature, 0, key.bytes(), 0, message, 0, message.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignatureWithKey that
        && Arrays.equals(signature, that.signature)
        && key.hex().equals(that.key.hex());
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return "signed by " + key;
  }
}
