package io.tributary.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.settings.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Bad flags end before anything is connected to. */
class WorkerCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--slots many | --slots must be a number or auto, was many",
        "--rounds -1 | rounds of the decay must be >= 0, were -1",
        "--steps 0 | steps and batch must be >= 1, were 0 and 8",
        "--cap 1 | cap must be >= 2, was 1",
        "--data /no/such/folder | /no/such/folder does not exist",
        "--client zoe --clients 2 | --client must be one of [client-0, client-1], was zoe",
        "--thin | --method must be pflalign with --thin, was fedavg",
        "--thin --method ditto | --method must be pflalign with --thin, was ditto",
        "--thin --method pflalign --alignment sgd | --alignment must not be no_personalization or"
            + " sgd with --thin, as these start from the common adapter and need no other start,"
            + " was sgd",
        "--tasks moot | --tasks names moot, but the bundled sample has colour, parity",
      })
  void saysWhatIsWrong(String flags, String message) {
    Failure failure = catchThrowableOfType(Failure.class, () -> run(flags));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure).hasMessage(message);
  }

  @Test
  void theHelpNamesEveryFlag() {
    String help = new CommandLine(new WorkerCommand()).getUsageMessage();

    assertThat(help)
        .contains("--clients", "--client", "--data", "--scenario", "--slots", "--state-dir")
        .contains("--feed-topic", "--no-instructions", "--supervised", "--threads", "--thin");
  }

  private static void run(String flags) throws Exception {
    var command = new WorkerCommand();
    new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            ("--bootstrap-servers 127.0.0.1:1 --schema-registry http://127.0.0.1:1"
                    + " --federation f --state-dir target/unused --scenario single "
                    + flags)
                .split(" "));
    command.call();
  }
}
