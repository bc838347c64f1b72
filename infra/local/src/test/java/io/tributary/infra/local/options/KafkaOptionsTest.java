package io.tributary.infra.local.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class KafkaOptionsTest {
  private static final String EXISTING =
      "--bootstrap-servers kafka:9092 --schema-registry http://registry:8081 ";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--retained-versions 0 | --retained-versions must be in 1..10000, was 0",
        "--client-config any | --client-config must come with --bootstrap-servers",
        "--kafka sasl.jaas.config=x | --kafka must not carry secrets",
        "--schema-registry http://r | must be given together",
      })
  void saysWhatIsWrong(String flags, String message) {
    assertThatThrownBy(() -> parse(flags))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining(message);
  }

  @Test
  void flagsWinOverTheFile() throws Exception {
    Path file = Files.writeString(dir.resolve("client.properties"), "client.id=a\nclient.rack=b\n");

    KafkaOptions options = parse(EXISTING + "--kafka client.id=c --client-config " + file);

    assertThat(options.clients.all()).isEqualTo(Map.of("client.id", "c", "client.rack", "b"));
  }

  private static KafkaOptions parse(String flags) {
    var options = new KafkaOptions();
    var line = new CommandLine(CommandSpec.create());
    line.addMixin("kafka", options);
    line.parseArgs(flags.split(" ", -1));
    options.validate();
    return options;
  }
}
