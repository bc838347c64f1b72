package io.tributary.aggregation.topology;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The chunks that wait for a decision or a window's close, none with its payload.
 *
 * <p>Keys of the store {@code merge-windows}: {@code w c3/0 client/0#7} holds where an undecided
 * chunk lies (and after a space the key that it is signed with), {@code p c3/0/8 client/0#7} its
 * part in version 8's window.
 */
record WaitingChunks(KeyValueStore<String, byte[]> windows) {

  Optional<ChunkRef> waiting(ChunkKey key, UpdateId update, Optional<ClientKey> author) {
    String stored = waitingKey(key, update, author);
    // Without it the chunk has not come yet: it may come again, and the log has it.
    return Optional.ofNullable(windows.get(stored))
        .map(
            bytes ->
                UnreadableEntry.read(Names.WINDOWS_STORE, stored, bytes, true, ChunkRef::decode));
  }

  void putWaiting(ChunkKey key, UpdateId update, Optional<ClientKey> author, ChunkRef ref) {
    windows.put(waitingKey(key, update, author), ref.encode());
  }

  /** Removes a waiting chunk, if there is one: a tombstone for nothing would only cost. */
  void dropWaiting(ChunkKey key, UpdateId update, Optional<ClientKey> author) {
    if (windows.get(waitingKey(key, update, author)) != null) {
      windows.delete(waitingKey(key, update, author));
    }
  }

  void putPart(ChunkKey key, int version, WindowPart part) {
    windows.put(partsPrefix(key, version) + part.update(), part.encode());
  }

  /** Whether a version's window has a part of an update. */
  boolean hasPart(ChunkKey key, int version, UpdateId update) {
    return windows.get(partsPrefix(key, version) + update) != null;
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
      stored.forEachRemaining(
          entry ->
              parts.add(
                  UnreadableEntry.read(
                      Names.WINDOWS_STORE, entry.key, entry.value, false, WindowPart::decode)));
    }
    parts.sort(Comparator.comparing(WindowPart::update));
    return parts;
  }

  void dropParts(ChunkKey key, int version, List<WindowPart> parts) {
    parts.forEach(part -> windows.delete(partsPrefix(key, version) + part.update()));
  }

  private KeyValueIterator<String, byte[]> scan(String prefix) {
    return windows.prefixScan(prefix, new StringSerializer());
  }

  private static String waitingKey(ChunkKey key, UpdateId update, Optional<ClientKey> author) {
    return "w " + key + " " + update + author.map(signer -> " " + signer).orElse("");
  }

  private static String partsPrefix(ChunkKey key, int version) {
    return "p " + key + "/" + version + " ";
  }
}
