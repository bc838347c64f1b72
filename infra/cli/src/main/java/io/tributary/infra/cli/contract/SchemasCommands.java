package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.RegistryOptions;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SubjectStatus;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code schemas check|register}, for a federation's schemas in a registry. */
@Command(
    name = "schemas",
    mixinStandardHelpOptions = true,
    description = "A federation's schemas in a registry.")
public final class SchemasCommands extends CommandGroup {
  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Compares this build's schemas with the registry's; exit code 1 if one is incompatible.")
  CommandResult check(@Mixin RegistryOptions options) {
    try (SchemaRegistry registry = options.open()) {
      List<SubjectStatus> statuses = registry.check(options.topics());
      for (SubjectStatus status : statuses) {
        if (status.state() == SubjectStatus.State.INCOMPATIBLE) {
          throw new Failure(
              Failure.Kind.DOMAIN,
              "SCHEMA_INCOMPATIBLE",
              "subject %s at %s cannot take this build's schema: %s"
                  .formatted(
                      status.subject(), options.url(), String.join("; ", status.differences())),
              "Use another federation name, or the build that wrote the registry's version.");
        }
      }
      return answer(statuses);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Registers this build's schemas: FULL_TRANSITIVE, and BACKWARD_TRANSITIVE what only the"
              + " aggregator reads; repeating it is harmless.")
  CommandResult register(@Mixin RegistryOptions options) {
    try (SchemaRegistry registry = options.open()) {
      return answer(registry.register(options.topics()));
    }
  }

  private static CommandResult answer(List<SubjectStatus> statuses) {
    return new CommandResult(
        statuses,
        TextTable.of(
            statuses.stream()
                .map(
                    status ->
                        List.of(
                            status.subject(),
                            status.state().name().toLowerCase(Locale.ROOT),
                            status.versions() + " versions before"))
                .toList()));
  }
}
