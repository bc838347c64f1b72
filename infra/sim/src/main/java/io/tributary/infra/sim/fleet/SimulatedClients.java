package io.tributary.infra.sim.fleet;

import io.tributary.aggregation.gate.SampleWeight;
import io.tributary.infra.sim.scenario.FaultRates;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.view.PublicState;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;

/** Simulates clients that do not train, but behave as if they did, and an operator. */
public final class SimulatedClients {
  /** The probability that a slot announces itself again, with more text. */
  private static final double ANNOUNCED_AGAIN = 0.02;

  private static final double WITHDRAWN = 0.003;
  private static final double MISDEEDS = 0.6;
  private static final long SKEW_MILLIS = 20 * 60_000;

  private final SimulationScenario scenario;
  private final FaultRates faultRates;
  private final SimulatedRecordEncoder wire;
  private final PublicState view;
  private final SplittableRandom random;
  private final SimulatedUpdates updates;
  private final ByzantineClients byzantineClients;
  private final SimulatedNetwork network;
  private final SimulatedOperator operator;
  private final CommandForger forger;

  /**
   * The random numbers of faults that were added later, so that everything else that a seed draws
   * stays the same.
   */
  private final SplittableRandom faults;

  private final int tasks;
  private final List<SimulatedSlot> active = new ArrayList<>();

  /**
   * Creates the clients of a scenario, none of which has sent anything.
   *
   * @param view what they can know
   * @param deliveredRecords records which of them are dishonest
   */
  public SimulatedClients(
      SimulationScenario scenario,
      SimulatedRecordEncoder wire,
      PublicState view,
      DeliveredRecords deliveredRecords,
      SplittableRandom random) {
    this.scenario = scenario;
    this.wire = wire;
    this.view = view;
    this.random = random;
    faultRates = scenario.habits();
    updates = new SimulatedUpdates(scenario.spec(), scenario.spec().layout().digest());
    byzantineClients = new ByzantineClients(updates, wire, random.split());
    network = new SimulatedNetwork(faultRates, random.split());
    faults = new SplittableRandom(~scenario.seed());
    forger = new CommandForger(wire, view, faults.split());
    tasks = 1 + random.nextInt(4);
    var clients = new ArrayList<ClientId>();
    for (int client = 0; client < scenario.clients(); client++) {
      clients.add(join(client, deliveredRecords));
    }
    operator = new SimulatedOperator(wire, view, deliveredRecords, clients, random.split());
  }

  private ClientId join(int number, DeliveredRecords deliveredRecords) {
    var client = new ClientId("client-" + number);
    boolean byzantine = chance(faultRates.byzantineClients());
    if (byzantine) {
      deliveredRecords.isByzantine(client);
    }
    boolean late = chance(faultRates.lateClients());
    long skew = chance(faultRates.skewedClients()) ? random.nextLong(-SKEW_MILLIS, SKEW_MILLIS) : 0;
    int slots = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
    for (int index = 0; index < slots; index++) {
      active.add(
          new SimulatedSlot(
              new SlotId(client, index),
              slots,
              byzantine,
              random.nextInt(tasks),
              random.nextInt(30) == 0 ? SampleWeight.MAX_SAMPLES / 2 : 1 + random.nextInt(500),
              skew,
              late,
              1 + random.nextInt(faultRates.updatesPerSlot())));
    }
    return client;
  }

  /** Returns whether no client will send anything more. */
  public boolean isDone() {
    return active.isEmpty();
  }

  /** Returns the network between the fleet and the log. */
  public SimulatedNetwork network() {
    return network;
  }

  /** Lets one slot do what it can, which may be nothing. */
  public void act(long now) {
    int at = random.nextInt(active.size());
    SimulatedSlot slot = active.get(at);
    if (slot.sending && !slot.byzantine) {
      return;
    }
    if (!slot.announced) {
      boolean tooEarly = slot.late && view.clusters().isEmpty() && !chance(ANNOUNCED_AGAIN);
      if (!tooEarly) {
        announce(slot, now);
      }
    } else if (chance(ANNOUNCED_AGAIN)) {
      slot.samples++;
      announce(slot, now);
    } else if (chance(WITHDRAWN)) {
      slot.left = 0;
      network.send(new InFlightTransaction(slot, List.of(wire.withdrawal(slot.id, now))));
    } else {
      train(slot, now);
    }
    if (slot.left == 0) {
      active.set(at, active.get(active.size() - 1));
      active.remove(active.size() - 1);
    }
  }

