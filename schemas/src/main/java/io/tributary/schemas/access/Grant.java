package io.tributary.schemas.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rights of one role on one resource.
 *
 * @param resource the guarded resource
 * @param operations at least one, in their own order
 */
public record Grant(Resource resource, Set<Operation> operations) {
  public Grant {
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }

  static Grant of(Resource resource, Operation first, Operation... more) {
    return new Grant(resource, EnumSet.of(first, more));
  }
}
