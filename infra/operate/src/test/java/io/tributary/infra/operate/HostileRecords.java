package io.tributary.infra.operate;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaSubject;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * What anybody with the rights of a worker, or of an aggregator, may write into the topics that
 * people read: one of each kind for each topic.
 */
public final class HostileRecords {
  public static final String ESCAPES = "\u001b]0;owned\u0007\u001b[31m\u001b[2J\r\n\u009b31m\u202e";
  private static final String DIGEST = "ab".repeat(8);
  private static final int HEADER = 5;

  private final TopicCatalogue topics;
  private final Map<String, Sound> sound = new LinkedHashMap<>();

  /** One record of a batch. */
  public record Hostile(String topic, String key, byte[] value) {}

  /** A record that its topic takes. */
  private record Sound(String key, byte[] value, Schema schema) {}

  public HostileRecords(SentFederation federation) {
    topics = federation.topics();
    Instant now = Instant.now();
    var update = new UpdateId(new SlotId(new ClientId("evil"), 0), 1);
    soundOfClients(federation, update, now);
    soundOfTheAggregator(federation, update, now);
    soundDecisions(federation, update, now);
  }

  private void soundOfClients(SentFederation federation, UpdateId update, Instant now) {
    Codecs codecs = federation.codecs();
    SlotId slot = update.slot();
    sound(
        topics.taskEmbeddings().name(),
        slot.toString(),
        codecs
            .taskEmbedding()
            .encode(
                new TaskEmbedding(
                    slot, 1, federation.spec().baseModel(), 9, new float[] {0, 1}, 0.1, now)));
    sound(
        topics.adapterUpdates().name(),
        "c0",
        codecs
            .updateManifest()
            .encode(
                new UpdateManifest(
                    update,
                    new AdapterVersion(SentFederation.C0, 0, 0, DIGEST),
                    1,
                    DIGEST,
                    9,
                    now,
                    PayloadEncoding.FLOAT32,
                    List.of(DIGEST),
                    1,
                    new TrainingSummary(10, 1, 0.5, 1000, 2000))));
    sound(
        topics.workerReports().name(),
        "evil",
        codecs
            .workerReport()
            .encode(
                new WorkerReport(slot.client(), WorkerReport.Phase.EMBEDDING, -1, Map.of(), now)));
    sound(
        topics.clientPolicy().name(),
        "evil",
        codecs
            .clientPolicy()
            .encode(new ClientPolicy(slot.client(), false, new OperatorDecision("", ""), now)));
  }

  private void soundOfTheAggregator(SentFederation federation, UpdateId update, Instant now) {
    Codecs codecs = federation.codecs();
    sound(
        topics.clusterState().name(),
        ClusterState.KEY,
        codecs
            .clusterState()
            .encode(
                new ClusterState(
                    1,
                    1,
                    federation.spec().baseModel(),
                    List.of(new ClusterCentroid(SentFederation.C0, new float[] {0, 1}, 0.5)),
                    new TreeMap<>(Map.of(update.slot(), SentFederation.C0)),
                    Set.of(),
                    now)));
    sound(
        topics.globalAdapters().name(),
        "c0/1",
        codecs
            .adapterManifest()
            .encode(
                new AdapterManifest(
                    new AdapterVersion(SentFederation.C0, 1, 1, DIGEST),
                    DIGEST,
                    DIGEST,
                    List.of(DIGEST),
                    List.of(),
                    now)));
  }

  private void soundDecisions(SentFederation federation, UpdateId update, Instant now) {
    Codecs codecs = federation.codecs();
    sound(
        topics.updateLedger().name(),
        "c0",
        codecs
            .ledgerEntry()
            .encode(
                new LedgerEntry(
                    update,
                    SentFederation.C0,
                    LedgerEntry.Verdict.ACCEPTED,
                    RejectReason.NONE,
                    "",
                    1,
                    256,
                    1,
                    0,
                    now,
                    1)));
    sound(
        topics.quarantine().name(),
        "evil/0#1",
        codecs
            .quarantineRecord()
            .encode(
                new QuarantineRecord(
                    "evil/0#1",
                    RejectReason.NORM_BOUND,
                    "too large",
                    topics.adapterUpdates().name(),
                    0,
                    0,
                    new byte[0],
                    now,
                    QuarantineRecord.Status.OPEN)));
  }

