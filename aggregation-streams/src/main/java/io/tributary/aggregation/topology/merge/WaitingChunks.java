package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.aggregation.topology.processor.UnreadableEntry;
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
 * Stores the chunks that wait for a decision or a window's close, without their payloads.
 *
 * <p>Keys of the store {@code merge-windows}: {@code w c3/0 client/0#7} holds where an undecided
 * chunk lies (and after a space the key that it is signed with), {@code p c3/0/8 client/0#7} its
 * contribution to version 8's window.
 */
record WaitingChunks(KeyValueStore<String, byte[]> windows) {

  Optional<ChunkRef> waiting(ChunkKey key, UpdateId update, Optional<ClientKey> author) {
    String stored = waitingKey(key, update, author);
    // Without an entry the chunk has not come yet: it may come again, and the log has it.
    return Optional.ofNullable(windows.get(stored))
        .map(
            bytes ->
                UnreadableEntry.read(
                    TopologyNames.WINDOWS_STORE, stored, bytes, true, ChunkRef::decode));
  }

  void putWaiting(ChunkKey key, UpdateId update, Optional<ClientKey> author, ChunkRef ref) {
    windows.put(waitingKey(key, update, author), ref.encode());
  }

  /** Removes a waiting chunk, if there is one; a tombstone without need would only cost space. */
  void dropWaiting(ChunkKey key, UpdateId update, Optional<ClientKey> author) {
    if (windows.get(waitingKey(key, update, author)) != null) {
      windows.delete(waitingKey(key, update, author));
    }
  }

  void putContribution(ChunkKey key, int version, WindowContribution contribution) {
    windows.put(windowPrefix(key, version) + contribution.update(), contribution.encode());
  }

  /** Whether an update contributes to a version's window. */
  boolean contributes(ChunkKey key, int version, UpdateId update) {
    return windows.get(windowPrefix(key, version) + update) != null;
  }

  /** Whether a version's window has no contribution yet. */
  boolean isEmpty(ChunkKey key, int version) {
    try (var stored = scan(windowPrefix(key, version))) {
      return !stored.hasNext();
    }
  }

  /** All contributions to a version's window, in the order of their update ids. */
  List<WindowContribution> contributions(ChunkKey key, int version) {
    var contributions = new ArrayList<WindowContribution>();
    try (var stored = scan(windowPrefix(key, version))) {
      stored.forEachRemaining(
          entry ->
              contributions.add(
                  UnreadableEntry.read(
                      TopologyNames.WINDOWS_STORE,
                      entry.key,
                      entry.value,
                      false,
                      WindowContribution::decode)));
    }
    contributions.sort(Comparator.comparing(WindowContribution::update));
    return contributions;
  }

  void dropContributions(ChunkKey key, int version, List<WindowContribution> contributions) {
    contributions.forEach(
        contribution -> windows.delete(windowPrefix(key, version) + contribution.update()));
  }

  private KeyValueIterator<String, byte[]> scan(String prefix) {
    return windows.prefixScan(prefix, new StringSerializer());
  }

  private static String waitingKey(ChunkKey key, UpdateId update, Optional<ClientKey> author) {
    return "w " + key + " " + update + author.map(signer -> " " + signer).orElse("");
  }

  private static String windowPrefix(ChunkKey key, int version) {
    return "p " + key + "/" + version + " ";
  }
}
