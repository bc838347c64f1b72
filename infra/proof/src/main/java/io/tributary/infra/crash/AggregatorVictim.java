package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.FaultTarget;
import io.tributary.infra.crash.fault.VictimLife;

/** Kills the aggregator that waits at the gate; now and then it deletes its disk, too. */
final class AggregatorVictim implements FaultTarget {
  private static final int DISK_LOST_EVERY = 10;

  private final VictimLife life;
  private SweptAggregator aggregator;
  private int disksLost;

  AggregatorVictim(VictimLife life) {
    this.life = life;
  }

  /** Sets the aggregator that later kills hit. */
  synchronized void is(SweptAggregator doomed) {
    aggregator = doomed;
  }

  @Override
  public synchronized boolean isReady() {
    return aggregator != null;
  }

  @Override
  public synchronized boolean kill(int kill) {
    boolean losesDisk = kill % DISK_LOST_EVERY == 0;
    if (losesDisk) {
      disksLost++;
    }
    life.dies(aggregator.child().name(), losesDisk ? aggregator.stateDir() : null);
    FaultTarget.kill(aggregator.child().pid());
    return true;
  }

  @Override
  public synchronized int disksLost() {
    return disksLost;
  }
}
