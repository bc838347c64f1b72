package io.tributary.infra.cli.options;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.config.DurationText;
import io.tributary.infra.cli.view.SkippedRow;
import io.tributary.infra.local.state.LocalRunAddress;
import io.tributary.infra.operate.FederationReader;
import io.tributary.schemas.settings.ClientConfigOptions;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that name the federation that a verb looks at: by its addresses, or by a local run's
 * state directory.
 */
public final class FederationOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "State directory of a local run that is up: instead of the three below.")
  private Path state;

  @Option(
      names = ConnectionOptions.BOOTSTRAP_SERVERS,
      paramLabel = ConnectionOptions.BOOTSTRAP_SERVERS_LABEL,
      description = ConnectionOptions.BOOTSTRAP_SERVERS_HELP)
  private String bootstrapServers;

  @Option(
      names = ConnectionOptions.SCHEMA_REGISTRY,
      paramLabel = "URL",
      description = ConnectionOptions.SCHEMA_REGISTRY_HELP)
  private String schemaRegistry;

  @Option(names = ConnectionOptions.FEDERATION, description = ConnectionOptions.FEDERATION_HELP)
  private String federation;

  @Mixin private ClientConfigOptions clients;

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "For reading one topic (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /**
   * Opens the federation for reading.
   *
   * @throws Failure if it cannot be found or reached, or a flag is missing
   */
  FederationReader open() {
    return FederationReader.open(connection(), timeout);
  }

  /**
   * Answers a question about the federation, and reports what was left out of the answer, even if
   * there is none, because that may be the reason.
   *
   * @throws Failure if it cannot be found or reached, a flag is missing, or the question throws it
   */
  public CommandResult ask(Function<FederationReader, CommandResult> question) {
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
        failure.hint() + " (" + rows + ").",
        failure);
  }

  public Duration timeout() {
    return timeout;
  }

  public FederationConnection connection() {
    Optional<LocalRunAddress> run = Optional.ofNullable(state).map(LocalRunAddress::of);
    return new FederationConnection(
        given(
            bootstrapServers,
            ConnectionOptions.BOOTSTRAP_SERVERS,
            run,
            LocalRunAddress::bootstrapServers),
        given(
            schemaRegistry,
            ConnectionOptions.SCHEMA_REGISTRY,
            run.filter(found -> found.schemaRegistry().isPresent()),
            found -> found.schemaRegistry().orElseThrow()),
        given(federation, ConnectionOptions.FEDERATION, run, LocalRunAddress::federation),
        clients.all());
  }

  /** Returns the flag's value, which overrides the local run's. */
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
