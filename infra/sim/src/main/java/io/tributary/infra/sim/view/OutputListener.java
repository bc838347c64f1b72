package io.tributary.infra.sim.view;

import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.QuarantineRecord;

/** Receives every record that becomes visible: of one commit, decisions first, manifests last. */
public interface OutputListener {
  /** Receives a new clustering, or a revision of it. */
  default void clusters(ClusterState state) {}

  /** Receives a decision of the ledger about an update. */
  default void decided(LedgerEntry entry) {}

  /** Receives a rejected record, or an operator's decision about one. */
  default void quarantined(QuarantineRecord record) {}

  /** Receives a chunk of a version. */
  default void chunk(AdapterChunk chunk) {}

  /** Receives the removal of a chunk, by the key of its record. */
  default void chunkRemoved(String key) {}

  /** Receives a chunk of a contributor's personal start. */
  default void personal(PersonalChunk chunk) {}

  /** Receives the manifest of a published version. */
  default void published(AdapterManifest manifest) {}

  /** Receives the removal of a version, by the key of its record. */
  default void unpublished(String key) {}

  /** Ends the report of all that became visible at once. */
  default void told() {}
}
