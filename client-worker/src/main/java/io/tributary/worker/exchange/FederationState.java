package io.tributary.worker.exchange;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has come down from the stream: the newest cluster state, each cluster's newest adapter and,
 * for thin clients, where their slots start. One thread writes, others read and wait.
 */
public final class FederationState implements FollowListener {
  private static final Logger LOG = LoggerFactory.getLogger(FederationState.class);

  /** One update a second for thirty million years. */
  private static final long MAX_CREDIBLE_SEQUENCE = 1_000_000_000_000_000L;

  private final BaseAdapter initial;
  private final Set<ClientId> ours;
  private final Map<ClusterId, BaseAdapter> newest = new HashMap<>();
  private final Map<SlotId, LedgerEntry> decided = new HashMap<>();
  private final Map<SlotId, PersonalInits.Start> starts = new HashMap<>();
  private ClusterState state;
  private RuntimeException failure;
  private long changes;

  /**
   * What training starts from.
   *
   * @param version its name
   * @param adapter its values
   * @param contributions what made it
   */
  public record BaseAdapter(
      AdapterVersion version, LoraAdapter adapter, List<Contribution> contributions) {
    /** Version 0, which nobody contributed to. */
    static BaseAdapter initial(AdapterVersion version, LoraAdapter adapter) {
      return new BaseAdapter(version, adapter, List.of());
    }

    /** How much of a slot's own update it holds, in 0..1. */
    public double share(SlotId slot) {
      return Contribution.share(contributions, slot);
    }

    /** Whether an update of the slot is part of it. */
    public boolean holds(SlotId slot) {
      return contributions.stream().anyMatch(part -> part.update().slot().equals(slot));
    }
  }

  /**
   * Creates a state to which nothing has come yet.
   *
   * @param ours the clients whose rejected updates are said in the log
   */
  public FederationState(FederationSpec spec, Set<ClientId> ours) {
    LoraAdapter zero = spec.initialAdapter();
    this.initial =
        BaseAdapter.initial(new AdapterVersion(new ClusterId(0), 0, 0, zero.digest()), zero);
    this.ours = Set.copyOf(ours);
  }

  /** The newest cluster state, or empty before the first clustering. */
  public synchronized Optional<ClusterState> clusterState() {
    rethrow();
    return Optional.ofNullable(state);
  }

  /** The cluster's newest adapter; version 0, the seeded initial one, before the first merge. */
  public synchronized BaseAdapter newest(ClusterId cluster) {
    BaseAdapter known = newest.get(cluster);
    return known != null
        ? known
        : BaseAdapter.initial(
            new AdapterVersion(cluster, 0, 0, initial.version().digest()), initial.adapter());
  }

  /** The decision of the newest update of one of our slots, as far as was heard. */
  public synchronized Optional<LedgerEntry> newestDecision(SlotId slot) {
    return Optional.ofNullable(decided.get(slot));
  }

  /** The newest update of one of our slots that was decided, as far as was heard; 0 if none. */
  public long newestSequence(SlotId slot) {
    return newestDecision(slot).map(entry -> entry.update().sequence()).orElse(0L);
  }

  /**
   * Where a slot's round from a version starts, as the aggregator wrote it; empty before it has
   * come, and once the start from another version has.
   */
  public synchronized Optional<LoraAdapter> start(SlotId slot, AdapterVersion version) {
    return Optional.ofNullable(starts.get(slot))
        .filter(start -> start.version().equals(version))
        .map(PersonalInits.Start::adapter);
  }

  /** Returns how many changes have come so far. */
  public synchronized long changes() {
    rethrow();
    return changes;
  }

  /**
   * Waits until more than {@code seen} changes have come, or the time is up.
   *
   * @throws io.tributary.schemas.settings.Failure if nothing can come any more
   */
  public synchronized void awaitChange(long seen, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (changes == seen && failure == null) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return;
      }
      wait(leftMillis);
    }
    rethrow();
  }

  @Override
  public synchronized void clusterState(ClusterState arrived) {
    state = arrived;
    changed();
  }

  @Override
  public synchronized void version(AdapterManifest manifest, LoraAdapter adapter) {
    newest.put(
        manifest.version().cluster(),
        new BaseAdapter(manifest.version(), adapter, manifest.contributions()));
    changed();
  }

  @Override
  public synchronized void personal(PersonalInits.Start start) {
    starts.put(start.update().slot(), start);
    changed();
  }

  @Override
  public void decision(LedgerEntry entry) {
    if (!ours.contains(entry.update().slot().client())) {
      return;
    }
    note(entry);
    if (entry.verdict() == LedgerEntry.Verdict.QUARANTINED) {
      LOG.warn(
          "update set aside: clientId={} update={} clusterId={} reason={}: {}; see it with:"
              + " tributary quarantine show {}",
          entry.update().slot().client(),
          entry.update(),
          entry.cluster(),
          entry.reason(),
          entry.detail(),
          entry.update());
    }
  }

  private synchronized void note(LedgerEntry entry) {
    if (entry.update().sequence() > MAX_CREDIBLE_SEQUENCE) {
      // The aggregator did not write such a number: continuing after it would soon exhaust the
      // numbers.
      LOG.warn(
          "sequence passed over: update={}: at most {} is credible",
          entry.update(),
          MAX_CREDIBLE_SEQUENCE);
      return;
    }
    decided.merge(
        entry.update().slot(),
        entry,
        (known, heard) -> heard.update().sequence() > known.update().sequence() ? heard : known);
  }

  @Override
  public synchronized void failed(RuntimeException cause) {
    failure = cause;
    changed();
  }

  private void changed() {
    changes++;
    notifyAll();
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
