package io.tributary.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.SkippedTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the native library accepts, Bouncy Castle accepts. */
class NativeEd25519Test {
  /** The points of small order, and such of them as have a second form. */
  private static final String[] ODD_KEYS = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  };

  /** RFC 8032, section 7.1: the first three tests. */
  @ParameterizedTest
  @CsvSource({
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void acceptsWhatTheStandardGives(String key, String message, String signature) {
    byte[] text = HexFormat.of().parseHex(message);
    byte[] signed = HexFormat.of().parseHex(signature);
    assertThat(library().accepts(new ClientKey(key), signed, text)).isTrue();
  }

  @Property(tries = 300)
  void acceptsNothingThatBouncyCastleRefuses(@ForAll long seed) {
    var random = new Random(seed);
    byte[] secret = new byte[ClientIdentity.SEED_BYTES];
    random.nextBytes(secret);
    ClientIdentity identity = ClientIdentity.of(secret);
    byte[] message = ("message " + seed).getBytes(StandardCharsets.UTF_8);
    byte[] signature = new byte[SignatureWithKey.SIGNATURE_BYTES];
    Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
    assertThat(library().accepts(identity.key(), signature, message)).isTrue();

    byte[] changed = signature.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    requireNoMoreThanBouncyCastle(identity.key(), changed, message);
    requireNoMoreThanBouncyCastle(oddKey(random), changed, message);
  }

  /** With a key of small order, R = sB or R of small order may satisfy one equation or another. */
  @Test
  void acceptsNoMoreOfKeysAndPointsOfSmallOrder() {
    for (String key : ODD_KEYS) {
      for (String point : ODD_KEYS) {
        for (int s = 0; s < 2; s++) {
          byte[] signature = new byte[SignatureWithKey.SIGNATURE_BYTES];
          System.arraycopy(HexFormat.of().parseHex(point), 0, signature, 0, 32);
          signature[32] = (byte) s;
          for (int text = 0; text < 16; text++) {
            byte[] message = {(byte) text};
            requireNoMoreThanBouncyCastle(new ClientKey(key), signature, message);
          }
        }
      }
    }
  }

  private static ClientKey oddKey(Random random) {
    return new ClientKey(ODD_KEYS[random.nextInt(ODD_KEYS.length)]);
  }

  private static void requireNoMoreThanBouncyCastle(
      ClientKey key, byte[] signature, byte[] message) {
    if (library().accepts(key, signature, message)) {
      assertThat(Ed25519.verify(signature, 0, key.bytes(), 0, message, 0, message.length))
          .describedAs("key %s, signature %s", key, HexFormat.of().formatHex(signature))
          .isTrue();
    }
  }

  private static NativeEd25519 library() {
    SkippedTest.unless(
        NativeEd25519.here().isPresent(), "there is no native Ed25519 library for this machine");
    return NativeEd25519.here().orElseThrow();
  }
}
