package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.aggregation.ledger.state.LedgerKeys;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.store.LedgerEntries;
import io.tributary.aggregation.ledger.store.LedgerReader;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.TensorAgreement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How far contributors agreed, on its way from chunks to a version's manifest. */
class AgreementTest {
  private static final TensorAgreement A =
      new TensorAgreement("query", AdapterFactor.A, 3, 1.5, 1, 0.25, 0.5);
  private static final TensorAgreement B_BEGINS =
      new TensorAgreement("query", AdapterFactor.B, 5, 0.1, 2, 0.1, 1);
  private static final TensorAgreement B_GOES_ON =
      new TensorAgreement("query", AdapterFactor.B, 7, 0.2, 0, 0.2, 2);
  private static final TensorAgreement B_ENDS =
      new TensorAgreement("query", AdapterFactor.B, 2, 0.3, 2, 0.3, 4);
  private static final TensorAgreement OTHER =
      new TensorAgreement("value", AdapterFactor.A, 1, 1, 0, 1, 0);

  /** (0.1 + 0.2) + 0.3 is not 0.1 + (0.2 + 0.3): the order of chunks decides, not of arrival. */
  @Property(tries = 30)
  void aTensorInSeveralChunksAddsUpInTheirOrder(@ForAll long seed) {
    var versionInProgress = VersionInProgress.merging(4, new TreeMap<>());
    List<List<TensorAgreement>> chunks =
        List.of(List.of(A, B_BEGINS), List.of(B_GOES_ON), List.of(B_ENDS, OTHER));
    int first = (int) Math.floorMod(seed, 3L);
    int step = 1 + (int) (seed & 1);
    for (int i = 0; i < 3; i++) {
      int index = (first + i * step) % 3;
      versionInProgress.agreement().put(index, chunks.get(index));
    }
    assertThat(versionInProgress.agreed())
        .containsExactly(A, B_BEGINS.plus(B_GOES_ON).plus(B_ENDS), OTHER);
    assertThat(versionInProgress.agreed().get(1).factorSum()).isEqualTo((0.1 + 0.2) + 0.3);
  }

  @Test
  void isPublishedWithTheVersionAndForgotten() {
    var fixture = LedgerFixture.rounds("a/0");
    assertThat(AdapterChunks.count(Federations.SMALL.parameters())).isEqualTo(1);
    fixture.members(1, "a/0");
    fixture.update("a/0", 1, fixture.initial());
    AdapterManifest manifest = published(fixture.merged(1, List.of(A, B_BEGINS)));
    assertThat(manifest.agreement()).containsExactly(A, B_BEGINS);
    assertThat(fixture.store()).doesNotContainKey("agreement/0");
  }

  /** Other chunks are still to come: a restart in between loses nothing. */
  @Test
  void isStoredWhileTheVersionIsInTheMaking() {
    var state = new LedgerState(LedgerFixture.C0, "");
    state.closing = VersionInProgress.merging(1, new TreeMap<>());
    state.closing.agreement().put(3, List.of(A, B_BEGINS));
    byte[] head = LedgerEntries.encode(state, LedgerKeys.HEAD);
    byte[] stored = LedgerEntries.encode(state, LedgerKeys.agreement(3));
    var read = new LedgerState(LedgerFixture.C0, "");
    LedgerReader.head(head, read);
    LedgerEntries.decode(read, "agreement/3", stored);
    assertThat(read.closing.agreement()).containsExactly(Map.entry(3, List.of(A, B_BEGINS)));
    assertThat(LedgerEntries.encode(state, LedgerKeys.agreement(2))).isNull();
  }

  private static AdapterManifest published(List<LedgerRecord> records) {
    return records.stream()
        .filter(VersionStep.Published.class::isInstance)
        .map(record -> ((VersionStep.Published) record).manifest())
        .findFirst()
        .orElseThrow();
  }
}
