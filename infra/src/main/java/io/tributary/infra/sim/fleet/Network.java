package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.scenario.Habits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What lies between a sender and the log: transmissions take any time and overtake each other, are
 * lost, or arrive twice, as a sender does that was restarted before it knew.
 */
public final class Network {
  private final List<Transmission> underway = new ArrayList<>();
  private final Habits habits;
  private final SplittableRandom random;
  private long dropped;
  private long duplicated;

  Network(Habits habits, SplittableRandom random) {
    this.habits = habits;
    this.random = random;
  }

  void send(Transmission transmission) {
    if (transmission.slot() != null) {
      transmission.slot().sending = true;
    }
    underway.add(transmission);
  }

  /** Whether something is on its way. */
  public boolean isBusy() {
    return !underway.isEmpty();
  }

  /** What arrives next, in the order of the log; empty if it was lost. */
  public List<Shipment> deliver() {
    List<Shipment> first = arrival();
    if (!first.isEmpty() && isBusy() && chance(habits.interleaved())) {
      return mixed(first, arrival());
    }
    return first;
  }

  /** Transmissions that were lost so far. */
  public long dropped() {
    return dropped;
  }

  /** Transmissions that arrived once more so far. */
  public long duplicated() {
    return duplicated;
  }

  private List<Shipment> arrival() {
    int at = random.nextInt(underway.size());
    Transmission transmission = underway.get(at);
    if (chance(habits.drops())) {
      dropped++;
      if (random.nextBoolean()) {
        end(at);
      }
      return List.of();
    }
    if (chance(habits.duplicates())) {
      duplicated++;
    } else {
      end(at);
    }
    return transmission.shipments();
  }

  private void end(int at) {
    Transmission transmission = underway.get(at);
    underway.set(at, underway.get(underway.size() - 1));
    underway.remove(underway.size() - 1);
    if (transmission.slot() != null) {
      transmission.slot().sending = false;
    }
  }

  /** Two transactions whose records lie between each other's, each in its own order. */
  private List<Shipment> mixed(List<Shipment> a, List<Shipment> b) {
    var mixed = new ArrayList<Shipment>(a.size() + b.size());
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
