package io.tributary.infra.sim;

import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.aggregation.topology.AggregationTopology;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.infra.sim.log.BrokerLog;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.infra.sim.task.RecordedTopology;
import io.tributary.infra.sim.task.SimulatedClock;
import io.tributary.infra.sim.task.SimulatedTask;
import io.tributary.infra.sim.task.TaskReplay;
import io.tributary.infra.sim.task.TopologyPart;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Runs the shipped topology as tasks: one for each of its parts and each partition. */
final class SimulatedAggregator {
  private final SimulationScenario scenario;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final BrokerLog log;
  private final KafkaGuarantees kafkaGuarantees;
  private final List<SimulatedTask> tasks = new ArrayList<>();
  private final List<TopologyPart> partOfTask = new ArrayList<>();

  SimulatedAggregator(
      SimulationScenario scenario,
      TopicCatalogue topics,
      Codecs codecs,
      BrokerLog log,
      KafkaGuarantees kafkaGuarantees,
      long now) {
    this.scenario = scenario;
    this.topics = topics;
    this.codecs = codecs;
    this.log = log;
    this.kafkaGuarantees = kafkaGuarantees;
    for (TopologyPart part : parts(scenario.settings())) {
      int partitions = log.partitions(part.inputs().get(0));
      for (int partition = 0; partition < partitions; partition++) {
        tasks.add(SimulatedTask.start(part, partition, log, kafkaGuarantees, now));
        partOfTask.add(part);
      }
    }
  }

  List<SimulatedTask> tasks() {
    return tasks;
  }

  /** Returns the content of one store in all tasks that have it. */
  List<SortedMap<String, byte[]>> stored(String store) {
    return tasks.stream()
        .map(SimulatedTask::stored)
        .filter(stores -> stores.containsKey(store))
        .map(stores -> stores.get(store))
        .toList();
  }

  /** Describes where a task differs from its twin, which has another heap; empty if nowhere. */
  Optional<String> twinDifference(boolean startsOnce) {
    TopologySettings own = scenario.settings();
    var other =
        new TopologySettings(
            own.limits(),
            own.retainedVersions(),
            own.tick(),
            own.chunkState(),
            own.payloadHeapBytes() == 0 ? Integer.MAX_VALUE : 0,
            own.membersToldEvery());
    List<TopologyPart> twins = parts(other);
    for (int i = 0; i < tasks.size(); i++) {
      SimulatedTask task = tasks.get(i);
      String name = partOfTask.get(i).name();
      TopologyPart part =
          twins.stream().filter(twin -> twin.name().equals(name)).findFirst().orElseThrow();
      Optional<String> difference = new TaskReplay(part, startsOnce, log).difference(task);
      if (difference.isPresent()) {
        return difference.map(text -> task.name() + ": " + text);
      }
    }
    return Optional.empty();
  }

  private List<TopologyPart> parts(TopologySettings settings) {
    var clock = new SimulatedClock();
    var topology = new RecordedTopology(clock);
    new AggregationTopology(
            scenario.spec(),
            topics,
            codecs,
            settings,
            this::payloadsOf,
            TopologyListener.NONE,
            AggregationTopology.bounded(clock))
        .addTo(topology);
    return topology.parts();
  }

  private PayloadLog payloadsOf(int partition) {
    return new PayloadLog() {
      @Override
      public byte[] read(long offset) {
        if (!kafkaGuarantees.answersReads()) {
          throw new IllegalStateException("the broker does not answer");
        }
        String topic = topics.updateChunks().name();
        if (offset < 0 || offset >= log.end(topic, partition)) {
          throw new PayloadGone("nothing lies at offset " + offset, null);
        }
        return log.at(topic, partition, Math.toIntExact(offset)).value();
      }

      @Override
      public void close() {}
    };
  }
}
