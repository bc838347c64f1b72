package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EnvironmentDefaultsTest {
  private final CommandLine tree =
      CommandTree.build(
          Map.of("TRIBUTARY_LOCAL_ROUNDS", "12", "TRIBUTARY_TOPICS_BOOTSTRAP_SERVERS", "k:1"));

  @Test
  void fillsWhatTheCommandLineLeavesOut() {
    assertThat(rounds()).isEqualTo(12);
  }

  @Test
  void givesWayToFlags() {
    assertThat(rounds("--rounds", "3")).isEqualTo(3);
  }

  @Test
  void meetsRequiredOptions() {
    var parsed = tree.parseArgs("topics", "plan", "--federation", "f");
    assertThat(Verbs.last(parsed).getCommandSpec().findOption("--bootstrap-servers").stringValues())
        .isEmpty();
    assertThat(parsed.subcommand().subcommand().errors()).isEmpty();
  }

  private int rounds(String... flags) {
    String[] words = new String[flags.length + 2];
    words[0] = "local";
    words[1] = "run";
    System.arraycopy(flags, 0, words, 2, flags.length);
    return Verbs.last(tree.parseArgs(words)).getCommandSpec().findOption("--rounds").getValue();
  }
}
