package io.tributary.worker.slot;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.SlotId;

/**
 * Computes the seed of a training job: the same slot from the same version always trains in the
 * same way.
 */
public final class TrainingSeed {
  private TrainingSeed() {}

  /** Returns the seed of the job that trains {@code slot} from {@code base}. */
  public static long of(long seed, SlotId slot, AdapterVersion base) {
    String text = seed + "\n" + slot + "\n" + base.cluster() + "\n" + base.version();
    return Long.parseUnsignedLong(Digests.ofText(text), 16);
  }
}
