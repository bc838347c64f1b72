package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.update.UpdateChunk;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From quarantine into a version, through the real topology, with chunks and all. */
class ReleaseTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final OperatorDecision RULING = new OperatorDecision("mira", "a new ward joined");

  private final FederationSpec spec =
      Federations.spec(
          Federations.LARGE,
          Federations.one(2),
          Federations.rounds(0, new NormSettings(1_000, 0, 0, 0.9, 100, 20)));
  private final FakeClient good = FakeClient.of(spec, "good", 0, 1, 10);
  private final FakeClient large = FakeClient.of(spec, "large", 0, 1, 10);
  private final TopologyHarness harness = new TopologyHarness(spec);

  @BeforeEach
  void announceBoth() {
    harness.announce(good.embedding(0, 1));
    harness.announce(large.embedding(0, 1));
  }

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @Test
  void aReleasedUpdateIsMergedWithItsBytesAndItsCaseIsClosed() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.release(refused, RULING);
    harness.send(update(good, 1));
    float[] initial = spec.initialAdapter().values();
    float[] values = harness.values(harness.newest(C0));
    for (int i = 0; i < values.length; i += 10_007) {
      assertThat(values[i]).isEqualTo(initial[i] + 1.5f);
    }
    assertThat(harness.decisions())
        .filteredOn(entry -> entry.update().slot().equals(large.slot()))
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.QUARANTINED, Verdict.RELEASED, Verdict.ACCEPTED);
    List<QuarantineRecord> cases = harness.quarantine();
    assertThat(cases)
        .extracting(QuarantineRecord::status)
        .containsExactly(Status.OPEN, Status.RELEASED);
    assertThat(cases.get(1).subject()).isEqualTo("large/0#1");
    assertThat(cases.get(1).detail()).isEqualTo("released by mira: a new ward joined");
  }

  @Test
  void aReleaseThatIsSentTwiceIsMergedOnce() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.release(refused, RULING);
    harness.release(refused, RULING);
    harness.send(refused);
    harness.send(update(good, 1));
    assertThat(harness.values(harness.newest(C0))[0])
        .isEqualTo(spec.initialAdapter().values()[0] + 1.5f);
    assertThat(harness.decisions())
        .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
        .hasSize(2);
  }

  /** Before rulings had a topic of their own, they stood among the aggregator's events. */
  @Test
  void aReleaseAsOlderProgramsWroteItCounts() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.releaseAsBefore(refused.manifest(), RULING);
    refused.chunks().forEach(harness::send);
    harness.send(update(good, 1));
    assertThat(harness.values(harness.newest(C0))[0])
        .isEqualTo(spec.initialAdapter().values()[0] + 1.5f);
  }

  @Test
  void nothingIsSentAgainForARelease() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.release(refused, RULING);
    assertThat(harness.decisions())
        .last()
        .extracting(LedgerEntry::verdict)
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(harness.payloads().reads()).isPositive();
  }

  /** The client may send it once more, before or after a person decides. */
  @Test
  void whatItsClientSendsOnceMoreIsMergedOnce() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.send(refused);
    harness.release(refused, RULING);
    harness.send(refused);
    harness.send(update(good, 1));
    assertThat(harness.values(harness.newest(C0))[0])
        .isEqualTo(spec.initialAdapter().values()[0] + 1.5f);
  }

  /** A ruling may say anything, and names bytes that the manifest does not. */
  @Test
  void aReleaseThatNamesOtherChunksComesToNothing() {
    FakeClient.Update refused = update(large, 2);
    FakeClient.Update other = update(good, 1);
    harness.send(refused);
    harness.send(other);
    harness.release(refused.manifest(), harness.offsets(other), RULING);
    List<Long> beyond = refused.chunks().stream().map(chunk -> 1_000_000L).toList();
    harness.release(update(large, 2, 2).manifest(), beyond, RULING);
    assertThat(harness.quarantine())
        .filteredOn(record -> record.reason() == RejectReason.INVALID_ORDER)
        .hasSize(refused.chunks().size())
        .allSatisfy(record -> assertThat(record.detail()).contains("must hold chunk"));
    assertThat(harness.decisions())
        .filteredOn(entry -> entry.update().slot().equals(large.slot()))
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.QUARANTINED, Verdict.RELEASED, Verdict.DUPLICATE);
    harness.advance(Duration.ofMinutes(11));
    assertThat(harness.decisions())
        .last()
        .extracting(LedgerEntry::reason)
        .isEqualTo(RejectReason.CHUNK_MISSING);
    // It can be released again, and this time rightly.
    harness.release(refused, RULING);
    assertThat(harness.decisions())
        .last()
        .extracting(LedgerEntry::verdict)
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void otherBytesUnderAReleasedIdAreRefused() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.releaseAsBefore(refused.manifest(), RULING);
    update(large, 3).chunks().forEach(harness::send);
    assertThat(harness.decisions())
        .filteredOn(entry -> entry.update().slot().equals(large.slot()))
        .extracting(entry -> entry.reason().name())
        .containsExactly("NORM_BOUND", "NONE", "CHUNK_DIGEST");
  }

  /** As where the order was given before the release, and is carried out after its chunks came. */
  @Test
  void anOrderToDropThatComesLateTakesNothingFromAReleasedUpdate() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.releaseAsBefore(refused.manifest(), RULING);
    for (UpdateChunk chunk : refused.chunks()) {
      harness.send(chunk);
      harness.sendRaw(
          harness.topics().chunkEvents(),
          chunk.key().toString(),
          harness.codecs().chunkEvent().encode(new ChunkCommand.Drop(chunk.key(), chunk.update())));
    }
    harness.send(update(good, 1));
    assertThat(harness.values(harness.newest(C0))[0])
        .isEqualTo(spec.initialAdapter().values()[0] + 1.5f);
  }

  @Test
  void whatIsDiscardedStaysOut() {
    FakeClient.Update refused = update(large, 2);
    harness.send(refused);
    harness.discard(refused.manifest(), RULING);
    harness.release(refused, RULING);
    harness.send(update(good, 1));
    assertThat(harness.decisions())
        .filteredOn(entry -> entry.update().slot().equals(large.slot()))
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.QUARANTINED, Verdict.DISCARDED, Verdict.DUPLICATE);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::status)
        .containsExactly(Status.OPEN, Status.DISCARDED);
    assertThat(harness.values(harness.newest(C0))[0])
        .isEqualTo(spec.initialAdapter().values()[0] + 1);
  }

  /** Of 512,000 values: norm 715 for ones. */
  private FakeClient.Update update(FakeClient client, float value) {
    return update(client, 1, value);
  }

  private FakeClient.Update update(FakeClient client, long sequence, float value) {
    float[] delta = new float[spec.layout().parameters()];
    Arrays.fill(delta, value);
    return client.update(sequence, harness.newest(C0), 1, delta);
  }
}
