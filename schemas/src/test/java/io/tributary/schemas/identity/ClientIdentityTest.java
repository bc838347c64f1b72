package io.tributary.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ClientIdentityTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 8032, 7.1, test 1: the key pair. */
  @Test
  void derivesThePublicKeyThatTheStandardNames() {
    ClientIdentity identity =
        ClientIdentity.of(
            HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

    assertThat(identity.key().hex())
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  }

  @Test
  void theJdkAcceptsWhatWeSign() throws Exception {
    ClientIdentity identity = identity(1);
    SignedText text = new SignedText("test/1", "clinics").with("update", "a/0#1");

    byte[] prefix = HEX.parseHex("302a300506032b6570032100");
    byte[] encoded = new byte[prefix.length + ClientKey.BYTES];
    System.arraycopy(prefix, 0, encoded, 0, prefix.length);
    System.arraycopy(identity.key().bytes(), 0, encoded, prefix.length, ClientKey.BYTES);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(text.bytes());

    assertThat(verifier.verify(identity.sign(text).signature())).isTrue();
  }

  @Test
  void aSignatureIsOverOneTextOnly() {
    SignatureWithKey author =
        identity(1).sign(new SignedText("test/1", "clinics").with("value", 1));

    assertThat(author.isOver(new SignedText("test/1", "clinics").with("value", 1))).isTrue();
    assertThat(author.isOver(new SignedText("test/1", "clinics").with("value", 2))).isFalse();
    assertThat(author.isOver(new SignedText("test/1", "banks").with("value", 1))).isFalse();
    assertThat(author.isOver(new SignedText("other/1", "clinics").with("value", 1))).isFalse();
  }

  @Test
  void aSignatureOfAnotherKeyDoesNotHold() {
    SignedText text = new SignedText("test/1", "clinics");
    byte[] signature = identity(2).sign(text).signature();

    assertThat(new SignatureWithKey(identity(1).key(), signature).isOver(text)).isFalse();
  }

  @Test
  void bytesThatAreNoPointAreNoSignatureAndNoKey() {
    SignedText text = new SignedText("test/1", "clinics");
    byte[] ones = new byte[SignatureWithKey.SIGNATURE_BYTES];
    Arrays.fill(ones, (byte) 0xff);

    assertThat(new SignatureWithKey(identity(1).key(), ones).isOver(text)).isFalse();
    assertThat(new SignatureWithKey(new ClientKey("ff".repeat(32)), ones).isOver(text)).isFalse();
    assertThatThrownBy(() -> new SignatureWithKey(identity(1).key(), new byte[63]))
        .hasMessageContaining("64 bytes, was 63");
    assertThatThrownBy(() -> new ClientKey("FF".repeat(32))).hasMessageContaining("lower case");
  }

  /** Two records must never have one text. */
  @Test
  void aFieldCannotBringALineOfItsOwn() {
    assertThatThrownBy(() -> new SignedText("test/1", "clinics").with("name", "a\nsamples=9"))
        .hasMessageContaining("name must hold no control characters");
  }

  @Test
  void textHasOneLineAField() {
    assertThat(
            new SignedText("test/1", "clinics")
                .with("samples", 240)
                .with("norm", 1.25)
                .withDigest("centroid", new float[] {0.25f, -1.5e-7f, 3f})
                .toString())
        .isEqualTo(
            """
            tributary/test/1
            federation=clinics
            samples=240
            norm=3ff4000000000000
            centroid=dcee4f0eaf0fb577eb6a6f948b24ee52b31cd4d2b49f1e54dc3d41772211a04c
            """);
  }

  private static ClientIdentity identity(int seed) {
    byte[] bytes = new byte[ClientIdentity.SEED_BYTES];
    bytes[0] = (byte) seed;
    return ClientIdentity.of(bytes);
  }
}
