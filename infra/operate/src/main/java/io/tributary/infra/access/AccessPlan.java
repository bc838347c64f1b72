package io.tributary.infra.access;

import io.tributary.schemas.access.AccessGrant;
import io.tributary.schemas.access.AccessOperation;
import io.tributary.schemas.access.AccessResource;
import io.tributary.schemas.access.AccessTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The principals of one federation with their roles, and so with their rights.
 *
 * @param table of the federation
 * @param assignments principals with their roles, in the order in which they are shown
 * @param feedTopic topic from which workers take new rows, if not from files alone
 */
public record AccessPlan(
    AccessTable table, List<Assignment> assignments, Optional<String> feedTopic) {
  public AccessPlan {
    assignments = List.copyOf(assignments);
  }

  /** Returns the rights that an assignment grants. */
  public List<AccessGrant> grants(Assignment assignment) {
    if (assignment.client().isEmpty()) {
      return table.of(assignment.role());
    }
    var grants = new ArrayList<AccessGrant>(table.ofClient(assignment.client().get()));
    feedTopic.map(AccessTable::ofFeed).ifPresent(grants::add);
    return List.copyOf(grants);
  }

  /** Returns the rights of every principal over all of its roles, each resource once. */
  public Map<Principal, List<AccessGrant>> byPrincipal() {
    var operations = new LinkedHashMap<Principal, Map<AccessResource, Set<AccessOperation>>>();
    for (Assignment assignment : assignments) {
      Map<AccessResource, Set<AccessOperation>> own =
          operations.computeIfAbsent(assignment.principal(), principal -> new LinkedHashMap<>());
      for (AccessGrant grant : grants(assignment)) {
        own.computeIfAbsent(grant.resource(), resource -> EnumSet.noneOf(AccessOperation.class))
            .addAll(grant.operations());
      }
    }
    var grants = new LinkedHashMap<Principal, List<AccessGrant>>();
    operations.forEach(
        (principal, own) -> {
          var list = new ArrayList<AccessGrant>();
          own.forEach((resource, allowed) -> list.add(new AccessGrant(resource, allowed)));
          grants.put(principal, list);
        });
    return grants;
  }

  /** Returns the roles of a principal, for people. */
  Collection<String> titles(Principal principal) {
    return assignments.stream()
        .filter(assignment -> assignment.principal().equals(principal))
        .map(Assignment::title)
        .toList();
  }
}
