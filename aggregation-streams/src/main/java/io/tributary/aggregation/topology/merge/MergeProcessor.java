package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.gate.LayoutRule;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.merge.ChunkInspector;
import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.aggregation.topology.processor.EarlyCommits;
import io.tributary.aggregation.topology.processor.RecordReader;
import io.tributary.aggregation.topology.processor.RecordWriter;
import io.tributary.aggregation.topology.processor.StateAlarms;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.aggregation.topology.processor.UnreadableEntry;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads chunks and the ledgers' commands; writes replies, the next versions' chunks and personal
 * starts. One record is one transaction.
 */
public final class MergeProcessor implements Processor<String, byte[], String, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(MergeProcessor.class);

  private final FederationSpec spec;
  private final MergePlan plan;
  private final LoraAdapter initial;
  private final ChunkRoute route;
  private final TopicCatalogue topics;
  private final String updateChunks;
  private final Codecs codecs;
  private final TopologyListener topologyListener;
  private final EarlyCommits earlyCommits;
  private final LayoutRule layout;
  private final ChunkInspector inspector;
  private final SignatureRule signatures;
  private final PayloadLog.Source log;
  private final HeapBudget budget;
  private RecordWriter recordWriter;
  private RecordReader recordReader;
  private WaitingChunks stores;
  private PayloadReader payloads;
  private OpenWindows windows;
  private ChunkIntake intake;
  private ChunkMerge merge;
  private CommandCheck commands;

  public MergeProcessor(
      FederationSpec spec,
      SignatureRule signatures,
      TopicCatalogue topics,
      Codecs codecs,
      PayloadLog.Source log,
      MergeResources heap,
      EarlyCommits earlyCommits,
      TopologyListener topologyListener) {
    this.spec = spec;
    this.signatures = signatures;
    plan = MergePlan.of(spec.merge());
    route = ChunkRoute.of(plan.strategy());
    initial = heap.initial();
    this.topics = topics;
    updateChunks = topics.updateChunks().name();
    this.codecs = codecs;
    this.topologyListener = topologyListener;
    this.earlyCommits = earlyCommits;
    this.log = log;
    budget = heap.budget();
    layout = LayoutRule.of(spec.layout());
    inspector = new ChunkInspector(initial.values().length);
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    recordWriter =
        new RecordWriter(
            TopologyNames.MERGE,
            context,
            RecordHeaders.ofAggregator(topics.federation()),
            codecs,
            topologyListener);
    recordReader =
        RecordReader.of(
            context, recordWriter, List.of(topics.updateChunks(), topics.chunkEvents()));
    stores = new WaitingChunks(context.getStateStore(TopologyNames.WINDOWS_STORE));
    // A task that is closed dirty and revived is initialised again: its heap may contain state of
    // an aborted transaction.
    close();
    payloads = new PayloadReader(codecs.updateChunk(), log, topics.updateChunks(), budget);
    windows = new OpenWindows(plan, spec.layout(), stores, payloads, budget);
    intake = new ChunkIntake(signatures, layout, inspector, stores, payloads, recordReader);
    var versions =
        new ChunkVersions(context.getStateStore(TopologyNames.CURRENT_STORE), initial, origins());
    merge =
        new ChunkMerge(
            plan,
            spec.layout(),
            windows,
            versions,
            new ModuleMerge(spec.layout(), windows, versions, budget),
            new PersonalInitWriter(spec.merge().personal(), layout.digest(), windows));
    commands = new CommandCheck(spec, plan.strategy(), route, stores, windows, versions, payloads);
  }

  /**
   * Returns how many earlier versions must stay readable. A target module is merged again for the
   * last of its chunks when the chunks before it have their new version: then the oldest version
   * needed is one more behind.
   */
  private int origins() {
    int needed = plan.strategy().needsOrigins() ? spec.window().maxStaleness() : 0;
    return route.wholeModules() ? needed + 1 : needed;
  }

  @Override
  public void close() {
    if (merge != null) {
      merge.forgetHeap();
      payloads.close();
    }
  }

  /** A step that needs an unreadable entry stops; everything known about the entry is reported. */
  @Override
  public void process(Record<String, byte[]> read) {
    Record<String, byte[]> record = recordReader.dated(read);
    try {
      take(record);
    } catch (UnreadableEntry e) {
      StateAlarms alarms =
          new StateAlarms(e.store(), recordReader.context().getStateStore(e.store()));
      boolean removed = e.tell(alarms);
      alarms.raise(recordWriter, record.timestamp());
      if (removed) {
        take(record);
      } else {
        recordReader.refuse(record, StateAlarms.rejection(e.what()));
      }
    }
  }

  private void take(Record<String, byte[]> record) {
    if (recordReader.origin().topic().equals(updateChunks)) {
      recordReader
          .read(record, codecs.updateChunk(), chunk -> chunk.key().toString())
          .flatMap(chunk -> intake.arrived(record, chunk))
          .ifPresent(reply -> reply(reply, record.timestamp()));
    } else {
      recordReader
          .read(record, codecs.chunkEvent(), command -> route.recordKey(command).toString())
          .ifPresent(command -> onCommand(record, command));
    }
  }

  private void onCommand(Record<String, byte[]> record, ChunkCommand command) {
    Optional<Rejection> flaw = commands.refuse(command);
    if (flaw.isPresent()) {
      recordReader.refuse(record, flaw.get());
      return;
    }
    try {
      command.accept(new Execution(record)).ifPresent(reply -> reply(reply, record.timestamp()));
    } catch (PayloadGone e) {
      // The ledger repeats its command for a version, and by then a person may have brought the
      // payload back. A release comes to nothing: its update is rejected for want of the chunk.
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKeys.CHUNK, command.key())
          .log("a command names a payload that is gone");
      CommandCheck.invalid(e.getMessage()).ifPresent(gone -> recordReader.refuse(record, gone));
    }
  }

  private void reply(ChunkReply reply, long at) {
    recordWriter.clusterEvent(reply, at);
  }

  /** Carries out one command, and returns the reply to it if there is one. */
  private final class Execution implements ChunkCommand.Visitor<Optional<ChunkReply>> {
    private final Record<String, byte[]> record;

    Execution(Record<String, byte[]> record) {
      this.record = record;
    }

    /**
     * Adds the chunk that was accepted to its window. It may wait here no longer: a command to drop
     * it, given before an operator released its update, may have come in between. The log has it. A
     * command that names no chunk, as they were written before, means the one that waits.
     */
    @Override
    public Optional<ChunkReply> apply(ChunkCommand.Apply apply) {
      ChunkKey key = apply.key();
      Optional<ChunkRef> waiting = stores.waiting(key, apply.update(), apply.author());
      ChunkRef accepted = apply.offset() >= 0 ? ChunkRef.of(apply) : waiting.orElseThrow();
      windows.add(apply, accepted);
      waiting.filter(ref -> !ref.equals(accepted)).ifPresent(ref -> payloads.forget(key, ref));
      stores.dropWaiting(key, apply.update(), apply.author());
      return Optional.empty();
    }

    @Override
    public Optional<ChunkReply> inspect(ChunkCommand.Inspect inspect) {
      return intake.again(record, inspect);
    }

    @Override
    public Optional<ChunkReply> drop(ChunkCommand.Drop drop) {
      stores
          .waiting(drop.key(), drop.update(), drop.author())
          .ifPresent(ref -> payloads.forget(drop.key(), ref));
      stores.dropWaiting(drop.key(), drop.update(), drop.author());
      return Optional.empty();
    }

    @Override
    public Optional<ChunkReply> measure(ChunkCommand.Measure measure) {
      Distances distances = merge.measure(measure);
      earlyCommits.request(recordReader.context());
      return Optional.of(
          new ChunkMeasured(
              measure.key().cluster(),
              measure.version(),
              measure.key().index(),
              distances.updates(),
              Arrays.stream(distances.squares()).boxed().toList()));
    }

    /** Writes the chunk of the version; where it is written already, only replies once more. */
    @Override
    public Optional<ChunkReply> close(ChunkCommand.Close close) {
      ChunkKey key = close.key();
      if (commands.isRepeated(close)) {
        return Optional.of(merged(close, merge.newest(key)));
      }
      long at = record.timestamp();
      ChunkMerge.Merged chunk = merge.close(close, start -> recordWriter.personalChunk(start, at));
      recordWriter.adapterChunk(
          new AdapterChunk(key, close.version(), chunk.payload(), Optional.of(layout.digest())),
          at);
      earlyCommits.request(recordReader.context());
      return Optional.of(merged(close, chunk));
    }

    private static ChunkMerged merged(ChunkCommand.Close close, ChunkMerge.Merged chunk) {
      return new ChunkMerged(
          close.key().cluster(),
          close.version(),
          close.key().index(),
          chunk.digest(),
          chunk.agreement());
    }
  }
}
