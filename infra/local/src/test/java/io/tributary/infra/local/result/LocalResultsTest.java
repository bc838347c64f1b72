package io.tributary.infra.local.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.local.options.LocalRunOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LocalResultsTest {
  @Test
  void warnsOfSlotsThatAreChosenWithoutInstructions() {
    assertThat(LocalResults.warnings(options("--no-instructions")))
        .singleElement()
        .asString()
        .contains("--slots is auto")
        .contains("pass --slots K");
  }

  @Test
  void warnsOfNothingWhereSlotsAreGivenOrInstructionsHelp() {
    assertThat(LocalResults.warnings(options("--no-instructions", "--slots", "2"))).isEmpty();
    assertThat(LocalResults.warnings(options())).isEmpty();
  }

  private static LocalRunOptions options(String... flags) {
    var run = new Run();
    new CommandLine(run).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(flags);
    return run.options;
  }

  @Command
  private static final class Run {
    @Mixin private final LocalRunOptions options = new LocalRunOptions();
  }
}
