package io.tributary.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederationNameTest {
  private static final String LONGEST = "f".repeat(FederationName.MAX_LENGTH);

  @ParameterizedTest
  @ValueSource(strings = {"clinics", "verify.a", "Clinics_2", "replay.7.clinics", "-", "..."})
  void takesWhatTopicsCanBeCalled(String name) {
    assertThat(FederationName.require(name)).isEqualTo(name);
    assertThat(new TopicCatalogue(name, 1).all()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", ".", "..", "a/b", "köln", "a\n"})
  void refusesWhatTheyCannot(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FederationName.require(name))
        .withMessageContaining("federation must be 1 to 160 characters of a-z A-Z 0-9 . _ -");
  }

  @ParameterizedTest
  @ValueSource(ints = {161, 240, 100_000})
  void refusesLongOnes(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FederationName.require("f".repeat(length)));
  }

  @Test
  void theLongestLeavesRoomForItsTopics() {
    assertThat(new TopicCatalogue(LONGEST, 1).all())
        .allSatisfy(topic -> assertThat(topic.name()).hasSizeLessThan(TopicSpec.MAX_NAME_LENGTH));
  }
}
