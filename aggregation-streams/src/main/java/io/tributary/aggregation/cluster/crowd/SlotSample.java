package io.tributary.aggregation.cluster.crowd;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples the slots that a clustering examines where there are many: first one of every client,
 * then a second one, and so on. The draw depends on every value of every centroid, so that no
 * client can choose names that are sampled before it knows all other centroids.
 */
public final class SlotSample {
  /** The largest number of slots that are examined: choosing K takes about a second for so many. */
  public static final int MOST_SLOTS = 300;

  private static final int FEW_SLOTS = 4;

  private SlotSample() {}

  private record Drawn(SlotId slot, int rank, long order) {
    static final Comparator<Drawn> FIRST =
        Comparator.comparingInt(Drawn::rank)
            .thenComparingLong(Drawn::order)
            .thenComparing(Drawn::slot);
  }

  /**
   * Returns all slots, or a sample of {@value #MOST_SLOTS}.
   *
   * @param slots centroids by slot
   * @param perClient largest number of slots of one client
   * @param seed of the draw
   */
  public static SortedMap<SlotId, float[]> of(
      SortedMap<SlotId, float[]> slots, int perClient, long seed) {
    var clients = new TreeMap<ClientId, List<SlotId>>();
    slots
        .keySet()
        .forEach(slot -> clients.computeIfAbsent(slot.client(), c -> new ArrayList<>()).add(slot));
    long mixed = slots.size() <= MOST_SLOTS ? seed : mix(slots, seed);
    var drawn = new ArrayList<Drawn>();
    for (List<SlotId> theirs : clients.values()) {
      for (int rank = 0; rank < Math.min(perClient, theirs.size()); rank++) {
        drawn.add(new Drawn(theirs.get(rank), rank, mix(theirs.get(rank).toString(), mixed)));
      }
    }
    drawn.sort(Drawn.FIRST);
    var sample = new TreeMap<SlotId, float[]>();
    for (Drawn next : drawn.subList(0, Math.min(MOST_SLOTS, drawn.size()))) {
      sample.put(next.slot(), slots.get(next.slot()));
    }
    return sample;
  }

  /**
   * Returns the number of slots that count for one client: {@value #FEW_SLOTS}, or twice as many as
   * the median client has.
   */
  public static int slotsOfOneVoice(Iterable<SlotId> slots) {
    var counts = new HashMap<ClientId, Integer>();
    slots.forEach(slot -> counts.merge(slot.client(), 1, Integer::sum));
    int[] sorted = counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    return Math.max(FEW_SLOTS, 2 * sorted[sorted.length / 2]);
  }

  private static long mix(SortedMap<SlotId, float[]> slots, long seed) {
    long mixed = seed;
    for (var slot : slots.entrySet()) {
      mixed = mix(slot.getKey().toString(), mixed);
      for (float value : slot.getValue()) {
        mixed = mix(mixed + Float.floatToIntBits(value));
      }
    }
    return mixed;
  }

  private static long mix(String text, long seed) {
    long mixed = seed;
    for (int i = 0; i < text.length(); i++) {
      mixed = mix(mixed + text.charAt(i));
    }
    return mixed;
  }

  /** Mixes bits by the finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
