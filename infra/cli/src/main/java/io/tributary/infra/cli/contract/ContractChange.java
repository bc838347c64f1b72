package io.tributary.infra.cli.contract;

import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in which two contracts differ.
 *
 * @param key its name
 * @param published the value in force
 * @param asked the other value
 * @param changeable whether {@code federation alter} accepts it
 */
record ContractChange(String key, String published, String asked, boolean changeable) {
  static List<ContractChange> between(FederationSpec published, FederationSpec asked) {
    return ContractKeys.differences(published, asked).stream()
        .map(key -> of(key, published, asked))
        .toList();
  }

  private static ContractChange of(
      ContractKey key, FederationSpec published, FederationSpec asked) {
    return new ContractChange(
        key.name(), key.value().apply(published), key.value().apply(asked), key.changeable());
  }

  static String table(List<ContractChange> changes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("key", "published", "asked", ""));
    for (ContractChange change : changes) {
      rows.add(
          List.of(
              change.key,
              change.published,
              change.asked,
              change.changeable ? "" : "must stay: another federation"));
    }
    return TextTable.of(rows);
  }
}
