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
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.log.LogLimit;
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
 * Keeps what the stream has published: the newest cluster state, each cluster's newest adapter and,
 * for thin clients, their slots' personal starts. One thread writes, others read and wait.
 */
public final class FederationState implements FollowListener {
  private static final Logger LOG = LoggerFactory.getLogger(FederationState.class);

  /** The largest credible sequence: one update a second for thirty million years. */
  private static final long MAX_CREDIBLE_SEQUENCE = 1_000_000_000_000_000L;

  private final LogLimit rejected = new LogLimit();
  private final LogLimit incredible = new LogLimit();
  private final BaseAdapter initial;
  private final Set<ClientId> ours;
  private final Map<ClusterId, BaseAdapter> newest = new HashMap<>();
  private final Map<SlotId, LedgerEntry> decided = new HashMap<>();
  private final Map<SlotId, PersonalInits.Start> starts = new HashMap<>();
  private ClusterState state;
  private RuntimeException failure;
  private long changes;

  /**
   * The adapter that training starts from.
   *
   * @param version its name
   * @param adapter its values
   * @param contributions the updates that made it
   */
  public record BaseAdapter(
      AdapterVersion version, LoraAdapter adapter, List<Contribution> contributions) {
    /** Returns version 0, which has no contributors. */
    static BaseAdapter initial(AdapterVersion version, LoraAdapter adapter) {
      return new BaseAdapter(version, adapter, List.of());
    }

    /** Returns the share of a slot's own update in the version, in 0..1. */
    public double share(SlotId slot) {
      return Contribution.share(contributions, slot);
    }

    /** Returns whether the version contains an update of the slot. */
    public boolean holds(SlotId slot) {
      return contributions.stream().anyMatch(part -> part.update().slot().equals(slot));
    }
  }

  /**
   * Creates an empty state.
   *
   * @param ours clients whose rejected updates are logged
   */
  public FederationState(FederationSpec spec, Set<ClientId> ours) {
    LoraAdapter zero = spec.initialAdapter();
    this.initial =
        BaseAdapter.initial(new AdapterVersion(new ClusterId(0), 0, 0, zero.digest()), zero);
    this.ours = Set.copyOf(ours);
  }

  /** Returns the newest cluster state, or empty before the first clustering. */
  public synchronized Optional<ClusterState> clusterState() {
    rethrow();
    return Optional.ofNullable(state);
  }

  /**
   * Returns the cluster's newest adapter; version 0, the seeded initial one, before the first
   * merge.
   */
  public synchronized BaseAdapter newest(ClusterId cluster) {
    BaseAdapter known = newest.get(cluster);
    return known != null
        ? known
        : BaseAdapter.initial(
            new AdapterVersion(cluster, 0, 0, initial.version().digest()), initial.adapter());
  }

  /**
   * Returns the newest decision that was received about an update of one of this process's slots.
   */
  public synchronized Optional<LedgerEntry> newestDecision(SlotId slot) {
    return Optional.ofNullable(decided.get(slot));
  }

  /**
   * Returns the newest sequence about which a decision was received, for one of this process's
   * slots; 0 if none.
   */
  public long newestSequence(SlotId slot) {
    return newestDecision(slot).map(entry -> entry.update().sequence()).orElse(0L);
  }

  /**
   * Returns the personal start of a slot's round from a version; empty before it has arrived, and
   * once the start from another version has replaced it.
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
    LOG.atInfo()
        .addKeyValue(LogKeys.CLUSTER_ID, manifest.version().cluster())
        .addKeyValue(LogKeys.VERSION, manifest.version().name())
        .addKeyValue(LogKeys.UPDATES, manifest.contributions().size())
        .log("adapter received");
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
      rejected
          .warn(LOG)
          .addKeyValue(LogKeys.CLIENT_ID, entry.update().slot().client())
          .addKeyValue(LogKeys.UPDATE_ID, entry.update())
          .addKeyValue(LogKeys.CLUSTER_ID, entry.cluster())
          .addKeyValue(LogKeys.REASON, entry.reason())
          .addKeyValue(LogKeys.DETAIL, entry.detail())
          .addKeyValue(LogKeys.FIX, "see it with: tributary quarantine show " + entry.update())
          .log("update went to quarantine");
    }
  }

  private synchronized void note(LedgerEntry entry) {
    if (entry.update().sequence() > MAX_CREDIBLE_SEQUENCE) {
      // The aggregator did not write such a number: continuing after it would soon exhaust the
      // numbers.
      incredible
          .warn(LOG)
          .addKeyValue(LogKeys.UPDATE_ID, entry.update())
          .addKeyValue(LogKeys.LIMIT, MAX_CREDIBLE_SEQUENCE)
          .log("sequence passed over");
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
