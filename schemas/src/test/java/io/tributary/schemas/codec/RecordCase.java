package io.tributary.schemas.codec;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * One fixture, its codec and the name of its golden file.
 *
 * @param name e.g. {@code ChunkEvent.Drop}
 * @param codec of the fixture's topic
 * @param value the fixture
 */
record RecordCase<T>(String name, RecordCodec<T> codec, T value) {
  static final TopicCatalogue TOPICS = new TopicCatalogue("clinics", 4);

  /** Every record that travels; of events, every kind. */
  static List<RecordCase<?>> all(SchemaRegistry registry) {
    Codecs codecs = Codecs.of(registry, TOPICS);
    var cases = new ArrayList<RecordCase<?>>();
    cases.add(of(codecs.federationSpec(), Fixtures.federationSpec()));
    cases.add(of(codecs.taskEmbedding(), Fixtures.taskEmbedding()));
    cases.add(of(codecs.clusterState(), Fixtures.clusterState()));
    cases.add(of(codecs.updateManifest(), Fixtures.updateManifest()));
    cases.add(of(codecs.updateChunk(), Fixtures.updateChunk()));
    Fixtures.clusterEvents()
        .forEach(
            e -> cases.add(new RecordCase<>("ClusterEvent." + kind(e), codecs.clusterEvent(), e)));
    Fixtures.chunkEvents()
        .forEach(e -> cases.add(new RecordCase<>("ChunkEvent." + kind(e), codecs.chunkEvent(), e)));
    cases.add(of(codecs.ledgerEntry(), Fixtures.ledgerEntry()));
    cases.add(of(codecs.quarantineRecord(), Fixtures.quarantineRecord()));
    cases.add(of(codecs.adapterManifest(), Fixtures.adapterManifest()));
    cases.add(of(codecs.adapterChunk(), Fixtures.adapterChunk()));
    cases.add(of(codecs.workerReport(), Fixtures.workerReport()));
    return cases;
  }

  byte[] encode() {
    return codec.encode(value);
  }

  private static <T> RecordCase<T> of(RecordCodec<T> codec, T value) {
    return new RecordCase<>(kind(value), codec, value);
  }

  private static String kind(Object value) {
    return value.getClass().getSimpleName();
  }

  @Override
  public String toString() {
    return name;
  }
}
