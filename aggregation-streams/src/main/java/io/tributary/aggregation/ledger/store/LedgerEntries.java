package io.tributary.aggregation.ledger.store;

import io.tributary.aggregation.ledger.state.LedgerKeys;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.StoredContribution;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.id.SlotId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Encodes a ledger's state as small entries by key, and decodes it. */
public final class LedgerEntries {
  private LedgerEntries() {}

  /**
   * Returns the entries to store since the last call, by key; a null value removes the key's entry.
   */
  public static Map<String, byte[]> changes(LedgerState state) {
    var changes = new TreeMap<String, byte[]>();
    if (!state.stored) {
      // A stored ledger cannot be read again without a head entry.
      state.changed.add(LedgerKeys.HEAD);
      state.stored = true;
    }
    state.changed.forEach(key -> changes.put(key, encode(state, key)));
    state.changed.clear();
    return changes;
  }

  /** Returns the entry of a key; null if nothing is to be stored under it (any more). */
  public static byte[] encode(LedgerState state, String key) {
    if (key.equals(LedgerKeys.HEAD)) {
      return state.dismissed ? null : LedgerWriter.head(state);
    }
    if (key.equals(LedgerKeys.NORMS)) {
      return LedgerWriter.norms(state.norms);
    }
    if (key.startsWith(LedgerKeys.CLIENT)) {
      var clients = new ClientPattern(key.substring(LedgerKeys.CLIENT.length()));
      return state.decisions.of(clients).map(LedgerWriter::decision).orElse(null);
    }
    if (key.startsWith(LedgerKeys.SLOT)) {
      SlotId slot = SlotId.parse(key.substring(LedgerKeys.SLOT.length()));
      boolean member = state.members.contains(slot);
      boolean known = member || state.histories.knows(slot);
      return known && !state.histories.isStranger(slot)
          ? LedgerWriter.slot(member, state.histories.of(slot), state.known.get(slot))
          : null;
    }
    if (key.startsWith(LedgerKeys.STRANGER)) {
      SlotId slot = SlotId.parse(key.substring(LedgerKeys.STRANGER.length()));
      return state.histories.isStranger(slot)
          ? LedgerWriter.slot(false, state.histories.of(slot), null)
          : null;
    }
    if (key.startsWith(LedgerKeys.VERSIONS)) {
      Integer versions =
          state.contributed.get(SlotId.parse(key.substring(LedgerKeys.VERSIONS.length())));
      return versions == null ? null : LedgerWriter.versions(versions);
    }
    if (key.startsWith(LedgerKeys.ATTENDANCE)) {
      int owed = state.attendance.owed(SlotId.parse(key.substring(LedgerKeys.ATTENDANCE.length())));
      return owed == 0 ? null : LedgerWriter.attendance(owed);
    }
    if (key.startsWith(LedgerKeys.PENDING)) {
      PendingUpdate pending =
          state.pending.get(Submission.parse(key.substring(LedgerKeys.PENDING.length())));
      return pending == null ? null : LedgerWriter.pending(pending);
    }
    if (key.startsWith(LedgerKeys.DISTANCES)) {
      int chunk = Integer.parseInt(key.substring(LedgerKeys.DISTANCES.length()));
      Distances distances = state.closing == null ? null : state.closing.distances().get(chunk);
      return distances == null ? null : LedgerWriter.distances(distances);
    }
    if (key.startsWith(LedgerKeys.AGREEMENT)) {
      int chunk = Integer.parseInt(key.substring(LedgerKeys.AGREEMENT.length()));
      List<TensorAgreement> agreement =
          state.closing == null ? null : state.closing.agreement().get(chunk);
      return agreement == null ? null : LedgerWriter.agreement(agreement);
    }
    ContributionKey parsed = ContributionKey.parse(key);
    return encodeContribution(state, parsed.version(), parsed.slot());
  }

  private record ContributionKey(int version, SlotId slot) {
    static ContributionKey parse(String key) {
      int slash = key.indexOf('/', LedgerKeys.PART.length());
      return new ContributionKey(
          Integer.parseInt(key.substring(LedgerKeys.PART.length(), slash)),
          SlotId.parse(key.substring(slash + 1)));
    }
  }

