package io.tributary.aggregation.topology;

import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;

/**
 * Receives facts when their records are handed to Kafka. Where a transaction is aborted, its
 * records are processed anew, and its facts are reported once more: a count may run ahead of the
 * topics by what a commit interval held, and never behind. Called by several stream threads.
 */
public interface TopologyListener {
  /** A listener that ignores everything it hears. */
  TopologyListener NONE =
      new TopologyListener() {
        @Override
        public void decided(LedgerEntry entry) {}

        @Override
        public void setAside(RejectReason reason) {}

        @Override
        public void clustered(ClusterState state) {}

        @Override
        public void published(AdapterManifest manifest) {}
      };

  /** An update was decided about. */
  void decided(LedgerEntry entry);

  /** A record goes to quarantine. */
  void setAside(RejectReason reason);

  /** This is the newest clustering, just made or found in the store. */
  void clustered(ClusterState state);

  /** A cluster has a new version. */
  void published(AdapterManifest manifest);
}
