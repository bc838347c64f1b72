package io.tributary.infra.local.setup;

import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.contract.ContractReader;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.FederationSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replaces some of the values of a contract. */
public final class ContractOverlay {
  private ContractOverlay() {}

  /**
   * Returns the contract under the same revision.
   *
   * @param given values by the names of {@link ContractKeys}
   * @throws Failure CONFIGURATION that names key, bound and value
   */
  public static FederationSpec of(FederationSpec published, Map<String, String> given) {
    var values = new LinkedHashMap<>(ContractKeys.values(published));
    values.putAll(given);
    try {
      return new ContractReader(values)
          .read(published.federation())
          .withRevision(published.revision());
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
