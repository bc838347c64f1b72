package io.tributary.schemas.identity;

import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies Ed25519 signatures with a native library, on machines for which there is one; it takes
 * less than half of the time of Bouncy Castle.
 *
 * <p>Implementations disagree about a few signatures that only an attacker makes, and aggregators
 * must not disagree. So the library can only confirm a signature, and it does so only where Bouncy
 * Castle confirms it, too: for a key in its canonical form both accept a signature with R = sB - hA
 * in canonical form. Bouncy Castle decides about everything else.
 */
final class NativeEd25519 {
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private static final String ALGORITHM = "EdDSA";

  /** Makes the provider offer a key factory, too. The provider is used in this class only. */
  private static final String KEY_FACTORY =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  /** The bytes that precede the 32 bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] X509 = {0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0};

  private static final int MOST_KEYS = 4_096;

  private static final Optional<NativeEd25519> HERE = load();

  private final Provider provider;
  private final KeyFactory keys;

  /** The keys in the library's own form; empty for a key that Bouncy Castle must judge. */
  private final Map<ClientKey, Optional<PublicKey>> known = new ConcurrentHashMap<>();

  private NativeEd25519(Provider provider) throws GeneralSecurityException {
    this.provider = provider;
    keys = KeyFactory.getInstance(ALGORITHM, provider);
    Signature.getInstance(ALGORITHM, provider);
  }

  /** Returns the library, or empty on a machine for which there is none. */
  static Optional<NativeEd25519> here() {
    return HERE;
  }

  private static Optional<NativeEd25519> load() {
    try {
      // Without the key factory a key would be converted for each of its signatures.
      System.setProperty(KEY_FACTORY, "true");
      Field instance = Class.forName(PROVIDER).getField("INSTANCE");
      return Optional.of(new NativeEd25519((Provider) instance.get(null)));
    } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Returns true only if the signature is valid. False means undecided: the caller must ask Bouncy
   * Castle.
   */
  boolean accepts(ClientKey key, byte[] signature, byte[] message) {
    if (known.size() >= MOST_KEYS) {
      known.clear();
    }
    Optional<PublicKey> publicKey = known.computeIfAbsent(key, this::decoded);
    if (publicKey.isEmpty()) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM, provider);
      check.initVerify(publicKey.get());
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Optional<PublicKey> decoded(ClientKey key) {
    byte[] bytes = key.bytes();
    if (!Ed25519.validatePublicKeyPartial(bytes, 0)) {
      return Optional.empty();
    }
    byte[] encoded = new byte[X509.length + bytes.length];
    System.arraycopy(X509, 0, encoded, 0, X509.length);
    System.arraycopy(bytes, 0, encoded, X509.length, bytes.length);
    try {
      return Optional.of(keys.generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
