package io.tributary.aggregation.topology.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ClusteringProcessorTest {
  private final FederationSpec spec = Federations.rounds(Federations.tasks(1, 2));
  private final TopicCatalogue topics = new TopicCatalogue("test", 1);
  private final Codecs codecs = Codecs.of(SchemaRegistry.inMemory("clustering-processor"), topics);
  private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();

  /** As after a crash or a move to another instance: only the store survives. */
  @Test
  void aNewProcessorOnTheOldStoreContinuesTheEpochsAndTheIds() throws UndecodableRecord {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(TopologyNames.SLOTS_STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    context.setCurrentSystemTimeMs(FakeClient.NOW.toEpochMilli());
    context.setRecordMetadata("test.task-embeddings", 0, 0);
    ClusteringProcessor first = started();
    announce(first, "a", 0, 1);
    announce(first, "b", 0.1f, 0.99f);
    announce(first, "far", 1, 0);

    ClusteringProcessor second = started();
    announce(second, "near", 0.99f, 0.1f);

    ClusterState state = newest();
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.revision()).isEqualTo(3);
    assertThat(state.clusterOf(SlotId.parse("a/0"))).hasValue(new ClusterId(0));
    assertThat(state.clusterOf(SlotId.parse("near/0"))).hasValue(new ClusterId(1));
  }

  private ClusteringProcessor started() {
    var processor =
        new ClusteringProcessor(
            spec, SignatureRule.of(spec), topics, codecs, Duration.ZERO, TopologyListener.NONE);
    processor.init(context);
    return processor;
  }

  private void announce(ClusteringProcessor processor, String client, float... centroid) {
    var embedding = FakeClient.of(spec, client, 0, 1, 5).embedding(centroid);
    processor.process(
        new Record<>(
            embedding.slot().toString(),
            codecs.taskEmbedding().encode(embedding),
            FakeClient.NOW.toEpochMilli()));
  }

  private ClusterState newest() throws UndecodableRecord {
    var states = context.forwarded("clustering-to-cluster-state");
    return codecs.clusterState().decode(states.get(states.size() - 1).record().value());
  }
}
