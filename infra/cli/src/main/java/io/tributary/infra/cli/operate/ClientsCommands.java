package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.AuthorOptions;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.ClientRow;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.UnknownNameFailures;
import io.tributary.infra.operate.FederationReader;
import io.tributary.infra.operate.OperatorCommands;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Implements {@code clients ls|show|block|unblock|register|unregister}, which shows and decides who
 * takes part.
 */
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Who takes part, and who may.")
public final class ClientsCommands extends CommandGroup {
  private static final String WHO = "A client, see clients ls; or a pattern such as 'evil-*'.";

  private final Clock clock = Clock.systemUTC();

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the patterns that block clients, and every client that was seen.")
  CommandResult ls(
      @Mixin FederationOptions federation,
      @Option(
              names = "--limit",
              defaultValue = "1000",
              description = "At most so many, by name (default: ${DEFAULT-VALUE}).")
          int limit) {
    if (limit < 1) {
      throw Failure.badArguments("--limit must be >= 1, was " + limit, null);
    }
    return federation.ask(
        reader -> {
          MembershipIndex membershipIndex = reader.roster();
          List<ClientId> clients = List.copyOf(membershipIndex.clients());
          List<ClientRow> rows =
              Stream.concat(
                      patterns(membershipIndex).map(ClientRow::of),
                      clients.stream()
                          .limit(limit)
                          .map(client -> ClientRow.of(membershipIndex, client)))
                  .toList();
          String table =
              TextTable.of("no client was seen yet", ClientRow.HEAD, rows, ClientRow::cells);
          return new CommandResult(
              rows,
              clients.size() <= limit
                  ? table
                  : "%s%n%nthe first %d of %d clients; --limit shows more"
                      .formatted(table, limit, clients.size()));
        });
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows one client with its slots.")
  CommandResult show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "CLIENT", description = "See clients ls.") String client) {
    return federation.ask(
        reader -> {
          MembershipIndex membershipIndex = reader.roster();
          ClientRow row = ClientRow.of(membershipIndex, known(membershipIndex, client));
          return new CommandResult(row, ClientAnswers.text(row));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Sets aside whatever a client sends from now on, until it is unblocked.",
        "With a pattern (* for any characters, ? for one) the same for all clients that match it,"
            + " also for those that are yet to come. What is decided about a client by its name"
            + " holds before any pattern."
      })
  CommandResult block(
      @Mixin FederationOptions federation,
      @Mixin AuthorOptions.WithReason author,
      @Parameters(paramLabel = "CLIENT|PATTERN", description = WHO) String clients,
      @Option(names = "--unseen", description = "Also one that nobody has seen yet.")
          boolean unseen,
      @Option(names = "--yes", description = "Also if it blocks everybody.") boolean yes) {
    ClientPattern who = pattern(clients);
    return federation.ask(
        reader -> {
          MembershipIndex membershipIndex = reader.roster();
          var policy = new ClientPolicy(who, true, author.ruling(), clock.instant());
          if (!unseen) {
            requireSeen(membershipIndex, who);
          }
          var block = new PatternBlockText(membershipIndex, who);
          if (!who.isExact()) {
            block.require(yes || author.dryRun());
          }
          if (!author.dryRun()) {
            new OperatorCommands(reader).decide(policy);
            membershipIndex.accept(policy);
          }
          return who.client()
              .map(client -> ClientAnswers.one(membershipIndex, client, true, author.dryRun()))
              .orElseGet(() -> block.answer(policy, author.dryRun()));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Lets a client contribute again, whatever patterns it matches.",
        "With a pattern: takes that pattern back; other patterns, and blocks by name, stay."
      })
  CommandResult unblock(
      @Mixin FederationOptions federation,
      @Mixin AuthorOptions.TakingBack author,
      @Parameters(paramLabel = "CLIENT|PATTERN", description = WHO) String clients) {
    ClientPattern who = pattern(clients);
    return federation.ask(
        reader -> {
          MembershipIndex membershipIndex = reader.roster();
          requireDecided(membershipIndex, who);
          var policy = new ClientPolicy(who, false, author.ruling(), clock.instant());
          if (!author.dryRun()) {
            new OperatorCommands(reader).decide(policy);
            membershipIndex.accept(policy);
          }
          return who.client()
              .map(client -> ClientAnswers.one(membershipIndex, client, false, author.dryRun()))
              .orElseGet(
                  () -> new PatternBlockText(membershipIndex, who).answer(policy, author.dryRun()));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Gives a client the key that its records must be signed with from now on.",
        "Its worker writes its public key to its log when it starts."
      })
  CommandResult register(
      @Mixin FederationOptions federation,
      @Mixin AuthorOptions.WithReason author,
      @Parameters(paramLabel = "CLIENT", description = "Also one that nobody has seen yet.")
          String client,
      @Option(
              names = "--public-key",
              required = true,
              paramLabel = "HEX",
              description = "Its Ed25519 public key, 64 hexadecimal digits.")
          String publicKey) {
    ClientId who = id(client);
    ClientKey key = UpdatesCommands.parsed(publicKey, ClientKey::new).orElseThrow();
    return federation.ask(
        reader -> {
          requireSigned(reader);
          var order = new ClientRegistration(who, key, author.ruling(), clock.instant());
          if (!author.dryRun()) {
            new OperatorCommands(reader).register(order);
          }
          return new CommandResult(
              Map.of("client", who.value(), "public_key", key.hex(), "dry_run", author.dryRun()),
              author.dryRun()
                  ? "not done (--dry-run): client %s would sign with key %s".formatted(who, key)
                  : "client %s signs with key %s from now on".formatted(who, key));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Takes a client's key away: its slots leave.",
        "Where membership is open, the next key that the client uses is its own."
      })
  CommandResult unregister(
      @Mixin FederationOptions federation,
      @Mixin AuthorOptions.TakingBack author,
      @Parameters(paramLabel = "CLIENT", description = "See clients ls.") String client) {
    ClientId who = id(client);
    return federation.ask(
        reader -> {
          if (reader.roster().key(who).isEmpty()) {
            throw new Failure(
                Failure.Kind.DOMAIN,
                "CLIENT_UNKNOWN",
                "client " + who + " has no key",
                "See tributary clients show.");
          }
          if (!author.dryRun()) {
            new OperatorCommands(reader).unregister(who);
          }
          return new CommandResult(
              Map.of("client", who.value(), "dry_run", author.dryRun()),
              author.dryRun()
                  ? "not done (--dry-run): client %s would have no key".formatted(who)
                  : "client %s has no key any more, and its slots leave".formatted(who));
        });
  }

  private static void requireSigned(FederationReader reader) {
    reader
        .contract()
        .filter(contract -> !contract.membership().signed())
        .ifPresent(
            contract -> {
              throw new Failure(
                  Failure.Kind.DOMAIN,
                  "RECORDS_NOT_SIGNED",
                  "membership of federation "
                      + contract.federation()
                      + " must be open or registered for a client to have a key, is unsigned",
                  "Begin another federation whose records are signed: that is in its contract.");
            });
  }

  private static Stream<ClientPolicy> patterns(MembershipIndex membershipIndex) {
    return membershipIndex.policies().stream().filter(policy -> !policy.clients().isExact());
  }

  private static void requireSeen(MembershipIndex membershipIndex, ClientPattern who) {
    who.client()
        .ifPresentOrElse(
            client -> known(membershipIndex, client.value()),
            () -> {
              if (membershipIndex.clients().stream().noneMatch(who::matches)) {
                throw new Failure(
                    Failure.Kind.DOMAIN,
                    "CLIENT_UNKNOWN",
                    "no client that was seen matches '" + who + "'",
                    "Pass --unseen to block those that are yet to come, or see tributary clients"
                        + " ls.");
              }
            });
  }

  private static void requireDecided(MembershipIndex membershipIndex, ClientPattern who) {
    List<String> known =
        who.isExact()
            ? membershipIndex.clients().stream().map(ClientId::value).toList()
            : patterns(membershipIndex).map(policy -> policy.clients().value()).toList();
    if (!known.contains(who.value())) {
      throw UnknownNameFailures.client(who.value(), known);
    }
  }

  private static ClientId known(MembershipIndex membershipIndex, String name) {
    ClientId client = id(name);
    if (!membershipIndex.clients().contains(client)) {
      throw UnknownNameFailures.client(
          name, membershipIndex.clients().stream().map(ClientId::value).toList());
    }
    return client;
  }

  private static ClientId id(String name) {
    return UpdatesCommands.parsed(name, ClientId::new).orElseThrow();
  }

  private static ClientPattern pattern(String name) {
    return UpdatesCommands.parsed(name, ClientPattern::new).orElseThrow();
  }
}