  /** The version whose window a contribution's key names. */
  public static int versionOf(String key) {
    return ContributionKey.parse(key).version();
  }

  /**
   * Adds the content of an entry, other than the head, to the state; throws if it cannot be read.
   */
  public static void decode(LedgerState state, String key, byte[] stored) {
    if (key.startsWith(LedgerKeys.SLOT)) {
      SlotId slot = SlotId.parse(key.substring(LedgerKeys.SLOT.length()));
      LedgerReader.slot(slot, stored, false, state);
    } else if (key.startsWith(LedgerKeys.STRANGER)) {
      SlotId slot = SlotId.parse(key.substring(LedgerKeys.STRANGER.length()));
      LedgerReader.slot(slot, stored, true, state);
    } else if (key.startsWith(LedgerKeys.VERSIONS)) {
      SlotId slot = SlotId.parse(key.substring(LedgerKeys.VERSIONS.length()));
      state.contributed.put(slot, LedgerReader.versions(stored));
    } else if (key.startsWith(LedgerKeys.ATTENDANCE)) {
      SlotId slot = SlotId.parse(key.substring(LedgerKeys.ATTENDANCE.length()));
      state.attendance.restore(slot, LedgerReader.attendance(stored));
    } else if (key.startsWith(LedgerKeys.PENDING)) {
      Submission held = Submission.parse(key.substring(LedgerKeys.PENDING.length()));
      state.pending.put(held, LedgerReader.pending(state.cluster, held, stored));
    } else if (key.startsWith(LedgerKeys.DISTANCES)) {
      int chunk = Integer.parseInt(key.substring(LedgerKeys.DISTANCES.length()));
      state.closing.distances().put(chunk, LedgerReader.distances(stored));
    } else if (key.startsWith(LedgerKeys.AGREEMENT)) {
      int chunk = Integer.parseInt(key.substring(LedgerKeys.AGREEMENT.length()));
      state.closing.agreement().put(chunk, LedgerReader.agreement(stored));
    } else if (key.startsWith(LedgerKeys.CLIENT)) {
      var clients = new ClientPattern(key.substring(LedgerKeys.CLIENT.length()));
      LedgerReader.decision(clients, stored, state.decisions);
    } else if (key.equals(LedgerKeys.NORMS)) {
      state.norms = LedgerReader.norms(stored);
    } else if (key.startsWith(LedgerKeys.PART)) {
      ContributionKey parsed = ContributionKey.parse(key);
      decodeContribution(state, parsed, LedgerReader.contribution(parsed.slot(), stored));
    } else {
      throw new IllegalArgumentException("ledgers have no such entry as " + PlainText.of(key));
    }
  }

  private static byte[] encodeContribution(LedgerState state, int version, SlotId slot) {
    VersionInProgress versionInProgress = state.closing;
    if (versionInProgress != null && versionInProgress.version() == version) {
      Contribution contribution = versionInProgress.contributions().get(slot);
      return contribution == null
          ? null
          : LedgerWriter.contribution(
              new StoredContribution(
                  contribution, versionInProgress.norms().getOrDefault(slot, 0.0)));
    }
    Window window = state.open.version == version ? state.open : state.next;
    return window == null || window.version != version || !window.reported.contains(slot)
        ? null
        : LedgerWriter.contribution(
            new StoredContribution(
                window.contributions.get(slot), window.norms.getOrDefault(slot, 0.0)));
  }

  private static void decodeContribution(
      LedgerState state, ContributionKey key, StoredContribution stored) {
    if (state.closing != null && state.closing.version() == key.version()) {
      state.closing.contributions().put(key.slot(), stored.contribution());
      if (stored.norm() > 0) {
        state.closing.norms().put(key.slot(), stored.norm());
      }
      return;
    }
    Window window = state.open.version == key.version() ? state.open : state.next;
    if (window == null || window.version != key.version()) {
      throw new IllegalArgumentException("window " + key.version() + " is not open");
    }
    window.reported.add(key.slot());
    if (stored.contribution() != null) {
      window.contributions.put(key.slot(), stored.contribution());
      window.remember(key.slot(), stored.norm());
    }
  }
}
