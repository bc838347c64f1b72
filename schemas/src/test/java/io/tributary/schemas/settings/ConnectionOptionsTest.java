package io.tributary.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConnectionOptionsTest {
  @TempDir Path dir;

  @Test
  void theFilesKeysReachTheClientsThatTheyAreMeantFor() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("client.properties"),
            """
            bootstrap.servers = other:9092
            security.protocol = SASL_SSL
            sasl.jaas.config = login required password="a=b";
            basic.auth.user.info = ann:secret
            schema.registry.ssl.truststore.location = /trust.p12
            client.rack = file
            """);

    FederationConnection connection =
        parse("--client-config", file.toString(), "--kafka", "client.rack=flag");

    assertThat(connection.clientSettings())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "login required password=\"a=b\";",
                "client.rack", "flag"));
    assertThat(connection.registrySettings())
        .isEqualTo(
            Map.of(
                "basic.auth.user.info", "ann:secret",
                "schema.registry.ssl.truststore.location", "/trust.p12"));
    Files.writeString(file, "\uFEFF" + Files.readString(file));
    assertThat(parse("--client-config", file.toString(), "--kafka", "client.rack=flag"))
        .as("behind a byte order mark")
        .isEqualTo(connection);
    assertThat(connection.toString())
        .contains("basic.auth.user.info", "sasl.jaas.config")
        .doesNotContain("ann:secret", "a=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.keystore.password",
        "basic.auth.user.info",
        "schema.registry.basic.auth.user.info",
        "bearer.auth.token",
        "bearer.auth.client.secret"
      })
  void aSecretAmongTheFlagsIsRefusedAndNotRepeated(String key) {
    Failure failure = fails("--kafka", key + "=geheim");

    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure).message().contains(key).doesNotContain("geheim");
    assertThat(failure.hint()).contains("--client-config");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Failure failure = fails("--client-config", dir.resolve("nowhere").toString());

    assertThat(failure.code()).isEqualTo("CLIENT_CONFIG_UNREADABLE");
    assertThat(failure).hasMessageContaining("nowhere");
  }

  private static Failure fails(String... more) {
    return catchThrowableOfType(Failure.class, () -> parse(more));
  }

  private static FederationConnection parse(String... more) {
    var options = new ConnectionOptions();
    var line = new CommandLine(CommandSpec.create());
    line.addMixin("where", options);
    var args = new String[more.length + 3];
    args[0] = "--bootstrap-servers=kafka:9092";
    args[1] = "--schema-registry=http://registry:8081";
    args[2] = "--federation=f";
    System.arraycopy(more, 0, args, 3, more.length);
    line.parseArgs(args);
    return options.brokerAndRegistry();
  }
}
