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
 * The slots that a clustering looks at where there are many: first one of every client, then a
 * second one, and so on. Which ones is drawn anew with every value of every centroid, so that
 * nobody can name itself into the sample before it knows all others' centroids.
 */
public final class SlotSample {
  /** Slots that are looked at, at most: choosing K takes about a second for so many. */
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
   * All slots, or a sample of {@value #MOST_SLOTS}.
   *
   * @param slots centroids by slot
   * @param perClient slots of one client, at most
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
   * How many slots of one client count: {@value #FEW_SLOTS}, or twice as many as the median client
   * has.
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

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
