package io.tributary.aggregation.ledger;

import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.schemas.id.ClusterId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger restored as far as its stored entries can be read. Half a ledger must decide nothing: it
 * could let an update count twice, or publish a version with other updates than were merged. If an
 * entry that matters is lost, there is no ledger; an entry whose loss only costs time is left out.
 *
 * @param ledger empty where the cluster has to stop
 * @param unusable entries that cannot be read, or contradict the rest
 */
public record RestoredLedger(Optional<ClusterLedger> ledger, List<Unusable> unusable) {
  public RestoredLedger {
    unusable = List.copyOf(unusable);
  }

  /** The consequence of an entry that cannot be used. */
  public enum Fate {
    /** The entry has no use any more and is removed. */
    USELESS,
    /** Another value replaces it, which is stored when the ledger next changes. */
    REPLACED,
    /**
     * The cluster stops. The entry stays, because another version of this program may be able to
     * read it.
     */
    VITAL
  }

  /**
   * An entry that cannot be used.
   *
   * @param key within the ledger
   * @param stored its bytes; empty where it is missing
   * @param why for people
   * @param fate the consequence
   */
  public record Unusable(String key, byte[] stored, String why, Fate fate) {}

  /**
   * Restores a ledger.
   *
   * @param entries what {@link ClusterLedger#changes} returned so far, the newest of every key
   */
  public static RestoredLedger of(
      LedgerRules rules, ClusterId cluster, Map<String, byte[]> entries) {
    return new LedgerRestore(cluster, entries).restored(rules);
  }
}
