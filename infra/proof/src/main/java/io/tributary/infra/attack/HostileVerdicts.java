package io.tributary.infra.attack;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.UpdateId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the ledger's decisions about hostile updates; the last decision about an update counts.
 * Safe for several threads.
 */
public final class HostileVerdicts {
  private final Map<UpdateId, LedgerEntry> last = new HashMap<>();

  /**
   * The number of hostile updates that were accepted, limited or rejected.
   *
   * @param accepted counted in full
   * @param limited counted with less weight or scaled down
   * @param rejected did not count: quarantined, discarded, or left out by the merge
   */
  public record Counts(int accepted, int limited, int rejected) {
    public int decided() {
      return accepted + limited + rejected;
    }
  }

  public synchronized void accept(LedgerEntry entry) {
    if (Infiltration.isHostile(entry.update().slot().client())
        && entry.verdict() != Verdict.DUPLICATE) {
      last.put(entry.update(), entry);
      notifyAll();
    }
  }

  /** Waits until so many updates are decided, or the time is up. */
  public synchronized void await(int decided, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (last.size() < decided) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return;
      }
      wait(leftMillis);
    }
  }

  public synchronized Counts counts() {
    int accepted = 0;
    int limited = 0;
    for (LedgerEntry entry : last.values()) {
      if (entry.verdict() == Verdict.LIMITED) {
        limited++;
      } else if (entry.verdict() == Verdict.ACCEPTED) {
        // The fixed bound on norms scales down at once, before any window closes.
        accepted += entry.clip() == 1 ? 1 : 0;
        limited += entry.clip() == 1 ? 0 : 1;
      }
    }
    return new Counts(accepted, limited, last.size() - accepted - limited);
  }
}
