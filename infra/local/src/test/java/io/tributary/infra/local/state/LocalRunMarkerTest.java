package io.tributary.infra.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunMarkerTest {
  @TempDir Path dir;

  @Test
  void recognisesItsOwnRun() {
    Map<String, String> choices = Map.of("scenario", "single", "seed", "7");
    assertThat(LocalRunMarker.check(dir, choices)).isFalse();
    LocalRunMarker.write(dir, choices);
    assertThat(LocalRunMarker.check(dir, choices)).isTrue();
  }

  @Test
  void isNotBoundByAnAttemptThatFailed() {
    assertThat(LocalRunMarker.check(dir, Map.of("--targets", "querry"))).isFalse();
    assertThat(LocalRunMarker.check(dir, Map.of("--targets", "query"))).isFalse();
  }

  @Test
  void namesEveryChoiceThatDiffersAndTheFix() {
    LocalRunMarker.write(dir, Map.of("scenario", "single", "seed", "7"));
    assertThatThrownBy(() -> LocalRunMarker.check(dir, Map.of("scenario", "dual", "seed", "8")))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("STATE_OF_ANOTHER_RUN");
              assertThat(failure).hasMessageContaining("scenario was single, now dual");
              assertThat(failure).hasMessageContaining("seed was 7, now 8");
              assertThat(failure.hint()).contains("--state");
            });
  }

  @Test
  void saysWhenTheDirectoryCannotBeWritten() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThatThrownBy(() -> LocalRunMarker.check(file.resolve("below"), Map.of()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind().exitCode()).isEqualTo(2));
  }

  @Test
  void keepsASecondRunOffTheDirectory() throws Exception {
    try (LocalRunLock first = LocalRunLock.take(dir)) {
      assertThat(first.stateDir()).isEqualTo(dir);
      assertThatThrownBy(() -> LocalRunLock.take(dir))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.code()).isEqualTo("STATE_IN_USE"));
    }
    LocalRunLock.take(dir).close();
  }
}
