package io.tributary.infra.sim.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A topology that records what is added to it, because Kafka Streams does not reveal it afterwards.
 * The shipped code builds it, so its parts are the shipped ones.
 */
public final class RecordedTopology extends Topology {
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, ProcessorSupplier<?, ?, ?, ?>> processors = new LinkedHashMap<>();
  private final Map<String, List<String>> parents = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> sinks = new LinkedHashMap<>();
  private final Map<String, List<String>> stores = new LinkedHashMap<>();

  private final SimulatedClock clock;

  /**
   * Creates a topology to which nothing is added yet.
   *
   * @param clock by which the sources bound records' times
   */
  public RecordedTopology(SimulatedClock clock) {
    this.clock = clock;
  }

  private record Source(String topic, TimestampExtractor times) {}

  /** Returns its parts, in the order in which they were added. */
  public List<TopologyPart> parts() {
    return processors.keySet().stream().map(this::part).toList();
  }

  private TopologyPart part(String processor) {
    List<Source> read = parents.get(processor).stream().map(sources::get).toList();
    return new TopologyPart(
        processor,
        supplier(processor),
        read.stream().map(Source::topic).toList(),
        read.stream().map(Source::times).toList(),
        clock,
        sinks.getOrDefault(processor, Map.of()),
        stores.getOrDefault(processor, List.of()));
  }

  @SuppressWarnings("unchecked") // every node of the aggregator reads and writes text and bytes
  private ProcessorSupplier<String, byte[], String, byte[]> supplier(String processor) {
    return (ProcessorSupplier<String, byte[], String, byte[]>) processors.get(processor);
  }

  @Override
  public synchronized <K, V> Topology addSource(
      org.apache.kafka.streams.AutoOffsetReset reset,
      String name,
      TimestampExtractor times,
      Deserializer<K> keys,
      Deserializer<V> values,
      String... topics) {
    for (String topic : topics) {
      sources.put(name, new Source(topic, times));
    }
    return super.addSource(reset, name, times, keys, values, topics);
  }

  @Override
  public synchronized <K, V, L, W> Topology addProcessor(
      String name, ProcessorSupplier<K, V, L, W> supplier, String... parentNames) {
    processors.put(name, supplier);
    parents.put(name, List.of(parentNames));
    return super.addProcessor(name, supplier, parentNames);
  }

  @Override
  public synchronized <K, V> Topology addSink(
      String name, String topic, Serializer<K> keys, Serializer<V> values, String... parentNames) {
    for (String parent : parentNames) {
      sinks.computeIfAbsent(parent, processor -> new TreeMap<>()).put(name, topic);
    }
    return super.addSink(name, topic, keys, values, parentNames);
  }

  @Override
  public synchronized <S extends StateStore> Topology addStateStore(
      StoreBuilder<S> builder, String... processorNames) {
    Arrays.stream(processorNames)
        .forEach(
            processor ->
                stores.computeIfAbsent(processor, p -> new ArrayList<>()).add(builder.name()));
    return super.addStateStore(builder, processorNames);
  }
}
