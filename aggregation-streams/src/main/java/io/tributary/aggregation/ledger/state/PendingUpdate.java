package io.tributary.aggregation.ledger.state;

import io.tributary.aggregation.gate.PayloadNorm;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An update that is not decided yet.
 *
 * @param since wall clock at which its first part was seen, or the aggregator resumed
 * @param arrival its manifest, null until it is seen
 * @param chunks inspections so far, by index
 * @param release the operator who released it from quarantine, null if it was never there
 */
public record PendingUpdate(
    Instant since,
    ManifestArrival arrival,
    SortedMap<Integer, ChunkInspected> chunks,
    OperatorDecision release) {

  public static PendingUpdate since(Instant since) {
    return new PendingUpdate(since, null, new TreeMap<>(), null);
  }

  public static PendingUpdate released(
      Instant since, ManifestArrival arrival, OperatorDecision release) {
    return new PendingUpdate(since, arrival, new TreeMap<>(), release);
  }

  public PendingUpdate with(ManifestArrival seen) {
    return new PendingUpdate(since, seen, chunks, release);
  }

  public PendingUpdate with(ChunkInspected seen) {
    var all = new TreeMap<>(chunks);
    all.put(seen.index(), seen);
    return new PendingUpdate(since, arrival, all, release);
  }

  public PendingUpdate resumedAt(Instant now) {
    return new PendingUpdate(now, arrival, chunks, release);
  }

  public boolean isReleased() {
    return release != null;
  }

  public boolean isComplete(int chunkCount) {
    return arrival != null && chunks.size() == chunkCount;
  }

  /**
   * Returns the L2 norm of the payload; 0 while it is not complete, or where a chunk has a flaw.
   */
  public double norm(int chunkCount) {
    boolean flawless =
        chunks.values().stream().allMatch(chunk -> chunk.flaw() == RejectReason.NONE);
    return isComplete(chunkCount) && flawless ? PayloadNorm.of(chunks.values()) : 0;
  }

  public List<ChunkInspected> inOrder() {
    return List.copyOf(chunks.values());
  }
}
