package io.tributary.worker.state;

import io.tributary.schemas.id.ClusterId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A slot's memory of its local method from one round to the next. Vectors are not copied and must
 * not be changed after they were handed over.
 *
 * @param cluster whose adapter its last round started from; empty before the first
 * @param vectors by name, most of the adapter's length
 * @param numbers by name
 */
public record SlotMemory(
    Optional<ClusterId> cluster,
    SortedMap<String, float[]> vectors,
    SortedMap<String, Double> numbers) {
  /** The memory of a slot that was never trained. */
  public static final SlotMemory EMPTY =
      new SlotMemory(Optional.empty(), new TreeMap<>(), new TreeMap<>());

  public SlotMemory {
    vectors = Collections.unmodifiableSortedMap(new TreeMap<>(vectors));
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
  }

  /** The empty memory of a slot in this cluster. */
  public static SlotMemory in(ClusterId cluster) {
    return new SlotMemory(Optional.of(cluster), new TreeMap<>(), new TreeMap<>());
  }

  /** Returns this memory with a vector added. */
  public SlotMemory with(String name, float[] vector) {
    var more = new TreeMap<>(vectors);
    more.put(name, vector);
    return new SlotMemory(cluster, more, numbers);
  }

  /** Returns this memory with a number added. */
  public SlotMemory with(String name, double number) {
    var more = new TreeMap<>(numbers);
    more.put(name, number);
    return new SlotMemory(cluster, vectors, more);
  }

  /** Returns the vector, or empty if it was never kept or has the length of another adapter. */
  public Optional<float[]> vector(String name, int length) {
    return Optional.ofNullable(vectors.get(name)).filter(vector -> vector.length == length);
  }

  /** Returns the number, if it was kept. */
  public Optional<Double> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlotMemory that
        && cluster.equals(that.cluster)
        && numbers.equals(that.numbers)
        && vectors.keySet().equals(that.vectors.keySet())
        && vectors.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), that.vectors.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return 31 * cluster.hashCode() + numbers.hashCode();
  }
}
