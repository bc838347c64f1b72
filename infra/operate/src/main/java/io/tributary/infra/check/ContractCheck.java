package io.tributary.infra.check;

import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.infra.check.QuarantinedRecords.Quarantined;
import io.tributary.infra.check.SentUpdates.Sent;
import io.tributary.infra.history.SlotStatus;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.update.TaskEmbedding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Compares a client's records with the contract. Changes nothing.
 *
 * @param spec the contract
 * @param evidence records of the client
 */
public record ContractCheck(FederationSpec spec, ClientRecords evidence) {
  private static final BigDecimal UNITS = BigDecimal.valueOf(256);

  /** Returns all findings, from the client's identity to its newest updates. */
  public List<ContractFinding> findings() {
    var findings = new ArrayList<ContractFinding>();
    membership(findings);
    announcements(findings);
    for (SlotId slot : evidence.slots()) {
      standing(slot).ifPresent(findings::add);
      update(slot).ifPresent(findings::add);
    }
    quarantined(findings);
    unattributed(findings);
    return findings;
  }

  private void membership(List<ContractFinding> findings) {
    ClientId client = evidence.client();
    evidence
        .roster()
        .block(client)
        .ifPresent(
            policy ->
                findings.add(
                    ContractFinding.wrong(
                        client,
                        "it is blocked by " + policy.ruling(),
                        RejectionAdvice.of(RejectReason.CLIENT_BLOCKED))));
    if (!spec.membership().signed()) {
      return;
    }
    boolean hasKey = evidence.roster().key(client).isPresent();
    if (hasKey) {
      findings.add(ContractFinding.fine(client, "its key is known"));
    } else if (spec.membership().mode() == MembershipSettings.Mode.REGISTERED) {
      findings.add(
          ContractFinding.wrong(
              client, "it has no registered key", RejectionAdvice.of(RejectReason.NOT_REGISTERED)));
    } else {
      findings.add(
          ContractFinding.waiting(
              client, "it has no key yet: the first announcement that is taken brings it", ""));
    }
  }

  private void announcements(List<ContractFinding> findings) {
    ClientId client = evidence.client();
    List<TaskEmbedding> announced = evidence.announcements();
    if (announced.isEmpty()) {
      findings.add(
          ContractFinding.wrong(
              client,
              "it has announced no slot",
              "Write a TaskEmbedding under " + client + "/0, see section 8 of CONTRACT.md."));
      return;
    }
    SortedSet<Integer> counts = new TreeSet<>();
    var gate = new EmbeddingGate(spec);
    for (TaskEmbedding embedding : announced) {
      counts.add(embedding.clientSlots());
      gate.refuse(embedding)
          .ifPresent(
              flaw ->
                  findings.add(
                      ContractFinding.wrong(
                          embedding.slot(),
                          flaw.reason() + ": " + flaw.detail(),
                          RejectionAdvice.of(flaw.reason()))));
    }
    if (counts.size() > 1) {
      findings.add(
          ContractFinding.wrong(
              client,
              "clientSlots must be the same in all its announcements, are " + counts,
              "Announce all slots again."));
    }
    List<Integer> missing =
        IntStream.range(0, Math.min(counts.last(), IdBounds.MAX_INDEX + 1))
            .filter(index -> !evidence.hasAnnounced(new SlotId(client, index)))
            .boxed()
            .toList();
    if (!missing.isEmpty()) {
      findings.add(
          ContractFinding.wrong(
              client,
              "it has announced %d of %d slots, without %s"
                  .formatted(announced.size(), counts.last(), indices(missing)),
              "Announce every index below clientSlots."));
    }
  }

  private Optional<ContractFinding> standing(SlotId slot) {
    Optional<SlotStatus> standing =
        evidence.roster().slotsOf(slot.client()).stream()
            .filter(one -> one.slot().equals(slot))
            .findFirst();
    Optional<ClusterId> cluster = standing.flatMap(SlotStatus::cluster);
    if (cluster.isPresent()) {
      return Optional.of(ContractFinding.fine(slot, "it is in " + cluster.get()));
    }
    if (standing.map(SlotStatus::parked).orElse(false)) {
      return Optional.of(
          ContractFinding.waiting(
              slot, "it is parked: too far from every cluster", "Wait for slots like it."));
    }
    if (evidence.isWithdrawn(slot)) {
      return Optional.of(
          ContractFinding.waiting(slot, "it was withdrawn", "Announce it to come back."));
    }
    if (!evidence.hasAnnounced(slot)) {
      return Optional.of(
          ContractFinding.wrong(
              slot, "it is not announced", RejectionAdvice.of(RejectReason.UNKNOWN_SLOT)));
    }
    return Optional.of(
        evidence.roster().state().isPresent()
            ? ContractFinding.wrong(
                slot,
                "no clustering has it: its announcement was not taken, or is about to be",
                "See what was set aside below, mend it, and announce the slot again.")
            : ContractFinding.waiting(
                slot,
                "clustering begins when %d clients have announced all their slots"
                    .formatted(spec.clustering().bootstrapClients()),
                ""));
  }

