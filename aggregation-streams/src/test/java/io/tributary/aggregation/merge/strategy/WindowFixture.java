package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Windows of updates for tests of strategies. */
public final class WindowFixture {
  private WindowFixture() {}

  /** Two target modules, rank 3: 42 coordinates. */
  public static final AdapterLayout LAYOUT =
      new AdapterLayout(
          3, 6, List.of(new TargetModule("first", 5, 4), new TargetModule("second", 2, 3)));

  /** The only chunk of {@link #LAYOUT}. */
  public static final ChunkShape SHAPE = ChunkShape.of(LAYOUT, 0);

  /** A payload and its part. */
  public record Sent(MergeContribution part, float[] payload) {
    /** The payload as strategies take it. */
    public FloatBuffer buffer() {
      return FloatBuffer.wrap(payload);
    }
  }

  /** A part of a full-rank update that counts one sample. */
  public static MergeContribution part(String update) {
    return new MergeContribution(UpdateId.parse(update), 256, 256, 1, LAYOUT.rank(), 0, 1);
  }

  /** A layout whose only chunk has exactly the one target module, of rank 1. */
  public static ChunkShape shape(int inputs, int outputs) {
    return ChunkShape.of(
        new AdapterLayout(1, 1, List.of(new TargetModule("only", inputs, outputs))), 0);
  }

  /** So many updates of {@link #LAYOUT} with any weights, clips, ranks and values. */
  public static List<Sent> window(int count, Random random) {
    var window = new ArrayList<Sent>();
    for (int i = 0; i < count; i++) {
      long units = 256L * (1 + random.nextInt(3000));
      int staleness = random.nextInt(4);
      long weight = Math.max(1, Math.round(units / Math.sqrt(1 + staleness)));
      double clip = random.nextBoolean() ? 1 : random.nextDouble(1e-3, 1);
      int rank = 1 + random.nextInt(LAYOUT.rank());
      double norm = random.nextInt(5) == 0 ? 0 : random.nextDouble(30);
      UpdateId update = UpdateId.parse("client-" + random.nextInt(1000) + "/" + i + "#1");
      window.add(
          new Sent(
              new MergeContribution(update, units, weight, clip, rank, staleness, norm),
              values(LAYOUT.parameters(), random)));
    }
    return window;
  }

  /** Values from 8 down to 2^-37, of either sign. */
  public static float[] values(int length, Random random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (2 * random.nextFloat() - 1) * Math.scalb(8f, -random.nextInt(40));
    }
    return values;
  }
}
