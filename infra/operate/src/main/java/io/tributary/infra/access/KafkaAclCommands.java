package io.tributary.infra.access;

import io.tributary.schemas.access.AccessGrant;
import io.tributary.schemas.access.AccessOperation;
import io.tributary.schemas.access.AccessResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes an access plan as commands of Kafka's own tool, for a POSIX shell. */
public final class KafkaAclCommands {
  private static final String HEAD =
      """
      # Set BOOTSTRAP_SERVERS and ADMIN_CONFIG, the properties of a client that may alter ACLs.
      # A broker that has no allow.everyone.if.no.acl.found=true refuses whatever is not listed.
      """;

  private KafkaAclCommands() {}

  /** The key of resources that share a command: one kind with the same operations. */
  private record Alike(AccessResource.Kind kind, boolean prefix, Set<AccessOperation> operations) {}

  /** Returns all commands; each adds what is missing, so that they may be repeated. */
  public static String of(AccessPlan plan) {
    var text = new StringBuilder(HEAD);
    plan.byPrincipal()
        .forEach(
            (principal, grants) -> {
              text.append("\n# ").append(principal).append(": ");
              text.append(String.join(", ", plan.titles(principal))).append('\n');
              alike(grants).forEach((alike, names) -> append(text, principal, alike, names));
            });
    return text.toString().stripTrailing();
  }

  private static Map<Alike, List<String>> alike(List<AccessGrant> grants) {
    var names = new LinkedHashMap<Alike, List<String>>();
    for (AccessGrant grant : grants) {
      AccessResource resource = grant.resource();
      names
          .computeIfAbsent(
              new Alike(resource.kind(), resource.prefix(), grant.operations()),
              alike -> new ArrayList<>())
          .add(resource.name());
    }
    return names;
  }

  private static void append(
      StringBuilder text, Principal principal, Alike alike, List<String> names) {
    text.append(
        "kafka-acls.sh --bootstrap-server \"$BOOTSTRAP_SERVERS\" --command-config"
            + " \"$ADMIN_CONFIG\"");
    text.append(" --add \\\n  --allow-principal ").append(quoted(principal.toString()));
    for (AccessOperation operation : alike.operations()) {
      text.append(" --operation ").append(operation.word());
    }
    if (alike.prefix()) {
      text.append(" --resource-pattern-type prefixed");
    }
    for (String name : names) {
      text.append(" \\\n  ").append(flag(alike.kind())).append(' ').append(quoted(name));
    }
    text.append('\n');
  }

  private static String flag(AccessResource.Kind kind) {
    return switch (kind) {
      case TOPIC -> "--topic";
      case GROUP -> "--group";
      case TRANSACTIONAL_ID -> "--transactional-id";
    };
  }

  /** Quotes any text as one word of a shell. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
