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

/** Keeps the records that reached the log, for which the aggregator has to account. */
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

  /** Adds a record in the log, at an offset of its partition. */
  public void arrived(SentRecord sentRecord, long offset) {
    sentRecord.accept(new Arrival(offset));
  }

  void isByzantine(ClientId client) {
    byzantine.add(client);
  }

  /** Returns every manifest of an update that arrived for a cluster, oldest first; never empty. */
  public List<UpdateManifest> manifests(ClusterId cluster, UpdateId update) {
    return manifests.getOrDefault(cluster, new TreeMap<>()).getOrDefault(update, List.of());
  }

  /** Returns how many manifests of each update arrived, for whatever cluster. */
  public SortedMap<UpdateId, Integer> manifestCounts() {
    var counts = new TreeMap<UpdateId, Integer>();
    manifests
        .values()
        .forEach(
            updates -> updates.forEach((id, all) -> counts.merge(id, all.size(), Integer::sum)));
    return counts;
  }

  /** Returns all chunks of an update that arrived, oldest first. */
  public List<Delivered> chunks(UpdateId update) {
    return chunks.getOrDefault(update, List.of());
  }

  /** Returns the updates of which a chunk arrived. */
  public Set<UpdateId> chunked() {
    return chunks.keySet();
  }

  /** Returns how often operators decided about an update. */
  public int rulings(UpdateId update) {
    return rulings.getOrDefault(update, 0);
  }

  /** Returns the slots whose newest record is a centroid. */
  public Set<SlotId> announced() {
    return announced;
  }

  /** Returns whether operators block a client. */
  public boolean isBlocked(ClientId client) {
    return policies.blocking(client).isPresent();
  }

  /** Returns whether a client follows the protocol. */
  public boolean isHonest(ClientId client) {
    return !byzantine.contains(client) && !ByzantineClients.isMadeUp(client);
  }

  /** Returns how many records are on other partitions than their keys'. */
  public int misplaced() {
    return misplaced;
  }

  /** Returns how many commands and answers a forger wrote. */
  public int forgeries() {
    return forgeries;
  }

  /** Returns how many records cannot be read. */
  public int noise() {
    return noise;
  }

  /** Accounts for a record at an offset. */
  private final class Arrival implements SentRecord.Visitor {
    private final long offset;

    Arrival(long offset) {
      this.offset = offset;
    }

    @Override
    public void manifestSent(SentRecord.ManifestSent sent) {
      UpdateManifest manifest = sent.manifest();
      manifests
          .computeIfAbsent(manifest.base().cluster(), cluster -> new TreeMap<>())
          .computeIfAbsent(manifest.id(), id -> new ArrayList<>())
          .add(manifest);
    }

    @Override
    public void chunkSent(SentRecord.ChunkSent sent) {
      chunks
          .computeIfAbsent(sent.chunk().update(), id -> new ArrayList<>())
          .add(new Delivered(sent.chunk(), offset));
    }

    @Override
    public void releaseSent(SentRecord.ReleaseSent sent) {
      rulings.merge(sent.manifest().id(), 1, Integer::sum);
    }

    @Override
    public void discardSent(SentRecord.DiscardSent sent) {
      rulings.merge(sent.update(), 1, Integer::sum);
    }

    @Override
    public void announcementSent(SentRecord.AnnouncementSent sent) {
      announced.add(sent.embedding().slot());
    }

    @Override
    public void withdrawalSent(SentRecord.WithdrawalSent sent) {
      announced.remove(sent.slot());
    }

    @Override
    public void policySent(SentRecord.PolicySent sent) {
      var unused =
          policies.put(
              sent.policy().clients(), sent.policy().blocked(), sent.policy().ruling().why());
    }

    @Override
    public void noiseSent(SentRecord.NoiseSent sent) {
      noise++;
    }

    @Override
    public void misplacedSent(SentRecord.MisplacedSent sent) {
      misplaced++;
    }

    @Override
    public void forgerySent(SentRecord.ForgerySent sent) {
      forgeries++;
    }
  }
}
