package io.tributary.infra.sim;

import io.tributary.infra.sim.check.InvariantChecks;
import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.infra.sim.fleet.InFlightRecord;
import io.tributary.infra.sim.fleet.SimulatedClients;
import io.tributary.infra.sim.fleet.SimulatedRecordEncoder;
import io.tributary.infra.sim.log.BrokerLog;
import io.tributary.infra.sim.log.LogRecord;
import io.tributary.infra.sim.scenario.ScenarioDraw;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.infra.sim.task.SimulatedTask;
import io.tributary.infra.sim.task.SimulatedTask.Revival;
import io.tributary.infra.sim.view.OutputListener;
import io.tributary.infra.sim.view.OutputReader;
import io.tributary.infra.sim.view.PublicState;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Simulates a federation with its environment; the simulation decides which event happens when. */
final class SimulatedCluster {
  private static final long START = Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();

  /**
   * The codecs that all seeds share, because schemas are looked up once; the federation's name is
   * the same for all.
   */
  private static final Codecs CODECS =
      Codecs.of(
          SchemaRegistry.inMemory("simulation"), new TopicCatalogue(ScenarioDraw.FEDERATION, 1));

  private final SimulationScenario scenario;
  private final EventTrace trace;
  private final SplittableRandom random;
  private final BrokerLog log;
  private final DeliveredRecords deliveredRecords = new DeliveredRecords();
  private final RecordCounts recordCounts = new RecordCounts();
  private final SimulatedClients fleet;
  private final InvariantChecks checks;
  private final OutputReader outputs;
  private final SimulatedAggregator aggregator;

  /** The lead of the clock of each task's machine, in milliseconds. */
  private final long[] skews;

  private long now = START;
  private long crashes;
  private long commits;

  SimulatedCluster(
      SimulationScenario scenario,
      KafkaGuarantees kafkaGuarantees,
      EventTrace trace,
      SplittableRandom random) {
    this.scenario = scenario;
    this.trace = trace;
    this.random = random;
    var topics = new TopicCatalogue(ScenarioDraw.FEDERATION, scenario.partitions());
    log = new BrokerLog(topics, !scenario.habits().datedByClients());
    var view = new PublicState(scenario.spec().initialAdapter().digest());
    fleet =
        new SimulatedClients(
            scenario,
            new SimulatedRecordEncoder(topics, CODECS),
            view,
            deliveredRecords,
            random.split());
    checks = new InvariantChecks(scenario, deliveredRecords, START, () -> now);
    List<OutputListener> listeners =
        Stream.concat(Stream.of(view, recordCounts), checks.listeners().stream()).toList();
    outputs = new OutputReader(log, topics, CODECS, listeners);
    aggregator = new SimulatedAggregator(scenario, topics, CODECS, log, kafkaGuarantees, now);
    skews = new long[tasks()];
    for (int task = 0; task < skews.length; task++) {
      skews[task] = skew();
    }
  }

  int tasks() {
    return aggregator.tasks().size();
  }

  SimulatedClients fleet() {
    return fleet;
  }

  InvariantChecks checks() {
    return checks;
  }

  SimulatedAggregator aggregator() {
    return aggregator;
  }

  RecordCounts tally() {
    return recordCounts;
  }

  /** Lets time pass for the whole federation. */
  void pass(long millis) {
    now += millis;
  }

  /** Lets a client act. */
  void act() {
    if (!fleet.isDone()) {
      fleet.act(now);
    }
  }

  /** Lets an operator act. */
  void operate() {
    fleet.operate(now);
  }

  /** Lets a forger write where only the aggregator may. */
  void forge() {
    fleet.forge(now);
  }

  /** Delivers a transmission to the log, or loses it. */
  void deliver() {
    if (!fleet.network().isBusy()) {
      return;
    }
    List<InFlightRecord> arrived = fleet.network().deliver();
    var records = new ArrayList<LogRecord>(arrived.size());
    for (InFlightRecord inFlightRecord : arrived) {
      records.add(inFlightRecord.record());
      deliveredRecords.arrived(inFlightRecord.fact(), log.append(inFlightRecord.record(), now));
    }
    trace.event(now, "deliver", () -> arrived.isEmpty() ? "lost" : "");
    trace.records(records);
  }

  /** Lets a task read a record of any of its inputs; returns whether there was one. */
  boolean process(int index) {
    SimulatedTask task = aggregator.tasks().get(index);
    List<Integer> readable = task.readable();
    if (readable.isEmpty()) {
      return false;
    }
    int input = readable.get(random.nextInt(readable.size()));
    trace.event(now, "process", () -> task.name() + " " + task.next(input));
    task.process(input, clock(index));
    return true;
  }

  /** Lets a task look at the clock, if it is time. */
  void punctuate(int index) {
    SimulatedTask task = aggregator.tasks().get(index);
    if (task.isDue(clock(index))) {
      trace.event(now, "tick", task::name);
      task.punctuate(clock(index));
    }
  }

  /** Ends a task's transaction; returns whether it wrote anything. */
  boolean commit(int index) {
    SimulatedTask task = aggregator.tasks().get(index);
    if (!task.isDirty()) {
      return false;
    }
    trace.event(now, "commit", task::name);
    List<LogRecord> visible = task.commit();
    trace.records(visible);
    commits++;
    outputs.advance();
    return !visible.isEmpty();
  }

  /** Aborts a task's transaction and starts it again somewhere. */
  void crash(int index) {
    SimulatedTask task = aggregator.tasks().get(index);
    Revival revival = List.of(Revival.values()).get(random.nextInt(Revival.values().length));
    skews[index] = revival == Revival.ELSEWHERE ? skew() : skews[index];
    trace.event(now, "crash", () -> task.name() + " " + revival);
    task.crash(revival, clock(index));
    crashes++;
    outputs.advance();
  }

  /** Returns the counts of events so far. */
  SeedCounts counts(long twins) {
    return new SeedCounts(
        trace.events(),
        log.records(),
        crashes,
        commits,
        fleet.network().duplicated(),
        fleet.network().dropped(),
        twins,
        recordCounts.versions(),
        recordCounts.accepted());
  }

  private long clock(int task) {
    return now + skews[task];
  }

  private long skew() {
    long most = scenario.habits().taskSkewMillis();
    return most == 0 ? 0 : random.nextLong(-most, most);
  }
}
