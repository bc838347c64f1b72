package io.tributary.infra.check;

import io.tributary.infra.check.QuarantinedRecords.Quarantined;
import io.tributary.infra.check.SentUpdates.Sent;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.SignedRecord;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The records of one client in the topics, collected by a reader. They are bounded: the newest
 * {@value #MOST} causes in quarantine, the newest updates of each slot. Records that another party
 * signed in the client's name are not evidence about the client.
 */
public final class ClientRecords {
  static final int MOST = 50;

  private final ClientId client;
  private final MembershipIndex membershipIndex;
  private final SortedMap<SlotId, PositionedRecord<TaskEmbedding>> announced = new TreeMap<>();
  private final Set<SlotId> withdrawn = new TreeSet<>();
  private final SentUpdates sent = new SentUpdates();
  private final SortedMap<SlotId, LedgerEntry> decided = new TreeMap<>();
  private final SortedMap<SlotId, LedgerEntry> counted = new TreeMap<>();
  private final SortedMap<ClusterId, Integer> newest = new TreeMap<>();
  private final QuarantinedRecords quarantined = new QuarantinedRecords(MOST);
  private final SortedMap<String, Unattributed> unattributed = new TreeMap<>();

  /**
   * Records of a topic that could not be read, so that their client is unknown.
   *
   * @param records how many
   * @param newest detail of the newest
   * @param place position of the newest
   */
  record Unattributed(int records, String newest, RecordPosition place) {}

  /**
   * A slot, or an update of it.
   *
   * @param name of the slot or the update
   */
  public record Named(SlotId slot, String name) {
    public static Named of(SlotId slot) {
      return new Named(slot, slot.toString());
    }

    public static Named of(UpdateId update) {
      return new Named(update.slot(), update.toString());
    }
  }

  /** Starts with the index of members, which knows the client's key and its slots' clusters. */
  public ClientRecords(ClientId client, MembershipIndex membershipIndex) {
    this.client = client;
    this.membershipIndex = membershipIndex;
  }

  /** Adds a slot's announcement; of each slot the newest counts. */
  public void addAnnouncement(PositionedRecord<TaskEmbedding> positionedRecord) {
    SlotId slot = positionedRecord.value().slot();
    if (slot.client().equals(client) && isTheClients(positionedRecord.value())) {
      announced.put(slot, positionedRecord);
      withdrawn.remove(slot);
    }
  }

  /** Records that a slot was withdrawn, by the client or by another party. */
  public void addWithdrawal(SlotId slot) {
    if (slot.client().equals(client)) {
      withdrawn.add(slot);
    }
  }

  /** Adds a manifest in the log. */
  public void addUpdate(PositionedRecord<UpdateManifest> positionedRecord) {
    if (positionedRecord.value().id().slot().client().equals(client)
        && isTheClients(positionedRecord.value())) {
      sent.add(positionedRecord);
    }
  }

  /**
   * Adds a decision: of each slot the decision about the newest update counts, and of several the
   * last.
   */
  public void addDecision(LedgerEntry entry) {
    SlotId slot = entry.update().slot();
    if (!slot.client().equals(client) || entry.verdict() == Verdict.DUPLICATE) {
      return;
    }
    putNewest(decided, entry);
    if (entry.verdict() == Verdict.ACCEPTED) {
      putNewest(counted, entry);
    }
  }

  private static void putNewest(SortedMap<SlotId, LedgerEntry> bySlot, LedgerEntry entry) {
    SlotId slot = entry.update().slot();
    LedgerEntry before = bySlot.get(slot);
    if (before == null || before.update().sequence() <= entry.update().sequence()) {
      bySlot.put(slot, entry);
    }
  }

  /** Adds the number of a cluster's version. */
  public void addVersion(ClusterId cluster, int version) {
    newest.merge(cluster, version, Math::max);
  }

  /**
   * Adds a quarantined record.
   *
   * @param about slot or update that the record is about, as far as its subject, its bytes or its
   *     key show
   */
  public void addQuarantined(QuarantineRecord record, Optional<Named> about) {
    var recordPosition = new RecordPosition(record.topic(), record.partition(), record.offset());
    if (record.status() != Status.OPEN) {
      quarantined.close(record.subject());
    } else if (about.isEmpty()) {
      unattributed.merge(
          record.topic(),
          new Unattributed(1, record.detail(), recordPosition),
          (known, one) -> new Unattributed(known.records() + 1, one.newest(), one.place()));
    } else if (about.get().slot().client().equals(client)) {
      boolean byItself = record.subject().equals(recordPosition.toString());
      quarantined.add(record, recordPosition, byItself ? about.get().name() : "");
      if (byItself) {
        sent.refused(recordPosition);
      }
    }
  }

  /**
   * Returns whether a record carries the key that is registered for the client; true if none is
   * registered.
   */
  private boolean isTheClients(SignedRecord record) {
    return membershipIndex
        .key(client)
        .map(
            known ->
                record.authorship().map(SignatureWithKey::key).equals(Optional.of(known.key())))
        .orElse(true);
  }

  ClientId client() {
    return client;
  }

  MembershipIndex roster() {
    return membershipIndex;
  }

  /** Returns the newest announcement of each slot, including withdrawn ones. */
  List<TaskEmbedding> announcements() {
    return announced.values().stream().map(PositionedRecord::value).toList();
  }

  boolean hasAnnounced(SlotId slot) {
    return announced.containsKey(slot);
  }

  boolean isWithdrawn(SlotId slot) {
    return withdrawn.contains(slot);
  }

  Optional<Sent> newestSent(SlotId slot) {
    return sent.newest(slot);
  }

  Optional<LedgerEntry> newestDecision(SlotId slot) {
    return Optional.ofNullable(decided.get(slot));
  }

  int newestVersion(ClusterId cluster) {
    return newest.getOrDefault(cluster, 0);
  }

  /**
   * Returns the client's records in quarantine that were not followed by a sound record of the same
   * kind.
   */
  List<Quarantined> quarantined() {
    return quarantined.all().stream().filter(one -> !isOvertaken(one)).toList();
  }

  /**
   * Returns whether a sound record followed: for an update, a later one of the slot counts; for an
   * announcement, the slot has a newer one, which {@link ContractCheck} checks; for a record that
   * names neither, the client has a later record that was accepted.
   */
  private boolean isOvertaken(Quarantined one) {
    Optional<UpdateId> update = parsed(UpdateId::parse, one.subject());
    if (update.isPresent()) {
      LedgerEntry counts = counted.get(update.get().slot());
      return counts != null && counts.update().sequence() > update.get().sequence();
    }
    Optional<SlotId> slot = parsed(SlotId::parse, one.subject());
    if (slot.isPresent()) {
      PositionedRecord<TaskEmbedding> since = announced.get(slot.get());
      return since != null && since.at().isAfter(one.at());
    }
    return counted.values().stream().anyMatch(entry -> entry.decidedAt().isAfter(one.at()));
  }

  private static <N> Optional<N> parsed(Function<String, N> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** Returns how many causes in quarantine are older than those that are kept. */
  int forgotten() {
    return quarantined.forgotten();
  }

  SortedMap<String, Unattributed> unattributed() {
    return unattributed;
  }

  /** Returns every slot that was announced or sent an update. */
  List<SlotId> slots() {
    var slots = new TreeSet<SlotId>(announced.keySet());
    slots.addAll(sent.slots());
    slots.addAll(decided.keySet());
    return List.copyOf(slots);
  }
}
