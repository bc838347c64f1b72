package io.tributary.infra.cli.contract;

import io.tributary.infra.access.AccessPlan;
import io.tributary.infra.access.Assignment;
import io.tributary.infra.access.Principal;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.schemas.access.AccessTable;
import io.tributary.schemas.access.ProgramRole;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code acls print}: whose access it prints, and in which form. */
final class AclOptions {
  /** The form of the table: as other verbs answer, or as input of a broker's operator. */
  enum AclFormat {
    TEXT,
    JSON,
    JSONL,
    COMMANDS,
    STRIMZI
  }

  /** One client with the principal of its worker. */
  static final class ClientPrincipal {
    @Option(
        names = "--client",
        required = true,
        paramLabel = "CLIENT",
        description = "A client whose worker is granted access; repeatable.")
    private String client;

    @Option(
        names = "--principal",
        paramLabel = "TYPE:NAME",
        description = "Who the client before it is to the broker (default: User:CLIENT).")
    private String principal;
  }

  @Option(
      names = ConnectionOptions.FEDERATION,
      required = true,
      description = ConnectionOptions.FEDERATION_HELP)
  private String federation;

  @Option(
      names = "--role",
      paramLabel = "ROLE[=TYPE:NAME]",
      description =
          "Only these: aggregator, router, operator, observer, bootstrap, and worker for every"
              + " --client; repeatable (default principal: User:FEDERATION-ROLE).")
  private List<String> roles = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<ClientPrincipal> clients = new ArrayList<>();

  @Option(
      names = "--feed-topic",
      paramLabel = "TOPIC",
      description = "Topic that workers take new rows from, as in worker run.")
  private String feedTopic;

  @Option(
      names = FormatOption.NAME,
      paramLabel = "text|json|jsonl|commands|strimzi",
      defaultValue = "text",
      description =
          "A table, the JSON envelope, commands of kafka-acls.sh, or KafkaUser resources.")
  AclFormat format;

  /**
   * Returns the plan of the principals with their rights.
   *
   * @throws Failure for an unknown role, an invalid principal, or a client that would be taken for
   *     another role
   */
  AccessPlan plan() {
    try {
      var assignments = new ArrayList<Assignment>();
      boolean workers = roles.isEmpty() || roles.contains(ProgramRole.WORKER.word());
      if (workers) {
        clients.forEach(client -> assignments.add(assignment(client)));
      }
      requireClients(workers);
      assignments.addAll(0, others(assignments));
      return new AccessPlan(
          new AccessTable(new TopicCatalogue(federation, 1)),
          assignments,
          Optional.ofNullable(feedTopic));
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private void requireClients(boolean workers) {
    if (roles.contains(ProgramRole.WORKER.word()) && clients.isEmpty()) {
      throw new IllegalArgumentException(
          "--role worker needs a --client: a worker's access is one client's");
    }
    if (!workers && !clients.isEmpty()) {
      throw new IllegalArgumentException("--client needs --role worker, or no --role at all");
    }
  }

  private static Assignment assignment(ClientPrincipal of) {
    var client = new ClientId(of.client);
    return Assignment.ofClient(
        of.principal == null ? new Principal("User", of.client) : Principal.parse(of.principal),
        client);
  }

  private List<Assignment> others(List<Assignment> workers) {
    var others = new ArrayList<Assignment>();
    List<String> asked =
        roles.isEmpty()
            ? Arrays.stream(ProgramRole.values()).map(ProgramRole::word).toList()
            : roles;
    for (String word : asked) {
      int equals = word.indexOf('=');
      ProgramRole role = role(equals < 0 ? word : word.substring(0, equals));
      if (role != ProgramRole.WORKER) {
        others.add(
            equals < 0
                ? byDefault(role, workers)
                : Assignment.of(Principal.parse(word.substring(equals + 1)), role));
      } else if (equals >= 0) {
        throw new IllegalArgumentException("--role worker takes its principals from --principal");
      }
    }
    return others;
  }

  /**
   * Returns a role's default assignment. A client with the name of a role's principal must not get
   * that role unnoticed.
   */
  private Assignment byDefault(ProgramRole role, List<Assignment> workers) {
    var principal = new Principal("User", federation + "-" + role.word());
    for (Assignment worker : workers) {
      if (worker.principal().equals(principal)) {
        throw new IllegalArgumentException(
            "principal %s is that of client %s: name another with --role %s=TYPE:NAME"
                .formatted(principal, worker.client().orElseThrow(), role.word()));
      }
    }
    return Assignment.of(principal, role);
  }

  private static ProgramRole role(String word) {
    List<String> known = Arrays.stream(ProgramRole.values()).map(ProgramRole::word).toList();
    return Arrays.stream(ProgramRole.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--role must be one of %s, was '%s'%s"
                        .formatted(
                            String.join(", ", known),
                            word,
                            NearestWord.to(word, known)
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse(""))));
  }
}
