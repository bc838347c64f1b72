package io.tributary.infra.cli.contract;

import io.tributary.infra.check.ContractCheck;
import io.tributary.infra.check.ContractFinding;
import io.tributary.infra.check.ContractFinding.Level;
import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.operate.ClientRecordsReader;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code contract check}, for authors of clients. */
@Command(
    name = "contract",
    mixinStandardHelpOptions = true,
    description = "The wire contract of clients, see schemas/CONTRACT.md.")
public final class ContractCommands extends CommandGroup {
  /**
   * The result of checking one client's records.
   *
   * @param client whose records were checked
   * @param sound whether nothing is wrong
   * @param findings in their order
   */
  record View(String client, boolean sound, List<ContractFinding> findings) {}

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Says in words what is wrong with a client's last records: its announcements, its updates,"
            + " and what was refused before anybody could decide about it.",
        "Exit code 0 in either case; with --format json, data.sound tells."
      })
  CommandResult check(
      @Mixin FederationOptions federation,
      @Option(names = "--client", required = true, description = "Whose records.") String client) {
    ClientId who = parsed(client);
    return federation.ask(
        reader -> {
          FederationSpec spec =
              reader.contract().orElseThrow(() -> noContract(reader.federation()));
          List<ContractFinding> findings =
              new ContractCheck(spec, new ClientRecordsReader(reader).of(who)).findings();
          boolean sound = findings.stream().noneMatch(one -> one.level() == Level.WRONG);
          return new CommandResult(new View(client, sound, findings), text(who, findings, sound));
        });
  }

  private static ClientId parsed(String client) {
    try {
      return new ClientId(client);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments("--client: " + e.getMessage(), e);
    }
  }

  private static Failure noContract(String federation) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "FEDERATION_UNKNOWN",
        "federation " + federation + " has topics and no contract",
        "Publish one: tributary federation create.");
  }

  private static String text(ClientId client, List<ContractFinding> findings, boolean sound) {
    List<List<String>> rows = new ArrayList<>();
    for (ContractFinding finding : findings) {
      rows.add(
          List.of(
              finding.level().name().toLowerCase(Locale.ROOT), finding.subject(), finding.what()));
      if (!finding.fix().isEmpty()) {
        rows.add(List.of("", "", finding.fix()));
      }
    }
    long wrong = findings.stream().filter(one -> one.level() == Level.WRONG).count();
    String end =
        sound
            ? "nothing is wrong with the records of " + client
            : wrong + (wrong == 1 ? " thing is" : " things are") + " wrong, see the lines above";
    return TextTable.of(rows) + "\n\n" + end;
  }
}
