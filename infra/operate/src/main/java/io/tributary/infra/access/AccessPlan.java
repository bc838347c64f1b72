package io.tributary.infra.access;

import io.tributary.schemas.access.AccessTable;
import io.tributary.schemas.access.Grant;
import io.tributary.schemas.access.Operation;
import io.tributary.schemas.access.Resource;
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
  public List<Grant> grants(Assignment assignment) {
    if (assignment.client().isEmpty()) {
      return table.of(assignment.role());
    }
    var grants = new ArrayList<Grant>(table.ofClient(assignment.client().get()));
    feedTopic.map(AccessTable::ofFeed).ifPresent(grants::add);
    return List.copyOf(grants);
  }

  /** Returns the rights of every principal over all of its roles, each resource once. */
  public Map<Principal, List<Grant>> byPrincipal() {
    var operations = new LinkedHashMap<Principal, Map<Resource, Set<Operation>>>();
    for (Assignment assignment : assignments) {
      Map<Resource, Set<Operation>> own =
          operations.computeIfAbsent(assignment.principal(), principal -> new LinkedHashMap<>());
      for (Grant grant : grants(assignment)) {
        own.computeIfAbsent(grant.resource(), resource -> EnumSet.noneOf(Operation.class))
            .addAll(grant.operations());
      }
    }
    var grants = new LinkedHashMap<Principal, List<Grant>>();
    operations.forEach(
        (principal, own) -> {
          var list = new ArrayList<Grant>();
          own.forEach((resource, allowed) -> list.add(new Grant(resource, allowed)));
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
