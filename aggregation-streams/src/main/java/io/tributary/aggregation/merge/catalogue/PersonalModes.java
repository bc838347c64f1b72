package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.spec.PersonalMode;

/** Whether contributors' starts are published, and corrected, by name. */
public final class PersonalModes {
  private PersonalModes() {}

  /** The name in configuration, in kebab case. */
  public static String name(PersonalMode mode) {
    return Named.name(mode);
  }

  /** The mode of a name; throws an error that names the nearest if there is none. */
  public static PersonalMode named(String name) {
    return Named.constant("merge.personal", PersonalMode.class, name);
  }
}
