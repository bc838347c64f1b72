package io.tributary.aggregation.ledger;

import io.tributary.schemas.id.ClusterId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger as far as what was stored of it can be read. Half a ledger must decide nothing: without
 * what it has forgotten it would let an update count twice, or publish a version that holds other
 * updates than were merged. Where an entry that matters is lost there is no ledger; one that only
 * costs somebody time is left out.
 *
 * @param ledger empty where the cluster has to stop
 * @param unusable what could not be read, or contradicts the rest
 */
public record RestoredLedger(Optional<ClusterLedger> ledger, List<Unusable> unusable) {
  public RestoredLedger {
    unusable = List.copyOf(unusable);
  }

  /** What an entry that could not be used means. */
  public enum Fate {
    /** The entry has no use any more and is removed. */
    USELESS,
    /** Another value stands for it, which is stored when the ledger next changes. */
    REPLACED,
    /**
     * The cluster stops. The entry stays: another version of this program may still make sense of
     * it.
     */
    VITAL
  }

  /**
   * An entry that could not be used.
   *
   * @param key within the ledger
   * @param stored its bytes; empty where it is missing
   * @param why for people
   * @param fate what that means
   */
  public record Unusable(String key, byte[] stored, String why, Fate fate) {}

  /**
   * Puts a ledger together.
   *
   * @param entries what {@link ClusterLedger#changes} returned so far, the newest of every key
   */
  public static RestoredLedger of(
      LedgerRules rules, ClusterId cluster, Map<String, byte[]> entries) {
    return new LedgerRestore(cluster, entries).restored(rules);
  }
}
