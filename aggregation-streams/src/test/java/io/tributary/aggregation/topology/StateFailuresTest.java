package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFailuresTest {
  @TempDir Path dir;

  @Test
  void aFullDiskIsAFailureThatNamesTheDirectoryAndTheFix() {
    var full =
        new StreamsException(
            new ProcessorStateException(new IOException("No space left on device")));
    assertThat(StateFailures.of(full, dir))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
              assertThat(failure.code()).isEqualTo("STATE_DIR_UNUSABLE");
              assertThat(failure)
                  .hasMessageContaining(dir.toString())
                  .hasMessageContaining("No space left on device");
              assertThat(failure.hint()).contains("Free space");
            });
  }

  @Test
  void anyOtherErrorStaysWhatItIs() {
    var bug = new IllegalStateException("a broken invariant");
    assertThat(StateFailures.of(bug, dir)).isSameAs(bug);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamedBeforeAnythingStarts() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    Path below = file.resolve("below");
    var topics = new TopicCatalogue("f", 1);
    var nowhere = new FederationConnection("127.0.0.1:1", "mock://none", "f", Map.of());
    var codecs = Codecs.of(SchemaRegistry.inMemory("state-failures"), topics);
    assertThatThrownBy(
            () ->
                StreamsRuntime.start(
                    nowhere,
                    Federations.rounds(Federations.one(1)),
                    topics,
                    codecs,
                    StreamsSettings.in(below),
                    TopologyListener.NONE))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("STATE_DIR_UNUSABLE"))
        .hasMessageContaining(below.toString());
  }
}
