package io.tributary.infra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @TempDir Path dir;

  @Test
  void readsSectionsOfKeysAsTheyAreWritten() throws IOException {
    ConfigFile file =
        read(
            """
            # where
            kafka:
              bootstrap.servers: [k1:9092, "k2:9092"]
              ssl.endpoint.identification.algorithm: ""
            local:
              learning-rate: 2e-3
              keep-running: true
            router:
            """);
    String path = file.path();
    assertThat(file.settings())
        .containsExactly(
            new ConfigFileSetting("kafka", "bootstrap.servers", "k1:9092,k2:9092", 3),
            new ConfigFileSetting("kafka", "ssl.endpoint.identification.algorithm", "", 4),
            new ConfigFileSetting("local", "learning-rate", "2e-3", 6),
            new ConfigFileSetting("local", "keep-running", "true", 7));
    assertThat(file.place(file.find("local", "learning-rate").orElseThrow()))
        .isEqualTo(path + ":6");
    assertThat(file.section("kafka")).hasSize(2);
  }

  @Test
  void aByteOrderMarkIsNoPartOfIt() throws IOException {
    assertThat(read("\uFEFFlocal:\n  rounds: 3\n").settings())
        .containsExactly(new ConfigFileSetting("local", "rounds", "3", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "---\n"})
  void anEmptyFileConfiguresNothing(String yaml) throws IOException {
    assertThat(read(yaml).settings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "- a                                  | line 1: the file must hold sections of keys",
        "local: 3                             | line 1: section local must hold keys",
        "local:\\n  rounds: 3\\n  rounds: 4   | line 3: Duplicate field 'rounds'",
        "local:\\n rounds: 3\\n   seed: 2     | line 3: mapping values are not allowed here",
        "local:\\n  rounds: {a: 1}            | line 2: local.rounds must be one value",
        "local:\\n  tasks: [[a]]              | line 2: local.tasks must be one value",
        "local:\\n  seed: null                | line 2: local.seed must be one value",
        "local:\\n  cap: &c 3\\n  seed: *c    | line 3: local.seed must not be an alias",
        "local: {}\\n---\\nlocal: {}          | line 3: the file must hold one document only",
        "local: [                             | is wrong at line",
      })
  void namesFileAndLineOfWhatIsNoConfiguration(String yaml, String message) {
    assertRefused("CONFIG_INVALID", message, () -> read(yaml.strip().replace("\\n", "\n")));
  }

  @Test
  void namesAFileThatIsNoText() {
    assertRefused("CONFIG_INVALID", "no UTF-8 text", () -> read(new byte[] {'a', (byte) 0x83}));
  }

  @Test
  void namesAFileThatIsMissingOrCannotBeRead() {
    Path missing = dir.resolve("missing.yaml");
    assertRefused("CONFIG_UNREADABLE", missing.toString(), () -> ConfigFile.read(missing));
    assertRefused("CONFIG_UNREADABLE", dir.toString(), () -> ConfigFile.read(dir));
  }

  private interface Reading {
    ConfigFile read() throws IOException;
  }

  private static void assertRefused(String code, String message, Reading reading) {
    assertThatThrownBy(reading::read)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure).hasMessageContaining(message);
              assertThat(failure.hint()).isNotBlank();
            });
  }

  private ConfigFile read(String yaml) throws IOException {
    return ConfigFile.read(Files.writeString(dir.resolve("tributary.yaml"), yaml));
  }

  private ConfigFile read(byte[] bytes) throws IOException {
    return ConfigFile.read(Files.write(dir.resolve("tributary.yaml"), bytes));
  }
}
