package io.tributary.infra.sim.view;

import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.QuarantineRecord;

/** Hears of every record that becomes visible: of one commit, decisions first, manifests last. */
public interface OutputListener {
  /** A new clustering, or a revision of it. */
  default void clusters(ClusterState state) {}

  /** The ledger decided about an update. */
  default void decided(LedgerEntry entry) {}

  /** Something was set aside, or a person's decision about it was carried out. */
  default void quarantined(QuarantineRecord record) {}

  /** A chunk of a version. */
  default void chunk(AdapterChunk chunk) {}

  /** A chunk is gone, by the key of its record. */
  default void chunkRemoved(String key) {}

  /** A chunk of where a contributor's next round starts. */
  default void personal(PersonalChunk chunk) {}

  /** A cluster's version was published, by its manifest. */
  default void published(AdapterManifest manifest) {}

  /** A version is gone, by the key of its record. */
  default void unpublished(String key) {}

  /** All that became visible at once was told. */
  default void told() {}
}
