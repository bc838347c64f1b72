package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.topic.TopicSpec;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks whether a ledger takes an event of the aggregator's other tasks or of operators. Every one
 * of theirs arrives once, in its order: one that makes no sense was written by somebody else, and
 * changes nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 */
public record EventRules(LedgerRules rules, LedgerState state)
    implements ClusterEvent.Visitor<Optional<Rejection>> {
  /** Far more than any federation gets to, and far from where numbers overflow. */
  static final int MAX_EPOCH = 999_999_999;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static final long MAX_REVISION = 999_999_999_999_999L;

  /**
   * The largest step between epochs: every cluster receives every epoch, although the clustering
   * may make a few of them in one step.
   */
  static final int MAX_EPOCHS_AHEAD = 1_000;

  /**
   * The largest step between revisions: each announcement makes at most one, so two events of a
   * cluster are never this far apart.
   */
  static final long MAX_REVISIONS_AHEAD = 1_000_000_000;

  /** Returns what is wrong with an event; empty if it may be applied. */
  public Optional<Rejection> refuse(ClusterEvent event) {
    return event.accept(this);
  }

  @Override
  public Optional<Rejection> members(MembersChanged members) {
    boolean known = state.epoch > 0;
    int lastEpoch = known ? Math.min(MAX_EPOCH, state.epoch + MAX_EPOCHS_AHEAD) : MAX_EPOCH;
    long lastRevision =
        known ? Math.min(MAX_REVISION, state.revision + MAX_REVISIONS_AHEAD) : MAX_REVISION;
    return within("epoch", members.epoch(), 1, lastEpoch)
        .or(() -> within("revision", members.revision(), 1, lastRevision));
  }

  @Override
  public Optional<Rejection> policy(ClientPolicyChanged policy) {
    int length = policy.why().length();
    return length <= OperatorDecision.MAX_LENGTH
        ? Optional.empty()
        : invalid("why must have <= " + OperatorDecision.MAX_LENGTH + " characters, had " + length);
  }

  /** Whether it can be discarded is decided with the update's history: the answer is logged. */
  @Override
  public Optional<Rejection> discarded(UpdateDiscarded discarded) {
    return Optional.empty();
  }

  @Override
  public Optional<Rejection> inspected(ChunkInspected inspected) {
    return index(inspected.index())
        .or(() -> digest(inspected.digest()))
        .or(() -> within("payload bytes", inspected.payloadBytes(), 0, Integer.MAX_VALUE))
        .or(() -> within("offset", inspected.offset(), -1, Long.MAX_VALUE))
        .or(
            () ->
                within(
                    "length of the detail", inspected.detail().length(), 0, Rejection.MAX_DETAIL))
        .or(
            () ->
                inspected.sumOfSquares() >= 0 && Double.isFinite(inspected.sumOfSquares())
                    ? Optional.empty()
                    : invalid("sum of squares must be >= 0, was " + inspected.sumOfSquares()));
  }

  @Override
  public Optional<Rejection> measured(ChunkMeasured measured) {
    boolean waited = state.closing != null && state.closing.choosing();
    if (!waited || state.closing.version() != measured.version()) {
      boolean chosen = state.closing != null && state.closing.version() == measured.version();
      boolean measures = rules.strategy().selects();
      return measures && (chosen || isRepeated(measured.version()))
          ? Optional.empty()
          : invalid("no window " + measured.version() + " of " + state.cluster + " is measured");
    }
    List<UpdateId> updates = measured.updates();
    int count = updates.size();
    long pairs = (long) count * (count - 1) / 2;
    boolean sound =
        measured.squares().size() == pairs
            && measured.squares().stream().allMatch(square -> square >= 0 && square < INFINITY)
            && updates.equals(List.copyOf(new TreeSet<>(updates)));
    boolean whole =
        state.closing.contributions().values().stream()
            .allMatch(contribution -> updates.contains(contribution.update()));
    return index(measured.index())
        .or(
            () ->
                sound && whole
                    ? Optional.empty()
                    : invalid(
                        "distances must be finite, and those of the "
                            + state.closing.contributions().size()
                            + " updates of window "
                            + measured.version()
                            + " in ascending order, were "
                            + measured.squares().size()
                            + " of "
                            + count));
  }

  @Override
  public Optional<Rejection> merged(ChunkMerged merged) {
    boolean waited = state.closing != null && !state.closing.choosing();
    if (!waited || state.closing.version() != merged.version()) {
      return isRepeated(merged.version())
          ? Optional.empty()
          : invalid(state.cluster + " makes no version " + merged.version());
    }
    String before = state.closing.digests().get(merged.index());
    return index(merged.index())
        .or(() -> digest(merged.digest()))
        .or(() -> agreement(merged.agreement()))
        .or(
            () ->
                before == null || before.equals(merged.digest())
                    ? Optional.empty()
                    : invalid(
                        "chunk "
                            + merged.index()
                            + " of version "
                            + merged.version()
                            + " was written with digest "
                            + before
                            + ", not "
                            + merged.digest()));
  }

  /** The reply to a command that was repeated, as its first reply was late. */
  private boolean isRepeated(int version) {
    return version >= 1 && version == state.version;
  }

  @Override
  public Optional<Rejection> released(UpdateReleased released) {
    return within("length of the topic", released.topic().length(), 0, TopicSpec.MAX_NAME_LENGTH)
        .or(() -> within("partition", released.partition(), -1, Integer.MAX_VALUE))
        .or(() -> within("offset", released.offset(), -1, Long.MAX_VALUE))
        .or(
            () ->
                released.chunkOffsets().stream().allMatch(offset -> offset >= 0)
                    ? Optional.empty()
                    : invalid("offsets of chunks must be >= 0"))
        .or(
            () ->
                released.chunkOffsets().isEmpty()
                        || released.chunkOffsets().size() == rules.chunks()
                    ? Optional.empty()
                    : invalid(
                        "chunks must be "
                            + rules.chunks()
                            + ", were "
                            + released.chunkOffsets().size()));
  }

  private Optional<Rejection> agreement(List<TensorAgreement> agreement) {
    int tensors = rules.targetModules().size() * AdapterFactor.values().length;
    return agreement.size() <= tensors
            && agreement.stream()
                .allMatch(tensor -> rules.targetModules().contains(tensor.module()))
        ? Optional.empty()
        : invalid(
            "agreement must be of the layout's "
                + tensors
                + " tensors, was of "
                + agreement.size());
  }

  private Optional<Rejection> index(int index) {
    return within("chunk index", index, 0, rules.chunks() - 1);
  }

  private static Optional<Rejection> digest(String digest) {
    return Digests.isDigest(digest)
        ? Optional.empty()
        : invalid("digest must be one, was '" + digest + "'");
  }

  private static Optional<Rejection> within(String thing, long value, long least, long most) {
    return value >= least && value <= most
        ? Optional.empty()
        : invalid(thing + " must be in " + least + ".." + most + ", was " + value);
  }

  private static Optional<Rejection> invalid(String why) {
    return Optional.of(new Rejection(RejectReason.INVALID_ORDER, why));
  }
}
