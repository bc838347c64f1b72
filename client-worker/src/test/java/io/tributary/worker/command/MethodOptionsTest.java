package io.tributary.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.MethodSettings;
import io.tributary.worker.method.ScaffoldOption;
import io.tributary.worker.method.catalogue.LocalMethodCatalogue;
import io.tributary.worker.method.personal.Ditto;
import io.tributary.worker.method.shared.FedProx;
import io.tributary.worker.method.shared.HetLora;
import io.tributary.worker.method.shared.Scaffold;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MethodOptionsTest {
  /** {@code local run} hands them to the worker that it starts. */
  @Test
  void anotherProcessMakesTheSameMethodOfItsFlags() {
    String[] choices = {
      "",
      "--method pflalign",
      "--method pflalign --thin",
      "--method fedprox --clip-of loss",
      "--method ditto --clip-of loss",
      "--method scaffold --common-variate last",
      "--method hetlora --prune-gamma 0.5 --prune-lambda 0.25 --clip-of loss"
    };
    for (String flags : choices) {
      MethodOptions here = parsed(flags.isEmpty() ? new String[0] : flags.split(" "));
      MethodOptions there = parsed(here.flags().toArray(String[]::new));
      LocalMethod method = here.method(0.01f);
      assertThat(there.method(0.01f)).isEqualTo(method);
      assertThat(method.isThin()).isEqualTo(here.isThin()).isEqualTo(flags.contains("--thin"));
    }
  }

  @Test
  void flagsReachTheirMethods() {
    assertThat(method("--method", "fedprox", "--clip-of", "loss"))
        .isEqualTo(new FedProx(0.01f, ClipTarget.LOSS));
    assertThat(method("--method", "ditto")).isEqualTo(new Ditto(0.1f, ClipTarget.OBJECTIVE));
    assertThat(method("--method", "scaffold", "--common-variate", "last"))
        .isEqualTo(new Scaffold(0.1f, ScaffoldOption.LAST));
    assertThat(method("--method", "hetlora", "--prune-gamma", "0.5", "--prune-lambda", "0.25"))
        .isEqualTo(new HetLora(0.5f, 0.25f, ClipTarget.OBJECTIVE));
  }

  /** Who calls methods without flags, as experiments do, has the same defaults. */
  @Test
  void flagsThatAreNotGivenAreTheDefaults() {
    for (LocalMethod method : LocalMethodCatalogue.all(MethodSettings.defaults(0.01f))) {
      assertThat(method("--method", method.name())).isEqualTo(method);
    }
  }

  private static LocalMethod method(String... flags) {
    return parsed(flags).method(0.01f);
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
