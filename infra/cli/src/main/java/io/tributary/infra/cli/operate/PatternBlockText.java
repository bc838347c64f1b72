package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.view.PatternRow;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Explains the effect of blocking, or unblocking, the clients that match a pattern.
 *
 * @param roster of the federation
 * @param pattern with wildcards
 */
record PatternBlockText(MembershipIndex roster, ClientPattern pattern) {
  private static final int MOST_NAMES = 10;

  /**
   * Checks that the pattern may be blocked.
   *
   * @param confirmed whether all clients may be meant
   * @throws Failure TOO_MANY_PATTERNS, or NOT_CONFIRMED if no client would be left
   */
  void require(boolean confirmed) {
    List<ClientPattern> held =
        roster.policies().stream()
            .map(ClientPolicy::clients)
            .filter(clients -> !clients.isExact())
            .toList();
    if (held.size() >= ClientDecisions.MAX_PATTERNS && !held.contains(pattern)) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "TOO_MANY_PATTERNS",
          "at most %d patterns block clients, as each is tried on every record, were %d"
              .formatted(ClientDecisions.MAX_PATTERNS, held.size()),
          "Take one back with tributary clients unblock, or choose one pattern that covers"
              + " several.");
    }
    if (!confirmed && isEverybody()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "NOT_CONFIRMED",
          "'%s' would block everybody: %s".formatted(pattern, some(contributing())),
          "Pass --yes if that is meant, or choose a narrower pattern.");
    }
  }

  CommandResult answer(ClientPolicy policy, boolean dryRun) {
    List<ClientId> matching = roster.clients().stream().filter(pattern::matches).toList();
    List<ClientId> free =
        matching.stream().filter(client -> roster.block(client).isEmpty()).toList();
    var row =
        new PatternRow(
            pattern.value(),
            policy.blocked() ? "blocks" : "unblocked",
            policy.ruling().toString(),
            !dryRun,
            matching.stream().map(ClientId::value).toList(),
            free.stream().map(ClientId::value).toList());
    String who = "clients that match '%s'".formatted(pattern);
    if (dryRun) {
      return new CommandResult(
          row,
          "not done (--dry-run): %s would be %s: %s"
              .formatted(who, policy.blocked() ? "blocked" : "unblocked", some(matching)));
    }
    return new CommandResult(
        row, policy.blocked() ? blocked(who, matching, free) : unblocked(who, matching, free));
  }

  private String blocked(String who, List<ClientId> matching, List<ClientId> free) {
    return "%s are blocked, also those that are yet to come; seen so far: %s%s%nundo it with: tributary clients unblock '%s'"
        .formatted(
            who,
            some(matching),
            free.isEmpty()
                ? ""
                : "%nnot blocked, as what is decided by name holds before a pattern: %s"
                    .formatted(some(free)),
            pattern);
  }

  private static String unblocked(String who, List<ClientId> matching, List<ClientId> free) {
    return "%s are no longer blocked by it; may contribute now: %s%s%nwhat was set aside meanwhile stays there: tributary quarantine ls --reason CLIENT_BLOCKED"
        .formatted(
            who,
            some(free),
            free.size() == matching.size()
                ? ""
                : "%nstill blocked by name or by another pattern: %d"
                    .formatted(matching.size() - free.size()));
  }

  private boolean isEverybody() {
    List<ClientId> contributing = contributing();
    return pattern.literals() == 0
        || (!contributing.isEmpty() && contributing.stream().allMatch(pattern::matches));
  }

  private List<ClientId> contributing() {
    return roster.clients().stream().filter(client -> roster.block(client).isEmpty()).toList();
  }

  private static String some(List<ClientId> clients) {
    String names =
        clients.stream().limit(MOST_NAMES).map(ClientId::value).collect(Collectors.joining(", "));
    int more = clients.size() - MOST_NAMES;
    return clients.isEmpty() ? "none" : more > 0 ? names + " and " + more + " more" : names;
  }
}
