package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some strategies need the values that an update was trained from, whatever a person says. */
class ReleasedOriginTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final WindowSettings EVERY_UPDATE =
      new WindowSettings(
          Close.COUNT,
          1,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMinutes(5),
          0,
          StalenessDiscount.none(),
          Weighting.SAMPLES,
          0,
          NormSettings.none());

  @ParameterizedTest
  @ValueSource(strings = {"fedasync", "flora", "flexlora"})
  void aBaseThatIsForgottenCannotBeReleasedAndStopsNobody(String strategy) {
    FederationSpec spec =
        new FederationSpec(
            "test",
            "mini@00",
            2,
            Federations.SMALL,
            7,
            Federations.one(1),
            EVERY_UPDATE,
            MergeSettings.of(strategy, OptimizerSettings.none()));
    FakeClient client = FakeClient.of(spec, "a", 0, 1, 10);
    try (var harness = new TopologyHarness(spec)) {
      harness.announce(client.embedding(0, 1));
      AdapterVersion initial = harness.newest(C0);
      for (int round = 1; round <= 3; round++) {
        harness.send(update(client, round, harness.newest(C0)));
      }
      FakeClient.Update stale = update(client, 4, initial);
      harness.send(stale);
      harness.release(stale, new OperatorDecision("mira", "it took her weeks"));
      assertThat(harness.decisions())
          .filteredOn(entry -> entry.update().sequence() == 4)
          .extracting(LedgerEntry::reason)
          .containsExactly(RejectReason.STALE_BASE, RejectReason.NONE, RejectReason.STALE_BASE);
      harness.send(update(client, 5, harness.newest(C0)));
      assertThat(harness.newest(C0).version()).isEqualTo(4);
    }
  }

  private static FakeClient.Update update(FakeClient client, int round, AdapterVersion base) {
    return client.update(round, base, 1, client.delta(new float[20], round));
  }
}
