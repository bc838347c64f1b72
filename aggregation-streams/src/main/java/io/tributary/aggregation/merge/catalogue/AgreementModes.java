package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.event.AgreementMode;
import java.util.Arrays;
import java.util.Locale;

/** What becomes of the agreement among contributors, by name. */
public final class AgreementModes {
  private AgreementModes() {}

  /** The name in configuration, in kebab case. */
  public static String name(AgreementMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** The mode of a name; throws an error that names the nearest if there is none. */
  public static AgreementMode named(String name) {
    return Arrays.stream(AgreementMode.values())
        .filter(mode -> name(mode).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Named.unknown(
                    "merge.agreement",
                    name,
                    Arrays.stream(AgreementMode.values()).map(AgreementModes::name).toList()));
  }
}