  /** Records and tombstones under keys that name nothing, or somebody else. */
  public List<Hostile> keys() {
    var batch = new ArrayList<Hostile>();
    sound.forEach(
        (topic, record) -> {
          for (String key : new String[] {null, "", "no such key", ESCAPES, "k".repeat(100_000)}) {
            if (key == null && isCompacted(topic)) {
              // The broker itself refuses such a record.
              continue;
            }
            batch.add(new Hostile(topic, key, null));
            batch.add(new Hostile(topic, key, record.value()));
          }
        });
    return batch;
  }

  private boolean isCompacted(String topic) {
    return topics.all().stream()
        .filter(spec -> spec.name().equals(topic))
        .anyMatch(spec -> spec.cleanup() == TopicSpec.Cleanup.COMPACT);
  }

  /** Bytes that are no record of their topic. */
  public List<Hostile> bytes() {
    var batch = new ArrayList<Hostile>();
    sound.forEach(
        (topic, record) -> {
          batch.add(new Hostile(topic, record.key(), new byte[0]));
          batch.add(new Hostile(topic, record.key(), new byte[] {7}));
          batch.add(new Hostile(topic, record.key(), new byte[] {0, 127, 127, 127, 127, 1, 2}));
          byte[] damaged = record.value().clone();
          java.util.Arrays.fill(damaged, HEADER, damaged.length, (byte) 0xff);
          batch.add(new Hostile(topic, record.key(), damaged));
          byte[] huge = java.util.Arrays.copyOf(damaged, 700_000);
          batch.add(new Hostile(topic, record.key(), huge));
          sound.values().stream()
              .filter(other -> !other.equals(record))
              .forEach(other -> batch.add(new Hostile(topic, record.key(), other.value())));
        });
    return batch;
  }

  /** Values at and beyond the bounds of each field, one field at a time. */
  public List<Hostile> extremes() {
    var batch = new ArrayList<Hostile>();
    sound.forEach(
        (topic, record) -> {
          for (Schema.Field field : record.schema().getFields()) {
            for (Object value : extremes(field.schema())) {
              batch.add(new Hostile(topic, record.key(), with(record, field.name(), value)));
            }
          }
        });
    return batch;
  }

  private static List<Object> extremes(Schema schema) {
    return switch (schema.getType()) {
      case INT -> List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1_000_000_000);
      case LONG -> List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L);
      case FLOAT, DOUBLE -> List.of(Double.NaN, Double.POSITIVE_INFINITY, -3e38, 0.0);
      case STRING -> List.of("", ESCAPES, "x".repeat(500_000), "c0@1.999999999-" + DIGEST);
      case ARRAY -> arrays(schema.getElementType());
      case MAP -> List.of(figures(20_000));
      default -> List.of();
    };
  }

  private static List<Object> arrays(Schema element) {
    return switch (element.getType()) {
      case FLOAT ->
          List.of(List.of(), List.of(Float.NaN, 1f), List.of(3e38f, -3e38f), List.of(0f, 0f));
      case STRING -> List.of(List.of(), List.of(ESCAPES), Collections.nCopies(40_000, DIGEST));
      default -> List.of(List.of());
    };
  }

  private static Map<String, Double> figures(int count) {
    var figures = new TreeMap<String, Double>();
    for (int figure = 0; figure < count; figure++) {
      figures.put("v" + figure, Double.NaN);
    }
    figures.put("done", 1e300);
    figures.put("total", -1.0);
    return figures;
  }

  /** As an Avro writer of anybody's own would write it: our constructors are not asked. */
  private static byte[] with(Sound record, String field, Object value) {
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(record.value(), HEADER, record.value().length - HEADER, null);
      var wire =
          (GenericData.Record) new GenericDatumReader<Object>(record.schema()).read(null, decoder);
      Schema.Type type = record.schema().getField(field).schema().getType();
      wire.put(field, type == Schema.Type.FLOAT ? (Object) ((Double) value).floatValue() : value);
      var out = new ByteArrayOutputStream();
      out.write(record.value(), 0, HEADER);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<Object>(record.schema()).write(wire, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sound(String topic, String key, byte[] value) {
    Schema schema =
        SchemaSubject.of(topics).stream()
            .filter(subject -> subject.name().equals(topic + "-value"))
            .findFirst()
            .orElseThrow()
            .schema();
    sound.put(topic, new Sound(key, value, schema));
  }
}
