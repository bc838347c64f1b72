package io.tributary.worker.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Shuffles rows by a seed: the same seed and name give the same order on every machine. */
final class SeededShuffle {
  private SeededShuffle() {}

  /** Returns a shuffled copy (Fisher and Yates); the name makes lists of one seed independent. */
  static <T> List<T> of(List<T> items, long seed, String name) {
    var crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + crc.getValue());
    var shuffled = new ArrayList<T>(items);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    return shuffled;
  }
}
