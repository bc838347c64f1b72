package io.tributary.aggregation.ledger;

import io.tributary.aggregation.ledger.RestoredLedger.Fate;
import io.tributary.aggregation.ledger.RestoredLedger.Unusable;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.ledger.state.LedgerKeys;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.aggregation.ledger.store.LedgerEntries;
import io.tributary.aggregation.ledger.store.LedgerReader;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Restores stored entries one by one, so that an unreadable entry has no more effect than
 * necessary.
 */
final class LedgerRestore {
  private static final byte[] MISSING = new byte[0];

  /** The reason given for a block whose own reason is lost; the client stays blocked. */
  private static final String REASON_LOST = "blocked; the reason that was stored cannot be read";

  private final Map<String, byte[]> entries;
  private final LedgerState state;
  private final List<Unusable> unusable = new ArrayList<>();

  LedgerRestore(ClusterId cluster, Map<String, byte[]> entries) {
    this.entries = entries;
    state = new LedgerState(cluster, "");
  }

  RestoredLedger restored(LedgerRules rules) {
    byte[] head = entries.get(LedgerKeys.HEAD);
    if (head == null) {
      stop(LedgerKeys.HEAD, MISSING, "is missing, though there are " + entries.size() + " others");
      return stopped();
    }
    try {
      LedgerReader.head(head, state);
    } catch (RuntimeException e) {
      stop(LedgerKeys.HEAD, head, e.getMessage());
      return stopped();
    }
    entries.forEach(this::take);
    contradiction().ifPresent(why -> stop(LedgerKeys.HEAD, head, why));
    if (unusable.stream().anyMatch(entry -> entry.fate() == Fate.VITAL)) {
      return stopped();
    }
    return new RestoredLedger(Optional.of(ClusterLedger.restored(rules, state)), unusable);
  }

  private RestoredLedger stopped() {
    return new RestoredLedger(Optional.empty(), unusable);
  }

  private void take(String key, byte[] stored) {
    if (key.equals(LedgerKeys.HEAD)) {
      return;
    }
    try {
      if (isLeftOver(key)) {
        leaveOut(key, stored, "is of a window that is neither open nor being merged");
      } else {
        LedgerEntries.decode(state, key, stored);
      }
    } catch (RuntimeException e) {
      // The reader throws exceptions of many types on bad bytes, and only bytes can cause them.
      lost(key, stored, Objects.toString(e.getMessage(), e.toString()));
    }
  }

  /** Returns whether the entry belongs to a published version and is not needed any more. */
  private boolean isLeftOver(String key) {
    if (key.startsWith(LedgerKeys.PART)) {
      return LedgerEntries.versionOf(key) <= state.version;
    }
    boolean choosing = state.closing != null && state.closing.choosing();
    return (key.startsWith(LedgerKeys.DISTANCES) && !choosing)
        || (key.startsWith(LedgerKeys.AGREEMENT) && state.closing == null);
  }

  private void lost(String key, byte[] stored, String why) {
    if (key.startsWith(LedgerKeys.CLIENT) && names(key, LedgerKeys.CLIENT, ClientPattern::new)) {
      state.decisions.put(
          new ClientPattern(key.substring(LedgerKeys.CLIENT.length())), true, REASON_LOST);
      replace(key, stored, why);
    } else if (key.startsWith(LedgerKeys.PENDING)
        && names(key, LedgerKeys.PENDING, Submission::parse)) {
      // An undecided update never counted. Its parts may come again, or it is given up in time.
      state.pending.put(
          Submission.parse(key.substring(LedgerKeys.PENDING.length())),
          PendingUpdate.since(Instant.EPOCH));
      replace(key, stored, why);
    } else if (isVital(key)) {
      stop(key, stored, why);
    } else {
      leaveOut(key, stored, why);
    }
  }

  /**
   * Returns whether an update could count twice, or not as it was decided, without the entry. An
   * entry whose slot or window has no valid name belongs to none, and updates of strangers never
   * counted.
   */
  private static boolean isVital(String key) {
    if (key.startsWith(LedgerKeys.SLOT)) {
      return names(key, LedgerKeys.SLOT, SlotId::parse);
    }
    if (key.startsWith(LedgerKeys.PART)) {
      return names(key, "", LedgerEntries::versionOf);
    }
    return (key.startsWith(LedgerKeys.DISTANCES)
            && names(key, LedgerKeys.DISTANCES, Integer::parseInt))
        || (key.startsWith(LedgerKeys.AGREEMENT)
            && names(key, LedgerKeys.AGREEMENT, Integer::parseInt));
  }

  private interface Parser {
    Object parse(String text);
  }

  private static boolean names(String key, String prefix, Parser parser) {
    try {
      parser.parse(key.substring(prefix.length()));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Returns how the head contradicts the other entries; empty if it does not. */
  private Optional<String> contradiction() {
    VersionInProgress versionInProgress = state.closing;
    int opened = state.version + (versionInProgress == null ? 1 : 2);
    if (versionInProgress != null && versionInProgress.version() != state.version + 1) {
      return Optional.of(
          "makes version " + versionInProgress.version() + " after " + state.version);
    }
    if (state.open.version != opened) {
      return Optional.of("has window " + state.open.version + " open, must be " + opened);
    }
    if (state.next != null && state.next.version != opened + 1) {
      return Optional.of("has window " + state.next.version + " after " + opened);
    }
    if (versionInProgress != null
        && (versionInProgress.contributions().isEmpty()
            || versionInProgress.contributions().containsValue(null))) {
      return Optional.of(
          "makes version " + versionInProgress.version() + " of parts that are missing");
    }
    return units(state.open).or(() -> state.next == null ? Optional.empty() : units(state.next));
  }

  private static Optional<String> units(Window window) {
    long units = window.contributions.values().stream().mapToLong(Contribution::units).sum();
    return units == window.units
        ? Optional.empty()
        : Optional.of(
            "has " + window.units + " units in window " + window.version + ", its parts " + units);
  }

  /** Marks the entry to be stored again with the value that is known now. */
  private void replace(String key, byte[] stored, String why) {
    state.changed.add(key);
    unusable.add(new Unusable(key, stored, PlainText.of(why), Fate.REPLACED));
  }

  private void leaveOut(String key, byte[] stored, String why) {
    unusable.add(new Unusable(key, stored, PlainText.of(why), Fate.USELESS));
  }

  private void stop(String key, byte[] stored, String why) {
    unusable.add(new Unusable(key, stored, PlainText.of(why), Fate.VITAL));
  }
}
