package io.tributary.infra.sim.task;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * One processor of the topology with everything around it. It exchanges records with the other
 * parts only through topics.
 *
 * @param name of the processor
 * @param supplier of processors, one for each task
 * @param inputs topics that it reads, whose partitions belong together
 * @param times extractors of each input's record times
 * @param clock that {@code times} use
 * @param sinks topics that it writes, by the names of its sinks
 * @param stores names of its stores
 */
public record TopologyPart(
    String name,
    ProcessorSupplier<String, byte[], String, byte[]> supplier,
    List<String> inputs,
    List<TimestampExtractor> times,
    SimulatedClock clock,
    Map<String, String> sinks,
    List<String> stores) {}
