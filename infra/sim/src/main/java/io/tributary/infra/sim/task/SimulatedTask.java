package io.tributary.infra.sim.task;

import io.tributary.infra.sim.log.BrokerLog;
import io.tributary.infra.sim.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * One task: a part of the topology over one partition of its inputs. What it reads, writes and
 * stores becomes visible and lasting together, at a commit; a crash takes all of it back.
 */
public final class SimulatedTask {
  private final TopologyPart part;
  private final int partition;
  private final BrokerLog log;
  private final KafkaGuarantees kafkaGuarantees;
  private final Consumer<List<LogRecord>> written;
  private final List<Input> inputs;
  private final Map<String, TransactionalStore> stores = new TreeMap<>();
  private final List<LogRecord> outputs = new ArrayList<>();
  private final TaskHistory history = new TaskHistory();
  private Processor<String, byte[], String, byte[]> processor;
  private TaskContext<byte[]> context;
  private long streamTime = -1;
  private boolean dirty;

  /** The way in which a task starts again. */
  public enum Revival {
    /** The task returns on another machine, where nothing of the heap is left. */
    ELSEWHERE,
    /** The task returns where it was, after it was closed. */
    CLOSED,
    /** The task returns where it was, and was not even closed. */
    LEFT_AS_IT_WAS
  }

  private record Metadata(String topic, int partition, long offset) implements RecordMetadata {}

  /** A partition that the task reads. */
  private static final class Input {
    final String topic;
    int position;
    int committed;

    /** The largest time of a record so far, which is used for a record that has none. */
    long time = -1;

    long committedTime = -1;

    Input(String topic) {
      this.topic = topic;
    }

    void commit() {
      committed = position;
      committedTime = time;
    }

    void undo() {
      position = committed;
      time = committedTime;
    }
  }

  private SimulatedTask(
      TopologyPart part,
      int partition,
      BrokerLog log,
      KafkaGuarantees kafkaGuarantees,
      Consumer<List<LogRecord>> written,
      long clock) {
    this.part = part;
    this.partition = partition;
    this.log = log;
    this.kafkaGuarantees = kafkaGuarantees;
    this.written = written;
    inputs = part.inputs().stream().map(Input::new).toList();
    part.stores().forEach(store -> stores.put(store, new TransactionalStore(store)));
    start(Revival.ELSEWHERE, clock);
  }

  /** Starts a task with empty stores. */
  public static SimulatedTask start(
      TopologyPart part,
      int partition,
      BrokerLog log,
      KafkaGuarantees kafkaGuarantees,
      long clock) {
    return new SimulatedTask(part, partition, log, kafkaGuarantees, log::append, clock);
  }

  /** Starts a task whose outputs stay invisible. */
  static SimulatedTask unseen(TopologyPart part, int partition, BrokerLog log, long clock) {
    return new SimulatedTask(part, partition, log, KafkaGuarantees.KEPT, outputs -> {}, clock);
  }

  /** Returns the part's name and the partition. */
  public String name() {
    return part.name() + "-" + partition;
  }

  /** Returns the inputs that have a record to be read. */
  public List<Integer> readable() {
    var readable = new ArrayList<Integer>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).position < log.end(inputs.get(i).topic, partition)) {
        readable.add(i);
      }
    }
    return readable;
  }

  /** Returns whether there is a record to be read. */
  public boolean hasInput() {
    for (Input input : inputs) {
      if (input.position < log.end(input.topic, partition)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it did anything since the last commit. */
  public boolean isDirty() {
    return dirty;
  }

  /** Returns the record of an input that it would read next. */
  public LogRecord next(int index) {
    Input input = inputs.get(index);
    return log.at(input.topic, partition, input.position);
  }

  /**
   * Reads the next record of an input.
   *
   * @throws TaskFailed if the processor throws
   */
  public void process(int index, long clock) {
    Input input = inputs.get(index);
    int offset = input.position++;
    LogRecord read = log.at(input.topic, partition, offset);
    var consumed =
        new ConsumerRecord<Object, Object>(
            input.topic,
            partition,
            offset,
            read.timestamp(),
            log.timestampType(input.topic),
            0,
            0,
            read.key(),
            read.value(),
            new RecordHeaders(),
            Optional.empty());
    part.clock().set(clock);
    long time = part.times().get(index).extract(consumed, input.time);
    input.time = Math.max(input.time, time);
    did(new TaskStep(TaskStep.Kind.READ, index, clock));
    context.reads(new Metadata(input.topic, partition, offset), time, clock);
    attempt(
        "read offset " + offset + " of " + read,
        () -> processor.process(new Record<>(read.key(), read.value(), time)));
  }

  /** Returns whether a call by the clock is due. */
  public boolean isDue(long clock) {
    return context.isDue(clock);
  }

  /**
   * Makes the calls by the clock that are due.
   *
   * @throws TaskFailed if the processor throws
   */
  public void punctuate(long clock) {
    did(new TaskStep(TaskStep.Kind.PUNCTUATED, -1, clock));
    attempt("looked at the clock", () -> context.punctuate(clock));
  }

  /** Commits the transaction, so that all of it is visible; returns the outputs. */
  public List<LogRecord> commit() {
    List<LogRecord> visible = kafkaGuarantees.committed(List.copyOf(outputs));
    written.accept(visible);
    history.committed(visible);
    stores.values().forEach(TransactionalStore::commitChanges);
    inputs.forEach(Input::commit);
    streamTime = context.streamTime();
    outputs.clear();
    dirty = false;
    return visible;
  }

  /** Takes back what was not committed, and starts again. */
  public void crash(Revival revival, long clock) {
    if (!kafkaGuarantees.hidesAborted()) {
      written.accept(List.copyOf(outputs));
    }
    outputs.clear();
    if (kafkaGuarantees.undoesStores()) {
      stores.values().forEach(TransactionalStore::undoChanges);
    }
    if (kafkaGuarantees.undoesPositions()) {
      inputs.forEach(Input::undo);
    }
    dirty = false;
    start(revival, clock);
  }

  /**
   * Returns the committed content of its stores, by their names, if it has just committed; the
   * caller must not change it.
   */
  public Map<String, SortedMap<String, byte[]>> stored() {
    var stored = new TreeMap<String, SortedMap<String, byte[]>>();
    stores.forEach((name, store) -> stored.put(name, store.content()));
    return stored;
  }

  TaskHistory history() {
    return history;
  }

  int partition() {
    return partition;
  }

  private void did(TaskStep step) {
    dirty = true;
    history.did(step);
  }

  private void start(Revival revival, long clock) {
    if (processor != null && revival != Revival.LEFT_AS_IT_WAS) {
      processor.close();
    }
    if (processor == null || revival == Revival.ELSEWHERE) {
      processor = part.supplier().get();
    }
    history.started(clock);
    context =
        new TaskContext<>(
            new TaskId(0, partition), stores, part.sinks(), outputs, clock, streamTime);
    attempt("started", () -> processor.init(context));
  }

  private void attempt(String doing, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      throw new TaskFailed(name(), doing, e);
    }
  }
}
