package io.tributary.infra.local.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Passes Kafka's own settings to the children in a file that only its owner may read, because every
 * user of a machine can see the command lines of its processes.
 */
public final class KafkaSettingsFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECTION = "kafka";

  private KafkaSettingsFile() {}

  /** Replaces the file of an earlier run; returns empty if there are no settings. */
  public static Optional<Path> write(Path stateDir, Map<String, String> settings) {
    Path file = stateDir.resolve("kafka.yaml");
    try {
      Files.deleteIfExists(file);
      if (settings.isEmpty()) {
        return Optional.empty();
      }
      PrivateFiles.createIfMissing(file);
      // Every JSON object is valid YAML, too.
      JSON.writeValue(file.toFile(), Map.of(SECTION, settings));
      return Optional.of(file);
    } catch (IOException e) {
      throw StateDir.unusable(file, e);
    }
  }
}
