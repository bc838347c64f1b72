package io.tributary.schemas.codec;

import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaSubject;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * One fixture, its codec and the name of its golden file.
 *
 * @param name e.g. {@code ChunkEvent.Drop}
 * @param version of the schema that wrote its golden file
 * @param codec of the fixture's topic
 * @param value the fixture, as this build reads that file
 */
public record RecordCase<T>(String name, int version, RecordCodec<T> codec, T value) {
  public static final TopicCatalogue TOPICS = new TopicCatalogue("clinics", 4);

  /** Every record that travels, as it is written now; of events, every kind. */
  static List<RecordCase<?>> all(SchemaRegistry registry) {
    Codecs codecs = Codecs.of(registry, TOPICS);
    var cases = new ArrayList<RecordCase<?>>();
    cases.add(of(7, codecs.federationSpec(), Fixtures.federationSpec()));
    cases.add(of(4, codecs.taskEmbedding(), Fixtures.taskEmbedding()));
    cases.add(of(3, codecs.clusterState(), Fixtures.clusterState()));
    cases.add(of(4, codecs.updateManifest(), Fixtures.updateManifest()));
    cases.add(of(3, codecs.updateChunk(), Fixtures.updateChunk()));
    EventFixtures.clusterEvents()
        .forEach(event -> cases.add(event(6, codecs.clusterEvent(), event)));
    EventFixtures.updateRulings().forEach(ruling -> cases.add(ruling(1, codecs, ruling)));
    EventFixtures.chunkEvents().forEach(event -> cases.add(event(6, codecs.chunkEvent(), event)));
    cases.add(of(4, codecs.ledgerEntry(), Fixtures.ledgerEntry()));
    cases.add(of(4, codecs.quarantineRecord(), Fixtures.quarantineRecord()));
    cases.add(of(4, codecs.adapterManifest(), Fixtures.adapterManifest()));
    cases.add(of(2, codecs.adapterChunk(), Fixtures.adapterChunk()));
    cases.add(of(2, codecs.personalChunk(), Fixtures.personalChunk()));
    cases.add(of(2, codecs.workerReport(), Fixtures.workerReport()));
    cases.add(of(1, codecs.clientPolicy(), Fixtures.clientPolicy()));
    cases.add(of(1, codecs.clientKey(), Fixtures.clientRegistration()));
    return cases;
  }

