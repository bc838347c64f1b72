package io.tributary.schemas.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyLineTest {
  @Test
  void namesWhatTheSupervisorWantsToKnow() {
    assertThat(ReadyLine.ready(Map.of("url", "http://[::1]:80", "management", "http://h:81")))
        .isEqualTo("{\"ready\":true,\"management\":\"http://h:81\",\"url\":\"http://[::1]:80\"}");
  }

  @Test
  void staysOneLineOfJsonWhateverTheReason() {
    assertThat(ReadyLine.refused("no \"C:\\data\"\nor\tso"))
        .isEqualTo("{\"ready\":false,\"message\":\"no \\\"C:\\\\data\\\" or so\"}");
  }

  @Test
  void aRefusalNamesItsCodeAndTheFix() {
    assertThat(ReadyLine.refused("STATE_UNWRITABLE", "no \"space\"", "free some"))
        .isEqualTo(
            "{\"ready\":false,\"error_code\":\"STATE_UNWRITABLE\",\"message\":\"no \\\"space\\\"\","
                + "\"hint\":\"free some\"}");
  }
}
