package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LedgerFormatTest {

  @Test
  void aRestoredLedgerWritesTheSameBytesAndDecidesTheSame() {
    LedgerFixture fixture = busy();
    byte[] stored = fixture.ledger.write();
    ClusterLedger restored = ClusterLedger.read(fixture.rules, stored);
    assertThat(restored.write()).containsExactly(stored);

    var twin = busy();
    fixture.restore();
    assertThat(fixture.update("b/0", 1, fixture.initial()))
        .isEqualTo(twin.update("b/0", 1, twin.initial()));
    assertThat(fixture.merged(1)).isEqualTo(twin.merged(1));
    assertThat(fixture.ledger.write()).containsExactly(twin.ledger.write());
  }

  @Test
  void storedFormIsPinned() throws IOException {
    assertThat(HexFormat.of().formatHex(busy().ledger.write())).isEqualTo(golden());
  }

  @Test
  void refusesBytesOfAnotherFormatOrCutShort() {
    LedgerFixture fixture = busy();
    byte[] stored = fixture.ledger.write();
    stored[0] = 2;
    assertThatThrownBy(() -> ClusterLedger.read(fixture.rules, stored))
        .hasMessage("stored ledger must have format 1, had 2");
    assertThatThrownBy(() -> ClusterLedger.read(fixture.rules, new byte[] {1, 0}))
        .hasMessageContaining("cut short");
  }

  /** Something of everything: a version in the making, two windows, pending updates, history. */
  private static LedgerFixture busy() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 1, fixture.initial());
    fixture.members(1, "a/0");
    fixture.members(1, "a/0", "b/0", "c/1");
    fixture.update("a/0", 2, fixture.initial());
    fixture.update("a/0", 3, fixture.initial());
    fixture.manifest("c/1", 1, fixture.initial(), 1);
    fixture.chunk("d/0", 9, fixture.initial());
    return fixture;
  }

  private static String golden() throws IOException {
    try (InputStream in = LedgerFormatTest.class.getResourceAsStream("/ledger-format-1.hex")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
          .replaceAll("\\s", "");
    }
  }
}
