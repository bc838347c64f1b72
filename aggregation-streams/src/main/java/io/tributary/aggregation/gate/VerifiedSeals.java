package io.tributary.aggregation.gate;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateSeal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers seals whose signature was verified: an update's manifest and chunks carry the same one,
 * and verifying it costs more than everything else about a small chunk.
 *
 * <p>An entry is everything that the signature covers, with key and signature, so that a record of
 * which one bit differs is verified on its own. Failures are not remembered. It is only a cache: a
 * forgotten seal is verified again, with the same result. Safe for use by several threads.
 */
final class VerifiedSeals {
  /**
   * The largest number of digests in all remembered seals, each of a chunk or a manifest: two in
   * each of 4,096 updates of one chunk, which may be read long after their manifest; at most 2 MB.
   */
  static final int DIGESTS = 8_192;

  private final int capacity;
  private final Map<Sealed, Boolean> held = new LinkedHashMap<>();
  private int digests;

  VerifiedSeals() {
    this(DIGESTS);
  }

  VerifiedSeals(int capacity) {
    this.capacity = capacity;
  }

  /**
   * An update with its seal; the signed text depends on nothing else within a federation.
   *
   * @param update id of the update
   * @param cluster that it is sent to
   * @param seal of its manifest and chunks
   */
  record Sealed(UpdateId update, ClusterId cluster, UpdateSeal seal) {
    int digests() {
      return 1 + seal.chunks().size();
    }

    /** The comparison starts with the fields that are most likely to differ. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Sealed that
          && seal.authorship().equals(that.seal.authorship())
          && seal.manifest().equals(that.seal.manifest())
          && seal.chunks().equals(that.seal.chunks())
          && update.compareTo(that.update) == 0
          && cluster.value() == that.cluster.value();
    }

    /** The hash covers the signature alone, which differs whenever another field does. */
    @Override
    public int hashCode() {
      return Arrays.hashCode(seal.authorship().signature());
    }
  }

  synchronized boolean holds(Sealed sealed) {
    return held.containsKey(sealed);
  }

  /** Removes the oldest seals when there is no room. */
  synchronized void remember(Sealed sealed) {
    if (held.put(sealed, true) == null) {
      digests += sealed.digests();
    }
    var oldest = held.keySet().iterator();
    while (digests > capacity) {
      digests -= oldest.next().digests();
      oldest.remove();
    }
  }

  /** Returns how many seals are remembered. */
  synchronized int size() {
    return held.size();
  }
}
