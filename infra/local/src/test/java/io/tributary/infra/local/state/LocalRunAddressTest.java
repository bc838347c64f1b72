package io.tributary.infra.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunAddressTest {
  @TempDir Path dir;

  @Test
  void anEmbeddedRunAnswersWhereItsBrokerAndRegistryLastDid() throws IOException {
    mark("embedded");
    remember("broker/broker.properties", "port=9191\ncontroller.port=9292\n");
    remember("registry/registry.properties", "port=8181\n");
    LocalRunAddress address = LocalRunAddress.of(dir);
    assertThat(address.federation()).isEqualTo("single-7");
    assertThat(address.bootstrapServers()).isEqualTo("127.0.0.1:9191");
    assertThat(address.schemaRegistry()).hasValue("http://127.0.0.1:8181");
  }

  @Test
  void aRunOnAnExistingKafkaNamesItsBrokerAndLeavesTheRegistryToItsUser() {
    mark("kafka:9092");
    LocalRunAddress address = LocalRunAddress.of(dir);
    assertThat(address.bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(address.schemaRegistry()).isEmpty();
  }

  @Test
  void aDirectoryWithoutARunIsAFailureThatNamesWhatItLacks() throws IOException {
    assertNone("has no run.json");
    mark("embedded");
    assertNone("has no broker/broker.properties");
    remember("broker/broker.properties", "kafka.version=4.4.0\n");
    assertNone("has no port in broker/broker.properties");
  }

  private void assertNone(String lack) {
    assertThatThrownBy(() -> LocalRunAddress.of(dir))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("NO_LOCAL_RUN");
              assertThat(failure).hasMessageContaining(lack);
            });
  }

  private void mark(String broker) {
    LocalRunMarker.write(dir, Map.of("--federation", "single-7", "--bootstrap-servers", broker));
  }

  private void remember(String file, String properties) throws IOException {
    Path path = dir.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, properties);
  }
}
