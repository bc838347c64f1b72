package io.tributary.infra.crash.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Watches the child's steps, and kills its target at the next point in the plan. */
public final class Killer implements GateServer.Keeper {
  private static final String POLL = " poll=";
  private static final String INPUT = "after input";
  private static final int PATIENT_ROUNDS = 5;

  private final String federation;
  private final FaultTarget faultTarget;
  private final Map<String, Integer> seen = new TreeMap<>();
  private final List<CrashPoint> killed = new ArrayList<>();
  private final List<CrashPoint> givenUp = new ArrayList<>();
  private CrashPlan plan = CrashPlan.none();
  private CrashPoint armed;
  private Map<String, Integer> sinceArmed = new TreeMap<>();
  private int rounds;
  private boolean impatient;
  private long recordsRead;
  private long recordsRestored;

  /**
   * Creates a killer that kills no process before {@link #begin}.
   *
   * @param federation prefix of its topics
   */
  public Killer(String federation, FaultTarget faultTarget) {
    this.federation = federation;
    this.faultTarget = faultTarget;
  }

  @Override
  public synchronized boolean mayPass(String reported) {
    String step = step(reported);
    seen.merge(step, 1, Integer::sum);
    int occurrence = sinceArmed.merge(step, 1, Integer::sum);
    if (armed == null || !faultTarget.isReady()) {
      return true;
    }
    if (armed.step().equals(step) && occurrence >= armed.occurrence()) {
      killed.add(armed);
      // It is armed before the child has ended: the child's next life begins with the next point
      // ahead.
      armed = null;
      arm();
    } else if (impatient) {
      killed.add(new CrashPoint(step, occurrence));
      sinceArmed = new TreeMap<>();
    } else {
      return true;
    }
    impatient = false;
    return !faultTarget.kill(killed.size());
  }

  /**
   * Returns the step without the federation's name, and without the number of records, which is
   * counted.
   */
  private String step(String reported) {
    int poll = reported.indexOf(POLL);
    if (poll >= 0) {
      long records = Long.parseLong(reported.substring(poll + POLL.length()));
      if (reported.startsWith(INPUT)) {
        recordsRead += records;
      } else {
        recordsRestored += records;
      }
      return reported.substring(0, poll) + " poll";
    }
    return reported.replace(federation + "-aggregator-", "").replace(federation + ".", "");
  }

  /** Returns the steps seen so far, for a plan. */
  public synchronized SortedMap<String, Integer> seen() {
    return new TreeMap<>(seen);
  }

  public synchronized void begin(CrashPlan kills) {
    plan = kills;
    arm();
  }

  private void arm() {
    if (armed == null && !plan.isDone()) {
      armed = plan.next();
      sinceArmed = new TreeMap<>();
      rounds = 0;
    }
  }

  /** Returns the point that is waited for; empty when all kills are done. */
  public synchronized Optional<CrashPoint> armed() {
    return Optional.ofNullable(armed);
  }

  /**
   * Reports that the federation has trained one more round. Some steps occur at a process's start
   * only: if a point does not occur for long, the child is killed where it is, and the point is
   * awaited in the next life; if it does not occur there either, it is given up.
   */
  public synchronized void roundPassed() {
    if (armed == null || !faultTarget.isReady()) {
      return;
    }
    rounds++;
    if (rounds == PATIENT_ROUNDS) {
      impatient = true;
    } else if (rounds == 2 * PATIENT_ROUNDS) {
      givenUp.add(armed);
      armed = null;
      impatient = false;
      arm();
    }
  }

  public synchronized List<String> givenUp() {
    return givenUp.stream().map(CrashPoint::toString).toList();
  }

  public synchronized List<CrashPoint> killed() {
    return List.copyOf(killed);
  }

  /** Returns how many records the processors have read from their input topics so far. */
  public synchronized long recordsRead() {
    return recordsRead;
  }

  /** Returns how many records were read back from changelogs after a disk was deleted. */
  public synchronized long recordsRestored() {
    return recordsRestored;
  }
}
