package io.tributary.infra.cli;

import io.tributary.infra.cli.view.ClientRow;
import io.tributary.infra.cli.view.SlotRow;
import io.tributary.infra.history.Roster;
import io.tributary.infra.history.Unknown;
import io.tributary.infra.operate.FederationReader;
import io.tributary.infra.operate.Rulings;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.settings.Failure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clients ls|show|block|unblock}: who takes part, and who may. */
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Who takes part, and who may.")
final class ClientsCommands extends Noun {
  private final Clock clock = Clock.systemUTC();

  @Command(mixinStandardHelpOptions = true, description = "Lists every client that was seen.")
  Answer ls(@Mixin FederationOptions federation) {
    try (FederationReader reader = federation.open()) {
      Roster roster = reader.roster();
      List<ClientRow> rows =
          roster.clients().stream().map(client -> ClientRow.of(roster, client)).toList();
      return new Answer(
          rows, Tables.of("no client was seen yet", ClientRow.HEAD, rows, ClientRow::cells));
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows one client with its slots.")
  Answer show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "CLIENT", description = "See clients ls.") String client) {
    try (FederationReader reader = federation.open()) {
      Roster roster = reader.roster();
      ClientRow row = ClientRow.of(roster, known(roster, client));
      return new Answer(row, text(row));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Sets aside whatever a client sends from now on, until it is unblocked.")
  Answer block(
      @Mixin FederationOptions federation,
      @Mixin AuthorOptions author,
      @Parameters(paramLabel = "CLIENT", description = "See clients ls.") String client,
      @Option(names = "--unseen", description = "Also one that nobody has seen yet.")
          boolean unseen) {
    return decide(federation, author, client, true, unseen);
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets a client contribute again.")
  Answer unblock(
      @Mixin FederationOptions federation,
      @Mixin UnblockOptions author,
      @Parameters(paramLabel = "CLIENT", description = "See clients ls.") String client) {
    return decide(federation, author, client, false, false);
  }

  private Answer decide(
      FederationOptions federation,
      RulingAuthor author,
      String name,
      boolean blocked,
      boolean unseen) {
    try (FederationReader reader = federation.open()) {
      Roster roster = reader.roster();
      ClientId client = unseen ? id(name) : known(roster, name);
      var policy = new ClientPolicy(client, blocked, author.ruling(), clock.instant());
      if (!author.dryRun()) {
        new Rulings(reader).decide(policy);
        roster.accept(policy);
      }
      return new Answer(
          ClientRow.of(roster, client),
          author.dryRun()
              ? "not done (--dry-run): client %s would be %s"
                  .formatted(client, blocked ? "blocked" : "unblocked")
              : meaning(client, blocked));
    }
  }

  private static String meaning(ClientId client, boolean blocked) {
    return blocked
        ? "client %s is blocked: what it sends is set aside, and no window waits for it%nundo it with: tributary clients unblock %s"
            .formatted(client, client)
        : "client %s may contribute again%nwhat was set aside meanwhile stays there: tributary quarantine ls --reason CLIENT_BLOCKED"
            .formatted(client);
  }

  private static ClientId known(Roster roster, String name) {
    ClientId client = id(name);
    if (!roster.clients().contains(client)) {
      throw Unknown.client(name, roster.clients().stream().map(ClientId::value).toList());
    }
    return client;
  }

  private static ClientId id(String name) {
    try {
      return new ClientId(name);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private static String text(ClientRow row) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "client %s %s%s%s"
            .formatted(
                row.client(),
                row.standing().equals("blocked") ? "is blocked by " + row.why() : row.standing(),
                row.phase().isEmpty() ? "" : ", last said: " + row.phase(),
                row.slots().isEmpty() ? "" : ", %d samples".formatted(row.samples())));
    lines.add("");
    lines.add(Tables.of("no slot was announced", SlotRow.HEAD, row.slots(), SlotRow::cells));
    return String.join(System.lineSeparator(), lines);
  }
}
