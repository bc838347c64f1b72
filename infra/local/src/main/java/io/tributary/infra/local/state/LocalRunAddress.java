package io.tributary.infra.local.state;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.local.options.LocalRunChoices;
import io.tributary.infra.registry.RegistryMain;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The addresses of a state directory's federation while its {@code local run} is up.
 *
 * @param federation prefix of its topics
 * @param bootstrapServers of its broker
 * @param schemaRegistry of its own registry; empty if it uses an existing one
 */
public record LocalRunAddress(
    String federation, String bootstrapServers, Optional<String> schemaRegistry) {
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  /**
   * Reads the addresses that a run writes into its state directory.
   *
   * @throws Failure NO_LOCAL_RUN if none was begun there
   */
  public static LocalRunAddress of(Path stateDir) {
    Path dir = stateDir.toAbsolutePath();
    Path marker = dir.resolve(LocalRunMarker.FILE);
    if (!Files.exists(marker)) {
      throw none(dir, "no " + LocalRunMarker.FILE);
    }
    try {
      Map<String, String> choices = new ObjectMapper().readValue(marker.toFile(), STRINGS);
      String federation = choices.getOrDefault(ConnectionOptions.FEDERATION, "");
      String broker = choices.getOrDefault(ConnectionOptions.BOOTSTRAP_SERVERS, "");
      if (!broker.equals(LocalRunChoices.EMBEDDED)) {
        return new LocalRunAddress(federation, broker, Optional.empty());
      }
      return new LocalRunAddress(
          federation,
          "127.0.0.1:" + port(dir, dir.resolve("broker").resolve("broker.properties")),
          Optional.of(
              RegistryMain.urlAt(
                  Integer.parseInt(
                      port(dir, dir.resolve("registry").resolve("registry.properties"))))));
    } catch (IOException e) {
      throw StateDir.unusable(marker, e);
    }
  }

  private static String port(Path dir, Path memory) throws IOException {
    if (!Files.exists(memory)) {
      throw none(dir, "no " + dir.relativize(memory));
    }
    Properties remembered = new Properties();
    try (Reader reader = Files.newBufferedReader(memory)) {
      remembered.load(reader);
    }
    String port = remembered.getProperty("port", "");
    if (!port.matches("\\d{1,5}")) {
      throw none(dir, "no port in " + dir.relativize(memory));
    }
    return port;
  }

  private static Failure none(Path dir, String lack) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "NO_LOCAL_RUN",
        "the state directory " + dir + " must hold a local run, has " + lack,
        "Pass the directory that its --state named, by default .tributary/SCENARIO.");
  }
}
