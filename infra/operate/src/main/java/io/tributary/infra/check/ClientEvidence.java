package io.tributary.infra.check;

import io.tributary.infra.check.QuarantinedRecords.Quarantined;
import io.tributary.infra.check.SentUpdates.Sent;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.RecordPosition;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.Authorship;
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
 * All that the topics hold of one client, put together by whoever reads them. Bounded: of what is
 * in quarantine the newest {@value #MOST} causes stay, of updates the newest of each slot. What
 * somebody else signed in the client's name says nothing about the client.
 */
public final class ClientEvidence {
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
   * Records of a topic that nobody could read: whose they are cannot be told.
   *
   * @param records how many
   * @param newest detail of the newest
   * @param place of the newest
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

  /** Starts with the roster only, which knows the client's key and its slots' clusters. */
  public ClientEvidence(ClientId client, MembershipIndex membershipIndex) {
    this.client = client;
    this.membershipIndex = membershipIndex;
  }

  /** Takes in what a slot announced: of each slot the newest counts. */
  public void addAnnouncement(PositionedRecord<TaskEmbedding> positionedRecord) {
    SlotId slot = positionedRecord.value().slot();
    if (slot.client().equals(client) && isTheClients(positionedRecord.value())) {
      announced.put(slot, positionedRecord);
      withdrawn.remove(slot);
    }
  }

  /** Takes in that somebody withdrew a slot, be it the client or not. */
  public void addWithdrawal(SlotId slot) {
    if (slot.client().equals(client)) {
      withdrawn.add(slot);
    }
  }

  /** Takes in a manifest in the log. */
  public void addUpdate(PositionedRecord<UpdateManifest> positionedRecord) {
    if (positionedRecord.value().id().slot().client().equals(client)
        && isTheClients(positionedRecord.value())) {
      sent.add(positionedRecord);
    }
  }

  /** Takes in a decision: of each slot the newest update's counts, and its last. */
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

  /** Takes in the number of a cluster's version. */
  public void addVersion(ClusterId cluster, int version) {
    newest.merge(cluster, version, Math::max);
  }

  /**
   * Takes in a record of quarantine.
   *
   * @param about slot or update that the refused record is about, as far as its subject, its bytes
   *     or its key tell
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
   * Whether a record carries the key that is registered for the client; true if none is registered.
   */
  private boolean isTheClients(SignedRecord record) {
    return membershipIndex
        .key(client)
        .map(known -> record.authorship().map(Authorship::key).equals(Optional.of(known.key())))
        .orElse(true);
  }

  ClientId client() {
    return client;
  }

  MembershipIndex roster() {
    return membershipIndex;
  }

  /** The newest announcement of each slot, also of those that were withdrawn. */
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

  /** What is in quarantine of the client and was not followed by something sound of its kind. */
  List<Quarantined> quarantined() {
    return quarantined.all().stream().filter(one -> !isOvertaken(one)).toList();
  }

  /**
   * Of an update: a later one of the slot counts. Of an announcement: the slot has announced
   * something since, which {@link ContractCheck} looks at. Of a record that names neither: the
   * client has written something since that was taken.
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

  /** Causes that are in quarantine besides, older than those that are kept. */
  int forgotten() {
    return quarantined.forgotten();
  }

  SortedMap<String, Unattributed> unattributed() {
    return unattributed;
  }

  /** Every slot that was announced or sent something. */
  List<SlotId> slots() {
    var slots = new TreeSet<SlotId>(announced.keySet());
    slots.addAll(sent.slots());
    slots.addAll(decided.keySet());
    return List.copyOf(slots);
  }
}
