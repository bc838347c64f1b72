package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.spec.PersonalMode;

/** Finds modes of personal starts by name. */
public final class PersonalModes {
  private PersonalModes() {}

  /** Returns the name in configuration, in kebab case. */
  public static String name(PersonalMode mode) {
    return Named.name(mode);
  }

  /** Returns the mode of a name; throws an error that names the nearest if there is none. */
  public static PersonalMode named(String name) {
    return Named.constant("merge.personal", PersonalMode.class, name);
  }
}
