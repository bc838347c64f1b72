package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.LayoutRule;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.merge.ChunkInspector;
import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.ClusterEvent.ChunkMeasured;
import io.tributary.schemas.event.ClusterEvent.ChunkMerged;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.UpdateChunk;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chunks and the ledger's orders in; inspections and the next versions' chunks out. */
final class MergeProcessor implements Processor<String, byte[], String, byte[]> {
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
  private final int parameters;
  private final LayoutRule layout;
  private final ChunkInspector inspector;
  private final SignatureRule signatures;
  private final PayloadLog.Source log;
  private final HeapBudget budget;
  private RecordWriter recordWriter;
  private RecordReader recordReader;
  private WaitingChunks stores;
  private Payloads payloads;
  private OpenWindows windows;
  private ChunkVersions versions;
  private ChunkMerge merge;
  private PersonalInitWriter starts;
  private OrderCheck orders;

  MergeProcessor(
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
    parameters = initial.values().length;
    layout = LayoutRule.of(spec.layout());
    inspector = new ChunkInspector(parameters);
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    recordWriter =
        new RecordWriter(
            Names.MERGE,
            context,
            RecordHeaders.ofAggregator(topics.federation()),
            codecs,
            topologyListener);
    recordReader =
        RecordReader.of(
            context, recordWriter, List.of(topics.updateChunks(), topics.chunkEvents()));
    stores = new WaitingChunks(context.getStateStore(Names.WINDOWS_STORE));
    // A task that is closed dirty and revived is initialised again: what its heap held may belong
    // to a transaction that was aborted.
    close();
    payloads = new Payloads(codecs.updateChunk(), log, topics.updateChunks(), budget);
    windows = new OpenWindows(plan, spec.layout(), stores, payloads, budget);
    versions = new ChunkVersions(context.getStateStore(Names.CURRENT_STORE), initial, origins());
    starts = new PersonalInitWriter(spec.merge().personal(), layout.digest(), windows);
    merge = new ChunkMerge(plan, spec.layout(), windows, versions, budget);
    orders = new OrderCheck(spec, plan.strategy(), route, stores, windows, versions, payloads);
  }