  private Optional<ContractFinding> update(SlotId slot) {
    Optional<LedgerEntry> decision = evidence.newestDecision(slot);
    Optional<Sent> sent = evidence.newestSent(slot);
    boolean undecided =
        sent.isPresent()
            && decision
                .map(entry -> entry.update().sequence() < sent.get().update().sequence())
                .orElse(true);
    if (undecided) {
      return Optional.of(waiting(sent.get()));
    }
    return decision.map(this::decided);
  }

  private ContractFinding waiting(Sent sent) {
    int newest = evidence.newestVersion(sent.cluster());
    int behind = newest - sent.baseVersion();
    if (behind > spec.window().maxStaleness()) {
      return ContractFinding.wrong(
          sent.update(),
          "it waits, trained from version %d of %s, whose newest is %d: at most %d may lie between"
              .formatted(sent.baseVersion(), sent.cluster(), newest, spec.window().maxStaleness()),
          RejectionAdvice.of(RejectReason.STALE_BASE));
    }
    return ContractFinding.waiting(
        sent.update(),
        "it lies in the log since " + sent.at() + " and is not decided",
        "See that the aggregator runs (tributary status), and that all chunks were written.");
  }

  private ContractFinding decided(LedgerEntry entry) {
    return switch (entry.verdict()) {
      case QUARANTINED ->
          ContractFinding.wrong(
              entry.update(),
              entry.reason() + ": " + entry.detail(),
              RejectionAdvice.of(entry.reason()));
      case LEFT_OUT ->
          ContractFinding.waiting(
              entry.update(),
              "it was accepted, and the merge strategy left it out: " + entry.detail(),
              "Nothing to mend, unless it happens in every window.");
      case DISCARDED ->
          ContractFinding.wrong(entry.update(), "a person discarded it: " + entry.detail(), "");
      case RELEASED -> ContractFinding.waiting(entry.update(), "a person released it", "");
      default ->
          ContractFinding.fine(
              entry.update(),
              "it counts in version %d of %s with weight %s%s"
                  .formatted(
                      entry.version(),
                      entry.cluster(),
                      samples(entry.weight()),
                      entry.verdict() == Verdict.LIMITED ? ", limited" : ""));
    };
  }

  /**
   * Adds findings about quarantined records. A fault that was already found for the same reason is
   * not repeated.
   */
  private void quarantined(List<ContractFinding> findings) {
    for (Quarantined one : evidence.quarantined()) {
      boolean isSaid =
          findings.stream()
              .filter(finding -> finding.level() == ContractFinding.Level.WRONG)
              .filter(finding -> finding.subject().equals(one.subject()))
              .anyMatch(finding -> finding.what().startsWith(one.reason() + ": "));
      if (!isSaid) {
        findings.add(
            ContractFinding.wrong(
                one.subject(),
                one.reason() + ": " + one.detail(),
                RejectionAdvice.of(one.reason())));
      }
    }
    if (evidence.forgotten() > 0) {
      findings.add(
          ContractFinding.waiting(
              evidence.client(),
              evidence.forgotten() + " older records of it are in quarantine and not named here",
              "See all: tributary quarantine ls."));
    }
  }

  private void unattributed(List<ContractFinding> findings) {
    evidence
        .unattributed()
        .forEach(
            (topic, records) ->
                findings.add(
                    ContractFinding.waiting(
                        records.place(),
                        "%d records of %s could not be read, whosesoever they are; the newest: %s"
                            .formatted(records.records(), topic, records.newest()),
                        "If this client wrote them: "
                            + RejectionAdvice.of(RejectReason.UNDECODABLE))));
  }

  /** Returns a weight in samples; 256 units are one. */
  private static String samples(long units) {
    return BigDecimal.valueOf(units)
        .divide(UNITS, 2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String indices(List<Integer> missing) {
    return missing.stream()
        .limit(10)
        .map(Object::toString)
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
