package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LedgerFormatTest {
  private static final List<String> SLOTS = List.of("a/0", "b/0", "c/1");

  /** A twin that is restored from its store before every event must never be told apart. */
  @Property(tries = 100)
  void aLedgerRestoredBeforeEveryEventDecidesTheSame(@ForAll long seed) {
    WindowSettings rounds = Federations.rounds(0, new NormSettings(0, 2, 1, 0.5, 6, 2));
    WindowSettings window =
        (seed & 2) == 0 ? rounds : rounds.closingAfter(Duration.ofSeconds(200)).withQuorum(0.5);
    var limits =
        new LedgerLimits(100, 1 + (int) (seed & 1), Duration.ofMinutes(10), Duration.ofMinutes(1));
    var calm = new LedgerFixture(window, limits);
    var restarted = new LedgerFixture(window, limits);
    var random = new Random(seed);
    for (int event = 0; event < 60; event++) {
      long dice = random.nextLong();
      List<LedgerRecord> decided = decisions(happen(calm, new Random(dice)));
      restarted.restore();
      assertThat(decisions(happen(restarted, new Random(dice)))).isEqualTo(decided);
      assertThat(hex(restarted.store())).isEqualTo(hex(calm.store()));
    }
  }

  /** A restart waits anew for answers to its orders; giving one again decides nothing. */
  private static List<LedgerRecord> decisions(List<LedgerRecord> records) {
    return records.stream()
        .filter(record -> !(record instanceof VersionStep.CommandsRepeated))
        .toList();
  }

  @Test
  void storedFormIsPinned() throws IOException {
    LedgerFixture fixture = eventful();
    fixture.policy("e", true);
    fixture.policy("b", true);
    fixture.update("b/0", 4, fixture.initial());
    fixture.update("b/0", 5, fixture.initial());
    fixture.release("b/0", 5, fixture.initial());
    assertThat(hex(fixture.store())).isEqualTo(golden(3));
  }

  private static LedgerFixture eventful() {
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

  private static List<LedgerRecord> happen(LedgerFixture fixture, Random random) {
    String slot = SLOTS.get(random.nextInt(SLOTS.size()));
    long sequence = random.nextLong(1, 10);
    AdapterVersion base =
        random.nextInt(4) > 0
            ? fixture.initial()
            : new AdapterVersion(LedgerFixture.C0, 1, 1 + random.nextInt(3), LedgerFixture.MERGED);
    int closing = fixture.versionInTheMaking();
    fixture.sumOfSquares = random.nextInt(5);
    return switch (random.nextInt(10)) {
      case 0, 1 -> fixture.manifest(slot, sequence, base, 1 + random.nextInt(2));
      case 2, 3 -> fixture.chunk(slot, sequence, base);
      case 4 ->
          fixture.members(
              1 + random.nextInt(2),
              SLOTS.subList(0, 1 + random.nextInt(3)).toArray(String[]::new));
      case 5 -> fixture.policy(slot.substring(0, 1), random.nextInt(3) == 0);
      case 6 -> fixture.release(slot, sequence, base);
      case 7 -> fixture.discard(slot, sequence);
      case 8 -> fixture.tickAfter(Duration.ofSeconds(random.nextInt(300)));
      default -> closing == 0 ? List.of() : fixture.merged(closing);
    };
  }

  private static String hex(Map<String, byte[]> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + " " + HexFormat.of().formatHex(entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String golden(int format) throws IOException {
    String resource = "/ledger-format-" + format + ".txt";
    try (InputStream in = LedgerFormatTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
