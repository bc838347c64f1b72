package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.strategy.WindowFixture.LAYOUT;
import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumAccumulatorTest {
  private static final List<LinearMean> MEANS =
      List.of(
          new WeightedMean(),
          new RankMaskedMean(),
          new ZeroPaddedMean(),
          new HetLora(),
          new FfaLora(),
          new FedSaLora(),
          new FedBuff());

  /** Nothing is lost when a task is stopped between any two updates. */
  @Test
  void goesOnFromItsStoredState() {
    List<Sent> window = WindowFixture.window(6, new Random(11));
    for (LinearMean mean : MEANS) {
      long[] kept = new long[mean.stateLength(SHAPE)];
      long[] state = kept.clone();
      for (Sent sent : window) {
        mean.over(SHAPE, kept).add(sent.part(), sent.buffer());
        state = state.clone();
        mean.over(SHAPE, state).add(sent.part(), sent.buffer());
      }
      assertThat(state).as(mean.name()).containsExactly(kept);
    }
  }

  /** The bound of the proof, reached: no sum wraps, and the mean of equal payloads is exact. */
  @Test
  void holdsTheLargestWindowOfTheLargestPayloads() {
    ChunkShape pair = WindowFixture.shape(1, 1);
    for (LinearMean mean : List.of(new WeightedMean(), new RankMaskedMean())) {
      long[] state = new long[mean.stateLength(pair)];
      Accumulator accumulator = mean.over(pair, state);
      accumulator.add(part("a/0#1", Integer.MAX_VALUE - 1, 0), buffer(8, -8));
      accumulator.add(part("b/0#1", 1, 0), buffer(8, -8));
      assertThat(state[0]).isEqualTo((long) Integer.MAX_VALUE << 31).isLessThan(1L << 62);
      assertThat(accumulator.step().values()).containsExactly(8, -8);
      assertThatThrownBy(() -> accumulator.add(part("c/0#1", 1, 0), buffer(8, -8)))
          .hasMessageContaining("a window of " + mean.name() + " must have at most 2^31-1")
          .hasMessageContaining("c/0#1");
      assertThat(accumulator.step().values()).containsExactly(8, -8);
    }
  }

  @Test
  void boundsWhatNormsAndCountsMayAddUpTo() {
    ChunkShape pair = WindowFixture.shape(1, 1);
    var hetLora = new HetLora();
    Accumulator norms = hetLora.over(pair, new long[hetLora.stateLength(pair)]);
    norms.add(part("a/0#1", 256, 32_767), buffer(8, 8));
    assertThatThrownBy(() -> norms.add(part("b/0#1", 256, 1), buffer(8, 8)))
        .hasMessageContaining("2^31-1");
    assertThatThrownBy(() -> hetLora.units(part("b/0#1", 256, 32_768)))
        .hasMessage("product norm of b/0#1 must be < 2^15 for hetlora, was 32768.0");

    var fedBuff = new FedBuff();
    long[] state = new long[fedBuff.stateLength(pair)];
    Accumulator buffer = fedBuff.over(pair, state);
    MergeContribution part = part("a/0#1", 256, 0);
    for (int i = 0; i < (1 << 15) - 1; i++) {
      buffer.add(part, buffer(8, 8));
    }
    assertThat(buffer.step().values()).containsExactly(8, 8);
    assertThatThrownBy(() -> buffer.add(part, buffer(8, 8))).hasMessageContaining("2^31-1");
  }

  /** Masks are laid on blocks: a chunk of many blocks must equal its naive mask. */
  @Test
  void masksEveryBlockOfALargeChunk() {
    var layout = new AdapterLayout(4, 8, List.of(new TargetModule("only", 2500, 1300)));
    ChunkShape shape = ChunkShape.of(layout, 0);
    float[] payload = WindowFixture.values(layout.parameters(), new Random(5));
    float[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      int component = i < 4 * 2500 ? i / 2500 : (i - 4 * 2500) % 4;
      masked[i] = component < 3 ? masked[i] : 0;
    }
    var part = new MergeContribution(UpdateId.parse("a/0#1"), 512, 300, 0.7, 3, 1, 0);
    MergeStep padded = stepOf(new ZeroPaddedMean(), shape, part, AdapterChunks.encode(payload, 0));
    MergeStep expected = stepOf(new WeightedMean(), shape, part, AdapterChunks.encode(masked, 0));
    assertThat(padded.values()).containsExactly(expected.values());
  }

  private static MergeStep stepOf(
      LinearMean mean, ChunkShape shape, MergeContribution part, byte[] payload) {
    Accumulator accumulator = mean.over(shape, new long[mean.stateLength(shape)]);
    accumulator.add(part, AdapterChunks.floats(payload));
    return accumulator.step();
  }

  @Test
  void saysHowMuchItHolds() {
    assertThat(new WeightedMean().over(SHAPE, new long[43]).heapBytes()).isEqualTo(8 * 43);
    assertThat(new RankMaskedMean().stateLength(SHAPE)).isEqualTo(LAYOUT.parameters() + 3);
  }

  @Test
  void refusesWhatDoesNotFit() {
    var mean = new ZeroPaddedMean();
    assertThatThrownBy(() -> mean.over(SHAPE, new long[42]))
        .hasMessage("state of zero-padded-mean must have 43 longs, had 42");
    Accumulator accumulator = mean.over(SHAPE, new long[43]);
    assertThatThrownBy(accumulator::step)
        .hasMessage("a window of zero-padded-mean closes with nothing in it");
    var low = new MergeContribution(UpdateId.parse("a/0#1"), 256, 256, 1, 1, 0, 0);
    assertThatThrownBy(() -> accumulator.add(low, buffer(1)))
        .hasMessage("payload must have 42 values, had 1");
    var high = new MergeContribution(UpdateId.parse("a/0#1"), 256, 256, 1, 4, 0, 0);
    assertThatThrownBy(() -> accumulator.add(high, FloatBuffer.allocate(42)))
        .hasMessage("a/0#1 must have a rank <= 3, had 4");
  }

  private static MergeContribution part(String update, long units, double norm) {
    return new MergeContribution(UpdateId.parse(update), units, units, 1, 1, 0, norm);
  }

  private static FloatBuffer buffer(float... values) {
    return FloatBuffer.wrap(values);
  }
}
