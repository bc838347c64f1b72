package io.tributary.infra.access;

import io.tributary.schemas.access.ProgramRole;
import io.tributary.schemas.id.ClientId;
import java.util.Optional;

/**
 * One principal in one role.
 *
 * @param principal as the broker knows it
 * @param role of the principal
 * @param client whose worker it is; empty for every other role
 */
public record Assignment(Principal principal, ProgramRole role, Optional<ClientId> client) {
  public Assignment {
    if ((role == ProgramRole.WORKER) != client.isPresent()) {
      throw new IllegalArgumentException(
          "a worker, and nobody else, is one client's; role was " + role.word());
    }
  }

  /** Returns the assignment of a client's worker. */
  public static Assignment ofClient(Principal principal, ClientId client) {
    return new Assignment(principal, ProgramRole.WORKER, Optional.of(client));
  }

  /** Returns an assignment to any role but a worker's. */
  public static Assignment of(Principal principal, ProgramRole role) {
    return new Assignment(principal, role, Optional.empty());
  }

  /** Returns its role for people: {@code worker of ward-7}. */
  public String title() {
    return client.map(of -> role.word() + " of " + of).orElse(role.word());
  }
}
