package io.tributary.infra.cli.contract;

import io.tributary.infra.access.AccessPlan;
import io.tributary.infra.access.KafkaAclCommands;
import io.tributary.infra.access.StrimziUsers;
import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code acls print}, which prints the access rights on the broker. */
@Command(
    name = "acls",
    mixinStandardHelpOptions = true,
    description = "Who may do what on the broker.")
public final class AclsCommands extends CommandGroup {
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Prints what every principal must be allowed; asks no broker and changes nothing.",
        "Without --role: every role but the workers', and the worker of every --client."
      })
  CommandResult print(@Mixin AclOptions options) {
    AccessPlan plan = options.plan();
    List<AclRow> rows =
        plan.assignments().stream()
            .flatMap(
                assignment ->
                    plan.grants(assignment).stream().map(grant -> AclRow.of(assignment, grant)))
            .toList();
    return new CommandResult(
        rows,
        switch (options.format) {
          case COMMANDS -> rendered(plan, KafkaAclCommands::of);
          case STRIMZI -> rendered(plan, StrimziUsers::of);
          case TEXT, JSON, JSONL -> table(rows);
        });
  }

  private static String rendered(AccessPlan plan, Function<AccessPlan, String> form) {
    try {
      return form.apply(plan);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private static String table(List<AclRow> rows) {
    var lines = new ArrayList<List<String>>();
    lines.add(AclRow.HEAD);
    rows.forEach(row -> lines.add(row.cells()));
    return TextTable.of(lines);
  }
}
