package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {

  /** A change here changes changelog topics and task ids: it needs a migration, not a new file. */
  @Test
  void theTopologyIsTheOneThatIsCheckedIn() throws IOException {
    var topics = new TopicCatalogue("F", 1);
    var topology =
        new AggregationTopology(
                Federations.rounds(Federations.one(1)),
                topics,
                Codecs.of(SchemaRegistry.inMemory("description"), topics),
                TopologySettings.defaults(),
                new FakePayloadLog(),
                TopologyListener.NONE)
            .build();
    try (InputStream in = getClass().getResourceAsStream("/topology.txt")) {
      String checkedIn = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(topology.describe().toString().strip()).isEqualTo(checkedIn.strip());
    }
  }
}
