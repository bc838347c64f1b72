package io.tributary.schemas.contract;

import io.tributary.schemas.spec.FederationSpec;
import java.util.function.Function;

/**
 * One value of a federation's contract.
 *
 * @param section of the value, e.g. {@code window}
 * @param key within the section, e.g. {@code min-updates}
 * @param changeable whether the value may change while the federation exists. It may where it has
 *     its effect only in the one task that decides about a whole cluster; aggregators apply it from
 *     their next start on
 * @param meaning for people, one line
 * @param value returns the value's text from a contract
 */
public record ContractKey(
    String section,
    String key,
    boolean changeable,
    String meaning,
    Function<FederationSpec, String> value) {

  /** Returns {@code section.key}, the name in files and messages. */
  public String name() {
    return section + "." + key;
  }

  /** Returns {@code section-key}, the name in flags and environment variables. */
  public String flag() {
    return section + "-" + key;
  }

  @Override
  public String toString() {
    return name();
  }
}
