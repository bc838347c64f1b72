package io.tributary.schemas.registry;

import java.util.List;

/**
 * The versions that the registry holds for one subject, compared with this build's schema.
 *
 * @param subject {@code <topic>-value}
 * @param state result of the comparison
 * @param versions how many versions the registry holds
 * @param differences what a reader of this build could not read, for people; empty unless
 *     incompatible
 */
public record SubjectStatus(String subject, State state, int versions, List<String> differences) {
  /** The result of comparing the registry's versions with this build's schema. */
  public enum State {
    /** This build's schema is one of the versions, and it reads all the others. */
    REGISTERED,
    /** This build's schema is new and reads every version. */
    COMPATIBLE,
    /** This build's schema cannot read a record that some version allows. */
    INCOMPATIBLE,
    /** The subject has no version. */
    MISSING
  }

  public SubjectStatus {
    differences = List.copyOf(differences);
  }
}
