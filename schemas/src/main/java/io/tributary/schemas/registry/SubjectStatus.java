package io.tributary.schemas.registry;

import java.util.List;

/**
 * What the registry holds for one subject, compared with our schema.
 *
 * @param subject {@code <topic>-value}
 * @param state how it compares
 * @param versions how many versions the registry holds
 * @param differences what a reader of ours could not read, for people; empty unless incompatible
 */
public record SubjectStatus(String subject, State state, int versions, List<String> differences) {
  /** How the registry's versions compare with our schema. */
  public enum State {
    /** Our schema is one of the versions, and it reads all the others. */
    REGISTERED,
    /** Our schema is new and reads every version. */
    COMPATIBLE,
    /** Our schema cannot read a record that some version allows. */
    INCOMPATIBLE,
    /** The subject has no version. */
    MISSING
  }

  public SubjectStatus {
    differences = List.copyOf(differences);
  }
}
