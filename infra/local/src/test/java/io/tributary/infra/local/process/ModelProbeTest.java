package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.local.setup.ModelProbeMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProbeTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path dir;

  @Test
  void namesTheFolderThatDoesNotExist() {
    assertRefused(dir.resolve("nowhere"), "nowhere does not exist");
  }

  @Test
  void namesTheFileThatIsNoModel() throws IOException {
    Files.writeString(dir.resolve("mine.onnx"), "this is not a model");
    Files.writeString(dir.resolve("tokenizer.json"), "{}");
    assertRefused(dir, "mine.onnx cannot be read");
  }

  private void assertRefused(Path model, String message) {
    Path logs = dir.resolve("logs");
    try (Supervisor supervisor =
        Supervisor.open(SupervisorSettings.of(logs, null), new ChildListener() {})) {
      ChildSpec probe =
          ChildSpec.of("base-model", Children.classPath(), ModelProbeMain.class.getName())
              .withFlags("-Xmx256m", "-XX:TieredStopAtLevel=1")
              .withArgs(model.toString(), "8", "16", "query,value");
      assertThatThrownBy(() -> supervisor.start(probe).awaitReady(LIMIT))
          .isInstanceOfSatisfying(
              ChildFailedException.class,
              refused -> {
                assertThat(refused).hasMessageContaining(message);
                assertThat(refused.code()).isEqualTo("BASE_MODEL_UNREADABLE");
                assertThat(refused.exitCode()).isEqualTo(4);
                assertThat(refused.hint()).contains("--base-model");
              });
    }
  }
}
