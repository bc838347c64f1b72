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
 * Ed25519 by a native library, where there is one for this machine: it takes less than half of
 * Bouncy Castle's time.
 *
 * <p>Implementations disagree on a few signatures that only an attacker makes, and aggregators must
 * not disagree. So this one can only confirm, and does so only where Bouncy Castle does, too: for a
 * key in its canonical form, R = sB - hA in the canonical form is what both accept. To everything
 * else Bouncy Castle has the answer.
 */
final class NativeEd25519 {
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private static final String ALGORITHM = "EdDSA";

  /** Has the provider make keys, too; it is installed nowhere but here. */
  private static final String KEY_FACTORY =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  /** What comes before the 32 bytes of a key in its X.509 form, RFC 8410. */
  private static final byte[] X509 = {0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0};

  private static final int MOST_KEYS = 4_096;

  private static final Optional<NativeEd25519> HERE = load();

  private final Provider provider;
  private final KeyFactory keys;

  /** Empty for a key that Bouncy Castle must judge. */
  private final Map<ClientKey, Optional<PublicKey>> known = new ConcurrentHashMap<>();

  private NativeEd25519(Provider provider) throws GeneralSecurityException {
    this.provider = provider;
    keys = KeyFactory.getInstance(ALGORITHM, provider);
    Signature.getInstance(ALGORITHM, provider);
  }

  /** The library; empty where there is none for this machine. */
  static Optional<NativeEd25519> here() {
    return HERE;
  }

  private static Optional<NativeEd25519> load() {
    try {
      // Else a key would be turned into the library's own form for each of its signatures.
      System.setProperty(KEY_FACTORY, "true");
      Field instance = Class.forName(PROVIDER).getField("INSTANCE");
      return Optional.of(new NativeEd25519((Provider) instance.get(null)));
    } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** True only if the signature is valid; false means undecided: ask Bouncy Castle. */
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
