package io.tributary.aggregation.topology;

import static io.tributary.aggregation.topology.StrategyFederation.C0;
import static io.tributary.aggregation.topology.StrategyFederation.announced;
import static io.tributary.aggregation.topology.StrategyFederation.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Of strategies that say so, the version does not depend on the order of the updates. */
class OrderFreeStrategiesTest {

  static Stream<String> orderFree() {
    return MergeStrategies.all(MergeSettings.defaults()).stream()
        .filter(MergeStrategy::orderFree)
        .map(MergeStrategy::name);
  }

  @ParameterizedTest
  @MethodSource("orderFree")
  void theVersionDependsOnTheSetOfUpdatesOnly(String strategy) {
    assertOrderFree(spec(strategy, OptimizerSettings.none()));
  }

  @ParameterizedTest
  @EnumSource(value = AgreementMode.class, names = "OFF", mode = Mode.EXCLUDE)
  void soDoesItWhereAgreementCounts(AgreementMode mode) {
    MergeSettings merge = MergeSettings.of("rank-masked-mean", OptimizerSettings.none());
    assertOrderFree(spec(merge.with(mode)));
  }

  private static void assertOrderFree(FederationSpec spec) {
    List<TensorAgreement> agreement = List.of();
    float[] expected = new float[0];
    for (int order = 0; order < 4; order++) {
      TopologySettings settings =
          order < 2 ? HarnessSettings.on(StateBackend.MEMORY) : HarnessSettings.withoutHeap();
      try (var harness = new TopologyHarness(spec, settings)) {
        for (int round = 1; round <= 2; round++) {
          sendShuffledTwice(harness, round, new Random(order));
        }
        assertThat(harness.quarantine()).isEmpty();
        assertThat(harness.newest(C0).version()).isEqualTo(2);
        float[] values = harness.values(harness.newest(C0));
        assertThat(Arrays.equals(values, spec.initialAdapter().values())).isFalse();
        expected = order == 0 ? values : expected;
        assertThat(Arrays.mismatch(values, expected)).as("order " + order).isEqualTo(-1);
        List<TensorAgreement> told = harness.manifests().get(1).agreement();
        agreement = order == 0 ? told : agreement;
        assertThat(told).isEqualTo(agreement);
      }
    }
  }

  private static void sendShuffledTwice(TopologyHarness harness, int round, Random random) {
    var updates = new ArrayList<>(announced(harness, round));
    updates.addAll(updates.subList(0, 3));
    Collections.shuffle(updates, random);
    updates.forEach(harness::send);
  }
}
