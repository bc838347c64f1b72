package io.tributary.aggregation.cluster;

import io.tributary.aggregation.cluster.group.SlotGrouping;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import java.util.Optional;

/**
 * Bounds how many slots a federation accepts. All of them must fit one cluster state, and the
 * members of a cluster one event, whatever the length of their clients' names: both are records,
 * which must stay below Kafka's default bound of 1 MiB.
 */
final class SlotCapacity {
  /** The largest heap size of all announcements; those with grouping signals are large. */
  private static final long HEAP_BYTES = 256 << 20;

  /**
   * The number of bytes of a record that slots and clusters may take, which leaves room for its
   * frame.
   */
  static final int RECORD_BYTES = 900_000;

  /** The bytes of a slot beside its name: lengths, its cluster, and its client's public key. */
  private static final int SLOT_BYTES = 48;

  /** The bytes of a cluster beside its centroid. */
  private static final int CLUSTER_BYTES = 40;

  private final int maxMembers;
  private final boolean clusterPerClient;
  private final long clusterBytes;
  private final long reserved;

  SlotCapacity(FederationSpec spec) {
    int named = spec.membership().maxMembers();
    long values = (long) spec.embeddingSize() + spec.signatureSize();
    long held = HEAP_BYTES / (Float.BYTES * values);
    maxMembers = (int) Math.min(named == 0 ? Integer.MAX_VALUE : named, held);
    clusterPerClient = spec.clustering().mode() == Mode.PER_CLIENT;
    clusterBytes = CLUSTER_BYTES + (long) Float.BYTES * spec.embeddingSize();
    // In other modes there are never more clusters than this.
    reserved = clusterPerClient ? 0 : clusterBytes * SlotGrouping.maxClusters(spec.clustering());
  }

  /** Returns why another slot is too many; empty if there is room for it. */
  Optional<String> whyFull(AnnouncedSlots slots, SlotId slot) {
    if (slots.contains(slot)) {
      return Optional.empty();
    }
    if (slots.size() >= maxMembers) {
      return Optional.of(
          "slots of the federation must be <= %d, would be %d: block or withdraw slots that nobody needs"
              .formatted(maxMembers, slots.size() + 1));
    }
    long bytes = reserved + bytes(slots) + SLOT_BYTES + slot.toString().length();
    if (clusterPerClient) {
      bytes += (slots.clients() + 1) * clusterBytes;
    }
    return bytes <= RECORD_BYTES
        ? Optional.empty()
        : Optional.of(
            "bytes of all clusters and slots in one record must be <= %d, would be %d: use shorter client ids, or fewer slots"
                .formatted(RECORD_BYTES, bytes));
  }

  private static long bytes(AnnouncedSlots slots) {
    return slots.nameCharacters() + (long) SLOT_BYTES * slots.size();
  }
}
