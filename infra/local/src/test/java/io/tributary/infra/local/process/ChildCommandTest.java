package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildCommandTest {
  private static final ChildSpec SPEC =
      ChildSpec.of("broker", List.of(Path.of("a.jar")), "a.Main").withFlags("-Xmx256m");

  @Test
  void theUsersOwnOptionsReachEveryChildAndWin() {
    List<String> command =
        ChildCommand.of(SPEC, List.of(), Map.of("TRIBUTARY_JAVA_OPTS", "-Xmx1g  -Da=b"));

    assertThat(command).containsSubsequence("-Xmx256m", "-Xmx1g", "-Da=b", "-cp", "a.jar");
    assertThat(command).doesNotContain("");
  }

  /** From JDK 24 on a JVM warns of it on standard error, once for each child. */
  @Test
  void childrenMayLoadNativeCode() {
    assertThat(ChildCommand.of(SPEC, List.of(), Map.of()))
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  /** A Turkish machine has no I for an i, and an Arabic one other digits. */
  @Test
  void childrenSpeakOneLanguage() {
    assertThat(ChildCommand.of(SPEC, List.of(), Map.of()))
        .contains("-Duser.language=en", "-Duser.country=US");
  }
}
