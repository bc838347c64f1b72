package io.tributary.infra.local.watch;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts the bytes of keys and values that clients exchange with the topics, as if every client
 * were a machine of its own. A version counts as fetched once for each client that trained from it;
 * version 0 is never sent.
 */
public final class ByteCounters {
  /**
   * The largest number of fetches that are counted: updates may claim any number of versions; a run
   * on one machine fetches far fewer.
   */
  private static final int MOST_FETCHES = 200_000;

  private final Map<String, Long> versionBytes = new HashMap<>();
  private final Set<Fetch> fetches = new HashSet<>();
  private long upBytes;
  private long stateBytes;

  private record Fetch(ClientId client, String version) {}

  /** Counts a record that a client wrote. */
  void sent(long bytes) {
    upBytes += bytes;
  }

  /** Counts a part of a published version: its manifest or a chunk, keyed {@code c2/8...}. */
  void published(String key, long bytes) {
    versionBytes.merge(versionOf(key), bytes, Long::sum);
  }

  /** Counts a record that all clients read. */
  void broadcast(long bytes) {
    stateBytes += bytes;
  }

  /** Counts the version that an update's client fetched. */
  void trained(UpdateManifest update) {
    AdapterVersion base = update.base();
    if (fetches.size() >= MOST_FETCHES) {
      return;
    }
    fetches.add(new Fetch(update.id().slot().client(), base.cluster() + "/" + base.version()));
  }

  public long upBytes() {
    return upBytes;
  }

  /**
   * Returns the bytes of fetched versions, and of the cluster state once per client and revision.
   */
  public long downBytes(int clients) {
    long fetched =
        fetches.stream().mapToLong(fetch -> versionBytes.getOrDefault(fetch.version(), 0L)).sum();
    return fetched + clients * stateBytes;
  }

  private static String versionOf(String key) {
    int second = key.indexOf('/', key.indexOf('/') + 1);
    return second < 0 ? key : key.substring(0, second);
  }
}
