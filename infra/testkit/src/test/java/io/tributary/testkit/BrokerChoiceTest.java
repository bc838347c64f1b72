package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerChoiceTest {

  private static final BrokerChoice.Engine ABSENT = image -> Optional.of("no container engine");
  private static final BrokerChoice.Engine PRESENT = image -> Optional.empty();
  private static final BrokerChoice.Engine NEVER_ASKED =
      image -> {
        throw new AssertionError("embedded mode must not probe for an engine");
      };

  @Test
  void autoTakesTheContainerWhenEngineAndImageAnswer() {
    assertThat(BrokerChoice.of("auto", "kafka:1", PRESENT))
        .isEqualTo(new BrokerChoice(BrokerChoice.Kind.TESTCONTAINERS, "the engine has kafka:1"));
  }

  @Test
  void autoFallsBackToEmbeddedAndSaysWhy() {
    assertThat(BrokerChoice.of("auto", "kafka:1", ABSENT))
        .isEqualTo(new BrokerChoice(BrokerChoice.Kind.EMBEDDED, "no container engine"));
  }

  @Test
  void embeddedAsksNoEngine() {
    assertThat(BrokerChoice.of("embedded", "kafka:1", NEVER_ASKED).kind())
        .isEqualTo(BrokerChoice.Kind.EMBEDDED);
  }

  @Test
  void forcedTestcontainersFailsInsteadOfFallingBack() {
    assertThatThrownBy(() -> BrokerChoice.of("testcontainers", "kafka:1", ABSENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no container engine")
        .hasMessageContaining("build-image");
  }

  @Test
  void namesTheKnownModes() {
    assertThatThrownBy(() -> BrokerChoice.of("docker", "kafka:1", PRESENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, embedded or testcontainers, was 'docker'");
  }
}
