package io.tributary.infra.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.infra.cli.config.ConfigFile;
import io.tributary.infra.cli.config.ConfigFileSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsFileTest {
  private static final String JAAS = "x required password=\"p: #'1\\\";";

  @TempDir Path dir;

  @Test
  void isAConfigurationFileThatOnlyItsOwnerMayRead() throws IOException {
    Path file = KafkaSettingsFile.write(dir, Map.of("sasl.jaas.config", JAAS)).orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ConfigFile.read(file).settings())
        .extracting(ConfigFileSetting::name, ConfigFileSetting::value)
        .containsExactly(tuple("kafka.sasl.jaas.config", JAAS));
  }

  @Test
  void leavesNoSecretsOfAnEarlierRunBehind() {
    Path file = KafkaSettingsFile.write(dir, Map.of("client.id", "a")).orElseThrow();
    assertThat(KafkaSettingsFile.write(dir, Map.of())).isEmpty();
    assertThat(file).doesNotExist();
  }
}
