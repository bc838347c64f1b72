package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.scenario.FaultRates;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulates the network between a sender and the log: transmissions take any time and overtake each
 * other, are lost, or arrive twice, as those of a sender do that was restarted before the
 * acknowledgement.
 */
public final class SimulatedNetwork {
  private final List<InFlightTransaction> underway = new ArrayList<>();
  private final FaultRates faultRates;
  private final SplittableRandom random;
  private long dropped;
  private long duplicated;

  SimulatedNetwork(FaultRates faultRates, SplittableRandom random) {
    this.faultRates = faultRates;
    this.random = random;
  }

  void send(InFlightTransaction transaction) {
    if (transaction.slot() != null) {
      transaction.slot().sending = true;
    }
    underway.add(transaction);
  }

  /** Returns whether a transmission is in flight. */
  public boolean isBusy() {
    return !underway.isEmpty();
  }

  /** Returns what arrives next, in the order of the log; empty if it was lost. */
  public List<InFlightRecord> deliver() {
    List<InFlightRecord> first = arrival();
    if (!first.isEmpty() && isBusy() && chance(faultRates.interleaved())) {
      return mixed(first, arrival());
    }
    return first;
  }

  /** Returns how many transmissions were lost so far. */
  public long dropped() {
    return dropped;
  }

  /** Returns how many transmissions arrived once more so far. */
  public long duplicated() {
    return duplicated;
  }

  private List<InFlightRecord> arrival() {
    int at = random.nextInt(underway.size());
    InFlightTransaction transaction = underway.get(at);
    if (chance(faultRates.drops())) {
      dropped++;
      if (random.nextBoolean()) {
        end(at);
      }
      return List.of();
    }
    if (chance(faultRates.duplicates())) {
      duplicated++;
    } else {
      end(at);
    }
    return transaction.shipments();
  }

  private void end(int at) {
    InFlightTransaction transaction = underway.get(at);
    underway.set(at, underway.get(underway.size() - 1));
    underway.remove(underway.size() - 1);
    if (transaction.slot() != null) {
      transaction.slot().sending = false;
    }
  }

  /** Interleaves the records of two transactions, each in its own order. */
  private List<InFlightRecord> mixed(List<InFlightRecord> a, List<InFlightRecord> b) {
    var mixed = new ArrayList<InFlightRecord>(a.size() + b.size());
    int fromA = 0;
    int fromB = 0;
    while (fromA < a.size() || fromB < b.size()) {
      boolean takeA = fromB == b.size() || (fromA < a.size() && random.nextBoolean());
      mixed.add(takeA ? a.get(fromA++) : b.get(fromB++));
    }
    return mixed;
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
