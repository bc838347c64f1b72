package io.tributary.infra.sim.fleet;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What reached the log: what the aggregator has to account for. */
public final class DeliveredRecords {
  private final SortedMap<ClusterId, SortedMap<UpdateId, List<UpdateManifest>>> manifests =
      new TreeMap<>();
  private final Map<UpdateId, List<Delivered>> chunks = new TreeMap<>();
  private final Map<UpdateId, Integer> rulings = new TreeMap<>();
  private final Set<SlotId> announced = new TreeSet<>();
  private final Set<ClientId> byzantine = new TreeSet<>();
  private final ClientDecisions<String> policies = new ClientDecisions<>();
  private int noise;
  private int misplaced;
  private int forgeries;

  /**
   * A chunk in the log.
   *
   * @param offset in the partition of its key
   */
  public record Delivered(UpdateChunk chunk, long offset) {}

  /** A record is in the log, at an offset of its partition. */
  public void arrived(SentRecord sentRecord, long offset) {
    if (sentRecord instanceof SentRecord.ManifestSent sent) {
      UpdateManifest manifest = sent.manifest();
      manifests
          .computeIfAbsent(manifest.base().cluster(), cluster -> new TreeMap<>())
          .computeIfAbsent(manifest.id(), id -> new ArrayList<>())
          .add(manifest);
    } else if (sentRecord instanceof SentRecord.ChunkSent sent) {
      chunks
          .computeIfAbsent(sent.chunk().update(), id -> new ArrayList<>())
          .add(new Delivered(sent.chunk(), offset));
    } else if (sentRecord instanceof SentRecord.ReleaseSent sent) {
      rulings.merge(sent.manifest().id(), 1, Integer::sum);
    } else if (sentRecord instanceof SentRecord.DiscardSent sent) {
      rulings.merge(sent.update(), 1, Integer::sum);
    } else if (sentRecord instanceof SentRecord.AnnouncementSent sent) {
      announced.add(sent.embedding().slot());
    } else if (sentRecord instanceof SentRecord.WithdrawalSent sent) {
      announced.remove(sent.slot());
    } else if (sentRecord instanceof SentRecord.PolicySent sent) {
      var unused =
          policies.put(
              sent.policy().clients(), sent.policy().blocked(), sent.policy().ruling().why());
    } else if (sentRecord instanceof SentRecord.NoiseSent) {
      noise++;
    } else if (sentRecord instanceof SentRecord.MisplacedSent) {
      misplaced++;
    } else if (sentRecord instanceof SentRecord.ForgerySent) {
      forgeries++;
    }
  }

  void isByzantine(ClientId client) {
    byzantine.add(client);
  }

  /** Every manifest of an update that arrived for a cluster, oldest first; none is empty. */
  public List<UpdateManifest> manifests(ClusterId cluster, UpdateId update) {
    return manifests.getOrDefault(cluster, new TreeMap<>()).getOrDefault(update, List.of());
  }

  /** How many manifests of each update arrived, for whatever cluster. */
  public SortedMap<UpdateId, Integer> manifestCounts() {
    var counts = new TreeMap<UpdateId, Integer>();
    manifests
        .values()
        .forEach(
            updates -> updates.forEach((id, all) -> counts.merge(id, all.size(), Integer::sum)));
    return counts;
  }

  /** All chunks of an update that arrived, oldest first. */
  public List<Delivered> chunks(UpdateId update) {
    return chunks.getOrDefault(update, List.of());
  }

  /** Updates of which a chunk arrived. */
  public Set<UpdateId> chunked() {
    return chunks.keySet();
  }

  /** How often people decided about an update. */
  public int rulings(UpdateId update) {
    return rulings.getOrDefault(update, 0);
  }

  /** Slots whose newest record is a centroid. */
  public Set<SlotId> announced() {
    return announced;
  }

  /** Whether people block a client. */
  public boolean isBlocked(ClientId client) {
    return policies.blocking(client).isPresent();
  }

  /** Whether a client keeps to the protocol. */
  public boolean isHonest(ClientId client) {
    return !byzantine.contains(client) && !ByzantineClients.isMadeUp(client);
  }

  /** Records that lie on other partitions than their keys'. */
  public int misplaced() {
    return misplaced;
  }

  /** Orders and answers that somebody else wrote. */
  public int forgeries() {
    return forgeries;
  }

  /** Records that nobody can read. */
  public int noise() {
    return noise;
  }
}