  /** Records that were written otherwise before. */
  static List<RecordCase<?>> older(SchemaRegistry registry) {
    Codecs codecs = Codecs.of(registry, TOPICS);
    var cases = new ArrayList<RecordCase<?>>();
    cases.add(of(1, codecs.federationSpec(), OlderFixtures.federationSpecV1()));
    cases.add(of(2, codecs.federationSpec(), OlderFixtures.federationSpecV2()));
    cases.add(of(3, codecs.federationSpec(), OlderFixtures.federationSpecV3()));
    cases.add(of(4, codecs.federationSpec(), OlderFixtures.federationSpecV4()));
    cases.add(of(5, codecs.federationSpec(), OlderFixtures.federationSpecV5()));
    cases.add(of(6, codecs.federationSpec(), OlderFixtures.federationSpecV6()));
    cases.add(of(1, codecs.taskEmbedding(), OlderFixtures.taskEmbeddingV1()));
    cases.add(of(2, codecs.taskEmbedding(), OlderFixtures.taskEmbeddingV2()));
    cases.add(of(1, codecs.clusterState(), OlderFixtures.clusterStateV1()));
    cases.add(of(1, codecs.updateManifest(), OlderFixtures.updateManifestV1()));
    cases.add(of(2, codecs.updateManifest(), OlderFixtures.updateManifestV2()));
    cases.add(of(1, codecs.updateChunk(), OlderFixtures.updateChunkV1()));
    EventFixtures.clusterEventsV1()
        .forEach(event -> cases.add(event(1, codecs.clusterEvent(), event)));
    EventFixtures.clusterEventsV2()
        .forEach(event -> cases.add(event(2, codecs.clusterEvent(), event)));
    EventFixtures.clusterEventsV3()
        .forEach(event -> cases.add(event(3, codecs.clusterEvent(), event)));
    EventFixtures.clusterEventsV4()
        .forEach(event -> cases.add(event(4, codecs.clusterEvent(), event)));
    EventFixtures.chunkEventsV1().forEach(event -> cases.add(event(1, codecs.chunkEvent(), event)));
    EventFixtures.chunkEventsV2().forEach(event -> cases.add(event(2, codecs.chunkEvent(), event)));
    EventFixtures.chunkEventsV3().forEach(event -> cases.add(event(3, codecs.chunkEvent(), event)));
    EventFixtures.chunkEventsV4().forEach(event -> cases.add(event(4, codecs.chunkEvent(), event)));
    EventFixtures.chunkEventsV5().forEach(event -> cases.add(event(5, codecs.chunkEvent(), event)));
    cases.add(of(1, codecs.ledgerEntry(), OlderFixtures.ledgerEntryV1()));
    cases.add(of(2, codecs.ledgerEntry(), OlderFixtures.ledgerEntryV2()));
    cases.add(of(1, codecs.quarantineRecord(), OlderFixtures.quarantineRecordV1()));
    cases.add(of(2, codecs.quarantineRecord(), Fixtures.quarantineRecord()));
    cases.add(of(1, codecs.adapterManifest(), OlderFixtures.adapterManifestV1()));
    cases.add(of(2, codecs.adapterManifest(), OlderFixtures.adapterManifestV2()));
    cases.add(of(3, codecs.taskEmbedding(), Fixtures.taskEmbedding()));
    cases.add(of(2, codecs.clusterState(), Fixtures.clusterState()));
    cases.add(of(3, codecs.updateManifest(), Fixtures.updateManifest()));
    cases.add(of(2, codecs.updateChunk(), OlderFixtures.updateChunkV2()));
    cases.add(of(3, codecs.ledgerEntry(), Fixtures.ledgerEntry()));
    cases.add(of(3, codecs.quarantineRecord(), Fixtures.quarantineRecord()));
    cases.add(of(3, codecs.adapterManifest(), Fixtures.adapterManifest()));
    cases.add(of(1, codecs.adapterChunk(), OlderFixtures.adapterChunkV1()));
    cases.add(of(1, codecs.personalChunk(), OlderFixtures.personalChunkV1()));
    cases.add(of(1, codecs.workerReport(), Fixtures.workerReport()));
    EventFixtures.clusterEvents()
        .forEach(event -> cases.add(event(5, codecs.clusterEvent(), event)));
    return cases;
  }

  byte[] encode() {
    return codec.encode(value);
  }

  /** Whose schema it is written with. */
  SchemaSubject subject() {
    String schema = name.split("\\.", 2)[0];
    return SchemaSubject.of(TOPICS).stream()
        .filter(subject -> subject.schema().getName().equals(schema))
        .findFirst()
        .orElseThrow();
  }

  private static <T> RecordCase<T> of(int version, RecordCodec<T> codec, T value) {
    return new RecordCase<>(kind(value), version, codec, value);
  }

  /** Named after its sealed interface and its kind. */
  private static <T> RecordCase<T> event(int version, RecordCodec<T> codec, T value) {
    String family = value instanceof ClusterEvent ? "ClusterEvent" : "ChunkEvent";
    return new RecordCase<>(family + "." + kind(value), version, codec, value);
  }

  /** The same kinds, in a topic of their own. */
  private static RecordCase<UpdateRuling> ruling(int version, Codecs codecs, UpdateRuling ruling) {
    return new RecordCase<>("UpdateRuling." + kind(ruling), version, codecs.updateRuling(), ruling);
  }

  private static String kind(Object value) {
    return value.getClass().getSimpleName();
  }

  @Override
  public String toString() {
    return name + ".v" + version;
  }
}
