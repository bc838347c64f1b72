package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.spec.AgreementMode;

/** Finds modes of agreement among contributors by name. */
public final class AgreementModes {
  private AgreementModes() {}

  /** Returns the name in configuration, in kebab case. */
  public static String name(AgreementMode mode) {
    return NamedConstants.name(mode);
  }

  /** Returns the mode of a name; throws an error that names the nearest if there is none. */
  public static AgreementMode named(String name) {
    return NamedConstants.constant("merge.agreement", AgreementMode.class, name);
  }
}
