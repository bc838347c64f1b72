package io.tributary.infra.sim.task;

import io.tributary.infra.sim.log.LogRecord;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The context of a processor during one life of its task. Methods that the product's processors
 * never call are refused, so that a new call is noticed.
 *
 * @param <V> always {@code byte[]}, which Java does not accept as the bound of a method's type
 */
final class TaskContext<V> implements ProcessorContext<String, V> {
  private final TaskId task;
  private final Map<String, TransactionalStore> stores;
  private final Map<String, String> sinks;
  private final List<LogRecord> outputs;
  private final List<Punctuation> punctuations = new ArrayList<>();
  private RecordMetadata reading;
  private long clock;
  private long streamTime;

  /** A callback at every interval of the wall clock. */
  private static final class Punctuation {
    final long interval;
    final Punctuator callback;
    long next;

    Punctuation(long interval, Punctuator callback, long next) {
      this.interval = interval;
      this.callback = callback;
      this.next = next;
    }
  }

  /**
   * Creates the context of a life that begins.
   *
   * @param outputs receives what the processor writes
   * @param clock of the machine
   * @param streamTime largest time of any record of the task so far, -1 before the first
   */
  TaskContext(
      TaskId task,
      Map<String, TransactionalStore> stores,
      Map<String, String> sinks,
      List<LogRecord> outputs,
      long clock,
      long streamTime) {
    this.task = task;
    this.stores = stores;
    this.sinks = sinks;
    this.outputs = outputs;
    this.clock = clock;
    this.streamTime = streamTime;
  }

  /** Sets the record that is being processed from now on. */
  void reads(RecordMetadata metadata, long time, long now) {
    reading = metadata;
    streamTime = Math.max(streamTime, time);
    clock = now;
  }

  /** Returns whether a callback is due by a clock. */
  boolean isDue(long now) {
    return punctuations.stream().anyMatch(punctuation -> punctuation.next <= now);
  }

  /** Makes the callbacks that are due; missed ones are skipped, as in Kafka Streams. */
  void punctuate(long now) {
    reading = null;
    clock = now;
    for (Punctuation punctuation : List.copyOf(punctuations)) {
      if (punctuation.next <= now) {
        long missed = (now - punctuation.next) / punctuation.interval;
        punctuation.next += (missed + 1) * punctuation.interval;
        punctuation.callback.punctuate(now);
      }
    }
  }

  long streamTime() {
    return streamTime;
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return Optional.ofNullable(reading);
  }

  @Override
  public TaskId taskId() {
    return task;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Kafka Streams declares it
  public <S extends StateStore> S getStateStore(String name) {
    return (S) stores.get(name);
  }

  @Override
  public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
    if (type != PunctuationType.WALL_CLOCK_TIME) {
      throw unknown("punctuations by stream time");
    }
    var punctuation = new Punctuation(interval.toMillis(), callback, clock + interval.toMillis());
    punctuations.add(punctuation);
    return () -> punctuations.remove(punctuation);
  }

  @Override
  public Cancellable schedule(
      Instant start, Duration interval, PunctuationType type, Punctuator callback) {
    throw unknown("punctuations from a point in time on");
  }

  @Override
  public <A extends String, B extends V> void forward(Record<A, B> record, String sink) {
    byte[] value = (byte[]) record.value();
    outputs.add(new LogRecord(sinks.get(sink), record.key(), value, record.timestamp()));
  }

  @Override
  public long currentSystemTimeMs() {
    return clock;
  }

  @Override
  public long currentStreamTimeMs() {
    return streamTime;
  }

  @Override
  public <A extends String, B extends V> void forward(Record<A, B> record) {
    throw unknown("forwarding to all sinks");
  }

  @Override
  public String applicationId() {
    throw unknown("an application id");
  }

  @Override
  public Serde<?> keySerde() {
    throw unknown("default serdes");
  }

  @Override
  public Serde<?> valueSerde() {
    throw unknown("default serdes");
  }

  @Override
  public File stateDir() {
    throw unknown("a state directory");
  }

  @Override
  public StreamsMetrics metrics() {
    throw unknown("metrics");
  }

  @Override
  public void commit() {
    // This is a request, which may be granted at any time: the seed determines when commits happen.
  }

  @Override
  public Map<String, Object> appConfigs() {
    throw unknown("settings");
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    throw unknown("settings");
  }

  private static UnsupportedOperationException unknown(String what) {
    return new UnsupportedOperationException("the simulation of Kafka Streams knows no " + what);
  }
}
