package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Puts the starts of a thin client's slots together from personal chunks and the manifests of
 * versions, each topic's records in its order, the topics in any. A start is whole when all its
 * chunks name the same update and the same version, and that version is announced with the chunks
 * that they were computed from. Not safe for use by several threads.
 */
public final class PersonalStarts {
  private final AdapterLayout layout;
  private final Predicate<SlotId> ours;
  private final int chunks;
  private final Map<SlotId, Slot> slots = new TreeMap<>();

  /** The announced versions, by cluster and number. */
  private final Map<String, Announced> versions = new HashMap<>();

  private record Announced(AdapterVersion version, List<String> chunkDigests) {}

  /**
   * Where a slot's next round starts.
   *
   * @param update whose offset it holds
   * @param version of the cluster's adapter that the offset was added to
   * @param adapter the start
   */
  public record Start(UpdateId update, AdapterVersion version, LoraAdapter adapter) {}

  /** What has arrived for one slot. */
  private static final class Slot {
    private final PersonalChunk[] newest;
    private Start whole;

    Slot(int chunks) {
      newest = new PersonalChunk[chunks];
    }
  }

  /**
   * Nothing has come yet.
   *
   * @param layout of the federation's adapters
   * @param ours the slots whose starts are wanted; what comes for others is not kept
   */
  public PersonalStarts(AdapterLayout layout, Predicate<SlotId> ours) {
    this.layout = layout;
    this.ours = ours;
    chunks = AdapterChunks.count(layout.parameters());
  }

  /**
   * Takes a chunk of a start.
   *
   * @return the start, if this completes it
   * @throws IllegalArgumentException if there is no such chunk in the layout
   */
  public Optional<Start> accept(PersonalChunk chunk) {
    int index = chunk.key().index();
    int bytes = Float.BYTES * AdapterChunks.length(layout.parameters(), index);
    if (chunk.payload().length != bytes) {
      throw new IllegalArgumentException(
          "personal chunk "
              + chunk.recordKey()
              + " must be "
              + bytes
              + " bytes, was "
              + chunk.payload().length);
    }
    if (!ours.test(chunk.update().slot())) {
      return Optional.empty();
    }
    Slot slot = slots.computeIfAbsent(chunk.update().slot(), id -> new Slot(chunks));
    slot.newest[index] = chunk;
    return complete(slot);
  }

  /**
   * Takes the announcement of a version.
   *
   * @return the starts that this completes
   */
  public List<Start> accept(AdapterManifest manifest) {
    versions.put(manifest.key(), new Announced(manifest.version(), manifest.chunkDigests()));
    return slots.values().stream().map(this::complete).flatMap(Optional::stream).toList();
  }

  /**
   * Forgets a version whose manifest was removed from its topic.
   *
   * @param key of the manifest, {@code cluster/version}; any other changes nothing
   */
  public void remove(String key) {
    versions.remove(key);
  }

  /**
   * The newest whole start of a slot; empty if it has contributed to no version yet, or last to one
   * of another cluster: an offset belongs to one cluster's coordinates.
   *
   * @param cluster that the slot belongs to now
   */
  public Optional<Start> newest(SlotId slot, ClusterId cluster) {
    return Optional.ofNullable(slots.get(slot))
        .map(arrived -> arrived.whole)
        .filter(start -> start.version().cluster().equals(cluster));
  }

  /** The newest whole start of every slot that has one. */
  public List<Start> newest() {
    return slots.values().stream()
        .flatMap(arrived -> Optional.ofNullable(arrived.whole).stream())
        .toList();
  }

  private Optional<Start> complete(Slot slot) {
    PersonalChunk first = slot.newest[0];
    Announced announced =
        first == null ? null : versions.get(first.key().cluster() + "/" + first.version());
    if (announced == null || isWhole(slot, first, announced) || !belong(slot, first, announced)) {
      return Optional.empty();
    }
    float[] values = new float[layout.parameters()];
    for (int index = 0; index < chunks; index++) {
      AdapterChunks.decodeInto(slot.newest[index].payload(), index, values);
    }
    slot.whole = new Start(first.update(), announced.version(), new LoraAdapter(layout, values));
    return Optional.of(slot.whole);
  }

  /** Whether it was put together before. */
  private static boolean isWhole(Slot slot, PersonalChunk first, Announced announced) {
    return slot.whole != null
        && slot.whole.update().equals(first.update())
        && slot.whole.version().equals(announced.version());
  }

  /** Whether the chunks at hand are all of one start, computed from that version. */
  private boolean belong(Slot slot, PersonalChunk first, Announced announced) {
    return announced.chunkDigests().size() == chunks
        && IntStream.range(0, chunks)
            .allMatch(
                index -> {
                  PersonalChunk chunk = slot.newest[index];
                  return chunk != null
                      && chunk.update().equals(first.update())
                      && chunk.key().cluster().equals(first.key().cluster())
                      && chunk.version() == first.version()
                      && chunk.globalDigest().equals(announced.chunkDigests().get(index));
                });
  }
}
