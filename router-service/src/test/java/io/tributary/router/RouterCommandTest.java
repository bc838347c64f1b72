package io.tributary.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RouterCommandTest {
  @Test
  void namesTheOptionThatIsOutOfRange() {
    assertThatThrownBy(() -> run("localhost:1", "--max-tokens", "2"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              assertThat(failure.code()).isEqualTo("BAD_ARGUMENTS");
            })
        .hasMessage("--max-tokens must be in 3..256, was 2");
  }

  @Test
  void listensOnThisMachineOnlyUnlessTold() {
    String usage = new CommandLine(new RouterCommand()).getUsageMessage();
    assertThat(usage).contains("default: 127.0.0.1").contains("--supervised").contains("--host");
  }

  private static void run(String bootstrapServers, String... more) {
    var args = new ArrayList<String>();
    args.addAll(
        List.of(
            "--bootstrap-servers",
            bootstrapServers,
            "--schema-registry",
            "http://127.0.0.1:1",
            "--federation",
            "tests"));
    args.addAll(List.of(more));
    var command = new RouterCommand();
    new CommandLine(command).parseArgs(args.toArray(String[]::new));
    try {
      command.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
