package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.AgreementMode;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Windows over one target module of two values, and what a mean with second moments makes of them.
 */
final class AgreementWindows {
  static final List<AgreementMode> MODES =
      Stream.of(AgreementMode.values()).filter(mode -> mode != AgreementMode.OFF).toList();

  /** A target module of one input and one output: the first coordinate is A, the second B. */
  static final ChunkShape PAIR = WindowFixture.shape(1, 1);

  private AgreementWindows() {}

  static Sent sent(String client, long units, float a, float b) {
    return new Sent(
        new MergeContribution(UpdateId.parse(client + "/0#1"), units, units, 1, 1, 0, 0),
        new float[] {a, b});
  }

  /** Of the first coordinate. */
  static TensorAgreement query(AgreementMode mode, List<Sent> window) {
    return step(new AgreeingMean(new WeightedMean(), mode), PAIR, window).agreement().get(0);
  }

  static MergeStep step(IncrementalStrategy strategy, List<Sent> window) {
    return step(strategy, SHAPE, window);
  }

  static MergeStep step(IncrementalStrategy strategy, ChunkShape shape, List<Sent> window) {
    Accumulator accumulator = strategy.over(shape, new long[strategy.stateLength(shape)]);
    window.forEach(sent -> accumulator.add(sent.part(), FloatBuffer.wrap(sent.payload())));
    return accumulator.step();
  }
}
