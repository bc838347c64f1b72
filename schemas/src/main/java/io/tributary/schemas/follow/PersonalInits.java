package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Assembles the personal starts of a thin client's slots from personal chunks and the manifests of
 * versions. Records of one topic must come in order, topics may come in any order. A start is
 * complete when all its chunks name the same update and the same version, and that version is
 * announced with the chunks that the start was computed from. Not safe for use by several threads.
 */
public final class PersonalInits {
  private static final Pattern MANIFEST =
      Pattern.compile("(c(?:0|[1-9]\\d{0,8}))/(0|[1-9]\\d{0,8})");

  /**
   * The number of versions of a cluster that are remembered, because a slot may have contributed
   * long ago.
   */
  private static final int MAX_VERSIONS = 1_000;

  /** The approximate heap size of a chunk's digest, in bytes. */
  private static final int ANNOUNCED_BYTES = 150;

  private final AdapterLayout layout;
  private final Predicate<SlotId> ours;
  private final int chunks;
  private final Map<SlotId, Slot> slots = new TreeMap<>();

  /** The newest announced versions of each cluster. */
  private final ClustersInSight<TreeMap<Integer, Announced>> versions;

  private record Announced(AdapterVersion version, List<String> chunkDigests) {}

  /**
   * The personal start of a slot's next round.
   *
   * @param update the update whose offset is in the start
   * @param version version of the cluster's adapter that the offset was added to
   * @param adapter values of the start
   */
  public record Start(UpdateId update, AdapterVersion version, LoraAdapter adapter) {}

  /** The chunks that have arrived for one slot. */
  private static final class Slot {
    private final PersonalChunk[] newest;
    private Start whole;

    Slot(int chunks) {
      newest = new PersonalChunk[chunks];
    }
  }

  /**
   * Creates an empty assembly.
   *
   * @param layout of the federation's adapters
   * @param ours selects the slots whose starts are wanted; chunks of others are not kept
   */
  public PersonalInits(AdapterLayout layout, Predicate<SlotId> ours) {
    this.layout = layout;
    this.ours = ours;
    chunks = AdapterChunks.count(layout.parameters());
    versions = new ClustersInSight<>(kept -> (long) ANNOUNCED_BYTES * chunks * kept.size());
  }

  /** Takes the clusters that the newest cluster state names, whose versions are remembered. */
  public void clusters(Set<ClusterId> named) {
    versions.name(named);
  }

  /**
   * Takes a chunk of a start.
   *
   * @return the start, if the chunk completes it
   * @throws UnusableRecord if there is no such chunk in the layout
   */
  public Optional<Start> accept(PersonalChunk chunk) {
    int index = chunk.key().index();
    AdapterAssembly.requireInLayout(
        layout, index, "personal chunk " + chunk.recordKey(), chunk.payload());
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
   * @return the starts that it completes
   */
  public List<Start> accept(AdapterManifest manifest) {
    if (manifest.chunkDigests().size() != chunks) {
      return List.of();
    }
    AdapterVersion version = manifest.version();
    versions
        .of(version.cluster(), TreeMap::new)
        .ifPresent(
            known -> {
              known.put(version.version(), new Announced(version, manifest.chunkDigests()));
              if (known.size() > MAX_VERSIONS) {
                known.pollFirstEntry();
              }
            });
    return slots.values().stream().map(this::complete).flatMap(Optional::stream).toList();
  }

  /**
   * Forgets a version whose manifest was removed from its topic.
   *
   * @param key of the manifest, {@code cluster/version}; any other key changes nothing
   */
  public void remove(String key) {
    Matcher path = MANIFEST.matcher(key);
    if (path.matches()) {
      int version = Integer.parseInt(path.group(2));
      versions.find(ClusterId.parse(path.group(1))).ifPresent(known -> known.remove(version));
    }
  }

  /**
   * Returns the newest complete start of a slot; empty if the slot has contributed to no version
   * yet, or contributed last to a version of another cluster: an offset belongs to one cluster's
   * coordinates.
   *
   * @param cluster that the slot belongs to now
   */
  public Optional<Start> newest(SlotId slot, ClusterId cluster) {
    return Optional.ofNullable(slots.get(slot))
        .map(arrived -> arrived.whole)
        .filter(start -> start.version().cluster().equals(cluster));
  }

  /** Returns the newest complete start of every slot that has one. */
  public List<Start> newest() {
    return slots.values().stream()
        .flatMap(arrived -> Optional.ofNullable(arrived.whole).stream())
        .toList();
  }

  private Optional<Start> complete(Slot slot) {
    PersonalChunk first = slot.newest[0];
    Announced announced =
        first == null
            ? null
            : versions
                .find(first.key().cluster())
                .map(known -> known.get(first.version()))
                .orElse(null);
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

  /** Returns whether the start was assembled before. */
  private static boolean isWhole(Slot slot, PersonalChunk first, Announced announced) {
    return slot.whole != null
        && slot.whole.update().equals(first.update())
        && slot.whole.version().equals(announced.version());
  }

  /** Returns whether the chunks at hand all belong to one start, computed from that version. */
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
                      && Digests.matches(chunk.globalDigest(), announced.chunkDigests().get(index));
                });
  }
}
