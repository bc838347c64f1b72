package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.spec.AgreementMode;

/** What becomes of the agreement among contributors, by name. */
public final class AgreementModes {
  private AgreementModes() {}

  /** The name in configuration, in kebab case. */
  public static String name(AgreementMode mode) {
    return Named.name(mode);
  }

  /** The mode of a name; throws an error that names the nearest if there is none. */
  public static AgreementMode named(String name) {
    return Named.constant("merge.agreement", AgreementMode.class, name);
  }
}
