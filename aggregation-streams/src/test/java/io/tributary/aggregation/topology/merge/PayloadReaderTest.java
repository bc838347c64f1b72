package io.tributary.aggregation.topology.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.HarnessSettings;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The heap in front of the log changes how often the log is read, and nothing else. */
class PayloadReaderTest {
  private static final FederationSpec SPEC =
      Federations.spec(Federations.LARGE, Federations.tasks(2, 6), WindowSettings.rounds());

  @Test
  void readsNoPayloadAgainWhileTheHeapHasRoom() {
    try (var harness = new TopologyHarness(SPEC)) {
      run(harness);
      assertThat(harness.payloads().reads()).isZero();
    }
  }

  @Test
  void withoutHeapTheVersionsAreTheSameBytes() {
    Map<String, String> expected;
    try (var harness = new TopologyHarness(SPEC)) {
      expected = run(harness);
    }
    try (var harness = new TopologyHarness(SPEC, HarnessSettings.withoutHeap())) {
      assertThat(run(harness)).isEqualTo(expected);
      assertThat(harness.payloads().reads()).isPositive();
    }
  }

  /** The others go on; and who brings it back need not know what waited for it. */
  @Test
  void aPayloadThatIsGoneHoldsItsVersionUpUntilItIsBack() {
    Map<String, String> expected;
    try (var harness = new TopologyHarness(SPEC)) {
      expected = run(harness);
    }
    try (var harness = new TopologyHarness(SPEC, HarnessSettings.withoutHeap())) {
      var fleet = FakeFleet.of(harness, 6);
      fleet.announce();
      List<FakeClient.Update> updates = fleet.updates(1);
      updates.subList(0, 4).forEach(harness::send);
      // The first chunk of all becomes another client's.
      harness.payloads().corrupt(0, harness.encode(updates.get(5).chunks().get(0)));
      updates.subList(4, 6).forEach(harness::send);
      assertThat(harness.newest(new ClusterId(0)).version()).isZero();
      assertThat(harness.newest(new ClusterId(1)).version()).isEqualTo(1);
      assertThat(harness.quarantine())
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.reason()).isEqualTo(RejectReason.INVALID_ORDER);
                assertThat(record.detail()).contains("offset 0 must hold chunk c0/0");
              });

      harness.payloads().corrupt(0, harness.encode(updates.get(0).chunks().get(0)));
      harness.advance(Duration.ofSeconds(1));
      harness.advance(Duration.ofMinutes(11));

      assertThat(harness.newest(new ClusterId(0)).digest()).isEqualTo(expected.get("c0/1"));
    }
  }

  private static Map<String, String> run(TopologyHarness harness) {
    var fleet = FakeFleet.of(harness, 6);
    fleet.announce();
    for (int round = 1; round <= 2; round++) {
      fleet.updates(round).forEach(harness::send);
    }
    assertThat(harness.newest(new ClusterId(0)).version()).isEqualTo(2);
    var digests = new TreeMap<String, String>();
    harness.manifests().forEach(m -> digests.put(m.key(), m.version().digest()));
    return digests;
  }
}
