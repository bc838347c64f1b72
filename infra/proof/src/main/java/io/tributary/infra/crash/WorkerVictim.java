package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.FaultTarget;
import io.tributary.infra.crash.fault.VictimLife;
import io.tributary.infra.local.process.ChildProcess;
import java.util.Random;

/**
 * Kills the worker at the gate; every second time a moment later, when it has gone on: there is no
 * gate between an acknowledgement and its record on disk.
 */
final class WorkerVictim implements FaultTarget {
  /**
   * The longest delay in milliseconds: the commit of a transaction and the write of a state file
   * take some.
   */
  private static final int MOST_DELAY_MS = 30;

  private final VictimLife life;
  private final Random random;
  private ChildProcess child;

  WorkerVictim(VictimLife life, long seed) {
    this.life = life;
    random = new Random(seed);
  }

  /** Sets the process that later kills hit. */
  synchronized void is(ChildProcess doomed) {
    child = doomed;
  }

  @Override
  public synchronized boolean isReady() {
    return child != null && !life.isAway();
  }

  @Override
  public synchronized boolean kill(int kill) {
    life.dies(child.name(), null);
    if (kill % 2 == 1) {
      FaultTarget.kill(child.pid());
      return true;
    }
    var pid = child.pid();
    long nanos = random.nextInt(MOST_DELAY_MS * 1_000_000);
    Thread later =
        new Thread(
            () -> {
              long end = System.nanoTime() + nanos;
              while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
              }
              FaultTarget.kill(pid);
            },
            "kill-later");
    later.start();
    return false;
  }
}
