package io.tributary.infra.sim;

import io.tributary.infra.sim.log.LogRecord;
import io.tributary.infra.sim.scenario.ScenarioDraw;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes what tasks write to a topic. */
final class Tampering implements KafkaGuarantees {
  static final TopicCatalogue TOPICS = new TopicCatalogue(ScenarioDraw.FEDERATION, 1);

  /** In the simulation's own registry. */
  static final Codecs CODECS = Codecs.of(SchemaRegistry.inMemory("simulation"), TOPICS);

  private final List<Change> changes = new ArrayList<>();

  private record Change(String topic, Function<LogRecord, List<LogRecord>> change) {}

  static Tampering none() {
    return new Tampering();
  }

  /** Records of a topic become others; tombstones stay. */
  <T> Tampering change(String topic, RecordCodec<T> codec, Function<T, List<T>> change) {
    changes.add(
        new Change(
            topic,
            record ->
                change.apply(read(codec, record)).stream()
                    .map(
                        value ->
                            new LogRecord(
                                record.topic(),
                                record.key(),
                                codec.encode(value),
                                record.timestamp()))
                    .toList()));
    return this;
  }

  /** Such records of a topic are lost. */
  <T> Tampering lose(String topic, RecordCodec<T> codec, Predicate<T> lost) {
    return change(topic, codec, value -> lost.test(value) ? List.of() : List.of(value));
  }

  /** Every record of a topic gets another time. */
  Tampering delay(String topic) {
    changes.add(
        new Change(
            topic,
            record ->
                List.of(
                    new LogRecord(
                        record.topic(), record.key(), record.value(), record.timestamp() + 1))));
    return this;
  }

  @Override
  public List<LogRecord> committed(List<LogRecord> outputs) {
    List<LogRecord> changed = outputs;
    for (Change one : changes) {
      var next = new ArrayList<LogRecord>();
      for (LogRecord record : changed) {
        if (record.topic().equals(one.topic()) && record.value() != null) {
          next.addAll(one.change().apply(record));
        } else {
          next.add(record);
        }
      }
      changed = next;
    }
    return changed;
  }

  private static <T> T read(RecordCodec<T> codec, LogRecord record) {
    try {
      return codec.decode(record.value());
    } catch (UndecodableRecord e) {
      throw new AssertionError("the aggregator wrote what nobody can read", e);
    }
  }
}
