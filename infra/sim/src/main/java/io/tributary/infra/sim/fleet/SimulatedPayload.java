package io.tributary.infra.sim.fleet;

import io.tributary.schemas.adapter.AdapterChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The payload of an update.
 *
 * @param chunks encoded as they are sent
 * @param digests of the chunks
 * @param norm L2 norm, as a client measures it
 */
record SimulatedPayload(List<byte[]> chunks, List<String> digests, double norm) {
  /** The number of payloads of several chunks to draw from, because making one takes long. */
  private static final int POOL = 10;

  private static final Map<Integer, List<SimulatedPayload>> LARGE = new ConcurrentHashMap<>();

  static SimulatedPayload of(float[] values) {
    var chunks = new ArrayList<byte[]>();
    for (int index = 0; index < AdapterChunks.count(values.length); index++) {
      chunks.add(AdapterChunks.encode(values, index));
    }
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return new SimulatedPayload(chunks, AdapterChunks.digests(values), Math.sqrt(squares));
  }

  /** Returns sound values: usual ones mostly, sometimes tiny, large, special or none. */
  static SimulatedPayload draw(SplittableRandom random, int parameters) {
    if (parameters > AdapterChunks.FLOATS) {
      List<SimulatedPayload> pool =
          LARGE.computeIfAbsent(
              parameters,
              count -> {
                var fixed = new SplittableRandom(count);
                return Stream.generate(() -> of(fixed, count, 0.5f)).limit(POOL).toList();
              });
      return pool.get(random.nextInt(pool.size()));
    }
    return switch (random.nextInt(12)) {
      case 0 -> of(new float[parameters]);
      case 1 -> of(random, parameters, 1e-3f);
      case 2 -> of(random, parameters, 8);
      case 3 -> special(random, parameters);
      default -> of(random, parameters, 0.5f);
    };
  }

  private static SimulatedPayload of(SplittableRandom random, int parameters, float bound) {
    float[] values = new float[parameters];
    for (int i = 0; i < parameters; i++) {
      values[i] = bound * (float) (2 * random.nextDouble() - 1);
    }
    return of(values);
  }

  /** Returns a payload of values at the edges of what may be summed. */
  private static SimulatedPayload special(SplittableRandom random, int parameters) {
    float[] edges = {0f, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, 8f, -8f, 1.8626451E-9f, 1f};
    float[] values = new float[parameters];
    for (int i = 0; i < parameters; i++) {
      values[i] = edges[random.nextInt(edges.length)];
    }
    return of(values);
  }
}
