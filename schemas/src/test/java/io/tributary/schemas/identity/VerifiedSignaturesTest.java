package io.tributary.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerifiedSignaturesTest {
  private static final int CAPACITY = 16;

  private final VerifiedSignatures verified = new VerifiedSignatures(CAPACITY);

  @Test
  void whatHeldHoldsAgain() {
    Authorship author = identity(1).sign(text(1));

    assertThat(verified.isOver(author, text(1))).isTrue();
    assertThat(verified.isOver(author, text(1))).isTrue();
    assertThat(verified.size()).isEqualTo(1);
  }

  @Test
  void whatDoesNotHoldIsNotRemembered() {
    Authorship author = identity(1).sign(text(1));

    assertThat(verified.isOver(author, text(2))).isFalse();
    assertThat(verified.isOver(author, text(2))).isFalse();
    assertThat(verified.size()).isZero();
  }

  /** Of a record that was verified, every other key, signature and text. */
  @Test
  void aChangedByteIsNotFound() {
    Authorship author = identity(1).sign(text(1));
    assertThat(verified.isOver(author, text(1))).isTrue();

    for (int at = 0; at < Authorship.SIGNATURE_BYTES; at++) {
      byte[] signature = author.signature().clone();
      signature[at] ^= 1;
      assertThat(verified.isOver(new Authorship(author.key(), signature), text(1)))
          .as("another byte %d of the signature", at)
          .isFalse();
    }
    assertThat(verified.isOver(new Authorship(identity(2).key(), author.signature()), text(1)))
        .isFalse();
    assertThat(verified.isOver(author, text(1).with("more", 1))).isFalse();
    assertThat(verified.size()).isEqualTo(1);
  }

  /**
   * Keys of all kinds: of points and of none, points of small order, and encodings that RFC 8032
   * forbids, as y >= p and a sign of x = 0.
   */
  @Test
  void saysOfEveryKeyWhatAnAuthorshipSays() {
    var random = new Random(7);
    List<String> odd =
        List.of(
            "01" + "00".repeat(31),
            "01" + "00".repeat(30) + "80",
            "00".repeat(32),
            "00".repeat(31) + "80",
            "ec" + "ff".repeat(30) + "7f",
            "ec" + "ff".repeat(31),
            "ed" + "ff".repeat(30) + "7f",
            "ee" + "ff".repeat(30) + "7f",
            "ff".repeat(32),
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");
    Stream<String> drawn =
        Stream.generate(
                () -> {
                  byte[] bytes = new byte[ClientKey.BYTES];
                  random.nextBytes(bytes);
                  return HexFormat.of().formatHex(bytes);
                })
            .limit(100);
    byte[] zeroes = new byte[Authorship.SIGNATURE_BYTES];
    byte[] neutral = zeroes.clone();
    neutral[0] = 1;
    byte[] honest = identity(1).sign(text(1)).signature();

    Stream.concat(odd.stream(), drawn)
        .map(ClientKey::new)
        .forEach(
            key -> {
              for (byte[] signature : List.of(zeroes, neutral, honest)) {
                var author = new Authorship(key, signature);
                assertThat(verified.isOver(author, text(1)))
                    .as("of key %s", key)
                    .isEqualTo(author.isOver(text(1)));
              }
            });
  }

  @Test
  void isBoundedAndForgetsTheOldest() {
    ClientIdentity identity = identity(1);
    for (int i = 0; i < 3 * CAPACITY; i++) {
      assertThat(verified.isOver(identity.sign(text(i)), text(i))).isTrue();
      assertThat(verified.size()).isEqualTo(Math.min(i + 1, CAPACITY));
    }
    assertThat(verified.isOver(identity.sign(text(0)), text(0))).isTrue();
    assertThat(verified.size()).isEqualTo(CAPACITY);
  }

  @Test
  void servesThreadsThatAskForTheSameAndForOthers() {
    List<Authorship> authors =
        IntStream.range(0, 2 * CAPACITY).mapToObj(i -> identity(i % 3).sign(text(i))).toList();

    List<Integer> wrong =
        IntStream.range(0, 2_000)
            .parallel()
            .filter(
                i -> {
                  int of = i % authors.size();
                  int over = i % 7 == 0 ? of + 1 : of;
                  return verified.isOver(authors.get(of), text(over)) != (of == over);
                })
            .boxed()
            .toList();

    assertThat(wrong).isEmpty();
    assertThat(verified.size()).isEqualTo(CAPACITY);
  }

  private static SignedText text(int value) {
    return new SignedText("test/1", "clinics").with("value", value);
  }

  private static ClientIdentity identity(int seed) {
    byte[] bytes = new byte[ClientIdentity.SEED_BYTES];
    Arrays.fill(bytes, (byte) seed);
    return ClientIdentity.of(bytes);
  }
}
