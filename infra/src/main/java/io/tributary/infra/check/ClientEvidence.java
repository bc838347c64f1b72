package io.tributary.infra.check;

import io.tributary.infra.history.Logged;
import io.tributary.infra.history.Place;
import io.tributary.infra.history.Roster;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the topics hold of one client, put together by whoever reads them. Bounded: of what was
 * set aside the newest {@value #MOST} cases stay, of updates the newest of each slot.
 */
public final class ClientEvidence {
  static final int MOST = 20;

  private final ClientId client;
  private final Roster roster;
  private final SortedMap<SlotId, TaskEmbedding> announced = new TreeMap<>();
  private final SortedMap<SlotId, Sent> sent = new TreeMap<>();
  private final SortedMap<SlotId, LedgerEntry> decided = new TreeMap<>();
  private final SortedMap<ClusterId, Integer> newest = new TreeMap<>();
  private final Deque<SetAside> setAside = new ArrayDeque<>();
  private final SortedMap<String, Unattributed> unattributed = new TreeMap<>();

  /**
   * The newest update of a slot that lies in the log.
   *
   * @param update which
   * @param baseVersion that it was trained from
   * @param cluster of its base
   * @param at when the log took it
   */
  record Sent(UpdateId update, ClusterId cluster, int baseVersion, Instant at) {}

  /**
   * One of the client's records that was set aside by itself.
   *
   * @param subject under which quarantine has it
   */
  record SetAside(String subject, RejectReason reason, String detail, Place origin, Instant at) {}

  /**
   * Records of a topic that nobody could read: whose they are cannot be told.
   *
   * @param records how many
   * @param newest detail of the newest
   */
  record Unattributed(int records, String newest, Place origin) {}

  /** Nothing but who takes part. */
  public ClientEvidence(ClientId client, Roster roster) {
    this.client = client;
    this.roster = roster;
  }

  /** Takes in what a slot announced: of each the newest counts. */
  public void announced(TaskEmbedding embedding) {
    if (embedding.slot().client().equals(client)) {
      announced.put(embedding.slot(), embedding);
    }
  }

  /** A slot was withdrawn. */
  public void withdrawn(SlotId slot) {
    announced.remove(slot);
  }

  /** Takes in a manifest in the log. */
  public void sent(Logged<UpdateManifest> logged) {
    UpdateManifest manifest = logged.value();
    UpdateId update = manifest.id();
    Sent before = sent.get(update.slot());
    if (update.slot().client().equals(client)
        && (before == null || before.update().sequence() <= update.sequence())) {
      var base = manifest.base();
      sent.put(update.slot(), new Sent(update, base.cluster(), base.version(), logged.at()));
    }
  }

  /** Takes in a decision: of each slot the newest update's counts, and its last. */
  public void decided(LedgerEntry entry) {
    SlotId slot = entry.update().slot();
    if (!slot.client().equals(client) || entry.verdict() == Verdict.DUPLICATE) {
      return;
    }
    LedgerEntry before = decided.get(slot);
    if (before == null || before.update().sequence() <= entry.update().sequence()) {
      decided.put(slot, entry);
    }
  }

  /** Takes in the number of a cluster's version. */
  public void published(ClusterId cluster, int version) {
    newest.merge(cluster, version, Math::max);
  }

  /**
   * Takes in a record that was set aside.
   *
   * @param owner whose it is, as far as its subject, its bytes or its key tell
   */
  public void setAside(QuarantineRecord record, Optional<ClientId> owner) {
    var origin = new Place(record.topic(), record.partition(), record.offset());
    if (owner.isEmpty()) {
      unattributed.merge(
          record.topic(),
          new Unattributed(1, record.detail(), origin),
          (known, one) -> new Unattributed(known.records() + 1, one.newest(), one.origin()));
    } else if (owner.get().equals(client)) {
      setAside.add(
          new SetAside(record.subject(), record.reason(), record.detail(), origin, record.at()));
      if (setAside.size() > MOST) {
        setAside.remove();
      }
    }
  }

  ClientId client() {
    return client;
  }

  Roster roster() {
    return roster;
  }

  SortedMap<SlotId, TaskEmbedding> announced() {
    return announced;
  }

  Optional<Sent> sent(SlotId slot) {
    return Optional.ofNullable(sent.get(slot));
  }

  Optional<LedgerEntry> decided(SlotId slot) {
    return Optional.ofNullable(decided.get(slot));
  }

  int newestVersion(ClusterId cluster) {
    return newest.getOrDefault(cluster, 0);
  }

  List<SetAside> setAside() {
    return new ArrayList<>(setAside);
  }

  SortedMap<String, Unattributed> unattributed() {
    return unattributed;
  }

  /** Every slot that was announced or sent something. */
  List<SlotId> slots() {
    var slots = new TreeMap<SlotId, Boolean>();
    announced.keySet().forEach(slot -> slots.put(slot, true));
    sent.keySet().forEach(slot -> slots.put(slot, true));
    decided.keySet().forEach(slot -> slots.put(slot, true));
    return List.copyOf(slots.keySet());
  }
}
