package io.tributary.infra.cli.options;

import io.tributary.infra.cli.command.Answer;
import io.tributary.infra.cli.config.DurationText;
import io.tributary.infra.cli.view.SkippedRow;
import io.tributary.infra.local.state.LocalRunAddress;
import io.tributary.infra.operate.FederationReader;
import io.tributary.schemas.settings.ClientConfig;
import io.tributary.schemas.settings.ClientConfigurable;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which federation a verb looks at: by its addresses, or by a local run's state directory. */
public final class FederationOptions implements ClientConfigurable {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "State directory of a local run that is up: instead of the three below.")
  private Path state;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, comma-separated.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "Confluent-compatible schema registry.")
  private String schemaRegistry;

  @Option(names = "--federation", description = "Prefix of the topics.")
  private String federation;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description = "Kafka client setting, passed through verbatim; repeatable.")
  private Map<String, String> kafka = new TreeMap<>();

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description =
          "Properties of the Kafka and registry clients, passed through verbatim; the place for"
              + " secrets.")
  private Path clientConfig;

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "For reading one topic (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  private Map<String, String> configured = Map.of();

  @Override
  public void configureClients(Map<String, String> settings) {
    configured = Map.copyOf(settings);
  }

  /**
   * Looks at the federation.
   *
   * @throws Failure if it cannot be found or reached, or a flag is missing
   */
  FederationReader open() {
    return FederationReader.open(connection(), timeout);
  }

  /**
   * Answers a question about the federation, and tells what was left out of the answer: also if
   * there is none, for then that may be why.
   *
   * @throws Failure if it cannot be found or reached, a flag is missing, or the question throws it
   */
  public Answer ask(Function<FederationReader, Answer> question) {
    try (FederationReader reader = open()) {
      try {
        return question.apply(reader).leavingOut(SkippedRow.of(reader.skipped()));
      } catch (Failure e) {
        List<SkippedRow> skipped = SkippedRow.of(reader.skipped());
        throw skipped.isEmpty() ? e : telling(e, skipped);
      }
    }
  }

  private static Failure telling(Failure failure, List<SkippedRow> skipped) {
    String rows = skipped.stream().map(SkippedRow::text).collect(Collectors.joining(" "));
    return new Failure(
        failure.kind(),
        failure.code(),
        failure.getMessage(),
        failure.hint() + " (" + rows + ")",
        failure);
  }

  public Duration timeout() {
    return timeout;
  }

  public Connection connection() {
    Optional<LocalRunAddress> run = Optional.ofNullable(state).map(LocalRunAddress::of);
    return new Connection(
        given(bootstrapServers, "--bootstrap-servers", run, LocalRunAddress::bootstrapServers),
        given(
            schemaRegistry,
            "--schema-registry",
            run.filter(found -> found.schemaRegistry().isPresent()),
            found -> found.schemaRegistry().orElseThrow()),
        given(federation, "--federation", run, LocalRunAddress::federation),
        ClientConfig.of(configured, Optional.ofNullable(clientConfig), kafka));
  }

  /** A flag wins over what the run says. */
  private static String given(
      String value,
      String flag,
      Optional<LocalRunAddress> run,
      Function<LocalRunAddress, String> ofRun) {
    return Optional.ofNullable(value)
        .filter(text -> !text.isBlank())
        .or(() -> run.map(ofRun))
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFIGURATION,
                    "BAD_ARGUMENTS",
                    flag + " is missing",
                    "Pass it, or --state with the state directory of a local run that is up."));
  }
}
