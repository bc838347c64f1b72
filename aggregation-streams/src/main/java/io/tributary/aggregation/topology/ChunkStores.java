package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.merge.SumParts;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the merge tasks remember, as raw bytes.
 *
 * <ul>
 *   <li>{@code waiting-chunks}: {@code c3/0 client/0#7} holds a chunk's payload
 *   <li>{@code sums}: {@code c3/0/8/1} holds part 1 of the sum of version 8's window
 *   <li>{@code current-chunks}: {@code c3/0} holds the newest version (four bytes) and its payload
 * </ul>
 */
record ChunkStores(
    KeyValueStore<String, byte[]> waiting,
    KeyValueStore<String, byte[]> sums,
    KeyValueStore<String, byte[]> current) {

  /** A chunk of a version. */
  record Current(int version, byte[] payload) {}

  static ChunkStores of(ProcessorContext<String, byte[]> context) {
    return new ChunkStores(
        context.getStateStore(Names.WAITING_STORE),
        context.getStateStore(Names.SUMS_STORE),
        context.getStateStore(Names.CURRENT_STORE));
  }

  Optional<byte[]> waiting(ChunkKey key, UpdateId update) {
    return Optional.ofNullable(waiting.get(waitingKey(key, update)));
  }

  void putWaiting(ChunkKey key, UpdateId update, byte[] payload) {
    waiting.put(waitingKey(key, update), payload);
  }

  /** Removes a waiting chunk, if there is one: a tombstone for nothing would only cost. */
  void dropWaiting(ChunkKey key, UpdateId update) {
    if (waiting.get(waitingKey(key, update)) != null) {
      waiting.delete(waitingKey(key, update));
    }
  }

  /** The sum of a version's window, empty while nothing was added. */
  Optional<FixedPointSum> sum(ChunkKey key, int version, int length) {
    byte[][] parts = new byte[SumParts.count(length)][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = sums.get(sumKey(key, version, part));
      if (parts[part] == null) {
        return Optional.empty();
      }
    }
    return Optional.of(SumParts.decode(parts, length));
  }

  void putSum(ChunkKey key, int version, int length, FixedPointSum sum) {
    for (int part = 0; part < SumParts.count(length); part++) {
      sums.put(sumKey(key, version, part), SumParts.encode(sum, part));
    }
  }

  void dropSum(ChunkKey key, int version, int length) {
    for (int part = 0; part < SumParts.count(length); part++) {
      sums.delete(sumKey(key, version, part));
    }
  }

  /** The newest version's chunk, empty while that is version 0. */
  Optional<Current> current(ChunkKey key) {
    return Optional.ofNullable(current.get(key.toString()))
        .map(
            bytes -> {
              ByteBuffer buffer = ByteBuffer.wrap(bytes);
              int version = buffer.getInt();
              byte[] payload = new byte[buffer.remaining()];
              buffer.get(payload);
              return new Current(version, payload);
            });
  }

  void putCurrent(ChunkKey key, Current chunk) {
    current.put(
        key.toString(),
        ByteBuffer.allocate(Integer.BYTES + chunk.payload().length)
            .putInt(chunk.version())
            .put(chunk.payload())
            .array());
  }

  private static String waitingKey(ChunkKey key, UpdateId update) {
    return key + " " + update;
  }

  private static String sumKey(ChunkKey key, int version, int part) {
    return key + "/" + version + "/" + part;
  }
}
