package io.tributary.router;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes, as the stream would, into a federation's topics on a real broker. */
final class FederationOnTopics implements AutoCloseable {
  private final FederationConnection connection;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final KafkaProducer<String, byte[]> producer;

  FederationOnTopics(String bootstrapServers, String federation) {
    connection = new FederationConnection(bootstrapServers, "unused", federation, Map.of());
    topics = new TopicCatalogue(federation, 2);
    codecs = Codecs.of(registry(), topics);
    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, TopicAdmin.BROKER_DEFAULT);
    }
    producer =
        new KafkaProducer<>(
            connection.clientSettings(), new StringSerializer(), new ByteArraySerializer());
  }

  FederationConnection connection() {
    return connection;
  }

  SchemaRegistry registry() {
    return SchemaRegistry.inMemory(connection.federation());
  }

  void publish(ClusterState state) {
    send(topics.clusterState().name(), ClusterState.KEY, codecs.clusterState().encode(state));
  }

  AdapterVersion publish(int cluster, int number, LoraAdapter adapter) {
    var id = new ClusterId(cluster);
    var version = new AdapterVersion(id, 1, number, adapter.digest());
    List<String> digests = AdapterChunks.digests(adapter.values());
    for (int index = 0; index < digests.size(); index++) {
      byte[] payload = AdapterChunks.encode(adapter.values(), index);
      var chunk = new AdapterChunk(new ChunkKey(id, index), number, payload);
      send(
          topics.globalAdapterChunks().name(),
          chunk.recordKey(),
          codecs.adapterChunk().encode(chunk));
    }
    var manifest =
        new AdapterManifest(
            version,
            "0000000000000000",
            adapter.layout().digest(),
            digests,
            List.of(),
            Instant.ofEpochSecond(1_000));
    send(topics.globalAdapters().name(), manifest.key(), codecs.adapterManifest().encode(manifest));
    return version;
  }

  private void send(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("not published: " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
