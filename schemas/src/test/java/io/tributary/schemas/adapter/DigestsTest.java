package io.tributary.schemas.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigestsTest {
  /** FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void theFullFormIsSha256AndTheShortOneItsBeginning() {
    assertThat(Digests.full("abc")).isEqualTo(ABC);
    assertThat(Digests.full(ByteBuffer.wrap(new byte[] {97, 98, 99}))).isEqualTo(ABC);
    assertThat(Digests.ofText("abc")).isEqualTo("ba7816bf8f01cfea");
    assertThat(Digests.shortened(ABC)).isEqualTo("ba7816bf8f01cfea");
    assertThat(Digests.shortened("ba7816bf8f01cfea")).isEqualTo("ba7816bf8f01cfea");
  }

  @Test
  void eitherFormMatchesTheOtherOfTheSameBytes() {
    String brief = Digests.shortened(ABC);

    assertThat(Digests.matches(ABC, ABC)).isTrue();
    assertThat(Digests.matches(brief, ABC)).isTrue();
    assertThat(Digests.matches(ABC, brief)).isTrue();
    assertThat(Digests.matches(brief, brief)).isTrue();
  }

  @Test
  void otherBytesAndWhatIsNoDigestMatchNothing() {
    String lastBitOff = ABC.substring(0, 63) + "c";

    assertThat(Digests.matches(ABC, lastBitOff)).isFalse();
    assertThat(Digests.matches("ba7816bf8f01cfeb", ABC)).isFalse();
    for (String none : List.of("", "b", "ba7816bf8f01cfe", ABC.substring(0, 32), ABC + "00")) {
      assertThat(Digests.matches(none, ABC)).isFalse();
      assertThat(Digests.matches(ABC, none)).isFalse();
      assertThat(Digests.isDigest(none)).isFalse();
    }
    assertThat(Digests.isDigest(ABC.toUpperCase(Locale.ROOT))).isFalse();
  }

  @Test
  void aNameIsTheSameWhicheverFormItsChunksAreGivenIn() {
    List<String> full = List.of(Digests.full("a"), Digests.full("b"));
    List<String> brief = full.stream().map(Digests::shortened).toList();

    assertThat(AdapterChunks.digestOf(full)).isEqualTo(AdapterChunks.digestOf(brief));
    assertThat(AdapterChunks.digestOf(full))
        .isEqualTo(Digests.ofText(brief.get(0) + "\n" + brief.get(1)));
  }
}
