package io.tributary.aggregation.topology.processor;

import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClusterId;

/**
 * Receives facts when their records are handed to Kafka. Where a transaction is aborted, its
 * records are processed anew, and its facts are reported once more: a count may run ahead of the
 * topics by what a commit interval held, and never behind. Called by several stream threads; what a
 * listener does with a fact changes nothing that is decided or written.
 */
public interface TopologyListener {
  /** A listener that ignores everything it hears. */
  TopologyListener NONE = new TopologyListener() {};

  /** An update was decided about. */
  default void decided(LedgerEntry entry) {}

  /**
   * An update counts, which {@link #decided} hears, too.
   *
   * @param payloadBytes size of all its chunks
   */
  default void accepted(LedgerEntry entry, long payloadBytes) {}

  /**
   * A record goes to quarantine.
   *
   * @param processor that rejected it: {@code clustering}, {@code ledger} or {@code merge}
   */
  default void setAside(String processor, QuarantineRecord record) {}

  /** This clustering, or this change of its members, was just made. */
  default void clustered(ClusterState state) {}

  /** This is the newest clustering, found in the store. */
  default void restored(ClusterState state) {}

  /** A ledger is told of something. */
  default void clusterEvent(ClusterEvent event) {}

  /** A merge task is ordered to do something. */
  default void ordered(ChunkCommand order) {}

  /** A cluster has a new version. */
  default void published(AdapterManifest manifest) {}

  /**
   * Reports how many updates of a cluster are still in parts.
   *
   * @param updates whose manifest or chunks have not all arrived; 0 when the cluster is no longer
   *     this process's
   */
  default void incomplete(ClusterId cluster, int updates) {}
}
