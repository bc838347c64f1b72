package io.tributary.infra.sim.fleet;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;

/** What a record says, as its sender knows it, so that nobody has to decode it again. */
public sealed interface SentRecord {

  /** An update's manifest under its own key. */
  record ManifestSent(UpdateManifest manifest) implements SentRecord {}

  /** A chunk of an update under its own key. */
  record ChunkSent(UpdateChunk chunk) implements SentRecord {}

  /** A person lets an update count. */
  record ReleaseSent(UpdateManifest manifest) implements SentRecord {}

  /** A person decides that an update never counts. */
  record DiscardSent(ClusterId cluster, UpdateId update) implements SentRecord {}

  /** A client announces a slot with its centroid. */
  record AnnouncementSent(TaskEmbedding embedding) implements SentRecord {}

  /** A slot is gone. */
  record WithdrawalSent(SlotId slot) implements SentRecord {}

  /** A person decided about a client. */
  record PolicySent(ClientPolicy policy) implements SentRecord {}

  /** What lies on another partition than its key's. */
  record MisplacedSent() implements SentRecord {}

  /** An order or an answer that the aggregator did not write. */
  record ForgerySent() implements SentRecord {}

  /** What nobody can read. */
  record NoiseSent() implements SentRecord {}
}
