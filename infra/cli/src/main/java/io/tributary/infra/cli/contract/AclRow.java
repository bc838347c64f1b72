package io.tributary.infra.cli.contract;

import io.tributary.infra.access.Assignment;
import io.tributary.schemas.access.AccessGrant;
import io.tributary.schemas.access.AccessOperation;
import io.tributary.schemas.id.ClientId;
import java.util.List;
import java.util.Locale;

/**
 * One right in an answer.
 *
 * @param role of the principal
 * @param client whose worker it is, or empty
 * @param resource topic, group or transactional-id
 * @param pattern literal, or prefix: all names with this prefix
 * @param operations in Kafka's words
 */
record AclRow(
    String principal,
    String role,
    String client,
    String resource,
    String pattern,
    String name,
    List<String> operations) {
  static final List<String> HEAD = List.of("principal", "role", "operations", "resource", "name");

  static AclRow of(Assignment assignment, AccessGrant grant) {
    return new AclRow(
        assignment.principal().toString(),
        assignment.role().word(),
        assignment.client().map(ClientId::value).orElse(""),
        grant.resource().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        grant.resource().prefix() ? "prefix" : "literal",
        grant.resource().name(),
        grant.operations().stream().map(AccessOperation::word).toList());
  }

  List<String> cells() {
    return List.of(
        principal,
        client.isEmpty() ? role : role + " of " + client,
        String.join(",", operations),
        resource,
        pattern.equals("prefix") ? name + "*" : name);
  }
}
