package io.tributary.infra.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.sim.check.Invariant;
import io.tributary.infra.sim.scenario.ScenarioDraw;
import io.tributary.infra.sim.scenario.SimulationOptions;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that cannot fail checks nothing: each is made to, by a world that is broken for it. */
class InvariantsCanBreakTest {
  private static final int SEEDS = 300;
  private static final TopicCatalogue TOPICS = Tampering.TOPICS;
  private static final Codecs CODECS = Tampering.CODECS;

  @Test
  void thereIsABrokenWorldForEveryInvariant() {
    assertThat(BrokenWorlds.all().keySet()).containsExactlyInAnyOrder(Invariant.values());
  }

  @ParameterizedTest
  @EnumSource(Invariant.class)
  void aBrokenWorldIsNoticed(Invariant invariant) {
    assertThat(brokenBy(BrokenWorlds.all().get(invariant), invariant::equals)).isPresent();
  }

  /** It is no part of the adapter's digest, and compared by itself. */
  @Test
  void agreementThatIsOffByACoordinateIsNoticed() {
    KafkaGuarantees world =
        Tampering.none()
            .change(
                TOPICS.globalAdapters().name(),
                CODECS.adapterManifest(),
                manifest -> List.of(withOneConflictMore(manifest)));
    assertThat(brokenBy(world, Invariant.VERSION_IS_ITS_UPDATES::equals)).isPresent();
  }

  private static AdapterManifest withOneConflictMore(AdapterManifest manifest) {
    if (manifest.agreement().isEmpty()) {
      return manifest;
    }
    List<TensorAgreement> wrong = new ArrayList<>(manifest.agreement());
    TensorAgreement first = wrong.get(0);
    wrong.set(0, first.plus(new TensorAgreement(first.module(), first.factor(), 0, 0, 1, 0, 0)));
    return new AdapterManifest(
        manifest.version(),
        manifest.previousDigest(),
        manifest.layoutDigest(),
        manifest.chunkDigests(),
        manifest.contributions(),
        manifest.publishedAt(),
        wrong);
  }

  static Stream<KafkaGuarantees> brokenPromises() {
    return Stream.of(
        new KafkaGuarantees() {
          @Override
          public boolean undoesStores() {
            return false;
          }
        },
        new KafkaGuarantees() {
          @Override
          public boolean undoesPositions() {
            return false;
          }
        },
        new KafkaGuarantees() {
          @Override
          public boolean hidesAborted() {
            return false;
          }
        });
  }

  @ParameterizedTest
  @MethodSource("brokenPromises")
  void aPromiseThatKafkaBreaksIsNoticed(KafkaGuarantees kafkaGuarantees) {
    assertThat(brokenBy(kafkaGuarantees, any -> true)).isPresent();
  }

  /** What breaks first under one seed or another: a broken world may be noticed in many ways. */
  private static Optional<Invariant> brokenBy(
      KafkaGuarantees kafkaGuarantees, Predicate<Invariant> expected) {
    return LongStream.rangeClosed(1, SEEDS)
        .parallel()
        .mapToObj(seed -> ScenarioDraw.of(seed, SimulationOptions.NONE))
        .map(scenario -> Simulation.report(scenario, kafkaGuarantees, true, null).broken())
        .filter(broken -> broken != null && expected.test(broken))
        .findFirst();
  }

  /** A start that is lost or comes twice is noticed as well. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aStartThatDoesNotComeOnceIsNoticed(int times) {
    KafkaGuarantees world =
        Tampering.none()
            .change(
                TOPICS.personalAdapters().name(),
                CODECS.personalChunk(),
                start -> Collections.nCopies(times, start));
    assertThat(brokenBy(world, Invariant.STARTS_ARE_REALIGNED::equals)).isPresent();
  }
}
