package io.tributary.infra.access;

import io.tributary.schemas.access.AccessGrant;
import io.tributary.schemas.access.AccessOperation;
import io.tributary.schemas.access.AccessResource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes an access plan as users of Strimzi's operator, one YAML document per principal. */
public final class StrimziUsers {
  /**
   * The names that a user may have: the operator names a user after its resource, and Kubernetes
   * allows no other names.
   */
  private static final Pattern USER =
      Pattern.compile("(CN=)?([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)");

  private static final int LONGEST_NAME = 253;

  /**
   * The head of the documents: a resource must name its cluster, which this program does not know.
   */
  private static final String HEAD =
      "# Set strimzi.io/cluster to the name of your Kafka resource, which must have"
          + " authorization.type simple.\n";

  private StrimziUsers() {}

  /**
   * Writes every principal of the plan as a {@code KafkaUser}, with a comment at the head.
   *
   * @throws IllegalArgumentException if a principal cannot be a user of the operator
   */
  public static String of(AccessPlan plan) {
    return HEAD
        + plan.byPrincipal().entrySet().stream()
            .map(entry -> user(plan, entry.getKey(), entry.getValue()))
            .collect(Collectors.joining())
            .stripTrailing();
  }

  private static String user(AccessPlan plan, Principal principal, List<AccessGrant> grants) {
    Matcher name = USER.matcher(principal.name());
    if (!principal.type().equals("User")
        || !name.matches()
        || name.group(2).length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a principal of Strimzi must be User:NAME or, with certificates, User:CN=NAME, and NAME"
              + " up to 253 characters of a-z 0-9 - . that Kubernetes allows, was "
              + principal);
    }
    return """
    ---
    # %s
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaUser
    metadata:
      name: "%s"
      labels:
        strimzi.io/cluster: my-cluster
    spec:
      authentication:
        type: %s
      authorization:
        type: simple
        acls:
    %s\
    """
        .formatted(
            String.join(", ", plan.titles(principal)),
            name.group(2),
            name.group(1) == null ? "scram-sha-512" : "tls",
            grants.stream().map(StrimziUsers::rule).collect(Collectors.joining()));
  }

  private static String rule(AccessGrant grant) {
    return """
          - type: allow
            resource:
              type: %s
              name: "%s"
              patternType: %s
            operations: [%s]
    """
        .formatted(
            kind(grant.resource().kind()),
            grant.resource().name(),
            grant.resource().prefix() ? "prefix" : "literal",
            grant.operations().stream()
                .map(AccessOperation::word)
                .collect(Collectors.joining(", ")));
  }

  private static String kind(AccessResource.Kind kind) {
    return switch (kind) {
      case TOPIC -> "topic";
      case GROUP -> "group";
      case TRANSACTIONAL_ID -> "transactionalId";
    };
  }
}
