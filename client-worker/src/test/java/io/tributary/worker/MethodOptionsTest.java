package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.method.LocalMethod;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MethodOptionsTest {
  /** {@code local run} hands them to the worker that it starts. */
  @Test
  void anotherProcessMakesTheSameMethodOfItsFlags() {
    for (String flags : new String[] {"", "--method pflalign", "--method pflalign --thin"}) {
      MethodOptions here = parsed(flags.isEmpty() ? new String[0] : flags.split(" "));
      MethodOptions there = parsed(here.flags().toArray(String[]::new));
      LocalMethod method = here.method(0.01f);
      assertThat(there.method(0.01f)).isEqualTo(method);
      assertThat(method.isThin()).isEqualTo(here.isThin()).isEqualTo(flags.contains("--thin"));
    }
  }

  private static MethodOptions parsed(String... flags) {
    var options = new MethodOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("method", mixin(options)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(flags);
    return options;
  }

  private static CommandLine.Model.CommandSpec mixin(MethodOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
