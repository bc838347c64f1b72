package io.tributary.aggregation.topology;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Ids, numbers, times and texts at their bounds and beyond them. */
record BoundaryValues(Random random) {
  private static final int[] INTS = {
    Integer.MIN_VALUE, -1, 0, 1, 2, 99, 9_999, 999_999_999, 1_000_000_000, Integer.MAX_VALUE
  };
  private static final long[] LONGS = {
    Long.MIN_VALUE,
    -1,
    0,
    1,
    256,
    Integer.MAX_VALUE,
    1L << 31,
    999_999_999_999_999_999L,
    1_000_000_000_000_000_000L,
    Long.MAX_VALUE
  };
  private static final double[] DOUBLES = {
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    -1,
    -0.0,
    0,
    Double.MIN_VALUE,
    1,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY
  };

  UpdateId id() {
    return new UpdateId(slot(), aLong());
  }

  SlotId slot() {
    return new SlotId(evil(), anInt());
  }

  ClientId evil() {
    return new ClientId(pick(List.of("evil", ".evil", "e", "E".repeat(100))));
  }

  ClusterId cluster() {
    return new ClusterId(random.nextBoolean() ? 0 : anInt());
  }

  Instant time() {
    return Instant.ofEpochMilli(aLong());
  }

  String text(int most) {
    return "\u00e9".repeat(random.nextInt(3) == 0 ? most : random.nextInt(4));
  }

  int anInt() {
    return INTS[random.nextInt(INTS.length)];
  }

  long aLong() {
    return LONGS[random.nextInt(LONGS.length)];
  }

  double aDouble() {
    return DOUBLES[random.nextInt(DOUBLES.length)];
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