  /** Lets a forger write into the aggregator's own topics. */
  public void forge(long now) {
    var nobody = new UpdateId(new SlotId(new ClientId("forged"), 0), 1);
    var base = new AdapterVersion(new ClusterId(0), 0, 0, "0".repeat(16));
    SimulatedPayload none = SimulatedPayload.of(new float[scenario.spec().layout().parameters()]);
    var any = updates.of(nobody, base, 0, 1, Instant.ofEpochMilli(now), none, 0, 0).manifest();
    network.send(forger.act(any, now));
  }

  /** Lets an operator act, if there is anything to be done. */
  public void operate(long now) {
    operator.act(now).ifPresent(network::send);
  }

  private void announce(SimulatedSlot slot, long now) {
    slot.announced = true;
    double angle = 2 * Math.PI * slot.task / tasks;
    float[] centroid = {
      (float) (0.9 * StrictMath.cos(angle) + 0.09 * (random.nextDouble() - 0.5)),
      (float) (0.9 * StrictMath.sin(angle) + 0.09 * (random.nextDouble() - 0.5))
    };
    double squares = (double) centroid[0] * centroid[0] + (double) centroid[1] * centroid[1];
    long at = now + slot.skew;
    var embedding =
        new TaskEmbedding(
            slot.id,
            slot.slotsOfClient,
            scenario.spec().baseModel(),
            slot.samples,
            centroid,
            Math.sqrt(1 - squares),
            Instant.ofEpochMilli(at));
    network.send(new InFlightTransaction(slot, List.of(wire.announcement(embedding, at))));
  }

  private void train(SimulatedSlot slot, long now) {
    Optional<ClusterId> cluster = view.clusterOf(slot.id);
    if (cluster.isEmpty()) {
      return;
    }
    NavigableMap<Integer, AdapterVersion> versions = view.versions(cluster.get());
    int newest = versions.lastKey();
    int from = chance(faultRates.stale()) ? random.nextInt(newest + 1) : newest;
    boolean newer = from > slot.trainedFrom.getOrDefault(cluster.get(), -1);
    if (newer || chance(faultRates.eager() / 10)) {
      slot.trainedFrom.merge(cluster.get(), from, Math::max);
      slot.left--;
      slot.sequence++;
      List<InFlightRecord> shipments = shipments(slot, versions.get(from), now);
      network.send(new InFlightTransaction(slot, withMisplaced(shipments)));
    }
  }

  /**
   * Returns the records of a client that began with another partitioner: some of them on a wrong
   * partition, then all of them on the right one.
   */
  private List<InFlightRecord> withMisplaced(List<InFlightRecord> sound) {
    if (!wire.hasWrongPartitions() || faults.nextDouble() >= faultRates.misplaced()) {
      return sound;
    }
    int shift = 1 + faults.nextInt(scenario.partitions() - 1);
    var all = new ArrayList<InFlightRecord>();
    for (InFlightRecord inFlightRecord : sound) {
      boolean keyed = inFlightRecord.record().key() != null;
      if (keyed && wire.isPartitioned(inFlightRecord.record().topic()) && faults.nextInt(3) > 0) {
        all.add(wire.misplaced(inFlightRecord, shift));
      }
    }
    all.addAll(sound);
    return all;
  }

  private List<InFlightRecord> shipments(SimulatedSlot slot, AdapterVersion base, long now) {
    long at = now + slot.skew;
    SimulatedUpdates.Update honest =
        updates.of(
            new UpdateId(slot.id, slot.sequence),
            base,
            epoch(),
            slot.samples,
            Instant.ofEpochMilli(at - random.nextInt(1000)),
            SimulatedPayload.draw(random, scenario.spec().layout().parameters()),
            random.nextInt(scenario.spec().layout().rank() + 1),
            10 * random.nextDouble());
    if (slot.byzantine && chance(MISDEEDS)) {
      return byzantineClients.instead(honest, at);
    }
    var shipments = new ArrayList<InFlightRecord>();
    shipments.add(wire.manifest(honest.manifest(), at));
    honest.chunks().forEach(chunk -> shipments.add(wire.chunk(chunk, at)));
    return shipments;
  }

  /** Returns the epoch as the client knows it: sometimes the one before. */
  private int epoch() {
    int epoch = view.clusters().map(ClusterState::epoch).orElse(0);
    return chance(faultRates.stale() / 10) ? Math.max(0, epoch - 1) : epoch;
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
