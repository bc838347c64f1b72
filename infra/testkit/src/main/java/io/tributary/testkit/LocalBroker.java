package io.tributary.testkit;

import io.tributary.broker.BrokerSettings;
import io.tributary.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The embedded broker with a directory that is deleted with it. */
record LocalBroker(EmbeddedBroker broker, Path dir) implements RunningBroker {

  static LocalBroker start() {
    return start(Map.of());
  }

  /** Starts a broker with settings that override the lean defaults. */
  static LocalBroker start(Map<String, String> overrides) {
    try {
      Path dir = Files.createTempDirectory("tributary-test-broker-");
      return new LocalBroker(EmbeddedBroker.start(new BrokerSettings(dir, 0, 0, overrides)), dir);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a directory for the test broker", e);
    }
  }

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void close() {
    broker.close();
    try (Stream<Path> files = Files.walk(dir)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the test broker's directory " + dir, e);
    }
  }
}
