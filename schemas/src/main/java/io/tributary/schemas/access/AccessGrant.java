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
public record AccessGrant(AccessResource resource, Set<AccessOperation> operations) {
  public AccessGrant {
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }

  static AccessGrant of(AccessResource resource, AccessOperation first, AccessOperation... more) {
    return new AccessGrant(resource, EnumSet.of(first, more));
  }
}
