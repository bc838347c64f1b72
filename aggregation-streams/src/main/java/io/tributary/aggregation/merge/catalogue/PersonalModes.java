package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.spec.PersonalInitMode;

/** Finds modes of personal starts by name. */
public final class PersonalModes {
  private PersonalModes() {}

  /** Returns the name in configuration, in kebab case. */
  public static String name(PersonalInitMode mode) {
    return NamedConstants.name(mode);
  }

  /** Returns the mode of a name; throws an error that names the nearest if there is none. */
  public static PersonalInitMode named(String name) {
    return NamedConstants.constant("merge.personal", PersonalInitMode.class, name);
  }
}
