package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.wire.AdapterChunk;
import io.tributary.schemas.wire.AdapterManifest;
import io.tributary.schemas.wire.ChunkEvent;
import io.tributary.schemas.wire.ClientPolicy;
import io.tributary.schemas.wire.ClientRegistration;
import io.tributary.schemas.wire.ClusterEvent;
import io.tributary.schemas.wire.ClusterState;
import io.tributary.schemas.wire.FederationSpec;
import io.tributary.schemas.wire.LedgerEntry;
import io.tributary.schemas.wire.PersonalChunk;
import io.tributary.schemas.wire.QuarantineRecord;
import io.tributary.schemas.wire.TaskEmbedding;
import io.tributary.schemas.wire.UpdateChunk;
import io.tributary.schemas.wire.UpdateManifest;
import io.tributary.schemas.wire.UpdateRuling;
import io.tributary.schemas.wire.WorkerReport;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * One line of the contract: the records of a topic have this schema.
 *
 * @param topic full name of the topic
 * @param schema of the topic's values, in the form in which it is registered
 */
public record SchemaSubject(String topic, Schema schema) {
  private static final Set<String> INSIDE =
      Set.of(ClusterEvent.class.getSimpleName(), ChunkEvent.class.getSimpleName());

  public SchemaSubject {
    schema = published(schema);
  }

  /**
   * Returns the registry's name for the subject (TopicNameStrategy, the default of Confluent's
   * serdes).
   */
  public String name() {
    return nameOf(topic);
  }

  /**
   * Returns how the schema may change. Schemas that other programs read are compatible in both
   * directions: a new reader reads all that was ever written, and a reader with an old schema reads
   * what is written from now on. The aggregator's own events are only backward compatible, because
   * kinds of events are added.
   */
  public CompatibilityLevel compatibility() {
    return INSIDE.contains(schema.getName())
        ? CompatibilityLevel.BACKWARD_TRANSITIVE
        : CompatibilityLevel.FULL_TRANSITIVE;
  }

  static String nameOf(String topic) {
    return topic + "-value";
  }

  /** Returns the subject of every topic, in the catalogue's order. */
  public static List<SchemaSubject> of(TopicCatalogue topics) {
    return List.of(
        new SchemaSubject(topics.federationSpec().name(), FederationSpec.getClassSchema()),
        new SchemaSubject(topics.taskEmbeddings().name(), TaskEmbedding.getClassSchema()),
        new SchemaSubject(topics.clusterState().name(), ClusterState.getClassSchema()),
        new SchemaSubject(topics.adapterUpdates().name(), UpdateManifest.getClassSchema()),
        new SchemaSubject(topics.updateChunks().name(), UpdateChunk.getClassSchema()),
        new SchemaSubject(topics.updateRulings().name(), UpdateRuling.getClassSchema()),
        new SchemaSubject(topics.clusterEvents().name(), ClusterEvent.getClassSchema()),
        new SchemaSubject(topics.chunkEvents().name(), ChunkEvent.getClassSchema()),
        new SchemaSubject(topics.updateLedger().name(), LedgerEntry.getClassSchema()),
        new SchemaSubject(topics.quarantine().name(), QuarantineRecord.getClassSchema()),
        new SchemaSubject(topics.globalAdapters().name(), AdapterManifest.getClassSchema()),
        new SchemaSubject(topics.globalAdapterChunks().name(), AdapterChunk.getClassSchema()),
        new SchemaSubject(topics.personalAdapters().name(), PersonalChunk.getClassSchema()),
        new SchemaSubject(topics.workerReports().name(), WorkerReport.getClassSchema()),
        new SchemaSubject(topics.clientPolicy().name(), ClientPolicy.getClassSchema()),
        new SchemaSubject(topics.clientRegistrations().name(), ClientRegistration.getClassSchema()),
        new SchemaSubject(topics.clientKeys().name(), ClientRegistration.getClassSchema()));
  }

  /** Removes the hints to Avro's Java classes, which concern no reader in another language. */
  private static Schema published(Schema schema) {
    String text =
        schema
            .toString()
            .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
            .replace(",\"avro.java.string\":\"String\"", "");
    return new Schema.Parser().parse(text);
  }
}
