package io.tributary.schemas.identity;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A client's private key. A process that holds it can sign in the name of the client. Safe for use
 * by several threads.
 */
public final class ClientIdentity {
  /** The length of a private key in bytes: the seed of RFC 8032. */
  public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final byte[] seed;
  private final ClientKey key;

  private ClientIdentity(byte[] seed) {
    this.seed = seed;
    byte[] publicKey = new byte[ClientKey.BYTES];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    key = ClientKey.of(publicKey);
  }

  /** Draws a new identity from a random seed. */
  public static ClientIdentity generate(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new ClientIdentity(seed);
  }

  /**
   * Returns the identity of a private key.
   *
   * @throws IllegalArgumentException if the key does not have {@link #SEED_BYTES} bytes
   */
  public static ClientIdentity of(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "a private key must be " + SEED_BYTES + " bytes, was " + seed.length);
    }
    return new ClientIdentity(seed.clone());
  }

  /** Returns a copy of the private key. Store it where only its owner can read it. */
  public byte[] seed() {
    return seed.clone();
  }

  /** The public key that verifies this identity's signatures. */
  public ClientKey key() {
    return key;
  }

  /** Signs a text. Ed25519 is deterministic: the same text always gets the same signature. */
  public SignatureWithKey sign(SignedText text) {
    byte[] message = text.bytes();
    byte[] signature = new byte[SignatureWithKey.SIGNATURE_BYTES];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return new SignatureWithKey(key, signature);
  }

  /** Shows the public key only, so that no log contains the private key. */
  @Override
  public String toString() {
    return "identity " + key;
  }
}
