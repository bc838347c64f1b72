package io.tributary.schemas.contract;

import io.tributary.schemas.spec.FederationSpec;
import java.util.function.Function;

/**
 * One value of a federation's contract.
 *
 * @param section that it stands in, e.g. {@code window}
 * @param key within the section, e.g. {@code min-updates}
 * @param changeable whether it may change while the federation lives: what has its effect only
 *     where one task decides about a whole cluster may, from the aggregators' next start on
 * @param meaning for people, one line
 * @param value the text of a contract's value
 */
public record ContractKey(
    String section,
    String key,
    boolean changeable,
    String meaning,
    Function<FederationSpec, String> value) {

  /** {@code section.key}, as files and messages call it. */
  public String name() {
    return section + "." + key;
  }

  /** {@code section-key}, as flags and variables call it. */
  public String flag() {
    return section + "-" + key;
  }

  @Override
  public String toString() {
    return name();
  }
}
