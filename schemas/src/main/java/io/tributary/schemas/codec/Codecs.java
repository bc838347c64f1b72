package io.tributary.schemas.codec;

import io.tributary.schemas.codec.mapping.AdapterChunkMapping;
import io.tributary.schemas.codec.mapping.AdapterManifestMapping;
import io.tributary.schemas.codec.mapping.ChunkEventMapping;
import io.tributary.schemas.codec.mapping.ClientPolicyMapping;
import io.tributary.schemas.codec.mapping.ClientRegistrationMapping;
import io.tributary.schemas.codec.mapping.ClusterEventMapping;
import io.tributary.schemas.codec.mapping.ClusterStateMapping;
import io.tributary.schemas.codec.mapping.FederationSpecMapping;
import io.tributary.schemas.codec.mapping.LedgerEntryMapping;
import io.tributary.schemas.codec.mapping.PersonalChunkMapping;
import io.tributary.schemas.codec.mapping.QuarantineRecordMapping;
import io.tributary.schemas.codec.mapping.TaskEmbeddingMapping;
import io.tributary.schemas.codec.mapping.UpdateChunkMapping;
import io.tributary.schemas.codec.mapping.UpdateManifestMapping;
import io.tributary.schemas.codec.mapping.UpdateRulingMapping;
import io.tributary.schemas.codec.mapping.WorkerReportMapping;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;

/**
 * The codecs of all topics. Safe for use by several threads. A process makes them once, because
 * every codec looks up ids and schemas once.
 */
public record Codecs(
    RecordCodec<FederationSpec> federationSpec,
    RecordCodec<TaskEmbedding> taskEmbedding,
    RecordCodec<ClusterState> clusterState,
    RecordCodec<UpdateManifest> updateManifest,
    RecordCodec<UpdateChunk> updateChunk,
    RecordCodec<ClusterEvent> clusterEvent,
    RecordCodec<UpdateRuling> updateRuling,
    RecordCodec<ChunkCommand> chunkEvent,
    RecordCodec<LedgerEntry> ledgerEntry,
    RecordCodec<QuarantineRecord> quarantineRecord,
    RecordCodec<AdapterManifest> adapterManifest,
    RecordCodec<AdapterChunk> adapterChunk,
    RecordCodec<PersonalChunk> personalChunk,
    RecordCodec<WorkerReport> workerReport,
    RecordCodec<ClientPolicy> clientPolicy,
    RecordCodec<ClientRegistration> clientRegistration,
    RecordCodec<ClientRegistration> clientKey) {
  /**
   * Returns the codecs of a federation's topics. The registry is not called before the first
   * record.
   */
  public static Codecs of(SchemaRegistry registry, TopicCatalogue topics) {
    return new Codecs(
        new AvroCodec<>(registry, topics.federationSpec(), new FederationSpecMapping()),
        new AvroCodec<>(registry, topics.taskEmbeddings(), new TaskEmbeddingMapping()),
        new AvroCodec<>(registry, topics.clusterState(), new ClusterStateMapping()),
        new AvroCodec<>(registry, topics.adapterUpdates(), new UpdateManifestMapping()),
        new AvroCodec<>(registry, topics.updateChunks(), new UpdateChunkMapping()),
        new AvroCodec<>(registry, topics.clusterEvents(), new ClusterEventMapping()),
        new AvroCodec<>(registry, topics.updateRulings(), new UpdateRulingMapping()),
        new AvroCodec<>(registry, topics.chunkEvents(), new ChunkEventMapping()),
        new AvroCodec<>(registry, topics.updateLedger(), new LedgerEntryMapping()),
        new AvroCodec<>(registry, topics.quarantine(), new QuarantineRecordMapping()),
        new AvroCodec<>(registry, topics.globalAdapters(), new AdapterManifestMapping()),
        new AvroCodec<>(registry, topics.globalAdapterChunks(), new AdapterChunkMapping()),
        new AvroCodec<>(registry, topics.personalAdapters(), new PersonalChunkMapping()),
        new AvroCodec<>(registry, topics.workerReports(), new WorkerReportMapping()),
        new AvroCodec<>(registry, topics.clientPolicy(), new ClientPolicyMapping()),
        new AvroCodec<>(registry, topics.clientRegistrations(), new ClientRegistrationMapping()),
        new AvroCodec<>(registry, topics.clientKeys(), new ClientRegistrationMapping()));
  }
}