  /**
   * A site is merged again for the last of its chunks when those before it have their new version:
   * then the oldest that is needed is one more behind.
   */
  private int origins() {
    int needed = plan.strategy().needsOrigins() ? spec.window().maxStaleness() : 0;
    return route.wholeSites() ? needed + 1 : needed;
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
          .ifPresent(chunk -> onChunk(record, chunk));
    } else {
      recordReader
          .read(record, codecs.chunkEvent(), event -> route.recordKey(event).toString())
          .ifPresent(event -> onEvent(record, event));
    }
  }

  private void onChunk(Record<String, byte[]> record, UpdateChunk chunk) {
    String digest = Digests.full(chunk.payload());
    if (!recordReader.take(record, signatures.refuse(chunk, digest, layout.chunks()))) {
      return;
    }
    Optional<Rejection> foreign = layout.refuse(chunk);
    if (foreign.isPresent()) {
      recordReader.refuse(record, foreign.get(), chunk.update().toString());
      return;
    }
    ChunkRef ref = waiting(chunk).orElse(null);
    if (ref == null) {
      hold(chunk, new ChunkRef(recordReader.origin().offset(), digest), record.timestamp());
    } else if (!Digests.matches(ref.digest(), digest)) {
      // The first stays: it is the one that was inspected. The same bytes again change nothing.
      recordReader.refuse(record, otherBytes(chunk), chunk.update().toString());
    }
  }

  private Optional<ChunkRef> waiting(UpdateChunk chunk) {
    return stores.waiting(chunk.key(), chunk.update(), author(chunk));
  }

  private static Optional<ClientKey> author(UpdateChunk chunk) {
    return chunk.authorship().map(Authorship::key);
  }

  /** The chunk waits here, and its ledger learns what it is. */
  private void hold(UpdateChunk chunk, ChunkRef ref, long at) {
    stores.putWaiting(chunk.key(), chunk.update(), author(chunk), ref);
    payloads.keep(ref, chunk);
    ChunkInspected inspection = inspector.inspect(chunk, ref.digest());
    recordWriter.clusterEvent(inspection.at(ref.offset()), at);
  }

  private static Rejection otherBytes(UpdateChunk chunk) {
    return new Rejection(
        RejectReason.CHUNK_DIGEST,
        "chunk "
            + chunk.key()
            + " came before with other bytes: a retransmission must repeat them");
  }

  /**
   * A person released its update: the chunk waits again, by the rules of when it came. It may do so
   * already, where its client sent it once more.
   */
  private void inspect(Record<String, byte[]> record, ChunkCommand.Inspect order) {
    var named = new ChunkRef(order.offset(), order.digest());
    UpdateChunk chunk = payloads.chunk(order.key(), order.update(), named);
    String digest = Digests.full(chunk.payload());
    Optional<Rejection> flaw =
        signatures.refuse(chunk, digest, layout.chunks()).or(() -> layout.refuse(chunk));
    ChunkRef ref = waiting(chunk).orElse(new ChunkRef(order.offset(), digest));
    if (flaw.isPresent()) {
      recordReader.refuse(record, flaw.get());
    } else if (!Digests.matches(ref.digest(), digest)) {
      recordReader.refuse(record, otherBytes(chunk));
    } else {
      hold(chunk, ref, record.timestamp());
    }
  }

  private void onEvent(Record<String, byte[]> record, ChunkCommand event) {
    Optional<Rejection> flaw = orders.refuse(event);
    if (flaw.isPresent()) {
      recordReader.refuse(record, flaw.get());
      return;
    }
    try {
      if (event instanceof ChunkCommand.Inspect inspect) {
        inspect(record, inspect);
      } else {
        carryOut(event, record.timestamp());
      }
    } catch (PayloadGone e) {
      // A version is ordered again, and by then a person may have brought the payload back. A
      // release comes to nothing: its update is refused for want of the chunk.
      LOG.error("an order names a payload that is gone: chunk={}", event.key(), e);
      OrderCheck.invalid(e.getMessage()).ifPresent(gone -> recordReader.refuse(record, gone));
    }
  }

  private void carryOut(ChunkCommand event, long at) {
    if (event instanceof ChunkCommand.Apply apply) {
      apply(apply);
    } else if (event instanceof ChunkCommand.Drop drop) {
      stores
          .waiting(drop.key(), drop.update(), drop.author())
          .ifPresent(ref -> payloads.forget(drop.key(), ref));
      stores.dropWaiting(drop.key(), drop.update(), drop.author());
    } else if (event instanceof ChunkCommand.Measure measure) {
      measure(measure, at);
    } else if (event instanceof ChunkCommand.Close close) {
      if (orders.isRepeated(close)) {
        answerAgain(close, at);
      } else {
        close(close, at);
      }
    }
  }

  /**
   * The chunk that was accepted may wait here no longer: an order to drop it, given before a person
   * released its update, may have come in between. The log has it. An order that names no chunk, as
   * they were written before, means the one that waits.
   */
  private void apply(ChunkCommand.Apply apply) {
    ChunkKey key = apply.key();
    Optional<ChunkRef> waiting = stores.waiting(key, apply.update(), apply.author());
    ChunkRef accepted = apply.offset() >= 0 ? ChunkRef.of(apply) : waiting.orElseThrow();
    windows.add(apply, accepted);
    waiting.filter(ref -> !ref.equals(accepted)).ifPresent(ref -> payloads.forget(key, ref));
    stores.dropWaiting(key, apply.update(), apply.author());
  }

  private void measure(ChunkCommand.Measure measure, long at) {
    Distances distances = merge.measure(measure);
    recordWriter.clusterEvent(
        new ChunkMeasured(
            measure.key().cluster(),
            measure.version(),
            measure.key().index(),
            distances.updates(),
            Arrays.stream(distances.squares()).boxed().toList()),
        at);
    earlyCommits.request(recordReader.context());
  }

  private void close(ChunkCommand.Close close, long at) {
    ChunkKey key = close.key();
    // Nothing may be written before all that the window holds is known to be readable.
    windows.parts(key, close.version());
    ChunkVersions.Newest base = versions.newest(key);
    int length = AdapterChunks.length(parameters, key.index());
    float[][] moments = versions.moments(key, plan.optimizer().initialMoments(length));
    ChunkMerge.Merged merged = merge.close(close, base.values(), moments);
    byte[] payload = AdapterChunks.bytes(merged.values());
    String digest = Digests.full(ByteBuffer.wrap(payload));
    // Until here nothing is stored, so that a payload that is gone leaves everything as it was.
    starts.forEach(close, merged.values(), digest, start -> recordWriter.personalChunk(start, at));
    versions.put(key, close.version(), payload, moments);
    merge.forget(close);
    recordWriter.adapterChunk(
        new AdapterChunk(key, close.version(), payload, Optional.of(layout.digest())), at);
    recordWriter.clusterEvent(
        new ChunkMerged(key.cluster(), close.version(), key.index(), digest, merged.agreement()),
        at);
    earlyCommits.request(recordReader.context());
  }

  private void answerAgain(ChunkCommand.Close close, long at) {
    ChunkKey key = close.key();
    FloatBuffer values = versions.newest(key).values();
    float[] made = new float[values.remaining()];
    values.get(made);
    String digest = Digests.full(ByteBuffer.wrap(AdapterChunks.bytes(made)));
    recordWriter.clusterEvent(
        new ChunkMerged(key.cluster(), close.version(), key.index(), digest, List.of()), at);
  }
}
