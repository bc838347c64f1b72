package io.tributary.aggregation.topology;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the merge tasks remember, as raw bytes.
 *
 * <ul>
 *   <li>{@code merge-windows}: {@code w c3/0 client/0#7} holds where an undecided chunk lies, and
 *       {@code p c3/0/8 client/0#7} its part in version 8's window
 *   <li>{@code current-chunks}: {@code c3/0} holds the newest version (four bytes) and its payload
 * </ul>
 */
record ChunkStores(KeyValueStore<String, byte[]> windows, KeyValueStore<String, byte[]> current) {

  /** A chunk of a version. */
  record Current(int version, byte[] payload) {}

  static ChunkStores of(ProcessorContext<String, byte[]> context) {
    return new ChunkStores(
        context.getStateStore(Names.WINDOWS_STORE), context.getStateStore(Names.CURRENT_STORE));
  }

  Optional<ChunkRef> waiting(ChunkKey key, UpdateId update) {
    return Optional.ofNullable(windows.get(waitingKey(key, update))).map(ChunkRef::decode);
  }

  void putWaiting(ChunkKey key, UpdateId update, ChunkRef ref) {
    windows.put(waitingKey(key, update), ref.encode());
  }

  /** Removes a waiting chunk, if there is one: a tombstone for nothing would only cost. */
  void dropWaiting(ChunkKey key, UpdateId update) {
    if (windows.get(waitingKey(key, update)) != null) {
      windows.delete(waitingKey(key, update));
    }
  }

  void putPart(ChunkKey key, int version, WindowPart part) {
    windows.put(partsPrefix(key, version) + part.update(), part.encode());
  }

  /** Whether a version's window has no part yet. */
  boolean hasNoPart(ChunkKey key, int version) {
    try (var stored = scan(partsPrefix(key, version))) {
      return !stored.hasNext();
    }
  }

  /** All parts of a version's window, in the order of their update ids. */
  List<WindowPart> parts(ChunkKey key, int version) {
    var parts = new ArrayList<WindowPart>();
    try (var stored = scan(partsPrefix(key, version))) {
      stored.forEachRemaining(entry -> parts.add(WindowPart.decode(entry.value)));
    }
    parts.sort(Comparator.comparing(WindowPart::update));
    return parts;
  }

  void dropParts(ChunkKey key, int version, List<WindowPart> parts) {
    parts.forEach(part -> windows.delete(partsPrefix(key, version) + part.update()));
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

  private KeyValueIterator<String, byte[]> scan(String prefix) {
    return windows.prefixScan(prefix, new StringSerializer());
  }

  private static String waitingKey(ChunkKey key, UpdateId update) {
    return "w " + key + " " + update;
  }

  private static String partsPrefix(ChunkKey key, int version) {
    return "p " + key + "/" + version + " ";
  }
}
