package io.tributary.infra.sim.fleet;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;

/** The content of a record as its sender knows it, so that the checks need not decode it again. */
public sealed interface SentRecord {
  /** Calls the visitor's method for this kind of record. */
  void accept(Visitor visitor);

  /** One method for each kind of record, so that whoever branches over them handles all. */
  interface Visitor {
    /** An update's manifest under its own key. */
    void manifestSent(ManifestSent sent);

    /** A chunk of an update under its own key. */
    void chunkSent(ChunkSent sent);

    /** A person lets an update count. */
    void releaseSent(ReleaseSent sent);

    /** A person decides that an update never counts. */
    void discardSent(DiscardSent sent);

    /** A client announces a slot with its centroid. */
    void announcementSent(AnnouncementSent sent);

    /** A slot is gone. */
    void withdrawalSent(WithdrawalSent sent);

    /** A person decided about a client. */
    void policySent(PolicySent sent);

    /** A record that lies on another partition than its key's. */
    void misplacedSent(MisplacedSent sent);

    /** An order or an answer that the aggregator did not write. */
    void forgerySent(ForgerySent sent);

    /** A record that nobody can read. */
    void noiseSent(NoiseSent sent);
  }

  /** An update's manifest under its own key. */
  record ManifestSent(UpdateManifest manifest) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.manifestSent(this);
    }
  }

  /** A chunk of an update under its own key. */
  record ChunkSent(UpdateChunk chunk) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.chunkSent(this);
    }
  }

  /** A person lets an update count. */
  record ReleaseSent(UpdateManifest manifest) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.releaseSent(this);
    }
  }

  /** A person decides that an update never counts. */
  record DiscardSent(ClusterId cluster, UpdateId update) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.discardSent(this);
    }
  }

  /** A client announces a slot with its centroid. */
  record AnnouncementSent(TaskEmbedding embedding) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.announcementSent(this);
    }
  }

  /** A slot is gone. */
  record WithdrawalSent(SlotId slot) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.withdrawalSent(this);
    }
  }

  /** A person decided about a client. */
  record PolicySent(ClientPolicy policy) implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.policySent(this);
    }
  }

  /** A record that lies on another partition than its key's. */
  record MisplacedSent() implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.misplacedSent(this);
    }
  }

  /** An order or an answer that the aggregator did not write. */
  record ForgerySent() implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.forgerySent(this);
    }
  }

  /** A record that nobody can read. */
  record NoiseSent() implements SentRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.noiseSent(this);
    }
  }
}
