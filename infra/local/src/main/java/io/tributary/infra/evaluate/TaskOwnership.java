package io.tributary.infra.evaluate;

import io.tributary.schemas.id.ClientId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The tasks of which each client has training rows.
 *
 * @param tasks by client
 */
public record TaskOwnership(SortedMap<ClientId, SortedSet<String>> tasks) {
  public TaskOwnership {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
  }
}
